"""What the night knows of earlier nights: the log, how each student is to be treated, and what counselors said."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jobmatch.domain import Override, OverrideVerb, Slot, Task
from jobmatch.feedback import Adaptation, Outcomes, adapt, outcomes
from jobmatch.history import PushLog, code_of, day_of, end_of_day, office_day
from jobmatch.learning import aligned
from jobmatch.matching import Market, Tools
from jobmatch.store import all_tasks, event_log, overrides, push_log


@dataclass(frozen=True, slots=True)
class Memory:
    """The log with its outcomes, tonight's adaptation by row of the market's students, overrides and tasks."""

    pushes: PushLog
    outcomes: Outcomes
    adaptation: Adaptation
    overrides: tuple[Override, ...]
    tasks: tuple[Task, ...]


def remember(tools: Tools, market: Market) -> Memory:
    """Read the log as it stands at the end of the night's day."""
    with tools.store.read() as unit:
        pushes = push_log(unit)
        events = event_log(unit, pushes)
        said, tasks = overrides(unit), tuple(all_tasks(unit))
    found = outcomes(pushes, events, end_of_day(market.night), tools.policy.answer_window_days)
    adaptation = adapt(market.ids[0], pushes, found, tasks, market.night, tools.policy)
    adaptation = replace(adaptation, stale=aligned(adaptation.stale, pushes.feature_names))
    return Memory(pushes, found, adaptation, tuple(_still_open(said, pushes)), tasks)


def _still_open(said: list[Override], pushes: PushLog) -> list[Override]:
    """The overrides not yet obeyed: "push this" is done with once the pair went out at a counselor's word."""
    obeyed = pushes.slot == code_of(Slot.OVERRIDE)
    done = {
        (pushes.students[student], pushes.postings[posting]): day
        for student, posting, day in zip(
            pushes.student[obeyed], pushes.posting[obeyed], pushes.campaign_day[obeyed], strict=True
        )
    }
    return [word for word in said if word.verb is OverrideVerb.NEVER or not _obeyed_since(word, done)]


def _obeyed_since(word: Override, done: dict[tuple[str, str], int]) -> bool:
    day = done.get((word.student_id, word.posting_id))
    return day is not None and day_of(day) >= office_day(word.at)
