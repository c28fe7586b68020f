"""Write the demonstration's package data: the official table, the invented notices, the invented students.

scripts/build_demo_data.py                      write every file
scripts/build_demo_data.py notices students     write these parts
scripts/build_demo_data.py --check [PART…]      compare with what is there, write nothing
scripts/build_demo_data.py --facts FILE         the facts behind each notice, for measuring a reader (not shipped)
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from demo_data import positions
from demo_data.notices.notices import notices
from demo_data.packing import csv_bytes, jsonl_bytes, packed, unpacked
from demo_data.students import registrar, roster

ROOT = Path(__file__).resolve().parents[1]
PACKAGE_DATA = ROOT / "src/jobmatch/demo/data"
SHARED_DATA = ROOT.parent / "shared/data"

Files = dict[str, bytes]


def build_positions() -> Files:
    """The real table. Needs the official workbook beside the checkout."""
    columns, rows = positions.position_rows(SHARED_DATA / positions.WORKBOOK)
    return {"positions.csv.gz": csv_bytes(columns, rows)}


def build_students() -> Files:
    """The college's export, as a spreadsheet program saves it, and the rows that must be refused."""
    return {
        "roster.csv": csv_bytes(registrar.COLUMNS, roster.roster(), bom=True),
        "roster_errors.csv": csv_bytes(registrar.COLUMNS, roster.faulty_roster(), bom=True),
    }


def build_notices() -> Files:
    """The invented notices, as prose."""
    return {"notices.jsonl.gz": jsonl_bytes(notice.record() for notice in notices())}


PARTS: dict[str, Callable[[], Files]] = {
    "positions": build_positions,
    "notices": build_notices,
    "students": build_students,
}


def main() -> int:
    arguments = _arguments()
    if arguments.facts:
        arguments.facts.write_bytes(jsonl_bytes(notice.facts() for notice in notices()))
        return 0
    differing = 0
    for name, content in _built(arguments.parts or list(PARTS)):
        path = PACKAGE_DATA / name
        same = path.exists() and unpacked(path) == content
        differing += not same
        if not arguments.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(packed(path, content))
        print(f"{name}: {len(content):,} bytes, {'same as before' if same else 'differs'}")
    return 1 if arguments.check and differing else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to build; everything if left out")
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 where a file differs")
    parser.add_argument("--facts", type=Path, metavar="FILE", help="write the facts behind the notices and stop")
    return parser.parse_args()


def _built(parts: list[str]) -> list[tuple[str, bytes]]:
    return [item for part in parts for item in PARTS[part]().items()]


if __name__ == "__main__":
    sys.exit(main())
