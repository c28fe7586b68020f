"""The spreadsheet as the three registrars keep it: columns, spellings, gaps and slips of the hand."""

from collections.abc import Mapping
from datetime import date
from random import Random

from demo_data.students.people import draw_name
from demo_data.students.sketch import Hard, Person, Study, some, weighted, words
from demo_data.students.wishes import Wish

_GAPS = words("words.toml")["gaps"]
_LICENCES = words("licences.toml")
_REMARKS = words("words.toml")["remarks"]["texts"]
COLUMNS = (
    "学号", "姓名", "学校", "院系", "专业", "国标专业代码", "学历层次", "学位", "学习形式", "毕业时间",
    "手机号码", "邮箱",
    "期望岗位", "意向城市", "不去的地方", "是否接受调剂到其他地区", "期望月薪", "用工形式意向", "单次求职花费上限",
    "夜班情况/工作限制", "证书", "技能特长", "实习和工作经历", "兴趣", "困难类别", "残疾类别等级", "工作方面需要的便利",
    "性别", "出生日期", "政治面貌", "民族", "户籍地", "生源地", "是否服务基层项目/退役", "定向培养", "同意推送",
    "辅导员", "当前状态", "备注",
)  # fmt: skip
LEVELS = {
    "B": [("本科", 80.0), ("大学本科", 12.0), ("普通本科", 8.0)],
    "A": [("大专", 46.0), ("专科", 40.0), ("高职", 8.0), ("专科（高职）", 6.0)],
}
STATES = {
    "final": [("毕业班", 52.0), ("求职中", 42.0), ("已就业", 3.0), ("拟升学", 3.0)],
    "before": [("离校未就业", 88.0), ("已就业", 12.0)],
    "enrolled": [("在读", 100.0)],
}
SERVED = [("否", 60.0), ("无", 34.0), ("退役大学生士兵", 3.0), ("是，退役", 1.0), ("西部计划服务期满", 0.5)]
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

Row = dict[str, str]


def row(rng: Random, study: Study, person: Person, hard: Hard, wish: Wish) -> Row:
    """One line of the export, complete and tidy."""
    cells = (
        study.number, person.name, study.college, study.department, study.major, study.programme.code,
        weighted(rng, LEVELS[study.programme.level]), "学士" if study.programme.level == "B" else "无",
        weighted(rng, [("全日制", 78.0), ("普通全日制", 20.0), ("函授", 2.0)]), written_date(rng, study.graduates_on),
        f"000{rng.randrange(10**8):08d}", f"{study.number.lower()}@example.com",
        wish.jobs, wish.places, wish.refused, wish.elsewhere, wish.pay, wish.contracts, wish.cost_limit,
        wish.limits, _licences(rng, study), wish.skills, _experience(rng, study), wish.interests,
        "、".join(hard.hardship), hard.disability, hard.needs,
        person.gender, written_date(rng, person.born_on, day_known=True), person.political, person.ethnicity,
        person.household, person.origin, weighted(rng, SERVED), _bond(person, study),
        weighted(rng, [("是", 82.0), ("否", 4.0), ("", 14.0)]), _counselor(study),
        weighted(rng, STATES[study.cohort]), rng.choice(_REMARKS) if rng.random() < 0.14 else "",
    )  # fmt: skip
    return dict(zip(COLUMNS, cells, strict=True))


def with_gaps_and_slips(rng: Random, tidy: Mapping[str, str]) -> Row:
    """The same line after years of copying by hand."""
    return {column: _slipped(rng, column, _kept(rng, column, text)) for column, text in tidy.items()}


def written_date(rng: Random, day: date, *, day_known: bool = False) -> str:
    """A date in one of the spellings that exports mix; graduation often names the month only."""
    spelt = [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
    ]
    months = (
        [] if day_known else [f"{day.year}.{day.month}", f"{day.year}年{day.month}月", f"{day.year}.{day.month:02d}"]
    )
    return rng.choice(spelt + months)


def _kept(rng: Random, column: str, text: str) -> str:
    return "" if rng.random() * 100 < _GAPS.get(column, 0) else text


def _slipped(rng: Random, column: str, text: str) -> str:
    draw = rng.random()
    if not text or column in {"学号", "学历层次"}:
        return text
    if draw < 0.015 and column in {"期望月薪", "毕业时间", "手机号码", "出生日期"}:
        return text.translate(FULL_WIDTH)
    if draw < 0.03:
        return rng.choice([f"{text} ", f" {text}", f"{text}\u3000", f"{text}\n"])
    return f"{text[0]} {text[1]}" if column == "姓名" and len(text) == 2 and draw < 0.3 else text


def _licences(rng: Random, study: Study) -> str:
    pool = _LICENCES[study.programme.licences]
    main = weighted(rng, pool["main"][study.cohort])
    late = study.cohort != "enrolled"
    extra = [name for name, chance in pool["extra"] if rng.random() < (chance if late else chance / 2)]
    if "普通话二甲" in extra:  # the better result replaces the other
        extra = [name for name in extra if name != "普通话二乙"]
    return rng.choice(["；", "；", "、", "，", ";"]).join([main, *extra] if main else extra)


def _experience(rng: Random, study: Study) -> str:
    months = rng.choice([3, 4, 6, 8, 10])
    if study.programme.medical and study.cohort != "enrolled" and rng.random() < 0.7:
        return rng.choice(
            [f"医院临床实习{months}个月", f"在县医院实习{months}个月", f"实习{months}个月（社区卫生服务中心）"]
        )
    if study.cohort == "before" and rng.random() < 0.5:
        return f"工作过{months}个月，已离职"
    return rng.choice(["", "", "", "无", "暑假工", f"{rng.choice(study.programme.jobs)}岗位实习{months}个月"])


def _bond(person: Person, study: Study) -> str:
    if "订单定向" in study.major and person.home:
        return f"订单定向：{person.home.inner}乡镇卫生院"
    return ""


def _counselor(study: Study) -> str:
    """The same invented name for everybody of one college and department."""
    rng = Random(f"counselor/{study.college}/{study.department}/{study.graduates_on.year > 2026}")
    return some(rng, [draw_name(rng, gender) for gender in "男女女"], 1, 1)[0]
