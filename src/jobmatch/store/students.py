"""Students by pseudonym; who they are and what is sensitive stays sealed."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import Column, Integer, Row, bindparam, cast, func, select

from jobmatch.domain import (
    BadInput,
    Circumstances,
    Conflict,
    Education,
    Identity,
    Licence,
    NotFound,
    Stage,
    Student,
    Wishes,
)
from jobmatch.store.bulk import Outcome, Record, collector_paused, rows_where, upsert
from jobmatch.store.codec import Codec, to_json
from jobmatch.store.database import Unit
from jobmatch.store.revisions import bump
from jobmatch.store.schema import student as table
from jobmatch.store.seal import KeyRing, Place, SealBroken
from jobmatch.store.standing import Standing, standing_of


@dataclass(frozen=True, slots=True)
class Profile:
    """What of a student is kept in clear."""

    education: Education
    skills: tuple[str, ...]
    licences: tuple[Licence, ...]
    experience_months: int | None
    grassroots_experience_months: int | None
    wishes: Wishes
    stage: Stage


@dataclass(frozen=True, slots=True)
class Confidential:
    """What of a student is sealed besides the identity: free text too, as it may speak of health."""

    circumstances: Circumstances
    bond: str | None
    notes: tuple[str, ...]


_PROFILE: Codec[Profile] = Codec(Profile)
_CONFIDENTIAL: Codec[Confidential] = Codec(Confidential)
_IDENTITY: Codec[Identity] = Codec(Identity)
_COLUMNS: tuple[Column[Any], ...] = (
    table.c.id,
    table.c.profile,
    table.c.circumstances,
    table.c.consent,
    table.c.counselor,
    table.c.synthetic,
)


def put_students(unit: Unit, entries: Sequence[tuple[Student, Identity]], now: datetime) -> Outcome:
    """Add or overwrite students, matched by college number; new ones get the next ids in the order given.

    The id in a given Student is ignored. Where a number comes twice, the later entry counts. What happened since the
    file was written stands: consent taken back, a hire, a confirmed change of a wish. Raises BadInput for an entry
    without a number, and then puts none.
    """
    if any(not identity.number.strip() for _, identity in entries):
        raise BadInput("a student has no college number (number); expected the one the college gave")
    _refuse_foreign_ring(unit)
    by_index = {number_index(unit.keys, identity.number): (who, identity) for who, identity in entries}
    found = rows_where(
        unit, table.c.number_index, list(by_index), (table.c.number_index, table.c.id, table.c.fingerprint)
    )
    known = {row.number_index: (row.id, row.fingerprint) for row in found}
    ids = _ids(known, by_index, _last_number(unit))
    marks = {index: _Texts.of(*entry).fingerprint(unit.keys) for index, entry in by_index.items()}
    changed = [index for index, mark in marks.items() if index not in known or known[index][1] != mark]
    standing = standing_of(unit, [ids[index] for index in changed if index in known])
    records = []
    for index in changed:
        who, identity = by_index[index]
        texts = _Texts.of(_as_it_stands(who, standing.get(ids[index])), identity)
        records.append({**_record(unit.keys, ids[index], index, texts, now), "fingerprint": marks[index]})
    upsert(unit, table, records, kept=("number_index", "created_at"))
    if records:
        bump(unit)
    added = len(by_index) - len(known)
    return Outcome(added, len(records) - added, len(by_index) - len(records))


@collector_paused()
def all_students(unit: Unit) -> list[Student]:
    """Every student, in id order."""
    return [_student(unit.keys, row) for row in unit.connection.execute(select(*_COLUMNS).order_by(table.c.id))]


def get_student(unit: Unit, id_or_number: str) -> Student:
    """The student of that pseudonym, else of that college number; raises NotFound."""
    by_number = table.c.number_index == number_index(unit.keys, id_or_number)
    for condition in (table.c.id == id_or_number, by_number):
        row = unit.connection.execute(select(*_COLUMNS).where(condition)).one_or_none()
        if row is not None:
            return _student(unit.keys, row)
    raise NotFound("no student has this id or college number")


def get_identity(unit: Unit, student_id: str) -> Identity:
    """Who a pseudonym is; raises NotFound."""
    sealed = unit.connection.scalar(select(table.c.identity).where(table.c.id == student_id))
    if sealed is None:
        raise NotFound(f"no student {student_id}")
    return _IDENTITY.decode(unit.keys.open(sealed, _place("identity", student_id)))


def set_stage(unit: Unit, student_ids: Sequence[str], stage: Stage, now: datetime) -> None:
    """Note where some students stand now."""
    _change_profiles(unit, student_ids, lambda profile: replace(profile, stage=stage), now)


def set_wish(unit: Unit, student_id: str, name: str, before: str, after: str, now: datetime) -> None:
    """Change one field of a student's Wishes from one JSON value to another.

    Raises BadInput where Wishes has no such field or value, Conflict where the wish is not the one before any more.
    """
    _change_profiles(unit, [student_id], lambda profile: _with_wish(profile, name, before, after), now)


def set_consent(unit: Unit, student_id: str, given: bool, now: datetime) -> None:
    """Raises NotFound."""
    update = table.update().where(table.c.id == student_id).values(consent=given, updated_at=now)
    if unit.connection.execute(update).rowcount == 0:
        raise NotFound(f"no student {student_id}")
    bump(unit)


def number_index(keys: KeyRing, number: str) -> str:
    """The blind index of a college number; width, case and outer spaces do not count."""
    return keys.blind_index(f"student number {unicodedata.normalize('NFKC', number).strip().upper()}")


def rekey_students(unit: Unit, ring: KeyRing) -> int:
    """Seal every student again under another ring, look-ups and fingerprints included; returns how many."""
    records = [_rekeyed(unit.keys, ring, row) for row in unit.connection.execute(select(table))]
    upsert(unit, table, records, kept=("created_at", "updated_at"))
    return len(records)


@dataclass(frozen=True, slots=True)
class _Texts:
    """A student's row before sealing."""

    profile: str
    identity: str
    confidential: str
    consent: bool | None
    counselor: str | None
    synthetic: bool

    @classmethod
    def of(cls, who: Student, identity: Identity) -> _Texts:
        confidential = _CONFIDENTIAL.encode(Confidential(who.circumstances, who.bond, who.notes))
        private = _IDENTITY.encode(identity)
        return cls(
            _PROFILE.encode(_profile(who)), private, confidential, who.consent_push, who.counselor, who.synthetic
        )

    def fingerprint(self, keys: KeyRing) -> str:
        """Keyed, so that nobody without the ring can test a guess at the sealed fields."""
        return keys.blind_index(to_json(self))


