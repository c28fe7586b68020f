"""Put tonight's live postings into the index, if they are not there already."""

from __future__ import annotations

from datetime import date

from jobmatch.domain import Posting
from jobmatch.embed import TEMPLATE_VERSION, posting_text
from jobmatch.index import build_index
from jobmatch.matching.market import Tools
from jobmatch.store import live_postings


def refresh_index(tools: Tools, night: date) -> str:
    """Version of an index that holds exactly the postings live on that night; built only if none does."""
    with tools.store.read() as unit:
        postings = live_postings(unit, night)
    texts = [posting_text(posting) for posting in postings]
    return build_index(
        tools.index_root,
        [posting.id for posting in postings],
        tools.encode(texts),
        [_searchable(posting, text) for posting, text in zip(postings, texts, strict=True)],
        tools.encoder_identity,
        built_for=f"template {TEMPLATE_VERSION}",
    )


def _searchable(posting: Posting, text: str) -> str:
    """The lexical index may know the employer too: a student who writes its name looks for it."""
    return f"{text} {posting.employer.name}"
