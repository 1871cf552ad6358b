"""Workbooks: cells as people see them, whatever their container says."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from riskscan.exceptions import ManifestError
from riskscan.manifest import read_manifest, read_table

HEADER = ["Goods description", "HS code", "Net weight (kg)", "Lodged on", "Consignee"]
ROWS = [
    ["printed cotton", "5208", 12.345, datetime.date(2025, 4, 3), "Alder Ltd"],
    ["steel wire", 721710, 0.1 + 0.2, datetime.datetime(2025, 4, 4, 14, 30), "Birch Ltd"],
    ["tea", "0902", 1200, None, "Cedar Ltd"],
]


def _saved(workbook: Workbook) -> io.BytesIO:
    content = io.BytesIO()
    workbook.save(content)
    content.seek(0)
    return content


def _workbook(rows: list[list[object]], *, title: str = "Goods") -> Workbook:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return workbook


def _rewritten(content: io.BytesIO, change: Callable[[str, bytes], bytes]) -> io.BytesIO:
    """Return a workbook with each member of its archive changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(content) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, change(name, before.read(name)))
    target.seek(0)
    return target


def _in_sheet(pattern: bytes, replacement: bytes) -> Callable[[str, bytes], bytes]:
    def change(name: str, content: bytes) -> bytes:
        return re.sub(pattern, replacement, content) if "worksheets/" in name else content

    return change


def test_cells_are_text_as_people_see_them() -> None:
    frame = read_table(_saved(_workbook([HEADER, *ROWS]))).frame
    assert frame.columns.tolist() == HEADER
    assert frame.to_numpy().tolist() == [
        ["printed cotton", "5208", "12.3450", "2025-04-03", "Alder Ltd"],
        ["steel wire", "721710", "0.3", "2025-04-04 14:30:00", "Birch Ltd"],
        ["tea", "0902", "1200", None, "Cedar Ltd"],
    ]


def test_number_of_three_decimals_is_no_thousand() -> None:
    manifest = read_manifest(_saved(_workbook([HEADER, ROWS[0]])))
    assert manifest["net_mass_kg"].tolist() == [12.345]
    assert manifest["row_issues"].tolist() == [""]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_in_sheet(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"'), id="dimension of one cell"),
        pytest.param(_in_sheet(rb"<dimension[^>]*/>", b""), id="no dimension"),
        pytest.param(
            lambda name, content: content.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ),
            id="strict namespace",
        ),
        pytest.param(
            lambda name, content: (
                re.sub(rb'(<row r="2".*?</row>)(<row r="3".*?</row>)', rb"\2\1", content)
                if "worksheets/" in name
                else content
            ),
            id="rows out of order",
        ),
    ],
)
def test_all_cells_are_read_whatever_the_sheet_says(change: Callable[[str, bytes], bytes]) -> None:
    content = _saved(_workbook([HEADER, *ROWS]))
    expected = read_table(io.BytesIO(content.getvalue())).frame.to_numpy().tolist()
    assert read_table(_rewritten(content, change)).frame.to_numpy().tolist() == expected


def test_header_below_title_lines_and_beside_an_empty_column() -> None:
    above = [[], [None, "Monthly extract"], [None, None, "Printed 3 May 2025"], [], []]
    table = read_table(_saved(_workbook([*above, *([None, *row] for row in [HEADER, *ROWS])])))
    assert table.frame.columns.tolist() == HEADER
    assert len(table.frame) == 3
    assert table.dialect.n_title_lines == 2
    assert [str(note) for note in table.notes] == [
        "Goods: the header stands in row 6; above it: 'Monthly extract'; 'Printed 3 May 2025'."
    ]


def test_merged_header_names_its_columns() -> None:
    workbook = _workbook(
        [
            ["Imports", None, None, None, None],
            ["Goods", "Importer", None, "Weight", None],
            [None, "Name", "Address", "Gross (kg)", "Net (kg)"],
            ["tea", "Alder Ltd", "1 Mill Lane", 20, 18],
        ]
    )
    sheet = workbook.active
    assert sheet is not None
    for merged in ("A1:E1", "A2:A3", "B2:C2", "D2:E2"):
        sheet.merge_cells(merged)
    table = read_table(_saved(workbook))
    assert len(table.frame) == 1
    names = table.frame.columns.tolist()
    assert names[:3] == ["Goods", "Importer Name", "Importer Address"]
    assert "Gross" in names[3]
    assert "Net" in names[4]


