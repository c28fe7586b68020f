"""Connections of the two databases, set up so that a unit of work either sees one state or writes alone."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from jobmatch.domain import Misconfigured

BUSY_SECONDS = 60
_WRITES = "jobmatch_writes"
# Writers take turns: on SQLite by its own lock, taken at BEGIN; on PostgreSQL by an advisory lock of the schema,
# under READ COMMITTED, where every statement after the lock sees all that earlier writers committed.
_FIRST_STATEMENTS = {
    ("sqlite", False): ("PRAGMA query_only = ON", "BEGIN"),
    ("sqlite", True): ("PRAGMA query_only = OFF", "BEGIN IMMEDIATE"),
    ("postgresql", False): (),
    ("postgresql", True): (
        f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'",
        "SELECT pg_advisory_xact_lock(hashtextextended('jobmatch.write.' || current_schema(), 0))",
    ),
}


def parse_url(url: str) -> URL:
    """A SQLite file or a PostgreSQL database; raises Misconfigured for anything else."""
    expected = "expected sqlite:////path/jobmatch.db or postgresql+psycopg://user@host/database"
    try:
        parsed = make_url(url)
    except ArgumentError as unreadable:
        raise Misconfigured(f"the database URL does not read; {expected}") from unreadable
    in_file = parsed.drivername == "sqlite" and parsed.database not in (None, "", ":memory:")
    if in_file or parsed.drivername == "postgresql+psycopg":
        return parsed
    raise Misconfigured(f"database {shown(parsed)} is of no kind we keep; {expected}")


def shown(url: URL) -> str:
    """The URL as messages show it, without its password."""
    return url.render_as_string(hide_password=True)


def sqlite_file(url: URL) -> Path | None:
    """The database file, or None for a server."""
    return Path(url.database or "") if url.drivername == "sqlite" else None


def connect(url: URL) -> Engine:
    """An engine for both kinds of unit; it reaches the database only when first used."""
    if sqlite_file(url) is None:
        engine = create_engine(url, pool_pre_ping=True)
    else:
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _start)
    return engine


def for_reading(engine: Engine) -> Engine:
    """Units that see one state of the database throughout and cannot write."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine


def for_writing(engine: Engine) -> Engine:
    """Units that write one at a time, whatever the process or thread."""
    return engine.execution_options(**{_WRITES: True})


def _set_up_sqlite(connection: SqliteConnection, _record: object) -> None:
    connection.isolation_level = None  # we emit BEGIN ourselves; the driver would only before a write
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}").close()


def _start(connection: Connection) -> None:
    writes = bool(connection.get_execution_options().get(_WRITES))
    for statement in _FIRST_STATEMENTS[connection.dialect.name, writes]:
        connection.exec_driver_sql(statement)
