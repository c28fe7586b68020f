"""Why nothing fits, and which one change would open most."""

from dataclasses import replace
from datetime import date

from rules_world import NIGHT, READY, posting

from jobmatch.domain import (
    Circumstances,
    Education,
    Group,
    GroupAsked,
    Level,
    LevelsAsked,
    Licence,
    LicenceAsked,
    LicenceState,
    Need,
    NightLimit,
    Pay,
    Shifts,
    Stage,
    Terms,
    Unread,
    Wishes,
)
from jobmatch.rules import WhyNot, build_tables

NURSING = replace(READY, education=Education(Level.ASSOCIATE, major_code="C100401"))
NURSE = LicenceAsked(frozenset({"nurse_practising"}))
QUESTIONS = ("licence", "needs", "reserved")


def market(*openings):
    return [replace(opening, id=f"x:{number}") for number, opening in enumerate(openings)]


def why(student, postings):
    return WhyNot(build_tables([student], postings, NIGHT), [student], postings, NIGHT, QUESTIONS)


def changes(student, postings):
    return [(change.code, change.opens) for change in why(student, postings).changes(0)]


def test_the_licence_that_would_open_most_comes_first_and_a_posting_shut_twice_counts_for_nothing():
    student = replace(
        NURSING, licences=(Licence("cet4", LicenceState.HELD),), wishes=Wishes(pay_floor_monthly_cny=4000)
    )
    postings = market(
        posting(NURSE, terms=Terms(pay=Pay(5000, 6000))),
        posting(NURSE, terms=Terms(pay=Pay(4000, 6000))),
        posting(NURSE, terms=Terms(pay=Pay(3500, 3600))),
        posting(terms=Terms(pay=Pay(3500, 3600))),
    )
    assert changes(student, postings) == [("licence:nurse_practising", 2), ("pay_floor:3500", 1)]
    assert why(student, postings).removed(0) == (("licence", 3), ("pay", 2))


def test_a_change_is_put_in_words_of_both_languages():
    student = replace(NURSING, licences=(Licence("cet4", LicenceState.HELD),))
    (change,) = why(student, market(posting(NURSE))).changes(0)
    assert change.zh.startswith("取得护士执业证")
    assert change.zh.endswith("可打开 1 个岗位")
    assert change.en.endswith("would open 1 posting")


def test_silence_that_bars_a_push_is_a_question_and_says_how_much_hangs_on_it():
    reserved = GroupAsked(frozenset({Group.HARDSHIP}))
    postings = market(posting(reserved), posting(reserved), posting(NURSE))
    assert changes(NURSING, postings) == [("answer:groups", 2), ("answer:licences", 1), ("licence:nurse_practising", 1)]


def test_an_employers_silence_about_a_need_is_a_question_to_all_employers():
    student = replace(READY, circumstances=Circumstances(needs=frozenset({Need.STEP_FREE})))
    assert changes(student, market(posting(), posting())) == [("ask:provisions", 2)]


def test_whoever_was_never_asked_for_consent_is_first_asked_for_it():
    assert changes(replace(READY, consent_push=None), market(posting(), posting())) == [("answer:consent", 2)]


def test_whoever_declined_pushes_is_not_talked_into_them():
    assert changes(replace(READY, consent_push=False), market(posting())) == []


def test_a_wish_for_one_city_may_be_widened_to_another_or_to_all():
    student = replace(READY, wishes=Wishes(places=frozenset({"440100"})))
    postings = market(
        posting(terms=Terms(places=("440604",))),
        posting(terms=Terms(places=("440605",))),
        posting(terms=Terms(places=("440300",))),
    )
    assert changes(student, postings) == [("elsewhere:accept", 3), ("region:440600", 2)]


def test_a_pay_floor_is_never_argued_down_by_more_than_three_tenths():
    student = replace(READY, wishes=Wishes(pay_floor_monthly_cny=5000))
    assert changes(student, market(posting(terms=Terms(pay=Pay(3400, 3499))))) == []
    assert changes(student, market(posting(terms=Terms(pay=Pay(3500, 3600))))) == [("pay_floor:3500", 1)]


def test_whoever_refuses_nights_is_asked_for_an_occasional_one_first():
    postings = market(*(posting(terms=Terms(shifts=shifts)) for shifts in (Shifts.SOME_NIGHTS, Shifts.REGULAR_NIGHTS)))
    refuses, occasional = (
        replace(READY, wishes=Wishes(nights=limit)) for limit in (NightLimit.REFUSES, NightLimit.NOT_LONG_TERM)
    )
    assert changes(refuses, postings) == [("nights:not_long_term", 1)]
    assert changes(occasional, postings) == [("nights:accepts", 1)]


def test_nobody_is_sent_to_an_examination_that_the_law_closes_to_the_major():
    accountant = replace(
        READY, education=Education(Level.BACHELOR, major_code="B120203"), licences=(Licence("cet4", LicenceState.HELD),)
    )
    assert changes(accountant, market(posting(NURSE))) == []


def test_licence_region_pay_and_a_missing_answer_are_weighed_side_by_side():
    student = replace(
        NURSING,
        licences=(Licence("cet4", LicenceState.HELD),),
        wishes=Wishes(places=frozenset({"440100"}), pay_floor_monthly_cny=4000),
    )
    here, near = Terms(places=("440100",), pay=Pay(5000, 6000)), Terms(places=("440600",), pay=Pay(5000, 6000))
    lean = Terms(places=("440100",), pay=Pay(3500, 3600))
    reserved = GroupAsked(frozenset({Group.VETERAN}))
    by_kind = {
        "licence:nurse_practising": [posting(NURSE, terms=here)] * 4,
        "elsewhere:accept": [posting(terms=near)] * 3,
        "pay_floor:3500": [posting(terms=lean)] * 2,
        "answer:groups": [posting(reserved, terms=here)],
    }
    for code, openings in by_kind.items():
        assert (code, len(openings)) in changes(student, market(*openings))
    everything = market(*(opening for openings in by_kind.values() for opening in openings))
    told = [("licence:nurse_practising", 4), ("elsewhere:accept", 3), ("region:440600", 3)]
    assert changes(student, everything) == told


def test_an_employers_silence_about_the_contract_is_asked_for_whoever_is_still_enrolled():
    enrolled = replace(READY, stage=Stage.ENROLLED)
    postings = market(posting(), posting())
    tables = build_tables([enrolled], postings, NIGHT)
    (change,) = WhyNot(tables, [enrolled], postings, NIGHT, ("availability",)).changes(0)
    assert (change.code, change.opens) == ("ask:contract", 2)


def test_a_clause_nobody_could_read_is_for_a_person_to_read():
    postings = market(posting(Unread("能讲客家话")))
    tables = build_tables([READY], postings, NIGHT)
    (change,) = WhyNot(tables, [READY], postings, NIGHT, ("unread",)).changes(0)
    assert (change.code, change.opens) == ("read:other", 1)


def test_what_nobody_can_change_is_counted_but_not_proposed():
    postings = market(posting(terms=Terms(deadline=date(2026, 3, 1))), posting(LevelsAsked(frozenset({Level.DOCTOR}))))
    student = replace(READY, education=replace(READY.education, level=Level.ASSOCIATE))
    assert changes(student, postings) == []
    assert why(student, postings).removed(0) == (("education", 1), ("deadline", 1))
