"""The words of a posting that a finding quotes where its terms keep no span."""

from dataclasses import replace

import pytest
from rules_world import NIGHT, READY, posting

from jobmatch.domain import Contract, Employer, EmployerKind, Pay, Shifts, Terms, Verdict, Wishes
from jobmatch.rules import findings
from jobmatch.rules.order import RULE_NUMBER

NOTICE = (
    "某某医院招聘配电房值班员。办公地点在一楼，无台阶。经验丰富者待遇从优，可跟师。月薪4500-5500元，按月发放。"
    "早中晚三班轮着上。店在佛山市南海区桂城街道。不收取任何费用"
)
OFFERED = Terms(places=("440605",), pay=Pay(4500, 5500), shifts=Shifts.REGULAR_NIGHTS, application_cost_cny=0)
LIMITED = replace(
    READY,
    wishes=Wishes(places=frozenset({"440600"}), pay_floor_monthly_cny=4000, application_cost_limit_cny=100),
)


def finding_on(rule, opening):
    return findings(LIMITED, opening, NIGHT)[RULE_NUMBER[rule]]


@pytest.mark.parametrize(
    ("rule", "quote"),
    [
        ("pay", "月薪4500-5500元，按月发放"),
        ("shift", "早中晚三班轮着上"),
        ("region", "店在佛山市南海区桂城街道"),
        ("cost", "不收取任何费用"),
    ],
)
def test_of_all_sentences_on_a_matter_the_one_that_settles_it_is_quoted(rule, quote):
    opening = replace(
        posting(terms=OFFERED),
        received=(("text", NOTICE),),
        employer=Employer("某某医院", EmployerKind.HOSPITAL),
    )
    assert finding_on(rule, opening).quote == quote


def test_where_no_pay_is_stated_nothing_else_is_quoted_for_it():
    silent = replace(posting(terms=replace(OFFERED, pay=None)), received=(("text", "待遇：买社保。从事工伤待遇审核"),))
    assert finding_on("pay", silent).quote == ""
    negotiable = replace(silent, received=(("text", "待遇：买社保。薪资面议"),))
    assert finding_on("pay", negotiable).quote == "薪资面议"


def test_an_opening_that_charges_nothing_is_said_to_be_free():
    assert finding_on("cost", replace(posting(terms=OFFERED), received=())).zh == "岗位写明应聘不收费"


def test_whoever_refuses_one_kind_of_contract_is_not_said_to_accept_only_the_others():
    wishes = replace(LIMITED.wishes, contracts=frozenset(Contract) - {Contract.DISPATCH})
    told = findings(replace(LIMITED, wishes=wishes), posting(terms=OFFERED), NIGHT)[RULE_NUMBER["contract"]]
    assert (told.verdict, told.zh) == (Verdict.UNKNOWN, "学生不接受劳务派遣，岗位未说明用工形式")
