"""What a student wants, from the major, the home and the life around it; no opening is looked at."""

from dataclasses import dataclass
from random import Random

from demo_data.places import DELTA, PREFECTURES, Home
from demo_data.students.sketch import Hard, Person, Study, some, weighted, words

_WISHES, _LIMITS = words("words.toml")["wishes"], words("words.toml")["limits"]
PAY_BY_FIELD = {"computing": 1000, "electrical": 500, "mechatronics": 500, "clinical": 500, "teaching": -500,
                "care": -300, "social_work": -500}  # fmt: skip
NIGHTS = [("refuses_nights", 13.0), ("not_long_term", 16.0), ("accepts", 9.0), ("", 62.0)]


@dataclass(frozen=True)
class Wish:
    """Wishes in the student's own words; empty where nothing was written."""

    jobs: str
    places: str
    refused: str
    elsewhere: str
    pay: str
    limits: str
    contracts: str
    cost_limit: str
    skills: str
    interests: str


def draw_wish(rng: Random, study: Study, person: Person, hard: Hard) -> Wish:
    floor = _pay_floor(rng, study, person)
    places = _places(rng, person.home)
    return Wish(
        _jobs(rng, study),
        _joined(rng, places),
        _refused(rng, places),
        weighted(rng, [("是", 46.0), ("否", 30.0), ("视情况", 12.0), ("可商量", 6.0), ("服从调剂", 6.0)]),
        _pay_text(rng, floor),
        _limits(rng, floor, hard),
        rng.choice(_WISHES["contracts"]),
        _cost_limit(rng, hard),
        _joined(rng, some(rng, study.programme.skills, 1, 3) + some(rng, _WISHES["tongues"], 0, 2)),
        _joined(rng, some(rng, _WISHES["interests"], 1, 3)),
    )


def _jobs(rng: Random, study: Study) -> str:
    chosen = some(rng, study.programme.jobs, 1, 3)
    if rng.random() < 0.12:
        chosen[-1] = rng.choice(_WISHES["elsewhere_jobs"])
    return _joined(rng, chosen)


def _places(rng: Random, home: Home | None) -> list[str]:
    chances = {"广州": 0.46, "深圳": 0.24, "佛山": 0.2, "东莞": 0.09, "珠海": 0.06, "中山": 0.05, "惠州": 0.05}
    places = [name for name, chance in chances.items() if rng.random() < chance]
    if home and rng.random() < 0.66:
        own = rng.choice([home.short, home.short, home.prefecture, f"{home.prefecture}{home.county}", home.inner])
        places = [place for place in places if place != home.short]
        places.insert(0 if rng.random() < 0.6 else len(places), own)
    vague = weighted(rng, [("", 86.0), ("珠三角", 5.0), ("广东省内", 6.0), ("不限", 3.0)])
    return [*places[:3], vague] if vague and rng.random() < 0.5 else [vague] if vague else places[:4]


def _refused(rng: Random, wished: list[str]) -> str:
    if rng.random() < 0.62:
        return ""
    far = [name.removesuffix("市") for name in PREFECTURES]
    pool = [place for place in (*_WISHES["refused"], *some(rng, far, 3, 3)) if not _mentions(wished, place)]
    return _joined(rng, some(rng, pool, 1, 2))


def _mentions(wished: list[str], place: str) -> bool:
    return any(place in wish for wish in wished)


def _pay_floor(rng: Random, study: Study, person: Person) -> int:
    base = 5000 if study.programme.level == "B" else 4200
    base += PAY_BY_FIELD.get(study.programme.field, 0)
    base += 300 if person.home and person.home.prefecture in DELTA else -200
    return int(min(8000, max(3000, round(rng.gauss(base, 900) / 500) * 500)))


def _pay_text(rng: Random, floor: int) -> str:
    return weighted(
        rng,
        [
            (str(floor), 40.0),
            (f"{floor}-{floor + 1500}", 14.0),
            (f"不低于{floor}", 10.0),
            (f"{floor}元/月", 10.0),
            (f"{floor}以上", 9.0),
            (f"{floor / 1000:g}K", 5.0),
            (f"{floor / 1000:g}千以上", 4.0),
            ("面议", 5.0),
            ("看岗位", 3.0),
        ],
    )


def _limits(rng: Random, floor: int, hard: Hard) -> str:
    nights = weighted(rng, NIGHTS)
    parts = [rng.choice(_LIMITS[nights])] if nights else []
    parts += hard.limits
    parts += [rng.choice(_LIMITS["near"])] if rng.random() < 0.12 else []
    parts += [rng.choice([f"每月至少{floor}", f"工资不低于{floor}元"])] if rng.random() < 0.08 else []
    parts += [rng.choice(_LIMITS["other"])] if rng.random() < 0.16 else []
    if not parts:
        return rng.choice(_LIMITS["nothing"]) if rng.random() < 0.12 else ""
    return rng.choice(["，", "；", "，", "、", "。"]).join(parts)


def _cost_limit(rng: Random, hard: Hard) -> str:
    if rng.random() >= (0.75 if hard.hardship else 0.25):
        return ""
    amount = rng.choice([50, 100, 100, 150, 200] if hard.hardship else [200, 300, 500, 500])
    return rng.choice([f"{amount}", f"{amount}元", f"{amount}以内", f"不超过{amount}元"])


def _joined(rng: Random, parts: list[str]) -> str:
    return rng.choice(["、", "、", "，", "/", "；", " "]).join(parts)
