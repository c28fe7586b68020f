"""What questions to people read of postings."""

from __future__ import annotations

import numpy as np

from jobmatch.domain import Employer, Pay, Posting, Shifts, Terms
from jobmatch.feedback import posting_facts


def posting(number: int, terms: Terms, occupation: str | None = None) -> Posting:
    return Posting(f"p:{number}", "p", "护士", Employer("卫生院"), (), terms=terms, occupation=occupation)


def test_a_posting_tells_its_pay_nights_kind_of_work_and_first_place() -> None:
    terms = Terms(places=("440804", "440100"), pay=Pay(3000, 4000), shifts=Shifts.SOME_NIGHTS)
    facts = posting_facts(["p:1"], {"p:1": posting(1, terms, "2-05-08-05")})
    assert facts.pay_monthly_cny.tolist() == [3000]
    assert facts.nights.tolist() == [True]
    assert (facts.occupation, facts.minor, facts.group) == (("2-05-08-05",), ("2-05-08-00",), ("2-05-00-00",))
    assert facts.prefecture == ("440800",)


def test_what_a_posting_does_not_say_and_one_that_is_gone_say_nothing() -> None:
    facts = posting_facts(["p:1", "p:2"], {"p:1": posting(1, Terms(places=("440000",), shifts=Shifts.DAY))})
    assert np.isnan(facts.pay_monthly_cny).all()
    assert not facts.nights.any()
    assert facts.minor == facts.group == facts.occupation == facts.prefecture == ("", "")
