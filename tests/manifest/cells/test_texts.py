"""Columns of text: the way for whole columns and the way for single cells lead to the same."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.manifest.cells.columns import Reading, distinct_cells, read_each
from riskscan.manifest.cells.joining import join_parts, join_texts
from riskscan.manifest.cells.nulls import is_null, null_kind
from riskscan.manifest.cells.strings import FEW_ROWS, RawColumn
from riskscan.manifest.cells.texts import LONG_TEXT, read_text, read_text_column, read_texts
from riskscan.manifest.cells.wrapped import unwrap
from riskscan.manifest.issues import RowIssues

CELLS = st.none() | st.text(max_size=8) | st.sampled_from(
    [
        " a", "a ", "=1+1", '="x"', "'5", "'n-butyl'", "N/A", "n/a ", "-", "TO ORDER", "a\nb", "a\x00", "丙酮",
        "a" * 10_001, "+ab(", "7.0",
    ]
)  # fmt: skip


@given(st.lists(CELLS, max_size=6), st.sampled_from(["goods_description", "consignee_name", "port_of_loading"]))
def test_both_ways_are_one(cells: list[str | None], name: str) -> None:
    column = RawColumn(pd.Series(cells, dtype=object))
    fast, slow = RowIssues(), RowIssues()
    values = read_texts(column, name, fast).tolist()
    expected = read_each(distinct_cells(column, name, null_kind(name), is_text=True), read_text, slow).tolist()
    assert values == [None if value is None or is_null(value, null_kind(name)) else value for value in expected]
    assert list(fast) == list(slow)


@given(
    st.lists(CELLS | st.sampled_from(["tea &amp; co", "A&B", "@x", "\x7f", "é"]), max_size=6),
    st.sampled_from(["goods_description", "consignee_name", "consignment_id"]),
)
def test_few_cells_are_read_like_many(cells: list[str | None], name: str) -> None:
    column = RawColumn(pd.Series([*cells] * 30, dtype=object))
    few = RawColumn(pd.Series(cells, dtype=object))
    issues, of_few = RowIssues(), RowIssues()
    values = read_texts(column, name, issues).tolist()
    assert read_texts(few, name, of_few).tolist() == values[: len(cells)]
    assert [issue for issue in issues if issue.row < len(cells)] == list(of_few)
    many = distinct_cells(column, name)
    assert (distinct_cells(few, name).texts, len(column) > FEW_ROWS or not cells) == (many.texts, True)


@given(
    st.lists(CELLS, min_size=1, max_size=4),
    st.sampled_from(["goods_description", "consignee_name", "port_of_loading", "consignment_id"]),
)
def test_distinct_texts_are_those_of_the_rows(cells: list[str | None], name: str) -> None:
    many = cells * (FEW_ROWS + 1)
    column = read_text_column(RawColumn(pd.Series(many, dtype=object)), name, RowIssues())
    if column.distinct is not None:
        codes, distinct = pd.factorize(column.values)
        assert column.distinct[0].tolist() == codes.tolist()
        assert column.distinct[1].tolist() == distinct.tolist()


@pytest.mark.parametrize("dtype", ["object", "str", "string", "category"])
def test_types_of_columns(dtype: str) -> None:
    column = RawColumn(pd.Series([" a ", None, "N/A", "b"], dtype=dtype))
    assert read_texts(column, "goods_description", RowIssues()).tolist() == ["a", None, None, "b"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param('="2914110000"', "2914110000", id="formula of a text"),
        pytest.param('="say ""x"""', 'say "x"', id="doubled quotes"),
        pytest.param("=2914110000", "2914110000", id="formula of a number"),
        pytest.param("'0902100000", "0902100000", id="apostrophe"),
        pytest.param("=1+1", "=1+1", id="a true formula"),
        pytest.param("'a' and 'b'", "'a' and 'b'", id="quotes"),
        pytest.param("plain", "plain", id="plain"),
    ],
)
def test_unwrap(text: str, plain: str) -> None:
    assert unwrap(text) == plain


def test_apostrophe_of_a_text_stays() -> None:
    assert unwrap("'n-butyl acetate", is_text=True) == "'n-butyl acetate"
    assert unwrap("'=cmd", is_text=True) == "=cmd"


def test_reading_of_a_long_text() -> None:
    assert read_text("x" * (LONG_TEXT + 1)).kinds == ("long_text",)
    assert read_text("ok") == Reading("ok")


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        pytest.param(["ACETONE", "Acetone 99% in drums"], "Acetone 99% in drums", id="contained"),
        pytest.param(["ice", "rice"], "ice | rice", id="part of a word is not contained"),
        pytest.param(["a", "A", "b"], "a | b", id="the same twice"),
        pytest.param(["x"], "x", id="one"),
        pytest.param(["丙酮", "工业丙酮99%"], "丙酮 | 工业丙酮99%", id="Chinese words have no ends"),
    ],
)
def test_join_parts(parts: list[str], joined: str) -> None:
    assert join_parts(parts) == joined


def test_join_columns() -> None:
    columns = [["acetone", "NULL", None, "a"], ["SIN MARCA", "soap", " ", "b"], [None, "soap bar", "-", 7]]
    raw = [RawColumn(pd.Series(cells, dtype=object)) for cells in columns]
    assert join_texts(raw, "goods_description").values.tolist() == ["acetone", "soap bar", None, "a | b | 7"]


def test_what_is_left_of_a_cell_may_be_nothing() -> None:
    column = RawColumn(pd.Series(["0\x1b", '="N/A"', "7.0"], dtype=object))
    assert read_texts(column, "consignment_id", RowIssues()).tolist() == [None, None, "7"]
