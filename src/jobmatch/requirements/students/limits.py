"""What a student limits, out of free text such as 不接受长期夜班，每月至少4000."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jobmatch.domain import Contract, Need, NightLimit
from jobmatch.requirements.offers.areas import prefectures_named
from jobmatch.requirements.text.passage import fold
from jobmatch.requirements.text.patterns import any_of
from jobmatch.taxonomy.regions import find_regions

_CLAUSES = re.compile(r"[,;。、!\n/|]+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_NOT = r"(?:不|拒绝|别|不要|不能|不想|不接受|不愿|不去|不做|无法|没法|少)"
_NO_OBJECTION = re.compile(r"不(?:介意|怕|影响|排斥|反感|抗拒|反对|拒绝|挑)")
_BUT = re.compile(r"^(?:但是?|不过|只是|可是|然而)")
_NIGHT = re.compile(r"夜|白班|值班|倒班|轮班|轮值|晚班|通宵|晚上[^,]{0,4}点|下班晚|三班")
_NIGHTS: tuple[tuple[NightLimit, re.Pattern[str]], ...] = (
    (
        NightLimit.NOT_LONG_TERM,
        any_of(
            r"(?:长期|频繁|经常|天天|老是|一直|连续|太多|过多|固定)[^,]{0,4}(?:夜|值班|倒班|晚班)",
            r"夜班[^,]{0,4}(?:太?频繁|太多|过多|最多|少)",
            r"最多[^,]{0,6}夜",
            r"偶尔[^,]{0,8}(?:夜|值班|可)",
            r"少量夜班",
            r"每月几次",
            r"不长期",
            r"夜班?[^,]{0,8}(?:不能?|别|不要)(?:太|过)?(?:连续|多|频繁|长期|经常)",
        ),
    ),
    (
        NightLimit.REFUSES,
        any_of(
            rf"{_NOT}[^,]{{0,4}}(?:上|值|做|熬|倒|接受)?(?:夜|晚班|通宵|倒班|三班|轮班)",
            r"夜班(?:不行|不可|免谈|做不了|不接受|不能)",
            r"熬不了夜",
            r"只(?:上|能上|做|接受)白班",
            r"白班",
            r"晚上[^,]{0,4}点(?:前|之前|下班|必须|要|能)",
        ),
    ),
    (
        NightLimit.ACCEPTS,
        re.compile(
            r"(?:可以?|能|接受|愿意|可接受|适应|服从)[^,不]{0,4}(?:夜|倒班|轮班|值班|三班)|"
            r"夜班(?:没问题|可以?|都行|都可|无所谓|不限|能接受|OK|ok|均可)"
        ),
    ),
)
_NEEDS: tuple[tuple[Need, re.Pattern[str]], ...] = (
    (
        Need.NO_PHONE,
        re.compile(
            r"(?:不|别|无法|没法|听不清|难以|免)[^,]{0,6}电话|电话[^,]{0,4}(?:听不清|不行|不便|困难|"
            r"接不了|做不了)"
        ),
    ),
    (
        Need.TEXT_COMMUNICATION,
        re.compile(
            r"文字[^,]{0,4}(?:沟通|交流|记录|为主)|(?:微信|书面|手语|打字)[^,]{0,6}(?:沟通|交流|"
            r"联系)?|写下来|听障|聋"
        ),
    ),
    (
        Need.STEP_FREE,
        re.compile(
            r"无障碍(?!沟通|交流|卫生间|厕所|洗手间|如厕)|轮椅|电梯|坡道|(?:不能|少|无法|不便|难)[^,]{0,4}(?:爬|上下|走)?楼|走路慢|爬楼"
        ),
    ),
    (
        Need.SEATED_WORK,
        re.compile(
            r"站(?:着|立)?[^,]{0,4}(?:不行|不了|做不了|吃不消)|(?:不能|不可|不宜|避免|少|无法|不)[^,]{0,4}(?:久站|站太久|长时间站|长期站|站立)|坐姿|"
            r"坐着|坐岗|坐班"
        ),
    ),
    (
        Need.NO_HEAVY_LIFTING,
        re.compile(
            r"(?:不|别|无法|少|避免)[^,]{0,6}(?:搬|重物|重活|体力|负重|提重)|重体力[^,]{0,4}(?:不行|"
            r"做不了)"
        ),
    ),
    (
        Need.ACCESSIBLE_TOILET,
        re.compile(r"无障碍(?:卫生间|厕所|洗手间|如厕)|(?:需要|要有)[^,]{0,4}坐便|无法蹲厕|不能下蹲"),
    ),
    (
        Need.NO_TRAVEL,
        re.compile(
            rf"{_NOT}[^,]{{0,4}}(?:出差|跑外勤|外派|驻外)|出差[^,]{{0,3}}(?:不行|不便|不了|不能|免谈|不接受|不考虑)"
        ),
    ),
    (
        Need.NO_DRIVING,
        re.compile(
            r"(?:不|无法|没法)(?:能|会|可以|敢|想|愿意?|适合|宜|接受)*(?:开车|驾驶|驾车)|(?:开车|驾驶)(?:不行|不了)"
        ),
    ),
    (
        Need.NO_HEIGHTS,
        re.compile(
            r"恐高|(?:不|无法|没法)(?:能|可以|敢|想|愿意?|适合|宜|接受|做)*(?:登高|爬高|高空|高处|上高)|"
            r"(?:登高|爬高|高空)[^,]{0,4}(?:不行|不了)"
        ),
    ),
    (Need.LARGE_PRINT, re.compile(r"[大小]字|放大|读屏|大屏|看不清|低视力|字体大")),
    (
        Need.FLEXIBLE_HOURS,
        re.compile(
            r"弹性|透析|(?:复诊|复查|就医|看病|治疗|服药|化疗|康复训练)[^,]{0,10}|"
            r"定期[^,]{0,4}(?:医院|复)"
        ),
    ),
)
_OFTEN = re.compile(r"经常|频繁|长期|太多|过多|总|老是|一直|每周")
_FAR = re.compile(r"长途")  # how far is no field's to say
_FLOOR = re.compile(
    r"(?:税后|至少|不低于|不少于|最低|起码|低于|月薪|工资|薪资|底薪|保底|每月|到手|"
    r"要)[^\d,]{0,8}(?P<n>\d{1,6}(?:\.\d{1,2})?)\s?(?P<unit>千|k|K|万|w|元|块)?"
    r"|(?P<n2>\d{1,6}(?:\.\d{1,2})?)\s?(?P<unit2>千|k|K|万|w|元|块)?(?:元)?(?:/月)?(?:以上|起|打底|往上)"
)
_A_YEAR = re.compile(r"年薪|/年|一年|每年|年收入")
_A_DAY = re.compile(r"每天|日薪|一天|/天|/日|日结")
_AN_HOUR = re.compile(r"时薪|每小时|/小时|一小时\d")
_TRIAL_OR_NET = re.compile(r"试用|见习期|税后|到手")  # a floor on the gross pay follows, but not the whole of it
_COST = re.compile(
    r"(?:路费|车费|报名费|求职(?:花费|成本|费用)|面试[^,\d]{0,4}费|花费|"
    r"成本)[^\d,]{0,10}(?P<n>\d{1,5})"
)
_SCALE = {"千": 1000, "k": 1000, "K": 1000, "万": 10_000, "w": 10_000}
_REFUSED_CONTRACTS: tuple[tuple[Contract, re.Pattern[str]], ...] = (
    (Contract.DISPATCH, re.compile(rf"{_NOT}[^,]{{0,6}}(?:派遣|外包)")),
    (Contract.PART_TIME, re.compile(rf"{_NOT}[^,]{{0,6}}(?:兼职|小时工)")),
    (Contract.INTERNSHIP, re.compile(rf"{_NOT}[^,]{{0,6}}(?:实习|见习)")),
    (Contract.PUBLIC_WELFARE, re.compile(rf"{_NOT}[^,]{{0,6}}公益")),
)
_ONLY_PART_TIME = re.compile(r"(?:只|仅)[^,]{0,4}(?:兼职|小时工|非全日制)")
_ONLY_FULL_TIME = re.compile(r"(?:只|仅)[^,]{0,4}全职")
_ONLY_ESTABLISHED = re.compile(r"(?:只|仅)[^,]{0,6}编(?:制)?")
_ANYWHERE = any_of(
    r"(?:地点|地区|哪里|哪儿|全国|任何地方)[^,]{0,4}(?:不限|都可|都行|均可|都能)",
    r"服从(?:调剂|分配)",
    r"^(?:可以?|能|愿意|接受|可接受)(?:去|到|接受|调剂到)?(?:外省|外地|省外|外市)",
)
_NOWHERE_ELSE = any_of(
    r"只(?:考虑|想|在|去|能|接受|要)[^,]{0,4}",
    r"仅限",
    r"不去(?:外地|其他)",
    r"不出(?:省|市|县)(?!差)",
    r"(?:不|别)[^,]{0,3}离开",
    r"必须在",
    r"以外[^,]{0,4}(?:不|免谈)|不[^,]{0,4}以外",
    r"^不(?:想|愿意?)?出(?!差|去)",
)
_ONLY: tuple[tuple[re.Pattern[str], frozenset[Contract]], ...] = (
    (_ONLY_ESTABLISHED, frozenset({Contract.ESTABLISHED})),
    (_ONLY_PART_TIME, frozenset({Contract.PART_TIME})),
    (_ONLY_FULL_TIME, frozenset(Contract) - {Contract.PART_TIME}),
)
_ALL_BUT = re.compile(r"(?:除了?|除开)[^,]{1,16}(?:都|均|可|行)|(?:以外|之外|除外)[^,]{0,6}(?:都|均|可以|行)")
_REFUSES_PLACE = re.compile(rf"^(?:坚决)?{_NOT}|(?:不去|不考虑|不行|除外|不要|免谈|不想去|不接受|不愿去)$")
_NO_WISH = re.compile(  # a place that is named for another reason than to work there
    r"^(?:我)?(?:家|老家|户籍|来自|父母|爸妈|男朋友|女朋友|对象|孩子|配偶|籍贯)|离[^,]{0,8}[近远]|附近|周边|靠近|话(?:不|说|讲|听)"
)
_NOTHING = re.compile(
    r"^(?:无|没有|暂无|没|均可|都可以|都行|都可|无所谓|随便|不限|随意|服从(?:排班|安排|分配)|没有?(?:特别|"
    r"特殊)?(?:的)?(?:要求|限制)|无(?:特殊|特别)?(?:要求|限制)|nil|/|-)$"
)


@dataclass(slots=True)
class Limits:
    """What free text limits; None or empty: the text does not say. unread holds clauses that no field can hold."""

    nights: NightLimit | None = None
    pay_floor_monthly_cny: int | None = None
    application_cost_limit_cny: int | None = None
    needs: frozenset[Need] = frozenset()
    places: frozenset[str] = frozenset()
    refused_places: frozenset[str] = frozenset()
    elsewhere: bool | None = None
    contracts: frozenset[Contract] | None = None
    unread: tuple[str, ...] = field(default=())


def read_limits(text: str) -> Limits:
    """The limits in a student's own words; what is no limit that a rule could read is kept in unread.

    >>> read_limits("不接受长期夜班；不能接打电话，每月至少4000").pay_floor_monthly_cny
    4000
    """
    limits = Limits()
    before = ""
    for clause in _CLAUSES.split(fold(text)):
        plain = clause.strip()
        meant = _NO_OBJECTION.sub("可以", before + plain if _BUT.match(plain) else plain)
        if plain and not _NOTHING.match(plain) and not _read(limits, meant):
            limits.unread += (plain,)
        before = plain
    return limits


def _read(limits: Limits, clause: str) -> bool:
    """Whether any reader made something of the clause; all of them try."""
    return any([_nights(limits, clause), _money(limits, clause), _needs(limits, clause), _terms(limits, clause)])


def _nights(limits: Limits, clause: str) -> bool:
    if not _NIGHT.search(clause):
        return False
    said = next((limit for limit, pattern in _NIGHTS if pattern.search(clause)), None)
    order = [None, NightLimit.ACCEPTS, NightLimit.NOT_LONG_TERM, NightLimit.REFUSES]
    softened = limits.nights is NightLimit.REFUSES and said is NightLimit.ACCEPTS
    limits.nights = NightLimit.NOT_LONG_TERM if softened else max(limits.nights, said, key=order.index)
    return said is not None


def _money(limits: Limits, clause: str) -> bool:
    if cost := _COST.search(clause):
        limits.application_cost_limit_cny = int(cost["n"])
        return True
    match = _FLOOR.search(clause)
    if match is None:
        return False
    number, unit = match["n"] or match["n2"], match["unit"] or match["unit2"] or ""
    floor = round(float(number) * _SCALE.get(unit, 1) * _months_share(clause))
    if not 300 <= floor <= 200_000:
        return False
    limits.pay_floor_monthly_cny = max(floor, limits.pay_floor_monthly_cny or 0)
    return not _TRIAL_OR_NET.search(clause)


def _months_share(clause: str) -> float:
    """What a sum is multiplied with to come to a month: a twelfth of a year, 21.75 days, 174 hours.

    >>> round(80_000 * _months_share("年薪8万以上"))
    6667
    """
    if _A_YEAR.search(clause):
        return 1 / 12
    if _A_DAY.search(clause):
        return 21.75
    return 174 if _AN_HOUR.search(clause) else 1


def _needs(limits: Limits, clause: str) -> bool:
    found = frozenset(need for need, pattern in _NEEDS if pattern.search(clause))
    if Need.NO_TRAVEL in found and (often := _OFTEN.search(clause) or _FAR.search(clause)):
        found -= {Need.NO_TRAVEL}
        found |= set() if _FAR.search(often[0]) else {Need.NO_LONG_TRAVEL}
    limits.needs |= found
    return bool(found)


def _terms(limits: Limits, clause: str) -> bool:
    refused = frozenset(contract for contract, pattern in _REFUSED_CONTRACTS if pattern.search(clause))
    if refused:
        limits.contracts = (limits.contracts or frozenset(Contract)) - refused
    for only, kept in _ONLY:
        if only.search(clause):
            limits.contracts = kept
            return True
    return _places(limits, clause) or bool(refused)


def _places(limits: Limits, clause: str) -> bool:
    codes = frozenset(found.code for found in find_regions(clause)) | frozenset(prefectures_named(clause))
    if not codes:
        anywhere = bool(_ANYWHERE.search(clause))
        limits.elsewhere = True if anywhere else limits.elsewhere
        return anywhere
    if _NO_WISH.search(clause):
        return False
    if _ALL_BUT.search(clause):
        limits.elsewhere = True
        limits.refused_places |= codes
    elif (_NOWHERE_ELSE.search(clause) and not clause.startswith("不去")) or "以外" in clause:
        limits.elsewhere = False
        limits.places |= codes
    elif _REFUSES_PLACE.search(clause):
        limits.refused_places |= codes
    else:
        limits.places |= codes
        limits.elsewhere = True if _ANYWHERE.search(clause) else limits.elsewhere
    return True
