"""The outbox and the events as columns: what the feedback loop learns from, read in one sweep.

Every push was put with its night's outcome, so all are of done nights. Students who took consent back are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Double, Select, Text, cast, extract, func, literal, select

from jobmatch.columns import Float32, Int32, UInt8
from jobmatch.domain import DismissalReason, FeedbackKind, Medium, PushState, Slot, Source
from jobmatch.history import EventLog, Float64, PushLog, code_of, day_number, day_of
from jobmatch.store.bulk import collector_paused
from jobmatch.store.database import Unit
from jobmatch.store.pushes import FEATURE
from jobmatch.store.schema import feedback, model_version, push, student

_LATEST = day_number(date.max)
_ROWS_AT_ONCE = 50_000
_MICROSECONDS_FROM = 20  # SQLite keeps moments as 2026-01-20 22:00:00.000000


@collector_paused()
def push_log(unit: Unit, since: date | None = None, only: str | None = None) -> PushLog:
    """The pushes of campaigns from a date on, or all; of every student, or of the one named by only."""
    columns = _columns(unit, _logged_pushes(unit, since, only))
    who, what, campaign, position, together, slot, medium, state, sent_at, score, propensity, version, features = (
        columns
    )
    students, postings = tuple(sorted(set(who))), tuple(sorted(set(what)))
    student_row, posting_row, day = _coded(who, _rows(students)), _coded(what, _rows(postings)), _days(campaign)
    places = np.array(position, np.int32)
    order = np.lexsort((posting_row, places, day, student_row))
    names, seen = _features(unit, version, features)
    return PushLog(
        students=students,
        postings=postings,
        student=student_row[order],
        posting=posting_row[order],
        campaign_day=day[order],
        position=places[order],
        together=np.array(together, np.int32)[order],
        slot=_codes(slot, Slot)[order],
        medium=_codes(medium, Medium)[order],
        state=_codes(state, PushState)[order],
        sent_at=_floats(sent_at)[order],
        score=_floats(score)[order],
        propensity=_floats(propensity)[order],
        features=seen[order],
        feature_names=names,
    )


@collector_paused()
def event_log(unit: Unit, pushes: PushLog) -> EventLog:
    """The events of these pushes; those of any other push are left out."""
    only = pushes.students[0] if len(pushes.students) == 1 else None
    columns = _columns(unit, _logged_events(unit, int(pushes.campaign_day.min(initial=_LATEST)), only))
    who, what, campaign, kind, at, reason, months, source, event_id = columns
    row = _push_rows(pushes, who, what, campaign)
    moment = _floats(at)
    order = np.lexsort((_ranked_ties(row, moment, event_id), moment, row))
    order = order[row[order] >= 0]
    reasons: dict[str | None, int] = {member.value: 1 + code_of(member) for member in DismissalReason}
    return EventLog(
        push=row[order],
        kind=_codes(kind, FeedbackKind)[order],
        at=moment[order],
        reason=_coded(reason, {None: 0, **reasons}).astype(np.uint8)[order],
        months=np.array([one or 0 for one in months], np.uint8)[order],
        source=_codes(source, Source)[order],
    )


def _logged_pushes(unit: Unit, since: date | None, only: str | None) -> Select[Any]:
    columns = (
        push.c.student,
        push.c.posting,
        push.c.campaign,
        push.c.position,
        push.c.together,
        push.c.slot,
        push.c.medium,
        push.c.state,
        _seconds(unit, push.c.sent_at),
        push.c.score,
        push.c.propensity,
        push.c.model_version,
        push.c.features,
    )
    consenting = select(*columns).join(student, student.c.id == push.c.student).where(student.c.consent.is_not(False))
    if only is not None:
        consenting = consenting.where(push.c.student == only)
    return consenting if since is None else consenting.where(push.c.campaign >= since.isoformat())


def _logged_events(unit: Unit, since_day: int, only: str | None) -> Select[Any]:
    columns = (
        feedback.c.student,
        feedback.c.posting,
        feedback.c.campaign,
        feedback.c.kind,
        _seconds(unit, feedback.c.at),
        feedback.c.reason,
        feedback.c.months,
        feedback.c.source,
        feedback.c.event_id,
    )
    told = select(*columns).join(student, student.c.id == feedback.c.student).where(student.c.consent.is_not(False))
    if only is not None:
        told = told.where(feedback.c.student == only)
    return told.where(feedback.c.campaign >= day_of(since_day).isoformat())


def _columns(unit: Unit, chosen: Select[Any]) -> list[list[Any]]:
    """What a query gives, column by column."""
    columns: list[list[Any]] = [[] for _ in chosen.selected_columns]
    for rows in unit.connection.execute(chosen).partitions(_ROWS_AT_ONCE):
        for column, values in zip(columns, zip(*rows, strict=True), strict=True):
            column.extend(values)
    return columns


def _seconds(unit: Unit, moment: ColumnElement[Any]) -> ColumnElement[Any]:
    """A moment as seconds since 1970-01-01 UTC, computed by the database: a million conversions here took longer."""
    if unit.connection.dialect.name == "postgresql":
        return cast(extract("epoch", moment), Double)
    text = cast(moment, Text)
    whole = cast(func.strftime("%s", text), Double)
    return whole + cast(literal("0").concat(func.substr(text, _MICROSECONDS_FROM)), Double)


def _rows(ids: Sequence[str]) -> dict[str, int]:
    return {one: row for row, one in enumerate(ids)}


def _coded(values: Sequence[Any], codes: Mapping[Any, int]) -> Int32:
    return np.fromiter(map(codes.__getitem__, values), np.int32, len(values))


def _codes(values: Sequence[str], kind: type[StrEnum]) -> UInt8:
    return _coded(values, {member.value: code_of(member) for member in kind}).astype(np.uint8)


def _days(campaigns: Sequence[str]) -> Int32:
    return _coded(campaigns, {one: day_number(date.fromisoformat(one)) for one in set(campaigns)})


def _floats(values: Sequence[float | None]) -> Float64:
    return np.array(values, np.float64)  # None becomes NaN


def _features(unit: Unit, versions: Sequence[str], logged: Sequence[bytes | None]) -> tuple[tuple[str, ...], Float32]:
    """The names that any model gave to features, in the order first met, and what each push logged of them."""
    named = _names_of(unit, sorted(set(versions)))
    names = tuple(dict.fromkeys(name for own in named.values() for name in own))
    seen = np.full((len(versions), len(names)), np.nan, dtype=np.float32)
    numbers = {version: number for number, version in enumerate(named)}
    of_version = np.fromiter((numbers.get(version, -1) for version in versions), np.int32, len(versions))
    lengths = np.fromiter((len(one or b"") for one in logged), np.int32, len(logged))
    for version, own in named.items():
        rows = np.flatnonzero((of_version == numbers[version]) & (lengths == len(own) * FEATURE.itemsize))
        values = np.frombuffer(b"".join([logged[row] or b"" for row in rows.tolist()]), FEATURE)
        places = np.array([names.index(name) for name in own])
        seen[rows[:, np.newaxis], places] = values.reshape(len(rows), len(own))
    return names, seen


def _names_of(unit: Unit, versions: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The features of those models whose manifest names any."""
    kept = select(model_version.c.version, model_version.c.manifest).order_by(model_version.c.version)
    named = {}
    for version, manifest in unit.connection.execute(kept.where(model_version.c.version.in_(versions))):
        features = json.loads(manifest).get("features")
        if features:
            named[version] = tuple(features)
    return named


