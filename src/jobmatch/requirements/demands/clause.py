"""One clause: every demand it states, and whether anything is left that nobody could read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from jobmatch.domain import Demand, Duty, LicenceAsked, Strength, Unread
from jobmatch.requirements.demands import education, experience, fresh
from jobmatch.requirements.demands.household import read_household
from jobmatch.requirements.demands.licences import is_wanted_later, months_allowed, read_licence_clause, waives_licence
from jobmatch.requirements.demands.others import asks_of_applicants
from jobmatch.requirements.demands.persons import read_persons, read_suited_gender
from jobmatch.requirements.demands.reserved import read_favoured, read_reserved
from jobmatch.requirements.offers.workplace import read_duties
from jobmatch.requirements.text.passage import Passage, Read
from jobmatch.requirements.text.patterns import any_of
from jobmatch.requirements.text.soft import remainder, without_soft

WISHES = any_of(
    r"优 ?先(?!级|队列|[于排])",
    r"(?<![优首])先考虑",
    r"加 ?分",
    r"者[最]? ?佳",
    r"为 ?佳",
    r"(?:专业|背景|经[验历]|学历|证书?|[本专]科|[大中]专|士|[四六八]级|的) ?佳",
    r"[更尤] ?佳",
    r"(?:最佳|者优|更优|更好|为优|首选)(?=$|[,;。)])",
    r"最好",
    r"为宜",
    r"优考虑",
    r"择优考虑",
    r"锦上添花",
    r"非必[须要需]",
    r"不是必须",
    r"(?i:\bplus\b|\bbonus\b|\bpreferred\b|nice to have)",
)
_WISH_HINT = re.compile(r"[优佳宜花必首先分]|[最更]好|[PpBbNn][a-zA-Z]{3}")
_REWARDS = re.compile(  # 有证者待遇从优: who has none may come all the same, for less
    r"(?:补贴|津贴|奖励|另议|加薪)(?!政策)"
    r"|[者的](?:待遇|薪[资酬水]|工资|底薪|收入)[^,;。]{0,4}(?:从优|优厚|(?:[面可另详]|再)[议谈算]|上浮|翻倍|[更可]?高)"
)
MARKER = any_of(
    r"须",
    r"需(?:要)?(?=具|有|持|取得|会|能|满|通过|为|是|获)",
    r"要求",
    r"仅限",
    r"只限",
    r"(?<![期不有无权极额时上下受局])限(?!制|时|期|度|量|额|公司)",
    r"具有",
    r"具备",
    r"持有",
    r"持[^,;。]{0,10}证",
    r"取得",
    r"获得",
    r"应(?:当|具|为|有|持)",
    r"符合",
    r"满足",
    r"达到",
    r"以上",
    r"以下",
)
_HAS_WORKED = re.compile(r"(?:并|且|还|须|需|要|必须)*有(?!限|效|丰富|多年|着)[^,;。的]{0,14}经[验历]者?$")
PAPERS = re.compile(r"(?<!保)(?<!验)证书?(?!明|实|券|据)|资格|学历|学位|职称|身高|视力|户籍|级以上|[四六八]级")
_LABEL = re.compile(r"^(?:[^,;:。]{1,12}:|\[[^\[\]]{1,8}\])")
# What an ad may demand of somebody's papers, status or person; all else that it asks (熟悉Java) can be learned.
_OF_THE_PERSON = any_of(
    r"(?<![保验论凭例佐查求实])证(?!明|券|监|实|据|照|言|书?编|书管|件(?:办|资|处|管)|系统|协议|机制|模块)",
    r"资格",
    r"执照",
    r"职称",
    r"学[历位籍]",
    r"[四六八]级",
    r"(?i:cet|toefl|ielts|jlpt|tem-?[48]|\bpmp\b|\bcpa\b)",
    r"托福|雅思|N[1-5]\b",
    r"普通话|粤语|白话|客家话|闽南语|潮汕话|方言|当地话|本地话",
    r"[日韩德俄泰]语|(?<!语)法语|西班牙语|葡萄牙语|阿拉伯语|越南语|小语种",
    r"驾[照龄]|驾驶(?:证|执照|经)|会(?:开车|驾驶)|[ABC][12]照",
    r"党员|(?<!集)团员|政治面貌|政审|退[伍役]|军人|残[疾障]",
    r"户[口籍]|籍贯|国籍|(?<!产)生源|绿卡|居住证|签证|护照|永居",
    r"(?:本地|当地|本市|本省)(?:人|居民|户)|常住|居住(?:在|地|满)|定居|家[住在]|住址",
    r"[已未]婚|婚[育否]|已育|民族|[回藏]族",
    r"犯罪|征信|失信|不良记录|竞业|担保|押金|保证金|缴纳(?:押金|费|保证金)|[交缴]费|自费",
    r"\d\s?(?:字|(?i:cm|kg)|厘米|公分|公斤|斤)",
    r"身高|体重|视力|色[盲弱]|听力|纹身|乙肝|传染|疾病史|左利手|体检",
    r"年龄|\d{2}周?岁|[789]0后|0[05]后",
    r"211|985|双一流|一本|二本|一类(?=本|院|大)|重点(?:大学|院校|高校|本科)|名校|QS|海归|海外(?:留学|学历|背景|院校|名校)|留学",
    r"统招|全日制|第一学历",
    r"届|在[校读]|毕业(?!于|设计|论文|答辩)",
    r"仅限|只限|限(?=[男女本应]|于)|只[招收]|仅招|谢绝|勿[扰投]|绕道|不考虑|不接受|不招",
    r"自备|(?<!亲)自带(?!的?技能)|私家车|自有车|有车|有电脑|自己的?(?:电脑|车|设备)",
    r"发表过?[^,;。]{0,16}(?:论文|文章)|论文发表|(?:具有|拥有|[荣曾]获|获得?过?)[^,;。]{0,12}(?:专利|奖(?![金励学]))|获奖|奖项",
)
_BARE_LABEL = re.compile(r"^[^,;:。]{0,16}(?:学历|专业|年龄|资格)要求\s?$")  # 工作地点海口学历要求, whose value follows
_PAPERS_OF_OTHERS = re.compile(r"考生|学员|客户|备考|题库|辅导|(?:考试|考证|证书)[^,;。]{0,6}(?:课程|培训|讲授)")
STEP = re.compile(
    r"(?:报名|应聘|面试|请|有意|联系|投递|逾期|简历|电话|邮箱|考生应|报考者请|备注)(?!人员|"
    r"者应|者须|者需|条件|对象)"
)
Taken = tuple[tuple[int, int], ...]
_OF_SCHOOLS = re.compile(r"211|985|双一流|重点")
_PERMITS = re.compile(r"^(?:欢迎|可?接受)|(?:[均皆亦]可|[也都]可以?|不限)$")
LONG_CLAUSE = 60  # characters past which a demand quotes its own words rather than the clause


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a clause: whether it stands among demands, is only preferred, and where the work is."""

    among_demands: bool = False
    preferred: bool = False
    among_duties: bool = False
    official: bool = True  # tables and public notices, where every clause among demands is one of eligibility
    places: tuple[str, ...] = ()
    published_on: date | None = None


