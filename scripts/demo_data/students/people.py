"""Invented people: names composed of common characters, homes by the sizes of Guangdong's prefectures."""

from datetime import date, timedelta
from random import Random

from demo_data.places import COUNTIES, WEIGHTS, Home
from demo_data.students.sketch import Person, Study, weighted, words
from demo_data.students.study import study_years

_PEOPLE = words("words.toml")["people"]
DOUBLE_SURNAMES = ("欧阳", "司徒")
MOSTLY_WOMEN = {"nursing", "teaching", "letters", "accounting", "social_work", "care"}
MOSTLY_MEN = {"mechatronics", "cnc", "auto", "electrical", "civil"}
OUTSIDE = ("广西壮族自治区贵港市桂平市", "湖南省郴州市宜章县", "江西省赣州市于都县", "贵州省毕节市纳雍县",
           "河南省信阳市固始县", "四川省达州市宣汉县", "广西壮族自治区梧州市藤县")  # fmt: skip
POLITICAL = [("共青团员", 66.0), ("群众", 22.0), ("中共党员", 5.0), ("中共预备党员", 6.0), ("团员", 1.0)]
MINORITIES = ("瑶族", "壮族", "畲族", "苗族", "土家族", "回族")


def draw_person(rng: Random, study: Study) -> Person:
    gender = _gender(rng, study.programme.field)
    home = None if rng.random() < 0.06 else _home(rng)
    origin = _place_text(rng, home) if home else rng.choice(OUTSIDE)
    household = origin if rng.random() < 0.85 else weighted(rng, [("同生源地", 2.0), ("学校集体户", 1.0)])
    return Person(
        draw_name(rng, gender),
        gender,
        _born_on(rng, study),
        home,
        household,
        origin,
        _ethnicity(rng, home),
        weighted(rng, POLITICAL),
    )


def draw_name(rng: Random, gender: str) -> str:
    """A common surname with one or two given-name characters; any likeness is chance."""
    surname = rng.choice(DOUBLE_SURNAMES) if rng.random() < 0.01 else rng.choice(_PEOPLE["surnames"])
    pool = _PEOPLE["female" if gender == "女" else "male"]
    last = rng.choice(pool)
    return surname + last if rng.random() < 0.22 else surname + rng.choice(pool + _PEOPLE["either"]) + last


def _gender(rng: Random, field: str) -> str:
    women = 0.86 if field in MOSTLY_WOMEN else 0.12 if field in MOSTLY_MEN else 0.52
    return "女" if rng.random() < women else "男"


def _home(rng: Random) -> Home:
    prefecture = weighted(rng, list(WEIGHTS.items()))
    return Home(prefecture, rng.choice(COUNTIES[prefecture] or ("",)))


def _place_text(rng: Random, home: Home) -> str:
    return rng.choice(
        [
            f"广东省{home.prefecture}{home.county}",
            f"{home.prefecture}{home.county}",
            f"广东{home.short}{home.county}" if home.county else f"广东{home.short}",
            home.inner,
        ]
    )


def _born_on(rng: Random, study: Study) -> date:
    age = 18 + study_years(study.programme)
    oldest = date(study.graduates_on.year - age - 2, 9, 1)
    return oldest + timedelta(days=rng.randrange(3 * 365))


def _ethnicity(rng: Random, home: Home | None) -> str:
    local = home is not None and "自治县" in home.county
    if rng.random() < (0.5 if local else 0.035):
        return "瑶族" if local else rng.choice(MINORITIES)
    return weighted(rng, [("汉族", 9.0), ("汉", 1.0)])
