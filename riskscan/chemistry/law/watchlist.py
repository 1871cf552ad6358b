"""A user's own substances, names, code names and structures, screened like the listed ones.

The file is a CSV with the columns ``name,cas_rn,smiles,synonyms,hs_codes,note``; only ``name`` must be filled.
``synonyms`` and ``hs_codes`` hold several values separated by ``;``.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from riskscan.chemistry.law.structures import read_structure
from riskscan.chemistry.names.listed_names import ListedNames
from riskscan.chemistry.text.spelling import clean_characters, fold_name, squeeze_name
from riskscan.exceptions import TableError
from riskscan.identifiers.cas_rn import has_valid_check_digit
from riskscan.identifiers.hs_code import normalize_hs_code
from riskscan.tables.listings import Listing
from riskscan.tables.lists import OWN, load_lists
from riskscan.tables.own_rows import OwnRows
from riskscan.tables.reading import split_cell
from riskscan.tables.substances import Substance, SubstanceForm, Synonym

__all__ = ["also_own", "read_watchlist"]

_COLUMNS = ("name", "cas_rn", "smiles", "synonyms", "hs_codes", "note")


def read_watchlist(path: Path | str) -> OwnRows:
    """Read a watch list and check every row.

    Parameters
    ----------
    path : pathlib.Path or str
        CSV file, UTF-8.

    Raises
    ------
    TableError
        Where the file cannot be read, a column is missing, unknown or repeated, or a row has too many cells, control
        characters, no name, one of an earlier row, a wrong CAS check digit, an unreadable structure or what is no HS
        code; the message names the row.
    """
    path = Path(path)
    if not path.is_file():
        raise TableError(f"watch list {path}: there is no such file.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = list(_read_rows(path, handle))
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"watch list {path}: cannot be read as UTF-8 text ({error}).") from error
    except csv.Error as error:
        raise TableError(f"watch list {path}: cannot be read as CSV ({error}); is a quote left open?") from error
    if not rows:
        raise TableError(f"watch list {path}: no rows; give a header ({', '.join(_COLUMNS)}) and one row a substance.")
    substances, synonyms, listings = [], [], []
    lines: dict[str, int] = {}
    for number, row in rows:
        where = f"watch list {path} line {number}"
        cells = {column: row.get(column, "").strip() for column in _COLUMNS}
        substance = _parse_row(where, f"own-{number}", cells)
        for value in filter(None, (fold_name(substance.name), substance.cas_rn)):
            if value in lines:
                raise TableError(f"{where}: {value!r} stands in line {lines[value]} too; keep one of the two.")
            lines[value] = number
        substances.append(substance)
        listings.append(
            Listing(
                jurisdiction=OWN,
                subject=substance.substance_id,
                list="watch list",
                covers=frozenset({"salts", "stereoisomers", "isotopologues"}),
                status="in_force",
                not_before=None,
                effective_from=None,
                effective_to=None,
                citation=path.name,
                source=path.name,
                mark="V",
                note=substance.note,
                severity=load_lists()[OWN, "watch list"].severity,
            )
        )
        for name in (substance.name, *split_cell(cells["synonyms"])):
            synonyms.append(Synonym(substance.substance_id, name, "en", "trade", (), path.name, "V"))
    return OwnRows(tuple(substances), tuple(synonyms), tuple(listings))


def also_own(
    own: OwnRows, listed: Iterable[Substance], forms: Iterable[SubstanceForm], names: ListedNames
) -> tuple[Listing, ...]:
    """Return listings that put the substances which a watch list or a pack repeats on its lists too.

    A row that repeats a listed name, CAS RN or structure takes nothing of the law away: the entry of the law answers,
    and shows the watch list beside its other listings.

    Parameters
    ----------
    own : OwnRows
    listed : iterable of Substance
        Those of the law, and of other lists.
    forms : iterable of SubstanceForm
    names : ListedNames
        All names; of two equal ones it knows that of the law.
    """
    by_key: dict[str, str] = {form.cas_rn: form.substance_id for form in forms if form.cas_rn}
    known = set()
    structures = {}
    for substance in listed:
        known.add(substance.substance_id)
        structures[substance.substance_id] = substance.inchikey
        if substance.cas_rn:
            by_key.setdefault(substance.cas_rn, substance.substance_id)
    spelled = {substance.substance_id: [substance.name] for substance in own.substances}
    for synonym in own.synonyms:
        spelled.setdefault(synonym.substance_id, []).append(synonym.name)
    repeated = {}
    for substance in own.substances:
        found = [names.find(fold_name(clean_characters(name))) for name in spelled[substance.substance_id]]
        subjects = {name.substance_id for name in found if name} & known
        if substance.cas_rn in by_key:
            subjects.add(by_key[substance.cas_rn])
        # what has the same structure is matched beside it anyway
        repeated[substance.substance_id] = sorted(
            subject for subject in subjects if not substance.inchikey or structures[subject] != substance.inchikey
        )
    added = (replace(one, subject=subject) for one in own.listings for subject in repeated.get(one.subject, ()))
    return tuple(dict.fromkeys(added))


def _read_rows(path: Path, handle: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line number and the cells of each row that is not blank."""
    reader = csv.reader(handle, strict=True)
    header = [cell.strip() for cell in next(reader, [])]
    if not header:
        return
    unknown = [column for column in header if column not in _COLUMNS]
    if "name" not in header or unknown or len(set(header)) < len(header):
        raise TableError(
            f"watch list {path}: columns are {', '.join(_COLUMNS)}, each once (name must be there); "
            f"unknown: {unknown or 'none'}; found: {', '.join(header)}."
        )
    for cells in reader:
        if len(cells) > len(header):
            raise TableError(
                f"watch list {path} line {reader.line_num}: {len(cells)} cells for {len(header)} columns; "
                'put a name that holds a comma in quotes: "4-Piperidinone, 1-(2-phenylethyl)-".'
            )
        if any(map(str.strip, cells)):
            yield reader.line_num, dict(zip(header, cells, strict=False))


def _parse_row(where: str, substance_id: str, cells: dict[str, str]) -> Substance:
    if not cells["name"]:
        raise TableError(f"{where}: the name is empty.")
    if not all(map(str.isprintable, cells.values())):
        raise TableError(f"{where}: it holds a control character; the file may be damaged.")
    if cells["cas_rn"] and not has_valid_check_digit(cells["cas_rn"]):
        raise TableError(f"{where}: {cells['cas_rn']!r} is not a CAS RN (as 50-00-0, with the right check digit).")
    for name in (cells["name"], *split_cell(cells["synonyms"])):
        if not squeeze_name(fold_name(clean_characters(name))):
            raise TableError(f"{where}: {name!r} has no letter or digit to find it by.")
    for code in split_cell(cells["hs_codes"]):
        if normalize_hs_code(code) is None:
            raise TableError(f"{where}: {code!r} is not an HS code (2 to 12 digits).")
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
