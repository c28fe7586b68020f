"""Column mappings: how one source's headers and words become the canonical fields."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic import Field as Setting

from jobmatch.domain import BadInput
from jobmatch.ingest.fields import FIELDS, Kind
from jobmatch.ingest.headers import Layout, plain
from jobmatch.ingest.rows import Row
from jobmatch.ingest.tables import top_rows

YES = frozenset({"是", "true", "1", "yes", "y"})


class _File(BaseModel):
    """The shape of a mapping file; docs/data-model.md describes it for those who write one."""

    model_config = ConfigDict(extra="forbid", strict=True)

    kind: Kind = Setting(strict=False)
    source: str = Setting(pattern=r"^[a-z0-9][a-z0-9-]*$")
    columns: dict[str, str | list[str]]
    required: list[str] = Setting(min_length=1)
    constants: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    sheets: list[str] = []
    synthetic: bool = False
    synthetic_column: str | None = None
    invented: list[str] = []
    invented_column: str | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """One checked mapping.

    columns maps a canonical field to the headers that may hold it, in plain form; values translates whole cells
    of a field. invented names fields that are made up wherever they are given; the two columns say so row by row.
    """

    name: str
    kind: Kind
    source: str
    columns: Table[str, tuple[str, ...]]
    required: tuple[str, ...]
    constants: Table[str, str] = field(default_factory=dict)
    values: Table[str, Table[str, str]] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    synthetic: bool = False
    synthetic_column: str | None = None
    invented: frozenset[str] = frozenset()
    invented_column: str | None = None

    @property
    def layout(self) -> Layout:
        """What a table must look like for this mapping."""
        marks = {column for column in (self.synthetic_column, self.invented_column) if column}
        known = frozenset(marks).union(*self.columns.values())
        return Layout(tuple(self.columns[name] for name in self.required), known, self.sheets)

    def received(self, row: Row) -> dict[str, str]:
        """The canonical fields that a row gives, as received; blank cells are left out."""
        given = {name: self._cell(row, headers) for name, headers in self.columns.items()}
        given = {name: self.values.get(name, {}).get(cell, cell) for name, cell in given.items() if cell}
        return {**self.constants, **{name: cell for name, cell in given.items() if cell}}

    def is_synthetic(self, row: Row) -> bool:
        """Whether the row is made up as a whole."""
        marked = self.synthetic_column is not None and row.cells.get(self.synthetic_column, "").lower() in YES
        return self.synthetic or marked

    def invented_in(self, row: Row, received: Table[str, str]) -> frozenset[str]:
        """What was made up for the demonstration: fields of the mapping where given, and facts that the row names."""
        marked = row.cells.get(self.invented_column, "") if self.invented_column else ""
        given = frozenset(name for name in self.invented if name in received)
        return given | frozenset(filter(None, marked.split("、")))

    @staticmethod
    def _cell(row: Row, headers: tuple[str, ...]) -> str:
        return next((cell for header in headers if (cell := row.cells.get(header, ""))), "")


def mapping_for(name_or_path: str | Path) -> Mapping:
    """A shipped mapping by its name, or one from a TOML file. Raises BadInput naming the shipped ones."""
    shipped = shipped_names()
    if str(name_or_path) in shipped:
        return parse_mapping(_shipped(str(name_or_path)), str(name_or_path))
    path = Path(name_or_path)
    if not path.is_file():
        raise BadInput(f"mapping {name_or_path}: expected a TOML file or one of {', '.join(shipped)}")
    try:
        return parse_mapping(path.read_text("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        raise BadInput(f"mapping {path}: expected TOML in UTF-8") from error


def mapping_fitting(path: Path, kind: Kind) -> Mapping:
    """The one shipped mapping whose required columns all occur in the file; BadInput where none or several do."""
    tops = [[plain(cell) for cell in row] for row in top_rows(path)]
    candidates = [mapping_for(name) for name in shipped_names()]
    fitting = [m for m in candidates if m.kind is kind and any(not m.layout.lacking(row) for row in tops)]
    if len(fitting) != 1:
        found = f"{len(fitting)} mappings fit" if fitting else "no shipped mapping fits its columns"
        names = ", ".join(m.name for m in fitting or candidates if m.kind is kind)
        raise BadInput(f"{path}: {found}; say --mapping NAME or FILE ({names})")
    return fitting[0]


def shipped_names() -> list[str]:
    """Names of the mappings in the package, sorted."""
    folder = resources.files(__package__) / "mappings"
    return sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))


def _shipped(name: str) -> str:
    return (resources.files(__package__) / "mappings" / f"{name}.toml").read_text("utf-8")


def parse_mapping(toml: str, name: str) -> Mapping:
    """Check a mapping file. Raises BadInput naming the key and what was expected."""
    try:
        file = _File.model_validate(tomllib.loads(toml))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"mapping {name}: not TOML: {error}") from error
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_url=False))
        raise BadInput(f"mapping {name}: {wrong}") from error
    _check(file, name)
    return Mapping(
        name=name,
        kind=file.kind,
        source=file.source,
        columns={key: _plain_all(headers) for key, headers in file.columns.items()},
        required=tuple(file.required),
        constants=file.constants,
        values=file.values,
        sheets=tuple(file.sheets),
        synthetic=file.synthetic,
        synthetic_column=plain(file.synthetic_column) if file.synthetic_column else None,
        invented=frozenset(file.invented),
        invented_column=plain(file.invented_column) if file.invented_column else None,
    )


def _plain_all(headers: str | list[str]) -> tuple[str, ...]:
    return tuple(plain(header) for header in ([headers] if isinstance(headers, str) else headers))


def _check(file: _File, name: str) -> None:
    known = FIELDS[file.kind]
    named = {*file.columns, *file.constants, *file.values, *file.required, *file.invented}
    if unknown := sorted(named - known):
        raise BadInput(
            f"mapping {name}: no such field {', '.join(unknown)}; expected one of {', '.join(sorted(known))}"
        )
    if absent := sorted(set(file.required) - file.columns.keys()):
        raise BadInput(f"mapping {name}: required names {', '.join(absent)}, which [columns] does not hold")
    headers = [header for group in file.columns.values() for header in _plain_all(group)]
    if doubled := sorted({header for header in headers if headers.count(header) > 1 or not header}):
        raise BadInput(f"mapping {name}: expected each header for one field, got {', '.join(doubled)} twice")
