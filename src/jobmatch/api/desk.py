"""The market a server answers from, loaded once and again when the index or the records have changed."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date

from jobmatch.index import kept_versions
from jobmatch.matching import Market, Tools, open_market
from jobmatch.query import current_night
from jobmatch.store import revision


@dataclass(slots=True)
class Desk:
    """night: the date the answers are for; None: that of the last night run, else today."""

    tools: Tools
    night: date | None = None
    _market: Market | None = None
    _known_as: tuple[object, ...] = ()
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def market(self) -> Market:
        """The current market. Raises the index's errors, where it can be loaded by nobody."""
        with self._lock:
            night = self.night or current_night(self.tools)
            with self.tools.store.read() as unit:
                known_as = (revision(unit), night, *kept_versions(self.tools.index_root)[:1])
            if self._market is None or known_as != self._known_as:
                self._market, self._known_as = open_market(self.tools, night), known_as
            return self._market
