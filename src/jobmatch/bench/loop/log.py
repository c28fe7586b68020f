"""The log of one run: the pushes that went out and the feedback that came, as the store would hand them over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from jobmatch.bench.loop.ground import Ground
from jobmatch.columns import Float32, Int32, UInt8
from jobmatch.domain import DismissalReason, FeedbackKind, Medium, PushState, Source
from jobmatch.history import EventLog, Float64, PushLog, code_of, day_number
from jobmatch.matching import LOGGED

KIND = {str(kind): code for code, kind in enumerate(FeedbackKind)}
REASON = {str(reason): 1 + code for code, reason in enumerate(DismissalReason)}
SOURCE = {str(source): code for code, source in enumerate(Source)}
SKEW_SECONDS = 300.0  # an answer so long before its push was sent is a clock's error; one earlier is refused


@dataclass(frozen=True, slots=True)
class Sent:
    """The pushes of one night, by student and position; arrays (n,), features (n, K)."""

    keys: tuple[str, ...]
    student: Int32
    posting: Int32
    position: Int32
    together: Int32
    slot: UInt8
    score: Float64
    propensity: Float64
    features: Float32
    campaign: date
    sent_at: datetime


@dataclass(slots=True)
class Log:
    """Everything of one run so far; a push is numbered as it went out, and feedback of unknown pushes is refused."""

    ground: Ground
    nights: list[Sent] = field(default_factory=list)
    number: dict[str, int] = field(default_factory=dict)  # of each push, by its key
    sent_at: list[float] = field(default_factory=list)  # by number
    heard: set[str] = field(default_factory=set)  # event ids
    events: list[tuple[int, float, str, int, int, int, int]] = field(default_factory=list)

    def send(self, sent: Sent) -> None:
        """Note the pushes of a night."""
        self.nights.append(sent)
        self.number |= {key: len(self.number) + i for i, key in enumerate(sent.keys)}
        self.sent_at += [sent.sent_at.timestamp()] * len(sent.keys)

    def hear(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Note feedback once each, as an import would: what it refuses is left out."""
        for row in rows:
            number = self.number.get(row["push"])
            at = datetime.fromisoformat(row["at"]).timestamp()
            if number is None or row["event_id"] in self.heard or at < self.sent_at[number] - SKEW_SECONDS:
                continue
            self.heard.add(row["event_id"])
            reason = REASON.get(row.get("reason", ""), 0)
            codes = (KIND[row["kind"]], reason, row.get("months", 0), SOURCE[row["source"]])
            self.events.append((number, at, row["event_id"], *codes))

    def read(self) -> tuple[PushLog, EventLog]:
        """Both logs, sorted as the store sorts them."""
        if not self.nights:
            return _empty(self.ground)
        student, day = self._joined("student"), self._campaign_days()
        position = self._joined("position")
        order = np.lexsort((position, day, student))
        count = len(order)
        pushes = PushLog(
            students=tuple(self.ground.market.ids[0]),
            postings=tuple(self.ground.market.ids[1]),
            student=student[order],
            posting=self._joined("posting")[order],
            campaign_day=day[order],
            position=position[order],
            together=self._joined("together")[order],
            slot=self._joined("slot")[order],
            medium=np.full(count, code_of(Medium.FILE), np.uint8),
            state=np.full(count, code_of(PushState.SENT), np.uint8),
            sent_at=np.array(self.sent_at)[order],
            score=self._joined("score")[order],
            propensity=self._joined("propensity")[order],
            features=self._joined("features")[order],
            feature_names=LOGGED,
        )
        return pushes, self._events(np.argsort(order))

    def pairs(self) -> tuple[Int32, Int32]:
        """Student and posting rows of every push."""
        if not self.nights:
            return np.empty(0, np.int32), np.empty(0, np.int32)
        return self._joined("student"), self._joined("posting")

    def told(self, kind: FeedbackKind) -> list[str]:
        """The keys of the pushes of which that was reported."""
        keys = list(self.number)
        return [keys[event[0]] for event in self.events if event[3] == code_of(kind)]

    def _events(self, row_of: npt.NDArray[np.intp]) -> EventLog:
        ordered = sorted(self.events, key=lambda event: (row_of[event[0]], event[1], event[2]))
        push, at, _, kind, reason, months, source = zip(*ordered, strict=True) if ordered else ((),) * 7
        return EventLog(
            push=row_of[np.array(push, np.intp)].astype(np.int32),
            kind=np.array(kind, np.uint8),
            at=np.array(at, np.float64),
            reason=np.array(reason, np.uint8),
            months=np.array(months, np.uint8),
            source=np.array(source, np.uint8),
        )

    def _campaign_days(self) -> Int32:
        return np.concatenate([np.full(len(s.keys), day_number(s.campaign), np.int32) for s in self.nights])

    def _joined(self, name: str) -> npt.NDArray[Any]:
        return np.concatenate([getattr(sent, name) for sent in self.nights])


def _empty(ground: Ground) -> tuple[PushLog, EventLog]:
    """The logs before the first night."""
    students, postings = ground.market.ids
    none, codes, real = np.empty(0, np.int32), np.empty(0, np.uint8), np.empty(0, np.float64)
    pushes = PushLog(
        students=tuple(students),
        postings=tuple(postings),
        student=none,
        posting=none,
        campaign_day=none,
        position=none,
        together=none,
        slot=codes,
        medium=codes,
        state=codes,
        sent_at=real,
        score=real,
        propensity=real,
        features=np.empty((0, len(LOGGED)), np.float32),
        feature_names=LOGGED,
    )
    return pushes, EventLog(none, codes, real, codes, codes, codes)
