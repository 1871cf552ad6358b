"""Salts put together from the words for their ions."""

import pytest
from rdkit import Chem
from rdkit.Chem.rdMolDescriptors import CalcMolFormula

from riskscan.chemistry.names.ionic_names import find_ionic_names, is_cation


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("wodorowęglan sodu", ["sodium bicarbonate"], id="Polish, the metal behind"),
        pytest.param("Kaliumsorbaat", ["potassium sorbate"], id="Dutch, in one word"),
        pytest.param("nátrium-hidrogén-karbonát", ["sodium bicarbonate"], id="Hungarian, with hyphens"),
        pytest.param("carbonato acido di sodio", ["sodium hydrogen carbonate"], id="Italian, hydrogen between"),
        pytest.param("carbonates d'ammonium et de sodium", ["ammonium sodium carbonate"], id="French, two metals"),
        pytest.param("calcium disodium EDTA, citrat de sodiu", ["sodium citrate"], id="Romanian"),
        pytest.param("sodyum nitrit / demir sülfat", ["sodium nitrite", "iron(II) sulfate"], id="Turkish, two salts"),
        pytest.param("Eisen(II)gluconat; Eisen-II-gluconat", ["iron(II) gluconate"] * 2, id="a valence"),
        pytest.param("Calcium-5-ribonucleotid", ["calcium ribonucleotide"], id="a locant"),
        pytest.param("فوسفات ثلاثي الكالسيوم", ["tricalcium phosphate"], id="Arabic"),
        pytest.param("황산 칼슘", ["calcium sulfate"], id="Korean"),
        pytest.param("황산 25 kg", [], id="Korean: the acid alone is no salt"),
        pytest.param("карбонат натрия", ["sodium carbonate"], id="Russian"),
        pytest.param("E 450 difosfaten, zout", ["diphosphate"], id="of whatever metal"),
        pytest.param("sodium chloride calcium carbonate", ["sodium chloride", "calcium carbonate"], id="side by side"),
        pytest.param("calcium, phosphate", ["phosphate"], id="a comma parts"),
        pytest.param("methadone hydrochloride", [], id="hydrochloride is no chloride"),
        pytest.param("formato A4, octane, lactose, rame", [], id="no salts"),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [salt.name for salt in find_ionic_names(text)] == names


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        pytest.param("sodium carbonate", "CNa2O3", id="as many metals as the acid takes"),
        pytest.param("calcium phosphate", "Ca3O8P2", id="and acids as the metal"),
        pytest.param("disodium diphosphate", "H2Na2O7P2", id="hydrogens are left where numbers say so"),
        pytest.param("fosfato monobásico de potássio", "H2KO4P", id="of one base"),
        pytest.param("sodium hydrogen sulfate", "HNaO4S", id="a hydrogen"),
        pytest.param("calcium disodium ethylenediaminetetraacetate", "C10H12CaN2Na2O8", id="two metals"),
    ],
)
def test_what_is_drawn(text: str, formula: str) -> None:
    assert CalcMolFormula(Chem.MolFromSmiles(find_ionic_names(text)[0].smiles)) == formula


def test_the_place_is_that_of_the_words() -> None:
    text = "zout, E 450 - difosfaten, natriumcarbonaten (E 500)."
    assert [text[salt.start : salt.end] for salt in find_ionic_names(text)] == ["difosfaten", "natriumcarbonaten"]


def test_long_words_cost_little() -> None:
    assert find_ionic_names("natrium" * 300 + " " + "di" * 500 + "fosfaat") == []


@pytest.mark.parametrize(
    ("word", "is_one"), [("disodium", True), ("potasu", True), ("natriumnitriet", False), ("", False)]
)
def test_metals(word: str, is_one: bool) -> None:
    assert is_cation(word) is is_one
