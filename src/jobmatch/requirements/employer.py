"""Who offers: kind of employer, grassroots or not, new field, and whether it welcomes disabled people."""

from __future__ import annotations

import re

from jobmatch.domain import EmergingField, Employer, EmployerKind

_KINDS: tuple[tuple[EmployerKind, str], ...] = (
    (EmployerKind.VILLAGE_CLINIC, r"村卫生(?:室|站|所)|村医务室|农村卫生室"),
    (EmployerKind.COMMUNITY_HEALTH_CENTRE, r"社区卫生服务|社区健康服务中心|社康中心|社康站|社区医院"),
    (
        EmployerKind.TOWNSHIP_HEALTH_CENTRE,
        r"(?<!区)卫生院|镇医院|医共体[^,]{0,12}[镇乡][^,]{0,6}分院|[镇乡][^,]{0,6}分院",
    ),
    (
        EmployerKind.ELDER_CARE,
        r"养老|敬老院|颐养|护理院|老年公寓|福利院|长者|安老|康养|托养|老人院|养护院|养护中心|护老",
    ),
    (EmployerKind.CLINIC, r"诊所|门诊部|体检|齿科|康复中心|卫生所|医务室|口腔门诊|门诊|中医馆|国医馆|卫生站"),
    (EmployerKind.HOSPITAL, r"医院(?!管理有限)|保健院|妇幼保健|防治院|疗养院"),
    (EmployerKind.SOCIAL_ORGANISATION, r"(?:展能|辅助性|残疾人|工疗)[^,]{0,10}(?:工坊|工场|站|中心|就业)"),
    (
        EmployerKind.COMPANY,
        (
            r"公司|集团|工厂|[^政]厂$|药房|药店|大药房|连锁|酒店|网店|速运|快修|标注工坊|商行|工作室|合作社|企业(?!服务局)|"
            r"超市|作坊|农场有限|坊$|个体"
        ),
    ),
    (
        EmployerKind.SOCIAL_ORGANISATION,
        (
            r"社会工作服务(?:中心|社)|社工服务社|庇护工场|社工(?:服务)?(?:中心|机构|站)|基金会|协会|学会|商会|助残中心|"
            r"民办非|志愿|公益(?:服务)?中心|康园|残友|残疾人联合会"
        ),
    ),
    (
        EmployerKind.PUBLIC_INSTITUTION,
        (
            r"学校|大学|学院|幼儿园|小学|中学|研究所|研究院|图书馆|博物馆|事业单位|疾病预防控制中心|"
            r"疾控中心|血站|急救中心|卫生监督所"
        ),
    ),
    (EmployerKind.PUBLIC_INSTITUTION, r"(?:公共|便民|党群|文化|社会事务|政务|养护)[^,]{0,6}(?:服务)?中心"),
    (
        EmployerKind.GOVERNMENT,
        (
            r"人民政府|街道办|办事处|委员会|委组织部|委办|[委府]$|局|厅|法院|检察院|公安|监狱|戒毒|"
            r"党校|工委|纪委|共青团|工会|妇女联合会|供销|管委会|政协|人大|办公室$|招募工作组"
        ),
    ),
)
_KIND = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_GRASSROOTS_KINDS = frozenset(
    {EmployerKind.VILLAGE_CLINIC, EmployerKind.COMMUNITY_HEALTH_CENTRE, EmployerKind.TOWNSHIP_HEALTH_CENTRE}
)
_GRASSROOTS_NAME = re.compile(r"[镇乡](?!村振兴)|街道|村(?!镇银行)|社区(?!矫正)|居委会")
_MAY_BE_GRASSROOTS = frozenset(
    {
        EmployerKind.ELDER_CARE,
        EmployerKind.CLINIC,
        EmployerKind.PUBLIC_INSTITUTION,
        EmployerKind.SOCIAL_ORGANISATION,
    }
)
_TOWNSHIP_BODY = re.compile(r"[镇乡](?:人民政府|党委|$|[^市县区]{0,12}(?:中心|所|站)$)|街道")
_TOWNSHIP_OFFICE = re.compile(r"[镇乡]人民政府|街道办")
_FIELDS: tuple[tuple[EmergingField, re.Pattern[str]], ...] = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        (EmergingField.INTERNET_MEDICINE, r"互联网医[院疗]|云诊|云医|在线问诊|远程医疗|智慧医疗|线上问诊|在线医疗"),
        (EmergingField.AESTHETIC_MEDICINE, r"医美|医疗美容|美容医[院疗]|皮肤美容|整形"),
        (EmergingField.ELDER_CARE, r"康养|养老|长者|敬老|颐养|老年|安老|护理院|医养|养护院|护老"),
        (EmergingField.HEALTH_MANAGEMENT, r"健康管理|体检|健康科技|慢病管理|健康体检"),
        (EmergingField.REHABILITATION, r"康复"),
    )
)
_FRIENDLY = re.compile(
    r"(?:欢迎|优先(?:考虑|录用|招用)?|鼓励|接纳|招用|吸纳|安置|聘用|支持|面向|可接收)[^,;。]{0,16}残[疾障]"
    r"|残[疾障](?:人|人士|人员|求职者|毕业生|证)?[^,;。]{0,10}(?:优先|可报|均可|亦可|友好|"
    r"就业基地|就业示范|就业服务|欢迎|同等)"
    r"|按比例(?:安排|安置|就业)|助残|无障碍(?:工作|办公|环境)|残疾人(?:辅助性就业|之家|"
    r"集中就业)|福利企业|残障(?:友好|融合)|持证残疾|残疾人[^,;。]{0,6}一视同仁"
)
_FRIENDLY_NAME = re.compile(r"残友|助残|残疾人|残联|康园工疗|福利企业|融合就业")
_REFUSES = re.compile(r"不(?:适合|接受|招)[^,;。]{0,6}残[疾障]")


def read_employer(name: str, title: str, text: str, official: bool = False) -> Employer:
    """The employer as its name, and where that is silent the notice, shows it.

    official: the opening stands in a civil-service table, so that an organ of any other name is a government body.
    grassroots stays None where nothing tells.
    """
    kind = EmployerKind.GOVERNMENT if official else _kind_of(name)
    grassroots = _grassroots(kind, name, title) or None
    friendly = bool(_FRIENDLY_NAME.search(name) or _FRIENDLY.search(text)) and not _REFUSES.search(text)
    return Employer(
        name=name,
        kind=kind,
        grassroots=grassroots,
        emerging=None if kind is EmployerKind.GOVERNMENT else _field_of(name, title),
        disability_friendly=friendly,
    )


def _kind_of(name: str) -> EmployerKind | None:
    return next((kind for kind, pattern in _KIND if pattern.search(name)), None)


def _grassroots(kind: EmployerKind | None, name: str, title: str) -> bool:
    if kind in _GRASSROOTS_KINDS:
        return True
    if kind is EmployerKind.GOVERNMENT:
        return bool(_TOWNSHIP_BODY.search(name) or _TOWNSHIP_OFFICE.search(title))
    return kind in _MAY_BE_GRASSROOTS and bool(_GRASSROOTS_NAME.search(name))


def _field_of(name: str, title: str) -> EmergingField | None:
    for words in (name, title):
        for field, pattern in _FIELDS:
            if pattern.search(words):
                return field
    return None
