"""Where pushes go. Delivery is at least once: every message carries the push's key, and a receiver drops repeats."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jobmatch.domain import Push


class Channel(Protocol):
    """Takes pushes; returns only when they are safely handed over, raises where they are not."""

    def send(self, pushes: Sequence[Push]) -> None: ...


@dataclass(frozen=True, slots=True)
class JsonLinesChannel:
    """One file a campaign under directory, one push a line, flushed to the disk before send returns.

    The message says what a student may be told: no score, no price, no rule that nobody could answer.
    """

    directory: Path

    def send(self, pushes: Sequence[Push]) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        for campaign in sorted({push.campaign for push in pushes}):
            lines = [_message(push) for push in pushes if push.campaign == campaign]
            with (self.directory / f"pushes-{campaign}.jsonl").open("a", encoding="utf-8") as file:
                file.writelines(lines)
                file.flush()
                os.fsync(file.fileno())


def _message(push: Push) -> str:
    message = {
        "key": push.key,
        "student": push.student_id,
        "posting": push.posting_id,
        "campaign": push.campaign,
        "position": push.position,
        "channels": list(push.channels),
    }
    return json.dumps(message, ensure_ascii=False, sort_keys=True) + "\n"
