"""What a night decided: pushes, diagnoses and shadow prices, landed whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select

from jobmatch.domain import BatchRun, Diagnosis, Push
from jobmatch.store.bulk import Record, collector_paused
from jobmatch.store.codec import Codec, to_json
from jobmatch.store.database import Unit
from jobmatch.store.pushes import push_of, pushes_where, record_of
from jobmatch.store.revisions import bump
from jobmatch.store.runs import check_current, finish_run, last_done_run
from jobmatch.store.schema import diagnosis, price, push

_DIAGNOSIS: Codec[Diagnosis] = Codec(Diagnosis)


def put_night(
    unit: Unit,
    run: BatchRun,
    pushes: Sequence[Push],
    diagnoses: Sequence[Diagnosis],
    prices: Mapping[str, float],
    summary: Mapping[str, Any],
    now: datetime,
) -> None:
    """Put a night's outcome and mark its run done with its summary.

    prices maps posting id to shadow price. Raises Conflict where the run was started again since, or is done.
    """
    check_current(unit, run)
    campaign = run.date.isoformat()
    _insert(unit, push, [record_of(planned, run.run_id) for planned in pushes])
    _insert(unit, diagnosis, [_record(given, run.run_id) for given in diagnoses])
    _insert(unit, price, [{"campaign": campaign, "posting": p, "price": value} for p, value in prices.items()])
    finish_run(unit, run, summary, now)
    bump(unit)


@collector_paused()
def night_of(unit: Unit, campaign: str) -> tuple[list[Push], list[Diagnosis]]:
    """A night's pushes by student and position, and its diagnoses by student."""
    pushes = [push_of(row) for row in unit.connection.execute(pushes_where(push.c.campaign == campaign))]
    bodies = select(diagnosis.c.body).where(diagnosis.c.campaign == campaign).order_by(diagnosis.c.student)
    return pushes, [_DIAGNOSIS.decode(body) for body in unit.connection.scalars(bodies)]


def prices_of(unit: Unit, campaign: str) -> dict[str, float]:
    """Shadow prices of a night, by posting id."""
    rows = unit.connection.execute(select(price.c.posting, price.c.price).where(price.c.campaign == campaign))
    return {row.posting: row.price for row in rows}


def last_campaign(unit: Unit) -> str | None:
    """The date of the latest night that was done, ISO 8601."""
    run = last_done_run(unit)
    return None if run is None else run.date.isoformat()


def canonical_dump(unit: Unit, campaign: str) -> str:
    """A night's pushes and diagnoses as JSON lines: the same decisions give the same bytes.

    Times, run ids and the state of the outbox are left out.
    """
    pushes, diagnoses = night_of(unit, campaign)
    lines = [to_json({"push": planned}) for planned in pushes] + [to_json({"diagnosis": d}) for d in diagnoses]
    return "".join(f"{line}\n" for line in lines)


def _insert(unit: Unit, table: Table, records: list[Record]) -> None:
    if records:
        unit.connection.execute(table.insert(), records)


def _record(given: Diagnosis, run_id: int) -> Record:
    return {
        "student": given.student_id,
        "campaign": given.campaign,
        "run": run_id,
        "cause": given.cause,
        "body": _DIAGNOSIS.encode(given),
    }
