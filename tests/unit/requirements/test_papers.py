"""Licences in the words of hospitals, schools, factories, banks and shops: which, one of which, and by when."""

from __future__ import annotations

import pytest

from jobmatch.domain import LicenceAsked, Strength, Unread
from jobmatch.requirements import Reading, read_posting


def read(words: str) -> Reading:
    return read_posting({"title": "员工", "employer": "某某有限公司", "text": f"任职要求：{words}。"})


def licences(reading: Reading, strength: Strength) -> set[str]:
    """Each demand as its codes joined by a stroke, with @ and the months it may come later (f: for fresh graduates)."""
    return {_said(d.asked) for d in reading.demands if isinstance(d.asked, LicenceAsked) and d.strength is strength}


def _said(asked: LicenceAsked) -> str:
    grace = f"@{asked.after_months}{'f' if asked.grace_fresh_only else ''}" if asked.after_months else ""
    return "/".join(sorted(asked.any_of)) + grace


def stated(codes: str) -> set[str]:
    return {"/".join(sorted(group.split("/"))) for group in codes.split(" & ")} if codes else set()


def unread(reading: Reading) -> list[str]:
    return [d.asked.text for d in reading.demands if isinstance(d.asked, Unread)]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("具有护士执业资格证书", "nurse_exam"),
        ("具有护士执业证书", "nurse_practising"),
        ("须取得护士资格证及执业证", "nurse_practising"),
        ("持护士执业证，有三年以上临床护理经验", "nurse_practising"),
        ("已取得护士执业资格并可正常注册", "nurse_exam"),
        ("护理专业毕业，有护士证", "nurse_exam"),
        ("通过护士执业资格考试，成绩合格", "nurse_exam"),
        ("护士资格证书、护士执业证书齐全", "nurse_practising"),
        ("具备护士执业证书、英语四级", "nurse_practising & cet4"),
        ("具备护士执业证书，英语四级及以上", "nurse_practising & cet4"),
        ("有护师及以上职称", "nurse_senior"),
        ("具有主管护师及以上专业技术职称", "nurse_in_charge"),
        ("具有执业医师资格证书", "physician"),
        ("具有执业医师资格证及执业证", "physician"),
        ("具有执业医师（助理）及以上资格", "assistant_physician"),
        ("取得执业（助理）医师资格证", "assistant_physician"),
        ("取得执业医师或执业助理医师资格证书", "assistant_physician"),
        ("具有助理医师及以上资格证", "assistant_physician"),
        ("具有临床类别执业医师资格证书", "physician_clinical"),
        ("持有口腔执业医师资格证书", "physician_dental"),
        ("持口腔类别执业（助理）医师证", "assistant_physician_dental"),
        ("具有中医执业助理医师及以上资格", "assistant_physician_tcm"),
        ("具有公共卫生执业医师资格证", "physician_public_health"),
        ("执业医师资格证书（执业类别：临床）", "physician_clinical"),
        ("具有医师资格证、医师执业证", "physician"),
        ("具有执业医师资格证、规培合格证", "physician & residency_training"),
        ("需取得执业医师资格证和住院医师规范化培训合格证书", "physician & residency_training"),
        ("完成住院医师规范化培训并取得合格证书", "residency_training"),
        ("具有主治医师及以上职称", "attending_physician"),
        ("副主任医师及以上专业技术职务任职资格", "associate_chief_physician"),
        ("有乡村医生执业证书", "village_doctor"),
        ("有医师或药师证", "physician/pharmacist"),
        ("医师、护士、药师资格证均可", "physician/nurse_exam/pharmacist"),
        ("具有药师及以上职称", "pharmacist"),
        ("具有药士资格证", "pharmacist_junior"),
        ("有药师证或执业药师证", "pharmacist/licensed_pharmacist"),
        ("执业药师（中药学）证书", "licensed_pharmacist_tcm"),
        ("具有初级药士及以上职称", "pharmacist_junior"),
        ("持有检验技师资格证书", "lab_technologist"),
        ("具有检验士及以上资格证", "lab_technician"),
        ("具有主管检验师资格", "lab_in_charge"),
        ("具有检验专业初级及以上职称", "lab_technician"),
        ("具有放射医学技术士及以上资格", "imaging_technician"),
        ("具有康复治疗师资格证", "rehab_therapist"),
        ("具有康复治疗士及以上专业技术资格", "rehab_technician"),
        ("康复医学治疗技术（师）资格证书", "rehab_therapist"),
        ("持放射工作人员证", "radiation_worker"),
        ("具有心理治疗师资格", "psychotherapist"),
        ("有心理咨询师二级证书", "psychological_counsellor_2"),
        ("持有公共营养师三级及以上证书", "nutritionist_3"),
        ("有健康证", "health_certificate"),
        ("能办理健康证", "health_certificate"),
        ("有保育员证、健康证", "childcare_worker & health_certificate"),
        ("持育婴师证、健康证", "infant_carer & health_certificate"),
        ("持保安证、健康证", "security_guard & health_certificate"),
        ("有厨师证、健康证", "cook & health_certificate"),
        ("可入职后取得护士资格证", "nurse_exam@12"),
        ("应届毕业生可先入职，一年内取得执业医师证", "physician@12f"),
        ("持有护士资格证书，注册在有效期内", "nurse_exam"),
        ("具有护士资格证或2026年应届毕业生取得护士执业资格考试成绩合格证明", "nurse_exam"),
        ("取得护士执业证书，具有急诊、ICU工作经验者优先", "nurse_practising"),
        ("取得医师资格证书并完成住院医师规范化培训", "physician & residency_training"),
        ("取得口腔执业助理医师及以上资格证书", "assistant_physician_dental"),
        ("持中医师资格证", "physician_tcm"),
        ("具有中医执业医师资格证，有针灸推拿经验者优先", "physician_tcm"),
        ("持中药师或药师资格证", "pharmacist"),
        ("取得药学初级(师)及以上专业技术资格", "pharmacist"),
        ("具有药士（初级）及以上职称", "pharmacist_junior"),
        ("主管中药师及以上职称", "pharmacist_in_charge"),
        ("有执业药师证并能注册到门店", "licensed_pharmacist"),
        ("具有临床医学检验技术初级（士）及以上资格", "lab_technician"),
        ("具备医学检验技术（师）资格证书", "lab_technologist"),
        ("取得相应专业技术资格证书（检验师）", "lab_technologist"),
        ("有放射技师资格证和大型医用设备上岗证", "imaging_technologist & large_medical_equipment"),
        ("需持有CT、MRI上岗证", "large_medical_equipment"),
        ("具备康复治疗师（士）资格证书", "rehab_technician"),
        ("助产士资格证、母婴保健技术考核合格证书", "midwife_training"),
        ("持健康证上岗", "health_certificate"),
        ("须办理健康证", "health_certificate"),
        ("持有国家二级心理咨询师证书", "psychological_counsellor_2"),
        ("心理咨询师三级以上", "psychological_counsellor_3"),
        ("护士证可入职后半年内考取", "nurse_exam@6"),
        ("没有护士证勿扰", "nurse_exam"),
        ("具有护士执业资格证书（应届毕业生可放宽）", "nurse_exam@12f"),
        ("具有执业医师资格证，应届毕业生除外", "physician@12f"),
        ("2026届毕业生可先入职，须在一年内取得执业药师证", "licensed_pharmacist@12f"),
    ],
)
def test_licences_as_hospitals_clinics_and_pharmacies_ask_for_them(words: str, codes: str) -> None:
    reading = read(words)
    assert licences(reading, Strength.REQUIRED) == stated(codes)
    assert licences(reading, Strength.PREFERRED) == set()
    assert unread(reading) == []


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("有教师资格证", "teacher"),
        ("具有高中语文教师资格证", "teacher_senior_middle"),
        ("具有小学数学教师资格证书", "teacher_primary"),
        ("具有初级中学及以上英语教师资格证", "teacher_junior_middle"),
        ("具有相应学段教师资格证", "teacher"),
        ("取得相应层次及以上教师资格证书", "teacher"),
        ("具备幼儿园教师资格证，普通话二级甲等以上", "teacher_kindergarten & mandarin_2a"),
        ("具有教师资格证、普通话二级乙等证书", "teacher & mandarin_2b"),
        ("持有教师资格证和普通话等级证书", "teacher & mandarin_3b"),
        ("普通话二级甲等及以上（语文教师）", "mandarin_2a"),
        ("普通话水平达到二级乙等", "mandarin_2b"),
        ("普通话二乙以上", "mandarin_2b"),
        ("普通话二级（乙等）以上水平", "mandarin_2b"),
        ("持有中职或高校教师资格证", "teacher_vocational"),
        ("英语四级以上", "cet4"),
        ("大学英语四级及以上", "cet4"),
        ("通过大学英语六级考试", "cet6"),
        ("英语CET-6", "cet6"),
        ("CET4以上", "cet4"),
        ("英语四六级证书", "cet4"),
        ("英语水平达到国家四级", "cet4"),
        ("英语通过国家六级", "cet6"),
        ("通过四级考试", "cet4"),
        ("英语专业八级", "tem8"),
        ("专业英语四级以上", "tem4"),
        ("雅思6.5分以上", "ielts_65"),
        ("雅思成绩6.0以上或托福80分以上", "ielts_60/toefl_80"),
        ("日语N2及以上", "jlpt_n2"),
        ("日语一级或N1证书", "jlpt_n1"),
        ("日语能力考试N1", "jlpt_n1"),
        ("日语专业，N2以上", "jlpt_n2"),
        ("持有TOPIK五级证书", "topik_5"),
        ("韩语TOPIK4级以上", "topik_4"),
        ("计算机二级以上", "computer_2"),
        ("全国计算机等级考试二级证书", "computer_2"),
        ("具有国家计算机二级及以上证书", "computer_2"),
        ("具有讲师及以上职称", "lecturer"),
        ("副教授以上职称", "associate_professor"),
        ("入职后半年内须取得教师资格证", "teacher@6"),
        ("教师资格证（2026届毕业生可在入职后一年内取得）", "teacher@12f"),
        ("具有幼儿园及以上教师资格证", "teacher_kindergarten"),
        ("具有幼儿园或小学教师资格证", "teacher_kindergarten"),
        (
            "须具备初中及以上相应学科教师资格证书，普通话二级乙等及以上（语文教师二级甲等）",
            "teacher_junior_middle & mandarin_2b",
        ),
        ("持有高中或中职教师资格证书", "teacher_senior_middle/teacher_vocational"),
        ("有教师资格证、普通话证、计算机二级证", "teacher & mandarin_3b & computer_2"),
        ("普通话二级甲等以上，英语专业八级", "mandarin_2a & tem8"),
        ("英语六级（或四级500分以上）", "cet4"),
        ("英语四级425分以上或雅思5.5以上", "cet4/ielts_55"),
        ("大学英语四、六级证书", "cet4"),
        ("CET-4/CET-6", "cet4"),
        ("日语达到N2水平", "jlpt_n2"),
        ("取得日本语能力测试N2以上证书", "jlpt_n2"),
        ("高级育婴师或保育员证", "infant_carer_3/childcare_worker"),
        ("未取得教师资格证的须在入职一年内取得", "teacher@12"),
        ("须取得教师资格证，2026届毕业生可暂不要求", "teacher@12f"),
    ],
)
def test_licences_as_schools_and_offices_abroad_ask_for_them(words: str, codes: str) -> None:
    reading = read(words)
    assert licences(reading, Strength.REQUIRED) == stated(codes)
    assert licences(reading, Strength.PREFERRED) == set()
    assert unread(reading) == []


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("有C1驾照", "driving_c1"),
        ("有驾照", "driving"),
        ("有驾照，会开车", "driving"),
        ("持C1以上驾驶证", "driving_c1"),
        ("持A2驾照", "driving_a2"),
        ("具有A1、A2驾驶证", "driving_a1/driving_a2"),
        ("持有B2及以上驾驶证", "driving_b2"),
        ("有C照即可", "driving_c1"),
        ("熟练驾驶，有C1本", "driving_c1"),
        ("持有道路货运从业资格证", "road_transport"),
        ("持有叉车证", "forklift"),
        ("有叉车证N1", "forklift"),
        ("有电工证", "electrician"),
        ("持低压电工证上岗", "electrician_low_voltage"),
        ("有高低压电工证", "electrician_high_voltage & electrician_low_voltage"),
        ("持高压电工操作证", "electrician_high_voltage"),
        ("持有特种作业操作证（低压电工）", "electrician_low_voltage"),
        ("具有特种作业操作证", "special_operation"),
        ("中级电工证以上", "electrician_skill_4"),
        ("有电工证或焊工证", "electrician/welder"),
        ("有焊工证", "welder"),
        ("有登高证", "working_at_height"),
        ("持高处作业证", "working_at_height"),
        ("有电梯维修证", "elevator"),
        ("持司炉证", "boiler"),
        ("持有制冷证", "refrigeration"),
        ("持有安全员C证", "safety_officer_c"),
        ("安全员B证", "safety_officer_b"),
        ("具有二级建造师证书", "builder_2"),
        ("一级建造师（机电工程专业）证书", "builder_1"),
        ("持有二级建造师、安全员B证", "builder_2 & safety_officer_b"),
        ("具备二级造价工程师资格", "cost_engineer_2"),
        ("具有注册监理工程师证书", "supervising_engineer"),
        ("持有监理员证", "supervisor_assistant"),
        ("持有消防设施操作员证（中级）", "fire_operator_4"),
        ("有消控证", "fire_operator"),
        ("持四级消防设施操作员证", "fire_operator_4"),
        ("建构筑物消防员证中级以上", "fire_operator_4"),
        ("有保安员证", "security_guard"),
        ("持中式烹调师三级以上证书", "cook_3"),
        ("有食品安全管理员证", "food_safety_officer"),
        ("高级工程师职称", "engineer_senior"),
        ("工程类中级职称", "engineer_middle"),
        ("中级工程师及以上职称", "engineer_middle"),
        ("持有一级注册建筑师资格证书", "architect_1"),
        ("物业经理上岗证", "property_manager"),
        ("持有无人机驾驶证", "drone"),
        ("持C1或C2驾照", "driving_c2"),
        ("A2以上驾照，有货运从业资格证", "driving_a2 & road_transport"),
        ("持A1或A3驾照，有客运从业资格证", "driving_a3 & road_transport"),
        ("B2及以上驾照，持道路运输从业资格证", "driving_b2 & road_transport"),
        ("有驾照且能熟练驾驶", "driving"),
        ("持有效电工上岗证", "electrician"),
        ("持有高压电工证和低压电工证", "electrician_high_voltage & electrician_low_voltage"),
        ("需持有特种作业操作证（高压电工作业）", "electrician_high_voltage"),
        ("维修电工中级及以上证书", "electrician_skill_4"),
        ("持焊工证或氩弧焊证", "welder"),
        ("持有叉车证、会开电动叉车", "forklift"),
        ("有叉车操作证（在有效期内）", "forklift"),
        ("会开叉车，有叉车证", "forklift"),
        ("锅炉工证G1以上", "boiler"),
        ("持压力容器操作证", "pressure_vessel"),
        ("二级及以上建造师，B证", "builder_2"),
        ("具有二级建造师执业资格证书及安全B证", "builder_2 & safety_officer_b"),
        ("持安全员A证或B证", "safety_officer_a/safety_officer_b"),
        ("具备安全管理人员证书", "safety_officer"),
        ("一级注册结构工程师", "structural_engineer_1"),
        ("取得注册电气工程师（供配电）资格", "electrical_engineer"),
        ("持消防设施操作员四级及以上证书", "fire_operator_4"),
        ("必须持有中级消防设施操作员证书", "fire_operator_4"),
        ("有建（构）筑物消防员中级证", "fire_operator_4"),
        ("持有保安员上岗证", "security_guard"),
        ("持有厨师证（中级以上）", "cook_4"),
        ("有中式面点师证书", "pastry_cook"),
        ("试用期内取得保安员证", "security_guard@6"),
        ("无电工证者勿扰", "electrician"),
    ],
)
def test_licences_as_factories_building_firms_and_carriers_ask_for_them(words: str, codes: str) -> None:
    reading = read(words)
    assert licences(reading, Strength.REQUIRED) == stated(codes)
    assert licences(reading, Strength.PREFERRED) == set()
    assert unread(reading) == []


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("持有养老护理员（四级）证书", "elder_care_worker_4"),
        ("软考中级以上证书", "software_middle"),
        ("具有信息系统项目管理师或系统架构设计师证书", "software_senior"),
        ("有会计证", "accounting_practising"),
        ("持有会计从业资格证书", "accounting_practising"),
        ("具有初级会计职称", "accounting_junior"),
        ("初级会计师及以上职称", "accounting_junior"),
        ("中级会计师以上职称", "accounting_middle"),
        ("具有会计师及以上职称", "accounting_middle"),
        ("会计中级职称", "accounting_middle"),
        ("具有中级会计职称或注册会计师资格", "accounting_middle/cpa"),
        ("持有税务师职业资格证书", "tax_adviser"),
        ("具有法律职业资格证书（A证）", "bar_a"),
        ("通过国家统一法律职业资格考试", "bar"),
        ("通过司法考试", "bar"),
        ("取得法律职业资格A证", "bar_a"),
        ("持律师执业证", "lawyer"),
        ("有证券从业资格证", "securities"),
        ("具有证券、基金从业资格", "securities/fund"),
        ("持有银行从业资格证书", "banking"),
        ("有导游证", "tour_guide"),
        ("持助理社会工作师及以上证书", "social_worker_assistant"),
        ("社会工作师资格证书", "social_worker_middle"),
        ("具有社会工作者职业资格证书", "social_work"),
        ("持中级社工证", "social_worker_middle"),
        ("有美容师证", "beautician"),
        ("持新闻记者证", "press_card"),
        ("持有化学检验员证书", "chemical_analyst"),
        ("入职一年内考取社工证", "social_work@12"),
        ("有养老护理员初级及以上证书", "elder_care_worker_5"),
        ("具有社工师或助理社工师证", "social_worker_assistant"),
        ("通过全国社会工作者职业水平考试", "social_work"),
        ("通过证券从业资格考试", "securities"),
        ("具有期货从业资格", "futures"),
        ("中级经济师及以上职称", "economist_middle"),
        ("具有助理会计师以上职称", "accounting_junior"),
        ("初级会计职称或会计从业资格证", "accounting_practising"),
        ("具有中级及以上会计职称", "accounting_middle"),
        ("会计初级职称以上", "accounting_junior"),
        ("持有初级或中级会计证书", "accounting_junior"),
        ("取得法律职业资格证书或律师执业证", "bar"),
        ("已通过国家司法考试（A证）", "bar_a"),
        ("有导游资格证", "tour_guide"),
        ("企业人力资源管理师二级及以上", "hr_manager_2"),
        ("信息系统项目管理师（高级）证书", "software_senior"),
        ("PMP或信息系统项目管理师证书", "pmp/software_senior"),
        ("持有内审员证书", "internal_auditor"),
        ("入职后一年内须取得社会工作者证", "social_work@12"),
    ],
)
def test_licences_as_banks_offices_and_shops_ask_for_them(words: str, codes: str) -> None:
    reading = read(words)
    assert licences(reading, Strength.REQUIRED) == stated(codes)
    assert licences(reading, Strength.PREFERRED) == set()
    assert unread(reading) == []


