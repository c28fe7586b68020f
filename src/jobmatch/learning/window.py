"""What one night learns from: the log of the window, and how answers and silence in it are read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from jobmatch.columns import Int32
from jobmatch.domain import Task
from jobmatch.feedback import Examination, Labels, Outcomes, estimate_examination, label, outcomes, told_of
from jobmatch.history import EventLog, PushLog, day_number
from jobmatch.learning.evidence import logged
from jobmatch.learning.model import HAND
from jobmatch.matching import LOGGED, Tools
from jobmatch.settings import Policy
from jobmatch.store import all_tasks, event_log, postings_by_id, push_log


@dataclass(frozen=True, slots=True)
class Window:
    """What the store knows: pushes from a date on, their events, counselors' tasks, each posting's employer (P,)."""

    pushes: PushLog
    events: EventLog
    tasks: tuple[Task, ...]
    employer: Int32


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of the window's pushes, how likely they were seen, and what that says of the match."""

    outcomes: Outcomes
    examination: Examination
    labels: Labels


def since(night: date, window_days: int) -> date:
    """The first campaign of a night's window."""
    return night - timedelta(days=window_days)


def read_window(tools: Tools, night: date, basis_since: date) -> Window:
    """The window of a night; traits that an earlier encoder gave mean something else, and count as not logged."""
    with tools.store.read() as unit:
        pushes = push_log(unit, since(night, tools.policy.loop.learning.window_days))
        events = event_log(unit, pushes)
        tasks = tuple(all_tasks(unit))
        employer_of = {posting.id: posting.employer.name for posting in postings_by_id(unit, pushes.postings)}
    names = [employer_of.get(posting, posting) for posting in pushes.postings]
    number = {name: place for place, name in enumerate(sorted(set(names)))}
    employer = np.array([number[name] for name in names], np.int32)
    return Window(without_foreign_traits(pushes, basis_since), events, tasks, employer)


def read_silence(window: Window, policy: Policy, now: float) -> Reading:
    """Outcomes, chances of a look, and labels, as known now."""
    pushes, attribution = window.pushes, policy.loop.attribution
    found = outcomes(pushes, window.events, now, policy.answer_window_days)
    examination = estimate_examination(pushes, found, attribution)
    told = told_of(pushes, window.tasks)
    return Reading(found, examination, label(pushes, found, examination.of(pushes, found), attribution, told))


def without_foreign_traits(pushes: PushLog, basis_since: date) -> PushLog:
    """The log with the model's columns, and NaN for traits logged before their basis was in use."""
    foreign = pushes.campaign_day < day_number(basis_since)
    features = logged(pushes)
    if foreign.any():
        features = features.copy()
        features[foreign, HAND:] = np.nan
    return replace(pushes, features=features, feature_names=LOGGED)
