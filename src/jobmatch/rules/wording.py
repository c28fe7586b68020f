"""The words in which findings speak of the closed vocabularies, in Chinese and English."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import Enum, IntEnum

from jobmatch.domain import (
    Contract,
    Degree,
    DisabilityType,
    Gender,
    Group,
    Level,
    Need,
    NightLimit,
    Political,
    Shifts,
    Stage,
)
from jobmatch.rules.rule import Lang
from jobmatch.taxonomy.regions import prefecture_of, region

Words = tuple[str, str]

# One mapping a vocabulary: members of different enums may compare equal (Level.JUNIOR_HIGH == Degree.BACHELOR).
WORDS: Mapping[type[Enum], Mapping[Enum, Words]] = {
    Level: {
        Level.JUNIOR_HIGH: ("初中", "junior high school"),
        Level.SECONDARY: ("高中或中专", "secondary school"),
        Level.ASSOCIATE: ("大专", "associate (大专)"),
        Level.BACHELOR: ("本科", "bachelor's level"),
        Level.MASTER: ("硕士研究生", "master's level"),
        Level.DOCTOR: ("博士研究生", "doctoral level"),
    },
    Degree: {
        Degree.NONE: ("无学位", "no degree"),
        Degree.BACHELOR: ("学士", "bachelor's degree"),
        Degree.MASTER: ("硕士", "master's degree"),
        Degree.DOCTOR: ("博士", "doctorate"),
    },
    Gender: {Gender.MALE: ("男性", "men"), Gender.FEMALE: ("女性", "women")},
    Political: {
        Political.PARTY_MEMBER: ("中共党员", "member of the Communist Party"),
        Political.LEAGUE_MEMBER: ("共青团员", "member of the Youth League"),
        Political.OTHER_PARTY: ("民主党派成员", "member of another party"),
        Political.MASSES: ("群众", "member of no party"),
    },
    Contract: {
        Contract.ESTABLISHED: ("编制内岗位", "established post"),
        Contract.LABOUR: ("劳动合同", "labour contract"),
        Contract.DISPATCH: ("劳务派遣", "labour dispatch"),
        Contract.PUBLIC_WELFARE: ("公益性岗位", "public-welfare post"),
        Contract.INTERNSHIP: ("实习见习", "internship"),
        Contract.PART_TIME: ("兼职", "part-time work"),
    },
    Shifts: {
        Shifts.DAY: ("白班", "day shifts"),
        Shifts.SOME_NIGHTS: ("偶有夜班", "some nights"),
        Shifts.REGULAR_NIGHTS: ("常规轮夜班", "regular nights"),
    },
    NightLimit: {
        NightLimit.ACCEPTS: ("可以上夜班", "accepts nights"),
        NightLimit.NOT_LONG_TERM: ("不接受长期夜班", "no long-term nights"),
        NightLimit.REFUSES: ("不上夜班", "no nights"),
    },
    Need: {
        Need.STEP_FREE: ("无障碍通行", "step-free access"),
        Need.ACCESSIBLE_TOILET: ("无障碍卫生间", "an accessible toilet"),
        Need.TEXT_COMMUNICATION: ("以文字沟通", "communication in writing"),
        Need.NO_PHONE: ("不接打电话", "no telephone work"),
        Need.LARGE_PRINT: ("放大显示或读屏", "large print or a screen reader"),
        Need.SEATED_WORK: ("坐姿工作", "seated work"),
        Need.NO_HEAVY_LIFTING: ("不搬重物", "no heavy lifting"),
        Need.FLEXIBLE_HOURS: ("弹性时间", "flexible hours"),
        Need.NO_TRAVEL: ("不出差", "no travel"),
        Need.NO_LONG_TRAVEL: ("不长期出差", "no long or frequent travel"),
        Need.NO_DRIVING: ("不驾驶", "no driving"),
        Need.NO_HEIGHTS: ("不登高", "no work at heights"),
    },
    Group: {
        Group.GRASSROOTS_PROJECT: ("服务基层项目人员", "grassroots project staff"),
        Group.VETERAN_GRADUATE: ("退役大学生士兵", "graduates who served in the army"),
        Group.VETERAN: ("退役军士和义务兵", "veterans"),
        Group.DISABLED: ("残疾人", "holders of a disability certificate"),
        Group.HARDSHIP: ("就业困难人员", "registered hard-to-place persons"),
        Group.HONG_KONG_MACAO: ("港澳人士", "Hong Kong and Macao residents"),
        Group.POLICE_ACADEMY: ("司法警官院校毕业生", "graduates of judicial police academies"),
    },
    DisabilityType: {
        DisabilityType.VISUAL: ("视力残疾", "visual"),
        DisabilityType.HEARING: ("听力残疾", "hearing"),
        DisabilityType.SPEECH: ("言语残疾", "speech"),
        DisabilityType.PHYSICAL: ("肢体残疾", "physical"),
        DisabilityType.INTELLECTUAL: ("智力残疾", "intellectual"),
        DisabilityType.MENTAL: ("精神残疾", "mental"),
        DisabilityType.MULTIPLE: ("多重残疾", "multiple"),
    },
    Stage: {
        Stage.ENROLLED: ("在读", "enrolled"),
        Stage.GRADUATING: ("毕业学年", "in the graduating year"),
        Stage.SEEKING: ("离校未就业", "graduated and seeking"),
        Stage.STUDYING_ON: ("准备升学", "going on to further study"),
        Stage.PLACED: ("已就业", "placed"),
        Stage.CLOSED: ("档案已结束", "closed"),
    },
}

FIELDS: Mapping[str, Words] = {
    "student.level": ("学历", "level of education"),
    "student.degree": ("学位", "degree"),
    "student.study_mode": ("学习形式", "mode of study"),
    "student.major": ("专业", "major"),
    "student.licences": ("证书", "licences"),
    "student.graduation_date": ("毕业时间", "graduation date"),
    "student.experience": ("工作经历", "work experience"),
    "student.gender": ("性别", "gender"),
    "student.political": ("政治面貌", "political status"),
    "student.birth_date": ("出生日期", "date of birth"),
    "student.household": ("户籍和生源地", "household registration and origin"),
    "student.ethnicity": ("民族", "ethnicity"),
    "student.groups": ("是否服务基层、退役等（专门职位）", "eligibility for reserved openings"),
    "student.limits": ("能否上夜班", "whether nights are acceptable"),
    "student.stage": ("就业状态", "whether the student was placed"),
    "student.consent": ("是否同意接收推送", "consent to pushes"),
    "student.bond": ("订单定向协议", "the training bond"),
    "student.wished_places": ("意向地区", "the wished places"),
    "student.elsewhere": ("能否接受其他地区", "whether other regions are acceptable"),
    "posting.place": ("工作地点", "place of work"),
    "posting.pay": ("薪酬", "pay"),
    "posting.shifts": ("班次", "shifts"),
    "posting.contract": ("用工形式", "form of contract"),
    "posting.provisions": ("工作条件", "workplace provisions"),
    "posting.application_cost": ("应聘花费", "cost of applying"),
    "posting.education": ("学历要求", "education asked"),
    "posting.gender": ("性别要求", "gender asked"),
    "posting.political": ("政治面貌要求", "political status asked"),
    "posting.ethnicity": ("民族要求", "ethnicity asked"),
    "posting.degree": ("学位要求", "degree asked"),
    "posting.majors": ("专业要求", "majors asked"),
    "posting.licences": ("证书要求和取得期限", "the licence asked and the time allowed for it"),
    "posting.other": ("其他要求", "other demands"),
    "posting.alarms": ("疑点", "what looks wrong"),
}


def pick(words: Words, lang: Lang) -> str:
    """The half of a pair of words that is in lang."""
    return words[0] if lang == "zh" else words[1]


def say(value: Enum, lang: Lang) -> str:
    """A member of a closed vocabulary in words.

    >>> say(Level.ASSOCIATE, "zh")
    '大专'
    """
    return pick(WORDS[type(value)][value], lang)


def say_from(values: Collection[IntEnum], lang: Lang) -> str:
    """Members of a scale in words, as postings say them: the lowest and above, where all above are among them.

    >>> say_from({Level.BACHELOR, Level.MASTER, Level.DOCTOR}, "zh"), say_from({Level.BACHELOR}, "zh")
    ('本科以上', '本科')
    """
    lowest = min(values, default=None)
    if lowest is None or set(values) != {v for v in type(lowest) if v >= lowest} or len(values) == 1:
        return say_all(values, lang)
    return say(lowest, lang) + pick(("以上", " or above"), lang)


def place(code: str, lang: Lang) -> str:
    """A region by name, a county after its prefecture.

    >>> place("440104", "zh"), place("440100", "zh")
    ('广州市越秀区', '广州市')
    """
    inner, outer = region(code), prefecture_of(code)
    if outer is None or outer == inner.code or inner.level != "county":
        return inner.name
    return pick((f"{region(outer).name}{inner.name}", f"{inner.name}, {region(outer).name}"), lang)


def places(codes: Iterable[str], lang: Lang) -> str:
    """Regions by name, in the order given."""
    return pick(("、", "; "), lang).join(place(code, lang) for code in codes)


def join(parts: Iterable[str], lang: Lang) -> str:
    """Parts as a list in running text, in the order given."""
    return ("、" if lang == "zh" else ", ").join(parts)


def say_all(values: Iterable[Enum], lang: Lang) -> str:
    """Several members in words, in the vocabulary's order."""
    chosen = set(values)
    return join((say(v, lang) for kind in {type(v) for v in chosen} for v in kind if v in chosen), lang)
