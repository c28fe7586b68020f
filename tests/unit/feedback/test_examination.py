from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.feedback.looking_world import DAY, FIRST_DAY, WINDOW_DAYS, World, draw_world, events_of, pushes_of

from jobmatch.domain import FeedbackKind, Medium
from jobmatch.feedback.chain import Outcomes, outcomes
from jobmatch.feedback.conditions import cells
from jobmatch.feedback.examination import Examination, estimate_examination, silent_look
from jobmatch.history import EventLog, Float64, PushLog
from jobmatch.settings import default_policy_toml, parse_policy

POLICY = parse_policy(default_policy_toml()).loop.attribution
PRIOR = {1: 0.4, 2: 0.4 * 0.71, 3: 0.4 * 0.58, 9: 0.4 * 0.5}  # examination.toml, by mail
SENT = FIRST_DAY * DAY
LATER = SENT + 30 * DAY
K = FeedbackKind


def examined(world: World) -> tuple[Examination, Outcomes]:
    became = outcomes(world.pushes, world.events, world.now, WINDOW_DAYS)
    return estimate_examination(world.pushes, became, POLICY), became


def by_position(world: World, values: Float64) -> Float64:
    return np.array([values[world.pushes.position == place].mean() for place in (1, 2, 3)])


def test_before_anything_came_back_the_prior_stands() -> None:
    pushes = pushes_of([0, 0, 0, 0], position=np.array(list(PRIOR), np.int32))
    nothing = outcomes(pushes, events_of(), SENT, WINDOW_DAYS)
    chance = estimate_examination(pushes, nothing, POLICY).chance(pushes)
    assert chance == pytest.approx(list(PRIOR.values()))


def test_an_empty_log_gives_a_table_all_the_same() -> None:
    pushes = pushes_of([])
    empty = outcomes(pushes, events_of(), SENT, WINDOW_DAYS)
    examination = estimate_examination(pushes, empty, POLICY)
    assert examination.table() == []
    assert examination.of(pushes, empty).shape == (0,)
    assert examination.chance(pushes_of([0])) == pytest.approx([PRIOR[1]])


def test_the_table_finds_a_known_worlds_looks_where_opens_are_reported() -> None:
    world = draw_world(seed=1)
    examination, became = examined(world)
    chance = examination.chance(world.pushes)
    # 21,000 pushes: a cell of 500 has a standard error of 0.02; answers show looks that opens miss, which adds 0.02
    cell = cells(world.pushes)
    for number in np.unique(cell):
        its = cell == number
        assert chance[its].mean() == pytest.approx(world.p_look[its].mean(), abs=0.08)
    assert by_position(world, chance) == pytest.approx(by_position(world, world.p_look), abs=0.02)
    assert np.corrcoef(chance, world.p_look)[0, 1] > 0.9
    assert examination.of(world.pushes, became).mean() == pytest.approx(world.p_look.mean(), abs=0.02)


def test_open_windows_bias_nothing_though_quick_answers_are_known_before_slow_silences() -> None:
    world = draw_world(students=500, nights=14, seed=2, later_days=0.0, look_after_days=2.0)
    examination, became = examined(world)
    assert became.open.sum() > 6_000
    assert by_position(world, examination.chance(world.pushes)) == pytest.approx(
        by_position(world, world.p_look), abs=0.03
    )


def test_without_opens_the_better_match_is_told_from_the_better_place() -> None:
    world = draw_world(seed=3, medium=Medium.FILE, opens=False)
    examination, became = examined(world)
    truth, found = by_position(world, world.p_look), by_position(world, examination.chance(world.pushes))
    answers = by_position(world, ~np.isnan(became.answered_at))
    assert found[2] / found[0] == pytest.approx(truth[2] / truth[0], abs=0.08)  # about a half
    assert answers[2] / answers[0] < 0.3  # what answers alone would say


def backed_off(students: int, nights: int, seed: int) -> tuple[PushLog, EventLog]:
    """Three pushes a night, two after four silences in a row, one after eight; being alone changes no look."""
    rng = np.random.default_rng(seed)
    habit = rng.gamma(2.0, 0.5, students) * (rng.uniform(size=students) > 0.1) / 0.9
    run = np.zeros(students, np.int32)
    rows = []
    for night in range(nights):
        quota = np.select([run >= 8, run >= 4], [1, 2], 3)
        for place in range(3):
            who = np.flatnonzero(quota > place)
            looked = rng.uniform(size=len(who)) < np.minimum(0.45 * habit[who], 1.0)
            rows += [(int(s), night, bool(look)) for s, look in zip(who, looked, strict=True)]
            run[who] = np.where(looked, 0, run[who] + 1)
    rows.sort()
    student, night_of, look = (np.array(column) for column in zip(*rows, strict=True))
    pushes = pushes_of(student, night=night_of)
    events = [(row, K.DELIVERED, float(at)) for row, at in enumerate(pushes.sent_at)]
    events += [(int(row), K.OPENED, float(pushes.sent_at[row]) + 60) for row in np.flatnonzero(look)]
    return pushes, events_of(*events)


