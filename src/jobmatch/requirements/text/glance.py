"""A glance at a clause of an ad: whether any word in it could belong to a demand. Most clauses of ads list skills."""

from __future__ import annotations

from jobmatch.requirements.text.patterns import any_of

_SURELY = frozenset("年岁届证照籍残疾伍军婚龄级师士男女驾夜班限奖0123456789")  # single characters of the list below
_MAY_DEMAND = any_of(
    r"[年岁届证照籍\d残疾伍军婚龄级证]",
    r"个月|半年|经[验历]|资历|资深|工龄|从业|从事|[干做]过|小白",
    r"学[历位籍]|本[科硕]|硕博|大学|[大专学]科|大专|高[职专]|[博硕学]士|研究生|[高初]中|[中职]专|中[职技]|职[高中]|技[校工]|文化程度|毕业|以上|起点",
    r"资格|执业|职称|资质|持有|考[取过证]|通过|考试|考核|等级|[上持]岗|许可|注册|培训|作业|操作[员工]?$|内审|导游|领队|员$",
    r"[师士]|医生|教授|会开|[法护司软]考|[教护]资|规培|住培|[一二][建造]|注[会税安]|专[四八48]|普通话|乙等|社工|社会工作",
    r"(?i:cpa|acca|cfa|cma|cia\b|frm|afp|cfp|gcp|icd|pcr|hiv|aed|pretco|bec|topik|catti|ncre|pets|npdp|pdb|itil|cisa|cissp?|rhce|oc[pm]\b)",
    r"(?i:cc[ni][ape]|hc[in][ape]|aopa|caac|ndt|iatf|iso|picc|icu|mri|dsa)|西格玛|特种|特殊工种|叉车|助产|急救|救护|接种|母婴保健|辐射",
    r"普通话|[英日韩德法俄泰外]语|语种|[粤方]言|粤语|白话|客家|闽南|潮汕|当地话|本地话|托福|雅思",
    r"驾|开车|车[辆型]|有车|私家车",
    r"[男女]|性别|民族|党[员派]|团员|政治|政审|群众|户口|生源|本地|当地|本[市省县地]|常住|居住|定居|家[住在]|住址|绿卡|签证|护照",
    r"身[高体材]|体[重检力能质]|视力|色[盲弱]|听力|纹身|乙肝|传染|疾病|左利手|形象|健康|孕|育",
    r"基层|三支|西部计划|特岗|村官|港澳|困难|低保|零就业|脱贫|建档|安置|退[役伍]|警",
    r"应届|校[招园]|在[校读]|实习|[春秋]招",
    r"出差|外[派勤呼出]|驻|电话|话务|电销|热线|呼[叫入出]|接听|来电|客服",
    r"搬|装卸|负重|移位|翻身|站|爬|登|高[空处]|体力|抬|拉货|扛",
    r"夜|班|值守|备勤",
    r"限|仅|只[招收要]|谢绝|勿|绕道|不考虑|不接受|不招|不[能得]|必须",
    r"自备|自带|自己的|电脑|设备",
    r"犯罪|征信|失信|不良|竞业|担保|押金|保证金|缴|[交收]费|自费",
    r"发表|论文|专利|奖|211|985|双一流|一本|二本|一类|重点|名校|QS|海归|海外|留学|统招|全日制",
    r"专业|相关|背景|[文理工]科|科班|放宽|不限|无需|无须|不要求|适合",
    r"(?i:year|degree|bachelor|master|ph\.?d|cet|ielts|toefl|toeic|jlpt|tem|pmp|cpa|male|diploma|licen|certif|travel|phone|experience)|N[1-5]",
)


def may_demand(text: str) -> bool:
    """Whether a folded clause holds a word that some reader of demands looks for; errs on the side of yes.

    >>> may_demand("熟悉Redis、Kafka等中间件"), may_demand("持有护士执业证")
    (False, True)
    """
    return not _SURELY.isdisjoint(text) or bool(_MAY_DEMAND.search(text))
