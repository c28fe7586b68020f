"""Model files are immutable, checked before use, and the way back is one step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from jobmatch.domain import BadInput, Conflict, Misconfigured, NotFound
from jobmatch.learning import COLD, Manifest, Model, Pointer, open_model, parse_model, pointer, read_manifest, roll_back
from jobmatch.learning.models import lineage, point, put_model, sealed, version_names
from jobmatch.matching import LOGGED
from jobmatch.rank import NAMES

RNG = np.random.default_rng(0)
MODEL = Model(
    weights=RNG.normal(size=len(NAMES)),
    shift=RNG.normal(size=len(NAMES)),
    shift_sd=RNG.random(len(NAMES)),
    centre=RNG.random(len(LOGGED)),
    scale=RNG.random(len(LOGGED)),
    level=0.1 + 0.2,
    response=0.5,
    noise=1 / 3,
)
MANIFEST = Manifest(
    parent=COLD,
    night="2026-11-01",
    window=("2025-11-01", "2026-11-01"),
    basis="encoder-1",
    basis_since="2026-10-01",
    policy="2026.2+abc",
    counts={"labels": 3},
    metrics={"noise": 1 / 3},
    gate="same form",
)


def keep(root: Path, night: str = "2026-11-01", parent: str = COLD, model: Model = MODEL) -> str:
    text = model.to_text("encoder-1")
    version = put_model(root, sealed(replace(MANIFEST, night=night, parent=parent), text), text)
    point(root, Pointer(version, pointer(root).rejected))
    return version


def three_nights(root: Path) -> tuple[str, str, str]:
    first = keep(root, "2026-11-01")
    second = keep(root, "2026-11-02", first)
    return first, second, keep(root, "2026-11-03", second)


def test_a_model_comes_back_from_its_text_to_the_last_bit() -> None:
    back = parse_model(MODEL.to_text("encoder-1"))
    assert back.to_text("encoder-1") == MODEL.to_text("encoder-1")
    assert back.shift.tolist() == MODEL.shift.tolist()
    assert back.level == 0.1 + 0.2


def test_a_version_comes_back_with_its_manifest(tmp_path: Path) -> None:
    version = keep(tmp_path)
    model, manifest = open_model(tmp_path, version)
    assert model.to_text("encoder-1") == MODEL.to_text("encoder-1")
    assert manifest.version == version
    assert manifest.window == ("2025-11-01", "2026-11-01")
    assert version.startswith("2026-11-01-")


def test_the_same_training_has_the_same_name_and_another_one_another(tmp_path: Path) -> None:
    assert keep(tmp_path) == keep(tmp_path)
    assert keep(tmp_path) != keep(tmp_path, model=replace(MODEL, level=0.4))


@pytest.mark.parametrize("name", ["model.json", "manifest.json"])
def test_a_file_that_was_changed_is_refused(tmp_path: Path, name: str) -> None:
    version = keep(tmp_path)
    path = tmp_path / version / name
    path.write_text(path.read_text("utf-8").replace("encoder-1", "encoder-2"), "utf-8")
    with pytest.raises(Misconfigured, match=name):
        open_model(tmp_path, version)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"form": "forest-1"}', '{"form": "bayes-linear-1"}'])
def test_a_text_that_is_no_model_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="bayes-linear-1"):
        parse_model(text)


def test_a_truncated_manifest_is_refused(tmp_path: Path) -> None:
    version = keep(tmp_path)
    (tmp_path / version / "manifest.json").write_text("{", "utf-8")
    with pytest.raises(Misconfigured, match="no readable manifest"):
        read_manifest(tmp_path, version)


@pytest.mark.parametrize("version", ["2026-01-01-00000000", "../escape", "", "current"])
def test_an_unknown_version_is_not_found(tmp_path: Path, version: str) -> None:
    keep(tmp_path)
    with pytest.raises(NotFound, match="model list"):
        open_model(tmp_path, version)


def test_before_anything_is_learned_the_policys_own_weights_rank(tmp_path: Path) -> None:
    assert pointer(tmp_path) == Pointer(COLD, ())
    assert version_names(tmp_path) == ()


def test_rolling_back_goes_to_the_parent_and_rejects_what_is_left(tmp_path: Path) -> None:
    _, second, third = three_nights(tmp_path)
    assert roll_back(tmp_path) == pointer(tmp_path) == Pointer(second, (third,))


def test_rolling_back_twice_goes_two_nights_back(tmp_path: Path) -> None:
    first, second, third = three_nights(tmp_path)
    roll_back(tmp_path)
    assert roll_back(tmp_path) == Pointer(first, tuple(sorted([second, third])))


def test_rolling_back_to_a_named_version_rejects_all_between(tmp_path: Path) -> None:
    first, second, third = three_nights(tmp_path)
    assert roll_back(tmp_path, first) == Pointer(first, tuple(sorted([second, third])))


def test_rolling_back_to_the_cold_model_rejects_everything_learned(tmp_path: Path) -> None:
    versions = three_nights(tmp_path)
    assert roll_back(tmp_path, COLD) == Pointer(COLD, tuple(sorted(versions)))


def test_a_rejected_version_may_be_named_again_by_a_person(tmp_path: Path) -> None:
    _, _, third = three_nights(tmp_path)
    roll_back(tmp_path)
    assert roll_back(tmp_path, third) == Pointer(third, ())


def test_there_is_nothing_behind_the_cold_model(tmp_path: Path) -> None:
    with pytest.raises(Conflict, match="no model to roll back"):
        roll_back(tmp_path)


def test_a_rollback_to_what_cannot_be_used_changes_nothing(tmp_path: Path) -> None:
    first, _, third = three_nights(tmp_path)
    (tmp_path / first / "model.json").write_text("{}", "utf-8")
    with pytest.raises(Misconfigured):
        roll_back(tmp_path, first)
    assert pointer(tmp_path).current == third


def test_a_damaged_pointer_says_so(tmp_path: Path) -> None:
    keep(tmp_path)
    (tmp_path / "current").write_text("?", "utf-8")
    with pytest.raises(Misconfigured, match="not readable"):
        pointer(tmp_path)


def test_a_lineage_names_the_youngest_first(tmp_path: Path) -> None:
    first, second, third = three_nights(tmp_path)
    assert lineage(tmp_path, third, 2) == (third, second)
    assert lineage(tmp_path, third, 9) == (third, second, first)
    assert lineage(tmp_path, COLD, 9) == ()
