from __future__ import annotations

from dataclasses import fields, replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.feedback.looking_world import DAY, FIRST_DAY, WINDOW_DAYS, events_of, pushes_of

from jobmatch.domain import DismissalReason, FeedbackKind, PushState
from jobmatch.feedback.chain import SKEW, Answer, Outcomes, Progress, chain_of, outcomes
from jobmatch.history import EventLog, code_of

SENT = FIRST_DAY * DAY
CLOSED = SENT + WINDOW_DAYS * DAY
ONE = pushes_of([0])
K = FeedbackKind


def became(*events: tuple[FeedbackKind, float], now: float = CLOSED, state: PushState = PushState.SENT) -> Outcomes:
    """What one push became; times are days from its sending."""
    pushes = replace(ONE, state=np.array([code_of(state)], np.uint8))
    return outcomes(pushes, events_of(*[(0, kind, SENT + days * DAY) for kind, days in events]), now, WINDOW_DAYS)


def standing(outcome: Outcomes) -> set[str]:
    return {name for name in ("open", "ignored", "ended") if getattr(outcome, name)[0]}


def test_a_push_is_ignored_when_it_was_delivered_its_window_has_closed_and_nothing_came() -> None:
    assert standing(became((K.DELIVERED, 0))) == {"ignored"}


def test_a_silence_in_an_open_window_is_not_ignored() -> None:
    assert standing(became((K.DELIVERED, 0), now=CLOSED - 1)) == {"open"}


def test_a_push_that_nobody_saw_delivered_is_not_ignored() -> None:
    assert standing(became()) == set()


def test_the_window_runs_from_delivery_when_that_came_late() -> None:
    assert standing(became((K.DELIVERED, 2), now=CLOSED + 2 * DAY - 1)) == {"open"}
    assert standing(became((K.DELIVERED, 2), now=CLOSED + 2 * DAY)) == {"ignored"}


def test_an_opened_push_without_an_answer_is_ignored_and_known_to_be_opened() -> None:
    outcome = became((K.OPENED, 1))
    assert standing(outcome) == {"ignored"}
    assert outcome.opened_at[0] == outcome.delivered_at[0] == SENT + DAY


def test_a_late_answer_makes_an_ignored_push_an_answered_one() -> None:
    outcome = became((K.DELIVERED, 0), (K.INTERESTED, 9), now=CLOSED + 3 * DAY)
    assert standing(outcome) == set()
    assert outcome.answer[0] == Answer.INTERESTED


def test_an_answer_counts_as_opened_and_delivered() -> None:
    outcome = became((K.APPLIED, 1))
    assert outcome.answered_at[0] == outcome.opened_at[0] == outcome.delivered_at[0] == SENT + DAY


def test_a_bounce_after_delivery_means_not_delivered() -> None:
    outcome = became((K.DELIVERED, 0), (K.OPENED, 0.1), (K.BOUNCED, 0.2))
    assert standing(outcome) == {"ended"}
    assert np.isnan(outcome.delivered_at[0])
    assert np.isnan(outcome.opened_at[0])


def test_an_answer_says_more_than_a_bounce() -> None:
    assert became((K.BOUNCED, 0.2), (K.INTERESTED, 1)).answer[0] == Answer.INTERESTED


def test_a_push_withdrawn_in_its_window_is_no_silence_and_one_withdrawn_later_is() -> None:
    assert standing(became((K.DELIVERED, 0), (K.WITHDRAWN, 3), state=PushState.WITHDRAWN)) == {"ended"}
    later = became((K.DELIVERED, 0), (K.WITHDRAWN, 8), state=PushState.WITHDRAWN, now=CLOSED + 3 * DAY)
    assert standing(later) == {"ignored"}
    assert standing(became((K.DELIVERED, 0), state=PushState.WITHDRAWN)) == {"ended"}


def test_an_expired_push_was_never_sent_and_is_never_ignored() -> None:
    pushes = replace(ONE, state=np.array([code_of(PushState.EXPIRED)], np.uint8), sent_at=np.array([np.nan]))
    outcome = outcomes(pushes, events_of((0, K.DELIVERED, SENT)), CLOSED, WINDOW_DAYS)
    assert standing(outcome) == {"ended"}
    assert np.isnan(outcome.delivered_at[0])


def test_an_event_before_the_push_was_sent_does_not_count_beyond_what_clocks_may_differ() -> None:
    assert became((K.INTERESTED, -(SKEW + 1) / DAY)).answer[0] == Answer.NONE
    assert became((K.INTERESTED, -SKEW / DAY)).answered_at[0] == SENT


def test_nothing_from_after_now_is_known() -> None:
    outcome = became((K.DELIVERED, 0), (K.HIRED, 5), now=SENT + 4 * DAY)
    assert standing(outcome) == {"open"}
    assert outcome.furthest[0] == Progress.NONE
    assert standing(became(now=SENT - 1)) == set()


