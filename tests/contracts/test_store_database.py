"""The database itself: schema, transactions, locks."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from store_samples import KEYS, NIGHT, NOW, fill, opening

from jobmatch.domain import Conflict, Misconfigured, NotFound
from jobmatch.store import KeyRing, Store, Unit, all_postings, begin_run, get_posting, night_lock, put_postings
from jobmatch.store.migrate import scripts
from jobmatch.store.schema import HEAD, metadata

ROUNDS = 100


def test_the_migrations_make_exactly_the_tables_we_use(empty_url: str) -> None:
    Store.migrate(empty_url)
    store = Store.open(empty_url, KEYS)
    with store.read() as unit:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(unit.connection, opts=options)
        assert compare_metadata(context, metadata) == []
    store.close()


def test_the_newest_migration_is_the_one_a_store_asks_for() -> None:
    assert scripts().get_heads() == [HEAD]


def test_migrating_again_keeps_what_is_there(url: str, store: Store) -> None:
    fill(store, students=1, postings=1)
    Store.migrate(url)
    with store.read() as unit:
        assert [posting.id for posting in all_postings(unit)] == ["gd:1"]


def test_a_database_nobody_migrated_is_refused(empty_url: str) -> None:
    with pytest.raises(Misconfigured, match="jobmatch init"):
        Store.open(empty_url, KEYS)


def test_a_database_of_another_schema_is_refused(empty_url: str) -> None:
    Store.migrate(empty_url)
    store = Store.open(empty_url, KEYS)
    with store.write() as unit:
        unit.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Misconfigured, match="has schema 9999, not 0002"):
        store.check()
    with pytest.raises(Misconfigured, match="another version of jobmatch"):
        Store.migrate(empty_url)
    store.close()


def test_a_unit_left_by_an_exception_writes_nothing(store: Store) -> None:
    with pytest.raises(NotFound), store.write() as unit:
        _put_and_fail(unit)
    with store.read() as unit:
        assert all_postings(unit) == []


def _put_and_fail(unit: Unit) -> None:
    put_postings(unit, [opening("1")], NOW)
    get_posting(unit, "gd:9")


def test_a_reading_unit_cannot_write(store: Store) -> None:
    with pytest.raises(DBAPIError, match=r"(?i)read-?only"), store.read() as unit:
        begin_run(unit, NIGHT, NOW)
    with store.write() as unit:
        assert begin_run(unit, NIGHT, NOW).fencing == 1


def test_a_reading_unit_sees_one_state_throughout(store: Store) -> None:
    with store.read() as unit:
        assert all_postings(unit) == []
        fill(store, students=0, postings=1)
        assert all_postings(unit) == []


def test_a_row_cannot_point_to_what_is_not_there(store: Store) -> None:
    with pytest.raises(IntegrityError), store.write() as unit:
        unit.connection.execute(text("INSERT INTO price VALUES ('2026-01-20', 'gd:9', 0.5)"))


def add_places(url: str) -> None:
    """Read a number and write it back plus one, many times over."""
    store = Store.open(url, KEYS)
    for _ in range(ROUNDS):
        with store.write() as unit:
            filled = get_posting(unit, "gd:1").places_filled
            unit.connection.execute(text("UPDATE posting SET places_filled = :n"), {"n": filled + 1})
    store.close()


def test_two_processes_that_read_and_write_lose_no_update(url: str, store: Store) -> None:
    fill(store, students=0, postings=1)
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(add_places, [url, url]))
    with store.read() as unit:
        assert get_posting(unit, "gd:1").places_filled == ROUNDS + ROUNDS


def test_two_threads_of_one_store_lose_no_update(store: Store) -> None:
    fill(store, students=0, postings=1)

    def add() -> None:
        for _ in range(ROUNDS):
            with store.write() as unit:
                filled = get_posting(unit, "gd:1").places_filled
                unit.connection.execute(text("UPDATE posting SET places_filled = :n"), {"n": filled + 1})

    threads = [threading.Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as unit:
        assert get_posting(unit, "gd:1").places_filled == 2 * ROUNDS


def test_a_second_night_is_refused_while_one_runs(store: Store, open_store: Callable[[KeyRing], Store]) -> None:
    first, second = store, open_store(KEYS)
    with night_lock(first), pytest.raises(Conflict, match="already running"), night_lock(second):
        pytest.fail("two nights at once")
    with night_lock(second):
        assert second.url == first.url


HOLD = """
import sys, time
from jobmatch.store import KeyRing, Store, night_lock
with night_lock(Store.open(sys.argv[1], KeyRing((b"k" * 32,)))):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_killed_night_lets_the_next_one_start(url: str, store: Store) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, url], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Conflict, match="already running"), night_lock(store):
            pytest.fail("two nights at once")
        os.kill(holder.pid, signal.SIGKILL)
    assert _locked_within(store, seconds=10)


def _locked_within(store: Store, seconds: float) -> bool:
    """A server notices a dead client soon, not at once."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with night_lock(store):
                return True
        except Conflict:
            time.sleep(0.05)
    return False
