"""Pushes as lines of a file, for a gateway, an app or a simulated world to read."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jobmatch.domain import Medium
from jobmatch.push.channel import Receipt, ReceiptState, receipts_for
from jobmatch.push.message import Message, rows_of


@dataclass(frozen=True, slots=True)
class JsonLinesChannel:
    """One file a campaign under directory, one push a line, flushed to the disk before send returns.

    Whoever reads the file tells, as feedback, what was delivered: a line written is not a message received.
    """

    directory: Path

    @property
    def medium(self) -> Medium:
        return Medium.FILE

    @property
    def handful(self) -> int:
        return 5000

    def send(self, messages: Sequence[Message]) -> list[Receipt]:
        self.directory.mkdir(parents=True, exist_ok=True)
        for campaign in sorted({message.campaign for message in messages}):
            lines = [line for message in messages if message.campaign == campaign for line in self._lines(message)]
            with (self.directory / f"pushes-{campaign}.jsonl").open("a", encoding="utf-8") as file:
                file.writelines(lines)
                file.flush()
                os.fsync(file.fileno())
        return [receipt for message in messages for receipt in receipts_for(message, ReceiptState.SENT)]

    def _lines(self, message: Message) -> list[str]:
        rows = [{**row, "medium": self.medium} for row in rows_of(message)]
        return [json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows]
