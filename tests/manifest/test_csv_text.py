import csv
import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.manifest.csv_text import csv_header, csv_lines, neutralize

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6) | st.none()


@given(st.lists(st.tuples(TEXT, TEXT), max_size=8))
def test_texts_are_those_that_the_csv_module_reads(rows: list[tuple[str | None, str | None]]) -> None:
    frame = pd.DataFrame(rows, columns=["a", "b"], dtype=object)
    found = list(csv.reader(io.StringIO(csv_lines(frame).decode(), newline="")))
    assert found == [[neutralize(cell) if cell else "" for cell in row] for row in rows]


@given(st.lists(st.floats() | st.none(), min_size=1, max_size=8), st.integers(1, 8))
def test_rows_are_written_alike_in_any_parts(numbers: list[float | None], size: int) -> None:
    texts = (["=1", 'a "b",', "\r", ""] * len(numbers))[: len(numbers)]
    frame = pd.DataFrame({"n": pd.Series(numbers, dtype=np.float64), "t": texts})
    parts = [csv_lines(frame.iloc[start : start + size]) for start in range(0, len(frame), size)]
    assert b"".join(parts) == csv_lines(frame)


@pytest.mark.parametrize(
    ("column", "lines"),
    [
        pytest.param([1.0, np.nan, 1e-7, 1e22], ["1.0", "", "1e-07", "1e+22"], id="numbers"),
        pytest.param([True, None, 2, "x"], ["True", "", "2", "x"], id="objects"),
        pytest.param([["a", 1], {"b": None}, (), "\ud800"], ['"[""a"", 1]"', '"{""b"": null}"', "[]", "?"], id="lists"),
        pytest.param(["\t=1", "-5", "-5 kg", "＝1"], ["'\t=1", "-5", "'-5 kg", "'＝1"], id="formulas"),
    ],
)
def test_cells(column: list[object], lines: list[str]) -> None:
    values = pd.Series(column, dtype=np.float64 if isinstance(column[0], float) else object)
    frame = pd.DataFrame({"a": ["x"] * len(column), "b": values})
    assert csv_lines(frame).decode().splitlines() == [f"x,{line}" for line in lines]


def test_an_empty_cell_alone_is_a_row() -> None:
    assert csv_lines(pd.DataFrame({"a": [None, "x"]}, dtype=object)) == b'""\nx\n'
    assert csv_header(["=a", 'b "c"']) == b'\'=a,"b ""c"""\n'
