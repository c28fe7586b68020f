"""What a posting asks, clause by clause, with the words it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jobmatch.domain.education import Degree, Level
from jobmatch.domain.words import DisabilityType, Gender, Group, Need, Political


class Strength(StrEnum):
    REQUIRED = "required"
    PREFERRED = "preferred"


@dataclass(frozen=True, slots=True)
class Span:
    """Where a clause stands: characters start to end (half open) of the received field, never of a copy."""

    field: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class LevelsAsked:
    """Levels of education that are admitted (本科以上, 大专、本科, 仅限本科).

    contested: levels that one statement of the posting admits and a stricter one does not.
    """

    admitted: frozenset[Level]
    full_time: bool = False  # 全日制普通高校
    contested: frozenset[Level] = frozenset()


@dataclass(frozen=True, slots=True)
class DegreesAsked:
    """Degrees admitted; waived_for: levels of education that need none (本科、学士, but 学历可放宽至中专)."""

    admitted: frozenset[Degree]
    waived_for: frozenset[Level] = frozenset()


@dataclass(frozen=True, slots=True)
class MajorsAsked:
    """Majors admitted at each level of study.

    by_level maps a level to catalogue codes at any of the three depths (``B10``, ``B1002``, ``B100201``);
    None stands for any major (不限); a level that is absent is not admitted. names holds majors that the
    catalogue could not place, as written. excluded and only refine a code: ``{"A020204": ("保险学",)}`` means
    金融学 without 保险学, respectively only the named directions.
    """

    by_level: tuple[tuple[Level, tuple[str, ...] | None], ...]
    names: tuple[str, ...] = ()
    excluded: tuple[tuple[str, tuple[str, ...]], ...] = ()
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    related: bool = False  # 相关专业: what else counts is the employer's call


class Freshness(StrEnum):
    """Fresh-graduate limits."""

    THIS_YEAR = "this_year"  # 2026届高校毕业生
    FRESH = "fresh"  # 应届毕业生: this year's, or within the choosing period and never placed


@dataclass(frozen=True, slots=True)
class FreshAsked:
    kind: Freshness
    year: int | None = None  # the graduating year named in the text
    students_too: bool = False  # 2026届及在校生均可: whoever still studies


@dataclass(frozen=True, slots=True)
class ExperienceAsked:
    """Months of work; stated is False where a posting asks for experience without saying how much (有…经验)."""

    months: int
    grassroots: bool = False  # 基层工作经历
    stated: bool = True


@dataclass(frozen=True, slots=True)
class SkillsAsked:
    """Skills of the gazetteer that the work uses, by code. No rule reads them: a skill can be learned."""

    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class LicenceAsked:
    """At least one of these licences; after_months: it may be obtained that long after the start (0: at the start).

    grace_fresh_only: the months are for fresh graduates (应届毕业生可入职后一年内取得); others need it at the start.
    """

    any_of: frozenset[str]
    after_months: int = 0
    grace_fresh_only: bool = False


@dataclass(frozen=True, slots=True)
class GenderAsked:
    gender: Gender


@dataclass(frozen=True, slots=True)
class PoliticalAsked:
    any_of: frozenset[Political]


@dataclass(frozen=True, slots=True)
class AgeAsked:
    """Age in years; at_most counts as postings do: 35周岁以下 admits whoever has not turned 36."""

    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class HouseholdAsked:
    """Household registration or origin (户籍或生源) in one of these GB/T 2260 regions."""

    regions: frozenset[str]
    origin_counts: bool = True


@dataclass(frozen=True, slots=True)
class EthnicityAsked:
    any_of: frozenset[str]


@dataclass(frozen=True, slots=True)
class GroupAsked:
    """An opening reserved for one of these groups; disabilities and grades narrow Group.DISABLED (empty: any)."""

    any_of: frozenset[Group]
    disabilities: frozenset[DisabilityType] = frozenset()
    grades: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Duty:
    """A physical or functional demand of the work, named by the need it collides with."""

    collides_with: Need


@dataclass(frozen=True, slots=True)
class Unread:
    """A clause that demands something we cannot read: it keeps every pair unknown until a person reads it.

    Where the clause says whom it concerns, levels and majors (catalogue codes at any depth) narrow it to
    students of one of these; empty: everybody.
    """

    text: str
    levels: frozenset[Level] = frozenset()
    majors: tuple[str, ...] = ()


Asked = (
    LevelsAsked
    | DegreesAsked
    | MajorsAsked
    | FreshAsked
    | ExperienceAsked
    | LicenceAsked
    | GenderAsked
    | PoliticalAsked
    | AgeAsked
    | HouseholdAsked
    | EthnicityAsked
    | GroupAsked
    | Duty
    | SkillsAsked
    | Unread
)


class AlarmKind(StrEnum):
    """Why what calls itself an opening may be none, or a trap (教育部 2023-04-20 “五防”, 劳动合同法 9)."""

    COURSE = "course"  # 培训招生: a course is sold
    BAIT_TRAINING = "bait_training"  # 招转培: a job whose price is a course or a loan for one
    DEPOSIT = "deposit"  # 押金, 扣押证件
    FEE = "fee"  # 服装费, 体检费, 资料费, 付费内推 paid to get the job
    PYRAMID = "pyramid"  # 传销, 拉人头, 兼职刷单
    PAY = "pay"  # pay far out of line with the work


@dataclass(frozen=True, slots=True)
class Alarm:
    """One reason not to push a posting, with the words that gave it away. confidence in (0, 1]."""

    kind: AlarmKind
    span: Span
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Demand:
    """One clause of a posting. confidence in (0, 1]: how sure the reader is of value and strength."""

    asked: Asked
    span: Span
    strength: Strength = Strength.REQUIRED
    confidence: float = 1.0
