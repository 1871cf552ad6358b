"""Records of structure files, whatever is wrong with them."""

import pytest

from riskscan.compounds.records import TITLE, read_sdf, read_smiles

BLOCK = ["t", " prog", "note", " 0 0", "M  END"]


def _sdf(*lines):
    return list(read_sdf(f"{line}\n" for line in lines))


def test_fields_of_a_record():
    [record] = _sdf(*BLOCK, "> 25 <A.B> (x)", "1", "2", "", ">  <empty>", "", "$$$$")
    assert record.fields == {TITLE: "t", "comment": "note", "A.B": "1\n2", "empty": ""}
    assert record.structure.endswith("M  END")
    assert not record.issues


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        pytest.param(["> <A>", "1", "", "> <A>", "2", "", "$$$$"], {"A": "1\n2"}, id="field twice"),
        pytest.param(["> <A>", "1", "", "2", "", "$$$$"], {"A": "1\n\n2"}, id="blank line in a value"),
        pytest.param(["> DT12", "1", "$$$$"], {"DT12": "1"}, id="field without a name"),
        pytest.param(["loose", "", "$$$$"], {"unnamed": "loose"}, id="text that is of no field"),
        pytest.param(["> <a <b>>", "1", "$$$$"], {"a <b>": "1"}, id="brackets in a name"),
        pytest.param(["> <A>", "1"], {"A": "1"}, id="last record without its end"),
        pytest.param(["> <A>\r", "1\r", "$$$$\r"], {"A": "1"}, id="line ends of DOS"),
    ],
)
def test_data_that_are_not_as_they_should_be(lines, fields):
    [record] = _sdf(*BLOCK, *lines)
    assert {name: text for name, text in record.fields.items() if name not in (TITLE, "comment")} == fields


def test_a_record_of_nothing_is_one_as_well():
    assert [record.fields for record in _sdf("$$$$", *BLOCK, "$$$$", "", "")] == [{}, {TITLE: "t", "comment": "note"}]


def test_a_block_that_is_cut_keeps_its_data():
    [record] = _sdf("t", "", "", " 2 1", "  garbage", "> <A>", "1", "$$$$")
    assert record.fields == {TITLE: "t", "A": "1"}
    assert record.issues == ["mol_block_cut: the drawn structure has no end (M  END)"]


def test_a_record_that_is_too_long_is_cut_and_said(monkeypatch):
    monkeypatch.setattr("riskscan.compounds.records._LARGEST_RECORD", 100)
    first, second = _sdf(*BLOCK, "> <A>", *["x" * 50] * 9, "$$$$", *BLOCK, "$$$$")
    assert first.issues == ["record_cut: only its first 100 characters are read"]
    assert second.issues == []


def test_smiles():
    records = list(read_smiles(["SMILES name\n", "CCO  two words\n", "\n", "smiles\n", "C"]))
    assert [(record.structure, record.fields[TITLE]) for record in records] == [
        ("CCO", "two words"), ("smiles", ""), ("C", ""),
    ]  # fmt: skip
