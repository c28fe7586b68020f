"""Worlds: hidden people who answer by their own lights, the same for everybody who asks with the same seed."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random
from time import process_time

import numpy as np
import pytest
from tests.unit.bench.small_worlds import FIRST, lived, outbox, posting_rows, roster_rows, settled

from jobmatch.bench.worlds import Name, Truth, World
from jobmatch.domain import DismissalReason, FeedbackKind, SilenceCause, Source

EVERY_WORLD = pytest.mark.parametrize("name", list(Name))


def share_opened(rows, chosen):
    """Opened among delivered, over the push keys that are chosen."""
    kinds = {kind: {row["push"] for row in rows if row["kind"] == kind} for kind in ("opened", "delivered")}
    return sum(map(chosen, kinds["opened"])) / sum(map(chosen, kinds["delivered"]))


@EVERY_WORLD
def test_the_same_seed_lives_the_same_days_and_another_seed_others(name):
    assert lived(settled(name), 4) == lived(settled(name), 4)
    assert lived(settled(name), 4) != lived(settled(name, seed=2), 4)


@EVERY_WORLD
def test_the_order_of_the_outbox_changes_nobodys_answers(name):
    rows, shuffled = outbox(FIRST), outbox(FIRST)
    Random("order").shuffle(shuffled)
    as_sent, as_shuffled = settled(name).night(FIRST, rows), settled(name).night(FIRST, shuffled)
    assert sorted(map(str, as_sent)) == sorted(map(str, as_shuffled))


@EVERY_WORLD
def test_feedback_speaks_the_words_of_the_domain_and_never_comes_before_its_push(name):
    for row in lived(settled(name), 20):
        assert FeedbackKind(row["kind"])
        assert Source(row["source"])
        assert DismissalReason(row["reason"]) if row["kind"] == "not_for_me" else "reason" not in row
        assert datetime.fromisoformat(row["at"]).date() >= datetime.fromisoformat(row["push"].split("|")[2]).date()


@EVERY_WORLD
def test_whoever_reads_nothing_answers_nothing(name):
    world = settled(name)
    rows = lived(world, 10)
    truth = Truth(world)
    deaf = {student for student, reads in zip(world.roster.ids, truth.reads, strict=True) if not reads}
    assert 0.03 < len(deaf) / 150 < 0.2
    assert {row["kind"] for row in rows if row["push"][:7] in deaf} == {"delivered"}


@EVERY_WORLD
def test_nobody_is_hired_twice_and_no_opening_hires_more_than_it_has_places(name):
    rows = lived(settled(name, headcount=1), 60)
    hired = {row["push"] for row in rows if row["kind"] == "hired"}
    assert len(hired) > 5
    assert max(Counter(key.split("|")[0] for key in hired).values()) == 1
    assert max(Counter(key.split("|")[1] for key in hired).values()) == 1


@EVERY_WORLD
def test_a_night_of_150_students_takes_milliseconds(name):
    world = settled(name)
    began = process_time()
    lived(world, 20)
    assert (process_time() - began) / 20 < 0.1  # far above what it takes, so that a busy machine breaks nothing


def test_by_position_what_stands_lower_is_looked_at_less():
    rows = lived(settled(Name.POSITION), 20, together=3)
    place = {push["key"]: push["position"] for n in range(20) for push in outbox(FIRST + timedelta(days=n), together=3)}
    shares = [share_opened(rows, lambda key, at=at: place[key] == at) for at in (1, 2, 3)]
    assert shares[0] > 1.3 * shares[1] > 1.3 * shares[2]


def test_under_load_more_pushes_a_week_are_looked_at_less_each():
    few = share_opened(lived(settled(Name.LOAD), 21, together=1), lambda key: True)
    many = share_opened(lived(settled(Name.LOAD), 21, together=4), lambda key: True)
    assert many < few / 2


def test_by_habit_some_look_on_weekends_only():
    opened = [row for row in lived(settled(Name.HABIT), 35) if row["kind"] == "opened"]
    days = {}
    for row in opened:
        in_china = datetime.fromisoformat(row["at"]) + timedelta(hours=8)
        days.setdefault(row["push"][:7], set()).add(in_china.weekday() >= 5)
    only_weekends = sum(seen == {True} for seen in days.values())
    assert 0.15 < only_weekends / len(days) < 0.4


def test_the_adversarial_world_ticks_floods_repeats_and_reorders():
    rows = lived(settled(Name.ADVERSARIAL), 30)
    answers = {}
    for row in rows:
        answers.setdefault(row["push"][:7], Counter())[row["kind"]] += 1
    assert sum(kinds["applied"] >= 0.8 * kinds["opened"] > 10 for kinds in answers.values()) >= 10
    assert sum(kinds["comment"] > 50 for kinds in answers.values()) >= 3
    assert max(Counter(row["event_id"] for row in rows).values()) > 1
    times = [row["at"] for row in rows]
    assert times != sorted(times)


def test_no_sum_of_field_and_distance_tells_the_taste_of_the_inexpressible_world():
    explained = {name: explained_by_parts(settled(name)) for name in (Name.POSITION, Name.INEXPRESSIBLE)}
    assert explained[Name.POSITION] > 0.8 > 0.5 > explained[Name.INEXPRESSIBLE]


def explained_by_parts(world):
    """R² of utility, in one fortnight, on the pair's own liking of the field and on its distance penalty."""
    student, offer = (grid.ravel() for grid in np.indices((150, 400)))
    wanting = world.wanting
    worth = wanting.worth(world.pairs(student, offer, 3), 3)
    heart = wanting.people.hearts[0]
    column = np.array([wanting.people.columns[name] for name in wanting.offers.fields])
    parts = [heart.liking[student, column[offer]], *worth.wrong[:, 1:].T, np.ones(len(student))]
    kind = getattr(wanting.taste, "kind", np.zeros(150, int))
    some = kind[student] == 0  # among these the liking turns with the distance
    design, utility = np.column_stack(parts)[some], worth.utility[some]
    left = utility - design @ np.linalg.lstsq(design, utility, rcond=None)[0]
    return 1 - left.var() / utility.var()


