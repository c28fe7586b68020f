"""Dispatch a home's outbox to files and die by SIGKILL after sending, before marking: killed_dispatch.py HOME AT."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jobmatch.domain import Medium
from jobmatch.push import JsonLinesChannel, Message, Receipt, dispatch
from jobmatch.settings import read_settings
from jobmatch.store import KeyRing, Store


@dataclass(frozen=True)
class DeadlyChannel:
    """Hands the messages over, and then the process is gone."""

    files: JsonLinesChannel

    @property
    def medium(self) -> Medium:
        return self.files.medium

    @property
    def handful(self) -> int:
        return self.files.handful

    def send(self, messages: Sequence[Message]) -> list[Receipt]:
        self.files.send(messages)
        os.kill(os.getpid(), signal.SIGKILL)
        return []


def main(path: str, at: str) -> None:
    settings = read_settings({}, Path(path))
    moment = datetime.fromisoformat(at)
    store = Store.open(settings.database_url, KeyRing((b"k" * 32,)))
    dispatch(store, DeadlyChannel(JsonLinesChannel(settings.out)), "killed", moment.date(), lambda: moment)


if __name__ == "__main__":
    main(*sys.argv[1:])
