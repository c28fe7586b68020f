"""What a reader of the figures must know, and what they come to in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jobmatch.evaluate.interactions.learner import NO_TASTE
from jobmatch.evaluate.interactions.splits import AHEAD_DAYS, LIVE_DAYS

MEASURE = "ndcg@10"

NOTES = f"""
live: one question ahead of every view of the test days; the profile holds all earlier views of that person, of the
same evening too. overnight: one question a person and day with views, and nothing known of after midnight (UTC).

Whatever is learned from others (popularity, co-views, neighbours, factors) is computed anew each night from the days
before. Ours keeps the weights it had when the test days began; a person's own taste, where chosen, follows their views.

Relevant is what the person went on to view within {AHEAD_DAYS:.0f} days. Candidates are the jobs on the board that day
which the person had not viewed; a job is on the board from {LIVE_DAYS:.0f} days before its first to {LIVE_DAYS:.0f}
days after its last view by anybody, as the data do not say when it was posted.

Most jobs of the test days had no view before; collaborative methods can only put them last, by design.

By that definition a job without a view so far is on the board because it gets one. Nothing of ours may learn from
that: its weight of popularity is set by hand, and that of co-views is never negative.

A person counts once: questions are averaged by person, and intervals are 95 % bootstrap intervals over people.

Settings of every family were chosen by nDCG@10 of warm people on the validation days, never on the test days.
Collaborative methods break ties by popularity, so for cold people they are popularity.

The board put single jobs forward at times: of the first views of cold people in February many are of two jobs, so that
popularity does well there, above all for those with stated positions. Ours gives the crowd a small weight, set by hand.

ours_unlearned ranks by the same features under the weights set by hand: beside it stands what learning is worth.

People with views on several days are few, so the overnight figures of warm people have wide intervals.

RecTools' models are not compared with: it cannot be installed beside this project's NumPy (it wants one below 2).
"""


def notes() -> list[str]:
    """NOTES, a string a paragraph."""
    return [" ".join(paragraph.split()) for paragraph in NOTES.split("\n\n")]


def account(figures: Mapping[str, Any], tried: Sequence[Mapping[str, Any]]) -> list[str]:
    """For warm and cold people of each way of asking, where ours is ahead by its interval and where it is not.

    The last sentence is on what a person's own taste was worth on the validation days.
    """
    said = []
    for asked, groups in figures.items():
        for name, group in groups.items():
            if group["people"]:
                said.append(f"{asked}, {name} ({group['people']} people): {_standing(group['ours_less'])}")
    ours = [one for one in tried if one["family"] == "ours"]
    without = max(one[MEASURE] for one in ours if NO_TASTE in one["setting"])
    own = max(one[MEASURE] for one in ours if NO_TASTE not in one["setting"])
    return [
        *said,
        f"validation, warm: {MEASURE} of ours was {own} at best with a person's own taste, {without} without",
    ]


def _standing(less: Mapping[str, Any]) -> str:
    """Which methods ours is ahead of, level with and behind, by the interval of the paired difference in nDCG@10.

    >>> one = {"a": {"ndcg@10": {"low": 0.1, "high": 0.2}}, "b": {"ndcg@10": {"low": -0.1, "high": 0.2}}}
    >>> _standing(one)
    'in ndcg@10 ours is ahead of a; level with b; behind none'
    """
    ahead = [name for name, figures in less.items() if figures[MEASURE]["low"] > 0]
    behind = [name for name, figures in less.items() if figures[MEASURE]["high"] < 0]
    level = [name for name in less if name not in ahead and name not in behind]
    parts = (("ahead of", ahead), ("level with", level), ("behind", behind))
    return f"in {MEASURE} ours is " + "; ".join(f"{how} {', '.join(names) or 'none'}" for how, names in parts)
