"""Postings, and the employers they name."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, case, or_, select

from jobmatch.domain import Alarm, Employer, NotFound, Posting, PostingStatus, Terms
from jobmatch.store.bulk import Outcome, Record, collector_paused, insert_into, rows_where, upsert
from jobmatch.store.codec import Codec, StoredDemand, to_json
from jobmatch.store.database import Unit
from jobmatch.store.revisions import bump
from jobmatch.store.schema import employer as employers
from jobmatch.store.schema import posting as table


@dataclass(frozen=True, slots=True)
class Body:
    """What of a posting is kept as JSON."""

    employer: Employer
    received: tuple[tuple[str, str], ...]
    demands: tuple[StoredDemand, ...]
    terms: Terms
    duties: str
    invented: frozenset[str]
    warnings: tuple[str, ...]
    occupation: str | None = None  # bodies written before it was kept lack it, as they lack alarms
    alarms: tuple[Alarm, ...] = ()


_BODY: Codec[Body] = Codec(Body)
_EMPLOYER: Codec[Employer] = Codec(Employer)
_COLUMNS = (
    table.c.id,
    table.c.source,
    table.c.title,
    table.c.status,
    table.c.places_filled,
    table.c.published_on,
    table.c.synthetic,
    table.c.body,
)


def put_postings(unit: Unit, postings: Sequence[Posting], now: datetime) -> Outcome:
    """Add or overwrite postings by id; where an id comes twice, the later one counts.

    One whose source says what it said last time is left alone. Otherwise it is overwritten, but what was closed
    here stays closed, and places filled never become fewer.
    """
    by_id = {posting.id: posting for posting in postings}
    known = {
        row.id: row.fingerprint for row in rows_where(unit, table.c.id, list(by_id), (table.c.id, table.c.fingerprint))
    }
    records = [_record(posting, now) for posting in by_id.values()]
    news = [record for record in records if known.get(str(record["id"])) != record["fingerprint"]]
    _put_employers(unit, [by_id[str(record["id"])].employer for record in news], now)
    _upsert(unit, news)
    if news:
        bump(unit)
    added = len(by_id) - len(known)
    return Outcome(added, len(news) - added, len(by_id) - len(news))


def live_postings(unit: Unit, on: date) -> list[Posting]:
    """Open postings whose deadline has not passed on that day, in id order."""
    timely = or_(table.c.deadline.is_(None), table.c.deadline >= on)
    return _read(unit, select(*_COLUMNS).where(table.c.status == PostingStatus.OPEN, timely))


def all_postings(unit: Unit) -> list[Posting]:
    """Every posting ever put, in id order."""
    return _read(unit, select(*_COLUMNS))


@collector_paused()
def postings_by_id(unit: Unit, ids: Sequence[str]) -> list[Posting]:
    """The postings of these ids, in their order; raises NotFound where one is unknown."""
    found = {row.id: row for row in rows_where(unit, table.c.id, ids, _COLUMNS)}
    missing = next((posting_id for posting_id in ids if posting_id not in found), None)
    if missing is not None:
        raise NotFound(f"no posting {missing}")
    return [_posting(found[posting_id]) for posting_id in ids]


def get_posting(unit: Unit, posting_id: str) -> Posting:
    """Raises NotFound."""
    return postings_by_id(unit, [posting_id])[0]


def close_posting(unit: Unit, posting_id: str, status: PostingStatus, now: datetime) -> None:
    """Take a posting out of the next nights, saying why; raises NotFound."""
    changed = table.update().where(table.c.id == posting_id).values(status=status, updated_at=now)
    if unit.connection.execute(changed).rowcount == 0:
        raise NotFound(f"no posting {posting_id}")
    bump(unit)


def offer_fingerprint(posting: Posting) -> str:
    """What a student would want to hear of again if it changed: title, places, pay, shifts, contract, deadline, number.

    >>> from dataclasses import replace
    >>> one = Posting("gd:1", "gd", "护士", Employer("江英镇卫生院"), (), terms=Terms(headcount=2))
    >>> offer_fingerprint(one) == offer_fingerprint(replace(one, places_filled=1, duties="值班"))
    True
    >>> offer_fingerprint(one) == offer_fingerprint(replace(one, terms=Terms(headcount=3)))
    False
    """
    terms = posting.terms
    offered = [
        posting.title,
        sorted(terms.places),
        terms.remote,
        terms.pay,
        terms.shifts,
        terms.contract,
        terms.deadline,
        terms.headcount,
    ]
    return hashlib.sha256(to_json(offered).encode()).hexdigest()[:16]


def all_employers(unit: Unit) -> list[Employer]:
    """Every employer that a posting named, as its latest posting tells it, in order of name."""
    return [
        _EMPLOYER.decode(body) for body in unit.connection.scalars(select(employers.c.body).order_by(employers.c.name))
    ]


@collector_paused()
def _read(unit: Unit, chosen: Select[Any]) -> list[Posting]:
    return [_posting(row) for row in unit.connection.execute(chosen.order_by(table.c.id))]


def _put_employers(unit: Unit, named: Sequence[Employer], now: datetime) -> None:
    latest = {employer.name: employer for employer in named}
    records: list[Record] = [
        {"name": name, "kind": employer.kind, "body": _EMPLOYER.encode(employer), "updated_at": now}
        for name, employer in latest.items()
    ]
    upsert(unit, employers, records)


def _upsert(unit: Unit, records: Sequence[Record]) -> None:
    given = insert_into(unit, table).excluded
    closed = case((given.status == PostingStatus.OPEN, table.c.status), else_=given.status)
    filled = case((given.places_filled > table.c.places_filled, given.places_filled), else_=table.c.places_filled)
    upsert(unit, table, records, kept=("created_at",), settled={"status": closed, "places_filled": filled})


def _record(posting: Posting, now: datetime) -> Record:
    body = _BODY.encode(
        Body(
            employer=posting.employer,
            received=posting.received,
            demands=posting.demands,
            terms=posting.terms,
            duties=posting.duties,
            invented=posting.invented,
            warnings=posting.warnings,
            occupation=posting.occupation,
            alarms=posting.alarms,
        )
    )
    record: Record = {
        "id": posting.id,
        "source": posting.source,
        "external_id": posting.id.removeprefix(f"{posting.source}:"),
        "title": posting.title,
        "employer": posting.employer.name,
        "status": posting.status,
        "places_filled": posting.places_filled,
        "headcount": posting.terms.headcount,
        "published_on": posting.published_on,
        "deadline": posting.terms.deadline,
        "synthetic": posting.synthetic,
        "body": body,
    }
    made = {"offer": offer_fingerprint(posting), "created_at": now, "updated_at": now}
    return {**record, "fingerprint": _fingerprint(record), **made}


def _fingerprint(record: Record) -> str:
    return hashlib.sha256(to_json(record).encode()).hexdigest()


def _posting(row: Row[Any]) -> Posting:
    body = _BODY.decode(row.body)
    return Posting(
        id=row.id,
        source=row.source,
        title=row.title,
        employer=body.employer,
        received=body.received,
        demands=body.demands,
        alarms=body.alarms,
        terms=body.terms,
        duties=body.duties,
        occupation=body.occupation,
        published_on=row.published_on,
        invented=body.invented,
        places_filled=row.places_filled,
        status=PostingStatus(row.status),
        synthetic=row.synthetic,
        warnings=body.warnings,
    )
