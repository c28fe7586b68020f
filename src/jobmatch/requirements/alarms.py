"""What is no job, or a trap: course adverts, 招转培, deposits, fees, pyramid selling, pay far out of line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jobmatch.domain import Alarm, AlarmKind, Contract, ExperienceAsked, Pay, Strength
from jobmatch.requirements.reading import Reading
from jobmatch.requirements.table import Columns
from jobmatch.requirements.text.passage import Passage
from jobmatch.requirements.text.patterns import any_of, read_vocabulary
from jobmatch.taxonomy import regions

_FIELDS = ("title", "text", "duties", "other", "benefits", "tags", "pay")
_SENTENCE = re.compile(r"[。!?;\n|]+")
_CLAUSE = re.compile(r"[,。!?;\n|()\[\]]+|(?<!\d)\d{1,2}[、.](?!\d)")
LEAST = 0.5  # confidence below which what was found is not worth a person's time


@dataclass(frozen=True, slots=True)
class Signal:
    """One way in which a posting gives itself away; see alarms.toml."""

    kind: AlarmKind
    confidence: float
    said: re.Pattern[str]
    unless: re.Pattern[str] | None
    title_only: bool
    not_for: tuple[str, ...]
    only_for: str | None
    warning: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A signal and the clause that gives it."""

    signal: Signal
    clause: Passage


def read_alarms(columns: Columns, reading: Reading) -> tuple[Alarm, ...]:
    """At most one alarm of each kind, in the kinds' order, quoting the clause that says it most clearly."""
    found: dict[AlarmKind, dict[Signal, Passage]] = {}
    for one in _found(columns):
        found.setdefault(one.signal.kind, {}).setdefault(one.signal, one.clause)
    if AlarmKind.COURSE in found and AlarmKind.BAIT_TRAINING in found:
        _keep_the_surer(found)
    alarms = [_alarm(kind, found[kind]) for kind in AlarmKind if kind in found]
    told = [alarm for alarm in alarms if alarm.confidence >= LEAST]
    return (*told, *_about_pay(columns, reading))


def _keep_the_surer(found: dict[AlarmKind, dict[Signal, Passage]]) -> None:
    """A course that is openly on sale is no bait, and the other way round."""
    course, bait = (
        together(signal.confidence for signal in found[kind]) for kind in (AlarmKind.COURSE, AlarmKind.BAIT_TRAINING)
    )
    del found[AlarmKind.BAIT_TRAINING if course >= bait else AlarmKind.COURSE]


def _alarm(kind: AlarmKind, signals: Mapping[Signal, Passage]) -> Alarm:
    clearest = max(signals, key=lambda signal: signal.confidence)
    return Alarm(kind, signals[clearest].span(), together(signal.confidence for signal in signals))


def together(confidences: Iterable[float]) -> float:
    """How sure several independent signals are (noisy or): 1 less the product of their doubts.

    >>> together([0.5, 0.6])
    0.8
    """
    doubt = 1.0
    for confidence in confidences:
        doubt *= 1 - confidence
    return round(1 - doubt, 3)


def _found(columns: Columns) -> Iterator[Found]:
    words = _words()
    for name in _FIELDS:
        field = columns.get(name)
        hinted = [m.start() for m in words.hints.finditer(field.folded, field.start, field.end)] if field else []
        for sentence in field.split(_SENTENCE) if field and hinted else ():
            if _holds_one(sentence, hinted):
                told = tuple(_told_by(sentence))
                for clause in sentence.split(_CLAUSE):
                    if _holds_one(clause, hinted):
                        yield from _in_clause(clause, told, columns)


def _holds_one(passage: Passage, places: Sequence[int]) -> bool:
    """Whether one of the ascending places lies in the passage."""
    at = bisect_left(places, passage.start)
    return at < len(places) and places[at] < passage.end


def _told_by(sentence: Passage) -> Iterator[Signal]:
    """The signals that mean something in a sentence: who says that nothing is to be paid may still have fake orders."""
    words = _words()
    warns, free = words.promises.search(sentence.text), words.costs_nothing.search(sentence.text)
    for signal in words.signals:
        if signal.warning or not (warns or (free and signal.kind is not AlarmKind.PYRAMID)):
            yield signal


def _in_clause(clause: Passage, told: Iterable[Signal], columns: Columns) -> Iterator[Found]:
    words, text = _words(), clause.text.lower()
    for signal in told:
        if signal.title_only and clause.field != "title":
            continue
        said = signal.said.search(text)
        if said is None or words.negated.search(text, 0, said.start()):
            continue
        if (signal.unless is None or not signal.unless.search(text)) and _concerned(signal, columns):
            yield Found(signal, clause)


