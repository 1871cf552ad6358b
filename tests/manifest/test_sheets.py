"""The sheets of a workbook to one table: what is joined, what is left out, and that it is said."""

import io

import openpyxl
import pytest

from riskscan.exceptions import ManifestError
from riskscan.manifest import ColumnRules, RawTable, read_manifest, read_table, sheet
from riskscan.manifest.formats.excel import FORMAT
from riskscan.manifest.sheets import SOURCE_SHEET

HEADER = ["Goods description", "HS code", "Net weight (kg)", "Origin", "Consignee"]
GOODS = [
    ["printed cotton", "5208", 12, "IN", "Alder Ltd"],
    ["steel wire", "7217", 30, "TR", "Birch Ltd"],
    ["green tea", "0902", 7.5, "CN", "Cedar Ltd"],
]
COVER = [["Monthly extract"], ["Prepared by", "A. Alder"], ["Date", "3 May 2025"], ["Values are in US dollars."]]
CODES = [["HS code", "Description"], ["5208", "Woven fabrics of cotton"], ["0902", "Tea"], ["7217", "Wire of iron"]]
PIVOT = [["Row Labels", "Sum of Net weight"], ["CN", 7.5], ["IN", 12], ["Grand Total", 49.5]]


def _read(sheets: dict[str, list[list[object]]], hidden: tuple[str, ...] = ()) -> RawTable:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    content = io.BytesIO()
    workbook.save(content)
    content.seek(0)
    return read_table(content)


def _goods(table: RawTable) -> list[object]:
    return table.frame["Goods description"].tolist()


def _kinds(table: RawTable) -> list[str]:
    return [str(note.kind) for note in table.notes]


TEXTS = [row[0] for row in GOODS]


def test_sheets_with_one_header_are_one_table() -> None:
    table = _read({"January": [HEADER, *GOODS], "February": [["Second part"], HEADER, GOODS[0]]})
    assert _goods(table) == [*TEXTS, TEXTS[0]]
    assert table.frame[SOURCE_SHEET].tolist() == ["January"] * 3 + ["February"]
    assert "January, February have one header" in " ".join(map(str, table.notes))


def test_one_sheet_has_no_column_of_sheets() -> None:
    table = _read({"Goods": [HEADER, *GOODS]})
    assert SOURCE_SHEET not in table.frame
    assert table.notes == ()


@pytest.mark.parametrize("first", [True, False])
def test_covers_codes_and_pivots_are_left_out_and_named(first: bool) -> None:
    main = {"Data": [HEADER, *GOODS]}
    others = {"Cover": COVER, "Codes": CODES, "Pivot": PIVOT}
    table = _read({**main, **others} if first else {**others, **main})
    assert _goods(table) == TEXTS
    assert SOURCE_SHEET not in table.frame
    said = [str(note) for note in table.notes]
    assert len(said) == 3
    assert all(any(name in one and "not read" in one for one in said) for name in others)


def test_columns_in_another_order_or_spelling_are_joined_by_name() -> None:
    turned = [[str(cell).upper() for cell in reversed(HEADER)], list(reversed(GOODS[2]))]
    table = _read({"One": [HEADER, *GOODS[:2]], "Two": turned})
    assert table.frame.columns.tolist() == [*HEADER, SOURCE_SHEET]
    assert table.frame.iloc[2].tolist() == ["green tea", "0902", "7.5", "CN", "Cedar Ltd", "Two"]


def test_a_further_column_is_null_where_a_sheet_has_none() -> None:
    table = _read({"One": [HEADER, *GOODS[:1]], "Two": [[*HEADER, "Remark"], [*GOODS[1], "fragile"]]})
    assert table.frame["Remark"].tolist() == [None, "fragile"]
    assert _goods(table) == TEXTS[:2]


def test_other_goods_are_said_to_be_unread() -> None:
    exports = [["Product", "Shipper", "Gross weight"], ["soap", "Elm Ltd", 3], ["salt", "Fir Ltd", 4]]
    table = _read({"Imports": [HEADER, *GOODS], "Exports": exports})
    assert _goods(table) == TEXTS
    assert _kinds(table) == ["unread_goods"]


def test_sheet_without_header_goes_on_where_the_columns_fit() -> None:
    table = _read({"Sheet1": [HEADER, *GOODS], "Sheet2": [GOODS[1], GOODS[0]]})
    assert _goods(table) == [*TEXTS, TEXTS[1], TEXTS[0]]
    assert _kinds(table) == ["joined_tables", "continued_table"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([["note", "see page 2"], ["end", "of list"]], id="two columns of texts"),
        pytest.param([[1, 2, "x", 4, 5], [2, 3, "y", 5, 6]], id="numbers in other columns"),
        pytest.param([[*GOODS[0], "more", 1]], id="more columns"),
    ],
)
def test_sheet_without_header_that_does_not_fit_is_left_out(rows: list[list[object]]) -> None:
    table = _read({"Sheet1": [HEADER, *GOODS], "Sheet2": rows})
    assert _goods(table) == TEXTS
    assert _kinds(table) == ["other_table"]


