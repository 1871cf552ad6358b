"""The United Nations Security Council's consolidated list as XML.

References
----------
UN Security Council, consolidated list, XML and its schema.
"""

from pathlib import Path
from typing import Any

from riskscan.parties.formats.cells import country_codes, file_day, parse_day, unique_names
from riskscan.parties.formats.xml_lists import parse_xml, texts
from riskscan.parties.listed import ListedName, ListedParty, SanctionsList

__all__ = ["read_un", "tells_un"]

_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_PLACE = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
_WEAK = "low"  # how the list rates such an alias


def tells_un(head: str) -> bool:
    """Say whether the first characters of a file are this list's."""
    return "<CONSOLIDATED_LIST" in head


def read_un(path: Path) -> SanctionsList:
    """Read the list; its day is the day on which it was generated.

    Raises
    ------
    ValueError
        Where it is not well-formed or holds neither persons nor entities.
    """
    root = parse_xml(path)
    entries = [*root.iter("INDIVIDUAL"), *root.iter("ENTITY")]
    if root.tag != "CONSOLIDATED_LIST" or not entries:
        raise ValueError("it has no INDIVIDUAL and no ENTITY")
    parties = [party for entry in entries if (party := _party(entry)) is not None]
    day = parse_day(root.get("dateGenerated"))
    return SanctionsList(
        "UN Security Council", day or file_day(path), "stated" if day else "file", tuple(parties),
        len(entries) - len(parties),
    )  # fmt: skip


def _party(entry: Any) -> ListedParty | None:
    kind = entry.tag
    names = [ListedName(" ".join(texts(entry, *_NAMES))), *map(ListedName, texts(entry, "NAME_ORIGINAL_SCRIPT"))]
    for alias in entry.findall(f"{kind}_ALIAS"):
        is_weak = _WEAK in "".join(texts(alias, "QUALITY")).lower()
        names += [ListedName(text, is_weak) for text in texts(alias, "ALIAS_NAME")]
    kept = unique_names(names)
    if not kept:
        return None
    places = entry.findall(f"{kind}_ADDRESS")
    nations = [value for nation in entry.findall("NATIONALITY") for value in texts(nation, "VALUE")]
    countries = country_codes([*nations, *(text for place in places for text in texts(place, "COUNTRY"))])
    addresses = tuple(", ".join(texts(place, *_PLACE)) for place in places if texts(place, *_PLACE[:2]))
    programs = tuple(texts(entry, "UN_LIST_TYPE"))
    number = next(iter(texts(entry, "REFERENCE_NUMBER", "DATAID")), "")
    return ListedParty(number, "person" if kind == "INDIVIDUAL" else "firm", kept, countries, addresses, programs)
