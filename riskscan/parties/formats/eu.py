"""The European Union's consolidated list of financial sanctions as XML.

References
----------
European Commission, FISMA: consolidated financial sanctions list, XML 1.1 (namespace ``.../fpi/fsd/export``).
"""

from pathlib import Path
from typing import Any

from riskscan.parties.formats.cells import country_codes, file_day, parse_day, unique_names
from riskscan.parties.formats.xml_lists import parse_xml
from riskscan.parties.listed import ListedName, ListedParty, SanctionsList

__all__ = ["read_eu", "tells_eu"]

_PLACE = ("street", "poBox", "zipCode", "city", "region", "countryDescription")


def tells_eu(head: str) -> bool:
    """Say whether the first characters of a file are this list's."""
    return "<export" in head and ("fpi/fsd" in head or "<sanctionEntity" in head)


def read_eu(path: Path) -> SanctionsList:
    """Read the list; its day is the day on which it was generated.

    Raises
    ------
    ValueError
        Where it is not well-formed or holds no entity.
    """
    root = parse_xml(path)
    entries = list(root.iter("{*}sanctionEntity"))
    if not entries:
        raise ValueError("it has no sanctionEntity")
    parties = [party for entry in entries if (party := _party(entry)) is not None]
    day = parse_day(root.get("generationDate"))
    return SanctionsList(
        "EU financial sanctions", day or file_day(path), "stated" if day else "file", tuple(parties),
        len(entries) - len(parties),
    )  # fmt: skip


def _party(entry: Any) -> ListedParty | None:
    kept = unique_names(
        ListedName(_whole_name(alias), alias.get("strong", "true") == "false")
        for alias in entry.findall("{*}nameAlias")
    )
    if not kept:
        return None
    places = entry.findall("{*}address")
    codes = [part.get("countryIso2Code") for part in (*places, *entry.findall("{*}citizenship"))]
    addresses = (", ".join(filter(None, (place.get(key) for key in _PLACE))) for place in places)
    programs = {rule.get("programme") or "": None for rule in entry.findall("{*}regulation")}
    subject = entry.find("{*}subjectType")
    kind = "" if subject is None else f"{subject.get('code') or subject.get('classificationCode') or ''}".lower()
    return ListedParty(
        entry.get("euReferenceNumber") or entry.get("logicalId") or "", "person" if kind in ("person", "p") else "firm",
        kept, country_codes(code for code in codes if code != "00"), tuple(filter(None, addresses)),
        tuple(filter(None, programs)),
    )  # fmt: skip


def _whole_name(alias: Any) -> str:
    parts = (alias.get(key) for key in ("firstName", "middleName", "lastName"))
    return alias.get("wholeName") or " ".join(filter(None, parts))
