"""Every misleading name is read as a listed compound by the known compounds or OPSIN, and is no synonym of ours."""

from importlib.resources import files
from pathlib import Path

import pytest

from riskscan.chemistry.law.structures import read_structure
from riskscan.chemistry.names.nomenclature import parse_systematic_name
from riskscan.chemistry.text.spelling import clean_characters, fold_name
from riskscan.tables.controlled_drugs import load_controlled_drugs
from riskscan.tables.misleading_names import load_misleading_names
from riskscan.tables.reading import MARKS
from riskscan.tables.substances import load_forms, load_substances, load_synonyms

ROWS = load_misleading_names()
LISTED = {row.cas_rn for row in (*load_substances(), *load_forms(), *load_controlled_drugs())}


@pytest.fixture(scope="module")
def names_of_known_compounds() -> dict[str, set[str]]:
    """Names by CAS RN, of the compounds that the rows speak of."""
    wanted = {row.cas_rn for row in ROWS}
    names: dict[str, set[str]] = {}
    for size in ("large", "small"):
        table = Path(str(files("chemicals") / "Identifiers" / f"chemical identifiers pubchem {size}.tsv"))
        for line in table.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if cells[1] in wanted:
                names.setdefault(cells[1], set()).update(cells[7:])
    return names


def test_rows_are_complete() -> None:
    assert len(ROWS) > 50
    for row in ROWS:
        assert row.name == row.name.lower(), row
        assert row.why and row.source and row.mark in MARKS, row
        assert row.cas_rn in LISTED, row
    assert len({(row.name, row.cas_rn) for row in ROWS}) == len(ROWS)


def test_every_name_would_be_read_as_the_listed_compound(names_of_known_compounds: dict[str, set[str]]) -> None:
    smiles = {row.cas_rn: row.smiles for row in (*load_substances(), *load_forms())}
    for row in ROWS:
        if row.name not in names_of_known_compounds[row.cas_rn]:
            read, listed = read_structure(parse_systematic_name(row.name) or ""), read_structure(smiles[row.cas_rn])
            assert read and listed and read.inchikey == listed.inchikey, row


def test_no_misleading_name_is_a_synonym_that_speaks_for_itself() -> None:
    misleading = {fold_name(clean_characters(row.name)) for row in ROWS}
    synonyms = {fold_name(clean_characters(row.name)) for row in load_synonyms() if not row.context}
    assert misleading & synonyms == set()


@pytest.mark.parametrize("name", ["acetone", "muriatic acid", "heliotropin", "hexone", "toluol", "diethyl ether"])
def test_names_of_the_trade_are_not_misleading(name: str) -> None:
    assert name not in {row.name for row in ROWS}
