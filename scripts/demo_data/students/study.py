"""Colleges, majors and cohorts: exactly 500 students of each level, a third of them medical."""

from datetime import date
from random import Random

from demo_data.students.sketch import Programme, Study, weighted, words

MEDICAL, ORDINARY, VOCATIONAL = "榕汀医学院", "珠岚学院", "粤禾职业技术学院"
COLLEGE_DIGIT = {MEDICAL: "1", ORDINARY: "3", VOCATIONAL: "6"}
FIVE_YEARS = {"clinical", "tcm", "dental", "public_health"}
YEARS = [(2026, 84.0), (2025, 8.0), (2024, 3.0), (2027, 5.0)]
LAST_DAYS = [((6, 30), 4.0), ((7, 1), 3.0), ((6, 20), 1.5), ((6, 25), 1.0), ((6, 15), 0.5)]


def programmes() -> list[Programme]:
    """One entry for each student to come, majors in the table's order."""
    return [
        Programme(
            area["key"],
            area["medical"],
            tuple(area["department"]),
            tuple(area["jobs"]),
            tuple(area["skills"]),
            area["licences"],
            major["name"],
            major["level"],
            major["code"],
            tuple(major["variants"]),
        )
        for area in words("majors.toml")["field"]
        for major in area["majors"]
        for _ in range(major["weight"])
    ]


def draw_study(rng: Random, programme: Programme, serial: int) -> Study:
    college = _college(rng, programme)
    year = weighted(rng, YEARS)
    month, day = weighted(rng, LAST_DAYS)
    number = f"{year - study_years(programme)}{COLLEGE_DIGIT[college]}{serial:05d}"
    return Study(
        programme,
        college,
        rng.choice(programme.departments),
        _written(rng, programme.variants),
        date(year, month, day),
        f"RT{number}" if college == MEDICAL else number,
    )


def study_years(programme: Programme) -> int:
    """Usual years from entry to graduation: three, four, or five for physicians with a bachelor's degree."""
    if programme.level == "A":
        return 3
    return 5 if programme.field in FIVE_YEARS else 4


def _college(rng: Random, programme: Programme) -> str:
    if programme.medical and (programme.level == "B" or rng.random() < 0.4):
        return MEDICAL
    if programme.level == "B":
        return ORDINARY
    return VOCATIONAL if programme.medical or rng.random() < 0.9 else ORDINARY


def _written(rng: Random, variants: tuple[str, ...]) -> str:
    return variants[0] if rng.random() < 0.72 else rng.choice(variants)
