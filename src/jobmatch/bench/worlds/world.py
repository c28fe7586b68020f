"""A world: people who get pushes, look at them or not, answer or not, and go to work somewhere in the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

import numpy as np

from jobmatch.bench.worlds.answering import TOLD, Answers, Situation, answer, misanswer
from jobmatch.bench.worlds.chain import Chains, Link
from jobmatch.bench.worlds.chance import Float64, Luck, keys_of
from jobmatch.bench.worlds.counselor import Counselor
from jobmatch.bench.worlds.diary import Diary, Page
from jobmatch.bench.worlds.mischief import Manner, Mischief, draw_mischief
from jobmatch.bench.worlds.people import draw_people, night_number
from jobmatch.bench.worlds.public import Bool, Roster, Row, Rows, read_offers, read_roster, seconds_of
from jobmatch.bench.worlds.reading import HOUR, ByHabit, ByLoad, ByPosition, Looks, Messages, Reading
from jobmatch.bench.worlds.taste import FORTNIGHT, INTERVIEWED, OFFERED, Additive, Pairs, Wanting, inexpressible

BATCH = time(12, tzinfo=UTC)  # eight in the evening in China: a night's answers end where the next batch begins
WEEK = 7


class Name(StrEnum):
    """The worlds that ship with the package."""

    POSITION = "position"
    LOAD = "load"
    HABIT = "habit"
    ADVERSARIAL = "adversarial"
    INEXPRESSIBLE = "inexpressible"


_READING: dict[Name, Reading] = {Name.LOAD: ByLoad(), Name.HABIT: ByHabit()}


@dataclass(slots=True)
class World:
    """One world at work; settle draws it, night lives through a day of it."""

    roster: Roster
    wanting: Wanting
    reading: Reading
    luck: Luck
    first: date
    mischief: Mischief | None
    chains: Chains
    counselor: Counselor
    offer_row: dict[str, int]
    diary: Diary = field(default_factory=Diary)
    flooded: set[str] = field(default_factory=set)

    @classmethod
    def settle(cls, name: Name, seed: int, first: date, roster: Sequence[Row], postings: Sequence[Row]) -> World:
        """A world of that name and seed among these people and openings; first is its first night."""
        known, offers, luck = read_roster(roster), read_offers(postings), Luck(seed)
        taste = inexpressible(known, luck) if name is Name.INEXPRESSIBLE else Additive()
        return cls(
            roster=known,
            wanting=Wanting(known, offers, draw_people(known, offers, luck), taste, luck),
            reading=_READING.get(name, ByPosition()),
            luck=luck,
            first=first,
            mischief=draw_mischief(known, offers, luck) if name is Name.ADVERSARIAL else None,
            chains=Chains(luck, np.ones(len(known.ids), np.bool_), offers.places.copy()),
            counselor=Counselor(luck),
            offer_row={posting: row for row, posting in enumerate(offers.ids)},
        )

    def night(self, night: date, pushes: Sequence[Row], tasks: Sequence[Row] = ()) -> list[dict[str, Any]]:
        """Feedback rows from one batch to the next: answers to tonight's pushes and earlier ones, and to tasks.

        Pushes are rows of the outbox; one to somebody who is not on the roster is not looked at.
        """
        number = night_number(night, self.first)
        row_of = self.roster.row_of
        mine = [push for push in pushes if push["student"] in row_of]
        self._receive(mine, np.array([row_of[push["student"]] for push in mine], np.intp), number)
        end = datetime.combine(night + timedelta(days=1), BATCH).timestamp()
        rows = list(self.chains.until(end))
        if self.mischief:
            rows = self.mischief.twist(rows, self.flooded, number)
        return rows + self.counselor.answers(tasks, number, lambda task: self.cause(task, number))

    def cause(self, task: Row, night: int) -> str:
        """Why the pushes of a task stayed unanswered, or where it names none, the student's of late."""
        if pushes := task.get("pushes"):
            return self.diary.cause_of(pushes)
        return self.diary.cause(self.roster.row_of[str(task["student"])], night)

    def pairs(self, student: Rows, offer: Rows, night: int) -> Pairs:
        """Pairs with how often their field was pushed to that person in a fortnight."""
        fields = {name: column for column, name in enumerate(dict.fromkeys(self.wanting.offers.fields))}
        column = np.array([fields[name] for name in self.wanting.offers.fields], np.intp)
        seen = np.zeros((len(self.roster.ids), len(fields)))
        for page in self.diary.since(night - FORTNIGHT):
            np.add.at(seen, (page.student, column[page.offer]), 1)
        return Pairs(student, offer, seen[student, column[offer]])

    def free(self, student: Rows, night: int) -> Bool:
        """Who still looks for work, and has not found any elsewhere."""
        free: Bool = self.chains.free[student] & (self.wanting.people.works_elsewhere_from[student] > night)
        return free

    def looks(self, messages: Messages, night: int) -> Looks:
        """The chance that each message is looked at, and when."""
        return self.reading.looks(messages, self.wanting.people.reads[messages.student], self.roster, self.luck)

    def _receive(self, pushes: Sequence[Row], student: Rows, night: int) -> None:
        """Decide what becomes of tonight's pushes, and plan it."""
        offer = self._offers_of(pushes)
        keys = keys_of([str(push["key"]) for push in pushes])
        messages = Messages(
            student=student,
            key=keys,
            position=np.array([push["position"] for push in pushes], np.float64),
            together=np.array([push.get("together") or 1 for push in pushes], np.float64),
            sent_at=np.array([seconds_of(push["sent_at"]) for push in pushes], np.float64),
            in_week=self._in_week(student, night),
        )
        pairs = self.pairs(student, offer, night)
        looks, worth = self.looks(messages, night), self.wanting.worth(pairs, night)
        now = Situation(pairs, keys, self.free(student, night), looks, worth)
        answers = answer(now, self.wanting.people, self.luck)
        if self.mischief:
            answers = misanswer(answers, now, self.mischief, self.wanting.offers, self.luck)
            floods = self.mischief.manner[student] == Manner.FLOODS
            self.flooded |= {str(push["key"]) for push, mad in zip(pushes, floods, strict=True) if mad}
        page = Page(night, student, offer, answers.looked, worth.p_interested, answers.hope, answers.why)
        self.diary.write([str(push["key"]) for push in pushes], page)
        self._plan(pushes, messages, now, answers)

    def _plan(self, pushes: Sequence[Row], messages: Messages, now: Situation, said: Answers) -> None:
        """Put delivery, look and answer of each push on the calendar."""
        thinks = HOUR * (0.05 + 30 * self.luck.uniform("thinks", now.push) ** 3)
        idle = said.hope == 0
        for i, push in enumerate(pushes):
            link = Link(str(push["key"]), "delivered", int(now.pairs.student[i]), int(now.pairs.offer[i]))
            seen, answered = float(now.looks.at[i]), float(now.looks.at[i] + thinks[i])
            self.chains.plan(float(messages.sent_at[i]) + 1, link)
            if said.reported[i]:
                self.chains.plan(seen, link._replace(kind="opened"))
            if said.interested[i]:
                self.chains.plan(answered, link._replace(kind="interested"))
            if said.applied[i]:
                chances = (0.0, 0.0, 0.0) if idle[i] else (INTERVIEWED, OFFERED, float(now.worth.p_accepts[i]))
                self.chains.plan(answered + HOUR, link._replace(kind="applied", chances=chances))
            if said.dismissed[i]:
                self.chains.plan(answered, link._replace(kind="not_for_me", reason=str(TOLD[said.reason[i]])))

    def _in_week(self, student: Rows, night: int) -> Float64:
        """Pushes of each one's last seven days, tonight's included."""
        earlier = [page.student for page in self.diary.since(night - WEEK + 1)]
        counts = np.bincount(np.concatenate([*earlier, student]), minlength=len(self.roster.ids))
        return counts[student].astype(np.float64)

    def _offers_of(self, pushes: Sequence[Row]) -> Rows:
        """The rows of the pushed openings; one that nobody told of before is read from its push."""
        new = {push["posting"]: push for push in pushes if push["posting"] not in self.offer_row}
        if new:
            self.wanting = replace(self.wanting, offers=self.wanting.offers.joined(read_offers(list(new.values()))))
            self.chains.places = np.append(self.chains.places, self.wanting.offers.places[len(self.offer_row) :])
            self.offer_row = {posting: row for row, posting in enumerate(self.wanting.offers.ids)}
        return np.array([self.offer_row[push["posting"]] for push in pushes], np.intp)