def test_habit_is_told_from_the_conditions_that_back_off_gives_it() -> None:
    """Who looks at little is sent one push a night; being alone is not why it goes unseen."""
    pushes, events = backed_off(students=400, nights=20, seed=0)
    became = outcomes(pushes, events, float(pushes.sent_at.max()) + 30 * DAY, WINDOW_DAYS)
    looked = ~np.isnan(became.opened_at)
    assert looked[pushes.together == 1].mean() < 0.25 * looked[pushes.together == 3].mean()
    newcomers = replace(pushes_of([0, 1, 1, 1]), students=("n1", "n2"))
    alone, among = estimate_examination(pushes, became, POLICY).chance(newcomers)[:2]
    assert alone == pytest.approx(among, rel=0.2)


def silent_for(run: int, medium: Medium = Medium.MAIL) -> tuple[Float64, Float64]:
    """What is believed of one more push to a student silent for so long, and to one who opens all, among usual ones."""
    student = np.concatenate([np.repeat([0, 1], run), np.repeat(np.arange(2, 102), 10)])
    night = np.concatenate([np.tile(np.arange(run), 2), np.tile(np.arange(10), 100)])
    pushes = pushes_of(student, night=night, medium=medium)
    opened = (student == 1) | ((student > 1) & (night % 2 == 0))
    events = [(row, K.DELIVERED, float(at)) for row, at in enumerate(pushes.sent_at)]
    events += [(int(row), K.OPENED, float(pushes.sent_at[row]) + 60) for row in np.flatnonzero(opened)]
    became = outcomes(pushes, events_of(*events), LATER, WINDOW_DAYS)
    examination = estimate_examination(pushes, became, POLICY)
    return examination.chance(pushes)[[0, run]], examination.of(pushes, became)[[0, run]]


def test_who_never_opens_anything_is_believed_to_see_little_and_who_always_does_much() -> None:
    (never, always), (silent, opened) = silent_for(20)
    assert never < 0.15
    assert always > 0.7
    assert 0 < silent < 0.05  # a preview cannot be ruled out
    assert opened == 1.0


def test_one_silence_says_little_of_a_habit_yet() -> None:
    (never, always), _ = silent_for(1)
    assert 0.35 < never < always < 0.75


@given(p=st.floats(1e-6, 0.98), shows=st.floats(0.0, 0.98))
def test_silence_makes_a_look_less_likely_and_never_impossible(p: float, shows: float) -> None:
    assert 0 < silent_look(np.array([p]), np.array([shows]))[0] <= p * (1 + 1e-12)


def test_what_was_not_delivered_was_not_seen() -> None:
    pushes = pushes_of([0, 0])
    became = outcomes(pushes, events_of((0, K.BOUNCED, SENT)), LATER, WINDOW_DAYS)
    assert estimate_examination(pushes, became, POLICY).of(pushes, became).tolist() == [0.0, 0.0]


def test_neither_the_order_of_rows_nor_the_numbers_of_students_matter() -> None:
    world = draw_world(students=50, seed=5)
    examination, became = examined(world)
    chance = examination.chance(world.pushes)
    others = replace(world.pushes, students=world.pushes.students[::-1], student=49 - world.pushes.student)
    mirrored = estimate_examination(others, became, POLICY)
    assert mirrored.chance(others) == pytest.approx(chance)
    assert examination.chance(others) == pytest.approx(chance)  # another log numbers the same students otherwise


def test_the_table_lists_its_cells_by_size_with_what_came_back() -> None:
    pushes: PushLog = pushes_of([0, 1, 2], night=[0, 0, 3])  # two on a Wednesday, one on a Saturday
    events = [(row, K.DELIVERED, float(pushes.sent_at[row])) for row in range(3)]
    became = outcomes(pushes, events_of(*events, (0, K.OPENED, SENT + 60)), LATER, WINDOW_DAYS)
    first, second = estimate_examination(pushes, became, POLICY).table()
    assert (first.medium, first.position, first.together, first.daypart, first.weekend) == (
        "mail",
        1,
        1,
        "morning",
        False,
    )
    assert (first.pushes, first.came, second.pushes, second.came, second.weekend) == (2, 1, 1, 0, True)
    assert second.p_examined < first.p_examined
