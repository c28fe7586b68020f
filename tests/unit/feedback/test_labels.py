from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.feedback.looking_world import DAY, FIRST_DAY, WINDOW_DAYS, draw_world, events_of, pushes_of

from jobmatch.domain import DismissalReason, FeedbackKind, SilenceCause, Task, TaskKind
from jobmatch.feedback.chain import Outcomes, outcomes
from jobmatch.feedback.examination import estimate_examination
from jobmatch.feedback.labels import Labels, Told, label, told_of
from jobmatch.history import Float64, PushLog, code_of
from jobmatch.settings import PolicyInvalid, default_policy_toml, parse_policy

POLICY = parse_policy(default_policy_toml()).loop.attribution
SENT = FIRST_DAY * DAY
LATER = SENT + 30 * DAY
K = FeedbackKind


def labelled(
    *kinds: FeedbackKind,
    reason: DismissalReason | None = None,
    p_examined: float = 0.5,
    cause: SilenceCause | None = None,
    now: float = LATER,
) -> tuple[float, float]:
    """Value and weight of one delivered push after these events, a day apart, among others that say little."""
    events = [(0, kind, SENT + day * DAY) for day, kind in enumerate((K.DELIVERED, *kinds))]
    reasons = {len(kinds): reason} if reason else {}
    pushes = pushes_of([0])
    told = Told(np.array([0 if cause is None else 1 + code_of(cause)], np.uint8), np.ones(1, np.int32))
    became = outcomes(pushes, events_of(*events, reasons=reasons), now, WINDOW_DAYS)
    return one(label(pushes, became, np.array([p_examined]), replace(POLICY, habit_strength=1e-9), told))


def one(labels: Labels) -> tuple[float, float]:
    return float(labels.value[0]), float(labels.weight[0])


@pytest.mark.parametrize(
    ("kinds", "value", "weight"),
    [
        ([K.NOT_FOR_ME], 0.0, 1.0),
        ([K.INTERVIEW], 1.0, 1.25),
        ([K.INTERVIEW, K.OFFER], 1.0, 1.5),
        ([K.HIRED], 1.0, 2.0),
        ([K.HIRED, K.STAYED], 1.0, 2.0),
        ([K.INTERVIEW, K.NOT_FOR_ME], 0.0, 1.0),
        ([K.HIRED, K.NOT_FOR_ME], 1.0, 2.0),
        ([K.COMMENT], 0.0, 0.0),
        ([K.BOUNCED], 0.0, 0.0),
        ([K.WITHDRAWN], 0.0, 0.0),
        ([], 0.0, POLICY.silence_weight * 0.5),
        ([K.OPENED], 0.0, POLICY.seen_weight * 0.5),
    ],
)
def test_each_outcome_has_its_value_and_weight(kinds: list[FeedbackKind], value: float, weight: float) -> None:
    assert labelled(*kinds) == (value, weight)


def test_a_silence_in_an_open_window_says_nothing() -> None:
    assert labelled(now=SENT + DAY) == (0.0, 0.0)
    assert labelled(K.OPENED, now=SENT + 2 * DAY) == (0.0, 0.0)


def test_having_found_work_says_nothing_of_the_posting() -> None:
    assert labelled(K.NOT_FOR_ME, reason=DismissalReason.FOUND_WORK) == (0.0, 0.0)
    assert labelled(K.NOT_FOR_ME, reason=DismissalReason.PAY) == (0.0, 1.0)


@pytest.mark.parametrize("cause", [SilenceCause.UNSEEN, SilenceCause.TOO_MANY, SilenceCause.NOT_SEEKING])
def test_a_silence_that_the_posting_did_not_cause_says_nothing_of_it(cause: SilenceCause) -> None:
    assert labelled(cause=cause) == (0.0, 0.0)
    assert labelled(K.NOT_FOR_ME, cause=cause) == (0.0, 1.0)


@pytest.mark.parametrize("cause", [SilenceCause.TOO_FAR, SilenceCause.PAY, SilenceCause.NIGHTS, SilenceCause.FIELD])
def test_a_silence_explained_by_the_posting_is_a_dislike_short_of_a_dismissal(cause: SilenceCause) -> None:
    assert labelled(cause=cause, p_examined=0.1) == (0.0, 0.9)


def test_an_unclear_answer_leaves_a_silence_as_it_was() -> None:
    assert labelled(cause=SilenceCause.UNCLEAR) == labelled()


def answering(share: float, pushes_each: int = 40, kind: FeedbackKind = K.APPLIED) -> tuple[PushLog, Labels]:
    """One student who says yes to a share of pushes, opening all, beside many who say yes to a quarter."""
    log = pushes_of(np.repeat(np.arange(30), pushes_each), night=np.tile(np.arange(pushes_each), 30))
    place = np.tile(np.arange(pushes_each), 30) / pushes_each
    yes = place < np.where(log.student == 0, share, 0.25)
    rows = range(len(log))
    events = [(row, kind if yes[row] else K.OPENED, float(log.sent_at[row]) + 60) for row in rows]
    became = outcomes(log, events_of(*events), LATER + 99 * DAY, WINDOW_DAYS)
    return log, label(log, became, np.ones(len(log)), POLICY)


