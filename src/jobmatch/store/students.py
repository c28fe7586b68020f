"""Students by pseudonym; who they are and what is sensitive stays sealed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import Column, Integer, Row, cast, func, select

from jobmatch.domain import BadInput, Circumstances, Education, Identity, Licence, NotFound, Stage, Student, Wishes
from jobmatch.store.bulk import Outcome, Record, collector_paused, rows_where, upsert
from jobmatch.store.codec import Codec, to_json
from jobmatch.store.database import Unit
from jobmatch.store.revisions import bump
from jobmatch.store.schema import student as table
from jobmatch.store.seal import KeyRing, Place, SealBroken


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

    The id in a given Student is ignored. Where a number comes twice, the later entry counts. Raises BadInput for
    an entry without a number, and then puts none.
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
    records = []
    for index, (who, identity) in by_index.items():
        texts = _Texts.of(who, identity)
        fingerprint = texts.fingerprint(unit.keys)
        if index not in known or known[index][1] != fingerprint:
            records.append(_record(unit.keys, ids[index], index, texts, now))
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
        profile = Profile(
            education=who.education,
            skills=who.skills,
            licences=who.licences,
            experience_months=who.experience_months,
            grassroots_experience_months=who.grassroots_experience_months,
            wishes=who.wishes,
            stage=who.stage,
        )
        confidential = _CONFIDENTIAL.encode(Confidential(who.circumstances, who.bond, who.notes))
        private = _IDENTITY.encode(identity)
        return cls(_PROFILE.encode(profile), private, confidential, who.consent_push, who.counselor, who.synthetic)

    def fingerprint(self, keys: KeyRing) -> str:
        """Keyed, so that nobody without the ring can test a guess at the sealed fields."""
        return keys.blind_index(to_json(self))


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
