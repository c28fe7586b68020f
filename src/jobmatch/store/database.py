"""A store: a database at the schema we know, opened with the keys to its sealed fields."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import URL, Connection, Engine, RootTransaction, Text, column, inspect, select, table
from sqlalchemy.exc import DatabaseError, OperationalError

from jobmatch.domain import Conflict, Misconfigured
from jobmatch.store.connect import connect, for_reading, for_writing, parse_url, shown, sqlite_file
from jobmatch.store.schema import HEAD
from jobmatch.store.seal import KeyRing


@dataclass(frozen=True, slots=True)
class Unit:
    """One transaction: what it reads is one state, what it writes lands whole or not at all."""

    connection: Connection
    keys: KeyRing


class Store:
    """Reading units run side by side; writing units take turns, across threads and processes."""

    def __init__(self, url: URL, engine: Engine, keys: KeyRing) -> None:
        self.url = url
        self.engine = engine
        self.keys = keys

    @classmethod
    def open(cls, url: str, keys: KeyRing) -> Store:
        """Raises Misconfigured where the database is missing, unreachable or not at the newest schema."""
        parsed = parse_url(url)
        file = sqlite_file(parsed)
        if file is not None and not file.is_file():
            raise Misconfigured(f"there is no database at {file}; run `jobmatch init`")
        store = cls(parsed, connect(parsed), keys)
        try:
            store.check()
        except BaseException:
            store.close()
            raise
        return store

    @staticmethod
    def migrate(url: str) -> None:
        """Create the database file if need be, and bring the schema to the newest version."""
        from jobmatch.store.migrate import migrate  # Alembic takes a while to import, and only this needs it

        migrate(parse_url(url))

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """A unit that sees one state throughout and cannot write."""
        with for_reading(self.engine).begin() as connection:
            yield Unit(connection, self.keys)

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """A unit that writes alone; commits at the end, or nothing where an exception leaves it."""
        with for_writing(self.engine).connect() as connection, _begin(connection):
            yield Unit(connection, self.keys)

    def check(self) -> None:
        """Raises Misconfigured where the database does not answer or is not at the newest schema."""
        found = self._schema_version()
        if found != HEAD:
            raise Misconfigured(
                f"database {shown(self.url)} has schema {found or 'none'}, not {HEAD}; run `jobmatch init`"
            )

    def close(self) -> None:
        """Give the connections back; the store can be used again and opens new ones."""
        self.engine.dispose()

    def _schema_version(self) -> str | None:
        try:
            with for_reading(self.engine).begin() as connection:
                if not inspect(connection).has_table("alembic_version"):
                    return None
                return connection.scalar(select(column("version_num", Text)).select_from(table("alembic_version")))
        except DatabaseError as unreachable:
            raise Misconfigured(f"database {shown(self.url)} does not answer: {unreachable.orig}") from unreachable


def _begin(connection: Connection) -> RootTransaction:
    try:
        return connection.begin()
    except OperationalError as busy:
        raise Conflict(f"the database cannot be written now: {busy.orig}") from busy
