"""Bring a database to the newest schema, all in one transaction."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext, RevisionStep
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection
from sqlalchemy.exc import DatabaseError

from jobmatch.domain import Misconfigured
from jobmatch.store.connect import connect, for_writing, shown, sqlite_file

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(url: URL) -> None:
    """Raises Misconfigured where the database does not answer, or is of a newer jobmatch than this one."""
    file = sqlite_file(url)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    engine = connect(url)
    try:
        with for_writing(engine).begin() as connection:
            _upgrade(connection)
    except DatabaseError as unreachable:
        raise Misconfigured(f"database {shown(url)} does not answer: {unreachable.orig}") from unreachable
    except CommandError as newer:
        raise Misconfigured(f"database {shown(url)} was made by another version of jobmatch: {newer}") from newer
    finally:
        engine.dispose()


def scripts() -> ScriptDirectory:
    """The migrations, oldest to newest."""
    return ScriptDirectory(str(MIGRATIONS))


def _upgrade(connection: Connection) -> None:
    directory = scripts()

    def steps(current: Any, _context: MigrationContext) -> list[RevisionStep]:
        return directory._upgrade_revs("head", current)  # as Alembic's own documentation does it

    with EnvironmentContext(Config(), directory, fn=steps) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()
