"""Structures close to a listed one: a hint, never a hit."""

from datetime import date

import pytest

from riskscan.chemistry.law.resemblance import Resemblance
from riskscan.chemistry.law.structures import read_structure
from riskscan.tables.substances import load_substances

DAY, WHERE = date(2026, 1, 1), frozenset({"UN", "US", "EU"})


@pytest.fixture(scope="module")
def resemblance():
    return Resemblance(load_substances())


def test_the_nearest_is_found(resemblance):
    near = resemblance.nearest(read_structure("O=C1CCN(CCc2ccc(F)cc2)CC1"))
    assert near.substance_id == "npp"
    assert 0.6 <= near.similarity < 1


@pytest.mark.parametrize(
    "smiles",
    [
        pytest.param("CCO", id="small"),
        pytest.param("CC(=O)Oc1ccccc1C(=O)O", id="aspirin"),
        pytest.param("CN1C=NC2=C1C(=O)N(C(=O)N2C)C", id="caffeine"),
    ],
)
def test_others_resemble_nothing(resemblance, smiles):
    assert resemblance.nearest(read_structure(smiles)) is None


def test_a_resemblance_is_no_hit(screener):
    [finding] = screener.find("O=C1CCN(CCc2ccc(F)cc2)CC1", DAY, WHERE)
    assert finding.outcome == "resembles"
    assert not finding.is_hit
    assert finding.listings == ()


def test_a_resemblance_needs_a_listing_in_effect(screener):
    [finding] = screener.find("O=C1CCN(CCc2ccc(F)cc2)CC1", date(2000, 1, 1), WHERE)
    assert finding.outcome == "clear"
