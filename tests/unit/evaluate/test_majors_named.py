"""Majors: words in the labels, codes in the reading, and a table by hand between them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jobmatch.domain import BadInput, Demand, Employer, Level, MajorsAsked, Span, Terms
from jobmatch.evaluate.field import Tally, compare
from jobmatch.evaluate.major_terms import MajorTerms, read_terms
from jobmatch.requirements import Reading

TERMS = MajorTerms({"计算机": ("A0812", "B0809"), "数学": ("A0701", "B0701"), "软件工程": ("B080902",)})
MAJORS, _ = TERMS.fields()


def tally(stated: Any, codes: tuple[str, ...] | None, names: tuple[str, ...] = ()) -> Tally | None:
    asked = MajorsAsked(((Level.BACHELOR, codes),), names)
    demand = Demand(asked, Span("text", 0, 0, ""))
    return compare(MAJORS, {"majors": stated}, Reading((demand,), Terms(), Employer("")))


@pytest.mark.parametrize(
    ("stated", "codes", "names", "expected"),
    [
        (["计算机"], ("B0809",), (), Tally(1, 1, 1, 1)),
        (["计算机", "数学"], ("B0809", "B0701"), (), Tally(2, 2, 2, 2)),
        (["计算机", "数学"], ("B0809", "B0711"), (), Tally(right=1, found=2, covered=1, gold=2)),
        (["软件工程"], ("B0809",), (), Tally(right=0, found=1, covered=1, gold=1)),  # the class admits, but too many
        (["软件工程"], ("B08",), (), Tally(right=0, found=1, covered=0, gold=1)),
        (["计算机专业"], (), ("计算机",), Tally(1, 1, 1, 1)),
        (["中医学类(B1008)"], ("B100801",), (), Tally(1, 1, 1, 1)),
        (["06法律类"], ("B0301",), (), Tally(1, 1, 1, 1)),
        ({"研究生": ["不限"], "本科": ["不限"]}, None, (), Tally(right=0, found=1, covered=0, gold=0)),
        ({"研究生": ["不限"], "本科": ["计算机"]}, ("B0809",), (), Tally(right=1, found=1, covered=1, gold=2)),
    ],
)
def test_terms_are_covered_by_codes_and_codes_right_by_terms(
    stated: Any, codes: tuple[str, ...] | None, names: tuple[str, ...], expected: Tally
) -> None:
    assert tally(stated, codes, names) == expected


def test_a_term_that_the_table_lacks_is_refused() -> None:
    with pytest.raises(BadInput, match="one has none"):
        tally(["炼丹"], ("B0809",))


def test_a_code_that_the_catalogue_lacks_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "major_terms.toml"
    file.write_text('[terms]\n"计算机" = ["B9999"]\n', "utf-8")
    with pytest.raises(BadInput, match="计算机 B9999"):
        read_terms(file)
