"""A glance never overlooks what a reader would find."""

from __future__ import annotations

import pytest
from tests.unit.requirements.bundled import bundled_notices

from jobmatch.requirements import notice, read_posting
from jobmatch.requirements.text.glance import may_demand
from jobmatch.taxonomy.licences.ladder import kinds


@pytest.mark.parametrize("kind", [kind for kind in kinds().values() if not kind.code.startswith("uk_")])
def test_every_name_of_a_paper_is_worth_a_second_look(kind) -> None:  # type: ignore[no-untyped-def]
    names = [*(f"{name}证" for name in kind.titles), *(f"持有{name}" for name in kind.names)]
    assert [name for name in names if not may_demand(name)] == []


def test_a_glance_changes_no_reading_of_the_bundled_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    notices = bundled_notices()
    glanced = [read_posting(received) for received in notices]
    monkeypatch.setattr(notice, "may_demand", lambda text: True)
    assert [read_posting(received) for received in notices] == glanced