def _concerned(signal: Signal, columns: Columns) -> bool:
    if any(_holds(context, columns) for context in signal.not_for):
        return False
    return signal.only_for is None or _holds(signal.only_for, columns)


def _holds(context: str, columns: Columns) -> bool:
    """Whether a context of alarms.toml holds, be it one of titles or one of the whole posting."""
    words = _words()
    if context in words.in_title:
        return bool(words.in_title[context].search(columns.text("title").lower()))
    return any(words.anywhere[context].search(columns.text(field)) for field in ("title", "employer", "text", "other"))


def _about_pay(columns: Columns, reading: Reading) -> Iterator[Alarm]:
    """Pay beyond what simple work without experience can bring, or below the lowest that the law allows."""
    pay, stated = reading.terms.pay, columns.get("pay") or columns.get("title")
    if pay is None or stated is None:
        return
    if (confidence := _too_good(pay, columns, reading)) >= LEAST:
        yield Alarm(AlarmKind.PAY, stated.span(), confidence)
    elif pay.high_monthly_cny is not None and pay.high_monthly_cny < _lowest_lawful(columns, reading):
        yield Alarm(AlarmKind.PAY, stated.span(), 0.9)


def _too_good(pay: Pay, columns: Columns, reading: Reading) -> float:
    """How surely the low end of the pay is out of line with simple work that asks for no experience."""
    figures, title = _words().pay, columns.text("title").lower()
    simple = figures.simple_work.search(title) and not figures.paid_by_sales.search(title)
    if not simple or _asks_experience(reading) or pay.low_monthly_cny < figures.doubtful_monthly_cny:
        return 0.0
    sure = pay.low_monthly_cny >= figures.from_monthly_cny
    if any(figures.commission.search(columns.text(field)) for field in ("title", "text", "benefits")):
        return 0.5 if sure else 0.0
    return 0.8 if sure else 0.5


def _asks_experience(reading: Reading) -> bool:
    return any(
        isinstance(d.asked, ExperienceAsked) and d.asked.months > 0 and d.strength is Strength.REQUIRED
        for d in reading.demands
    )


def _lowest_lawful(columns: Columns, reading: Reading) -> int:
    """The lowest monthly wage where and when the work was offered; 0 where none is known or the work is part-time."""
    if reading.terms.contract in (Contract.PART_TIME, Contract.INTERNSHIP):
        return 0
    published_on = columns.text("published_on")[:10] or "9999"
    known = [
        (row["from"].isoformat(), row["monthly"])
        for row in _words().minimum
        if row["from"].isoformat() <= published_on
        and any(regions.covers(row["region"], place) for place in reading.terms.places)
    ]
    return int(max(known)[1]) if known else 0


@dataclass(frozen=True, slots=True)
class PayWords:
    simple_work: re.Pattern[str]
    paid_by_sales: re.Pattern[str]
    commission: re.Pattern[str]
    from_monthly_cny: int
    doubtful_monthly_cny: int


@dataclass(frozen=True, slots=True)
class Words:
    """alarms.toml and minimum_wage.toml, compiled."""

    hints: re.Pattern[str]
    promises: re.Pattern[str]
    costs_nothing: re.Pattern[str]
    negated: re.Pattern[str]
    in_title: Mapping[str, re.Pattern[str]]
    anywhere: Mapping[str, re.Pattern[str]]
    signals: tuple[Signal, ...]
    pay: PayWords
    minimum: tuple[Mapping[str, Any], ...]


@lru_cache(maxsize=1)
def _words() -> Words:
    known = read_vocabulary("alarms")
    pay = known["pay"]
    return Words(
        hints=re.compile("|".join(known["hints"]), re.IGNORECASE),
        promises=any_of(*known["promises"]),
        costs_nothing=any_of(*known["costs_nothing"]),
        negated=re.compile(known["negated"]),
        in_title={name: re.compile(words) for name, words in known["contexts"]["title"].items()},
        anywhere={name: re.compile(words) for name, words in known["contexts"]["anywhere"].items()},
        signals=tuple(map(_signal, known["signal"])),
        pay=PayWords(
            re.compile(pay["simple_work"]),
            re.compile(pay["paid_by_sales"]),
            re.compile(pay["commission"]),
            pay["from_monthly_cny"],
            pay["doubtful_monthly_cny"],
        ),
        minimum=tuple(read_vocabulary("minimum_wage")["minimum"]),
    )


def _signal(entry: Mapping[str, Any]) -> Signal:
    return Signal(
        AlarmKind(entry["kind"]),
        entry["confidence"],
        any_of(*entry["patterns"]),
        any_of(*entry["unless"]) if "unless" in entry else None,
        entry.get("title_only", False),
        tuple(entry.get("not_for", ())),
        entry.get("only_for"),
        entry.get("warning", False),
    )
