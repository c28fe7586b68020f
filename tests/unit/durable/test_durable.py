from __future__ import annotations

from pathlib import Path

import pytest

from jobmatch.durable import written_whole


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "file"
    with written_whole(file) as beside:
        beside.write_text("half")
        assert not file.exists()
        beside.write_text("whole")
    assert file.read_text() == "whole"
    assert list(file.parent.iterdir()) == [file]


def test_a_writer_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old")

    def fail_half_way() -> None:
        with written_whole(file) as beside:
            beside.write_text("half")
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail_half_way()
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_private_file_is_private_from_its_first_byte(tmp_path: Path) -> None:
    with written_whole(tmp_path / "key", mode=0o600) as beside:
        assert beside.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
