"""Columns and frames of other libraries: the same kind comes back, what is missing stays missing."""

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import riskscan
from riskscan.exceptions import OptionError
from riskscan.frames import as_arrow, join_columns, list_texts

TEXTS = ["toluene", None, "cotton", "toluene"]
KINDS = [
    pytest.param(lambda: list(TEXTS), pd.DataFrame, id="list"),
    pytest.param(lambda: pd.Series(TEXTS), pd.DataFrame, id="pandas"),
    pytest.param(lambda: pd.Series(TEXTS, dtype="category"), pd.DataFrame, id="pandas category"),
    pytest.param(lambda: pl.Series(TEXTS), pl.DataFrame, id="polars"),
    pytest.param(lambda: pl.Series(TEXTS, dtype=pl.Categorical), pl.DataFrame, id="polars category"),
    pytest.param(lambda: pa.chunked_array([TEXTS]), pa.Table, id="arrow"),
    pytest.param(lambda: pa.chunked_array([pa.array(TEXTS).dictionary_encode()]), pa.Table, id="arrow dictionary"),
]


@pytest.mark.parametrize(("make", "kind"), KINDS)
def test_screen(make, kind) -> None:  # type: ignore[no-untyped-def]
    found = riskscan.screen(make(), as_of="2026-01-01", jurisdictions=["UN"])
    assert isinstance(found, kind)
    outcomes = found["outcome"].to_pylist() if kind is pa.Table else list(found["outcome"])
    assert outcomes == ["listed", "no_chemical", "no_chemical", "listed"]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param("toluene", id="one text"),
        pytest.param(pd.DataFrame({"goods": TEXTS}), id="pandas frame"),
        pytest.param(pl.DataFrame({"goods": TEXTS}), id="polars frame"),
        pytest.param(pl.LazyFrame({"goods": TEXTS}), id="lazy frame"),
    ],
)
def test_what_would_be_read_wrongly_is_refused(texts: object) -> None:
    with pytest.raises(OptionError, match="texts is"):
        list_texts(texts)


@pytest.mark.parametrize("frame", [pl.LazyFrame({"a": [1]}), {"a": [1]}, [1], None])
def test_no_frame(frame: object) -> None:
    with pytest.raises(OptionError, match=r"not worked out yet|is no DataFrame"):
        as_arrow(frame)


def test_own_columns_keep_their_types() -> None:
    frame = pl.DataFrame({"n": [1, None], "kind": pl.Series(["a", None], dtype=pl.Categorical), "score": [9, 9]})
    joined = join_columns(frame, pd.DataFrame({"score": [0.5, 0.1]}, index=[7, 3]))
    assert joined.dtypes == [pl.Int64, pl.Categorical, pl.Float64]
    assert joined["score"].to_list() == [0.5, 0.1]
    assert joined["n"].to_list() == [1, None] and frame["score"].to_list() == [9, 9]
