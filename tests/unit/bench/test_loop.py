"""The bench of the loop: one real market for every rival, and the night's own decisions."""

from datetime import timedelta

import numpy as np
import pytest

from jobmatch.bench.loop.approaches import Approach, cascade, unanswered_disliked
from jobmatch.bench.loop.ground import Size, ground_of
from jobmatch.bench.loop.living import Run
from jobmatch.bench.worlds import Name
from jobmatch.domain import Verdict
from jobmatch.feedback import outcomes
from jobmatch.history import end_of_day
from jobmatch.matching import rank_pairs, worth_pushing
from jobmatch.rules import bits_of

SMALL = Size(students=30, postings=200, nights=12)


@pytest.fixture(scope="module")
def ground():
    return ground_of(3, SMALL)


@pytest.fixture(scope="module")
def run(ground):
    lived = Run.begin(ground, Name.POSITION, Approach.NONE, 3)
    lived.live(SMALL.nights)
    return lived


def test_every_pair_of_the_ground_passes_every_rule_and_none_is_forgotten(ground):
    pairs = np.indices((SMALL.students, SMALL.postings), np.int32).reshape(2, -1)
    verdicts = ground.market.tables.pair_verdicts(*pairs)
    questions = (verdicts.unknown & np.uint32(bits_of(ground.policy.never_push))) != 0
    allowed = (verdicts.verdict != Verdict.FAIL) & ~questions
    found = set(zip(ground.pairs.student.tolist(), ground.pairs.posting.tolist(), strict=True))
    assert found == set(zip(*(rows[allowed].tolist() for rows in pairs), strict=True))


def test_a_third_of_the_openings_arrives_night_by_night(ground):
    assert np.mean(ground.arrives == 0) == pytest.approx(2 / 3, abs=0.01)
    assert set(ground.arrives.tolist()) == set(range(SMALL.nights))
    early = ground.candidates(0, np.ones(len(ground.pairs), bool))
    assert ground.arrives[early.posting].max() == 0


def test_the_market_ages_from_night_to_night(ground):
    before, after = ground.on(0), ground.on(5)
    assert after.night - before.night == timedelta(days=5)
    known = ~np.isnan(before.posting_columns.age_days)
    assert (after.posting_columns.age_days[known] == before.posting_columns.age_days[known] + 5).all()


def test_no_pair_is_pushed_twice_nor_more_than_the_policy_lets_a_student_have(run, ground):
    pushes, _ = run.log.read()
    pairs = list(zip(pushes.student.tolist(), pushes.posting.tolist(), strict=True))
    assert len(set(pairs)) == len(pairs) > 50
    assert pushes.together.max() <= ground.policy.per_student


def test_no_opening_bears_more_open_pushes_than_its_places_allow(run, ground):
    for sent in run.log.nights:
        tonight = np.bincount(sent.posting, minlength=SMALL.postings)
        assert (tonight <= ground.places * ground.policy.oversubscription).all()


def test_the_log_is_sorted_as_the_store_sorts_it_and_events_name_their_own_push(run):
    pushes, events = run.log.read()
    order = np.lexsort((pushes.position, pushes.campaign_day, pushes.student))
    assert (order == np.arange(len(pushes))).all()
    assert (np.lexsort((events.at, events.push)) == np.arange(len(events))).all()
    assert (events.at >= pushes.sent_at[events.push]).all()


def test_feedback_heard_twice_or_of_an_unknown_push_changes_nothing(run):
    before = run.log.read()[1]
    key = run.log.nights[0].keys[0]
    again = {"event_id": f"{key}|delivered", "push": key, "kind": "delivered", "source": "channel"}
    at = run.log.nights[0].sent_at
    early = {**again, "event_id": "early", "at": (at - timedelta(hours=1)).isoformat()}
    run.log.hear([{**again, "at": at.isoformat()}, {**again, "push": "nobody", "at": at.isoformat()}, early])
    assert len(run.log.read()[1]) == len(before)


def test_what_nobody_learns_from_is_pushed_by_the_policys_own_weights(run, ground):
    ranked = rank_pairs(ground.on(0), ground.policy, ground.candidates(0, np.ones(len(ground.pairs), bool)))
    worth = worth_pushing(ranked, ground.policy)
    good = {(s, p) for s, p in zip(ranked.candidates.student[worth], ranked.candidates.posting[worth], strict=True)}
    first = run.log.nights[0]
    assert set(zip(first.student, first.posting, strict=True)) <= good


def test_gorse_reads_every_unanswered_push_as_a_full_dislike_at_once(run, ground):
    pushes, events = run.log.read()
    became = outcomes(pushes, events, pushes.sent_at.max() + 1, ground.policy.answer_window_days)
    labels = unanswered_disliked(pushes, became)
    silent = np.isnan(became.answered_at)
    assert set(labels.value[silent]) == {0.0}
    assert set(labels.weight) == {1.0}


def test_the_cascade_knows_nothing_below_the_last_click(run, ground):
    pushes, events = run.log.read()
    now = end_of_day(ground.first + timedelta(days=SMALL.nights + 20))
    labels = cascade(pushes, outcomes(pushes, events, now, ground.policy.answer_window_days))
    lists = {}
    for row in range(len(pushes)):
        lists.setdefault((pushes.student[row], pushes.campaign_day[row]), []).append(row)
    for rows in lists.values():
        clicked = [pushes.position[row] for row in rows if labels.value[row]]
        for row in rows:
            assert labels.weight[row] == (pushes.position[row] <= max(clicked, default=0))


def test_the_oracle_finds_more_hires_a_push_than_anybody(ground, run):
    oracle = Run.begin(ground, Name.POSITION, Approach.ORACLE, 3)
    oracle.live(SMALL.nights)
    hope = [np.concatenate([page.hope for page in one.mind.truth.pages]).mean() for one in (oracle, run)]
    assert hope[0] > 2 * hope[1]


@pytest.mark.parametrize("approach", [Approach.OURS, Approach.CASCADE])
def test_a_run_is_the_same_when_lived_again(ground, approach):
    runs = [Run.begin(ground, Name.LOAD, approach, 3) for _ in range(2)]
    for one in runs:
        one.live(9)
    assert [sent.keys for sent in runs[0].log.nights] == [sent.keys for sent in runs[1].log.nights]


def test_a_world_with_another_seed_is_another_world(ground, run):
    other = Run.begin(ground, Name.POSITION, Approach.NONE, 4)
    other.live(3)
    assert other.log.nights[0].keys == run.log.nights[0].keys  # nothing was heard before the first night
    opened = [{e[2] for e in one.log.events if e[2].endswith("opened")} for one in (other, run)]
    assert not opened[0] <= opened[1]