@lru_cache(maxsize=4096)  # one clause is asked several times in a row
def wishes(text: str) -> bool:
    """Whether folded text only prefers what it names."""
    return bool(_WISH_HINT.search(text) and WISHES.search(text))


@lru_cache(maxsize=4096)
def prefers(text: str) -> bool:
    """Whether folded text only prefers what it names, or rewards it (有证书补贴)."""
    return wishes(text) or bool(_REWARDS.search(text))


def read_clause(clause: Passage, setting: Setting, taken: Taken = ()) -> list[Demand]:
    """The demands of one clause in reading order; taken are stretches that another reader has used already."""
    reads = list(_reads(clause, setting))
    if setting.among_duties and _PAPERS_OF_OTHERS.search(clause.text):
        reads = [read for read in reads if not isinstance(read.asked, LicenceAsked | Unread)]
    if not (setting.among_demands or setting.preferred or setting.official):
        reads = [read for read in reads if asks_of_applicants(clause, read)]
    wished = setting.preferred or wishes(clause.text)
    preferred = wished or prefers(clause.text)
    demands = [_demand(clause, read, _strength(read, wished, preferred)) for read in reads]
    if preferred:
        demands = [d for d in demands if not isinstance(d.asked, Unread)]
    favoured = [*read_suited_gender(clause), *(read_favoured(clause) if wished else ())]
    demands += [_demand(clause, read, Strength.PREFERRED) for read in favoured]
    if not preferred and _is_unread(clause, setting, [*reads, *favoured], taken):
        demands.append(clause.demand(Unread(clause.quote)))
    return demands


