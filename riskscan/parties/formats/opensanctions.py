"""OpenSanctions: ``targets.simple.csv``, one row a party, values of a cell separated by semicolons.

References
----------
OpenSanctions, simplified tabular format (public documentation and published files).
"""

import csv
import io
from pathlib import Path

from riskscan.parties.formats.cells import country_codes, file_day, parse_day, unique_names
from riskscan.parties.formats.delimited_lists import list_text, separator_of
from riskscan.parties.listed import ListedName, ListedParty, PartyKind, SanctionsList

__all__ = ["read_opensanctions", "tells_opensanctions"]

_NEEDED = ("id", "schema", "name", "aliases", "countries")
_KINDS: dict[str, PartyKind] = {
    "person": "person", "company": "firm", "organization": "firm", "publicbody": "firm", "legalentity": "other",
    "vessel": "vessel",
}  # fmt: skip


def tells_opensanctions(head: str) -> bool:
    """Say whether the first characters of a file are a header of this format."""
    return separator_of(head, _is_header) is not None


def _is_header(cells: list[str]) -> bool:
    return set(_NEEDED) <= {cell.strip().lower() for cell in cells}


def read_opensanctions(path: Path) -> SanctionsList:
    """Read the file; its day is the latest on which an entry was seen.

    Raises
    ------
    ValueError
        Where a row has fewer or more cells than the header.
    """
    parties, nameless, latest = [], 0, ""
    sets: set[str] = set()
    text = list_text(path.read_bytes())
    separator = separator_of(text, _is_header) or ","
    with io.StringIO(text, newline="") as handle:
        for row in csv.DictReader(handle, strict=True, delimiter=separator):
            if None in row or None in row.values():
                raise ValueError(f"entry {row.get('id')!r} has another number of cells than the header")
            names = unique_names(ListedName(text) for text in [row["name"], *row["aliases"].split(";")])
            latest = max(latest, row.get("last_seen") or row.get("last_change") or "")
            sets.update(filter(None, (row.get("dataset") or "").split(";")))
            if not names:
                nameless += 1
                continue
            programs = _values(row.get("program_ids")) or _values(row.get("sanctions")) or _values(row.get("dataset"))
            parties.append(
                ListedParty(
                    row["id"], _KINDS.get(row["schema"].lower(), "other"), names,
                    country_codes(row["countries"].split(";")), _values(row.get("addresses")), programs[:3],
                )
            )  # fmt: skip
    day = parse_day(latest)
    name = next(iter(sets)) if len(sets) == 1 else "OpenSanctions"
    return SanctionsList(name, day or file_day(path), "stated" if day else "file", tuple(parties), nameless)


def _values(cell: str | None) -> tuple[str, ...]:
    return tuple(value.strip() for value in (cell or "").split(";") if value.strip())
