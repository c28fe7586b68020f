"""The first schema: every table, with the sensitive columns sealed from the start."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Frozen copies of what schema.py meant when this was written.
Id = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables, those first that others point to."""
    _people()
    _openings()
    _nights()
    _outbox()
    _answers()
    _versions()
    _imports()


def _people() -> None:
    op.create_table(
        "student",
        sa.Column("id", Id, nullable=False),
        sa.Column("number_index", sa.Text, nullable=False),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("identity", sa.LargeBinary, nullable=False),
        sa.Column("circumstances", sa.LargeBinary, nullable=False),
        sa.Column("consent", sa.Boolean),
        sa.Column("counselor", sa.Text),
        sa.Column("synthetic", sa.Boolean, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("updated_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_student"),
        sa.UniqueConstraint("number_index", name="uq_student_number_index"),
    )
    op.create_index("ix_student_counselor", "student", ["counselor"])


def _openings() -> None:
    op.create_table(
        "employer",
        sa.Column("name", Id, nullable=False),
        sa.Column("kind", sa.Text),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("updated_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_employer"),
    )
    op.create_index("ix_employer_kind", "employer", ["kind"])
    op.create_table(
        "posting",
        sa.Column("id", Id, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("external_id", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("employer", Id, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("places_filled", sa.Integer, nullable=False),
        sa.Column("headcount", sa.Integer),
        sa.Column("published_on", sa.Date),
        sa.Column("deadline", sa.Date),
        sa.Column("synthetic", sa.Boolean, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("updated_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_posting"),
        sa.ForeignKeyConstraint(["employer"], ["employer.name"], name="fk_posting_employer"),
    )
    op.create_index("ix_posting_employer", "posting", ["employer"])
    op.create_index("ix_posting_status_deadline", "posting", ["status", "deadline"])


def _nights() -> None:
    op.create_table(
        "batch_run",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("fencing", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("summary", sa.Text),
        sa.Column("started_at", Instant, nullable=False),
        sa.Column("finished_at", Instant),
        sa.PrimaryKeyConstraint("id", name="pk_batch_run"),
        sa.UniqueConstraint("date", name="uq_batch_run_date"),
    )
    op.create_table(
        "batch_step",
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("figures", sa.Text, nullable=False),
        sa.Column("seconds", sa.Double, nullable=False),
        sa.Column("finished_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("run", "step", name="pk_batch_step"),
        sa.ForeignKeyConstraint(["run"], ["batch_run.id"], name="fk_batch_step_run"),
    )


def _outbox() -> None:
    op.create_table(
        "push",
        sa.Column("student", Id, nullable=False),
        sa.Column("posting", Id, nullable=False),
        sa.Column("campaign", Id, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("score", sa.Double, nullable=False),
        sa.Column("price", sa.Double, nullable=False),
        sa.Column("contributions", sa.Text, nullable=False),
        sa.Column("channels", sa.Text, nullable=False),
        sa.Column("unknowns", sa.Text, nullable=False),
        sa.Column("policy_version", sa.Text, nullable=False),
        sa.Column("model_version", sa.Text, nullable=False),
        sa.Column("index_version", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("leased_until", Instant),
        sa.Column("token", sa.Integer, nullable=False),
        sa.Column("sent_at", Instant),
        sa.PrimaryKeyConstraint("student", "posting", "campaign", name="pk_push"),
        sa.ForeignKeyConstraint(["student"], ["student.id"], name="fk_push_student"),
        sa.ForeignKeyConstraint(["posting"], ["posting.id"], name="fk_push_posting"),
        sa.ForeignKeyConstraint(["run"], ["batch_run.id"], name="fk_push_run"),
    )
    op.create_index("ix_push_posting", "push", ["posting"])
    op.create_index("ix_push_campaign", "push", ["campaign"])
    op.create_index("ix_push_state_leased_until", "push", ["state", "leased_until"])
    op.create_table(
        "price",
        sa.Column("campaign", Id, nullable=False),
        sa.Column("posting", Id, nullable=False),
        sa.Column("price", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("campaign", "posting", name="pk_price"),
        sa.ForeignKeyConstraint(["posting"], ["posting.id"], name="fk_price_posting"),
    )
    op.create_table(
        "diagnosis",
        sa.Column("student", Id, nullable=False),
        sa.Column("campaign", Id, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("student", "campaign", name="pk_diagnosis"),
        sa.ForeignKeyConstraint(["student"], ["student.id"], name="fk_diagnosis_student"),
        sa.ForeignKeyConstraint(["run"], ["batch_run.id"], name="fk_diagnosis_run"),
    )
    op.create_index("ix_diagnosis_campaign", "diagnosis", ["campaign"])


def _answers() -> None:
    op.create_table(
        "feedback",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("student", Id, nullable=False),
        sa.Column("posting", Id, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("reason", sa.LargeBinary),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_feedback"),
        sa.ForeignKeyConstraint(["student"], ["student.id"], name="fk_feedback_student"),
        sa.ForeignKeyConstraint(["posting"], ["posting.id"], name="fk_feedback_posting"),
    )
    op.create_index("ix_feedback_student_posting", "feedback", ["student", "posting"])


def _versions() -> None:
    op.create_table(
        "policy_version",
        sa.Column("version", Id, nullable=False),
        sa.Column("toml", sa.Text, nullable=False),
        sa.Column("kept_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_policy_version"),
    )
    op.create_table(
        "model_version",
        sa.Column("version", Id, nullable=False),
        sa.Column("manifest", sa.Text, nullable=False),
        sa.Column("kept_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_model_version"),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
    )


def _imports() -> None:
    op.create_table(
        "ingest_log",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("file_sha256", sa.Text, nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ingest_log"),
    )
    op.create_index("ix_ingest_log_file_sha256", "ingest_log", ["file_sha256"])
    op.create_table(
        "rejected_row",
        sa.Column("ingest", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("detail", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("ingest", "ordinal", name="pk_rejected_row"),
        sa.ForeignKeyConstraint(["ingest"], ["ingest_log.id"], name="fk_rejected_row_ingest"),
    )
