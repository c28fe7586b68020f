"""What a student or a counselor decides: a proposal, and whether jobs may be pushed at all."""

from __future__ import annotations

from datetime import datetime

from jobmatch.domain import ProposalState
from jobmatch.store.bulk import upsert
from jobmatch.store.database import Unit
from jobmatch.store.effects import erase_learned
from jobmatch.store.proposals import drop_proposals, get_proposal, settle_proposal
from jobmatch.store.pushes import expire_pushes_to
from jobmatch.store.revisions import bump
from jobmatch.store.schema import consent_change
from jobmatch.store.students import set_consent, set_wish
from jobmatch.store.tasks import close_tasks


def decide_proposal(unit: Unit, proposal_id: str, confirmed: bool, by: str, now: datetime) -> None:
    """Confirm a proposal, which changes the student's Wishes, or decline it.

    Raises NotFound, BadInput where it names no wish, and Conflict where it is decided already or the wish has
    changed since.
    """
    proposal = get_proposal(unit, proposal_id)
    settle_proposal(unit, proposal_id, ProposalState.CONFIRMED if confirmed else ProposalState.DECLINED, by, now)
    if confirmed:
        set_wish(unit, proposal.student_id, proposal.field, proposal.before, proposal.after, now)
    bump(unit)


def withdraw_consent(unit: Unit, student_id: str, by: str, now: datetime) -> None:
    """Stop pushing to a student: unsent pushes expire, what was learned is erased, tasks close, proposals go.

    Raises NotFound. The events themselves stay, and no log that anything is learned from holds them any more.
    """
    _note(unit, student_id, False, by, now)
    expire_pushes_to(unit, [student_id])
    erase_learned(unit, student_id)
    close_tasks(unit, [student_id], now)
    drop_proposals(unit, student_id)


def give_consent(unit: Unit, student_id: str, by: str, now: datetime) -> None:
    """Let pushes start again from the next night; nothing else comes back. Raises NotFound."""
    _note(unit, student_id, True, by, now)


def _note(unit: Unit, student_id: str, given: bool, by: str, now: datetime) -> None:
    set_consent(unit, student_id, given, now)
    upsert(unit, consent_change, [{"student": student_id, "at": now, "given": given, "by": by}])
