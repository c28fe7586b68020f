"""One run: a world and an approach together, night after night."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np

from jobmatch.bench.loop.approaches import Approach, Evening, Mind, Plan
from jobmatch.bench.loop.ground import Bool, Ground
from jobmatch.bench.loop.log import Log, Sent
from jobmatch.bench.worlds import Name, Truth, World
from jobmatch.columns import Int32
from jobmatch.domain import DismissalReason, FeedbackKind, SilenceCause, Task, TaskKind, TaskState
from jobmatch.feedback import Outcomes, Progress, outcomes
from jobmatch.history import EventLog, PushLog, code_of, day_number, end_of_day
from jobmatch.matching import Market, logged_features
from jobmatch.nightly.deciding import Decision, decide

BATCH = time(12, tzinfo=UTC)  # eight in the evening in China
FOUND_WORK = 1 + code_of(DismissalReason.FOUND_WORK)  # as events code it; it says nothing of the opening
ENDS = (code_of(FeedbackKind.NOT_FOR_ME), code_of(FeedbackKind.HIRED), code_of(FeedbackKind.LEFT))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a counselor, and what was the truth on its night: a cause or "none"."""

    cause: SilenceCause
    truth: str

    @property
    def right(self) -> bool:
        """Whether the named cause is the true one; UNCLEAR is right only where there is none."""
        return self.truth == ("none" if self.cause is SilenceCause.UNCLEAR else self.cause)


@dataclass(slots=True)
class Run:
    """A run under way; asked and log are what it leaves behind, besides the world's own memory."""

    ground: Ground
    world: World
    mind: Mind
    log: Log
    tasks: dict[str, Task] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    @classmethod
    def begin(cls, ground: Ground, name: Name, approach: Approach, seed: int) -> Run:
        """A world drawn by the seed, and an approach that knows nothing of it yet."""
        world = World.settle(name, seed, ground.first, ground.roster, ground.offers)
        return cls(ground, world, Mind(approach, ground, Truth(world)), Log(ground))

    def live(self, nights: int) -> None:
        """That many nights from the first."""
        for number in range(nights):
            self.night(number)

    def night(self, number: int) -> Sent:
        """One night: decide, send, and hear what comes back until the next."""
        market = self.ground.on(number)
        pushes, events = self.log.read()
        became = outcomes(pushes, events, end_of_day(market.night), self.ground.policy.answer_window_days)
        placed = self._placed(pushes, became)
        candidates = self.ground.candidates(number, self._open_to(pushes, events, placed))
        plan = self.mind.plan(Evening(market.night, market, pushes, became, tuple(self.tasks.values())), candidates)
        caps = self._caps(market.night, pushes, events, became)
        decision = decide(market, plan.policy, plan.ranked, caps, plan.adaptation)
        sent = sent_of(market, plan, decision)
        self.log.send(sent)
        self._ask(plan.asked, placed)
        told = self.world.night(market.night, list(self._outbox(sent)), [task_row(task) for task in plan.asked])
        self._hear(told, market.night)
        return sent

    def _hear(self, rows: Sequence[dict[str, Any]], night: date) -> None:
        self.log.hear(row for row in rows if "push" in row)
        answered_at = datetime.combine(night + timedelta(days=1), BATCH)
        for row in rows:
            if "task" in row:
                answer = SilenceCause(row["answer"])
                task = replace(self.tasks[row["task"]], state=TaskState.ANSWERED, answer=answer, note=row["note"])
                self.tasks[row["task"]] = replace(task, answered_by=row["by"], answered_at=answered_at)

    def _ask(self, asked: Sequence[Task], placed: Bool) -> None:
        """Keep the night's tasks, and what the truth of each silence is."""
        row_of = self.world.roster.row_of
        for task in asked:
            self.tasks[task.task_id] = task
            if task.kind is TaskKind.SILENCE and not placed[row_of[task.student_id]]:
                self.asked.append(Asked(task.cause, self.mind.truth.true_cause_of(task.pushes)))

    def _open_to(self, pushes: PushLog, events: EventLog, placed: Bool) -> Bool:
        """Which of the ground's pairs were not pushed before nor a twin turned down, and to whom one may still push."""
        pairs, twin = self.ground.pairs, self.ground.twin
        pushed = np.zeros((len(self.ground.roster), len(self.ground.offers)), np.bool_)
        pushed[self.log.pairs()] = True
        refused = np.zeros(pushed.shape, np.bool_)
        dismissed = events.push[(events.kind == code_of(FeedbackKind.NOT_FOR_ME)) & (events.reason != FOUND_WORK)]
        refused[pushes.student[dismissed], twin[pushes.posting[dismissed]]] = True
        used = pushed[pairs.student, pairs.posting] | refused[pairs.student, twin[pairs.posting]]
        open_to: Bool = ~used & ~placed[pairs.student]
        return open_to

    def _placed(self, pushes: PushLog, became: Outcomes) -> Bool:
        placed = np.zeros(len(self.ground.roster), np.bool_)
        placed[pushes.student[became.furthest >= Progress.HIRED]] = True
        return placed

    def _caps(self, night: date, pushes: PushLog, events: EventLog, became: Outcomes) -> Int32:
        """What each opening can bear tonight, as the night counts it from the store."""
        policy, count = self.ground.policy, len(self.ground.offers)
        filled = np.bincount(pushes.posting[became.furthest >= Progress.HIRED], minlength=count)
        ended = np.zeros(len(pushes), np.bool_)
        ended[events.push[np.isin(events.kind, ENDS)]] = True
        today = day_number(night)
        still_open = (pushes.campaign_day > today - policy.answer_window_days) & ~ended
        bearable = np.floor(np.maximum(0, self.ground.places - filled) * policy.oversubscription)
        caps = bearable - np.bincount(pushes.posting[still_open], minlength=count)
        left: Int32 = np.maximum(caps, 0).astype(np.int32)
        return left

    def _outbox(self, sent: Sent) -> Iterator[dict[str, Any]]:
        """The night's pushes as rows of the outbox."""
        for i, key in enumerate(sent.keys):
            yield {
                **self.ground.offers[sent.posting[i]],
                "key": key,
                "student": self.ground.roster[sent.student[i]]["student"],
                "campaign": sent.campaign.isoformat(),
                "position": int(sent.position[i]),
                "together": int(sent.together[i]),
                "sent_at": sent.sent_at.isoformat(),
            }


