"""Enols and geminal diols of listed ketones, and other tautomers."""

from datetime import date

import pytest

DAY, WHERE = date(2026, 1, 1), frozenset({"UN", "US", "EU"})


@pytest.mark.parametrize(
    ("text", "entry", "relation"),
    [
        pytest.param("CC(O)=Cc1ccccc1", "p2p", "tautomer", id="enol of P2P"),
        pytest.param("1-phenylprop-1-en-2-ol", "p2p", "tautomer", id="enol by name"),
        pytest.param("OC1=CCN(CCc2ccccc2)CC1", "npp", "tautomer", id="enol of NPP"),
        pytest.param("InChI=1S/H3O2P/c1-3-2/h1-3H", "hypophosphorous-acid", "tautomer", id="phosphonous acid"),
        pytest.param("OC1(O)CCNCC1.Cl", "4-piperidone", "hydrate", id="4,4-piperidinediol hydrochloride"),
    ],
)
def test_the_ketone_is_found(screener, text, entry, relation):
    [finding] = screener.find(text, DAY, WHERE)
    assert (finding.outcome, finding.substance_id) == ("listed", entry)
    assert relation in finding.relation


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Oc1ccccc1", id="phenol"),
        pytest.param("CC(O)CC", id="alcohol"),
        pytest.param("OP(O)O", id="phosphorous acid"),
        pytest.param("OC1=C(O)C(=O)OC1C(O)CO", id="ascorbic acid"),
    ],
)
def test_others_are_no_hits(screener, text):
    assert [finding.outcome for finding in screener.find(f"SMILES: {text}", DAY, WHERE)] == ["clear"]
