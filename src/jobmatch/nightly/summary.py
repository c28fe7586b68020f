"""The figures of a night, counted from what it leaves."""

from __future__ import annotations

import resource
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from jobmatch.allocate import congestion, coverage, gini, worst_decile_mean
from jobmatch.columns import Int32
from jobmatch.domain import BatchRun, Level, Push, Slot, Student
from jobmatch.feedback import Answer
from jobmatch.matching import Market, Ranked
from jobmatch.nightly.deciding import Decision
from jobmatch.nightly.memory import Memory
from jobmatch.nightly.outcome import Outcome
from jobmatch.nightly.places import places_left
from jobmatch.nightly.questions import Questions
from jobmatch.push import Stamp
from jobmatch.taxonomy import majors

_KIB_PER_MIB = 1024


def stamp_figures(run: BatchRun, stamp: Stamp) -> dict[str, Any]:
    """Which run it was, and what made it."""
    return {
        "run_id": run.run_id,
        "date": stamp.campaign,
        "index_version": stamp.index_version,
        "policy_version": stamp.policy_version,
        "model_version": stamp.model_version,
    }


def market_figures(market: Market) -> dict[str, Any]:
    """Who and what there was to match."""
    synthetic = sum(posting.synthetic for posting in market.postings)
    return {
        "students": len(market.students),
        "postings_live": len(market.postings),
        "postings_real": len(market.postings) - synthetic,
        "postings_synthetic": synthetic,
        "deadlines_invented": sum("deadline" in posting.invented for posting in market.postings),
    }


def push_figures(market: Market, pushes: Sequence[Push]) -> dict[str, Any]:
    """Pushes of real and of synthetic postings apart, each by the student's level and field."""
    students = {student.id: student for student in market.students}
    postings = {posting.id: posting for posting in market.postings}
    pairs = [(students[push.student_id], postings[push.posting_id]) for push in pushes]
    figures: dict[str, Any] = {"pushes": len(pushes)}
    for name, synthetic in (("real", False), ("synthetic", True)):
        reached = [student for student, posting in pairs if posting.synthetic is synthetic]
        figures[f"pushes_{name}"] = len(reached)
        figures[f"pushes_{name}_by_level"] = _counted(_level(student) for student in reached)
        figures[f"pushes_{name}_by_field"] = _counted(_field(student) for student in reached)
    figures["pushes_grassroots"] = sum(bool(posting.employer.grassroots) for _, posting in pairs)
    figures["pushes_with_unknowns"] = sum(bool(push.unknowns) for push in pushes)
    return figures


def student_figures(market: Market, ranked: Ranked, outcome: Outcome) -> dict[str, Any]:
    """Every student is pushed or diagnosed; whoever is neither is counted, and must be nobody."""
    pushed = {push.student_id for push in outcome.pushes}
    diagnosed = {diagnosis.student_id for diagnosis in outcome.diagnoses}
    return {
        "students_reachable": len(np.unique(ranked.candidates.student)),
        "students_pushed": len(pushed),
        "students_diagnosed": len(diagnosed),
        "students_undiagnosed": sum(s.id not in pushed | diagnosed for s in market.students),
        "diagnoses_by_cause": _counted(str(diagnosis.cause) for diagnosis in outcome.diagnoses),
    }


def decision_figures(market: Market, ranked: Ranked, decision: Decision, caps: Int32) -> dict[str, float]:
    """How good, how even and how crowded the allocation is; gini is over the postings that could bear a push."""
    pairs, chosen = ranked.candidates, decision.chosen
    load = np.bincount(pairs.posting[chosen], minlength=len(caps))
    left = np.array([places_left(posting) for posting in market.postings], dtype=np.int32)
    figures = {
        "objective": decision.objective,
        "optimality_gap": decision.optimality_gap,
        "coverage": coverage(pairs.student, chosen, len(market.students)),
        "gini": gini(load[caps > 0]),
        "congestion": congestion(pairs.posting, chosen, left),
        "worst_decile_score": worst_decile_mean(pairs.student, ranked.total, chosen, len(market.students)),
    }
    return {name: round(value, 6) for name, value in figures.items()}


def loop_figures(decision: Decision, memory: Memory, questions: Questions) -> dict[str, Any]:
    """What earlier answers and silence did to this night, and what it asks of people."""
    slots = np.bincount(decision.slot[decision.chosen], minlength=len(Slot))
    adaptation = memory.adaptation
    return {
        "pushes_by_slot": {str(slot): int(slots[code]) for code, slot in enumerate(Slot)},
        "pushes_so_far": len(memory.pushes),
        "answered_so_far": int((memory.outcomes.answer != Answer.NONE).sum()),
        "ignored_so_far": int(memory.outcomes.ignored.sum()),
        "students_silent": int((adaptation.run > 0).sum()),
        "students_slowed": int((adaptation.bar_raise > 0).sum()),
        "students_resting": int(((adaptation.quota == 0) & ~adaptation.paused & ~adaptation.unreachable).sum()),
        "students_paused": int(adaptation.paused.sum()),
        "students_unreachable": int(adaptation.unreachable.sum()),
        "overrides_open": len(memory.overrides),
        "tasks_opened": len(questions.tasks),
        "proposals_made": len(questions.proposals),
    }


def cost_figures(seconds: Mapping[str, float]) -> dict[str, Any]:
    """Seconds by step and in all, and the largest resident set of this process or a finished worker, in MiB."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return {
        "seconds": {step: round(value, 3) for step, value in seconds.items()},
        "seconds_total": round(sum(seconds.values()), 3),
        "peak_rss_mib": round(max(resource.getrusage(kind).ru_maxrss for kind in kinds) / _KIB_PER_MIB, 1),
    }


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _level(student: Student) -> str:
    return Level(student.education.level).name.lower() if student.education.level else "unknown"


def _field(student: Student) -> str:
    code = student.education.major_code
    return "medical" if code and majors.is_medical(code) else "other"
