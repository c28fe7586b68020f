"""What every rule says of one pair, in words, from the same judgements as the tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from jobmatch.domain import Finding, Posting, Student
from jobmatch.rules.order import RULES
from jobmatch.rules.rule import Lang, Rule


def findings(student: Student, posting: Posting, night: date) -> list[Finding]:
    """One finding a rule, in the rules' order; the pair's verdict is the maximum over them."""
    return [finding(rule, student, posting, night) for rule in RULES]


def finding(rule: Rule[Any, Any], student: Student, posting: Posting, night: date) -> Finding:
    """What one rule says of one pair; raises KeyError where a rule lacks the words for one of its reasons."""
    mine, theirs = rule.student_side(student, night), rule.posting_side(posting, night)
    ruling = rule.judge(mine, theirs)
    text = rule.texts[ruling.reason]
    filled: Mapping[Lang, str] = {
        "zh": fill(text.zh, rule, mine, theirs, "zh"),
        "en": fill(text.en, rule, mine, theirs, "en"),
    }
    return Finding(
        rule=rule.code,
        verdict=ruling.verdict,
        reason=ruling.reason,
        zh=filled["zh"],
        en=filled["en"],
        quote="" if ruling.reason.endswith(".nothing_asked") else quote(rule, posting),
        asks=text.asks,
    )


def fill(template: str, rule: Rule[Any, Any], mine: Any, theirs: Any, lang: Lang) -> str:
    """The template with both sides' values; words are made only for a template that has a place for them."""
    if "{" not in template:
        return template
    sentence = template.format_map(rule.words(mine, theirs, lang))
    return sentence[:1].upper() + sentence[1:] if lang == "en" else sentence


def quote(rule: Rule[Any, Any], posting: Posting) -> str:
    """The posting's own words on what the rule reads: its clauses, else the received field that states it."""
    clauses = [demand.span.quote for kind in rule.kinds for _, demand in posting.required(kind)]
    received = dict(posting.received)
    stated = [received[field] for field in rule.fields if received.get(field)]
    words = clauses or stated or rule.quotes(posting)
    return "；".join(dict.fromkeys(word for word in words if word))
