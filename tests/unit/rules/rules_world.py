"""Small students and postings for the tests of the rules, and strategies that draw odd ones."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from jobmatch.domain import (
    AgeAsked,
    Alarm,
    AlarmKind,
    Asked,
    Circumstances,
    Contract,
    Degree,
    DegreesAsked,
    Demand,
    DisabilityType,
    Duty,
    Education,
    Elsewhere,
    Employer,
    EmployerKind,
    EthnicityAsked,
    ExperienceAsked,
    FreshAsked,
    Freshness,
    Gender,
    GenderAsked,
    Group,
    GroupAsked,
    Hardship,
    HouseholdAsked,
    Level,
    LevelsAsked,
    Licence,
    LicenceAsked,
    LicenceState,
    MajorsAsked,
    Need,
    NightLimit,
    Pay,
    Political,
    PoliticalAsked,
    Posting,
    PostingStatus,
    Shifts,
    Span,
    Stage,
    Strength,
    Student,
    Terms,
    Unread,
    Wishes,
)
from jobmatch.rules import Rule, Ruling

NIGHT = date(2026, 3, 15)
READY = Student("S1", consent_push=True)
CLINIC = Employer("示例镇卫生院", EmployerKind.TOWNSHIP_HEALTH_CENTRE)
SILENT = Terms()


def posting(*asked: Asked, terms: Terms = SILENT, employer: Employer = CLINIC, posting_id: str = "x:1") -> Posting:
    """A posting that requires each clause, quoted by its type's name."""
    demands = tuple(Demand(clause, Span("text", 0, 2, type(clause).__name__)) for clause in asked)
    return Posting(posting_id, "x", "护士", employer, (("text", "……"),), demands, terms=terms)


def preferring(*asked: Asked) -> Posting:
    """A posting that would like each clause, and requires none."""
    demands = posting(*asked).demands
    return replace(posting(), demands=tuple(replace(d, strength=Strength.PREFERRED) for d in demands))


def studied(level: Level | None, code: str | None = None, name: str | None = None) -> Student:
    return replace(READY, education=Education(level, major_code=code, major_name=name))


def rule_on(rule: Rule, student: Student, opening: Posting, night: date = NIGHT) -> Ruling:
    return rule.judge(rule.student_side(student, night), rule.posting_side(opening, night))


REGIONS = ("440000", "440100", "440104", "440600", "441900", "330400", "110105")
CODES = ("B100201", "B1005", "B100501", "C100401", "C1004", "C10", "A100201", "B030101", "B0828", "C081702", "A020204")
LISTED = (*CODES, "B10", "C10", "A10", "06", "B0301", "10")
NAMES = ("护理", "护理学专业", "金融学", "保险学", "临床医学")
LICENCES = ("nurse_practising", "nurse_exam", "physician", "assistant_physician", "pharmacist", "cet4")
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


def some(values: object, least: int = 0) -> st.SearchStrategy:
    return st.frozensets(st.sampled_from(values), min_size=least, max_size=3)


