"""Web pages and XML that call themselves .xls."""

import io

import pytest

from riskscan.exceptions import ManifestError
from riskscan.manifest import RawTable, read_table

HEADER = "<tr><th>Goods description</th><th>HS code</th><th>Net weight (kg)</th></tr>"
TEA = "<tr><td>green&nbsp;tea</td><td>0902</td><td>20</td></tr>"
WIRE = "<tr><td>steel wire</td><td>7217</td><td>30.5</td></tr>"


def _read(content: str | bytes) -> RawTable:
    return read_table(io.BytesIO(content.encode() if isinstance(content, str) else content))


def _rows(table: RawTable) -> list[list[object]]:
    return table.frame.to_numpy().tolist()


ROWS = [["green tea", "0902", "20"], ["steel wire", "7217", "30.5"]]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f"<table>{HEADER}{TEA}{WIRE}</table>", id="table alone"),
        pytest.param(f"<!DOCTYPE html><html><body><p>x</p><table>{HEADER}{TEA}{WIRE}</table>", id="page, not closed"),
        pytest.param(f"\ufeff <HTML><TABLE>{HEADER}{TEA}{WIRE}</TABLE></HTML>", id="byte order mark, capitals"),
        pytest.param(
            f"<?xml version='1.0' encoding='utf-8'?><html><table><thead>{HEADER}</thead><tfoot>{WIRE}</tfoot>"
            f"<tbody>{TEA}</tbody></table></html>",
            id="XML declaration, parts in another order",
        ),
        pytest.param(
            f"<table>{HEADER}<form action='x'>{TEA}</form></wire>{WIRE.replace('7217</td>', '7217</dt>')}</table>",
            id="form around a row, mistyped tags",
        ),
        pytest.param(
            f"<table>{HEADER}{TEA}{WIRE.replace('<td>7217</td>', '<dt>7217</td>')}</table>", id="mistyped cell"
        ),
        pytest.param(
            f"<html><table><tr><td><table>{HEADER}{TEA}{WIRE}</table></td><td>menu</td></tr></table></html>",
            id="table in a table",
        ),
        pytest.param(
            "<table><tr><td colspan=3>Imports of May</td></tr>" + HEADER + TEA + WIRE + "</table>", id="title above"
        ),
        pytest.param(
            f"<table><tr><td>Menu</table><script>x = '<table>';</script><table>{HEADER}{TEA}{WIRE}</table>",
            id="second table of a page",
        ),
        pytest.param(
            "<table>"
            + (HEADER + TEA + WIRE).replace("<td>", "<td><b><i>").replace("</td>", "</i></b></td>")
            + "</table>",
            id="markup in cells",
        ),
    ],
)
def test_rows_of_a_web_table(page: str) -> None:
    table = _read(page)
    assert _rows(table) == ROWS
    assert table.dialect.format == "html"


@pytest.mark.parametrize(
    ("encoding", "stated"),
    [
        pytest.param("cp1252", "iso-8859-1", id="western"),
        pytest.param("cp1254", "windows-1254", id="Turkish"),
        pytest.param("utf-16", "", id="UTF-16"),
        pytest.param("utf-8", "utf-8", id="UTF-8"),
        pytest.param("utf-8", "utf-16", id="UTF-8 that says UTF-16"),
    ],
)
def test_encoding_is_the_stated_one(encoding: str, stated: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={stated}">' if stated else ""
    page = f"<html><head>{meta}</head><table>{HEADER}{TEA.replace('green', 'Çay – thé')}</table></html>"
    assert _read(page.encode(encoding)).frame.iloc[0, 0] == "Çay – thé tea"


def test_spans_are_merged_cells() -> None:
    page = (
        "<table><tr><th rowspan=2>Goods</th><th colspan=2>Importer</th><th rowspan=2>Weight (kg)</th></tr>"
        "<tr><th>Name</th><th>Address</th></tr>"
        "<tr><td>tea</td><td rowspan=2>Alder Ltd</td><td rowspan=2>1 Mill Lane</td><td rowspan=2>20</td></tr>"
        "<tr><td>soap</td></tr></table>"
    )
    frame = _read(page).frame
    assert frame.columns.tolist() == ["Goods", "Importer Name", "Importer Address", "Weight (kg)"]
    assert frame.to_numpy().tolist() == [
        ["tea", "Alder Ltd", "1 Mill Lane", "20"],
        ["soap", "Alder Ltd", "1 Mill Lane", None],
    ]


def test_line_breaks_and_blocks_part_lines() -> None:
    cell = "first<br>second<p>third <b>bold</b> text</p>\n  fourth"
    frame = _read(f"<table>{HEADER}<tr><td>{cell}</td><td>0902</td><td>1</td></tr>{WIRE}</table>").frame
    assert frame.iloc[0, 0] == "first\nsecond\nthird bold text\nfourth"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        pytest.param(
            "<html><title>Sign in</title><body>Please sign in.</body></html>",
            "'Sign in'.*without a table",
            id="no table",
        ),
        pytest.param("<html><frameset><frame src='sheet001.htm'></frameset></html>", "folder beside it", id="frames"),
        pytest.param("<html>" + "<table><tr><td>" * 5000, "no table", id="deep tables"),
    ],
)
def test_page_that_is_refused(page: str, said: str) -> None:
    with pytest.raises(ManifestError, match=said):
        _read(page)


