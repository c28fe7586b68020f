"""The feedback loop: what a push logs, the chain of its events, and what is made of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Frozen copies of what schema.py meant when this was written.
Id = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Widen the outbox, make feedback point to a push, and create what the loop keeps."""
    _outbox()
    _events()
    _counselors()
    _overrides()
    _students()
    _anonymous()


def _outbox() -> None:
    op.add_column("posting", sa.Column("offer", sa.Text, nullable=False, server_default=sa.text("''")))
    for column in (
        sa.Column("together", sa.Integer, nullable=False, server_default="1"),
        sa.Column("slot", sa.Text, nullable=False, server_default="ranked"),
        sa.Column("propensity", sa.Double),
        sa.Column("features", sa.LargeBinary),
        sa.Column("offer", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("daypart", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("medium", sa.Text, nullable=False, server_default="file"),
    ):
        op.add_column("push", column)
    op.execute(sa.text(_TOGETHER))


_TOGETHER = """
UPDATE push SET together = (
    SELECT count(*) FROM push other WHERE other.student = push.student AND other.campaign = push.campaign
)
"""


def _events() -> None:
    """SQLite adds no foreign key to a table that is there, so the table is made anew.

    No command ever filled it. Its reasons were free text, and become comments; each event goes to the latest push of
    its pair, and one without any push goes, as it says nothing of any.
    """
    kept = op.get_bind().execute(sa.text(_LATEST_PUSH)).mappings().all()
    op.drop_table("feedback")
    feedback = op.create_table(
        "feedback",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("student", Id, nullable=False),
        sa.Column("posting", Id, nullable=False),
        sa.Column("campaign", Id, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("comment", sa.LargeBinary),
        sa.Column("months", sa.Integer),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_feedback"),
        sa.ForeignKeyConstraint(
            ["student", "posting", "campaign"],
            ["push.student", "push.posting", "push.campaign"],
            name="fk_feedback_student",
        ),
    )
    op.create_index("ix_feedback_student_posting_campaign", "feedback", ["student", "posting", "campaign"])
    columns: list[sa.ColumnClause[object]] = [
        sa.column(name) for name in _KEPT
    ]  # untyped, as the moments read back as the database wrote them
    if kept:
        op.get_bind().execute(sa.table(feedback.name, *columns).insert(), [dict(row) for row in kept])


_KEPT = ("event_id", "student", "posting", "campaign", "kind", "at", "comment", "source", "recorded_at")
_LATEST_PUSH = """
SELECT f.event_id, f.student, f.posting, max(p.campaign) AS campaign, f.kind, f.at, f.reason AS comment,
       'student' AS source, f.recorded_at
FROM feedback f JOIN push p ON p.student = f.student AND p.posting = f.posting
GROUP BY f.event_id, f.student, f.posting, f.kind, f.at, f.reason, f.recorded_at
"""


def _counselors() -> None:
    op.create_table(
        "task",
        sa.Column("task_id", Id, nullable=False),
        sa.Column("student", Id, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("answer", sa.Text),
        sa.Column("note", sa.LargeBinary),
        sa.Column("answered_by", sa.Text),
        sa.Column("answered_at", Instant),
        sa.PrimaryKeyConstraint("task_id", name="pk_task"),
        sa.ForeignKeyConstraint(["student"], ["student.id"], name="fk_task_student"),
    )
    op.create_index("ix_task_student", "task", ["student"])
    op.create_index("ix_task_state", "task", ["state"])
    op.create_table(
        "proposal",
        sa.Column("proposal_id", Id, nullable=False),
        sa.Column("student", Id, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("proposed_on", sa.Date, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("decided_by", sa.Text),
        sa.Column("decided_at", Instant),
        sa.PrimaryKeyConstraint("proposal_id", name="pk_proposal"),
        sa.ForeignKeyConstraint(["student"], ["student.id"], name="fk_proposal_student"),
    )
    op.create_index("ix_proposal_student", "proposal", ["student"])
    op.create_index("ix_proposal_state", "proposal", ["state"])


def _overrides() -> None:
    op.create_table(
        "override",
        sa.Column("student", Id, nullable=False),
        sa.Column("posting", Id, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("verb", sa.Text, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("lifted_at", Instant),
        sa.Column("lifted_by", sa.Text),
        sa.PrimaryKeyConstraint("student", "posting", "at", name="pk_override"),
        sa.ForeignKeyConstraint(["student"], ["student.id"], name="fk_override_student"),
        sa.ForeignKeyConstraint(["posting"], ["posting.id"], name="fk_override_posting"),
    )


def _students() -> None:
    op.create_table(
        "effect",
        sa.Column("version", Id, nullable=False),
        sa.Column("student", Id, nullable=False),
        sa.Column("learned", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("version", "student", name="pk_effect"),
        sa.ForeignKeyConstraint(["student"], ["student.id"], name="fk_effect_student"),
    )
    op.create_index("ix_effect_student", "effect", ["student"])
    op.create_table(
        "consent_change",
        sa.Column("student", Id, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("given", sa.Boolean, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("student", "at", name="pk_consent_change"),
        sa.ForeignKeyConstraint(["student"], ["student.id"], name="fk_consent_change_student"),
    )


def _anonymous() -> None:
    op.create_table(
        "opinion",
        sa.Column("opinion_id", Id, nullable=False),
        sa.Column("week", sa.Text, nullable=False),
        sa.Column("stars", sa.Integer, nullable=False),
        sa.Column("comment", sa.LargeBinary),
        sa.PrimaryKeyConstraint("opinion_id", name="pk_opinion"),
    )
    op.create_table(
        "used_token",
        sa.Column("digest", Id, nullable=False),
        sa.Column("event_id", Id, nullable=False),
        sa.Column("used_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_used_token"),
    )
