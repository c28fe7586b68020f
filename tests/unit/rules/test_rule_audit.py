"""The audit names what is wrong with a pair, from the student and the posting alone."""

from dataclasses import replace

import pytest
from rules_world import NIGHT, READY, posting, studied

from jobmatch.domain import (
    Circumstances,
    Gender,
    GenderAsked,
    Level,
    LevelsAsked,
    Licence,
    LicenceAsked,
    LicenceState,
    MajorsAsked,
    NightLimit,
    Pay,
    Shifts,
    Stage,
    Terms,
    Wishes,
)
from jobmatch.rules import violations

IN_FOSHAN = posting(terms=Terms(places=("440600",)))


@pytest.mark.parametrize(
    ("student", "opening", "broken"),
    [
        (studied(Level.SECONDARY), posting(LevelsAsked(frozenset({Level.BACHELOR}))), "level of education"),
        (
            studied(Level.BACHELOR, "B100501"),
            posting(MajorsAsked(((Level.BACHELOR, ("B1003",)),))),
            "major is not listed",
        ),
        (
            replace(READY, licences=(Licence("cet4", LicenceState.HELD),)),
            posting(LicenceAsked(frozenset({"nurse_practising"}))),
            "licence that is asked is not held",
        ),
        (
            replace(READY, circumstances=Circumstances(gender=Gender.MALE)),
            posting(GenderAsked(Gender.FEMALE)),
            "other gender",
        ),
        (replace(READY, wishes=Wishes(places=frozenset({"440100"}))), IN_FOSHAN, "outside the wishes"),
        (
            replace(READY, wishes=Wishes(refused_places=frozenset({"440600"}))),
            IN_FOSHAN,
            "place of work is refused",
        ),
        (
            replace(READY, wishes=Wishes(pay_floor_monthly_cny=4000)),
            posting(terms=Terms(pay=Pay(3000, 3500))),
            "below the student's floor",
        ),
        (
            replace(READY, wishes=Wishes(nights=NightLimit.NOT_LONG_TERM)),
            posting(terms=Terms(shifts=Shifts.REGULAR_NIGHTS)),
            "refuses such nights",
        ),
        (replace(READY, consent_push=None), posting(), "not agreed to pushes"),
        (replace(READY, stage=Stage.STUDYING_ON), posting(), "stage allows no such push"),
        (
            studied(Level.BACHELOR, "B120203"),
            posting(MajorsAsked(((Level.BACHELOR, ("B1005",)),), related=True)),
            "major is not listed",
        ),
        (
            studied(Level.ASSOCIATE, "C12"),
            posting(MajorsAsked(((Level.ASSOCIATE, ("C1004",)),))),
            "major is not listed",
        ),
    ],
)
def test_a_broken_rule_is_named_with_the_pair(student, opening, broken):
    (line,) = violations([student], [opening], [("S1", "x:1")], NIGHT)
    assert line.startswith("S1 x:1: ")
    assert broken in line


def test_a_sound_pair_leaves_no_line():
    assert violations([READY], [IN_FOSHAN], [("S1", "x:1")], NIGHT) == []