def weight_of_yes(share: float, kind: FeedbackKind = K.APPLIED) -> float:
    log, labels = answering(share, kind=kind)
    return float(labels.weight[(log.student == 0) & (labels.value > 0)].mean())


def test_the_yes_of_who_ticks_everything_carries_little() -> None:
    usual = (29 * 0.25 + 1) / 30
    believed = (40 + POLICY.habit_strength * usual) / (40 + POLICY.habit_strength)
    assert weight_of_yes(1.0) == pytest.approx(-np.log2(believed))
    assert weight_of_yes(1.0) < 0.2


def test_the_yes_of_who_chooses_counts_in_full() -> None:
    assert weight_of_yes(0.1) == 1.0
    assert weight_of_yes(0.4) == 1.0


def test_what_an_employer_did_counts_in_full_whatever_the_student_ticks() -> None:
    assert weight_of_yes(1.0, kind=K.INTERVIEW) == 1.25


@given(
    p=st.floats(0, 1),
    opened=st.booleans(),
    cause=st.sampled_from([None, *SilenceCause]),
    silence=st.floats(0, 0.999),
    seen=st.floats(0, 0.999),
    told=st.floats(0, 0.999),
)
def test_a_silence_never_weighs_as_much_as_a_dismissal(
    p: float, opened: bool, cause: SilenceCause | None, silence: float, seen: float, told: float
) -> None:
    pushes = pushes_of([0, 0])
    kinds = [(0, K.OPENED if opened else K.DELIVERED, SENT), (1, K.NOT_FOR_ME, SENT)]
    became = outcomes(pushes, events_of(*kinds), LATER, WINDOW_DAYS)
    heard = Told(np.full(2, 0 if cause is None else 1 + code_of(cause), np.uint8), np.ones(2, np.int32))
    policy = replace(POLICY, silence_weight=silence, seen_weight=seen, told_weight=told)
    labels = label(pushes, became, np.array([p, 1.0]), policy, heard)
    assert labels.value.tolist() == [0.0, 0.0]
    assert labels.weight[0] < labels.weight[1]


@pytest.mark.parametrize("name", ["silence_weight", "seen_weight", "told_weight"])
def test_a_policy_that_makes_a_silence_a_dismissal_is_refused(name: str) -> None:
    stated = f"{name} = {getattr(POLICY, name)}"
    with pytest.raises(PolicyInvalid, match=name):
        parse_policy(default_policy_toml().replace(stated, f"{name} = 1.0"))


def task(task_id: str, pushes: tuple[str, ...], answer: SilenceCause | None, day: int) -> Task:
    at = datetime(2026, 7, 1, tzinfo=UTC) + timedelta(days=day)
    return Task(
        task_id,
        "s000001",
        TaskKind.SILENCE,
        date(2026, 7, 1),
        SilenceCause.UNCLEAR,
        0.5,
        (),
        pushes,
        *("",) * 4,
        answer=answer,
        answered_at=None if answer is None else at,
    )


def test_what_a_counselor_learned_reaches_the_pushes_the_question_was_about() -> None:
    pushes = pushes_of([0, 1, 1, 1], posting=[0, 0, 1, 2], night=[0, 0, 0, 1])
    day = "2026-05-27"
    keys = (f"s000001|p0000000|{day}", f"s000001|p0000001|{day}", f"s000001|p0000009|{day}")
    tasks = [
        task("later", keys[:1], SilenceCause.PAY, 2),
        task("first", keys, SilenceCause.FIELD, 1),
        task("open", (f"s000001|p0000002|{day}",), None, 1),
    ]
    pay, field = (1 + code_of(cause) for cause in (SilenceCause.PAY, SilenceCause.FIELD))
    assert told_of(pushes, tasks).cause.tolist() == [0, pay, field, 0]


def liked_share(pushes: PushLog, labels: Labels, place: int) -> float:
    """The share who like a push at this place, as the labels have it, a yes counting as one."""
    its = pushes.position == place
    yes = labels.weight[its & (labels.value > 0)].sum() / 0.7
    return float(yes / (yes + labels.weight[its & (labels.value == 0)].sum()))


def ignored_is_dislike(became: Outcomes, pushes: PushLog, place: int) -> float:
    return float((became.answer[pushes.position == place] > 0).mean())


def test_labels_recover_what_students_like_where_ignored_is_dislike_does_not() -> None:
    """With every sure silence a full dislike, weights alone must undo position, hour and habit: 21,000 pushes."""
    world = draw_world(seed=6)
    became = outcomes(world.pushes, world.events, world.now, WINDOW_DAYS)
    sure = replace(POLICY, silence_weight=1.0, seen_weight=1.0)
    p_examined: Float64 = estimate_examination(world.pushes, became, sure).of(world.pushes, became)
    labels = label(world.pushes, became, p_examined, sure)
    for place in (1, 2, 3):
        truth = world.suits[world.pushes.position == place].mean()
        assert liked_share(world.pushes, labels, place) == pytest.approx(truth, abs=0.04)
        assert ignored_is_dislike(became, world.pushes, place) < 0.55 * truth
