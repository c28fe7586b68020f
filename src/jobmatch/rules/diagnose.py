"""Why so few postings are open to a student, and which changes within reach would open most (M12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from jobmatch.domain import Change, Posting, PostingStatus, Student, Verdict
from jobmatch.rules.order import RULE_NUMBER, RULES
from jobmatch.rules.rule import Proposal, Rule, no_changes
from jobmatch.rules.tables import Bool, Int8, Tables
from jobmatch.rules.wording import FIELDS

LIFTED_BY_AN_ANSWER = frozenset({"consent"})  # elsewhere only what is unknown can be answered, never a refusal
SHOWN = 3  # changes a person can weigh at once


class Answer(NamedTuple):
    code: str
    zh: str
    en: str


ANSWERS = {
    "student": Answer("answer", "补充{}，最多可打开{{postings}}", "Filling in {} may open up to {{postings}}"),
    "posting": Answer(
        "ask",
        "请用人单位统一说明{}，最多可打开{{postings}}",
        "Employers' answers to the standing questions on {} may open up to {{postings}}",
    ),
    "reading": Answer(
        "read", "人工核对未读懂的{}，最多可打开{{postings}}", "Reading {} by hand may open up to {{postings}}"
    ),
}
READ_BY_A_PERSON = frozenset({"posting.other", "posting.alarms"})  # no question to the employer
QUESTIONS = frozenset(words.code for words in ANSWERS.values())


class WhyNot:
    """Reasons and remedies for students of one night.

    A posting is shut for a student when a rule refuses it, or when one of never_pushed (rule codes) cannot tell.
    postings are the same and in the same order as the tables'.
    """

    def __init__(
        self,
        tables: Tables,
        students: Sequence[Student],
        postings: Sequence[Posting],
        night: date,
        never_pushed: Collection[str] = (),
    ) -> None:
        self.tables, self.students, self.postings, self.night = tables, students, postings, night
        self.never_pushed = frozenset(RULE_NUMBER[code] for code in never_pushed)

    @cached_property
    def _first_rows(self) -> list[list[int]]:
        """For each rule and each of its posting codes, a posting that has it."""
        return [np.unique(table.posting_code, return_index=True)[1].tolist() for table in self.tables.rules]

    @cached_property
    def _live(self) -> Bool:
        return np.array([posting.status is PostingStatus.OPEN for posting in self.postings], np.bool_)

    def removed(self, student_row: int) -> tuple[tuple[str, int], ...]:
        """For each rule that refuses any, how many open postings it refuses, alone or among others; most first."""
        counts = {
            RULES[number].code: int((self._live & (ruled == Verdict.FAIL)).sum())
            for number, ruled in self._ruled(student_row).items()
        }
        return tuple(sorted(((code, n) for code, n in counts.items() if n), key=lambda pair: -pair[1]))

    def changes(self, student_row: int) -> tuple[Change, ...]:
        """Up to three changes, one of a kind, that would each alone open most postings; none that opens nothing."""
        ruled = self._ruled(student_row)
        shut = {number: verdicts >= self._bar(number) for number, verdicts in ruled.items()}
        alone = sum((mask.astype(np.int8) for mask in shut.values()), np.zeros(len(self.postings), np.int8)) == 1
        found = [
            change
            for number, mask in shut.items()
            for change in self._changes_of(number, student_row, mask & alone, ruled[number])
        ]
        return most_opening(found)

    def _ruled(self, student_row: int) -> dict[int, Int8]:
        """By rule number, what each rule that does not pass everything says of every posting."""
        ruled = {number: table.of(student_row) for number, table in enumerate(self.tables.rules)}
        return {number: verdicts for number, verdicts in ruled.items() if verdicts is not None}

    def _bar(self, number: int) -> Verdict:
        """The lowest verdict of a rule that shuts a posting."""
        return Verdict.UNKNOWN if number in self.never_pushed else Verdict.FAIL

    def _changes_of(self, number: int, student_row: int, alone: Bool, ruled: Int8) -> list[Change]:
        """Changes on one rule, given the postings that it alone shuts and what it says of all."""
        rule, mine = RULES[number], RULES[number].student_side(self.students[student_row], self.night)
        found: list[Change] = []
        if rule.changes is not no_changes:
            weighed = self._weighed(number, alone)
            proposals = rule.changes(self.students[student_row], mine, [theirs for theirs, _ in weighed])
            found += [self._weigh(number, rule, proposal, weighed) for proposal in proposals]
        silent = alone if rule.code in LIFTED_BY_AN_ANSWER else alone & (ruled == Verdict.UNKNOWN)
        found += answers(rule, mine, self._weighed(number, silent))
        return [change for change in found if change.opens]

    def _weighed(self, number: int, chosen: Bool) -> list[tuple[Any, int]]:
        """The distinct posting keys of one rule among the chosen postings, with how many postings have each."""
        codes, counts = np.unique(self.tables.rules[number].posting_code[chosen], return_counts=True)
        first, side = self._first_rows[number], RULES[number].posting_side
        return [
            (side(self.postings[first[code]], self.night), count)
            for code, count in zip(codes.tolist(), counts.tolist(), strict=True)
        ]

    def _weigh(
        self, number: int, rule: Rule[Any, Any], proposal: Proposal[Any], weighed: Iterable[tuple[Any, int]]
    ) -> Change:
        bar = self._bar(number)
        opens = sum(count for theirs, count in weighed if rule.judge(proposal.key, theirs).verdict < bar)
        return worded(proposal.code, proposal.zh, proposal.en, opens)


def most_opening(found: Iterable[Change]) -> tuple[Change, ...]:
    """The best change of each kind, the kinds that open most first: three ways out rather than three like ones."""
    best: dict[str, Change] = {}
    for change in sorted(found, key=lambda change: (-change.opens, change.code)):
        kind = change.code.partition(":")[0]
        best.setdefault(change.code if kind in QUESTIONS else kind, change)
    return tuple(best.values())[:SHOWN]


def answers(rule: Rule[Any, Any], mine: Any, weighed: Iterable[tuple[Any, int]]) -> list[Change]:
    """For each field whose silence shuts postings, what an answer to it may open at most."""
    asked: Counter[str] = Counter()
    for theirs, count in weighed:
        ruling = rule.judge(mine, theirs)
        asked[rule.texts[ruling.reason].asks] += count
    return [answer(field, opens) for field, opens in asked.items() if field]


def answer(field: str, opens: int) -> Change:
    side, name = field.split(".")
    (zh, en), words = FIELDS[field], ANSWERS["reading" if field in READ_BY_A_PERSON else side]
    return worded(f"{words.code}:{name}", words.zh.format(zh), words.en.format(en), opens)


def worded(code: str, zh: str, en: str, opens: int) -> Change:
    plural = "" if opens == 1 else "s"
    return Change(code, zh.format(postings=f" {opens} 个岗位"), en.format(postings=f"{opens} posting{plural}"), opens)
