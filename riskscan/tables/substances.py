"""Listed substances, their further forms with an own CAS RN, and the names they go by."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from riskscan.tables.languages import FIRST_LANGUAGES
from riskscan.tables.reading import DATA, read_rows, split_cell
from riskscan.tables.tariff_codes import load_tariff_codes

__all__ = [
    "SYNONYM_COLUMNS", "Substance", "SubstanceForm", "Synonym", "load_forms", "load_substances", "load_synonyms",
]  # fmt: skip

_SUBSTANCE_COLUMNS = (
    "substance_id", "name", "kind", "cas_rn", "smiles", "inchikey", "systematic_name", "source", "mark", "note",
)  # fmt: skip
_FORM_COLUMNS = ("substance_id", "name", "relation", "cas_rn", "smiles", "source", "mark")
_HS_2022 = date(2026, 1, 1)
ONLY_AMOUNTS = "only amounts"
"""As a context: nothing stands beside the name but how much there is and how it is packed."""
AMOUNTS_AND_GRADES = "amounts and grades"
"""As a context, of a word that is also the name of a family: how much, how it is packed and how pure tell it."""

SYNONYM_COLUMNS = ("substance_id", "name", "kind", "context", "source", "mark")


@dataclass(frozen=True, slots=True)
class Substance:
    """An entry of a control list: its parent substance.

    Attributes
    ----------
    substance_id : str
        Slug, unique over the table.
    name : str
        Name shown to an officer.
    kind : {"precursor", "drug"}
        A precursor, or a drug that is itself scheduled.
    cas_rn : str
        CAS RN, empty where the entry has none (a mixture, a class).
    smiles, inchikey : str
        Structure as listed, empty where it has none; the InChIKey is RDKit's for the SMILES.
    systematic_name : str
        A name that OPSIN reads to the same structure, empty where none exists.
    hs_codes : tuple of str
        Subheadings (6 digits, no dots) of HS 2022 and national tariffs under which it is rightly declared as it
        stands; see `riskscan.tables.tariff_codes` for other editions and salts. Of a user's own: as given.
    source, mark, note : str
        Where the row was read, how sure it is (see `riskscan.tables.reading.Mark`), remarks.
    """

    substance_id: str
    name: str
    kind: Literal["precursor", "drug"]
    cas_rn: str
    smiles: str
    inchikey: str
    systematic_name: str
    hs_codes: tuple[str, ...]
    source: str
    mark: str
    note: str


@dataclass(frozen=True, slots=True)
class SubstanceForm:
    """A salt, hydrate, stereoisomer or isotopologue of a listed substance that has a CAS RN of its own."""

    substance_id: str
    name: str
    relation: str
    cas_rn: str
    smiles: str
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class Synonym:
    """A name of a listed substance.

    Attributes
    ----------
    language : str
        ISO 639-1 code, the stem of the file it stands in.
    kind : {"common", "systematic", "cas_index", "trade", "abbreviation"}
        An abbreviation counts only where one of `context` stands in the text, or where it is the whole text
        (`ONLY_AMOUNTS`: or all but amounts; `AMOUNTS_AND_GRADES`: where amounts, packing and grades are right beside
        it, and never as the whole text).
    context : tuple of str
        Words of which one must stand in the same text; empty means that the name speaks for itself.
    """

    substance_id: str
    name: str
    language: str
    kind: Literal["common", "systematic", "cas_index", "trade", "abbreviation"]
    context: tuple[str, ...]
    source: str
    mark: str


@cache
def load_substances() -> tuple[Substance, ...]:
    """Return every listed substance, in table order."""
    rows = read_rows(DATA / "substances.csv", _SUBSTANCE_COLUMNS)
    return tuple(Substance(**row, hs_codes=_codes_of_2022(row["substance_id"])) for row in rows)  # type: ignore[arg-type]


def _codes_of_2022(substance_id: str) -> tuple[str, ...]:
    rows = load_tariff_codes().get(substance_id, ())
    return tuple(dict.fromkeys(row.subheading for row in rows if row.is_effective(_HS_2022) and row.form != "salt"))


@cache
def load_forms() -> tuple[SubstanceForm, ...]:
    """Return every salt, hydrate, isomer and isotopologue that has a CAS RN of its own."""
    return tuple(SubstanceForm(**row) for row in read_rows(DATA / "forms.csv", _FORM_COLUMNS))


@cache
def load_synonyms() -> tuple[Synonym, ...]:
    """Return every synonym: one file a language, ``synonyms/<language>.csv``, those of `FIRST_LANGUAGES` first.

    A name that several languages have belongs to the first of them.
    """
    tables = sorted(
        (DATA / "synonyms").glob("*.csv"), key=lambda table: (table.stem not in FIRST_LANGUAGES, table.stem)
    )
    return tuple(
        Synonym(language=table.stem, **(row | {"context": split_cell(row["context"])}))  # type: ignore[arg-type]
        for table in tables
        for row in read_rows(table, SYNONYM_COLUMNS)
    )
