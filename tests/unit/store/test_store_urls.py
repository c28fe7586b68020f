"""Where a store may be, and what is said where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobmatch.domain import Misconfigured
from jobmatch.store import KeyRing, Store
from jobmatch.store.connect import parse_url

KEYS = KeyRing((b"k" * 32,))


@pytest.mark.parametrize("url", ["", "jobmatch.db", "sqlite://", "sqlite:///:memory:", "mysql://root@db/jobmatch"])
def test_a_url_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(Misconfigured, match=r"expected sqlite:////path/jobmatch\.db or postgresql"):
        parse_url(url)


def test_a_password_is_never_shown() -> None:
    with pytest.raises(Misconfigured) as refused:
        Store.open("postgresql+psycopg://root:geheim@127.0.0.1:1/none?connect_timeout=1", KEYS)
    assert "does not answer" in str(refused.value)
    assert "geheim" not in str(refused.value)


def test_opening_a_missing_file_does_not_make_one(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="jobmatch init"):
        Store.open(f"sqlite:///{tmp_path / 'jobmatch.db'}", KEYS)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "jobmatch.db"
    path.write_bytes(b"not a database, but long enough to be looked at" * 100)
    with pytest.raises(Misconfigured, match="does not answer"):
        Store.open(f"sqlite:///{path}", KEYS)


def test_a_sqlite_store_survives_power_loss_and_shares_its_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'jobmatch.db'}"
    Store.migrate(url)
    store = Store.open(url, KEYS)
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with store.read() as unit:
        found = [unit.connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]
    store.close()
    full, on, busy_milliseconds = 2, 1, 60 * 1000
    assert found == ["wal", full, on, busy_milliseconds]
