"""Frozen dataclasses to canonical JSON and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, Generic, TypeVar, get_type_hints

from pydantic import GetCoreSchemaHandler, TypeAdapter, ValidationError
from pydantic_core import CoreSchema, core_schema

from jobmatch.domain import (
    AgeAsked,
    Asked,
    BadInput,
    DegreesAsked,
    Demand,
    Duty,
    EthnicityAsked,
    ExperienceAsked,
    FreshAsked,
    GenderAsked,
    GroupAsked,
    HouseholdAsked,
    LevelsAsked,
    LicenceAsked,
    MajorsAsked,
    PoliticalAsked,
    SkillsAsked,
    Unread,
)

T = TypeVar("T")

CLAUSE = "clause"  # the tag of a clause: no field of any of them has this name
KINDS: dict[type[Asked], str] = {  # part of the stored format: never rename one
    LevelsAsked: "levels",
    DegreesAsked: "degrees",
    MajorsAsked: "majors",
    FreshAsked: "fresh",
    ExperienceAsked: "experience",
    LicenceAsked: "licence",
    GenderAsked: "gender",
    PoliticalAsked: "political",
    AgeAsked: "age",
    HouseholdAsked: "household",
    EthnicityAsked: "ethnicity",
    GroupAsked: "group",
    Duty: "duty",
    SkillsAsked: "skills",
    Unread: "unread",
}


class Codec(Generic[T]):
    """Canonical JSON of one type: keys sorted, sets sorted, no spaces, Chinese as it is."""

    def __init__(self, kind: Any) -> None:
        self._adapter: TypeAdapter[T] = TypeAdapter(kind)

    def encode(self, value: T) -> str:
        """Equal values give equal text."""
        return to_json(value)

    def decode(self, text: str | bytes) -> T:
        """Raises BadInput where the text is not what encode writes."""
        try:
            return self._adapter.validate_json(text, strict=True)
        except ValidationError as broken:
            raise BadInput(
                f"stored JSON does not read: {broken.errors(include_url=False, include_input=False)}"
            ) from broken


def to_json(value: object) -> str:
    """Canonical JSON of anything made of dataclasses, enums, dates, tuples, sets and plain values.

    >>> to_json({"b": frozenset({"z", "a"}), "a": date(2026, 1, 20)})
    '{"a":"2026-01-20","b":["a","z"]}'
    """
    return _ENCODER.encode(value)


def _plain(value: Any) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    names, values_of = _layout(value.__class__)
    plain = dict(zip(names, values_of(value), strict=True))
    kind = KINDS.get(type(value))
    return plain if kind is None else {CLAUSE: kind, **plain}


_ENCODER = json.JSONEncoder(
    default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False
)


@cache
def _layout(kind: Hashable) -> tuple[tuple[str, ...], Callable[[Any], tuple[object, ...]]]:
    """The names of a dataclass's fields, and a function from a value to a tuple of theirs."""
    if not (isinstance(kind, type) and is_dataclass(kind)):
        raise TypeError(f"{kind} has no place in stored JSON")
    names = tuple(f.name for f in fields(kind))
    return names, attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)


class _ByKind:
    """Tells pydantic to read the clauses of a demand by the tag written with them."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Demand], handler: GetCoreSchemaHandler) -> CoreSchema:
        clauses = {kind: handler.generate_schema(clause) for clause, kind in KINDS.items()}
        asked = core_schema.tagged_union_schema(clauses, discriminator=CLAUSE)
        hints = get_type_hints(source)
        parts = [
            core_schema.dataclass_field(
                f.name, _or_default(f, asked if f.name == "asked" else handler.generate_schema(hints[f.name]))
            )
            for f in fields(source)
        ]
        names = [f.name for f in fields(source)]
        arguments = core_schema.dataclass_args_schema(source.__name__, parts)
        return core_schema.dataclass_schema(source, arguments, names, frozen=True, slots=True)


def _or_default(of: Field[Any], schema: CoreSchema) -> CoreSchema:
    if of.default is MISSING:
        return schema
    return core_schema.with_default_schema(schema, default=of.default)


StoredDemand = Annotated[Demand, _ByKind]
