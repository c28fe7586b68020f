"""A counselor's "push this": the pair becomes a candidate, wherever it would have ranked."""

from __future__ import annotations

from collections.abc import Sequence

from jobmatch.columns import Candidates, concatenate
from jobmatch.domain import Override, OverrideVerb, Verdict
from jobmatch.matching import Market, Search, pair_up
from jobmatch.rules import RULES, findings
from jobmatch.settings import Policy

_WAIVABLE = frozenset(rule.code for rule in RULES if rule.waivable)


def with_overrides(
    candidates: Candidates, search: Search, market: Market, policy: Policy, overrides: Sequence[Override]
) -> Candidates:
    """The candidates with the pairs that counselors ask for; what a rule nobody may waive holds up stays out."""
    student_row = {student.id: row for row, student in enumerate(market.students)}
    known = set(zip(candidates.student.tolist(), candidates.posting.tolist(), strict=True)) if overrides else set()
    added = []
    for word in overrides:
        pair = (student_row.get(word.student_id), market.index.row_of.get(word.posting_id))
        if word.verb is OverrideVerb.NEVER or pair in known or pair[0] is None or pair[1] is None:
            continue
        if market.live[pair[1]] and not standing_against(market, policy, pair[0], pair[1]):
            known.add(pair)
            added.append(pair_up(search, pair[0], pair[1]))
    return concatenate([candidates, *added]) if added else candidates


def standing_against(market: Market, policy: Policy, student_row: int, posting_row: int) -> list[str]:
    """The rules that no counselor may set aside and that refuse the pair, or leave open what is never pushed open."""
    found = findings(market.students[student_row], market.postings[posting_row], market.night)
    return [
        finding.rule
        for finding in found
        if finding.rule not in _WAIVABLE
        and (
            finding.verdict is Verdict.FAIL
            or (finding.verdict is Verdict.UNKNOWN and finding.rule in policy.never_push)
        )
    ]