def test_a_change_of_heart_changes_what_openings_are_worth():
    truth = Truth(settled(Name.POSITION))
    changing = np.flatnonzero(truth.changes_on < 60)
    assert 0.2 < len(changing) / 150 < 0.5
    alike = [likeness(truth, student, int(truth.changes_on[student])) for student in changing]
    assert np.median(alike) < 0.8
    assert likeness(truth, int(np.argmax(truth.changes_on)), 30) == pytest.approx(1)


def likeness(truth, student, night):
    """Correlation of what openings are worth to somebody the night before, and on that night."""
    one, offers, on = np.repeat(student, 400), np.arange(400), FIRST + timedelta(days=night)
    before, after = (truth.utility(one, offers, on - timedelta(days=days)) for days in (1, 0))
    return np.corrcoef(before, after)[0, 1]


def test_the_true_cause_of_a_silence_names_the_one_who_reads_nothing():
    world = settled(Name.POSITION)
    lived(world, 10)
    truth = Truth(world)
    night = FIRST + timedelta(days=9)
    causes = np.array([truth.true_cause(student, night) for student in world.roster.ids])
    assert set(causes[~truth.reads]) == {"unseen"}
    assert set(causes) <= {*SilenceCause, "none"}
    assert len(set(causes)) >= 5


def test_a_counselor_finds_most_true_causes_and_answers_each_task_once():
    world = settled(Name.POSITION)
    lived(world, 10)
    night = FIRST + timedelta(days=10)
    tasks = [{"task": f"{student}|silence", "student": student} for student in world.roster.ids]
    causes = {student: Truth(world).true_cause(student, night) for student in world.roster.ids}
    answers = [row for n in range(5) for row in world.night(night + timedelta(days=n), [], tasks) if "task" in row]
    assert len(answers) == len({row["task"] for row in answers})
    assert 0.7 < len(answers) / 150 < 0.9
    told = [(row["answer"], causes[row["task"].split("|")[0]]) for row in answers]
    assert np.mean([said == cause for said, cause in told if cause != "none"]) > 0.8
    assert {said for said, cause in told if cause == "none"} == {"unclear"}


def test_an_opening_that_nobody_told_of_before_is_read_from_its_push():
    late = World.settle(Name.POSITION, 1, FIRST, roster_rows(), posting_rows(300))
    assert [row["push"] for row in late.night(FIRST, outbox(FIRST)) if row["kind"] == "delivered"] == [
        push["key"] for push in outbox(FIRST)
    ]
    assert len(late.wanting.offers.ids) > 300
