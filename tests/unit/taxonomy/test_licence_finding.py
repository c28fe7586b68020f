import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.taxonomy.licences import find_licences, kinds, satisfies


def codes(text):
    return [found.code for found in find_licences(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("护士执业资格证书", "nurse_exam"),
        ("护士资格证", "nurse_exam"),
        ("取得护士执业资格", "nurse_exam"),
        ("护士执业证", "nurse_practising"),
        ("具有护士资格证、执业证", "nurse_practising"),
        ("执业（助理）医师资格", "assistant_physician"),
        ("执业医师或执业助理医师", "assistant_physician"),
        ("执业助理医师及以上", "assistant_physician"),
        ("具有执业医师资格", "physician"),
        ("医师执业证书", "physician"),
        ("执业医师资格证（临床类别）", "physician_clinical"),
        ("口腔执业助理医师", "assistant_physician_dental"),
        ("中医类别执业医师", "physician_tcm"),
        ("药师及以上职称", "pharmacist"),
        ("执业药师证", "licensed_pharmacist"),
        ("住培内科合格证", "residency_training"),
        ("法律职业资格证书", "bar"),
        ("通过法律职业资格考试", "bar"),
        ("法律职业资格证书（A类）", "bar_a"),
        ("初级会计职称", "accounting_junior"),
        ("会计专业技术资格（中级以上）", "accounting_middle"),
        ("小学及以上教师资格证", "teacher_primary"),
        ("教师资格证书", "teacher"),
        ("普通话二级乙等及以上", "mandarin_2b"),
        ("普通话水平测试等级达到二级甲等", "mandarin_2a"),
        ("普通话二乙", "mandarin_2b"),
        ("英语四级", "cet4"),
        ("大学英语六级", "cet6"),
        ("CET-4", "cet4"),
        ("英语四六级", "cet4"),
        ("英语专业八级", "tem8"),
        ("计算机二级", "computer_2"),
        ("C1驾照", "driving_c1"),
        ("驾驶证C1", "driving_c1"),
        ("ｃ 1 驾 照", "driving_c1"),
        ("C1及以上驾驶证", "driving_c1"),
        ("有驾驶证", "driving"),
        ("低压电工证", "electrician_low_voltage"),
        ("电工证", "electrician"),
        ("养老护理员（三级）", "elder_care_worker_3"),
        ("养老护理员证", "elder_care_worker"),
        ("助理社会工作师", "social_worker_assistant"),
        ("翻译专业资格（水平）英语二级口译（交替传译）以上证书", "catti_interpreter_2"),
        ("造价工程师执业资格证书", "cost_engineer"),
        ("二级建造师", "builder_2"),
        ("执业兽医资格证", "vet"),
    ],
)
def test_licences_as_postings_write_them(text, code):
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "招聘药师、检验师、养老护理员、安全工程师",
        "办公室四级主任科员以下",
        "三级甲等医院，普通话标准",
        "会计师事务所审计助理",
        "负责教师资格认定工作",
        "限肢体四级残疾报考",
        "C类人才",
        "本科及以上学历，A1本科批次",
        "注册会计师事务所",
    ],
)
def test_jobs_ranks_and_offices_are_no_licences(text):
    assert codes(text) == []


def test_alternatives_are_both_found_in_their_order():
    assert codes("执业药师或药师资格，普通话二级乙等") == ["licensed_pharmacist", "pharmacist", "mandarin_2b"]


def test_a_span_covers_the_words_as_received():
    text = "须持有 护士执业资格 证书，及 C1 驾照"
    assert [text[f.start : f.end] for f in find_licences(text)] == ["护士执业资格 证书", "C1 驾照"]


def test_every_name_leads_to_its_licence_or_to_one_that_stands_for_it():
    lost = []
    for kind in kinds().values():
        for name in kind.names + tuple(title + "资格证" for title in kind.titles):
            if not any(satisfies(code, kind.code) for code in codes(name)):
                lost.append((kind.code, name, codes(name)))
    assert lost == []


@given(st.text(alphabet="护士执业资格证书（助理）医师普通话二级乙等C1驾照 \nß英语四六级、药师", max_size=40))
def test_any_text_gives_ordered_spans_that_stand_apart(text):
    found = find_licences(text)
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(f.code in kinds() for f in found)
