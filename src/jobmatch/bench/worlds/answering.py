"""From a look to an answer: interest, an application, "not for me" with the true reason, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jobmatch.bench.worlds.chance import Float64, Luck, UInt64
from jobmatch.bench.worlds.diary import ANSWERED, NO_CAUSE, Texts
from jobmatch.bench.worlds.mischief import Manner, Mischief
from jobmatch.bench.worlds.people import People
from jobmatch.bench.worlds.public import Bool, Offers, Rows
from jobmatch.bench.worlds.reading import Looks
from jobmatch.bench.worlds.taste import INTERVIEWED, OFFERED, REASONS, Pairs, Worth, all_right

TOLD = np.array(["not_my_field", "too_far", "pay", "nights", "other", "found_work"])  # REASONS, then two more
OTHER, FOUND_WORK = 4, 5
SAYS_FOUND_WORK = 0.25
OPENS_REPORTED = 0.9


@dataclass(frozen=True, slots=True)
class Answers:
    """What people make of their messages, all arrays (n,): reason indexes TOLD where dismissed; why is as in a Page."""

    looked: Bool
    reported: Bool  # the channel learned of the look
    interested: Bool
    applied: Bool
    dismissed: Bool
    reason: Rows
    why: Texts
    hope: Float64


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything an answer depends on besides the person: free (n,) is False for whoever has found work."""

    pairs: Pairs
    push: UInt64  # keys
    free: Bool
    looks: Looks
    worth: Worth


def answer(now: Situation, people: People, luck: Luck) -> Answers:
    """Everybody answers as they feel, and only some say no."""
    student, worth = now.pairs.student, now.worth
    looked = luck.uniform("looks", now.push) < now.looks.p
    wants = luck.uniform("wants", now.push) < worth.p_interested
    says = luck.uniform("says", now.push)
    replied = looked & now.free & wants & (says < people.replies[student])
    applied = replied & (luck.uniform("applies", now.push) < worth.p_applies)
    declined = looked & now.free & ~wants & (says < people.candour[student])
    gone = looked & ~now.free & (says < SAYS_FOUND_WORK)
    chain = worth.p_applies * people.replies[student] * INTERVIEWED * OFFERED * worth.p_accepts
    return Answers(
        looked=looked,
        reported=looked & (luck.uniform("reported", now.push) < OPENS_REPORTED),
        interested=replied & (~applied | (luck.uniform("first", now.push) < 0.7)),
        applied=applied,
        dismissed=declined | gone,
        reason=np.where(gone, FOUND_WORK, _reason(worth)),
        why=_why(now, looked, wants, replied | declined | gone, luck),
        hope=np.where(now.free, now.looks.p * worth.p_interested * chain, 0.0),
    )


def misanswer(sincere: Answers, now: Situation, mischief: Mischief, offers: Offers, luck: Luck) -> Answers:
    """The same, where some people do not mean what they answer; none of these ever takes the job."""
    student = now.pairs.student
    manner = mischief.manner[student]
    friend = mischief.friends(student, now.pairs.offer, offers)
    ticks = (manner == Manner.TICKS_ALL) | friend
    chance = luck.uniform("at random", now.push)
    random = (manner == Manner.AT_RANDOM) & sincere.looked
    idle = ticks | (manner == Manner.AT_RANDOM) | (manner == Manner.FLOODS)
    interested = np.where(random, chance < 1 / 3, np.where(ticks, sincere.looked, sincere.interested))
    applied = np.where(random, chance < 1 / 6, np.where(ticks, sincere.looked, sincere.applied))
    dismissed = np.where(random, chance > 2 / 3, ~ticks & sincere.dismissed)
    return Answers(
        looked=sincere.looked,
        reported=sincere.reported,
        interested=interested,
        applied=applied,
        dismissed=dismissed,
        reason=np.where(random, (5 * luck.uniform("any", now.push)).astype(np.intp), sincere.reason),
        why=np.where((interested | applied | dismissed), ANSWERED, np.where(idle, NO_CAUSE, sincere.why)),
        hope=np.where(idle, 0.0, sincere.hope),
    )


def _reason(worth: Worth) -> Rows:
    """What is most wrong with each, or OTHER where nothing is."""
    return np.where(all_right(worth), OTHER, worth.wrong.argmax(axis=1))


def _why(now: Situation, looked: Bool, wants: Bool, answered: Bool, luck: Luck) -> Texts:
    """Why each stays unanswered, had one asked the person who knows."""
    rested = luck.uniform("looks", now.push) < now.looks.p_rested
    reason = _reason(now.worth)
    named = np.array([*REASONS, NO_CAUSE])[np.minimum(reason, OTHER)]
    return np.select(
        [answered, ~now.free, ~looked & rested, ~looked, wants],
        [ANSWERED, "not_seeking", "too_many", "unseen", NO_CAUSE],
        named,
    )
