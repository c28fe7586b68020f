"""A home of the first schema comes along whole."""

from __future__ import annotations

import pytest
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from sqlalchemy import text
from store_samples import KEYS, NOW

from jobmatch.domain import Feedback, FeedbackKind, Slot
from jobmatch.store import Store, all_feedback, night_of
from jobmatch.store.connect import connect, for_writing, parse_url
from jobmatch.store.migrate import scripts
from jobmatch.store.seal import Place

ROWS = """
INSERT INTO batch_run VALUES (1, '2026-01-19', 1, 'done', '{}', :now, :now)
INSERT INTO batch_run VALUES (2, '2026-01-20', 1, 'done', '{}', :now, :now)
INSERT INTO employer VALUES ('e', NULL, '{}', :now)
INSERT INTO posting VALUES ('gd:1', 'gd', '1', '护士', 'e', 'open', 0, 1, NULL, NULL, :no, '{}', 'f', :now, :now)
INSERT INTO student VALUES ('S000001', 'i', '{}', :sealed, :sealed, :yes, NULL, :no, 'f', :now, :now)
INSERT INTO feedback VALUES ('e1', 'S000001', 'gd:1', 'not_for_me', :now, :sealed, :now)
"""
PUSH = """
INSERT INTO push VALUES ('S000001', 'gd:1', :campaign, :run, 1, 0.5, 0.0, '[]', '[]', '[]', 'p', 'm', 'i', 'sent', NULL,
                         NULL, 1, :now)
"""


@pytest.fixture
def first_home(empty_url: str) -> str:
    """A database of schema 0001 with a pair pushed on two nights, and one answer in words."""
    sealed = KEYS.seal("离家太远".encode(), Place("feedback", "reason", "e1"))
    values = {"now": NOW, "yes": True, "no": False, "sealed": sealed}
    engine = connect(parse_url(empty_url))
    with for_writing(engine).begin() as connection:
        directory = scripts()
        with EnvironmentContext(Config(), directory, fn=lambda at, _: directory._upgrade_revs("0001", at)) as env:
            env.configure(connection=connection, transactional_ddl=True)
            env.run_migrations()
        if engine.dialect.name == "sqlite":
            values["now"] = NOW.strftime("%Y-%m-%d %H:%M:%S.%f")
        for statement in ROWS.strip().splitlines():
            connection.execute(text(statement), values)
        for number, campaign in ((1, "2026-01-19"), (2, "2026-01-20")):
            connection.execute(text(PUSH), {**values, "campaign": campaign, "run": number})
    engine.dispose()
    return empty_url


def test_a_home_of_the_first_schema_keeps_its_pushes_and_answers(first_home: str) -> None:
    Store.migrate(first_home)
    store = Store.open(first_home, KEYS)
    with store.read() as unit:
        (push,), _ = night_of(unit, "2026-01-19")
        answers = all_feedback(unit)
    store.close()
    assert (push.together, push.slot, push.features, push.offer, push.daypart) == (1, Slot.RANKED, (), "", "")
    latest = Feedback("e1", "S000001", "gd:1", "2026-01-20", FeedbackKind.NOT_FOR_ME, NOW, comment="离家太远")
    assert answers == [latest]
