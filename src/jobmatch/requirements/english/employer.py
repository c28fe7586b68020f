"""Who offers, by an English name."""

from __future__ import annotations

import re

from jobmatch.domain import EmergingField, Employer, EmployerKind
from jobmatch.requirements.english.language import has_han
from jobmatch.requirements.offers.employer import read_employer

_KINDS: tuple[tuple[EmployerKind, re.Pattern[str]], ...] = (
    (
        EmployerKind.ELDER_CARE,
        re.compile(r"\b(?:care|nursing|residential) homes?\b|\belder(?:ly)? care\b|\bretirement\b"),
    ),
    (
        EmployerKind.SOCIAL_ORGANISATION,
        re.compile(
            r"\bhospice\b|\bcharit(?:y|able)\b|\bfoundation\b(?! (?:nhs )?trust)|\bassociation\b|\bconfederation\b"
            r"|\bcic\b"
        ),
    ),
    (
        EmployerKind.CLINIC,
        re.compile(
            r"\b(?:surgery|surgeries|medical (?:practice|centre|center|group)|health centre|gp|general practitioners?"
            r"|clinics?|dental (?:care|practice)|practice)\b"
        ),
    ),
    (
        EmployerKind.HOSPITAL,
        re.compile(
            r"\bnhs (?:foundation )?trust\b|\bhospitals?\b|\bhealth board\b|\binfirmary\b|\bhealth(?: and"
            r"| &)? (?:social )?care (?:nhs )?trust\b|\bpriory\b"
        ),
    ),
    (
        EmployerKind.GOVERNMENT,
        re.compile(r"\bcouncil\b|\bministry\b|\bdepartment of\b|\bcivil service\b|\bcommissioning group\b"),
    ),
    (
        EmployerKind.PUBLIC_INSTITUTION,
        re.compile(r"\buniversity\b|\bcollege\b|\bschools?\b|\bnhs\b|\bpublic health\b|\bacademy\b"),
    ),
    (
        EmployerKind.COMPANY,
        re.compile(r"\b(?:ltd|limited|plc|llp|inc|corp(?:oration)?|co|gmbh|llc|company|group|holdings)\b\.?"),
    ),
)
_FRIENDLY = re.compile(
    r"\bdisability confident\b|\bmindful employer\b|\bguaranteed? (?:an )?interviews? .{0,60}\bdisab"
)


def read_english_employer(name: str, title: str, low_text: str) -> Employer:
    """The employer as its name shows it; a Chinese name is read as such. grassroots is unknown outside China."""
    friendly = ("disab" in low_text or "mindful" in low_text) and bool(_FRIENDLY.search(low_text))
    if has_han(name):
        known = read_employer(name, title, "")
        return Employer(name, known.kind, known.grassroots, known.emerging, known.disability_friendly or friendly)
    kind = next((kind for kind, pattern in _KINDS if pattern.search(name.lower())), None)
    emerging = EmergingField.ELDER_CARE if kind is EmployerKind.ELDER_CARE else None
    return Employer(name, kind, emerging=emerging, disability_friendly=friendly)
