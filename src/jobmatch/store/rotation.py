"""New keys for old: every sealed field is opened and sealed again."""

from __future__ import annotations

from jobmatch.store.database import Store
from jobmatch.store.feedback import rekey_feedback
from jobmatch.store.ingests import rekey_rejected
from jobmatch.store.opinions import rekey_opinions
from jobmatch.store.overrides import rekey_overrides
from jobmatch.store.proposals import rekey_proposals
from jobmatch.store.seal import KeyRing
from jobmatch.store.students import rekey_students
from jobmatch.store.tasks import rekey_tasks

_SEALED = (
    rekey_students,
    rekey_feedback,
    rekey_tasks,
    rekey_proposals,
    rekey_overrides,
    rekey_opinions,
    rekey_rejected,
)


def rotate(store: Store, ring: KeyRing | None = None) -> int:
    """Seal everything anew in one transaction, and return how many rows that were.

    Without ring, the first key of the store's own ring seals, and its last one must stay in it for look-ups.
    With ring, everything moves over to that one: afterwards no older key is needed, and the store must be opened
    again with it.
    """
    target = ring or store.keys
    with store.write() as unit:
        return sum(rekey(unit, target) for rekey in _SEALED)
