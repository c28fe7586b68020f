"""What a server answers from, loaded once and again when the index or the records have changed."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date

from jobmatch.index import kept_versions
from jobmatch.learning import pointer
from jobmatch.matching import Tools
from jobmatch.query import View, current_night, open_view
from jobmatch.store import revision


@dataclass(slots=True)
class Desk:
    """night: the date the answers are for; None: that of the last night run, else today."""

    tools: Tools
    night: date | None = None
    _view: View | None = None
    _known_as: tuple[object, ...] = ()
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def view(self) -> View:
        """The current view. Raises the index's errors, where it can be loaded by nobody."""
        with self._lock:
            night = self.night or current_night(self.tools)
            with self.tools.store.read() as unit:
                index = kept_versions(self.tools.index_root)[:1]
                known_as = (revision(unit), night, *index, pointer(self.tools.models_root))
            if self._view is None or known_as != self._known_as:
                self._view, self._known_as = open_view(self.tools, night), known_as
            return self._view
