"""The tables. Sealed columns are bytes that only the key ring opens; JSON columns hold canonical text."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
)

HEAD = "0002"  # the newest migration; a store at any other is refused

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """A moment: takes any aware datetime, gives it back in UTC (SQLite itself keeps no offset)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


# Ids sort by code point on every database, as they do in Python.
Id = Text().with_variant(Text(collation="C"), "postgresql")

student = Table(
    "student",
    metadata,
    Column("id", Id, primary_key=True),  # S000042, by order of first appearance
    Column("number_index", Text, nullable=False, unique=True),  # blind index of the college number
    Column("profile", Text, nullable=False),  # JSON of students.Profile
    Column("identity", LargeBinary, nullable=False),  # sealed JSON of domain.Identity
    Column("circumstances", LargeBinary, nullable=False),  # sealed JSON of students.Confidential
    Column("consent", Boolean),  # null: not asked yet
    Column("counselor", Text, index=True),
    Column("synthetic", Boolean, nullable=False),
    Column("fingerprint", Text, nullable=False),  # keyed hash of everything above
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

employer = Table(
    "employer",
    metadata,
    Column("name", Id, primary_key=True),
    Column("kind", Text, index=True),
    Column("body", Text, nullable=False),  # JSON of domain.Employer, as the latest posting tells it
    Column("updated_at", Instant, nullable=False),
)

posting = Table(
    "posting",
    metadata,
    Column("id", Id, primary_key=True),  # <source>:<external_id>
    Column("source", Text, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("employer", Id, ForeignKey("employer.name"), nullable=False, index=True),
    Column("status", Text, nullable=False),
    Column("places_filled", Integer, nullable=False),
    Column("headcount", Integer),
    Column("published_on", Date),
    Column("deadline", Date),
    Column("synthetic", Boolean, nullable=False),
    Column("body", Text, nullable=False),  # JSON of postings.Body
    Column("offer", Text, nullable=False, server_default=text("''")),  # fingerprint; empty where it was not kept yet
    Column("fingerprint", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Index(None, "status", "deadline"),
)

batch_run = Table(
    "batch_run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("date", Date, nullable=False, unique=True),
    Column("fencing", Integer, nullable=False),  # grows with every start; an older starter is refused
    Column("state", Text, nullable=False),  # running, done
    Column("summary", Text),  # JSON
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant),
)

batch_step = Table(
    "batch_step",
    metadata,
    Column("run", Integer, ForeignKey("batch_run.id"), primary_key=True),
    Column("step", Text, primary_key=True),
    Column("key", Text, nullable=False),  # hash of what went in
    Column("file", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("figures", Text, nullable=False),  # JSON
    Column("seconds", Double, nullable=False),
    Column("finished_at", Instant, nullable=False),
)

push = Table(
    "push",
    metadata,
    Column("student", Id, ForeignKey("student.id"), primary_key=True),
    Column("posting", Id, ForeignKey("posting.id"), primary_key=True, index=True),
    Column("campaign", Id, primary_key=True, index=True),  # ISO 8601 date; with the two before: the dedupe key
    Column("run", Integer, ForeignKey("batch_run.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("score", Double, nullable=False),
    Column("price", Double, nullable=False),
    Column("contributions", Text, nullable=False),  # JSON
    Column("channels", Text, nullable=False),  # JSON
    Column("unknowns", Text, nullable=False),  # JSON
    Column("policy_version", Text, nullable=False),
    Column("model_version", Text, nullable=False),
    Column("index_version", Text, nullable=False),
    Column("together", Integer, nullable=False, server_default="1"),  # pushes of that student and campaign
    Column("slot", Text, nullable=False, server_default="ranked"),
    Column("propensity", Double),  # null: not drawn by chance
    Column("features", LargeBinary),  # little-endian float32, named by the model's manifest; null: not logged
    Column("offer", Text, nullable=False, server_default=text("''")),  # postings.offer_fingerprint as pushed
    Column("daypart", Text, nullable=False, server_default=text("''")),  # when to send it; empty: at any time
    Column("medium", Text, nullable=False, server_default="file"),  # what carried it, once it was sent
    Column("state", Text, nullable=False),
    Column("owner", Text),  # who leased it last
    Column("leased_until", Instant),
    Column("token", Integer, nullable=False),  # fencing token of the latest lease
    Column("sent_at", Instant),
    Index(None, "state", "leased_until"),
)

price = Table(
    "price",
    metadata,
    Column("campaign", Id, primary_key=True),
    Column("posting", Id, ForeignKey("posting.id"), primary_key=True),
    Column("price", Double, nullable=False),  # shadow price, in units of score
)

diagnosis = Table(
    "diagnosis",
    metadata,
    Column("student", Id, ForeignKey("student.id"), primary_key=True),
    Column("campaign", Id, primary_key=True, index=True),
    Column("run", Integer, ForeignKey("batch_run.id"), nullable=False),
    Column("cause", Text, nullable=False),
    Column("body", Text, nullable=False),  # JSON of domain.Diagnosis
)

feedback = Table(
    "feedback",
    metadata,
    Column("event_id", Id, primary_key=True),
    Column("student", Id, nullable=False),
    Column("posting", Id, nullable=False),
    Column("campaign", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Instant, nullable=False),  # when it happened
    Column("reason", Text),
    Column("comment", LargeBinary),  # sealed; null: none given
    Column("months", Integer),
    Column("source", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),  # when it was heard of
    ForeignKeyConstraint(["student", "posting", "campaign"], ["push.student", "push.posting", "push.campaign"]),
    Index(None, "student", "posting", "campaign"),
)

task = Table(
    "task",
    metadata,
    Column("task_id", Id, primary_key=True),
    Column("student", Id, ForeignKey("student.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("body", LargeBinary, nullable=False),  # sealed JSON of tasks.Belief: words about a person
    Column("state", Text, nullable=False, index=True),
    Column("answer", Text),
    Column("note", LargeBinary),  # sealed; null: none given
    Column("answered_by", Text),
    Column("answered_at", Instant),
)

proposal = Table(
    "proposal",
    metadata,
    Column("proposal_id", Id, primary_key=True),
    Column("student", Id, ForeignKey("student.id"), nullable=False, index=True),
    Column("field", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),  # sealed JSON of proposals.Suggestion
    Column("proposed_on", Date, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("decided_by", Text),
    Column("decided_at", Instant),
)

override = Table(
    "override",
    metadata,
    Column("student", Id, ForeignKey("student.id"), primary_key=True),
    Column("posting", Id, ForeignKey("posting.id"), primary_key=True),
    Column("at", Instant, primary_key=True),
    Column("verb", Text, nullable=False),
    Column("reason", LargeBinary, nullable=False),  # sealed: it may speak of anything
    Column("by", Text, nullable=False),
    Column("lifted_at", Instant),
    Column("lifted_by", Text),
)

opinion = Table(
    "opinion",
    metadata,
    Column("opinion_id", Id, primary_key=True),
    Column("week", Text, nullable=False),  # and no moment: nobody shall find out who it was
    Column("stars", Integer, nullable=False),
    Column("comment", LargeBinary),  # sealed; null: none given
)

used_token = Table(
    "used_token",
    metadata,
    Column("digest", Id, primary_key=True),
    Column("event_id", Id, nullable=False),  # the one answer that it gave
    Column("used_at", Instant, nullable=False),
)

effect = Table(
    "effect",
    metadata,
    Column("version", Id, primary_key=True),
    Column("student", Id, ForeignKey("student.id"), primary_key=True, index=True),
    Column("learned", LargeBinary, nullable=False),  # little-endian float32, named by the model's manifest
)

consent_change = Table(
    "consent_change",
    metadata,
    Column("student", Id, ForeignKey("student.id"), primary_key=True),
    Column("at", Instant, primary_key=True),
    Column("given", Boolean, nullable=False),
    Column("by", Text, nullable=False),
)

policy_version = Table(
    "policy_version",
    metadata,
    Column("version", Id, primary_key=True),
    Column("toml", Text, nullable=False),
    Column("kept_at", Instant, nullable=False),
)

model_version = Table(
    "model_version",
    metadata,
    Column("version", Id, primary_key=True),
    Column("manifest", Text, nullable=False),  # JSON
    Column("kept_at", Instant, nullable=False),
)

ingest_log = Table(
    "ingest_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("file_sha256", Text, nullable=False, index=True),
    Column("counts", Text, nullable=False),  # JSON
    Column("at", Instant, nullable=False),
)

rejected_row = Table(
    "rejected_row",
    metadata,
    Column("ingest", Integer, ForeignKey("ingest_log.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("place", Text, nullable=False),
    Column("line", Integer, nullable=False),
    Column("field", Text, nullable=False),
    Column("detail", LargeBinary, nullable=False),  # sealed JSON: the value, which may be anyone's, and the reason
)

revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # always 1
    Column("number", Integer, nullable=False),  # grows with every change that a night or a query may see
)
