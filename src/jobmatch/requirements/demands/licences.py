"""Licences a clause demands, which of them are alternatives, and by when."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from jobmatch.domain import Demand, LicenceAsked, Strength, Unread
from jobmatch.requirements.text.numerals import NUMBER, months
from jobmatch.requirements.text.passage import Passage, Read
from jobmatch.requirements.text.patterns import any_of
from jobmatch.requirements.text.soft import remainder
from jobmatch.taxonomy.licences import FoundLicence, find_licences, licence, lowest, satisfies

UNSAID_MONTHS = 12  # "先上岗、再考证" without a term: within the first year
RURAL = "rural_assistant_physician"  # 执业助理医师（含乡村全科）
PROBATION_MONTHS = 6  # 试用期内: the longest probation the labour contract law allows (Art. 19)
_HINT = any_of(
    r"证|资格|执业|职称|执照|驾|照|通过|考试",
    r"[一二三四五六八1-8]级|乙等|普通话|[专][四八48]",
    r"[A-Za-z]\d|[A-Za-z]{3}",
    r"师|[药技]士|教授|会开|会驾",
    r"法考|护[考资]|教资|软考|规培|住培|规范化培训|雅思|托福|[一二][建造]|注[会税安]",
)
_TERM = any_of(
    rf"(?:入职|上岗|录用|聘用|到岗|报到|签约)(?:后|之日起|起)?(?:的|须|需|应|可在|在)?(?P<n>{NUMBER}|半)(?P<unit>个?年|个?月)(?:之)?内",
    rf"给[^,;。]{{0,4}}?(?P<n3>{NUMBER}|半)(?P<unit3>个?年|个?月)(?:的)?(?:时间)?[^,;。]{{0,4}}(?:考|取得|拿)",
    rf"(?P<n2>{NUMBER}|半)(?P<unit2>个?年|个?月)(?:之)?内(?:须|需|应|要|必须|可)?(?:取得|考取|考到|获得|补办|拿到|考出|通过|注册)",
)
_PROBATION = re.compile(r"试用期(?:满|结束)?(?:之?内|前)?(?:须|需|应|必须)?(?:取得|考取|考到|获得|拿到|通过)")
_LATER = any_of(
    r"先上岗[、,]?[后再]考证",
    r"先入职[、,]?[后再]考",
    r"(?:可|能)(?:先|暂)?(?:入职|上岗)后(?:再)?(?:考|取得|补)",
    r"暂(?:未|无)[^,;。]{0,16}(?:可|亦可)",
    r"可?凭[^,;。]{0,20}(?:合格证明|合格单|成绩单|成绩证明|合格成绩)[^,;。]{0,4}(?:报|应聘)",
    r"无证[^,;。]{0,6}可",
    r"(?:入职|上岗|录用)后(?:考取|取得|考证|补考|再考)",
    r"尚?未(?:取得|考取)[^,;。]{0,12}(?:可|亦可)",
    r"届(?:(?!学历|年龄|经[验历]|专业)[^,;。]){0,10}(?:可?暂不|不作|放宽(?![至到])|除外|暂缓|可不|不受此限|后补)",
)
_FRESH = re.compile(r"届|刚毕业|毕业[12两二]年内")
_PAST_TOO = re.compile(r"[往历]届|应往")
_ONLY_WISHED = re.compile(r"优先|加分|[更尤者为]佳")
_WISHED = re.compile(r"最好|更好|更佳")
_GRACE_HINT = re.compile(r"[年月]内|试用期|考|可|后|时间|届")
_SHOWN_INSTEAD = re.compile(r"凭[^,;。]{0,20}(?:合格证明|合格单|成绩单|成绩证明|合格成绩)")
_ELIGIBLE = re.compile(r"(?:报考|报名参加|免试申请|申请注册)[^,;。]{0,6}$")  # who may sit for a paper need not hold it
_BY_EMPLOYER = re.compile(
    r"(?:报名|入职|录用|培训|上船)后(?:统一|由公司|公司|协助)?(?:代?办理?|颁发|发放?)[^,;。]{0,6}$|(?:公司|单位)(?:统一|免费)?(?:协助|代)?办?$"
)
_WAIVED = re.compile(r"(?:无需|不需要?|不要求|不限|无须|不强制|不必|不用|免|没有|无|不看)[^,;。有持具]{0,6}$")
_NOT_WITHOUT = re.compile(r"勿扰|勿[投来]|绕道|免谈|谢绝|不予|请勿|不接受|不录用|不考虑")  # 无证勿扰
_WAIVED_AFTER = re.compile(r"[^,;。(]{0,4}(?:不限|不作要求|不做要求|不要求|非必[须要需]|不是必[须要需]|可有可无)")
_OFFICE_WORK = re.compile(  # dealing with other people's papers: 负责教师资格证课程的销售
    r"(?:可|公司|单位|我司|统一|由公司)*(?:负责|协助|参与|办理|组织|跟进|收集|审核|管理|整理|维护|完成(?![^,;。]{0,6}(?:规范化培训|规培|住培))|指导|开展|配合|代办|培训|教授|销售|对接|推广|做好)"
)
_HOLDS = re.compile(r"具有|具备|持有|持[^续]{1,8}证|取得|须|需有|要求")
_ALTERNATIVE = re.compile(r"证书?|资格|职称|[四六八]级|专业$|学历|学位|[专本]科|硕士|博士|经[验历]|年以上")
_NEIGHBOUR = re.compile(r"[,;、且]|并|同时|以及|和")
_GENERIC = re.compile(
    r"(?:具有|具备|持有?|取得|获得|拥有|(?<!没)有|需)[^,;。]{0,14}?"
    r"(?:资格证?书?(?!条件|审|复|要求|者|的)|(?:上岗|从业|执业|职业|等级|技能|操作|认证|专业|相关|相应)的?证书?|证书|职称)|^持证(?:上岗|$)|必须持证"
    r"|(?:^|\s)有证(?=$|\s)|^(?!.?[颁核发补换审查验收])[一-鿿]{2,6}(?:上岗|操作|从业)证书?(?=$|\))"
)
_NONE_NEEDED = re.compile(
    r"(?:无需|不需要?|不要求|无须|不强制|不必|有无|不限)(?!.*(?:勿|绕道))[^,;。持]{0,8}(?:证|职称|资格)|无证[^,;。]{0,4}[可行]"
)
_EVERYBODYS = re.compile(
    r"毕业证|学[历位]证|身份证|户口|残疾|获奖|荣誉|录用资格|报[名考]资格|应聘资格|参加|资格审查|资格复审"
)
_BEFORE_NAME = re.compile(  # what says no more than the name that follows: 相应学段的教师资格证
    r"(?:没有?|无|相应|相关|对应|符合|任教|所教|报考|应聘|岗位|学段|学科|层次|阶段|级别|专业|类别|专业技术|资格证?书?\(|证书?\(|国家|全国|统一|有效|本人|正规|合法|"
    r"及其?以上|(?:可以?|能|能够)?办理|的|或以上|级)+$"
)
_AFTER_NAME = re.compile(
    r"(?:\([^()]{1,20}\))?(?:(?:及|或)?以上)?(?:专业技术)?(?:资格)?(?:职称|证书?)?(?:者?勿[扰投来]|之一|齐全|在有效期内|均?可|即可|(?:并|且|,)?(?:可|能|能够)?(?:正常|按期|及时)?(?:注册|变更|转注|初始注册)(?:\(变更\))?"
    r"(?:到本?院|至本?院|在本?院)?|并?注册(?:在有效期)?|者|,?能?持证上岗|并?持证上岗|上岗)*"
)
_PAPER_END = re.compile(r"(?:证书?|资格|职称|[级等照证]|书|合格|认证|分|本|以上)$")
_ONE_OF = re.compile(r"之一|任[一意何]|其中一|均可|皆可|都可|都行|一项|一种|一个|其一")
_OR = re.compile(r"或|/")
_EITHER = re.compile(r"或|/|\(")
_BOTH = re.compile(r"及(?!以上)|和|且|与|同时|并|以及|[+＋]")
_OPEN_LIST = re.compile(r"等")
_VAGUE = frozenset({"special_operation", "electrician", "driving", "teacher"})  # 电梯T证(特种设备作业证)
_FOREIGN = ("cet", "tem", "pretco", "english", "ielts", "toefl", "bec", "jlpt", "topik")
# Papers that are asked for beside a professional one, so that a list of the two asks for each (教师资格证、普通话二乙).
_BESIDES = (
    _FOREIGN,
    ("mandarin",),
    ("computer",),
    ("driving", "motorcycle"),
    ("road_transport", "hazardous_transport"),
    ("health_certificate",),
    ("first_aid",),
    ("residency", "assistant_gp"),
    ("safety_officer",),
    ("large_medical", "radiation_worker"),
)


def read_licence_clause(passage: Passage) -> Iterator[Read]:
    """The licences one clause demands; what it leaves open, or names without saying which, is also left unread."""
    text = passage.text
    if not _HINT.search(text) or (_OFFICE_WORK.match(text) and not _HOLDS.search(text)):
        return
    after = months_allowed(text)
    if _SHOWN_INSTEAD.search(text):
        return
    named = find_licences(text)
    found = [f for f in named if after is not None or not _waived(text, f)]
    if found and _ELIGIBLE.search(text, 0, found[0].start):
        yield Read(Unread(passage.quote), passage.start, passage.end)
        return
    if not found:
        if not (named or _NONE_NEEDED.search(text) or _EVERYBODYS.search(text)) and _GENERIC.search(text):
            yield Read(Unread(passage.quote), passage.start, passage.end)
        return
    if _OR.search(text) and not _ONLY_WISHED.search(text) and _names_another(text, found):
        yield Read(Unread(passage.quote), passage.start, passage.end)
        return
    for group, sure in _alternatives(text, found):
        codes = _codes(text, _without_examination(text, group))
        asked = LicenceAsked(codes, after or 0, bool(after) and for_fresh_only(text))
        start, end = _stretch(text, group[0].start, group[-1].end)
        yield Read(asked, passage.start + start, passage.start + end, 0.95 if sure else 0.6)
        if not sure:
            yield Read(Unread(passage.quote), passage.start + start, passage.start + end)


def waives_licence(text: str) -> bool:
    """Whether all that a clause says of licences is that none is needed (无需护士证, 有无教师资格证均可)."""
    found = find_licences(text) if _HINT.search(text) else []
    return all(_waived(text, f) for f in found) if found else bool(_NONE_NEEDED.search(text))


def months_allowed(text: str) -> int | None:
    """Months after the start within which a licence may still be obtained; None without such a grace."""
    if not _GRACE_HINT.search(text):
        return None
    if match := _TERM.search(text):
        number = match["n"] or match["n2"] or match["n3"]
        unit = match["unit"] or match["unit2"] or match["unit3"]
        return months(number, unit.removeprefix("个"))
    if _PROBATION.search(text):
        return PROBATION_MONTHS
    return UNSAID_MONTHS if _LATER.search(text) else None


def for_fresh_only(text: str) -> bool:
    """Whether a grace is for fresh graduates alone (2026届毕业生暂未取得的)."""
    return bool(_FRESH.search(text)) and not _PAST_TOO.search(text) and not _WISHED.search(text)


def is_wanted_later(text: str) -> bool:
    """Whether a licence is best held at the start but asked for all the same (有证最好, 入职一年内取得也可以)."""
    return bool(_WISHED.search(text)) and months_allowed(text) is not None


def with_grace(demands: list[Demand], clause: str, after_months: int) -> list[Demand]:
    """The demands, the licences stated last allowed to come later, as a clause that names none says of them."""
    last = next((d.span for d in reversed(demands) if isinstance(d.asked, LicenceAsked)), None)
    return [_allowed(d, after_months, for_fresh_only(clause)) if d.span == last else d for d in demands]


def without_implied(demands: list[Demand]) -> list[Demand]:
    """The demands without a licence that whoever holds another one of them holds as well (驾照 beside C1驾照)."""
    stated = [d for d in demands if isinstance(d.asked, LicenceAsked) and d.strength is Strength.REQUIRED]
    implied = {id(d) for d in stated if any(_implies(other, d) for other in stated)}
    return [d for d in demands if id(d) not in implied]


def _implies(other: Demand, demand: Demand) -> bool:
    stronger, asked = other.asked, demand.asked
    if not (isinstance(stronger, LicenceAsked) and isinstance(asked, LicenceAsked)) or stronger.any_of == asked.any_of:
        return False
    return not stronger.after_months and all(
        any(satisfies(held, wanted) for wanted in asked.any_of) for held in stronger.any_of
    )


def _allowed(demand: Demand, after_months: int, fresh_only: bool) -> Demand:
    asked = demand.asked
    if not isinstance(asked, LicenceAsked) or demand.strength is Strength.PREFERRED:
        return demand
    wider = asked.after_months and (fresh_only or not asked.grace_fresh_only)
    if wider and asked.after_months >= after_months:
        return demand
    return replace(demand, asked=replace(asked, after_months=after_months, grace_fresh_only=fresh_only))


def _alternatives(text: str, found: list[FoundLicence]) -> list[tuple[list[FoundLicence], bool]]:
    """The found licences in groups of which one is enough, each with whether the wording settles that."""
    if len({f.code for f in found}) == 1:
        between = [text[before.end : after.start] for before, after in itertools.pairwise(found)]
        return [(found if all(len(gap) < 3 or _OR.search(gap) for gap in between) else found[:1], True)]
    if _ONE_OF.search(text):
        return [(found, True)]
    groups, sure = [[found[0]]], True
    for before, after in itertools.pairwise(found):
        same, settled = _belongs(text, before, after)
        sure = sure and settled
        if same:
            groups[-1].append(after)
        else:
            groups.append([after])
    return [(group, sure) for group in groups]


def _belongs(text: str, before: FoundLicence, after: FoundLicence) -> tuple[bool, bool]:
    """Whether two licences beside each other are alternatives, or steps of one, and whether that is certain."""
    between = text[before.end : after.start]
    if _EITHER.search(between) or _related(before.code, after.code):
        return True, True
    if _BOTH.search(between) or not between or ("," in between and ")" not in between):
        return False, True
    if _besides(before.code) != _besides(after.code):
        return False, True
    own_word = _PAPER_END.search(text[before.start : before.end])
    return True, not own_word and not _OPEN_LIST.match(text, after.end)


def _besides(code: str) -> int | None:
    return next((n for n, beginnings in enumerate(_BESIDES) if code.startswith(beginnings)), None)


def _codes(text: str, group: list[FoundLicence]) -> frozenset[str]:
    codes = {f.code for f in group}
    if "含乡村全科" in text and "assistant_physician" in codes:
        return frozenset(codes | {RURAL})
    return lowest(frozenset(codes))


def _stretch(text: str, start: int, end: int) -> tuple[int, int]:
    """A name with the words around it that add nothing, so that nobody has to read them again."""
    before, after = _BEFORE_NAME.search(text, 0, start), _AFTER_NAME.match(text, end)
    return before.start() if before else start, after.end() if after else end


def _waived(text: str, found: FoundLicence) -> bool:
    before = text[max(0, found.start - 12) : found.start]
    if _NOT_WITHOUT.search(text, found.end):
        return False
    waived = _WAIVED.search(before) or _WAIVED_AFTER.match(text, found.end)
    return bool(waived or _BY_EMPLOYER.search(before))


def _names_another(text: str, found: list[FoundLicence]) -> bool:
    """Whether one side of an 或 names a licence and the other what is none known here (或5年以上经验, 或审计资格)."""
    for mark in _OR.finditer(text):
        sides = _NEIGHBOUR.split(text[: mark.start()])[-1], _NEIGHBOUR.split(text[mark.end() :])[0]
        at = mark.start() - len(sides[0]), mark.end()
        named = [
            any(start <= f.start < start + len(side) or start < f.end <= start + len(side) for f in found)
            for start, side in zip(at, sides, strict=True)
        ]
        other = sides[named.index(False)] if any(named) and not all(named) else ""
        if _ALTERNATIVE.search(other) and len(remainder(other)) > 1:
            return True
    return False


def _related(one: str, other: str) -> bool:
    return satisfies(one, other) or satisfies(other, one)


def _without_examination(text: str, group: list[FoundLicence]) -> list[FoundLicence]:
    """Of 资格证、执业证, which name two papers of one person, the registration; alternatives stay."""
    if len(group) < 2 or _OR.search(text[group[0].end : group[-1].start]):
        return group
    behind = {licence(f.code).registers for f in group}
    noted = [(f.code, after.code) for f, after in itertools.pairwise(group) if text[f.end : after.start] == "("]
    vaguer = {of if of in _VAGUE or beside not in _VAGUE else beside for of, beside in noted}
    return [f for f in group if f.code not in behind | vaguer] or group
