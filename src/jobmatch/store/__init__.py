"""What is kept: one database, SQLite or PostgreSQL, whose sensitive fields only a key ring opens.

Every function takes a unit first, from ``with store.read() as unit`` or ``with store.write() as unit``.
"""

from jobmatch.store.bulk import Outcome
from jobmatch.store.database import Store, Unit
from jobmatch.store.decisions import decide_proposal, give_consent, withdraw_consent
from jobmatch.store.effects import effects_of, erase_learned, keep_effects, put_effects
from jobmatch.store.feedback import all_feedback, feedback_of, put_feedback
from jobmatch.store.ingests import Ingest, RejectedRow, all_ingests, log_ingest, rejected_of
from jobmatch.store.logs import event_log, push_log
from jobmatch.store.nights import canonical_dump, last_campaign, night_of, prices_of, put_night
from jobmatch.store.opinions import all_opinions, put_opinion
from jobmatch.store.overrides import lift_override, overrides, put_override
from jobmatch.store.postings import (
    all_employers,
    all_postings,
    close_posting,
    get_posting,
    live_postings,
    offer_fingerprint,
    postings_by_id,
    put_postings,
)
from jobmatch.store.proposals import get_proposal, proposals_of, put_proposals
from jobmatch.store.pushes import (
    LeasedPush,
    PushKey,
    count_waiting,
    dismissed_pairs,
    expire_pushes,
    lease_pushes,
    mark_bounced,
    mark_sent,
    open_push_counts,
    pushed_pairs,
    release_pushes,
    sent_by,
    sent_times,
)
from jobmatch.store.revisions import revision, snapshot_key
from jobmatch.store.rotation import rotate
from jobmatch.store.runs import Step, begin_run, last_done_run, night_lock, record_step, steps_of, summary_of
from jobmatch.store.seal import KeyRing, SealBroken, new_key
from jobmatch.store.students import all_students, get_identity, get_student, put_students
from jobmatch.store.tasks import all_tasks, answer_task, close_tasks, get_task, open_tasks, put_tasks, tasks_of
from jobmatch.store.used_tokens import use_token
from jobmatch.store.versions import keep_model, keep_policy, model_of, policy_of

__all__ = [
    "Ingest",
    "KeyRing",
    "LeasedPush",
    "Outcome",
    "PushKey",
    "RejectedRow",
    "SealBroken",
    "Step",
    "Store",
    "Unit",
    "all_employers",
    "all_feedback",
    "all_ingests",
    "all_opinions",
    "all_postings",
    "all_students",
    "all_tasks",
    "answer_task",
    "begin_run",
    "canonical_dump",
    "close_posting",
    "close_tasks",
    "count_waiting",
    "decide_proposal",
    "dismissed_pairs",
    "effects_of",
    "erase_learned",
    "event_log",
    "expire_pushes",
    "feedback_of",
    "get_identity",
    "get_posting",
    "get_proposal",
    "get_student",
    "get_task",
    "give_consent",
    "keep_effects",
    "keep_model",
    "keep_policy",
    "last_campaign",
    "last_done_run",
    "lease_pushes",
    "lift_override",
    "live_postings",
    "log_ingest",
    "mark_bounced",
    "mark_sent",
    "model_of",
    "new_key",
    "night_lock",
    "night_of",
    "offer_fingerprint",
    "open_push_counts",
    "open_tasks",
    "overrides",
    "policy_of",
    "postings_by_id",
    "prices_of",
    "proposals_of",
    "push_log",
    "pushed_pairs",
    "put_effects",
    "put_feedback",
    "put_night",
    "put_opinion",
    "put_override",
    "put_postings",
    "put_proposals",
    "put_students",
    "put_tasks",
    "record_step",
    "rejected_of",
    "release_pushes",
    "revision",
    "rotate",
    "sent_by",
    "sent_times",
    "snapshot_key",
    "steps_of",
    "summary_of",
    "tasks_of",
    "use_token",
    "withdraw_consent",
]
