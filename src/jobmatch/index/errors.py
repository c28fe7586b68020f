"""Why an index cannot be used, each with what to do about it."""

from __future__ import annotations

from jobmatch.domain import JobmatchError


class IndexMissing(JobmatchError):
    """No index, or not that version, lies under the home: run `jobmatch index`."""


class IndexCorrupt(JobmatchError):
    """A file of the index is not what its manifest says: go back to an earlier version, or build anew."""


class IndexForeign(JobmatchError):
    """The index was built by another encoder or tokeniser, so its numbers mean something else here."""
