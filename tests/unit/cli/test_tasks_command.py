"""Tasks, proposals and overrides as a counselor types them, on good input and on bad."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from store_samples import planned, run_a_night
from tests.unit.push.letters import opening
from typer.testing import CliRunner

from jobmatch.cli import app
from jobmatch.domain import (
    BadInput,
    Circumstances,
    Conflict,
    DismissalReason,
    Evidence,
    Feedback,
    FeedbackKind,
    Identity,
    Need,
    NightLimit,
    NotFound,
    Proposal,
    SilenceCause,
    Student,
    Task,
    TaskKind,
)
from jobmatch.history import OFFICE_TIME
from jobmatch.settings import read_settings
from jobmatch.store import (
    get_student,
    lease_pushes,
    mark_sent,
    overrides,
    put_feedback,
    put_postings,
    put_proposals,
    put_students,
    put_tasks,
    withdraw_consent,
)
from jobmatch.wiring import Home, make_home

LAST_NIGHT = datetime.now(UTC) - timedelta(hours=8)  # commands read the real clock
ANNA = "S000001"
TASK = Task(
    task_id=f"{ANNA}|silence|2026-11-30",
    student_id=ANNA,
    kind=TaskKind.SILENCE,
    opened_on=LAST_NIGHT.date(),
    cause=SilenceCause.NIGHTS,
    confidence=0.625,
    evidence=(Evidence("nights", 5 / 6, 0.25, "6条中有5条要值夜班", "5 of 6 ask for nights"),),
    pushes=(f"{ANNA}|gd:1|{LAST_NIGHT.date()}",),
    belief_zh="可能是班次不合适。",
    belief_en="The shifts may not suit.",
    question_zh="对夜班你怎么想？",
    question_en="What do you think of night shifts?",
)
PROPOSAL = Proposal(
    proposal_id=f"{ANNA}|nights|2026-11-30",
    student_id=ANNA,
    field="nights",
    before="null",
    after='"refuses"',
    basis=(TASK.task_id,),
    zh="建议记为不接受夜班",
    en="note that nights are refused",
    proposed_on=LAST_NIGHT.date(),
)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """One student with a task and a proposal, and one posting."""
    made = make_home(read_settings({}, tmp_path / "home"))
    with made.store.write() as unit:
        put_students(unit, [(Student(id="", consent_push=True), Identity("学生", "2022001"))], LAST_NIGHT)
        put_postings(unit, [opening(1)], LAST_NIGHT)
        put_tasks(unit, [TASK])
        put_proposals(unit, [PROPOSAL])
    yield made
    made.store.close()


def run(home: Home, *words: str) -> str:
    done = CliRunner().invoke(app, [*words, "--home", str(home.settings.home)], env={"COLUMNS": "200"})
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def record(home: Home, *words: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(run(home, *words, "--json"))
    return read


def refused_by_typer(home: Home, *words: str) -> str:
    done = CliRunner().invoke(app, [*words, "--home", str(home.settings.home)])
    assert done.exit_code == 2
    return done.output


def test_a_task_is_listed_shown_and_answered_once(home: Home) -> None:
    assert TASK.task_id in run(home, "task", "list")
    shown = run(home, "task", "show", TASK.task_id)
    assert "可能是班次不合适" in shown
    assert "6条中有5条要值夜班" in shown
    assert f"{LAST_NIGHT.date()}  阳山县江英镇卫生院｜护士" in shown
    assert "夜班，把握 62%" in shown
    said = ("task", "answer", TASK.task_id, "--cause", "nights", "--note", "只想上白班", "--by", "王老师")
    run(home, *said)
    run(home, *said)
    assert record(home, "task", "list")["tasks"] == []
    kept = record(home, "task", "show", TASK.task_id)
    assert (kept["answer"], kept["note"], kept["answered_by"]) == ("nights", "只想上白班", "王老师")
    with pytest.raises(Conflict, match="answered already: nights by 王老师"):
        run(home, "task", "answer", TASK.task_id, "--cause", "pay", "--by", "陈老师")
    assert len(record(home, "task", "list", "--all")["tasks"]) == 1


def test_an_answer_needs_a_known_task_a_cause_and_a_name(home: Home) -> None:
    with pytest.raises(NotFound, match="no task nowhere"):
        run(home, "task", "answer", "nowhere", "--cause", "pay", "--by", "王老师")
    with pytest.raises(BadInput, match="--by"):
        run(home, "task", "answer", TASK.task_id, "--cause", "pay", "--by", " ")
    refused_by_typer(home, "task", "answer", TASK.task_id, "--cause", "laziness", "--by", "王老师")
    refused_by_typer(home, "task", "answer", TASK.task_id, "--cause", "pay")


def test_lists_can_be_narrowed_to_one_student_by_id_or_number(home: Home) -> None:
    assert len(record(home, "task", "list", "--student", "2022001")["tasks"]) == 1
    assert len(record(home, "proposal", "list", "--student", ANNA)["proposals"]) == 1
    with pytest.raises(NotFound):
        run(home, "task", "list", "--student", "S999999")


def test_a_confirmed_proposal_changes_the_wish_and_is_decided_once(home: Home) -> None:
    listed = record(home, "proposal", "list")["proposals"][0]
    assert (listed["field"], listed["before"], listed["after"]) == ("nights", None, "refuses")
    assert "建议记为不接受夜班" in run(home, "proposal", "list")
    run(home, "proposal", "confirm", PROPOSAL.proposal_id, "--by", "王老师")
    with home.store.read() as unit:
        assert get_student(unit, ANNA).wishes.nights is NightLimit.REFUSES
    with pytest.raises(Conflict):
        run(home, "proposal", "decline", PROPOSAL.proposal_id, "--by", "王老师")
    assert record(home, "proposal", "list")["proposals"] == []
    assert record(home, "proposal", "list", "--all")["proposals"][0]["decided_by"] == "王老师"


def test_a_declined_proposal_leaves_the_wish_as_it_was(home: Home) -> None:
    run(home, "proposal", "decline", PROPOSAL.proposal_id, "--by", "王老师")
    with home.store.read() as unit:
        assert get_student(unit, ANNA).wishes.nights is None


def test_an_override_is_kept_with_reason_and_name_and_can_be_lifted(home: Home) -> None:
    posting = opening(1).id
    run(home, "override", "push", "2022001", posting, "--reason", "面谈时[很]感兴趣", "--by", "王老师")
    assert "面谈时[很]感兴趣" in run(home, "override", "list")
    kept = record(home, "override", "list")["overrides"][0]
    assert (kept["student"], kept["posting"], kept["verb"]) == (ANNA, posting, "push")
    run(home, "override", "never", ANNA, posting, "--reason", "已婉拒", "--by", "王老师")
    with home.store.read() as unit:
        assert [one.verb for one in overrides(unit)] == ["never"]
    run(home, "override", "lift", ANNA, posting, "--by", "王老师")
    assert record(home, "override", "list")["overrides"] == []
    assert len(record(home, "override", "list", "--all")["overrides"]) == 2
    with pytest.raises(NotFound):
        run(home, "override", "lift", ANNA, posting, "--by", "王老师")


def test_an_override_needs_a_reason_a_name_and_a_known_pair(home: Home) -> None:
    posting = opening(1).id
    refused_by_typer(home, "override", "push", ANNA, posting, "--by", "王老师")
    with pytest.raises(BadInput, match="--reason"):
        run(home, "override", "push", ANNA, posting, "--reason", " ", "--by", "王老师")
    with pytest.raises(NotFound):
        run(home, "override", "push", ANNA, "demo:none", "--reason", "合适", "--by", "王老师")
    with pytest.raises(NotFound):
        run(home, "override", "push", "S999999", posting, "--reason", "合适", "--by", "王老师")


def test_a_counselor_is_told_what_the_student_said_of_the_posting_before(home: Home) -> None:
    sent(home, "not_for_me")
    said = run(home, "override", "push", ANNA, opening(1).id, "--reason", "面谈", "--by", "王老师")
    assert f"学生{LAST_NIGHT.astimezone(OFFICE_TIME).date()}已说过不合适，请先和本人商量" in said
    never = run(home, "override", "never", ANNA, opening(1).id, "--reason", "面谈", "--by", "王老师")
    assert "商量" not in never


def test_a_counselor_is_told_what_to_ask_before_a_push_and_what_no_rule_allows(home: Home) -> None:
    needs = Student(id="", consent_push=True, circumstances=Circumstances(needs=frozenset({Need.NO_PHONE})))
    with home.store.write() as unit:
        put_students(unit, [(needs, Identity("学生", "2022002"))], LAST_NIGHT)
    said = run(home, "override", "push", "2022002", opening(1).id, "--reason", "面谈", "--by", "王老师")
    assert "推送前请先问清：岗位未说明能否提供" in said
    assert "规则不允许，暂不会推送：报名已于2026-02-01截止" in said


def test_the_chain_of_a_push_is_shown_until_consent_is_taken_back(home: Home) -> None:
    assert run(home, "feedback", "chain", ANNA) == "没有推送记录。\n"
    sent(home, "interested")
    assert "有兴趣" in run(home, "feedback", "chain", ANNA)
    with home.store.write() as unit:
        withdraw_consent(unit, ANNA, "student", LAST_NIGHT)
    assert "不同意接收推送" in run(home, "feedback", "chain", ANNA)
    assert record(home, "feedback", "chain", ANNA) == {"pushes": []}


def sent(home: Home, answer: str) -> None:
    """A push of last night to the student, and what she said of it."""
    campaign, kind = LAST_NIGHT.date().isoformat(), FeedbackKind(answer)
    run_a_night(home.store, LAST_NIGHT.date(), [planned(ANNA, opening(1).id, campaign)])
    reason = DismissalReason.TOO_FAR if kind is FeedbackKind.NOT_FOR_ME else None
    with home.store.write() as unit:
        mark_sent(unit, lease_pushes(unit, "a", LAST_NIGHT, 60, 9), LAST_NIGHT)
        put_feedback(unit, [Feedback("e1", ANNA, opening(1).id, campaign, kind, LAST_NIGHT, reason)], LAST_NIGHT)
