"""What is kept: one database, SQLite or PostgreSQL, whose sensitive fields only a key ring opens.

Every function takes a unit first, from ``with store.read() as unit`` or ``with store.write() as unit``.
"""

from jobmatch.store.bulk import Outcome
from jobmatch.store.database import Store, Unit
from jobmatch.store.feedback import all_feedback, put_feedback
from jobmatch.store.ingests import Ingest, RejectedRow, all_ingests, log_ingest, rejected_of
from jobmatch.store.nights import canonical_dump, last_campaign, night_of, prices_of, put_night
from jobmatch.store.postings import (
    all_employers,
    all_postings,
    close_posting,
    get_posting,
    live_postings,
    postings_by_id,
    put_postings,
)
from jobmatch.store.pushes import (
    LeasedPush,
    expire_pushes,
    lease_pushes,
    mark_sent,
    open_push_counts,
    pushed_pairs,
)
from jobmatch.store.revisions import revision, snapshot_key
from jobmatch.store.rotation import rotate
from jobmatch.store.runs import Step, begin_run, last_done_run, night_lock, record_step, steps_of, summary_of
from jobmatch.store.seal import KeyRing, SealBroken, new_key
from jobmatch.store.students import all_students, get_identity, get_student, put_students
from jobmatch.store.versions import keep_model, keep_policy, model_of, policy_of

__all__ = [
    "Ingest",
    "KeyRing",
    "LeasedPush",
    "Outcome",
    "RejectedRow",
    "SealBroken",
    "Step",
    "Store",
    "Unit",
    "all_employers",
    "all_feedback",
    "all_ingests",
    "all_postings",
    "all_students",
    "begin_run",
    "canonical_dump",
    "close_posting",
    "expire_pushes",
    "get_identity",
    "get_posting",
    "get_student",
    "keep_model",
    "keep_policy",
    "last_campaign",
    "last_done_run",
    "lease_pushes",
    "live_postings",
    "log_ingest",
    "mark_sent",
    "model_of",
    "new_key",
    "night_lock",
    "night_of",
    "open_push_counts",
    "policy_of",
    "postings_by_id",
    "prices_of",
    "pushed_pairs",
    "put_feedback",
    "put_night",
    "put_postings",
    "put_students",
    "record_step",
    "rejected_of",
    "revision",
    "rotate",
    "snapshot_key",
    "steps_of",
    "summary_of",
]
