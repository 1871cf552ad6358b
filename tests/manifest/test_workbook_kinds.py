"""One table in every kind of sheet reads alike."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.manifest import read_table
from tests.workbook_writers import WRITERS, write_xls

HEADER = ["Goods description", "HS code", "Net weight (kg)"]
KINDS = [pytest.param(kind, id=kind) for kind in WRITERS]


@pytest.mark.parametrize("kind", KINDS)
def test_title_header_and_rows(kind: str) -> None:
    rows = [["Imports of May"], HEADER, ["green tea – 茶", "0902", 20], ["wire <2 mm>", "7217", 30.5]]
    table = read_table(io.BytesIO(WRITERS[kind](rows)))
    assert table.frame.columns.tolist() == HEADER
    assert table.frame.to_numpy().tolist() == [["green tea – 茶", "0902", "20"], ["wire <2 mm>", "7217", "30.5"]]
    assert table.dialect.n_title_lines == 1
    assert table.dialect.format == (kind if kind in ("html", "spreadsheet_xml") else "excel")


@pytest.mark.parametrize("kind", [kind for kind in WRITERS if kind not in ("html", "ods")])
def test_a_cell_with_an_error_is_null_and_said(kind: str) -> None:
    rows = [["Imports of May"], HEADER, ["green tea", "#N/A", 20], ["wire", "7217", "#DIV/0!"]]
    table = read_table(io.BytesIO(WRITERS[kind](rows)))
    assert [list(map(str, row)) for row in table.frame.to_numpy()] == [
        ["green tea", "None", "20"],
        ["wire", "7217", "None"],
    ]
    found = [(issue.row, str(issue.kind), issue.column, issue.value) for issue in table.issues]
    assert found == [(0, "error_cell", "HS code", "#N/A"), (1, "error_cell", "Net weight (kg)", "#DIV/0!")]


def test_a_cell_with_an_error_is_said_in_a_workbook_of_excel_95() -> None:
    rows = [HEADER, ["green tea", "0902", 20], ["wire", "7217", "#DIV/0!"]]
    table = read_table(io.BytesIO(write_xls(rows, is_excel_95=True)))
    assert table.frame[HEADER[0]].tolist() == ["green tea", "wire"]
    assert [(issue.row, str(issue.kind), issue.value) for issue in table.issues] == [(1, "error_cell", "#DIV/0!")]


TEXTS = st.text("abc é茶<&\"'", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(st.lists(st.tuples(TEXTS, st.integers(0, 10**9)), max_size=6), st.sampled_from(sorted(WRITERS)))
def test_every_row_comes_out_once_in_order(pairs: list[tuple[str, int]], kind: str) -> None:
    rows = [[f"{place}: {text}", "5208", number] for place, (text, number) in enumerate(pairs)]
    frame = read_table(io.BytesIO(WRITERS[kind]([HEADER, *rows]))).frame
    assert [" ".join(text.split()) for text in frame[HEADER[0]]] == [" ".join(str(row[0]).split()) for row in rows]
    assert frame[HEADER[2]].tolist() == [str(row[2]) for row in rows]
