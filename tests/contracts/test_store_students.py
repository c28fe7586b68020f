"""Students: pseudonyms that hold, and nothing sensitive in clear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text
from store_samples import KEYS, NOW, SENSITIVE, anything, person

from jobmatch.domain import BadInput, Identity, NotFound, Student
from jobmatch.store import (
    KeyRing,
    Outcome,
    SealBroken,
    Store,
    all_students,
    get_identity,
    get_student,
    put_students,
    revision,
    rotate,
)

FRESH = count()


def test_students_get_ids_in_order_of_first_appearance(store: Store) -> None:
    with store.write() as unit:
        first = put_students(unit, [person("2022002"), person("2022001")], NOW)
        second = put_students(unit, [person("2022003"), person("2022001")], NOW)
        numbers = [get_identity(unit, student.id).number for student in all_students(unit)]
    assert numbers == ["2022002", "2022001", "2022003"]
    assert (first, second) == (Outcome(added=2), Outcome(added=1, unchanged=1))


def test_a_changed_student_keeps_the_id(store: Store) -> None:
    student, identity = person("2022001")
    moved = replace(identity, phone="13900139000")
    with store.write() as unit:
        put_students(unit, [(student, identity)], NOW)
        outcome = put_students(unit, [(replace(student, consent_push=True), moved)], NOW)
        assert get_student(unit, "S000001").consent_push is True
        assert get_identity(unit, "S000001") == moved
    assert outcome == Outcome(updated=1)


def test_a_number_that_comes_twice_is_one_student_as_last_told(store: Store) -> None:
    with store.write() as unit:
        outcome = put_students(unit, [person("2022001", "陈小禾"), person("2022001", "陈禾")], NOW)
        assert get_identity(unit, "S000001").name == "陈禾"
    assert outcome == Outcome(added=1)


def test_a_student_without_a_number_is_refused_and_none_is_put(store: Store) -> None:
    with store.write() as unit:
        with pytest.raises(BadInput, match="college number"):
            put_students(unit, [person("2022001"), person(" ")], NOW)
        assert all_students(unit) == []


@pytest.mark.parametrize("asked", ["S000001", "a2022001", "Ａ2022001 "])
def test_a_student_is_found_by_id_and_by_number_however_it_is_typed(store: Store, asked: str) -> None:
    with store.write() as unit:
        put_students(unit, [person("A2022001")], NOW)
    with store.read() as unit:
        assert get_student(unit, asked) == replace(person("A2022001")[0], id="S000001")


def test_an_unknown_student_is_not_found(store: Store) -> None:
    with store.read() as unit:
        for search in (get_student, get_identity):
            with pytest.raises(NotFound):
                search(unit, "S000099")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(student=anything(Student), identity=anything(Identity))
def test_any_student_comes_back_as_put(store: Store, student: Student, identity: Identity) -> None:
    number = str(next(FRESH))
    numbered = replace(identity, number=number)
    with store.write() as unit:
        put_students(unit, [(student, numbered)], NOW)
        kept = get_student(unit, number)
        assert kept == replace(student, id=kept.id)
        assert get_identity(unit, kept.id) == numbered


def test_the_records_have_a_new_revision_only_after_a_change(store: Store) -> None:
    with store.write() as unit:
        put_students(unit, [person("2022001")], NOW)
        before = revision(unit)
        put_students(unit, [person("2022001")], NOW)
        same = revision(unit)
        put_students(unit, [person("2022002")], NOW)
        assert (before == same, before == revision(unit)) == (True, False)


def test_nothing_sensitive_stands_in_any_column(store: Store) -> None:
    student, identity = person("2022001")
    with store.write() as unit:
        put_students(unit, [(student, identity)], NOW)
        row = unit.connection.execute(text("SELECT * FROM student")).one()
    kept = b"\x00".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
    words = [*SENSITIVE.hardship, *SENSITIVE.needs, SENSITIVE.ethnicity, student.bond, *student.notes]
    words += [identity.name, identity.phone, identity.number, identity.email]
    assert b"S000001" in kept
    assert [word for word in words if str(word).encode() in kept] == []


def test_sealed_fields_of_two_students_cannot_be_swapped(store: Store) -> None:
    with store.write() as unit:
        put_students(unit, [person("2022001"), person("2022002")], NOW)
        moved = "UPDATE student SET circumstances = (SELECT circumstances FROM student WHERE id = 'S000002')"
        unit.connection.execute(text(f"{moved} WHERE id = 'S000001'"))
        with pytest.raises(SealBroken, match=r"student\.circumstances of S000001"):
            get_student(unit, "S000001")


def test_rotation_seals_with_the_new_key_and_look_ups_still_work(open_store: Callable[[KeyRing], Store]) -> None:
    old, new = b"o" * 32, b"n" * 32
    before, both = open_store(KeyRing((old,))), open_store(KeyRing((new, old)))
    with before.write() as unit:
        put_students(unit, [person("2022001")], NOW)
    assert rotate(both) == 1
    with both.write() as unit:
        assert put_students(unit, [person("2022001")], NOW) == Outcome(unchanged=1)
        assert get_student(unit, "2022001").id == "S000001"
    with before.read() as unit, pytest.raises(SealBroken, match="not in JOBMATCH_KEY"):
        all_students(unit)


def test_rotation_to_another_ring_leaves_nothing_for_the_old_one(
    store: Store, open_store: Callable[[KeyRing], Store]
) -> None:
    fresh = KeyRing((b"f" * 32,))
    with store.write() as unit:
        put_students(unit, [person("2022001")], NOW)
    rotate(store, fresh)
    with open_store(fresh).write() as unit:
        assert put_students(unit, [person("2022001")], NOW) == Outcome(unchanged=1)


def test_a_foreign_ring_cannot_put_everybody_a_second_time(
    store: Store, open_store: Callable[[KeyRing], Store]
) -> None:
    with store.write() as unit:
        put_students(unit, [person("2022001")], NOW)
    foreign = open_store(KeyRing((KEYS.keys[0], b"f" * 32)))
    with foreign.write() as unit, pytest.raises(SealBroken, match="last key"):
        put_students(unit, [person("2022001")], NOW)
