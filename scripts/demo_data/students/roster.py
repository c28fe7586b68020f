"""The rosters: a thousand invented students in a college's messy export, and a dozen rows that must be refused."""

from random import Random

from demo_data.students.circumstances import draw_circumstances
from demo_data.students.people import draw_person
from demo_data.students.registrar import COLUMNS, Row, row, with_gaps_and_slips
from demo_data.students.sketch import Programme
from demo_data.students.study import draw_study, programmes
from demo_data.students.wishes import draw_wish

SEED = "students/2026"
BLANK_LEVELS = 5  # of each level; nobody has said for ten students


def roster() -> list[Row]:
    """All students in the order of the export; the same on every run."""
    order = programmes()
    Random(SEED).shuffle(order)
    rows = [_student(serial, programme) for serial, programme in enumerate(order, start=1)]
    for level in "BA":
        unsaid = [line for line, programme in zip(rows, order, strict=True) if programme.level == level]
        for line in Random(f"{SEED}/{level}").sample(unsaid, BLANK_LEVELS):
            line["学历层次"] = ""
            line["学位"] = ""
    return _with_quirks(rows)


def _student(serial: int, programme: Programme) -> Row:
    rng = Random(f"{SEED}/{serial}")
    study = draw_study(rng, programme, serial)
    person = draw_person(rng, study)
    hard = draw_circumstances(rng, person)
    wish = draw_wish(rng, study, person, hard)
    return with_gaps_and_slips(rng, row(rng, study, person, hard, wish))


QUIRKS: dict[int, Row] = {  # odd, yet nothing to refuse a student for
    17: {"意向城市": "广洲、佛山"},
    58: {"不去的地方": "广州", "意向城市": "广州、深圳"},
    101: {"手机号码": "0001234"},
    233: {"期望月薪": "10000以上，越高越好"},
    340: {"专业": "护里", "院系": "护理学院"},
    415: {"毕业时间": "2026-6"},
    522: {"证书": "各种证都有，详见附件"},
    604: {"期望岗位": "没想好"},
    777: {"困难类别": "家里比较困难", "备注": "未交证明"},
    888: {"意向城市": "哪里都行，除了太冷的地方"},
}


def _with_quirks(rows: list[Row]) -> list[Row]:
    return [line | QUIRKS.get(serial, {}) for serial, line in enumerate(rows, start=1)]


ERRORS: list[Row] = [  # 备注 says what is wrong with the row
    {"备注": "本行无误"},
    {"学号": "", "备注": "缺学号"},
    {"毕业时间": "2026年13月45日", "备注": "毕业时间不存在"},
    {"毕业时间": "明年夏天", "备注": "毕业时间不是日期"},
    {"学历层次": "火箭班", "备注": "学历层次不认识"},
    {"学号": "2023690001", "备注": "学号与下一行重复"},
    {"学号": "2023690001", "备注": "学号与上一行重复"},
    {"出生日期": "2031-03-02", "备注": "出生日期在将来"},
    {"出生日期": "二月三十", "备注": "出生日期不是日期"},
    {"姓名": "", "备注": "缺姓名"},
    {"残疾类别等级": "肢体九级", "备注": "残疾等级只有一至四级"},
    {"同意推送": "也许吧", "备注": "同意推送只能是是或否"},
    {"性别": "X9", "备注": "性别不认识"},
    {"兴趣": "", "邮箱": "", "困难类别": "", "备注": "本行无误，只是有空格子"},
]


def faulty_roster() -> list[Row]:
    """Rows for tests of refusal: each differs from a good row in the one field that its remark names."""
    good = dict(zip(COLUMNS, GOOD, strict=True))
    return [good | {"学号": f"20236900{n:02d}", "姓名": name} | fault
            for n, (name, fault) in enumerate(zip(NAMES, ERRORS, strict=True), start=10)]  # fmt: skip


NAMES = (
    "钟沁岚", "古文桓", "丘芷荷", "卢骏", "温晓榆", "赖永钊", "房思苒", "江恒", "巫雨霏", "庄泽楷", "詹佳桐",
    "严海澄", "佘梓妍", "冼立韬",
)  # fmt: skip
GOOD = (
    "", "", "粤禾职业技术学院", "护理系", "护理", "520201", "大专", "无", "全日制", "2026-06-30", "00000000001",
    "test@example.com", "护士", "清远、佛山", "", "是", "4000", "均可", "200", "不接受长期夜班",
    "拟参加2026年4月护士资格考试", "静脉穿刺", "医院临床实习8个月", "阅读", "", "", "", "女", "2004-05-06",
    "共青团员", "汉族", "广东省清远市英德市", "清远市英德市", "否", "", "是", "冼思澄", "毕业班", "",
)  # fmt: skip
