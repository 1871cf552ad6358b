"""Whole columns as Arrow text."""

import re

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.manifest.cells.strings import RawColumn, as_strings, begin_with, hold_any, is_printable

_PRINTABLE = re.compile(r"[!-&(-*,./0-9:;<>?A-~](?:[ -~]*[!-~])?")


@given(st.lists(st.none() | st.text(alphabet="ab =+'\x00\x1f\x7f~é丙", max_size=4), max_size=6), st.integers(0, 3))
def test_printable(cells: list[str | None], start: int) -> None:
    strings = as_strings(pd.Series(cells, dtype=object)).slice(min(start, len(cells)))
    expected = [cell is not None and _PRINTABLE.fullmatch(cell) is not None for cell in cells[start:]]
    assert is_printable(strings, b"=+-@'").tolist() == expected


@pytest.mark.parametrize(
    ("cells", "dtype", "is_text"),
    [
        pytest.param(["a", None, np.nan], "object", True, id="object"),
        pytest.param(["a", None], "str", True, id="str"),
        pytest.param(["a", None], "string[python]", True, id="string"),
        pytest.param([None, None], "object", True, id="nothing"),
        pytest.param(["a", 1], "object", False, id="mixed"),
        pytest.param(["a\ud800"], "object", False, id="half a character"),
        pytest.param([1, 2], "int64", False, id="numbers"),
    ],
)
def test_columns_of_text(cells: list[object], dtype: str, is_text: bool) -> None:
    column = RawColumn(pd.Series(cells, dtype=dtype))
    assert (column.strings is not None) == is_text
    assert len(column) == len(cells)


def test_a_null_over_letters_is_not_printable() -> None:
    bounds, letters = np.array([0, 3, 6], dtype=np.int64), b"teatin"
    is_valid = pa.py_buffer(bytes([0b01]))
    strings = pa.LargeStringArray.from_buffers(2, pa.py_buffer(bounds), pa.py_buffer(letters), is_valid)
    assert strings.to_pylist() == ["tea", None]
    assert is_printable(strings, b"").tolist() == [True, False]


LETTERS = st.text(st.sampled_from('a=,"\r\n\tñ　'), max_size=4) | st.none()


@given(st.lists(LETTERS, max_size=9), st.data())
def test_what_texts_hold_and_begin_with_is_what_each_does(texts: list[str | None], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(texts)))
    strings = pa.array(texts, pa.large_string()).slice(start)
    some = texts[start:]
    assert hold_any(strings, b',"').tolist() == [text is not None and ("," in text or '"' in text) for text in some]
    assert begin_with(strings, b"=\t").tolist() == [bool(text) and text[0] in "=\t" for text in some]
    blank = pc.if_else(pa.array([False] * len(some), pa.bool_()), strings, pa.scalar(None, pa.large_string()))
    assert not hold_any(blank, b',"').any()
    assert not begin_with(blank, b"=\t").any()
