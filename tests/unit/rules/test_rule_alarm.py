"""Alarms: a trap is refused with its own words, a doubtful one waits for a person."""

from dataclasses import replace

import pytest
from rules_world import NIGHT, READY, posting, rule_on

from jobmatch.domain import Alarm, AlarmKind, Span, Verdict
from jobmatch.rules import RULE_NUMBER, RULES, WhyNot, build_tables, findings, violations

ALARM = RULES[RULE_NUMBER["alarm"]]


def alarming(*given: tuple[AlarmKind, float], words: str = "入职交押金300元"):
    alarms = tuple(Alarm(kind, Span("text", 0, len(words), words), confidence) for kind, confidence in given)
    return replace(posting(), alarms=alarms)


def test_a_posting_without_an_alarm_is_let_through():
    assert rule_on(ALARM, READY, posting()).reason == "alarm.nothing_asked"


@pytest.mark.parametrize("kind", AlarmKind)
def test_a_sure_alarm_refuses_and_a_doubtful_one_waits_for_a_person(kind):
    assert rule_on(ALARM, READY, alarming((kind, 0.7))).verdict is Verdict.FAIL
    assert rule_on(ALARM, READY, alarming((kind, 0.69))).verdict is Verdict.UNKNOWN


def test_the_sure_alarm_speaks_before_a_doubtful_one():
    opening = alarming((AlarmKind.COURSE, 0.5), (AlarmKind.FEE, 0.9))
    assert rule_on(ALARM, READY, opening).reason == "alarm.fee"


def test_a_refusal_quotes_the_words_that_gave_the_trap_away():
    finding = findings(READY, alarming((AlarmKind.DEPOSIT, 0.9)), NIGHT)[RULE_NUMBER["alarm"]]
    assert finding.zh == "不予推送：该信息要求交押金、保证金或扣押证件"
    assert finding.en == "Not to be pushed: the posting shows a deposit, or papers that are withheld"
    assert finding.quote == "入职交押金300元"


def test_a_doubt_is_settled_by_reading_the_posting_and_not_by_asking_the_student():
    finding = findings(READY, alarming((AlarmKind.PYRAMID, 0.5)), NIGHT)[RULE_NUMBER["alarm"]]
    assert (finding.asks, finding.quote) == ("posting.alarms", "入职交押金300元")


def test_a_counselor_who_has_checked_may_set_an_alarm_aside():
    assert ALARM.waivable


def test_the_audit_names_a_trap_that_was_about_to_be_pushed_and_no_doubt():
    trap, doubt = alarming((AlarmKind.COURSE, 0.9)), replace(alarming((AlarmKind.COURSE, 0.6)), id="x:2")
    (line,) = violations([READY], [trap, doubt], [("S1", "x:1"), ("S1", "x:2")], NIGHT)
    assert line == "S1 x:1: the posting is no job, or a trap"


def test_a_diagnosis_counts_the_traps_and_offers_to_have_the_doubts_read():
    openings = [alarming((AlarmKind.FEE, 0.9)), replace(alarming((AlarmKind.PAY, 0.5)), id="x:2")]
    why_not = WhyNot(build_tables([READY], openings, NIGHT), [READY], openings, NIGHT, never_pushed=["alarm"])
    assert why_not.removed(0) == (("alarm", 1),)
    assert [change.zh for change in why_not.changes(0)] == ["人工核对未读懂的疑点，最多可打开 1 个岗位"]
