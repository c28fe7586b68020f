"""Building, verifying, replacing and pruning index versions."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from jobmatch.domain import BadInput
from jobmatch.index import (
    IndexCorrupt,
    IndexForeign,
    IndexMissing,
    build_index,
    current_version,
    kept_versions,
    open_index,
)
from jobmatch.index.versions import publish

ENCODER = "static-256/abc"
TEXTS = ["乡镇卫生院护士", "社区卫生服务中心药师", "电商客服"]


def unit_rows(n: int, dim: int = 8, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(n, dim)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def build(root: Path, seed: int = 0, texts: list[str] = TEXTS) -> str:
    ids = [f"gd:{i}" for i in range(len(texts))]
    return build_index(root, ids, unit_rows(len(texts), seed=seed), texts, ENCODER, "2026-07-01")


def files_of(root: Path) -> dict[str, tuple[bytes, int]]:
    paths = [p for p in root.rglob("*") if p.is_file()]
    return {str(p.relative_to(root)): (p.read_bytes(), p.stat().st_mtime_ns) for p in paths}


def test_what_was_built_comes_back(tmp_path: Path) -> None:
    version = build(tmp_path)
    index = open_index(tmp_path, ENCODER)
    assert (index.version, index.ids, len(index)) == (version, ("gd:0", "gd:1", "gd:2"), 3)
    assert np.array_equal(index.vectors, unit_rows(3))
    assert not index.vectors.flags.owndata
    assert not index.vectors.flags.writeable


def test_the_same_content_is_not_built_again(tmp_path: Path) -> None:
    version = build(tmp_path)
    before = files_of(tmp_path / version)
    assert build(tmp_path) == version
    assert files_of(tmp_path / version) == before


def test_the_same_content_gives_the_same_bytes_in_another_place(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    build(one)
    build(two)
    assert {n: b for n, (b, _) in files_of(one).items()} == {n: b for n, (b, _) in files_of(two).items()}


@pytest.mark.parametrize("change", ["ids", "vectors", "texts", "encoder"])
def test_any_change_of_content_gives_another_version(tmp_path: Path, change: str) -> None:
    ids = ["a", "b", "c"]
    first = build_index(tmp_path, ids, unit_rows(3), TEXTS, ENCODER, "night")
    second = build_index(
        tmp_path,
        ["a", "b", "d"] if change == "ids" else ids,
        unit_rows(3, seed=9) if change == "vectors" else unit_rows(3),
        [*TEXTS[:2], "会计"] if change == "texts" else TEXTS,
        "other" if change == "encoder" else ENCODER,
        "night",
    )
    assert first != second
    assert kept_versions(tmp_path) == (second, first)


def test_the_last_three_versions_are_kept_and_going_back_counts_as_use(tmp_path: Path) -> None:
    a, b, c = (build(tmp_path, seed) for seed in range(3))
    assert build(tmp_path, 0) == a
    d = build(tmp_path, 3)
    assert kept_versions(tmp_path) == (d, a, c)
    assert current_version(tmp_path) == d
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["current", a, c, d])
    assert open_index(tmp_path, ENCODER, version=c).version == c
    with pytest.raises(IndexMissing, match=b):
        open_index(tmp_path, ENCODER, version=b)


def test_without_an_index_the_command_to_build_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="jobmatch index"):
        open_index(tmp_path / "nowhere", ENCODER)
    assert kept_versions(tmp_path / "nowhere") == ()


def test_an_index_of_another_encoder_is_refused_by_both_names(tmp_path: Path) -> None:
    build(tmp_path)
    with pytest.raises(IndexForeign, match=f"{ENCODER}.*bge-small"):
        open_index(tmp_path, "bge-small")


NAMES = ["dense.faiss", "ids.json", "lexical/data.csc.index.npy", "lexical/vocab.index.json", "manifest.json"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("where", [0.02, 0.5, 0.98])
def test_a_single_flipped_bit_is_found_and_its_file_named(tmp_path: Path, name: str, where: float) -> None:
    damaged = tmp_path / build(tmp_path) / name
    content = bytearray(damaged.read_bytes())
    content[int(where * len(content))] ^= 1
    damaged.write_bytes(content)
    with pytest.raises(IndexCorrupt, match=name):
        open_index(tmp_path, ENCODER)


@pytest.mark.parametrize("name", NAMES)
def test_a_truncated_file_is_found_and_named(tmp_path: Path, name: str) -> None:
    damaged = tmp_path / build(tmp_path) / name
    os.truncate(damaged, damaged.stat().st_size - 1)
    with pytest.raises(IndexCorrupt, match=name):
        open_index(tmp_path, ENCODER)


def test_a_missing_and_an_extra_file_are_named(tmp_path: Path) -> None:
    version = build(tmp_path)
    extra = tmp_path / version / "notes.txt"
    extra.write_text("x", encoding="utf-8")
    with pytest.raises(IndexCorrupt, match=r"notes\.txt.*does not know"):
        open_index(tmp_path, ENCODER)
    extra.unlink()
    (tmp_path / version / "ids.json").unlink()
    with pytest.raises(IndexCorrupt, match=r"ids\.json.*missing"):
        open_index(tmp_path, ENCODER)


def test_building_again_repairs_a_damaged_version(tmp_path: Path) -> None:
    version = build(tmp_path)
    (tmp_path / version / "ids.json").write_text("[]", encoding="utf-8")
    assert build(tmp_path) == version
    assert open_index(tmp_path, ENCODER).ids == ("gd:0", "gd:1", "gd:2")


def test_the_version_before_opens_where_the_last_one_is_damaged(tmp_path: Path) -> None:
    build(tmp_path, 0)
    last = build(tmp_path, 1)
    os.truncate(tmp_path / last / "dense.faiss", 10)
    with pytest.raises(IndexCorrupt):
        open_index(tmp_path, ENCODER)
    assert np.array_equal(open_index(tmp_path, ENCODER, kept_versions(tmp_path)[1]).vectors, unit_rows(3, seed=0))


def test_a_build_that_fails_half_way_leaves_the_index_in_use_as_it_was(tmp_path: Path) -> None:
    version = build(tmp_path)
    before = files_of(tmp_path)

    def runs_out_of_space(directory: Path) -> None:
        (directory / "dense.faiss").write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        publish(tmp_path, "0123456789abcdef", runs_out_of_space)
    assert files_of(tmp_path) == before
    assert current_version(tmp_path) == version


def test_a_build_abandoned_yesterday_is_swept_up_and_one_of_today_is_not(tmp_path: Path) -> None:
    (tmp_path / ".building-old").mkdir()
    (tmp_path / ".building-new").mkdir()
    os.utime(tmp_path / ".building-old", (1e9, 1e9))
    build(tmp_path)
    assert [p.name for p in tmp_path.glob(".building-*")] == [".building-new"]


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_vector_that_is_not_finite_is_refused_by_posting_id(tmp_path: Path, value: float) -> None:
    vectors = unit_rows(3)
    vectors[1, 4] = value
    with pytest.raises(BadInput, match="posting gd:1: its vector holds NaN or infinity"):
        build_index(tmp_path, ["gd:0", "gd:1", "gd:2"], vectors, TEXTS, ENCODER, "night")
    assert kept_versions(tmp_path) == ()


def test_a_vector_longer_than_one_is_refused_by_posting_id(tmp_path: Path) -> None:
    vectors = unit_rows(3)
    vectors[2] *= 1.5
    with pytest.raises(BadInput, match="posting gd:2: its vector is not of length 1"):
        build_index(tmp_path, ["gd:0", "gd:1", "gd:2"], vectors, TEXTS, ENCODER, "night")


def test_lists_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="2 posting ids, 3 vectors, 3 texts"):
        build_index(tmp_path, ["a", "b"], unit_rows(3), TEXTS, ENCODER, "night")
    with pytest.raises(BadInput, match="posting b: the id stands twice"):
        build_index(tmp_path, ["a", "b", "b"], unit_rows(3), TEXTS, ENCODER, "night")
    with pytest.raises(BadInput, match="expected float32"):
        build_index(tmp_path, ["a", "b", "c"], unit_rows(3).astype(np.float64), TEXTS, ENCODER, "night")


def test_a_market_without_a_posting_still_has_an_index(tmp_path: Path) -> None:
    build(tmp_path, texts=[])
    index = open_index(tmp_path, ENCODER)
    assert (len(index), index.vectors.shape, index.lexical_scores("护士").shape) == (0, (0, 8), (0,))
