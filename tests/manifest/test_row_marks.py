"""Rows that are no goods are said to be such, and no goods are taken for them."""

import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.manifest import clean_manifest, read_manifest
from riskscan.manifest.mapping import map_columns
from riskscan.manifest.row_marks import mark_rows
from riskscan.tables.row_words import load_row_words

COLUMNS = ["No", "Goods", "Consignee", "Origin", "Net weight (kg)", "Value USD"]
TEA = ["1", "tea", "Alder Ltd", "CN", "20", "90"]


def _kinds(*rows: list[str | None], columns: list[str] | None = None) -> list[str]:
    frame = pd.DataFrame([*rows], columns=columns or COLUMNS, dtype=object)
    marks = mark_rows(frame, map_columns(list(frame.columns)))
    return [str(marks.kinds.get(row, "")) for row in range(len(frame))]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        pytest.param(["Total", None, None, None, "20", "90"], "total_row", id="total in the first column"),
        pytest.param([None, "TOTAL:", None, None, "20", "90"], "total_row", id="total in the column of goods"),
        pytest.param([None, None, None, "Grand total", "20", None], "total_row", id="grand total anywhere"),
        pytest.param(["Total (kg)", "", "", "", "20", ""], "total_row", id="total with its unit"),
        pytest.param(["Subtotal for 0902", None, None, None, "20", "90"], "total_row", id="subtotal of a code"),
        pytest.param(["ИТОГО", None, None, None, "20", "90"], "total_row", id="Russian"),
        pytest.param(["合计：", None, None, None, "20", "90"], "total_row", id="Chinese"),
        pytest.param([None, "Total general", None, None, "20", None], "total_row", id="Spanish"),
        pytest.param(COLUMNS, "repeated_header", id="header"),
        pytest.param(["NO.", "goods", "CONSIGNEE", "Origin", "Net weight (kg)", None], "repeated_header", id="cased"),
        pytest.param(["1", "2", "3", "4", "5", "6"], "repeated_header", id="numbers of the columns"),
        pytest.param(["Printed by A. Alder", None, None, None, None, None], "footer_row", id="printed by"),
        pytest.param([None, None, None, None, None, "Page 2 of 7"], "footer_row", id="page"),
        pytest.param(["Source: customs office", "", "", "", "", ""], "footer_row", id="source"),
        pytest.param([None, "Note: 2 lots of tea", None, None, None, None], "footer_row", id="note below the goods"),
        pytest.param(["Number of records", "2", None, None, None, None], "footer_row", id="number of records"),
    ],
)
def test_rows_that_are_no_goods(row: list[str | None], kind: str) -> None:
    assert _kinds(TEA, row, TEA) == ["", kind, ""]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(TEA, id="goods"),
        pytest.param(["2", "Total station for surveys", "Alder Ltd", "CN", "20", "90"], id="instrument"),
        pytest.param(["2", "Total", "Alder Ltd", "CN", "20", "90"], id="brand, on a full row"),
        pytest.param([None, "acetone", "Total", None, "20", None], id="goods beside a total"),
        pytest.param([None, None, "Total Fuels Ltd", None, "20", "90"], id="consignee without goods text"),
        pytest.param([None, "note books", None, None, None, None], id="goods that begin like a remark"),
        pytest.param([None, "page proofs 2", None, None, None, None], id="goods that begin like a page"),
        pytest.param([None, "printed cotton", None, None, "4", None], id="goods that begin like a foot"),
        pytest.param(["Total of acetone", "4-piperidone", None, None, "20", "90"], id="goods behind a total"),
        pytest.param([None, None, None, None, "20", "90"], id="numbers alone"),
        pytest.param([None] * 6, id="nothing"),
        pytest.param(["2", "goods", "Alder Ltd", "CN", "20", "90"], id="word of the header among others"),
        pytest.param(["1", "2", "Alder Ltd", "CN", "5", "6"], id="some numbers in order"),
    ],
)
def test_goods_are_no_marks(row: list[str | None]) -> None:
    assert _kinds(TEA, row) == ["", ""]


def test_marked_rows_count_nothing_and_have_one_issue() -> None:
    rows = [TEA, COLUMNS, ["Total", "", "", "", "20", "90"], ["Printed by A. Alder", *[""] * 5]]
    text = "\n".join(",".join(row) for row in [COLUMNS, *rows]) + "\n"
    manifest = read_manifest(io.BytesIO(text.encode()))
    assert manifest["goods_description"].tolist() == ["tea", None, None, None]
    assert manifest["net_mass_kg"].sum() == 20
    assert manifest["customs_value_usd"].sum() == 90
    assert manifest["row_issues"].tolist() == ["", "repeated_header", "total_row", "footer_row"]
    assert manifest["No"].tolist() == ["1", "No", "Total", "Printed by A. Alder"]


def test_text_of_a_remark_is_kept_for_screening() -> None:
    frame = pd.DataFrame([TEA, [None, "Note: 2 lots of acetone", None, None, "3", None]], columns=COLUMNS, dtype=object)
    clean = clean_manifest(frame)
    assert clean.frame["goods_description"].tolist() == ["tea", "Note: 2 lots of acetone"]
    assert clean.frame["net_mass_kg"].isna().tolist() == [False, True]
    assert frame.iloc[1, 4] == "3"


def test_column_that_names_the_sheet_is_no_cell_of_a_row() -> None:
    columns = [*COLUMNS, "source_sheet"]
    footer = ["Printed by A. Alder", None, None, None, None, "Page 1 of 1", "January"]
    total = ["Total", None, None, "all", "20", None, "January"]
    assert _kinds([*TEA, "January"], footer, total, columns=columns) == ["", "footer_row", "total_row"]


def test_header_of_several_rows_repeats_by_its_parts() -> None:
    columns = ["Goods", "Importer Name", "Importer Address", "Weight Gross (kg)", "Weight Net (kg)"]
    repeated = [["Goods", "Importer", None, "Weight", None], [None, "Name", "Address", "Gross (kg)", "Net (kg)"]]
    tea = ["tea", "Alder Ltd", "1 Mill Lane", "20", "18"]
    assert _kinds(tea, *repeated, tea, columns=columns) == ["", "repeated_header", "repeated_header", ""]


def test_every_word_of_the_table_is_told() -> None:
    for word in load_row_words():
        if word.kind == "total":
            assert _kinds(TEA, [word.word, None, None, None, "20", "90"])[1] == "total_row", word
        elif word.kind == "footer":
            assert _kinds(TEA, [f"{word.word}: x", None, None, None, None, None])[1] in ("footer_row", "total_row"), (
                word
            )


CELLS = st.sampled_from([None, "", "Total", "tea", "Alder Ltd", "5", "Goods", "Page 1", "Note: x", "acetone"])


@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=8))
def test_a_row_is_judged_by_itself(rows: list[list[str | None]]) -> None:
    assert _kinds(*rows) == [kind for row in rows for kind in _kinds(row)]


@given(st.lists(CELLS, min_size=6, max_size=6))
def test_no_goods_text_but_a_mark_is_lost(row: list[str | None]) -> None:
    clean = clean_manifest(pd.DataFrame([row], columns=COLUMNS, dtype=object))
    if row[1] in ("tea", "acetone", "Note: x", "Alder Ltd"):
        said, *misplaced = clean.frame["goods_description"].iloc[0].split(" | ")
        assert said == row[1] and set(misplaced) <= set(row)
