"""What a model has learned of each student."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from sqlalchemy import select

from jobmatch.columns import Float32
from jobmatch.domain import BadInput
from jobmatch.store.bulk import collector_paused, upsert
from jobmatch.store.database import Unit
from jobmatch.store.revisions import bump
from jobmatch.store.schema import effect as table
from jobmatch.store.schema import student

_STORED = np.dtype("<f4")


@collector_paused()
def put_effects(unit: Unit, version: str, student_ids: Sequence[str], matrix: Float32) -> None:
    """Keep what a model version has learned, (S, K), a row a student; rows put earlier are overwritten.

    Nothing is kept of who took consent back, also where that happened while the model was learning.
    """
    rows = np.ascontiguousarray(matrix, dtype=_STORED)
    upsert(
        unit,
        table,
        [
            {"version": version, "student": one, "learned": row.tobytes()}
            for one, row in zip(student_ids, rows, strict=True)
        ],
    )
    refusing = select(student.c.id).where(student.c.consent.is_(False))
    unit.connection.execute(table.delete().where(table.c.student.in_(refusing)))
    if len(student_ids):
        bump(unit)


def effects_of(unit: Unit, version: str, student_ids: Sequence[str]) -> Float32:
    """What a model version has learned of these students, (S, K): zeros where nothing, K = 0 where of nobody.

    Raises BadInput where the version's rows differ in length.
    """
    of_version = select(table.c.student, table.c.learned).where(table.c.version == version)
    kept = of_version.where(table.c.student == student_ids[0]) if len(student_ids) == 1 else of_version
    learned = {row.student: row.learned for row in unit.connection.execute(kept)}
    anybody = [row.learned for row in unit.connection.execute(of_version.limit(1))]
    lengths = {len(row) for row in [*learned.values(), *anybody]}
    if len(lengths) > 1:
        raise BadInput(f"model {version}: expected effects of one length, found {sorted(lengths)} bytes")
    nothing = bytes(lengths.pop() if lengths else 0)
    joined = b"".join([learned.get(one, nothing) for one in student_ids])
    effects: Float32 = np.frombuffer(joined, _STORED).astype(np.float32)
    return effects.reshape(len(student_ids), len(nothing) // _STORED.itemsize)


def erase_learned(unit: Unit, student_id: str) -> None:
    """Forget what every model version has learned of one student."""
    if unit.connection.execute(table.delete().where(table.c.student == student_id)).rowcount:
        bump(unit)


def keep_effects(unit: Unit, versions: Collection[str]) -> int:
    """Forget what all other model versions have learned; returns how many rows went."""
    return unit.connection.execute(table.delete().where(table.c.version.not_in(versions))).rowcount
