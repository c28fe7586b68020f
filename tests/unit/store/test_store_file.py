"""What somebody who steals the SQLite file can read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from jobmatch.domain import Circumstances, Gender, Hardship, Identity, Need, Student
from jobmatch.store import KeyRing, RejectedRow, Store, log_ingest, put_students

NOW = datetime(2026, 1, 20, tzinfo=UTC)


def test_the_file_holds_no_name_phone_hardship_need_or_note_in_clear(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'jobmatch.db'}"
    Store.migrate(url)
    store = Store.open(url, KeyRing((b"k" * 32,)))
    circumstances = Circumstances(
        gender=Gender.FEMALE,
        ethnicity="瑶族",
        hardship=frozenset({Hardship.DIBAO}),
        needs=frozenset({Need.NO_PHONE}),
    )
    student = Student(id="", circumstances=circumstances, bond="阳山县卫健局", notes=("长期服用抗抑郁药",))
    identity = Identity("陈小禾", "20220017", "13800138000", "xiaohe@example.edu.cn")
    with store.write() as unit:
        put_students(unit, [(student, identity)], NOW)
        log_ingest(unit, "roster", "ab", {}, [RejectedRow("roster.csv", 2, "phone", "1380013x", "11 digits")], NOW)
    before_closing = _bytes_of(tmp_path)
    store.close()
    secrets = ["陈小禾", "20220017", "13800138000", "xiaohe", "female", "瑶族", "dibao", "no_phone"]
    secrets += ["阳山", "抑郁", "1380013x"]
    for data in (before_closing, _bytes_of(tmp_path)):
        assert b"S000001" in data
        assert [word for word in secrets if word.encode() in data] == []


def _bytes_of(directory: Path) -> bytes:
    """The database with its write-ahead log."""
    return b"".join(file.read_bytes() for file in sorted(directory.iterdir()))
