"""Words for the ions of salts, in many languages."""

import re

import pytest
from rdkit import Chem

from riskscan.exceptions import TableError
from riskscan.tables import ions
from riskscan.tables.ions import load_ion_words
from riskscan.tables.reading import DATA, read_rows

HEAD = "name,kind,smiles,words,alone,source,mark"


def test_every_row_is_whole() -> None:
    rows = list(read_rows(DATA / "ions.csv", tuple(HEAD.split(","))))
    assert all(row["words"] and row["source"] and row["mark"] in "SDMI" for row in rows)
    assert all(row["alone"] in {"yes", "no"} for row in rows if row["kind"] == "anion")


@pytest.mark.parametrize("word", [word for word in load_ion_words() if word.smiles], ids=lambda word: word.name)
def test_an_ion_is_drawn_with_its_charge(word) -> None:
    molecule = Chem.MolFromSmiles(word.smiles)
    charge = Chem.GetFormalCharge(molecule)
    assert charge > 0 if word.kind == "cation" else charge < 0


@pytest.mark.parametrize(
    ("word", "name"),
    [
        pytest.param("difosfati", "diphosphate", id="Italian"),
        pytest.param("wodoroweglan", "bicarbonate", id="Polish"),
        pytest.param("sorbaat", "sorbate", id="Dutch"),
        pytest.param("chlorek", "chloride", id="Polish, of a halogen"),
        pytest.param("glutaminian", "glutamate", id="Polish, another stem"),
        pytest.param("натрия", "sodium", id="Russian"),
        pytest.param("كربونات", "carbonate", id="Arabic"),
        pytest.param("tweebasisch", "2", id="Dutch, a number"),
    ],
)
def test_words_of_languages(word: str, name: str) -> None:
    assert name in {row.name for row in load_ion_words() if re.fullmatch(row.pattern, word)}


@pytest.mark.parametrize("word", ["format", "lactose", "carbon", "salt", "octane", "citron", "nitrile", "sulfonamide"])
def test_no_anion_that_speaks_alone(word: str) -> None:
    found = [row.name for row in load_ion_words() if row.alone and re.fullmatch(row.pattern, word)]
    assert found == []


@pytest.mark.parametrize(
    ("row", "why"),
    [
        pytest.param("x,radical,,x,,source,M", "has no kind 'radical'", id="unknown kind"),
        pytest.param("x,anion,,fosf~an,yes,source,M", "has no words", id="unknown ending"),
        pytest.param("x,anion,,(x,yes,source,M", "has no words", id="no pattern"),
    ],
)
def test_a_broken_row_is_told(monkeypatch, tmp_path, row: str, why: str) -> None:
    (tmp_path / "ions.csv").write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(ions, "DATA", tmp_path)
    with pytest.raises(TableError, match=why):
        load_ion_words.__wrapped__()
