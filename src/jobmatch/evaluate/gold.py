"""Gold labels and pairs: what careful readers said, read from JSON Lines and checked line by line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from jobmatch.domain import BadInput, Verdict
from jobmatch.evaluate.guide import Labels, wrong_keys
from jobmatch.evaluate.sources import SOURCES, Received, is_present, read_source
from jobmatch.rules import RULE_NUMBER

LABELS_FILE, SECOND_FILE, PAIRS_FILE = "requirements.jsonl", "second_reading.jsonl", "pairs.jsonl"
SHA_DIGITS = 16
MOST_ERRORS = 20  # enough to see what is wrong with a file
_VERDICTS = {verdict.label: verdict for verdict in Verdict}
T = TypeVar("T")
Ref = tuple[str, int]
Quote = str | list[Any]  # words, or [field, start, end]


@dataclass(frozen=True, slots=True)
class Label:
    """What one reader said of one posting. received holds its words only where its source may be passed on."""

    source: str
    row: int
    sha256: str
    labels: Labels
    line: int
    received: Received | None = None

    @property
    def ref(self) -> Ref:
        return self.source, self.row


@dataclass(frozen=True, slots=True)
class Pair:
    """What a counselor said of one student and one posting; rules holds the rules that decided it.

    doubtful: two careful people could answer differently, so the pair is not scored.
    """

    student: str
    source: str
    row: int
    verdict: Verdict
    rules: Mapping[str, Verdict]
    line: int
    doubtful: bool = False

    @property
    def ref(self) -> Ref:
        return self.source, self.row


def row_sha(received: Received) -> str:
    """The fingerprint that proves a row to be the one that was read.

    >>> row_sha({"title": "护士"})
    'd4d308d6ca31cd17'
    """
    canonical = json.dumps(dict(received), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:SHA_DIGITS]


def load_labels(path: Path, tuned_only: bool = False) -> list[Label]:
    """The labels of a file. Raises BadInput that names line, key and what was expected, never the words of a row."""
    labels = _load(path, _label)
    seen: dict[Ref, int] = {}
    twice = [f"line {x.line}: row: stands in line {seen[x.ref]} already" for x in labels if _again(seen, x)]
    _refuse(path, twice)
    return [label for label in labels if _wanted(label.source, tuned_only)]


def load_pairs(path: Path, tuned_only: bool = False) -> list[Pair]:
    """The pairs of a file that are scored, none where there is no file. Raises BadInput as `load_labels` does."""
    if not path.exists():
        return []
    return [p for p in _load(path, _pair) if _wanted(p.source, tuned_only) and not p.doubtful]


def _again(seen: dict[Ref, int], label: Label) -> bool:
    return seen.setdefault(label.ref, label.line) != label.line


def _wanted(source: str, tuned_only: bool) -> bool:
    return not (tuned_only and SOURCES[source].unseen)


def _load(path: Path, parse: Callable[[dict[str, Any], int], T]) -> list[T]:
    if not path.is_file():
        raise BadInput(f"{path}: expected gold labels there")
    parsed: list[T] = []
    wrong: list[str] = []
    for line, text in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            parsed.append(parse(_object(text), line))
        except BadInput as error:
            wrong.append(f"line {line}: {error}")
    _refuse(path, wrong)
    return parsed


def _refuse(path: Path, wrong: Sequence[str]) -> None:
    if wrong:
        more = [f"and {len(wrong) - MOST_ERRORS} more"] if len(wrong) > MOST_ERRORS else []
        raise BadInput("\n  ".join([f"{path}:", *wrong[:MOST_ERRORS], *more]))


def _object(text: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(f"expected one JSON object, {error.msg} at character {error.pos}") from error
    if not isinstance(record, dict):
        raise BadInput("expected one JSON object")
    return record


def _label(record: dict[str, Any], line: int) -> Label:
    _check(record, {"source": str, "row": int, "sha256": str, "labels": dict}, {"received": dict, "note": str})
    wrong = [f"labels.{key}: expected {expected}" for key, expected in wrong_keys(record["labels"])]
    if wrong:
        raise BadInput("; ".join(wrong))
    received = record.get("received")
    if received is not None and row_sha(received) != record["sha256"]:
        raise BadInput("sha256: expected that of received")
    return Label(record["source"], record["row"], record["sha256"], record["labels"], line, received)


def _pair(record: dict[str, Any], line: int) -> Pair:
    required = {"student": str, "source": str, "row": int, "verdict": str, "rules": dict}
    _check(record, required, {"sha256": str, "note": str, "doubt": list})
    if record["verdict"] not in _VERDICTS:
        raise BadInput(f"verdict: expected one of {', '.join(_VERDICTS)}")
    for rule, verdict in record["rules"].items():
        if rule not in RULE_NUMBER:
            raise BadInput(f"rules.{rule}: expected one of {', '.join(RULE_NUMBER)}")
        if verdict not in _VERDICTS:
            raise BadInput(f"rules.{rule}: expected one of {', '.join(_VERDICTS)}")
    rules = {rule: _VERDICTS[verdict] for rule, verdict in record["rules"].items()}
    verdict, doubtful = _VERDICTS[record["verdict"]], bool(record.get("doubt"))
    return Pair(record["student"], record["source"], record["row"], verdict, rules, line, doubtful)


def _check(record: dict[str, Any], required: Mapping[str, type], optional: Mapping[str, type]) -> None:
    for key, kind in required.items():
        if type(record.get(key)) is not kind:
            raise BadInput(f"{key}: expected {kind.__name__}")
    for key in record.keys() - required.keys():
        if type(record[key]) is not optional.get(key):
            raise BadInput(f"{key}: expected one of {', '.join([*required, *optional])}")
    if record["source"] not in SOURCES:
        raise BadInput(f"source: expected one of {', '.join(SOURCES)}")


@dataclass(slots=True)
class Rows:
    """The rows that labels name: kept words where the label has them, else the evaluation data, read once."""

    data: Path | None
    kept: Mapping[Ref, Received] = field(default_factory=dict)
    _read: dict[str, list[Received]] = field(default_factory=dict)

    def get(self, ref: Ref) -> Received | None:
        """The words of a row, None where its source is absent. Raises BadInput where the source has no such row."""
        if ref in self.kept:
            return self.kept[ref]
        source, row = ref
        if self.data is None or not is_present(source, self.data):
            return None
        if source not in self._read:
            self._read[source] = read_source(source, self.data)
        if not 0 <= row < len(self._read[source]):
            raise BadInput(f"{source}: expected a row below {len(self._read[source])}, not {row}")
        return self._read[source][row]


def wrong_rows(labels: Sequence[Label], rows: Rows) -> Iterator[str]:
    """What does not agree with the data: rows that are not those that were read, quotes that they do not hold."""
    for label in labels:
        received = rows.get(label.ref)
        if received is None:
            continue
        if row_sha(received) != label.sha256:
            yield f"line {label.line}: sha256: the row in the data is another one"
        elif any(not occurrences(quote, received) for quote in label.labels.get("preferred", ())):
            yield f"line {label.line}: labels.preferred: expected words of the row"


def occurrences(quote: Quote, received: Received) -> list[tuple[str, int, int]]:
    """Where a quote stands in a row: field, start, end (half open); empty where it does not.

    >>> occurrences("本科优先", {"text": "硕士；本科优先。"}), occurrences(["text", 3, 9], {"text": "硕士；本科优先。"})
    ([('text', 3, 7)], [])
    """
    if isinstance(quote, list):
        name, start, end = quote
        return [(name, start, end)] if end <= len(received.get(name, "")) else []
    return [(name, at, at + len(quote)) for name, text in received.items() for at in _all(quote, text)]


def _all(quote: str, text: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)
