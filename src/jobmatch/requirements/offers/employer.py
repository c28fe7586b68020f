"""Who offers: kind of employer, grassroots or not, new field, and whether it welcomes disabled people."""

from __future__ import annotations

import re

from jobmatch.domain import EmergingField, Employer, EmployerKind
from jobmatch.requirements.text.patterns import any_of, read_vocabulary

_WORDS = read_vocabulary("offers/employer")
_KIND = tuple((EmployerKind(entry["is"]), any_of(*entry["names"])) for entry in _WORDS["kinds"])
_FIELDS = tuple((EmergingField(entry["is"]), any_of(*entry["names"])) for entry in _WORDS["fields"])
_FRIENDLY = any_of(*_WORDS["disabled"]["welcome"])
_FRIENDLY_NAME = any_of(*_WORDS["disabled"]["welcome_by_name"])
_GRASSROOTS_KINDS = frozenset(
    {EmployerKind.VILLAGE_CLINIC, EmployerKind.COMMUNITY_HEALTH_CENTRE, EmployerKind.TOWNSHIP_HEALTH_CENTRE}
)
_GRASSROOTS_NAME = re.compile(r"[镇乡](?!村振兴)|街道|村(?!镇银行)|社区(?!矫正)|居委会")
_MAY_BE_GRASSROOTS = frozenset(
    {
        EmployerKind.ELDER_CARE,
        EmployerKind.CLINIC,
        EmployerKind.PUBLIC_INSTITUTION,
        EmployerKind.SOCIAL_ORGANISATION,
    }
)
_TOWNSHIP_BODY = re.compile(r"[镇乡](?:人民政府|党委|$|[^市县区]{0,12}(?:中心|所|站)$)|街道")
_TOWNSHIP_OFFICE = re.compile(r"[镇乡]人民政府|街道办")
_REFUSES = re.compile(r"不(?:适合|接受|招)[^,;。]{0,6}残[疾障]")


def read_employer(name: str, title: str, text: str, official: bool = False) -> Employer:
    """The employer as its name, and where that is silent the notice, shows it.

    official: the opening stands in a civil-service table, so that an organ of any other name is a government body.
    grassroots stays None where nothing tells.
    """
    kind = EmployerKind.GOVERNMENT if official else _kind_of(name)
    grassroots = _grassroots(kind, name, title) or None
    friendly = bool(_FRIENDLY_NAME.search(name) or _FRIENDLY.search(text)) and not _REFUSES.search(text)
    return Employer(
        name=name,
        kind=kind,
        grassroots=grassroots,
        emerging=None if kind is EmployerKind.GOVERNMENT else _field_of(name, title),
        disability_friendly=friendly,
    )


def _kind_of(name: str) -> EmployerKind | None:
    return next((kind for kind, pattern in _KIND if pattern.search(name)), None)


def _grassroots(kind: EmployerKind | None, name: str, title: str) -> bool:
    if kind in _GRASSROOTS_KINDS:
        return True
    if kind is EmployerKind.GOVERNMENT:
        return bool(_TOWNSHIP_BODY.search(name) or _TOWNSHIP_OFFICE.search(title))
    return kind in _MAY_BE_GRASSROOTS and bool(_GRASSROOTS_NAME.search(name))


def _field_of(name: str, title: str) -> EmergingField | None:
    for words in (name, title):
        for field, pattern in _FIELDS:
            if pattern.search(words):
                return field
    return None
