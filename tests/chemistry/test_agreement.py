"""A substance is the same by its name, its CAS RN, its structure and its InChIKey."""

from datetime import date

import pytest
from rdkit import Chem

from riskscan.chemistry.options import parse_jurisdictions
from riskscan.tables.substances import load_forms, load_substances

FOUND = {"listed", "covered", "watched"}
DAY, WHERE = date(2026, 11, 1), parse_jurisdictions(None)
BEFORE_REPEAL = date(1993, 1, 1)
REPEALED = {"n-ethylephedrine", "n-ethylpseudoephedrine"}
DRAWN = [row for row in (*load_substances(), *load_forms()) if row.smiles and row.cas_rn]


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row.substance_id}: {row.name}") for row in DRAWN])
def test_name_number_and_structure_have_the_same_listings(screener, row):
    inchikey = Chem.MolToInchiKey(Chem.MolFromSmiles(row.smiles))
    day = BEFORE_REPEAL if row.substance_id in REPEALED else DAY
    answers = {}
    for text in (row.name, f"CAS {row.cas_rn}", f"SMILES: {row.smiles}", inchikey):
        hits = [finding for finding in screener.find(text, day, WHERE) if finding.outcome in FOUND]
        entry = [finding for finding in hits if finding.substance_id == row.substance_id]
        assert entry, (text, hits)
        answers[text] = {(listing.jurisdiction, listing.list, listing.subject) for listing in entry[0].listings}
    assert len(set(map(frozenset, answers.values()))) == 1, answers
