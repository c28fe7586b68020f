"""Draw invented openings: who, where, what is asked and offered."""

from datetime import date, timedelta
from random import Random

from demo_data.notices.facts import Kind, Opening, Timing, table
from demo_data.places import COUNTIES, PREFECTURES

PINNED_NIGHT = date(2026, 1, 20)
FIRST_PUBLISHED = date(2025, 11, 24)
EXPIRED_SHARE, OPEN_ENDED_SHARE, SILENT_DEADLINE_SHARE = 0.07, 0.16, 0.08
RURAL = {"township", "village", "programme", "farm"}
WITHOUT_TOWNS = {"越秀区", "海珠区", "荔湾区", "天河区", "赤坎区", "霞山区", "浈江区", "端州区", "蓬江区", "梅江区"}
PUBLIC = {"township", "community", "village", "programme", "street", "public_culture", "school"}
RICH = {"广州市", "深圳市", "佛山市", "东莞市", "珠海市", "中山市"}
DELTA_PAY = 1.2
LOWEST_PAY = {"广州市": 2600, "深圳市": 2600, "佛山市": 2300, "东莞市": 2300, "珠海市": 2300, "中山市": 2300}
_NAMES = table("names.toml")


def draw_opening(rng: Random, kind: Kind, prefecture: str) -> Opening:
    county = _county(rng, kind.employer, prefecture)
    town, employer = _employer(rng, kind.employer, prefecture, county)
    level = rng.choice(kind.levels)
    fresh = _fresh(rng, kind)
    mode = rng.choice(kind.modes)
    return Opening(
        kind=kind.key,
        family=kind.employer,
        title=rng.choice(kind.titles),
        employer=employer,
        prefecture=prefecture,
        county=county,
        town=town,
        duties=tuple(rng.sample(kind.duties, min(len(kind.duties), rng.randint(1, 4)))),
        level=level,
        majors=() if level in {"none", "junior_high"} else rng.choice(kind.majors),
        licence=kind.licence if mode != "none" else "",
        licence_mode=mode,
        age=rng.choice(kind.ages) if rng.random() < 0.75 else 0,
        experience=_experience(rng, mode, fresh),
        fresh=fresh,
        shifts=rng.choice(kind.shifts).replace("silent", ""),
        pay_monthly_cny=_pay(rng, kind, prefecture),
        heads=rng.randint(*kind.heads) if rng.random() < 0.9 else 0,
        extras=tuple(rng.sample(kind.extras, rng.randint(0, min(2, len(kind.extras))))),
        contract=rng.choice(kind.contracts),
        housing=rng.choices(["yes", "no", ""], [42, 8, 50])[0],
        insurance=rng.random() < 0.6,
        provisions=tuple(rng.sample(kind.provisions, min(len(kind.provisions), rng.randint(1, 4)))),
        reserved=_reserved(rng, kind),
        programmes=tuple(filter(None, [rng.choice(kind.programmes)])),
        hard=rng.choice(kind.hard),
        gender=rng.choice(kind.genders),
        household=_household(rng, kind.employer, county),
        service_years=rng.choice([3, 5]) if kind.employer in {"township", "village"} and rng.random() < 0.25 else 0,
        timing=_timing(rng),
    )


def spread(rng: Random, families: list[str]) -> list[str]:
    """A prefecture for each employer family, all of them in turn; country places never fall to Shenzhen."""
    turns: list[str] = []
    chosen = []
    for family in families:
        fitting = [name for name in turns if not (family in RURAL and name == "深圳市")]
        if not fitting:
            turns += rng.sample(PREFECTURES, len(PREFECTURES))
            fitting = [name for name in turns if name != "深圳市"]
        chosen.append(fitting[0])
        turns.remove(fitting[0])
    return chosen


def _county(rng: Random, family: str, prefecture: str) -> str:
    counties = [name for name in COUNTIES[prefecture] if not (family in RURAL and name in WITHOUT_TOWNS)]
    return rng.choice(counties) if counties else ""


def _employer(rng: Random, family: str, prefecture: str, county: str) -> tuple[str, str]:
    """The place below the county, and the employer's full name."""
    pattern = rng.choice(_NAMES["employers"][family])
    urban = prefecture == "深圳市" or county in WITHOUT_TOWNS
    parts = {
        "p": prefecture.removesuffix("市"),
        "c": "汕尾市城区" if county == "城区" else county or prefecture,
        "t": rng.choice(_NAMES["streets" if urban else "townships"]),
        "s": rng.choice(_NAMES["streets"]),
        "v": rng.choice(_NAMES["villages"]),
        "b": rng.choice(_NAMES["brands"]),
    }
    used = [parts[key] for key in "tsv" if f"{{{key}}}" in pattern]
    named = pattern.format(**parts).replace(prefecture * 2, prefecture)
    return "".join(used) or rng.choice([parts["t"], parts["s"], ""]), named


def _pay(rng: Random, kind: Kind, prefecture: str) -> tuple[int, int] | None:
    """Low and high end; None where the notice names no figure."""
    if rng.random() < 0.14:
        return None
    bottom, top = (end * (DELTA_PAY if prefecture in RICH else 1) for end in kind.pay)
    low = max(_hundreds(rng.uniform(bottom, bottom + (top - bottom) * 0.5)), LOWEST_PAY.get(prefecture, 2100))
    return low, max(low, _hundreds(rng.uniform(low * 1.05, max(low * 1.1, min(top, low * 1.6)))))


def _hundreds(amount: float) -> int:
    return round(amount / 100) * 100


def _experience(rng: Random, mode: str, fresh: str) -> str:
    if fresh:
        return rng.choice(["none", "", ""])
    asked = {"none": 30, "one_year": 7 if mode == "held" else 3, "three_years": 2, "preferred": 17, "": 44}
    return rng.choices(list(asked), list(asked.values()))[0]


def _fresh(rng: Random, kind: Kind) -> str:
    if kind.fresh:
        return rng.choice(kind.fresh)
    return rng.choices(["this_year", "fresh", "range", "welcome", ""], [3, 3, 2, 16, 76])[0]


def _reserved(rng: Random, kind: Kind) -> str:
    if not kind.provisions or kind.employer == "internet":
        return "welcome" if rng.random() < 0.03 else ""
    return rng.choice(kind.reserved) or "welcome"


def _household(rng: Random, family: str, county: str) -> str:
    if family not in PUBLIC or not county:
        return ""
    return rng.choices(["preferred", "required", ""], [10, 4, 86])[0]


def _timing(rng: Random) -> Timing:
    deadline, open_ended = _deadline(rng)
    last = min(PINNED_NIGHT, deadline or PINNED_NIGHT) - timedelta(days=1)
    first = max(FIRST_PUBLISHED, last - timedelta(days=45))
    return Timing(first + timedelta(days=rng.randrange((last - first).days + 1)), deadline, open_ended)


def _deadline(rng: Random) -> tuple[date | None, bool]:
    draw = rng.random()
    if draw < EXPIRED_SHARE:
        return PINNED_NIGHT - timedelta(days=rng.randint(1, 25)), False
    if draw < EXPIRED_SHARE + OPEN_ENDED_SHARE:
        return None, True
    if draw < EXPIRED_SHARE + OPEN_ENDED_SHARE + SILENT_DEADLINE_SHARE:
        return None, False
    return PINNED_NIGHT + timedelta(days=rng.randint(4, 50)), False