@pytest.mark.parametrize(
    ("events", "answer"),
    [
        ([(K.INTERESTED, 1), (K.APPLIED, 2)], Answer.APPLIED),
        ([(K.APPLIED, 1), (K.INTERESTED, 2)], Answer.APPLIED),
        ([(K.APPLIED, 1), (K.NOT_FOR_ME, 2)], Answer.NOT_FOR_ME),
        ([(K.NOT_FOR_ME, 1), (K.INTERESTED, 2)], Answer.INTERESTED),
        ([(K.APPLIED, 1), (K.NOT_FOR_ME, 2), (K.INTERESTED, 3)], Answer.INTERESTED),
        ([(K.NOT_FOR_ME, 1), (K.INTERESTED, 1)], Answer.NOT_FOR_ME),
        ([(K.INTERVIEW, 4)], Answer.APPLIED),
        ([(K.COMMENT, 1)], Answer.NONE),
    ],
)
def test_the_last_word_is_the_answer(events: list[tuple[FeedbackKind, float]], answer: Answer) -> None:
    outcome = became(*events)
    assert outcome.answer[0] == answer
    assert not np.isnan(outcome.answered_at[0])
    assert standing(outcome) == set()


def test_the_reason_is_that_of_the_latest_dismissal_that_gives_one() -> None:
    events = events_of(
        (0, K.NOT_FOR_ME, SENT + 2 * DAY),
        (0, K.NOT_FOR_ME, SENT + DAY),
        (0, K.NOT_FOR_ME, SENT + 3 * DAY),
        reasons={0: DismissalReason.PAY, 1: DismissalReason.OTHER},
    )
    assert outcomes(ONE, events, CLOSED, WINDOW_DAYS).reason[0] == 1 + code_of(DismissalReason.PAY)


def test_a_dismissal_that_was_taken_back_leaves_no_reason() -> None:
    events = events_of((0, K.NOT_FOR_ME, SENT), (0, K.APPLIED, SENT + 1), reasons={0: DismissalReason.PAY})
    assert outcomes(ONE, events, CLOSED, WINDOW_DAYS).reason[0] == 0


@pytest.mark.parametrize(
    ("kinds", "furthest"),
    [
        ([K.INTERVIEW, K.OFFER], Progress.OFFER),
        ([K.HIRED, K.INTERVIEW], Progress.HIRED),
        ([K.LEFT], Progress.HIRED),
        ([K.HIRED, K.STAYED, K.LEFT], Progress.STAYED),
        ([K.APPLIED], Progress.NONE),
    ],
)
def test_an_application_came_as_far_as_its_furthest_step(kinds: list[FeedbackKind], furthest: Progress) -> None:
    assert became(*[(kind, 1 + i) for i, kind in enumerate(kinds)]).furthest[0] == furthest


def test_the_chain_names_every_link_in_order_with_its_time() -> None:
    events = events_of((0, K.STAYED, SENT + 90 * DAY), (0, K.HIRED, SENT + 20 * DAY), (0, K.DELIVERED, SENT))
    events.months[0] = 3
    assert chain_of(ONE, events, 0, SENT + 100 * DAY, WINDOW_DAYS) == [
        ("planned", SENT - 8 * 3600),
        ("sent", SENT),
        ("delivered", SENT),
        ("hired", SENT + 20 * DAY),
        ("stayed_3", SENT + 90 * DAY),
    ]


def test_the_chain_of_an_ignored_push_ends_where_its_window_closed() -> None:
    events = events_of((1, K.OPENED, SENT), (0, K.DELIVERED, SENT + DAY))
    chain = chain_of(pushes_of([0, 1]), events, 0, CLOSED + DAY, WINDOW_DAYS)
    assert chain[-1] == ("ignored", CLOSED + DAY)


def test_the_chain_of_an_expired_push_says_so_without_a_time() -> None:
    pushes = replace(ONE, state=np.array([code_of(PushState.EXPIRED)], np.uint8), sent_at=np.array([np.nan]))
    (_, (name, at)) = chain_of(pushes, events_of(), 0, CLOSED, WINDOW_DAYS)
    assert name == "expired"
    assert np.isnan(at)


EVENTS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(list(K)), st.floats(-2, 20)), max_size=25)


@given(events=EVENTS, now=st.floats(-1, 25), shuffle=st.randoms(use_true_random=False))
def test_events_count_by_when_they_happened_in_whatever_order_they_are_heard_of(
    events: list[tuple[int, FeedbackKind, float]], now: float, shuffle: Random
) -> None:
    timed = [(row, kind, SENT + days * DAY) for row, kind, days in events]
    pushes = pushes_of([0, 1, 2, 3, 4])
    told = outcomes(pushes, events_of(*timed), SENT + now * DAY, WINDOW_DAYS)
    shuffle.shuffle(timed)
    again = outcomes(pushes, events_of(*timed), SENT + now * DAY, WINDOW_DAYS)
    for field in fields(Outcomes):
        np.testing.assert_array_equal(getattr(told, field.name), getattr(again, field.name))


@given(events=EVENTS, now=st.floats(-1, 25), state=st.sampled_from([PushState.SENT, PushState.WITHDRAWN]))
def test_a_push_is_one_of_open_ignored_ended_and_answered(
    events: list[tuple[int, FeedbackKind, float]], now: float, state: PushState
) -> None:
    pushes = pushes_of([0, 1, 2, 3, 4])
    pushes.state[:] = code_of(state)
    log: EventLog = events_of(*[(row, kind, SENT + days * DAY) for row, kind, days in events])
    told = outcomes(pushes, log, SENT + now * DAY, WINDOW_DAYS)
    answered = ~np.isnan(told.answered_at)
    assert np.all(told.open.astype(int) + told.ignored + told.ended + answered <= 1)
    assert np.all(~np.isnan(told.opened_at[answered]))
    assert np.all(~np.isnan(told.delivered_at[~np.isnan(told.opened_at)]))
