"""Plain decimals are read all at once, and like any other number."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from riskscan.manifest.cells.number_columns import NumberColumn, take_numbers
from riskscan.manifest.cells.numbers import MarkCount
from riskscan.manifest.cells.quantities import NumberConvention, read_quantity
from riskscan.manifest.cells.strings import RawColumn
from riskscan.manifest.issues import RowIssues

NUMBERS = st.from_regex(r"\A[0-9]{1,5}(\.[0-9]{0,4})?\Z") | st.sampled_from(
    ["", "x", "-1", "1,5", "0.500", ".5", "N/A"]
)


def _read(column: NumberColumn, mark: str) -> tuple[list[float | None], list[str]]:
    issues = RowIssues()
    convention = NumberConvention(mark, is_doubtful=True)  # type: ignore[arg-type]
    values = read_quantity("gross_mass_kg", column, convention, None, issues)
    return [None if np.isnan(value) else value for value in values], sorted(map(str, issues))


@given(st.lists(NUMBERS, min_size=1, max_size=6), st.sampled_from([".", ","]))
def test_both_ways_are_one(cells: list[str], mark: str) -> None:
    """A list among the cells sends the whole column the other way."""
    fast = take_numbers(RawColumn(pd.Series(cells, dtype=object)), "gross_mass_kg")
    slow = take_numbers(RawColumn(pd.Series([*cells, []], dtype=object)), "gross_mass_kg")
    assert fast.marks == slow.marks
    values, issues = _read(slow, mark)
    assert _read(fast, mark) == (values[:-1], issues)


def test_typed_columns_vote_for_no_mark() -> None:
    column = take_numbers(RawColumn(pd.Series([1.234, np.inf, -1.0, np.nan])), "gross_mass_kg")
    assert column.marks == MarkCount()
    assert _read(column, ",") == ([1.234, None, None, None], [
        "bad_number: gross_mass_kg 'inf'", "negative_number: gross_mass_kg '-1'",
    ])  # fmt: skip
    assert column.text(0) == "1.234"
    assert column.text(1) == "inf"