def _reads(clause: Passage, setting: Setting) -> Iterator[Read]:
    yield from read_reserved(clause)
    yield from read_persons(clause, setting.published_on)
    yield from read_household(clause, setting.places)
    if not education.says_any(clause):
        yield from education.read_levels(clause)
    yield from education.read_degrees(clause)
    yield from fresh.read_fresh(clause)
    yield from _experience(clause, setting)
    yield from read_licence_clause(clause)
    yield from read_duties(clause)


def _experience(clause: Passage, setting: Setting) -> Iterator[Read]:
    """Years of experience, or any where none are stated and the clause is a demand."""
    if experience.says_none(clause):
        return
    stated = list(experience.read_experience(clause))
    yield from stated
    if stated:
        return
    if setting.preferred or wishes(clause.text):
        yield from experience.read_wished(clause)
    elif not setting.among_duties and (
        setting.among_demands or MARKER.search(clause.text) or _HAS_WORKED.match(clause.text)
    ):
        yield from experience.read_unstated(clause)


def _strength(read: Read, wished: bool, preferred: bool) -> Strength:
    """A duty with an allowance (夜班补贴) stays a duty; one that is only wished for is none."""
    weak = wished if isinstance(read.asked, Duty) else preferred
    return Strength.PREFERRED if weak else Strength.REQUIRED


def _demand(clause: Passage, read: Read, strength: Strength) -> Demand:
    own = clause.end - clause.start > LONG_CLAUSE
    quoted = clause.part(read.start - clause.start, read.end - clause.start) if own else clause
    if isinstance(read.asked, LicenceAsked) and is_wanted_later(clause.text):
        return quoted.demand(read.asked, confidence=min(read.confidence, 0.6))
    return quoted.demand(read.asked, strength, read.confidence)


def _is_unread(clause: Passage, setting: Setting, reads: list[Read], taken: Taken) -> bool:
    """Whether a clause demands more than was read: something is left that is neither soft nor a mere joint."""
    if any(isinstance(read.asked, Duty) for read in reads) or STEP.match(clause.text):
        return False
    left = _without(clause, [*taken, *((r.start, r.end) for r in reads)])
    if setting.among_duties:
        unread = bool(MARKER.search(left) and PAPERS.search(left))
    elif setting.official:
        unread = setting.among_demands or bool(MARKER.search(left))
    else:
        unread = setting.among_demands or bool(MARKER.search(left))
        unread = unread and not _PERMITS.search(clause.text) and _concerns_the_person(left)
    if not unread or (len(remainder(left)) < 2 and not _OF_SCHOOLS.search(left)):
        return False
    if months_allowed(clause.text) is not None or waives_licence(clause.text):
        return False
    return "不限" not in clause.text and not experience.says_none(clause) and not education.says_any(clause)


def _concerns_the_person(left: str) -> bool:
    return bool(_OF_THE_PERSON.search(left) and _OF_THE_PERSON.search(without_soft(left)))


def _without(clause: Passage, used: list[tuple[int, int]]) -> str:
    """The clause with what has been read blanked out, and without a label at its head (学历要求：)."""
    kept = list(clause.text)
    for start, end in used:
        for at in range(max(start, clause.start), min(end, clause.end)):
            kept[at - clause.start] = " "
    return _LABEL.sub("", _BARE_LABEL.sub("", "".join(kept)))
