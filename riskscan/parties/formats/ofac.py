"""OFAC: ``SDN.CSV`` or ``CONS_PRIM.CSV`` without a header, with the files of aliases and addresses beside it.

References
----------
US Treasury, OFAC: data specification of the SDN and consolidated lists in delimited form.
"""

import csv
import re
from collections import defaultdict
from pathlib import Path

from riskscan.parties.formats.cells import country_codes, file_day, unique_names
from riskscan.parties.formats.delimited_lists import list_text, separator_of
from riskscan.parties.listed import ListedName, ListedParty, PartyKind, SanctionsList

__all__ = ["read_ofac", "tells_ofac"]

_CELLS, _ALIAS_CELLS, _ADDRESS_CELLS = 12, 5, 6
_NULL = "-0-"
_END = "\x1a"  # the mark of a file's end that these files still carry
_KINDS: dict[str, PartyKind] = {"individual": "person", "vessel": "vessel", "aircraft": "other"}


def tells_ofac(head: str) -> bool:
    """Say whether the first characters of a file are a row of this format."""
    return separator_of(head, lambda cells: _is_row(cells, _CELLS)) is not None


def _is_row(cells: list[str], n_cells: int) -> bool:
    """Whether cells are a row of these files: a number first, and marks of nothing, which a spreadsheet keeps."""
    return len(cells) == n_cells and cells[0].strip().isdecimal() and any(cell.strip() == _NULL for cell in cells)


def read_ofac(path: Path) -> SanctionsList:
    """Read a list with its companion files; its day is the file's, for the format states none.

    Raises
    ------
    ValueError
        Where a row has another number of cells.
    """
    is_main = not path.name.lower().startswith("cons")
    aliases = _grouped(_beside(path, "alt"), _ALIAS_CELLS)
    addresses = _grouped(_beside(path, "add"), _ADDRESS_CELLS)
    parties, nameless = [], 0
    for row in _rows(path, _CELLS):
        places = addresses[row[0]]
        weak = {"weak"}
        names = [ListedName(row[1]), *(ListedName(alias[3], alias[4].lower() in weak) for alias in aliases[row[0]])]
        kept = unique_names(ListedName(_in_order(name.text, row[2]), name.is_weak) for name in names)
        if not kept:
            nameless += 1
            continue
        programs = tuple(part.strip() for part in re.split(r"[\]\[;]+\s*", row[3]) if part.strip())
        # Programs against a country bear its name; addresses alone would tell where it has branches.
        countries = country_codes([*(place[4] for place in places), *programs])
        whole = tuple(", ".join(filter(None, place[2:5])) for place in places if any(place[2:4]))
        parties.append(
            ListedParty(
                row[0], _KINDS.get(row[2].lower(), "firm"), kept, countries, whole, programs[:3],
            )
        )  # fmt: skip
    name = "OFAC SDN" if is_main else "OFAC consolidated (non-SDN)"
    return SanctionsList(name, file_day(path), "file", tuple(parties), nameless)


def _in_order(name: str, kind: str) -> str:
    """Return the name of a person, which stands with the last name first, as it is written elsewhere."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and kind.lower() == "individual" else name


def _beside(path: Path, part: str) -> Path | None:
    """Return the companion file, whatever the case of its name."""
    stem = path.stem.lower()
    wanted = f"cons_{part}" if stem.startswith("cons") else f"{part}"
    names = {wanted, f"sdn_{part}"} if wanted == part else {wanted}
    found = (near for near in sorted(path.parent.iterdir()) if near.suffix.lower() == path.suffix.lower())
    return next((near for near in found if near.stem.lower() in names), None)


def _grouped(path: Path | None, n_cells: int) -> dict[str, list[list[str]]]:
    groups: dict[str, list[list[str]]] = defaultdict(list)
    if path is not None:
        for row in _rows(path, n_cells):
            groups[row[0]].append(row)
    return groups


def _rows(path: Path, n_cells: int) -> list[list[str]]:
    text = list_text(path.read_bytes()).replace(_END, "")
    separator = separator_of(text, lambda cells: len(cells) == n_cells) or ","
    rows = []
    for number, cells in enumerate(csv.reader(text.splitlines(), strict=True, delimiter=separator), 1):
        if not "".join(cells).strip():
            continue
        if len(cells) != n_cells:
            raise ValueError(f"line {number} of {path.name} has {len(cells)} cells instead of {n_cells}")
        rows.append(["" if cell.strip() == _NULL else cell.strip() for cell in cells])
    return rows