def _push_rows(pushes: PushLog, who: Sequence[str], what: Sequence[str], campaign: Sequence[str]) -> Int32:
    """The row of each event's push, −1 for none of them."""
    if not len(pushes):
        return np.full(len(who), -1, dtype=np.int32)
    student_row, posting_row, day = _found(who, pushes.students), _found(what, pushes.postings), _days(campaign)
    first, last = int(pushes.campaign_day.min()), int(pushes.campaign_day.max())

    def key(of: Int32, about: Int32, on: Int32) -> npt.NDArray[np.int64]:
        pair = of.astype(np.int64) * len(pushes.postings) + about
        return pair * (1 + last - first) + (on - first)

    known = key(pushes.student, pushes.posting, pushes.campaign_day)
    order = np.argsort(known)
    asked = key(student_row, posting_row, day)
    row = order[np.minimum(np.searchsorted(known, asked, sorter=order), len(known) - 1)]
    placed = (known[row] == asked) & (student_row >= 0) & (posting_row >= 0) & (day >= first) & (day <= last)
    return np.where(placed, row, -1).astype(np.int32)


def _found(values: Sequence[str], among: Sequence[str]) -> Int32:
    codes = _rows(among)
    return np.fromiter((codes.get(value, -1) for value in values), np.int32, len(values))


def _ranked_ties(row: Int32, moment: Float64, event_ids: Sequence[str]) -> Int32:
    """What orders events of one push and moment: the rank of the event id, 0 for every event that stands alone."""
    rank = np.zeros(len(row), dtype=np.int32)
    order = np.lexsort((moment, row))
    same = (np.diff(row[order]) == 0) & (np.diff(moment[order]) == 0)
    tied = np.unique(np.concatenate([order[1:][same], order[:-1][same]]))
    ranked: Iterable[int] = sorted(tied.tolist(), key=event_ids.__getitem__)
    rank[list(ranked)] = np.arange(len(tied))
    return rank
