"""JSON: lists of objects wherever they stand, items one row each, digits kept."""

import io
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.exceptions import ManifestError, RiskscanError
from riskscan.manifest import RawTable, read_manifest, read_table
from riskscan.manifest.formats import json_array

TEA = {"goods_description": "tea", "hs_code": "0902", "net_mass_kg": 1.50}
WIRE = {"goods_description": "steel wire", "hs_code": "7217", "origin_country": "TR"}


def _read(content: object) -> RawTable:
    text = content if isinstance(content, str) else json.dumps(content)
    return read_table(io.BytesIO(text.encode()))


def _rows(table: RawTable) -> list[dict[str, object]]:
    return [{key: cell for key, cell in row.items() if cell is not None} for row in table.frame.to_dict("records")]


BOTH = [{**TEA, "net_mass_kg": "1.5"}, WIRE]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param([TEA, WIRE], id="list"),
        pytest.param(json.dumps([TEA, WIRE], indent=2), id="list over lines"),
        pytest.param({"data": [TEA, WIRE]}, id="list in an object"),
        pytest.param({"answer": {"rows": {"items": [TEA, WIRE]}}}, id="list deep in objects"),
        pytest.param(f"{json.dumps(TEA, indent=1)}\n{json.dumps(WIRE, indent=1)}", id="objects over lines"),
        pytest.param(f"{json.dumps(TEA)}\n{json.dumps(WIRE)}\n", id="lines"),
        pytest.param(f"{json.dumps(TEA)},\n{json.dumps(WIRE)},\n", id="lines with commas"),
        pytest.param(f"\ufeff[{json.dumps(TEA)}\n,{json.dumps(WIRE)}]", id="byte order mark"),
    ],
)
def test_objects_are_rows(content: object) -> None:
    table = _read(content)
    assert _rows(table) == BOTH
    assert len(table.issues) == 0


def test_numbers_keep_their_digits() -> None:
    table = _read('[{"goods_description": "tea", "id": 12345678901234567890, "net_mass_kg": 1.50, "x": 1e5}]')
    assert table.frame.iloc[0].tolist() == ["tea", "12345678901234567890", "1.50", "1e5"]


def test_lists_beside_each_other_are_tables_of_which_the_goods_are_read() -> None:
    codes = [{"code": "CN", "name": "China"}, {"code": "TR", "name": "Turkey"}]
    table = _read({"countries": codes, "items": [TEA, WIRE]})
    assert [row["goods_description"] for row in _rows(table)] == ["tea", "steel wire"]
    assert [str(note.kind) for note in table.notes] == ["other_table"]


CONSIGNMENTS = [
    {"number": "A1", "consignee": {"name": "Alder Ltd"}, "gross_mass_kg": 9, "goods": {"items": [TEA, WIRE]}},
    {"number": "A2", "consignee": {"name": "Birch Ltd"}, "gross_mass_kg": 4, "goods": {"items": [WIRE]}},
    {"number": "A3", "consignee": {"name": "Cedar Ltd"}, "goods": {"items": []}},
]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(CONSIGNMENTS, id="list"),
        pytest.param({"consignments": CONSIGNMENTS}, id="list in an object"),
        pytest.param("\n".join(map(json.dumps, CONSIGNMENTS)), id="lines"),
    ],
)
def test_items_are_rows_with_the_fields_of_their_consignment(content: object) -> None:
    table = _read(content)
    frame = table.frame
    assert frame["goods_description"].tolist() == ["tea", "steel wire", "steel wire", None]
    assert frame["number"].tolist() == ["A1", "A1", "A2", "A3"]
    assert frame["consignee.name"].tolist() == ["Alder Ltd", "Alder Ltd", "Birch Ltd", "Cedar Ltd"]
    assert frame["gross_mass_kg"].tolist() == ["9", None, "4", None]
    assert [str(note.kind) for note in table.notes] == ["row_of_each"]


def test_header_of_a_document_stands_on_its_items() -> None:
    document = {"carrier": "Fir Lines", "houses": [{"bill": "H1", "items": [TEA]}, {"bill": "H2", "items": [WIRE]}]}
    frame = _read(document).frame
    assert frame["carrier"].tolist() == ["Fir Lines", "Fir Lines"]
    assert frame["bill"].tolist() == ["H1", "H2"]
    assert frame["goods_description"].tolist() == ["tea", "steel wire"]


def test_name_of_the_whole_does_not_hide_that_of_an_item() -> None:
    frame = _read([{"description": "mixed", "items": [{"description": "tea", "hs_code": "0902"}]}]).frame
    assert frame["description"].tolist() == ["tea"]
    assert frame["header.description"].tolist() == ["mixed"]


def test_list_of_documents_beside_goods_stays_a_cell() -> None:
    row = {**WIRE, "documents": [{"kind": "invoice", "description": "No. 5"}]}
    table = _read([row])
    assert len(table.frame) == 1
    assert "No. 5" in table.frame["documents"].tolist()[0]