def _change_profiles(
    unit: Unit, student_ids: Sequence[str], change: Callable[[Profile], Profile], now: datetime
) -> None:
    """The fingerprint stays that of what the roster said, so that the same roster again still changes nothing."""
    rows = rows_where(unit, table.c.id, student_ids, (table.c.id, table.c.profile))
    changes = [{"of": row.id, "changed": _PROFILE.encode(change(_PROFILE.decode(row.profile)))} for row in rows]
    if changes:
        update = table.update().where(table.c.id == bindparam("of"))
        unit.connection.execute(update.values(profile=bindparam("changed"), updated_at=now), changes)
        bump(unit)


def _with_wish(profile: Profile, name: str, before: str, after: str) -> Profile:
    plain = json.loads(_PROFILE.encode(profile))
    if name not in plain["wishes"]:
        raise BadInput(f"{name}: expected a field of Wishes: {', '.join(plain['wishes'])}")
    if to_json(plain["wishes"][name]) != to_json(json.loads(before)):
        raise Conflict(f"{name} has changed since this was proposed; expected it to be {before} still")
    plain["wishes"][name] = json.loads(after)
    return _PROFILE.decode(to_json(plain))


def _as_it_stands(who: Student, known: Standing | None) -> Student:
    """The roster's entry with what happened since; a wish that the roster itself has changed is the newer word."""
    if known is None:
        return who
    profile = _profile(who)
    for name, before, after in known.wishes:
        try:
            profile = _with_wish(profile, name, before, after)
        except Conflict:
            continue
    return replace(
        who,
        wishes=profile.wishes,
        stage=Stage.PLACED if known.hired else who.stage,
        consent_push=False if known.withdrawn else who.consent_push,
    )


def _profile(who: Student) -> Profile:
    return Profile(
        education=who.education,
        skills=who.skills,
        licences=who.licences,
        experience_months=who.experience_months,
        grassroots_experience_months=who.grassroots_experience_months,
        wishes=who.wishes,
        stage=who.stage,
    )


def _record(keys: KeyRing, student_id: str, index: str, texts: _Texts, now: datetime) -> Record:
    return {
        "id": student_id,
        "number_index": index,
        "profile": texts.profile,
        "identity": keys.seal(texts.identity.encode(), _place("identity", student_id)),
        "circumstances": keys.seal(texts.confidential.encode(), _place("circumstances", student_id)),
        "consent": texts.consent,
        "counselor": texts.counselor,
        "synthetic": texts.synthetic,
        "fingerprint": texts.fingerprint(keys),
        "created_at": now,
        "updated_at": now,
    }


def _student(keys: KeyRing, row: Row[Any]) -> Student:
    profile = _PROFILE.decode(row.profile)
    confidential = _CONFIDENTIAL.decode(keys.open(row.circumstances, _place("circumstances", row.id)))
    return Student(
        id=row.id,
        education=profile.education,
        skills=profile.skills,
        licences=profile.licences,
        experience_months=profile.experience_months,
        grassroots_experience_months=profile.grassroots_experience_months,
        wishes=profile.wishes,
        circumstances=confidential.circumstances,
        stage=profile.stage,
        consent_push=row.consent,
        bond=confidential.bond,
        counselor=row.counselor,
        synthetic=row.synthetic,
        notes=confidential.notes,
    )


def _ids(known: Mapping[str, tuple[str, str]], indexes: Iterable[str], last: int) -> dict[str, str]:
    """The id of each student: the one it has, or the next one free."""
    following = count(last + 1)
    return {i: known[i][0] if i in known else f"S{next(following):06d}" for i in indexes}


def _last_number(unit: Unit) -> int:
    return unit.connection.scalar(select(func.max(cast(func.substr(table.c.id, 2), Integer)))) or 0


def _refuse_foreign_ring(unit: Unit) -> None:
    """Under another ring every student would look new, and come twice."""
    row = unit.connection.execute(select(table.c.id, table.c.number_index).limit(1)).one_or_none()
    if row is None:
        return
    if number_index(unit.keys, get_identity(unit, row.id).number) != row.number_index:
        raise SealBroken("the last key of the ring is not the one that made the look-ups; expected it to stay last")


def _place(column: str, student_id: str) -> Place:
    return Place(table.name, column, student_id)


def _rekeyed(old: KeyRing, ring: KeyRing, row: Row[Any]) -> Record:
    identity = old.open(row.identity, _place("identity", row.id)).decode()
    confidential = old.open(row.circumstances, _place("circumstances", row.id)).decode()
    texts = _Texts(row.profile, identity, confidential, row.consent, row.counselor, row.synthetic)
    return _record(ring, row.id, number_index(ring, _IDENTITY.decode(identity).number), texts, row.updated_at)