def test_text_that_has_a_tag_in_it_is_no_web_page() -> None:
    table = _read("Goods description,HS code\n<b>tea</b>,0902\n")
    assert table.dialect.format == "delimited"


URN = "urn:schemas-microsoft-com:office"
NAMESPACE = f'xmlns="{URN}:spreadsheet" xmlns:ss="{URN}:spreadsheet"'


def _cell(text: object, kind: str = "String", more: str = "") -> str:
    return f'<Cell{more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def _workbook(*sheets: str, start: str = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n') -> str:
    return f"{start}<Workbook {NAMESPACE}>{''.join(sheets)}</Workbook>"


def _sheet(name: str, *rows: str, options: str = "") -> str:
    return f'<Worksheet ss:Name="{name}"><Table>{"".join(rows)}</Table>{options}</Worksheet>'


def _row(*cells: str, more: str = "") -> str:
    return f"<Row{more}>{''.join(cells)}</Row>"


XML_HEADER = _row(*map(_cell, ("Goods description", "HS code", "Net weight (kg)", "Lodged on")))
XML_TEA = _row(_cell("tea"), _cell("0902"), _cell("20.125", "Number"), _cell("2025-04-03T00:00:00.000", "DateTime"))


def test_cells_of_xml_are_placed_and_typed() -> None:
    gap = _row(_cell("wire"), _cell("#N/A", "Error", ' ss:Index="3"'), more=' ss:Index="9"')
    rows = (_row(_cell("Imports", more=' ss:MergeAcross="3"')), XML_HEADER, XML_TEA, gap)
    table = _read(_workbook(_sheet("Goods", *rows)))
    assert table.frame.columns.tolist() == ["Goods description", "HS code", "Net weight (kg)", "Lodged on"]
    assert _rows(table) == [["tea", "0902", "20.1250", "2025-04-03"], ["wire", None, None, None]]
    assert [str(issue) for issue in table.issues] == ["error_cell: Net weight (kg) '#N/A'"]


def test_sheets_of_xml_are_joined_hidden_ones_too() -> None:
    visible = "<Visible>SheetHidden</Visible>"
    hidden = f'<WorksheetOptions xmlns="{URN}:excel">{visible}</WorksheetOptions>'
    table = _read(_workbook(_sheet("A", XML_HEADER, XML_TEA), _sheet("B", XML_HEADER, XML_TEA, options=hidden)))
    assert table.frame["source_sheet"].tolist() == ["A", "B"]
    assert "hidden_table" in [note.kind for note in table.notes]


def test_xml_with_characters_that_xml_forbids_is_read() -> None:
    table = _read(_workbook(_sheet("A", XML_HEADER, XML_TEA.replace("tea", "tea&#7;\x0b"))))
    assert str(table.frame.iloc[0, 0]).startswith("tea")


def test_lone_marks_that_a_system_forgot_to_escape_are_read() -> None:
    table = _read(_workbook(_sheet("A", XML_HEADER, _row(_cell("nuts & bolts < 5 mm"), _cell("7318")))))
    assert _rows(table) == [["nuts & bolts < 5 mm", "7318", None, None]]
    assert "damaged_file" not in [note.kind for note in table.notes]


@pytest.mark.parametrize(
    ("content", "goods"),
    [
        pytest.param(_workbook(_sheet("A", XML_HEADER, XML_TEA, XML_TEA))[:-30], ["tea", "tea"], id="cut off"),
        pytest.param(
            _workbook(_sheet("A", XML_HEADER, XML_TEA[:-6], XML_TEA)), ["tea", "tea"], id="row that does not end"
        ),
        pytest.param(
            _workbook(
                _sheet("A", XML_HEADER, XML_TEA).replace("</Table></Worksheet>", ""), _sheet("B", XML_HEADER, XML_TEA)
            ),
            ["tea", "tea"],
            id="sheet that does not end",
        ),
        pytest.param(
            _workbook(_sheet("A", XML_HEADER, XML_TEA, XML_TEA.replace("</Cell>", "</Call>", 1))),
            ["tea", "tea"],
            id="mistyped tag",
        ),
    ],
)
def test_what_is_left_of_damaged_xml_is_read_and_the_damage_said(content: str, goods: list[str]) -> None:
    table = _read(content)
    assert table.frame["Goods description"].tolist() == goods
    assert table.frame["HS code"].tolist() == ["0902"] * len(goods)
    assert "damaged_file" in [note.kind for note in table.notes]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(_workbook()[:-30], "no table", id="nothing in it"),
        pytest.param(_workbook(start="<?8ml?>"), "without a first element", id="begins with damage"),
        pytest.param(
            _workbook(
                _sheet("A", XML_HEADER, _row(_cell("&b;"))),
                start='<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
            ),
            "declares XML entities",
            id="entities",
        ),
        pytest.param(
            _workbook(_sheet("A", XML_HEADER, _row(_cell("x"), more=' ss:Index="99999999"'))), "beyond", id="far row"
        ),
        pytest.param(
            _workbook(_sheet("A", XML_HEADER, _row(_cell("x", more=' ss:Index="99999"')))), "beyond", id="far column"
        ),
    ],
)
def test_xml_that_is_refused(content: str, said: str) -> None:
    with pytest.raises(ManifestError, match=said):
        _read(content)
