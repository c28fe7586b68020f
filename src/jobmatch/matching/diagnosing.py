"""Why a student gets nothing, and what would change it (M12)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from jobmatch.domain import Diagnosis, Stage, Student, Verdict
from jobmatch.feedback import Adaptation
from jobmatch.matching.market import Market
from jobmatch.matching.ranking import Ranked, worth_pushing
from jobmatch.rules import WhyNot, bits_of
from jobmatch.settings import Policy


class Cause(StrEnum):
    """The first of these that holds, in this order."""

    NO_CONSENT = "no_consent"
    NOT_SEEKING = "not_seeking"
    UNREACHABLE = "unreachable"
    PAUSED = "paused"
    RESTING = "resting"
    CROWDED_OUT = "crowded_out"
    BELOW_BAR = "below_bar"
    ONLY_QUESTIONS = "only_questions"
    NOTHING_NEW = "nothing_new"
    NOTHING_FITS = "nothing_fits"


_WORDS = {
    Cause.NO_CONSENT: ("学生尚未同意接收推送，请先征求本人意见。", "The student has not agreed to pushes; ask first."),
    Cause.NOT_SEEKING: ("学生目前不在求职。", "The student is not looking for work at present."),
    Cause.UNREACHABLE: (
        "发出的消息被退回，请先核实学生的联系方式。",
        "Messages came back; check how the student can be reached first.",
    ),
    Cause.PAUSED: (
        "学生近期表示已有着落或暂不找工作，推送已暂停；到期后自动恢复。",
        "The student has found something or is not looking for work for now; pushes rest until the pause is over.",
    ),
    Cause.RESTING: (
        "最近几次推送都没有回应，今晚先不打扰；如有待办问题，请先看。",
        "The last pushes met silence, so tonight there is none; if a question waits for the counselor, see it first.",
    ),
    Cause.CROWDED_OUT: (
        "有合适的岗位，但今晚名额都分给了匹配更高的同学，明晚会再次比较。",
        "There are fitting openings, but tonight their places went to closer matches; they are weighed again tomorrow.",
    ),
    Cause.BELOW_BAR: (
        "符合条件的岗位与意向相差较远，宁缺毋滥；建议与学生重新谈谈求职意向。",
        "What the student may have is far from what is wished; better none than a bad one. Talk the wishes over.",
    ),
    Cause.ONLY_QUESTIONS: (
        "有岗位可能合适，但关键信息还缺，需先问清再推。",
        "Openings may fit, but something decisive is not known yet; ask before pushing.",
    ),
    Cause.NOTHING_NEW: (
        "合适的岗位此前都已推送过，请跟进学生的答复。",
        "Every fitting opening was pushed before; follow up on the answers.",
    ),
    Cause.NOTHING_FITS: ("目前没有符合条件的岗位。", "No live opening passes the rules."),
}

_REFUSED = (
    "学生不同意接收推送；除非本人提出，请不要再劝。",
    "The student does not want pushes; do not ask again unless they raise it.",
)
_ENROLLED = ("学生在读，毕业前只推实习和兼职。", "Until graduation only internships and part-time work are pushed.")


@dataclass(frozen=True, slots=True)
class Diagnostician:
    """Diagnoses students of one market; ranked holds the candidates of every student who may be asked about,
    worth (n,) marks those good enough to be pushed; adaptation says who is out of reach, paused or rests."""

    market: Market
    policy: Policy
    ranked: Ranked
    worth: npt.NDArray[np.bool_]
    why_not: WhyNot
    adaptation: Adaptation | None

    @classmethod
    def over(
        cls, market: Market, policy: Policy, ranked: Ranked, adaptation: Adaptation | None = None
    ) -> Diagnostician:
        """A diagnostician for everybody whose candidates were ranked."""
        why_not = WhyNot(market.tables, market.students, market.postings, market.night, policy.never_push)
        raised = 0.0 if adaptation is None else adaptation.bar_raise[ranked.candidates.student]
        return cls(market, policy, ranked, worth_pushing(ranked, policy, raised), why_not, adaptation)

    def diagnose(self, row: int) -> Diagnosis:
        """The diagnosis of the student in that row, who was given nothing."""
        student, cause = self.market.students[row], self._cause(row)
        zh, en = _words(student, cause)
        return Diagnosis(
            student_id=student.id,
            campaign=self.market.night.isoformat(),
            cause=cause,
            zh=zh,
            en=en,
            removed=self.why_not.removed(row),
            changes=self.why_not.changes(row),
        )

    def _cause(self, row: int) -> Cause:
        student = self.market.students[row]
        start, end = np.searchsorted(self.ranked.candidates.student, [row, row + 1])
        if not student.consent_push:
            return Cause.NO_CONSENT
        if not _seeking(student):
            return Cause.NOT_SEEKING
        if self.adaptation is not None and self.adaptation.quota[row] == 0:
            return _why_left_alone(self.adaptation, row)
        if start < end:
            return Cause.CROWDED_OUT if self.worth[start:end].any() else Cause.BELOW_BAR
        return self._cause_without_candidates(row)

    def _cause_without_candidates(self, row: int) -> Cause:
        rows = np.flatnonzero(self.market.live).astype(np.int32)
        verdicts = self.market.tables.pair_verdicts(np.full(len(rows), row, dtype=np.int32), rows)
        open_to = verdicts.verdict != Verdict.FAIL
        if not open_to.any():
            return Cause.NOTHING_FITS
        questions = (verdicts.unknown[open_to] & np.uint32(bits_of(self.policy.never_push))) != 0
        return Cause.ONLY_QUESTIONS if questions.all() else Cause.NOTHING_NEW


def _words(student: Student, cause: Cause) -> tuple[str, str]:
    """What the counselor reads of a cause, zh and en."""
    if cause is Cause.NO_CONSENT:
        return _REFUSED if student.consent_push is False else _WORDS[cause]
    zh, en = _WORDS[cause]
    return (zh + _ENROLLED[0], f"{en} {_ENROLLED[1]}") if student.stage is Stage.ENROLLED else (zh, en)


def _why_left_alone(adaptation: Adaptation, row: int) -> Cause:
    if adaptation.unreachable[row]:
        return Cause.UNREACHABLE
    return Cause.PAUSED if adaptation.paused[row] else Cause.RESTING


def _seeking(student: Student) -> bool:
    return student.stage not in (Stage.PLACED, Stage.STUDYING_ON, Stage.CLOSED)