@pytest.mark.parametrize(
    ("words", "required", "preferred"),
    [
        ("取得护师资格者优先", "", "nurse_senior"),
        ("有ICU专科护士证者优先", "", "specialist_nurse"),
        ("具有血液透析专科护士证者优先", "", "dialysis_training"),
        ("持有母婴保健技术考核合格证书者优先", "", "midwife_training"),
        ("有规培证者优先", "", "residency_training"),
        ("具有执业药师资格证书者优先", "", "licensed_pharmacist"),
        ("有PCR上岗证者优先", "", "pcr_lab"),
        ("具备HIV初筛实验室上岗证优先", "", "hiv_lab"),
        ("影像技师证，有大型设备上岗证优先", "imaging_technologist", "large_medical_equipment"),
        ("持有预防接种上岗证者优先", "", "vaccination"),
        ("有全科医生转岗培训合格证者优先", "", "gp_transfer_training"),
        ("持有国家三级心理咨询师证书优先", "", "psychological_counsellor_3"),
        ("具有健康管理师证书优先", "", "health_manager"),
        ("普通话标准，有幼师证优先", "", "teacher_kindergarten"),
        ("高级育婴师证书优先", "", "infant_carer_3"),
        ("有养老护理员证者优先", "", "elder_care_worker"),
        ("英语六级优先", "", "cet6"),
        ("专八优先", "", "tem8"),
        ("取得专业八级证书者优先", "", "tem8"),
        ("持有BEC高级证书优先", "", "bec_higher"),
        ("韩语6级优先", "", "topik_6"),
        ("有软考高级或PMP证书者优先", "", "software_senior/pmp"),
        ("PMP认证优先", "", "pmp"),
        ("有CISP证书优先", "", "cisp"),
        ("持有CCNP、HCIP等认证者优先", "", "ccnp/hcip"),
        ("有初级会计证者优先", "", "accounting_junior"),
        ("CPA优先", "", "cpa"),
        ("有CPA、ACCA证书者优先", "", "cpa/acca"),
        ("注册会计师或税务师优先", "", "cpa/tax_adviser"),
        ("具备基金从业资格优先", "", "fund"),
        ("有保险从业资格证者优先", "", "insurance"),
        ("会开车有驾照优先", "", "driving"),
        ("能开车，有驾照者优先", "", "driving"),
        ("电工证、焊工证优先", "", "electrician/welder"),
        ("有二建证优先", "", "builder_2"),
        ("具有一建、二建证书者优先", "", "builder_2"),
        ("注册造价师优先", "", "cost_engineer"),
        ("施工员、质检员、资料员等证书优先", "", "site_officer/quality_officer/records_officer"),
        ("有社工证优先", "", "social_work"),
        ("有西点师证优先", "", "pastry_cook"),
        ("持有人力资源管理师二级证书优先", "", "hr_manager_2"),
        ("有人力资源管理师证优先", "", "hr_manager"),
        ("有茶艺师证优先", "", "tea_artist"),
        ("有报关员证书者优先", "", "customs_declarant"),
        ("有内审员证书优先", "", "internal_auditor"),
        ("有房地产经纪人证优先", "", "estate_agent"),
        ("有救护员证优先", "", "first_aid"),
        ("护理学专业，取得护士执业资格证书，英语四级以上者优先", "nurse_exam", "cet4"),
        ("英语CET4、CET6证书优先", "", "cet4"),
        ("日语N1级水平优先", "", "jlpt_n1"),
        ("持有低压电工操作证，高压电工证优先", "electrician_low_voltage", "electrician_high_voltage"),
        ("电梯安全管理员证优先", "", "elevator"),
        ("有N1叉车证者优先", "", "forklift"),
        ("具有注册安全工程师证书优先", "", "safety_engineer"),
        ("持物业经理上岗证优先", "", "property_manager"),
        ("持有育婴师、月嫂证优先", "", "infant_carer/maternity_carer"),
        ("具有证券从业资格者优先", "", "securities"),
        ("有银行从业、保险从业资格证者优先", "", "banking/insurance"),
        ("会计师证优先", "", "accounting_middle"),
        ("注册会计师、税务师资格优先", "", "cpa/tax_adviser"),
        ("法律职业资格A证优先", "", "bar_a"),
        ("通过法考者优先", "", "bar"),
        ("报关员证优先", "", "customs_declarant"),
        ("三级人力资源管理师证优先", "", "hr_manager_3"),
        ("持软件设计师、网络工程师等中级证书优先", "", "software_middle"),
        ("有PMP、软考高级证书优先", "", "pmp/software_senior"),
        ("CPA/ACCA持证者优先", "", "acca/cpa"),
        ("CFA、FRM持证人优先", "", "cfa/frm"),
        ("食品检验员证优先", "", "chemical_analyst"),
        ("有记者证优先", "", "press_card"),
        ("有社工证每月补贴300元", "", "social_work"),
        ("具有计算机软件资格者优先", "", "software"),
    ],
)
def test_a_licence_that_is_only_preferred_is_never_demanded(words: str, required: str, preferred: str) -> None:
    reading = read(words)
    assert licences(reading, Strength.REQUIRED) == stated(required)
    assert licences(reading, Strength.PREFERRED) == stated(preferred)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("具有中级及以上职称", ""),
        ("具有初级（师）及以上专业技术资格", ""),
        ("具有经济师、会计师等中级职称", "accounting_middle/economist_middle"),
        ("持有C1及以上驾照，驾龄3年以上", "driving_c1"),
        ("持A2证，有从业资格证", "driving_a2"),
        ("持有二级建造师或中级职称", ""),
        ("持证上岗", ""),
        ("具有相关资格证书", ""),
        ("具有相关专业技术资格证书", ""),
        ("具备岗位所需职业资格证", ""),
        ("持有电工、焊工等特种作业证书", "electrician_skill/special_operation/welder_skill"),
        ("负责教师资格证考试培训", ""),
        ("具备相应岗位执业资格证书", ""),
        ("持有C1（含）以上驾驶证，三年以上实际驾龄", "driving_c1"),
        ("驾驶证C1以上，驾驶经验丰富", "driving_c1"),
        ("一级建造师证、高级工程师职称", "builder_1/engineer_senior"),
        ("有物业管理师证或中级以上职称", ""),
        ("持消防证、保安证", "fire_operator/security_guard"),
        ("具备基金从业资格证、证券从业资格证", "fund/securities"),
    ],
)
def test_what_names_no_licence_for_certain_is_left_for_a_person(words: str, codes: str) -> None:
    reading = read(words)
    assert licences(reading, Strength.REQUIRED) == stated(codes)
    assert unread(reading) != []


