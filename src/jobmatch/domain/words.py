"""The closed vocabularies that students, employers and postings share."""

from __future__ import annotations

from enum import StrEnum


class Gender(StrEnum):
    MALE = "male"
    FEMALE = "female"


class Political(StrEnum):
    """Political status (政治面貌, GB/T 4762), as far as postings ask for it."""

    PARTY_MEMBER = "party_member"  # 中共党员, 中共预备党员
    LEAGUE_MEMBER = "league_member"  # 共青团员
    OTHER_PARTY = "other_party"  # 民主党派
    MASSES = "masses"  # 群众


class Contract(StrEnum):
    """The tie an opening offers."""

    ESTABLISHED = "established"  # 编制
    LABOUR = "labour"  # 劳动合同
    DISPATCH = "dispatch"  # 劳务派遣
    PUBLIC_WELFARE = "public_welfare"  # 公益性岗位
    INTERNSHIP = "internship"  # 实习, 见习
    PART_TIME = "part_time"  # 兼职, 非全日制


class Shifts(StrEnum):
    """What an opening asks of the night."""

    DAY = "day"
    SOME_NIGHTS = "some_nights"  # 偶有夜班, 值夜
    REGULAR_NIGHTS = "regular_nights"  # 三班倒, 轮夜班


class NightLimit(StrEnum):
    """What a student accepts of the night."""

    ACCEPTS = "accepts"
    NOT_LONG_TERM = "not_long_term"  # 不接受长期夜班
    REFUSES = "refuses"


class Elsewhere(StrEnum):
    """What a student says of openings outside the wished places (是否接受调剂到其他地区)."""

    WELCOME = "welcome"  # 是, 服从调剂
    NEGOTIABLE = "negotiable"  # 视情况, 可商量
    REFUSED = "refused"  # 否


class LicenceState(StrEnum):
    HELD = "held"
    PASSED = "passed"  # 成绩合格, not yet registered
    SITTING = "sitting"  # sits the next examination
    EXPIRED = "expired"


class Hardship(StrEnum):
    """Ledger categories (M2). Read only by programmes and priority tiers, never by a score, never embedded."""

    DIBAO = "dibao"  # 低保家庭
    ZERO_EMPLOYMENT = "zero_employment"  # 零就业家庭
    MONITORED = "monitored"  # 防止返贫监测对象
    REGISTERED_POOR = "registered_poor"  # 脱贫家庭
    EXTREME_POVERTY = "extreme_poverty"  # 特困人员
    DISABLED = "disabled"  # 残疾
    ORPHAN = "orphan"  # 孤儿, 事实无人抚养
    STUDENT_LOAN = "student_loan"  # 国家助学贷款
    LONG_UNEMPLOYED = "long_unemployed"  # 长期失业
    PSYCHOLOGICAL = "psychological"  # 心理困难
    ABILITY_GAP = "ability_gap"  # 能力不足


class DisabilityType(StrEnum):
    """The seven kinds of 残疾人证 (GB/T 26341-2010)."""

    VISUAL = "visual"
    HEARING = "hearing"
    SPEECH = "speech"
    PHYSICAL = "physical"
    INTELLECTUAL = "intellectual"
    MENTAL = "mental"
    MULTIPLE = "multiple"


class Need(StrEnum):
    """A functional need at work: what the workplace must allow, never a diagnosis."""

    STEP_FREE = "step_free"  # 无障碍通行
    ACCESSIBLE_TOILET = "accessible_toilet"  # 无障碍卫生间
    TEXT_COMMUNICATION = "text_communication"  # 以文字沟通
    NO_PHONE = "no_phone"  # 不接打电话
    LARGE_PRINT = "large_print"  # 放大显示, 读屏
    SEATED_WORK = "seated_work"  # 坐姿工作
    NO_HEAVY_LIFTING = "no_heavy_lifting"  # 不搬重物
    FLEXIBLE_HOURS = "flexible_hours"  # 弹性时间, 就医请假
    NO_TRAVEL = "no_travel"  # 不出差
    NO_LONG_TRAVEL = "no_long_travel"  # 不长期出差, now and then is fine
    NO_DRIVING = "no_driving"  # 不驾驶
    NO_HEIGHTS = "no_heights"  # 不登高


class Group(StrEnum):
    """Groups that openings are reserved for (专门职位, 定向招录)."""

    GRASSROOTS_PROJECT = "grassroots_project"  # 服务基层项目人员
    VETERAN_GRADUATE = "veteran_graduate"  # 退役大学生士兵
    VETERAN = "veteran"  # 退役军士和义务兵
    DISABLED = "disabled"  # 持残疾人证
    HARDSHIP = "hardship"  # 就业困难人员
    HONG_KONG_MACAO = "hong_kong_macao"  # 港澳人士
    POLICE_ACADEMY = "police_academy"  # 司法警官院校毕业生


class Programme(StrEnum):
    """Public programmes that may apply to an opening (M4)."""

    DISABILITY_QUOTA = "disability_quota"  # 按比例就业, 残保金
    SOCIAL_INSURANCE_SUBSIDY = "social_insurance_subsidy"  # 社保补贴
    POST_SUBSIDY = "post_subsidy"  # 岗位补贴
    JOBSEEKER_SUBSIDY = "jobseeker_subsidy"  # 一次性求职补贴
    THREE_SUPPORTS = "three_supports"  # 三支一扶
    ORDERED_TRAINING = "ordered_training"  # 订单定向
    TRAINEESHIP = "traineeship"  # 就业见习
    VILLAGE_DOCTOR = "village_doctor"  # 大学生乡村医生


class EmployerKind(StrEnum):
    GOVERNMENT = "government"
    PUBLIC_INSTITUTION = "public_institution"
    HOSPITAL = "hospital"
    TOWNSHIP_HEALTH_CENTRE = "township_health_centre"  # 乡镇卫生院
    COMMUNITY_HEALTH_CENTRE = "community_health_centre"  # 社区卫生服务中心(站)
    VILLAGE_CLINIC = "village_clinic"  # 村卫生室
    CLINIC = "clinic"  # 诊所, 门诊部
    ELDER_CARE = "elder_care"  # 养老机构
    COMPANY = "company"
    SOCIAL_ORGANISATION = "social_organisation"


class EmergingField(StrEnum):
    """New medical and care fields that students overlook (M4)."""

    ELDER_CARE = "elder_care"  # 康养
    INTERNET_MEDICINE = "internet_medicine"  # 互联网医疗
    AESTHETIC_MEDICINE = "aesthetic_medicine"  # 医美
    HEALTH_MANAGEMENT = "health_management"  # 健康管理
    REHABILITATION = "rehabilitation"  # 康复


class Stage(StrEnum):
    """Where a student stands, from enrolment to three years after placement (M1)."""

    ENROLLED = "enrolled"
    GRADUATING = "graduating"  # 毕业学年
    SEEKING = "seeking"  # 离校未就业
    STUDYING_ON = "studying_on"  # 拟升学, 考研: not looking for work now
    PLACED = "placed"  # followed up until three years after the first job
    CLOSED = "closed"