def test_hidden_sheet_with_the_header_is_read_and_said() -> None:
    table = _read({"Shown": [HEADER, *GOODS[:1]], "Away": [HEADER, *GOODS[1:]]}, hidden=("Away",))
    assert _goods(table) == TEXTS
    assert "Away is hidden in the file; it was read." in map(str, table.notes)


def test_visible_manifest_goes_before_a_hidden_one_of_more_columns() -> None:
    wide = [[*HEADER, "Shipper", "Gross weight"], [*GOODS[0], "Elm Ltd", 9]]
    table = _read({"Away": wide, "Shown": [["Product", "Carrier"], ["soap", "Fir Lines"]]}, hidden=("Away",))
    assert table.frame.columns.tolist() == ["Product", "Carrier"]
    assert _kinds(table) == ["unread_goods"]


def test_second_table_on_a_sheet_is_told_apart() -> None:
    summary = [[], ["Origin", "Carrier", "Gross weight"], ["CN", "Fir Lines", 7.5], ["IN", "Fir Lines", 12]]
    table = _read({"Data": [HEADER, *GOODS, *summary]})
    assert _goods(table) == TEXTS
    assert any("'Origin', 'Carrier'" in str(note) for note in table.notes)


def test_second_table_with_the_same_columns_is_joined() -> None:
    again = [[], [*reversed(HEADER)], [*reversed(GOODS[0])]]
    table = _read({"Data": [HEADER, *GOODS[1:], *again]})
    assert _goods(table) == [*TEXTS[1:], TEXTS[0]] or _goods(table) == [*TEXTS[1:], HEADER[-1], GOODS[0][-1]]


def test_no_header_anywhere_is_said_with_what_was_found() -> None:
    with pytest.raises(ManifestError, match=r"no table with a header.*'printed cotton \| 5208"):
        _read({"Sheet1": GOODS, "Cover": COVER})


def test_empty_workbook_is_said() -> None:
    with pytest.raises(ManifestError, match="holds no table"):
        _read({"Sheet1": []})


def test_rows_come_out_once_in_order_over_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riskscan.manifest.grids.PART_ROWS", 2)
    rows = [[f"goods {number}", "5208", number, "IN", "Alder Ltd"] for number in range(7)]
    table = _read({"A": [HEADER, *rows], "B": [HEADER, *rows]})
    assert _goods(table) == [row[0] for row in rows] * 2
    assert FORMAT.name == table.dialect.format


def test_header_that_a_mapping_file_names_is_found() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["Lista"], ["Zboži", "Xyrt"], ["te", "Lund"], ["tyg", "Kalmar"]):
        sheet.append(row)
    content = io.BytesIO()
    workbook.save(content)
    with pytest.raises(ManifestError, match="mapping file"):
        read_table(io.BytesIO(content.getvalue()))
    rules = ColumnRules(columns={"goods_description": "Zboži"})
    manifest = read_manifest(io.BytesIO(content.getvalue()), columns=rules)
    assert manifest["goods_description"].tolist() == ["te", "tyg"]


def test_nameless_columns_of_a_wide_sheet_are_not_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str] = []
    count = sheet.count_known_headers
    monkeypatch.setattr(sheet, "count_known_headers", lambda headers: looked_up.extend(headers) or count(headers))
    table = _read({"wide": [HEADER, [*GOODS[0], *[None] * 3000, "far away"]]})
    assert _goods(table) == TEXTS[:1]
    assert table.frame.iloc[0, -1] == "far away"
    assert table.frame.shape == (1, len(HEADER) + 1)
    assert looked_up == HEADER


@pytest.mark.parametrize(
    ("lines", "is_refused"),
    [
        pytest.param("Goods,toluene,tea\nHS code,290230,0902\nNet weight (kg),4,5\n", True, id="on its side"),
        pytest.param(
            "Goods,toluene\nHS code,2\nNet mass,4\nSeal,7\nShipper,Foo\nNotes,x\nBooked by,y\n", True, id="few known"
        ),
        pytest.param("Goods,toluene\nNet weight (kg),4\n", True, id="one name more"),
        pytest.param("Goods,Quantity\nCartons,3\nPackages,4\n", False, id="words of packing"),
        pytest.param("Goods,Price\nHS code list,3\ntea,4\n", False, id="goods of paper"),
        pytest.param("Goods,Price\nGoods,3\nGoods,4\n", False, id="goods that say nothing"),
        pytest.param("Goods,Net weight (kg)\nConsignee,3\nHS code,4\n", False, id="other names are known"),
        pytest.param("Goods,Quantity\nCartons,3\n", False, id="one word of packing"),
    ],
)
def test_a_table_on_its_side_is_refused(lines: str, is_refused: bool) -> None:
    """Its goods would be the names of columns, and nobody would screen them."""
    if is_refused:
        with pytest.raises(ManifestError, match="stands on its side"):
            read_table(io.BytesIO(lines.encode()))
    else:
        assert len(read_table(io.BytesIO(lines.encode())).frame) == lines.count("\n") - 1