def test_one_object_is_one_row() -> None:
    assert _rows(_read(json.dumps({**WIRE, "containers": [{"number": "X1"}]}, indent=1)))[0]["hs_code"] == "7217"
    assert _rows(_read({"goods_description": "tea"})) == [{"goods_description": "tea"}]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param([["Goods description", "HS code"], ["tea", "0902"], ["wire", 7217]], id="header in the first"),
        pytest.param(
            {"columns": ["Goods description", "HS code"], "data": [["tea", "0902"], ["wire", 7217]]},
            id="header beside",
        ),
    ],
)
def test_lists_are_rows(content: object) -> None:
    assert _rows(_read(content)) == [
        {"Goods description": "tea", "HS code": "0902"},
        {"Goods description": "wire", "HS code": "7217"},
    ]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        pytest.param('[{"goods_description": "tea"}, {"goods_description": "open', "open", id="cut off"),
        pytest.param('[{"goods_description": "tea"}, {"a": }, {"goods_description": "salt"}]', '{"a": }', id="broken"),
        pytest.param('[{"goods_description": "tea"}, 7, null]', "7", id="no object"),
        pytest.param('[{"goods_description": "tea"}, ' + "[" * 100_000 + "]" * 100_000 + "]", "[[[", id="too deep"),
    ],
)
def test_element_that_is_no_object_is_kept_and_said(content: str, kept: str) -> None:
    table = _read(content)
    assert _rows(table)[0] == {"goods_description": "tea"}
    assert kept in str(table.frame["surplus_cells"].tolist()[1])
    assert {issue.kind for issue in table.issues} == {"unreadable_line"}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("[" * 100_000, id="brackets"),
        pytest.param("[" * 100_000 + "]" * 100_000, id="closed brackets"),
        pytest.param('{"a":' * 100_000, id="nested objects"),
        pytest.param("[]", id="empty list"),
        pytest.param("{}", id="empty object"),
        pytest.param('{"a": [1, 2', id="cut off"),
    ],
)
def test_document_without_objects_is_refused_in_a_sentence(content: str) -> None:
    with pytest.raises(ManifestError):
        _read(content)


def test_many_objects_come_in_parts_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riskscan.manifest.formats.json_array.PART_ROWS", 3)
    rows = [{"goods_description": f"goods {number}", **({"extra": "x"} if number > 5 else {})} for number in range(10)]
    frame = _read(rows).frame
    assert frame["goods_description"].tolist() == [row["goods_description"] for row in rows]
    assert frame["extra"].tolist() == [None] * 6 + ["x"] * 4


def test_manifest_of_items_reads_through() -> None:
    manifest = read_manifest(io.BytesIO(json.dumps({"consignments": CONSIGNMENTS}).encode()))
    assert manifest["gross_mass_kg"].fillna(-1).tolist() == [9.0, -1.0, 4.0, -1.0]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


@given(VALUES, st.integers(0, 60))
def test_any_document_is_read_or_refused_in_words(value: object, cut: int) -> None:
    text = json.dumps(value)
    for content in (text, text[:-cut] if cut else text, f'{{"data": {text}'):
        try:
            table = _read(content + "\n")
        except RiskscanError as error:
            assert str(error)
        else:
            assert table.frame.columns.is_unique


@given(
    st.lists(st.dictionaries(st.sampled_from(["goods_description", "a", "b.c"]), st.text("xy", min_size=1)), min_size=1)
)
def test_every_object_comes_out_once_in_order(objects: list[dict[str, str]]) -> None:
    objects = [{"goods_description": f"goods {place}", **one} for place, one in enumerate(objects)]
    assert _rows(_read(objects)) == objects


@pytest.mark.parametrize("orient", ["columns", "index", "list", "split", "table"])
def test_a_frame_as_a_program_writes_it(orient: str) -> None:
    frame = pd.DataFrame({"goods_description": ["tea", "salt"], "hs_code": ["0902", "2501"], "net_mass_kg": [5, 6.5]})
    text = json.dumps(frame.to_dict("list")) if orient == "list" else frame.to_json(orient=orient)
    read = read_table(io.BytesIO(text.encode())).frame
    assert read[list(frame.columns)].to_numpy().tolist() == [["tea", "0902", "5.0"], ["salt", "2501", "6.5"]]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({"goods_description": "tea", "hs_code": {"code": "0902"}}, id="nested field"),
        pytest.param({"goods_description": ["tea", "salt"], "hs_code": ["0902"]}, id="lists of unlike lengths"),
        pytest.param(
            {"goods_description": {"en": "tea", "de": "Tee"}, "hs_code": {"hs6": "090210"}}, id="two languages"
        ),
    ],
)
def test_other_objects_are_one_row(value: dict[str, object]) -> None:
    assert len(read_table(io.BytesIO(json.dumps(value).encode())).frame) == 1


def test_text_under_a_key_without_letters_is_kept() -> None:
    table = _read([TEA, {"": "steel wire", "nameless": "wool", "hs_code": "7217"}])
    (nameless,) = [name for name in table.frame if name.startswith("column_")]
    assert table.frame[nameless].tolist() == [None, "steel wire"]
    assert table.frame["nameless"].tolist() == [None, "wool"]


def test_the_list_of_items_is_chosen_once_for_all_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(json_array, "choose_path", lambda objects: asked.append(objects) or ("items",))
    objects = [{"items": [{"description": "tea", "hs_code": "0902"}]}] * 5
    assert json_array.names_items(objects)
    assert len(asked) == 1