def sent_of(market: Market, plan: Plan, decision: Decision) -> Sent:
    """The chosen pairs as they go out: each student's best first, ties by posting row."""
    ranked, ids = plan.ranked, market.ids
    chosen = np.flatnonzero(decision.chosen)
    pairs, total = ranked.candidates.take(chosen), ranked.total[chosen]
    order = np.lexsort((pairs.posting, -total, pairs.student))
    rows = chosen[order]
    student, posting = pairs.student[order], pairs.posting[order]
    first = np.searchsorted(student, student, side="left")
    names = zip(student, posting, strict=True)
    return Sent(
        keys=tuple(f"{ids[0][s]}|{ids[1][p]}|{market.night}" for s, p in names),
        student=student,
        posting=posting,
        position=(np.arange(len(rows)) - first + 1).astype(np.int32),
        together=(np.searchsorted(student, student, side="right") - first).astype(np.int32),
        slot=decision.slot[rows],
        score=total[order],
        propensity=decision.propensity[rows],
        features=logged_features(market, plan.policy, pairs.take(order)),
        campaign=market.night,
        sent_at=datetime.combine(market.night, BATCH),
    )


def task_row(task: Task) -> dict[str, Any]:
    """What a counselor is shown of a task."""
    return {
        "task": task.task_id,
        "student": task.student_id,
        "kind": task.kind,
        "cause": task.cause,
        "belief": task.belief_zh,
        "question": task.question_zh,
        "pushes": list(task.pushes),
    }