@pytest.mark.parametrize(
    "words",
    [
        "无需护士证",
        "普通话标准",
        "有相关证书优先",
        "具有毕业证、学位证",
        "持身份证、毕业证原件",
        "通过资格审查",
        "从事过证券公司经纪业务者优先",
        "提供证书补贴",
        "持证者每月补贴200元",
        "招聘高级厨师",
        "负责二级建造师、消防工程师课程的销售",
        "会计师事务所工作经验优先",
        "具有丰富的人力资源管理师团队经验",
        "3年以上会计师工作经验",
        "熟悉CPA、CPS、CPC广告投放",
        "三级甲等医院工作经历优先",
        "具有二级乙等以上医院工作经验",
        "熟悉ISO9001质量体系",
        "有驾驶经验",
        "没有证书者入职后公司安排考证",
        "有无护士证均可",
        "护士证不限",
        "公司免费培训考取叉车证",
        "可协助办理健康证",
        "获得奖学金证书者优先",
        "持有学生证、身份证",
        "熟悉建造师注册流程",
        "有证券公司工作经验优先",
        "从事教师资格证培训工作",
        "获得驾校教练证",
        "负责办理员工健康证、居住证",
        "协助注册会计师完成审计工作",
        "与医师、护士、药师配合",
        "三甲医院主管护师工作经验优先",
    ],
)
def test_jobs_courses_and_papers_that_everybody_brings_are_no_licences(words: str) -> None:
    assert [d for d in read(words).demands if isinstance(d.asked, LicenceAsked)] == []


def test_a_licence_quotes_the_words_it_was_read_from() -> None:
    text = "任职要求：大专以上，持有二级建造师、安全员Ｂ证。"
    reading = read_posting({"title": "员工", "employer": "某某有限公司", "text": text})
    spans = [d.span for d in reading.demands if isinstance(d.asked, LicenceAsked)]
    assert {text[s.start : s.end] for s in spans} == {s.quote for s in spans} == {"持有二级建造师、安全员Ｂ证"}
