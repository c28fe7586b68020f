"""Two readers of the same postings."""

from __future__ import annotations

import pytest

from jobmatch.evaluate.agreement import agreement_record
from jobmatch.evaluate.asked import ASKED
from jobmatch.evaluate.figures import agreement, pooled
from jobmatch.evaluate.gold import Label

GENDER = [field for field in ASKED if field.name in ("gender", "experience")]


def test_kappa_of_three_answers_is_worked_out_by_hand() -> None:
    answers = [("a", "a")] * 4 + [("b", "b")] * 3 + [("c", "c")] * 1 + [("a", "b")] * 1 + [("c", "a")] * 1
    found = agreement(answers)
    assert found.observed == (4 + 3 + 1) / 10
    assert found.chance == pytest.approx(5 / 10 * 5 / 10 + 3 / 10 * 4 / 10 + 2 / 10 * 1 / 10)
    assert found.kappa == pytest.approx((0.8 - 0.39) / (1 - 0.39))


def test_kappa_of_one_answer_throughout_is_not_defined() -> None:
    assert agreement([(None, None)] * 5).kappa is None
    assert agreement([]).kappa is None
    assert pooled([]).kappa is None


def test_fields_pool_by_their_answers() -> None:
    together = pooled([agreement([(1, 1), (1, 2)]), agreement([(1, 1), (2, 2), (1, 1), (2, 2)])])
    assert together.n == 2 + 4
    assert together.observed == pytest.approx((2 * 1 / 2 + 4 * 4 / 4) / 6)
    assert together.chance == pytest.approx((2 * 1 / 2 + 4 * (1 / 4 + 1 / 4)) / 6)


def test_silence_is_an_answer_and_doubt_hides_no_disagreement() -> None:
    first = [
        Label("lagou", 0, "", {"gender": "男"}, 1),
        Label("lagou", 1, "", {}, 2),
        Label("lagou", 2, "", {"gender": "女", "doubt": ["gender"]}, 3),
        Label("lagou", 3, "", {"gender": "女"}, 4),
    ]
    second = [
        Label("lagou", 0, "", {"gender": "男"}, 1),
        Label("lagou", 1, "", {}, 2),
        Label("lagou", 2, "", {}, 3),
    ]
    record = agreement_record(GENDER, first, second)
    assert record["postings"] == 3
    assert record["fields"]["gender"]["agree"] == pytest.approx(2 / 3)
    assert record["overall"]["agree"] == pytest.approx((2 + 3) / 6)
    assert record["outside_doubt"]["agree"] == 1
