"""PostgreSQL for tests: looked for at JOBMATCH_TEST_POSTGRES; where none answers, skipped, or failed where CI=true."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

POSTGRES = os.environ.get("JOBMATCH_TEST_POSTGRES", "postgresql+psycopg://root@127.0.0.1:5432/test")


@contextmanager
def postgres_schema() -> Iterator[str]:
    """The URL of a schema of its own, dropped afterwards."""
    name = f"jobmatch_{secrets.token_hex(6)}"
    engine = create_engine(POSTGRES, connect_args={"connect_timeout": 3})
    try:
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {name}"))
    except OperationalError as unreachable:
        missing = f"no PostgreSQL at {make_url(POSTGRES)!r}: {unreachable.orig}"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    try:
        own = make_url(POSTGRES).update_query_dict({"options": f"-csearch_path={name}"})
        yield own.render_as_string(hide_password=False)
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
        engine.dispose()
