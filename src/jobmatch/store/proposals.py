"""Changes to a profile that answers suggest; they may speak of a person, and stay sealed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from jobmatch.domain import Conflict, NotFound, Proposal, ProposalState
from jobmatch.store.bulk import Outcome, Record, rows_where
from jobmatch.store.codec import Codec
from jobmatch.store.consents import refusing
from jobmatch.store.database import Unit
from jobmatch.store.schema import proposal as table
from jobmatch.store.seal import KeyRing, Place


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What of a proposal is sealed."""

    before: str
    after: str
    basis: tuple[str, ...]
    zh: str
    en: str


_SUGGESTION: Codec[Suggestion] = Codec(Suggestion)


def put_proposals(unit: Unit, proposals: Sequence[Proposal]) -> Outcome:
    """Add open proposals; one whose id is known already stays as it is, and one to who refuses pushes is dropped."""
    refused = refusing(unit, [proposal.student_id for proposal in proposals])
    by_id = {proposal.proposal_id: proposal for proposal in proposals if proposal.student_id not in refused}
    known = {row.proposal_id for row in rows_where(unit, table.c.proposal_id, list(by_id), (table.c.proposal_id,))}
    records = [_record(unit.keys, one) for one in by_id.values() if one.proposal_id not in known]
    if records:
        unit.connection.execute(table.insert(), records)
    return Outcome(added=len(records), unchanged=len(known))


def proposals_of(unit: Unit, student_id: str | None = None, state: ProposalState | None = None) -> list[Proposal]:
    """The proposals of one student or all, in one state or any; by the night they were made and then their id."""
    ordered = select(table).order_by(table.c.proposed_on, table.c.proposal_id)
    if student_id is not None:
        ordered = ordered.where(table.c.student == student_id)
    if state is not None:
        ordered = ordered.where(table.c.state == state)
    return [_proposal(unit.keys, row) for row in unit.connection.execute(ordered)]


def get_proposal(unit: Unit, proposal_id: str) -> Proposal:
    """Raises NotFound."""
    row = unit.connection.execute(select(table).where(table.c.proposal_id == proposal_id)).one_or_none()
    if row is None:
        raise NotFound(f"no proposal {proposal_id}")
    return _proposal(unit.keys, row)


def settle_proposal(unit: Unit, proposal_id: str, state: ProposalState, by: str, now: datetime) -> None:
    """Note what was decided; raises Conflict where the proposal is decided already."""
    still_open = (table.c.proposal_id == proposal_id, table.c.state == ProposalState.PROPOSED)
    decided = table.update().where(*still_open).values(state=state, decided_by=by, decided_at=now)
    if unit.connection.execute(decided).rowcount == 0:
        raise Conflict(f"proposal {proposal_id} is decided already; expected an open one")


def drop_proposals(unit: Unit, student_id: str) -> None:
    """Forget the open proposals of one student."""
    unit.connection.execute(
        table.delete().where(table.c.student == student_id, table.c.state == ProposalState.PROPOSED)
    )


def decided_wishes(
    unit: Unit, student_ids: Sequence[str], state: ProposalState
) -> dict[str, list[tuple[str, str, str]]]:
    """Field, before and after of the proposals decided in one way, by student, oldest decision first."""
    found = rows_where(unit, table.c.student, student_ids, tuple(table.c), table.c.state == state)
    wishes = defaultdict(list)
    for row in sorted(found, key=lambda row: (row.decided_at, row.proposal_id)):
        suggested = _suggestion(unit.keys, row)
        wishes[row.student].append((row.field, suggested.before, suggested.after))
    return dict(wishes)


def rekey_proposals(unit: Unit, ring: KeyRing) -> int:
    """Seal every proposal again under another ring; returns how many."""
    changes = [
        {"of": row.proposal_id, "sealed": unit.keys.handed_over(row.body, _place(row.proposal_id), ring)}
        for row in unit.connection.execute(select(table.c.proposal_id, table.c.body))
    ]
    if changes:
        update = table.update().where(table.c.proposal_id == bindparam("of")).values(body=bindparam("sealed"))
        unit.connection.execute(update, changes)
    return len(changes)


def _record(keys: KeyRing, proposal: Proposal) -> Record:
    suggested = Suggestion(proposal.before, proposal.after, proposal.basis, proposal.zh, proposal.en)
    return {
        "proposal_id": proposal.proposal_id,
        "student": proposal.student_id,
        "field": proposal.field,
        "body": keys.seal(_SUGGESTION.encode(suggested).encode(), _place(proposal.proposal_id)),
        "proposed_on": proposal.proposed_on,
        "state": ProposalState.PROPOSED,
    }


def _proposal(keys: KeyRing, row: Row[Any]) -> Proposal:
    suggested = _suggestion(keys, row)
    return Proposal(
        proposal_id=row.proposal_id,
        student_id=row.student,
        field=row.field,
        before=suggested.before,
        after=suggested.after,
        basis=suggested.basis,
        zh=suggested.zh,
        en=suggested.en,
        proposed_on=row.proposed_on,
        state=ProposalState(row.state),
        decided_by=row.decided_by or "",
        decided_at=row.decided_at,
    )


def _suggestion(keys: KeyRing, row: Row[Any]) -> Suggestion:
    return _SUGGESTION.decode(keys.open(row.body, _place(row.proposal_id)))


def _place(proposal_id: str) -> Place:
    return Place(table.name, "body", proposal_id)
