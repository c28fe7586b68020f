"""What a student wants and refuses, from the cells for it and from the free text on limits."""

from __future__ import annotations

from collections.abc import Iterator

from jobmatch.domain import Circumstances, Contract, Elsewhere, Wishes
from jobmatch.ingest.roster import amounts, words
from jobmatch.ingest.roster.entry import Entry
from jobmatch.ingest.roster.places import OUTSIDE, VAGUE, Places, provinces_left_out, read_places
from jobmatch.ingest.roster.words import plain
from jobmatch.requirements import Limits
from jobmatch.requirements.offers.areas import FRINGES

UNDECIDED = frozenset({"没想好", "还没想好", "都可以", "无", "暂无", "待定"})


def read_list(entry: Entry, name: str) -> tuple[str, ...]:
    """The parts of a list, those left out that name nothing (不限, 没想好)."""
    parts = words.split(entry.text(name))
    return tuple(part for part in parts if plain(part) not in UNDECIDED and not words.ANYTHING.fullmatch(part))


def read_wishes(entry: Entry, limits: Limits, known: Circumstances) -> Wishes:
    """The wishes of one row; limits is what the free text says, known tells where the student's home is."""
    wished, refused = _places(entry, "wished_places"), _places(entry, "refused_places")
    entry.note("wished_places", *wished.unread)
    entry.note("refused_places", *(word for word in refused.unread if not OUTSIDE.search(word)))
    codes, refusals = wished.codes | limits.places, refused.codes | limits.refused_places
    shut = _shut_in_words(refused, limits)
    others = provinces_left_out(codes or filter(None, [known.household_region or known.origin_region]))
    if others and any(OUTSIDE.search(word) for word in shut):
        refusals, shut = refusals | others, [word for word in shut if not OUTSIDE.search(word)]
    if codes & refusals:
        entry.keep("wished_places", "与不去的地方有重合，请与学生核对")
    return Wishes(
        occupations=read_list(entry, "wished_jobs"),
        interests=read_list(entry, "interests"),
        places=codes,
        refused_places=refusals,
        elsewhere=_elsewhere(entry, limits, wished),
        vague_places=tuple(dict.fromkeys([*wished.unread, *shut, *_hoped_in_words(limits), *_parts(entry)])),
        places_complete=not wished.unread,
        pay_floor_monthly_cny=limits.pay_floor_monthly_cny or _pay_floor(entry),
        nights=limits.nights,
        contracts=_contracts(entry, limits.contracts),
        application_cost_limit_cny=limits.application_cost_limit_cny or _cost_limit(entry),
    )


def _places(entry: Entry, name: str) -> Places:
    text = entry.text(name)
    return read_places("" if words.says_nothing(text) else text)


def _shut_in_words(refused: Places, limits: Limits) -> list[str]:
    """Refusals of places that no code can hold, each with its 不: 不去太远的地方, 不出省."""
    cell = [word if words.REFUSAL.match(word) else f"不去{word}" for word in refused.unread]
    return cell + [word for word in limits.unread if VAGUE.search(word) and words.REFUSAL.search(word)]


def _parts(entry: Entry) -> Iterator[str]:
    """Parts of Guangdong that are wished or refused and whose edges nobody agrees on: 粤西, 不去粤北."""
    for name in ("wished_places", "refused_places", "limits"):
        for clause in words.split(entry.text(name)):
            shut = name == "refused_places" or words.REFUSAL.search(clause)
            yield from (f"不去{part}" if shut else part for part in FRINGES if part in clause)


def _hoped_in_words(limits: Limits) -> list[str]:
    return [word for word in limits.unread if VAGUE.search(word) and not words.REFUSAL.search(word)]


def _elsewhere(entry: Entry, limits: Limits, wished: Places) -> Elsewhere | None:
    """What the cell for it says, else the free text, else a wish for anywhere (不限)."""
    text = entry.text("elsewhere")
    said = words.elsewhere(text)
    if text and said is None:
        entry.keep("elsewhere", text)
    if said is None:
        said = words.elsewhere_if(limits.elsewhere)
    return Elsewhere.WELCOME if said is None and wished.anywhere else said


def _pay_floor(entry: Entry) -> int | None:
    text = entry.text("pay_floor")
    floor = amounts.pay_floor(text)
    if text and floor is None and not amounts.names_no_floor(text):
        entry.note("pay_floor", text)
    return floor


def _contracts(entry: Entry, limited: frozenset[Contract] | None) -> frozenset[Contract] | None:
    text = entry.text("contracts")
    accepted = words.contracts(text)
    if text and accepted is None and not (words.says_nothing(text) or words.LIKED.search(text)):
        entry.note("contracts", text)
    both = [known for known in (accepted, limited) if known is not None]
    return frozenset.intersection(*both) if both else None


def _cost_limit(entry: Entry) -> int | None:
    text = entry.text("application_cost_limit")
    limit = amounts.cost_limit(text)
    if text and limit is None and not words.says_nothing(text):
        entry.note("application_cost_limit", text)
    return limit
