"""Every store test runs on SQLite and on PostgreSQL, on a database of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, delete
from store_samples import KEYS
from tests.postgres import postgres_schema

from jobmatch.store import KeyRing, Store
from jobmatch.store.schema import metadata


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def migrated(backend: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a database at the newest schema, without a row."""
    if backend == "postgresql":
        with postgres_schema() as url:
            Store.migrate(url)
            yield url
    else:
        url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'migrated.db'}"
        Store.migrate(url)
        yield url


@pytest.fixture
def empty_url(backend: str, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without any table."""
    if backend == "postgresql":
        with postgres_schema() as url:
            yield url
    else:
        yield f"sqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture
def url(backend: str, migrated: str, tmp_path: Path) -> Iterator[str]:
    """A database at the newest schema, for one test."""
    if backend == "sqlite":
        copy = shutil.copy(migrated.removeprefix("sqlite:///"), tmp_path / "jobmatch.db")
        yield f"sqlite:///{copy}"
        return
    yield migrated
    engine = create_engine(migrated)
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    engine.dispose()


@pytest.fixture
def open_store(url: str) -> Iterator[Callable[[KeyRing], Store]]:
    """Opens the database of this test, as often and with whatever keys asked."""
    opened: list[Store] = []

    def open_one(keys: KeyRing) -> Store:
        opened.append(Store.open(url, keys))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[KeyRing], Store]) -> Store:
    return open_store(KEYS)
