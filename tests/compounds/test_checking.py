"""Files of compounds: one answer a compound, nothing lost, errors are issues of a compound."""

import gzip
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from rdkit import Chem

from riskscan.compounds import ANSWER_COLUMNS, Asked, check_compounds, open_compounds
from riskscan.compounds.checking import answer_template
from riskscan.exceptions import ManifestError

ASKED = Asked(date(2026, 1, 1), frozenset({"UN"}))
ACETONE, ETHANOL, BOC = "CC(C)=O", "CCO", "O=C1CCN(C(=O)OC(C)(C)C)CC1"


def _check(path, screener):
    frames: list[pd.DataFrame] = []
    with open_compounds(path) as table:
        checked = check_compounds(table, screener, ASKED, write=frames.append)
        template = answer_template(table)
    frame = pd.concat(frames or [template], ignore_index=True)
    assert list(frame.columns) == list(template.columns)
    return checked, frame


def _block(smiles, title="", *, v3000=False):
    molecule = Chem.MolFromSmiles(smiles)
    molecule.SetProp("_Name", title)
    return Chem.MolToV3KMolBlock(molecule) if v3000 else Chem.MolToMolBlock(molecule)


@pytest.mark.parametrize("v3000", [False, True], ids=["V2000", "V3000"])
def test_sdf_packed(tmp_path: Path, screener, v3000):
    texts = [f"{_block(smiles, f'c{n}', v3000=v3000)}> <n>\n{n}\n\n$$$$\n" for n, smiles in enumerate([BOC, ETHANOL])]
    with gzip.open(tmp_path / "c.sdf.gz", "wt") as file:
        file.write("".join(texts))
    checked, frame = _check(tmp_path / "c.sdf.gz", screener)
    assert frame[["title", "n", "record", "screening_outcome"]].values.tolist() == [
        ["c0", "0", 1, "listed"], ["c1", "1", 2, "clear"],
    ]  # fmt: skip
    assert checked.counts() == {"listed": 1, "clear": 1}
    assert frame["row_issues"].tolist() == ["", ""]


def test_mol(tmp_path, screener):
    (tmp_path / "a.mol").write_text(_block(ACETONE, "solvent"))
    _, frame = _check(tmp_path / "a.mol", screener)
    assert frame[["title", "substance_cas_rn", "structure_smiles"]].values.tolist() == [["solvent", "67-64-1", ACETONE]]


def _answers(tmp_path, screener, text):
    (tmp_path / "t.csv").write_text(text)
    return _check(tmp_path / "t.csv", screener)[1]


@pytest.mark.parametrize(
    ("cells", "outcome", "issues"),
    [
        pytest.param(f"{ACETONE},,", "listed", "", id="structure"),
        pytest.param(f"{ETHANOL},,", "clear", "", id="structure that is a word in a text"),
        pytest.param(",aceton,", "listed", "", id="name"),
        pytest.param(",,67-64-1", "listed", "", id="number"),
        pytest.param(f"{ETHANOL},XQ-117 compound,", "clear", "", id="a name that nobody knows beside a structure"),
        pytest.param("bad(,cotton,", "unresolved", "structure_not_read: SMILES 'bad('", id="unread is not clean"),
        pytest.param("bad(,toluene,", "listed", "structure_not_read: SMILES 'bad('", id="unread with a name"),
        pytest.param(
            f"{ETHANOL},toluene,", "listed", "identifiers_differ: name says toluene, but structure says clear",
            id="name against structure",
        ),
        pytest.param(",morphine,", "controlled_drug", "", id="a drug is no issue"),
        pytest.param(f"{ETHANOL},,67-64-2", "clear", "CAS RN: wrong CAS check digit", id="wrong number"),
        pytest.param(" ,,", "unresolved", "nothing_to_ask: neither structure nor identifier nor name", id="nothing"),
    ],
)  # fmt: skip
def test_one_answer(tmp_path, screener, cells, outcome, issues):
    frame = _answers(tmp_path, screener, f"smiles,name,CAS No.,keep\n{cells},1\nCCN,,,2\n")
    assert (frame["screening_outcome"][0], frame["row_issues"][0]) == (outcome, issues)
    assert frame["keep"].tolist() == ["1", "2"]


def test_fields_that_have_the_name_of_an_answer_are_kept(tmp_path, screener):
    frame = _answers(tmp_path, screener, "smiles,record,source_record\nCCO,a,b\n")
    kept = frame.drop(columns=list(ANSWER_COLUMNS)).iloc[0].tolist()
    assert sorted(kept) == ["CCO", "a", "b"]
    assert frame.columns.is_unique


def test_parts_and_record_numbers(tmp_path, screener, monkeypatch):
    monkeypatch.setattr("riskscan.compounds.checking._AT_ONCE", 2)
    (tmp_path / "l.smi").write_text("".join(f"{'C' * n} t{n}\n" for n in range(1, 6)))
    checked, frame = _check(tmp_path / "l.smi", screener)
    assert frame["record"].tolist() == [1, 2, 3, 4, 5]
    assert frame["title"].tolist() == ["t1", "t2", "t3", "t4", "t5"]
    assert checked.n_compounds == 5


def test_more_fields_than_columns_are_kept_as_json(tmp_path, screener, monkeypatch):
    monkeypatch.setattr("riskscan.compounds.structure_files._MOST_FIELDS", 2)
    (tmp_path / "c.sdf").write_text(
        f"{_block(ETHANOL, 'x')}> <a>\n1\n\n> <b>\n2\n\n> <c>\n3\n\n$$$$\n{_block('C')}$$$$\n"
    )
    _, frame = _check(tmp_path / "c.sdf", screener)
    assert frame[["title", "a", "other_fields"]].values.tolist()[0] == ["x", "1", '{"b": "2", "c": "3"}']
    assert frame["other_fields"].isna().tolist() == [False, True]


def test_a_table_without_a_row(tmp_path, screener):
    checked, frame = _check_text(tmp_path, screener, "smiles,name\n")
    assert (checked.n_compounds, len(frame)) == (0, 0)


def _check_text(tmp_path, screener, text):
    (tmp_path / "t.csv").write_text(text)
    return _check(tmp_path / "t.csv", screener)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("t.csv", "a,b\n1,2\n", "has no column of compounds; found 'a', 'b'", id="no column"),
        pytest.param("t.sdf", "", "is empty", id="empty"),
        pytest.param("t.cdx", "x", "is no file of compounds by its name", id="suffix"),
    ],
)
def test_what_is_no_file_of_compounds(tmp_path, screener, name, content, said):
    (tmp_path / name).write_text(content)
    with pytest.raises(ManifestError, match=said):
        _check(tmp_path / name, screener)
