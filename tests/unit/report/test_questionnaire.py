"""The standing questionnaire: the same for every employer, and complete."""

from __future__ import annotations

import inspect

from jobmatch.domain import Need, Student
from jobmatch.report import questionnaire
from jobmatch.report.questionnaire import Question, questionnaire_lines
from jobmatch.rules import RULES


def test_every_need_has_a_question_of_its_own() -> None:
    assert sorted(q.need for q in questionnaire() if q.need) == sorted(Need)


def test_every_posting_field_that_a_rule_asks_for_has_a_question() -> None:
    asked = {text.asks for rule in RULES for text in rule.texts.values() if text.asks.startswith("posting.")}
    assert asked <= {question.asks for question in questionnaire()}


def test_questions_are_put_once_in_both_languages() -> None:
    questions = questionnaire()
    assert len({q.code for q in questions}) == len({q.zh for q in questions}) == len(questions)
    assert all(q.en and q.zh.endswith(("？", "。", "）")) for q in questions)


def test_no_question_depends_on_a_student() -> None:
    assert not inspect.signature(questionnaire_lines).parameters.keys() & {"student", "posting"}
    assert not any(isinstance(value, Student) for q in questionnaire() for value in (q.zh, q.en))
    assert Question.__dataclass_fields__.keys() == {"code", "zh", "en", "asks", "need"}
    assert not any(word in q.zh for q in questionnaire() for word in ("残疾", "低保", "该生", "该学生", "病"))
