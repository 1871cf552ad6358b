"""Rows as plain columns: with others joined, some taken, parts joined, and as the frame that a caller gets."""

import numpy as np
import pandas as pd
import pytest

from riskscan.features.coded import Coded
from riskscan.features.columns import Rows, coded_texts, days, numbers

COLUMNS = {
    "goods_description": np.array(["tea", None, " silk "], dtype=object),
    "net_mass_kg": np.array([1.5, np.inf, 2.0]),
    "lodged_on": np.array(["2026-02-01", "NaT", "2026-02-03"], dtype="datetime64[s]"),
    "relation": Coded(np.array([1, 0, 1]), np.array([None, "salt"], dtype=object)),
}


@pytest.fixture
def rows() -> Rows:
    return Rows(COLUMNS, n_rows=3)


def test_a_frame_of_rows_has_their_types(rows: Rows) -> None:
    frame = rows.frame()
    assert list(map(str, frame.dtypes)) == ["object", "float64", "datetime64[s]", "str"]
    assert frame["goods_description"].tolist() == ["tea", None, " silk "]
    assert frame["relation"].isna().tolist() == [False, True, False]
    assert Rows(frame).frame() is frame


def test_a_frame_of_rows_may_be_changed(rows: Rows) -> None:
    frame = rows.frame()
    frame.loc[0, "goods_description"] = "coffee"
    assert rows["goods_description"][0] == "tea"


def test_columns_are_read_alike_from_rows_and_from_a_frame(rows: Rows) -> None:
    frame = rows.frame().set_axis([7, 7, 3], axis=0)
    for of in (rows, frame, Rows(frame)):
        assert coded_texts(of, "goods_description").rows().tolist() == ["tea", "", "silk"]
        assert coded_texts(of, "relation").rows().tolist() == ["salt", "", "salt"]
        np.testing.assert_array_equal(numbers(of, "net_mass_kg"), [1.5, np.nan, 2.0])
        assert days(of, "lodged_on").astype(str).tolist() == ["2026-02-01", "NaT", "2026-02-03"]
        assert np.isnat(days(of, "a day that is missing")).all()


def test_taken_and_joined_again(rows: Rows) -> None:
    parts = [rows.take(slice(0, 1)), rows.take(np.array([1, 2]))]
    again = Rows.join(parts)
    assert (list(map(len, parts)), len(again)) == ([1, 2], 3)
    assert again["relation"].tolist() == rows["relation"].tolist() == ["salt", None, "salt"]


def test_rows_with_further_columns_remember_the_same(rows: Rows) -> None:
    known = coded_texts(rows, "goods_description")
    joined = rows.joined({"level": np.zeros(3)})
    assert "level" in joined and "level" not in rows
    assert coded_texts(joined, "goods_description") is known


def test_the_cells_of_a_row_are_plain(rows: Rows) -> None:
    cells = rows.cells(0)
    assert cells == {
        "goods_description": "tea", "net_mass_kg": 1.5, "lodged_on": pd.Timestamp("2026-02-01"), "relation": "salt",
    }  # fmt: skip
    assert type(cells["net_mass_kg"]) is float
