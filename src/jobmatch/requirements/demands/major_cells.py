"""A column of majors that is not Guangdong's: names with the Ministry's numbers, lists level by level, exceptions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jobmatch.domain import Level
from jobmatch.requirements.demands.major_names import read_names
from jobmatch.requirements.demands.majors import MajorList, MajorNote, Narrowing, place, place_names
from jobmatch.requirements.text.patterns import any_of

_LEVEL_NAMES: tuple[tuple[str, tuple[Level, ...]], ...] = (
    ("博士", (Level.DOCTOR,)),
    ("硕士", (Level.MASTER,)),
    ("研究生", (Level.MASTER, Level.DOCTOR)),
    ("本科", (Level.BACHELOR,)),
    ("专", (Level.ASSOCIATE,)),
    ("高职", (Level.ASSOCIATE,)),
    ("中专", (Level.SECONDARY,)),
    ("中职", (Level.SECONDARY,)),
)
_UP = {Level.SECONDARY: 1, Level.ASSOCIATE: 2, Level.BACHELOR: 3}
_HEAD = re.compile(
    r"(?:^|(?<=[^一-鿿]))\(?(?P<head>(?:(?:博士|硕士|研究生|本科|大专|专科|高职|高专|中专|中职)[/、及和或]?){1,4})"
    r"(?P<up>(?:\(含\))?及?以上)?(?:学历|层次|阶段|学位)?(?:专业)?(?:要求|目录|类别|名称)?\)?\s?(?::|为|(?=\s)|(?<=[\])])(?=[一-鿿]))"
)
_ANY = any_of(r"^(?:所学|学科)?(?:专业)?(?:不限|无限制|不作?限制|无要求|均可)[。;]?$", r"专业不限", r"不限专业")
_SEPARATOR = re.compile(r"[、,;。/\n\s]+|以及|或者?")
_NUMBER = re.compile(r"(?<![\d.])(?P<number>\d{2}(?:\d{2}){0,2})[A-Z]{0,2}(?![\d年月日周岁人名个级])")
_NAMED_FIRST = re.compile(r"(?<=[一-鿿])[ \t]+(?=\d{4})")  # 财务会计类 3303
_NUMBERED_FIRST = re.compile(r"(\d{4}(?:\d\d)?[A-Z]{0,2})[ \t]+(?=[一-鿿])")  # 3303 财务会计类
_ONLY = re.compile(r"(?:仅限|只限|限)(?:于|招)?:?(?P<names>[一-鿿、,/\s]{2,80})")
_EXCLUDED = re.compile(
    r"(?:不含|不包括|不包含|不招|除)(?P<names>[一-鿿、,/]{2,80}?)(?:专业)?(?:外|除外|以外)?(?=$|[);,])"
)
_RELATED = re.compile(r"相关|相近|类似|近似")
_LEVELS = (Level.SECONDARY, Level.ASSOCIATE, Level.BACHELOR, Level.MASTER, Level.DOCTOR)


@dataclass(frozen=True, slots=True)
class MajorCell:
    """What a cell admits at each level, the notes that narrow it, and whether related majors may count."""

    lists: dict[Level, MajorList]
    notes: tuple[MajorNote, ...]
    related: bool


@dataclass(frozen=True, slots=True)
class _Item:
    """One listed name, with its number behind it where it has one, and what its brackets say of it."""

    term: str
    notes: tuple[tuple[Narrowing, tuple[str, ...]], ...]


def has_numbers(text: str) -> bool:
    """Whether a folded cell lists majors by the Ministry's numbers of four digits and more."""
    return any(len(match["number"]) > 2 for match in _NUMBER.finditer(text))


def read_majors_column(text: str, levels: Iterable[Level] = _LEVELS) -> MajorCell:
    """A folded cell, level by level where it says so (本科：…；专科：…), else for all of the levels alike."""
    lists: dict[Level, MajorList] = {}
    notes: list[MajorNote] = []
    for concerned, part in _parts(text, tuple(levels)):
        if _ANY.search(part.strip()):
            lists |= dict.fromkeys(concerned, MajorList(None))
            continue
        items = list(_items(part))
        lists |= _placed([item.term for item in items], concerned)
        notes += [note for item in items for note in _notes(item, concerned)]
    return MajorCell(lists, tuple(dict.fromkeys(notes)), bool(_RELATED.search(text)))


def _parts(text: str, levels: tuple[Level, ...]) -> Iterator[tuple[tuple[Level, ...], str]]:
    text = _NUMBERED_FIRST.sub(r"\1", text) if _NUMBER.match(text) else _NAMED_FIRST.sub("", text)
    heads = list(_HEAD.finditer(text))
    if not heads:
        yield levels, text
        return
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        part = text[head.end() : following.start() if following else len(text)]
        yield _levels_named(head["head"], bool(head["up"])), part.strip(" ;,。\n")


def _levels_named(head: str, and_up: bool) -> tuple[Level, ...]:
    words = head.replace("硕士研究生", "硕士").replace("博士研究生", "博士").replace("中专", "中职")
    named = {level for word, levels in _LEVEL_NAMES if word in words for level in levels}
    return tuple(level for level in _LEVELS if level in named or (and_up and level >= min(named)))


def _placed(terms: list[str], levels: tuple[Level, ...]) -> dict[Level, MajorList]:
    """Secondary schools have no catalogue: their names stand as they are where nothing else can place them."""
    catalogued = [level for level in levels if level >= Level.ASSOCIATE]
    placed = place_names(terms, catalogued)
    below = {level: MajorList((), () if placed else tuple(terms)) for level in levels if level < Level.ASSOCIATE}
    return below | placed


def _items(part: str) -> Iterator[_Item]:
    for piece in _outside_brackets(part):
        number = _NUMBER.search(piece)
        bare = re.sub(r"\([^()]*\)", "", piece)
        notes = tuple(_narrowings(piece))
        if number is None:
            bare = _EXCLUDED.sub("", _ONLY.sub("", bare))
            yield from (_Item(name, notes) for name in read_names(bare, strict=False).names or _whole(bare))
        else:
            name = _NUMBER.sub("", bare).strip(" :.-—()")
            yield _Item(f"{name.removesuffix('专业')}({number['number']})", notes)


def _whole(name: str) -> tuple[str, ...]:
    bare = re.sub(r"(?:等|相关|相近|专业)+$", "", name.strip())
    return (bare,) if len(bare) > 1 and not _RELATED.search(bare) else ()


def _outside_brackets(part: str) -> Iterator[str]:
    """The pieces between separators that stand outside brackets."""
    depth, piece = 0, ""
    for at, character in enumerate(part):
        depth += (character == "(") - (character == ")")
        if depth <= 0 and _SEPARATOR.match(part, at):
            yield piece
            piece = ""
        else:
            piece += character
    yield piece


def _narrowings(piece: str) -> Iterator[tuple[Narrowing, tuple[str, ...]]]:
    for kind, pattern in ((Narrowing.ONLY, _ONLY), (Narrowing.EXCLUDED, _EXCLUDED)):
        if match := pattern.search(piece):
            names = (name.removesuffix("专业").removesuffix("方向") for name in _SEPARATOR.split(match["names"]))
            yield kind, tuple(name for name in names if name)


def _notes(item: _Item, levels: Iterable[Level]) -> Iterator[MajorNote]:
    codes = dict.fromkeys(code for level in levels for code in place(item.term, level)[0])
    for kind, names in item.notes:
        yield from (MajorNote(kind, code, names) for code in codes)
