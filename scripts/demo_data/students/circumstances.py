"""Hardship, disability and need: more of it far from the delta, and needs that follow from their cause."""

from random import Random

from demo_data.places import DELTA
from demo_data.students.sketch import Hard, Person, weighted, words

_WORDS = words("words.toml")
DISABLED_SHARE = 0.04
NEED_ONLY_SHARE = 0.02
UNDECLARED_SHARE = 0.1  # disabled, yet not on the ledger
HARDSHIP_DELTA, HARDSHIP_ELSEWHERE = 0.2, 0.31


def draw_circumstances(rng: Random, person: Person) -> Hard:
    ledger = _ledger(rng, person)
    if rng.random() < DISABLED_SHARE:
        return _disabled(rng, ledger)
    if rng.random() < NEED_ONLY_SHARE:
        return Hard(ledger, needs=rng.choice(_WORDS["needs"]["texts"]))
    return Hard(ledger)


def _ledger(rng: Random, person: Person) -> tuple[str, ...]:
    near = person.home is not None and person.home.prefecture in DELTA
    if rng.random() >= (HARDSHIP_DELTA if near else HARDSHIP_ELSEWHERE):
        return ()
    categories = [weighted(rng, _WORDS["hardship"]["shares"])]
    if categories[0] != "助学贷款" and rng.random() < 0.4:
        categories.append("助学贷款")  # poor families borrow
    return tuple(_spelt(rng, category) for category in categories)


def _disabled(rng: Random, ledger: tuple[str, ...]) -> Hard:
    kind = weighted(rng, [(entry, entry["share"]) for entry in _WORDS["disability"]])
    declared = () if rng.random() < UNDECLARED_SHARE else (_spelt(rng, "残疾"),)
    needs = rng.choice(kind["needs"]) if rng.random() < 0.88 else ""
    limits = (rng.choice(kind["limits"]),) if rng.random() < 0.6 else ()
    return Hard(declared + ledger, _certificate(rng, kind), needs, limits)


def _certificate(rng: Random, kind: dict) -> str:
    name, grade = rng.choice(kind["kind"]), rng.choice(kind["grades"])
    return rng.choice([f"{name}{'一二三四'[grade - 1]}级", f"{name}{grade}级", f"{name}（{'一二三四'[grade - 1]}级）"])


def _spelt(rng: Random, category: str) -> str:
    return rng.choice(_WORDS["hardship"]["spellings"][category])
