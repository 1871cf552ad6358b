"""A user's own substances, names, code names and structures, screened like the listed ones.

The file is a CSV with the columns ``name,cas_rn,smiles,synonyms,hs_codes,note``; only ``name`` must be filled.
``synonyms`` and ``hs_codes`` hold several values separated by ``;``.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from riskscan.chemistry.structures import read_structure
from riskscan.exceptions import TableError
from riskscan.identifiers.cas_rn import has_valid_check_digit
from riskscan.tables.listings import OWN, Listing
from riskscan.tables.reading import split_cell
from riskscan.tables.substances import Substance, Synonym

__all__ = ["WatchList", "read_watchlist"]

_COLUMNS = ("name", "cas_rn", "smiles", "synonyms", "hs_codes", "note")


@dataclass(frozen=True, slots=True)
class WatchList:
    """Rows of a watch list in the form of the tables."""

    substances: tuple[Substance, ...]
    synonyms: tuple[Synonym, ...]
    listings: tuple[Listing, ...]


def read_watchlist(path: Path | str) -> WatchList:
    """Read a watch list and check every row.

    Parameters
    ----------
    path : pathlib.Path or str
        CSV file, UTF-8.

    Raises
    ------
    TableError
        Where the file cannot be read, a column is missing or unknown, or a row has no name, a wrong CAS check
        digit or an unreadable structure; the message names the row.
    """
    path = Path(path)
    if not path.is_file():
        raise TableError(f"watch list {path}: there is no such file.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"watch list {path}: cannot be read as UTF-8 text ({error}).") from error
    if not rows:
        raise TableError(f"watch list {path}: no rows; give a header ({', '.join(_COLUMNS)}) and one row a substance.")
    unknown = [str(column) for column in rows[0] if column not in _COLUMNS]
    if "name" not in rows[0] or unknown:
        raise TableError(
            f"watch list {path}: columns are {', '.join(_COLUMNS)} (name must be there); unknown: {unknown or 'none'}."
        )
    substances, synonyms, listings = [], [], []
    for number, row in enumerate(rows, start=2):
        cells = {column: (row.get(column) or "").strip() for column in _COLUMNS}
        substance = _parse_row(f"watch list {path} line {number}", f"own-{number}", cells)
        substances.append(substance)
        listings.append(
            Listing(
                OWN,
                substance.substance_id,
                "watch list",
                frozenset({"salts", "stereoisomers", "isotopologues"}),
                "in_force",
                None,
                None,
                path.name,
                path.name,
                "V",
                substance.note,
            )
        )
        for name in (substance.name, *split_cell(cells["synonyms"])):
            synonyms.append(Synonym(substance.substance_id, name, "en", "trade", (), path.name, "V"))
    return WatchList(tuple(substances), tuple(synonyms), tuple(listings))


def _parse_row(where: str, substance_id: str, cells: dict[str, str]) -> Substance:
    if not cells["name"]:
        raise TableError(f"{where}: the name is empty.")
    if cells["cas_rn"] and not has_valid_check_digit(cells["cas_rn"]):
        raise TableError(f"{where}: {cells['cas_rn']!r} is not a CAS RN (as 50-00-0, with the right check digit).")
    inchikey = ""
    if cells["smiles"]:
        structure = read_structure(cells["smiles"])
        if structure is None:
            raise TableError(f"{where}: the structure {cells['smiles']!r} cannot be read as SMILES.")
        inchikey = structure.inchikey
    return Substance(
        substance_id, cells["name"], "precursor", cells["cas_rn"], cells["smiles"], inchikey, "",
        split_cell(cells["hs_codes"]), "watch list", "V", cells["note"],
    )  # fmt: skip
