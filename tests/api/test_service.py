"""The HTTP service over a real home after its night."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from tests.small_home import home_at

from jobmatch.api import ApiKeys, Desk, create_app
from jobmatch.api.keys import add_key
from jobmatch.api.problems import status_of
from jobmatch.demo import NIGHT
from jobmatch.domain import BadInput, JobmatchError
from jobmatch.store import night_of
from jobmatch.wiring import Home


@pytest.fixture(scope="module")
def home(template_done: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    opened = home_at(Path(shutil.copytree(template_done, tmp_path_factory.mktemp("served") / "home")))
    yield opened
    opened.store.close()


@pytest.fixture(scope="module")
def app(home: Home) -> FastAPI:
    add_key(home.settings.api_keys_file, "first")
    return create_app(Desk(home.tools), ApiKeys.from_file(home.settings.api_keys_file))


@pytest.fixture(scope="module")
def client(app: FastAPI, home: Home) -> Iterator[TestClient]:
    key = add_key(home.settings.api_keys_file, "desk")
    served = create_app(Desk(home.tools), ApiKeys.from_file(home.settings.api_keys_file))
    with TestClient(served, headers={"X-API-Key": key}) as opened:
        yield opened


def pushed_student(home: Home) -> tuple[str, str]:
    with home.store.read() as unit:
        pushes, _ = night_of(unit, NIGHT.isoformat())
    return pushes[0].student_id, pushes[0].posting_id


def test_health_asks_for_no_key(app: FastAPI) -> None:
    with TestClient(app) as anybody:
        assert anybody.get("/healthz").json() == {"status": "ok"}
        assert anybody.get("/readyz").json() == {"status": "ready"}


@pytest.mark.parametrize("key", [None, "", "jm_wrong", "密钥"])
def test_nobody_without_a_key_sees_a_student(app: FastAPI, key: str | None) -> None:
    with TestClient(app) as stranger:
        headers = {} if key is None else {b"X-API-Key": key.encode()}
        answer = stranger.get("/v1/students/S000001/recommendations", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "Unauthorized"


def test_a_pushed_student_is_recommended_what_the_night_pushed(client: TestClient, home: Home) -> None:
    student, posting = pushed_student(home)
    answer = client.get(f"/v1/students/{student}/recommendations", params={"limit": 100}).json()
    listed = [entry["posting"]["id"] for entry in answer["recommendations"]]
    assert posting in listed
    assert [entry["position"] for entry in answer["recommendations"]] == list(range(1, len(listed) + 1))
    assert answer["diagnosis"] is None


def test_contributions_add_up_to_the_score(client: TestClient, home: Home) -> None:
    student, _ = pushed_student(home)
    for entry in client.get(f"/v1/students/{student}/recommendations").json()["recommendations"]:
        assert sum(entry["contributions"].values()) == pytest.approx(entry["score"], abs=1e-5)


def test_a_student_without_a_push_is_answered_with_a_diagnosis_or_an_opening(client: TestClient, home: Home) -> None:
    with home.store.read() as unit:
        _, diagnoses = night_of(unit, NIGHT.isoformat())
    for diagnosis in diagnoses[:10]:
        answer = client.get(f"/v1/students/{diagnosis.student_id}/recommendations").json()
        assert bool(answer["recommendations"]) != bool(answer["diagnosis"])


def test_an_explanation_names_every_rule_once(client: TestClient, home: Home) -> None:
    student, posting = pushed_student(home)
    answer = client.get(f"/v1/students/{student}/postings/{posting}/explanation").json()
    codes = [rule["code"] for rule in answer["rules"]]
    assert len(codes) == len(set(codes)) > 15
    assert answer["verdict"] in {"pass", "unknown"}
    assert all(rule["zh"] and rule["en"] for rule in answer["rules"])


@pytest.mark.parametrize(
    ("path", "status", "named"),
    [
        ("/v1/students/S999999/recommendations", 404, "S999999"),
        ("/v1/students/S000001/recommendations?limit=0", 422, "limit"),
        ("/v1/students/S000001/recommendations?limit=all", 422, "limit"),
        ("/v1/students/S000001/postings/nowhere:1/explanation", 404, "nowhere:1"),
        ("/v1/nothing", 404, "Not Found"),
    ],
)
def test_every_error_is_a_problem_that_names_what_was_wrong(
    client: TestClient, path: str, status: int, named: str
) -> None:
    answer = client.get(path)
    body = answer.json()
    assert (answer.status_code, body["status"]) == (status, status)
    assert answer.headers["content-type"] == "application/problem+json"
    assert named in body["detail"]


def test_a_changed_record_is_seen_without_a_restart(client: TestClient, home: Home) -> None:
    from datetime import UTC, datetime

    from jobmatch.domain import PostingStatus
    from jobmatch.store import close_posting

    student, _ = pushed_student(home)
    before = client.get(f"/v1/students/{student}/recommendations").json()["recommendations"]
    closed = before[0]["posting"]["id"]
    with home.store.write() as unit:
        close_posting(unit, closed, PostingStatus.WITHDRAWN, datetime.now(UTC))
    after = client.get(f"/v1/students/{student}/recommendations").json()["recommendations"]
    assert closed not in [entry["posting"]["id"] for entry in after]


def all_errors(kind: type[JobmatchError]) -> Iterator[type[JobmatchError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from all_errors(child)


def test_every_error_of_ours_has_a_status() -> None:
    import jobmatch.cli  # noqa: F401  loads the whole tree of errors

    assert {status_of(kind).value for kind in all_errors(JobmatchError)} <= {404, 409, 422, 500, 503}


def test_a_key_is_shown_once_and_kept_as_a_hash(tmp_path: Path) -> None:
    key = add_key(tmp_path / "keys", "desk")
    assert key not in (tmp_path / "keys").read_text()
    assert ApiKeys.from_file(tmp_path / "keys").holder(key) == "desk"
    assert (tmp_path / "keys").stat().st_mode & 0o077 == 0
    with pytest.raises(BadInput, match="in use"):
        add_key(tmp_path / "keys", "desk")
    with pytest.raises(BadInput, match="expected 1 to 40"):
        add_key(tmp_path / "keys", "a b")