ANY_EDUCATION = st.builds(
    Education,
    level=maybe(st.sampled_from(Level)),
    degree=maybe(st.sampled_from(Degree)),
    major_code=maybe(st.sampled_from(CODES)),
    major_name=maybe(st.sampled_from(NAMES)),
    full_time=maybe(st.booleans()),
    graduated_on=maybe(DAYS),
)
COHERENT = st.sampled_from(
    ((Level.BACHELOR, "B100501", "护理学"), (Level.ASSOCIATE, "C100401", None), (Level.MASTER, "A020204", "保险学"))
).flatmap(
    lambda known: st.builds(
        Education,
        level=st.just(known[0]),
        degree=maybe(st.sampled_from(Degree)),
        major_code=st.sampled_from((known[1], known[1][:5], known[1][:3])),
        major_name=st.just(known[2]),
        full_time=st.just(True),
        graduated_on=maybe(DAYS),
    )
)
EDUCATIONS = ANY_EDUCATION | COHERENT
HELD = st.builds(
    Licence,
    code=st.sampled_from(LICENCES),
    state=st.sampled_from(LicenceState),
    on=maybe(DAYS),
    expires_on=maybe(DAYS),
)
WISHES = st.builds(
    Wishes,
    places=some(REGIONS),
    refused_places=some(REGIONS),
    elsewhere=maybe(st.sampled_from(Elsewhere)),
    vague_places=st.sampled_from(
        ((), (), ("离家近", "不去海岛"), ("不去粤北",), ("不去偏远山区", "粤东"), ("不去太远的地方",))
    ),
    places_complete=st.sampled_from((True, True, False)),
    pay_floor_monthly_cny=maybe(st.sampled_from((3000, 4000, 6000))),
    nights=maybe(st.sampled_from(NightLimit)),
    contracts=maybe(some(Contract)),
    application_cost_limit_cny=maybe(st.sampled_from((0, 200))),
)
CIRCUMSTANCES = st.builds(
    Circumstances,
    gender=maybe(st.sampled_from(Gender)),
    born_on=maybe(st.dates(date(1985, 1, 1), date(2008, 1, 1))),
    political=maybe(st.sampled_from(Political)),
    ethnicity=maybe(st.sampled_from(("汉族", "瑶族"))),
    household_region=maybe(st.sampled_from(REGIONS)),
    origin_region=maybe(st.sampled_from(REGIONS)),
    hardship=some(Hardship),
    disability=maybe(st.sampled_from(DisabilityType)),
    disability_grade=maybe(st.integers(1, 4)),
    needs=some(Need),
    groups=maybe(some(Group)),
)
STUDENTS = st.builds(
    Student,
    id=st.just("S1"),
    education=EDUCATIONS,
    licences=st.lists(HELD, max_size=2).map(tuple),
    experience_months=maybe(st.sampled_from((0, 6, 30))),
    grassroots_experience_months=maybe(st.sampled_from((0, 24))),
    wishes=WISHES,
    circumstances=CIRCUMSTANCES,
    stage=st.sampled_from((*Stage, Stage.GRADUATING, Stage.SEEKING)),
    consent_push=st.sampled_from((True, True, True, False, None)),
    bond=st.sampled_from((None, None, "示例县卫生健康局", "越秀区卫生健康局")),
)
BY_LEVEL = st.dictionaries(
    st.sampled_from((Level.SECONDARY, Level.ASSOCIATE, Level.BACHELOR, Level.MASTER)),
    maybe(st.lists(st.sampled_from(LISTED), max_size=3, unique=True).map(tuple)),
    max_size=3,
).map(lambda lists: tuple(sorted(lists.items())))
LISTS = (
    ((Level.BACHELOR, ("B1005",)), (Level.ASSOCIATE, ("C100402", "C100401"))),
    ((Level.ASSOCIATE, ("C10",)), (Level.MASTER, ("A020204",))),
    ((Level.BACHELOR, ("06", "B100301")), (Level.MASTER, ("A0202",))),
)
BY_LEVEL |= st.sampled_from(LISTS)
HEALTH_LISTS = (
    ((Level.ASSOCIATE, ("C100401",)), (Level.BACHELOR, ("B1005", "B100301"))),
    ((Level.ASSOCIATE, ("C10",)), (Level.BACHELOR, ("B10",))),
    ((Level.ASSOCIATE, ("C081702", "C100401")), (Level.BACHELOR, ("B030101",)), (Level.MASTER, ())),
)
REFINED = st.just(()) | st.just((("A020204", ("保险学",)),)) | st.just((("C100401", ("护理",)),))
ASKED = st.one_of(
    st.builds(LevelsAsked, some(Level, 1), st.booleans()),
    st.builds(DegreesAsked, some(Degree, 1)),
    st.builds(
        MajorsAsked,
        by_level=BY_LEVEL,
        names=st.lists(st.sampled_from(NAMES), max_size=1).map(tuple),
        excluded=REFINED,
        only=REFINED,
        related=st.booleans(),
    ),
    st.builds(MajorsAsked, by_level=BY_LEVEL | st.sampled_from(HEALTH_LISTS), related=st.booleans()),
    st.builds(FreshAsked, st.sampled_from(Freshness), maybe(st.sampled_from((2025, 2026)))),
    st.builds(ExperienceAsked, st.sampled_from((0, 6, 24)), st.booleans()),
    st.builds(LicenceAsked, some(LICENCES, 1), st.sampled_from((0, 6, 24)), st.booleans()),
    st.builds(GenderAsked, st.sampled_from(Gender)),
    st.builds(PoliticalAsked, some(Political, 1)),
    st.builds(AgeAsked, maybe(st.integers(18, 20)), maybe(st.integers(25, 38))),
    st.builds(HouseholdAsked, some(REGIONS, 1), st.booleans()),
    st.builds(EthnicityAsked, some(("汉族", "瑶族"), 1)),
    st.builds(GroupAsked, some(Group, 1), some(DisabilityType), some((3, 4))),
    st.builds(Duty, st.sampled_from(Need)),
    st.builds(Unread, st.just("……"), some(Level), st.sampled_from(((), ("B10",), ("06",)))),
)
PAYS = st.builds(Pay, st.sampled_from((2500, 4000)), st.sampled_from((None, 4000, 7000)))
TERMS = st.builds(
    Terms,
    places=st.lists(st.sampled_from(REGIONS), max_size=2).map(tuple),
    remote=st.sampled_from((False, False, True)),
    pay=maybe(PAYS),
    headcount=maybe(st.integers(0, 2)),
    contract=maybe(st.sampled_from(Contract)),
    shifts=maybe(st.sampled_from(Shifts)),
    provisions=some(Need),
    application_cost_cny=maybe(st.sampled_from((0, 300))),
    online_interview=maybe(st.booleans()),
    deadline=maybe(DAYS),
)
DEMANDS = st.builds(
    Demand,
    asked=ASKED,
    span=st.just(Span("text", 0, 2, "条件")),
    strength=st.sampled_from((Strength.REQUIRED, Strength.REQUIRED, Strength.PREFERRED)),
)
ALARMS = st.builds(
    Alarm,
    kind=st.sampled_from(AlarmKind),
    span=st.just(Span("text", 0, 2, "押金")),
    confidence=st.sampled_from((0.5, 0.9)),
)
POSTINGS = st.builds(
    Posting,
    id=st.just("x:1"),
    source=st.just("x"),
    title=st.just("护士"),
    employer=st.builds(Employer, st.just("示例镇卫生院"), maybe(st.sampled_from(EmployerKind)), provisions=some(Need)),
    received=st.just((("place", "广州"), ("pay", "面议"))),
    demands=st.lists(DEMANDS, max_size=3).map(tuple),
    alarms=st.just(()) | st.lists(ALARMS, max_size=2).map(tuple),
    terms=TERMS,
    places_filled=st.integers(0, 1),
    status=st.sampled_from((PostingStatus.OPEN, PostingStatus.OPEN, PostingStatus.FILLED)),
)
