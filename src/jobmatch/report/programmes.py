"""Public programmes for a pair, in words for the counselor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jobmatch.programmes import Offer

_TO_CHECK = "（需核实）"


def programme_records(offers: Sequence[Offer]) -> list[dict[str, Any]]:
    """For a machine: what may apply, on which source, and the evidence still missing."""
    return [
        {
            "code": offer.row.code,
            "zh": offer.row.zh,
            "en": offer.row.en,
            "applies": offer.applies,
            "value": offer.row.value,
            "unit": offer.row.unit[0],
            "source": offer.row.source,
            "verified": offer.row.verified,
            "missing": [{"code": e.code, "zh": e.zh, "en": e.en} for e in offer.missing],
        }
        for offer in offers
    ]


def programme_lines(offers: Sequence[Offer]) -> list[str]:
    """One line a programme: what it is, how much, whence, and what is still to be shown."""
    return [f"  ＋ {'可享受' if offer.certain else '可能适用'}：{_told(offer)}" for offer in offers]


def programme_names(offers: Sequence[Offer], margin: str) -> list[str]:
    """A single line that names them, nothing where there is none."""
    named = "；".join(f"{offer.row.zh}{'' if offer.row.verified else _TO_CHECK}" for offer in offers)
    return [f"{margin}政策：{named}"] if named else []


def _told(offer: Offer) -> str:
    row = offer.row
    amount = f"，{row.value}{row.unit[0]}" if row.value else ""
    papers = "、".join(evidence.zh for evidence in offer.missing)
    still = f"；还需：{papers}" if papers else ""
    return f"{row.zh}{amount}{'' if row.verified else _TO_CHECK}〔{row.source}〕{still}"
