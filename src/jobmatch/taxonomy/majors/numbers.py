"""The Ministry's numbers of majors (国标代码), which other provinces' tables list."""

from __future__ import annotations

from functools import lru_cache

from jobmatch.taxonomy.datafiles import read_toml
from jobmatch.taxonomy.majors.catalogue import catalogue

_LISTS = {"A": "graduate", "B": "bachelor", "C": "associate"}
PROGRAMME, CLASS = 6, 4  # digits


def letters_of(number: str) -> str:
    """The levels in whose lists a number may stand; none for the lists of vocational bachelors (21 to 39).

    >>> letters_of("101101"), letters_of("1051"), letters_of("5202"), letters_of("3303")
    ('AB', 'A', 'C', '')
    """
    if "01" <= number[:2] <= "14":
        professional = len(number) >= CLASS and number[2:4] >= "51" and number[:2] != "08"
        engineering = number[:2] == "08" and "0854" <= number[:4] <= "0861"
        return "A" if professional or engineering or number[:2] in ("11", "14") else "AB"
    return "C" if "41" <= number[:2] <= "59" else ""


def is_vocational_bachelor(number: str) -> bool:
    """Whether a number stands in the list of vocational bachelors, whose majors are no university's.

    >>> is_vocational_bachelor("3303"), is_vocational_bachelor("1203")
    (True, False)
    """
    return len(number) >= CLASS and "21" <= number[:2] <= "39"


def codes_of_number(number: str, letter: str) -> tuple[str, ...]:
    """The catalogue's codes for a number without its name, empty where the level's list has none.

    Inside a class the catalogue counts as the Ministry does for 本科; at other levels a programme's number gives its
    class.

    >>> codes_of_number("1005", "B"), codes_of_number("5202", "C"), codes_of_number("101101", "B")
    (('B1008',), ('C1004',), ('B100501',))
    """
    if letter not in letters_of(number):
        return ()
    codes = _class(number[:CLASS], letter)
    if len(number) == PROGRAMME and letter == "B" and len(codes) == 1:
        whole = codes[0] + number[CLASS:]
        return (whole,) if whole in catalogue() else ()
    return codes


@lru_cache(maxsize=1)
def _numbers() -> dict[str, dict[str, str]]:
    return read_toml("major_numbers.toml")


def _class(number: str, letter: str) -> tuple[str, ...]:
    listed = _numbers()[_LISTS[letter]]
    if number in listed:
        return tuple(listed[number].split())
    return (letter + number,) if letter + number in catalogue() else ()