def test_text_of_merged_rows_stands_on_each_and_a_number_once() -> None:
    workbook = _workbook([HEADER, *ROWS, ["soap", "3401", 4, None, "Elm Ltd"]])
    sheet = workbook.active
    assert sheet is not None
    sheet.merge_cells("E2:E4")
    sheet.merge_cells("C2:C3")
    table = read_table(_saved(workbook))
    assert table.frame["Consignee"].tolist() == ["Alder Ltd"] * 3 + ["Elm Ltd"]
    assert table.frame["Net weight (kg)"].tolist() == ["12.3450", None, "1200", "4"]
    assert [note.kind for note in table.notes] == ["merged_cells"]


def test_errors_and_formulas_without_result_are_null_and_said() -> None:
    workbook = _workbook([HEADER, ["tea", "#N/A", "=A2*2", None, "Alder Ltd"], ["soap", "3401", "2", None, "=B3"]])
    table = read_table(_saved(workbook))
    assert table.frame.to_numpy().tolist() == [
        ["tea", None, None, None, "Alder Ltd"],
        ["soap", "3401", "2", None, None],
    ]
    assert [str(issue) for issue in table.issues] == [
        "error_cell: HS code '#N/A'",
        "uncalculated_formula: Net weight (kg) 'C2'",
        "uncalculated_formula: Consignee 'E3'",
    ]


def test_formula_with_its_result_is_no_issue() -> None:
    content = _saved(_workbook([HEADER, ["tea", "0902", "=1+2", None, "Alder Ltd"]]))
    calculated = _rewritten(content, _in_sheet(rb"<f>1\+2</f><v ?/?>(</v>)?", b"<f>1+2</f><v>3</v>"))
    table = read_table(calculated)
    assert table.frame["Net weight (kg)"].tolist() == ["3"]
    assert len(table.issues) == 0


def test_stray_cell_in_the_last_corner_loses_no_goods() -> None:
    workbook = _workbook([["Imports of May"], HEADER, *ROWS])
    sheet = workbook.active
    assert sheet is not None
    sheet["XFD1048576"] = "stray"
    sheet["C3"] = "=1+1"
    table = read_table(_saved(workbook))
    assert table.frame[HEADER[0]].tolist() == ["printed cotton", "steel wire", "tea", None]
    assert table.frame.iloc[3].dropna().tolist() == ["stray"]
    assert [str(issue) for issue in table.issues] == ["uncalculated_formula: Net weight (kg) 'C3'"]


def test_cells_all_over_a_sheet_are_refused_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riskscan.manifest.formats.workbook_bounds._MOST_EMPTY_CELLS", 1000)
    workbook = _workbook([HEADER, *ROWS])
    sheet = workbook.active
    assert sheet is not None
    for place in range(60):
        sheet.cell(place * 3 + 1, place * 3 + 1, "x")
    with pytest.raises(ManifestError, match="120 rows and 121 columns"):
        read_table(_saved(workbook))


def test_workbook_that_unpacks_to_much_more_is_refused() -> None:
    def fill(name: str, content: bytes) -> bytes:
        return (
            content.replace(b"<sheetData>", b" " * (300 << 20) + b"<sheetData>") if "worksheets/" in name else content
        )

    with pytest.raises(ManifestError, match="unpacks from"):
        read_table(_rewritten(_saved(_workbook([HEADER, *ROWS])), fill))


def test_more_texts_than_the_file_has_room_for_are_not_believed() -> None:
    content = _saved(_workbook([HEADER, *ROWS]))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", '<sst count="2" uniqueCount="4294967295"><si><t>tea</t></si></sst>')
    with pytest.raises(ManifestError, match="4294967295 texts"):
        read_table(io.BytesIO(content.getvalue()))


@pytest.mark.parametrize("keep", [pytest.param(60, id="start"), pytest.param(-40, id="all but the end")])
def test_workbook_that_is_cut_off_is_refused(keep: int) -> None:
    content = _saved(_workbook([HEADER, *ROWS])).getvalue()
    with pytest.raises(ManifestError, match="not a readable Excel"):
        read_table(io.BytesIO(content[:keep]))
