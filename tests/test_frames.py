"""Columns and frames of other libraries: the same kind comes back, what is missing stays missing."""

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import riskscan
from riskscan.exceptions import OptionError
from riskscan.frames import columns_of_words, join_columns, list_texts
from riskscan.manifest.arrow_frames import as_pandas, raw_frame

TEXTS = ["toluene", None, "cotton", "toluene"]
KINDS = [
    pytest.param(lambda: list(TEXTS), pd.DataFrame, id="list"),
    pytest.param(lambda: pd.Series(TEXTS), pd.DataFrame, id="pandas"),
    pytest.param(lambda: pd.Series(TEXTS, dtype="category"), pd.DataFrame, id="pandas category"),
    pytest.param(lambda: pl.Series(TEXTS), pl.DataFrame, id="polars"),
    pytest.param(lambda: pl.Series(TEXTS, dtype=pl.Categorical), pl.DataFrame, id="polars category"),
    pytest.param(lambda: pa.chunked_array([TEXTS]), pa.Table, id="arrow"),
    pytest.param(lambda: pa.array(TEXTS), pa.Table, id="arrow array"),
    pytest.param(lambda: pa.array(TEXTS).dictionary_encode(), pa.Table, id="arrow dictionary array"),
    pytest.param(lambda: [pa.scalar(text, pa.string()) for text in TEXTS], pd.DataFrame, id="cells of arrow"),
    pytest.param(lambda: pa.chunked_array([pa.array(TEXTS).dictionary_encode()]), pa.Table, id="arrow dictionary"),
]


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["toluene", None, "cotton"], id="some missing"),
        pytest.param(["toluene", "甲苯"], id="none missing"),
        pytest.param([None, None], id="all missing"),
    ],
)
def test_columns_of_words_are_what_pandas_makes_of_lists(cells: list[str | None]) -> None:
    frame = pd.DataFrame(columns_of_words({"one": cells, "other": cells[::-1]}))
    pd.testing.assert_frame_equal(frame, pd.DataFrame({"one": cells, "other": cells[::-1]}))


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
        pytest.param({"goods": TEXTS}, id="dict of columns"),
        pytest.param(5, id="number"),
        pytest.param(None, id="nothing"),
        pytest.param([b"toluene"], id="bytes"),
        pytest.param(b"toluene", id="bytes of one text"),
    ],
)
def test_what_would_be_read_wrongly_is_refused(texts: object) -> None:
    with pytest.raises(OptionError, match=r"texts (is|holds)"):
        list_texts(texts)


@pytest.mark.parametrize("frame", [pl.LazyFrame({"a": [1]}), {"a": [1]}, [1], None])
def test_no_frame(frame: object) -> None:
    with pytest.raises(OptionError, match=r"not worked out yet|is no DataFrame"):
        as_pandas(frame)


def test_one_way_from_arrow_to_frames() -> None:
    frame = pl.DataFrame({"goods": ["tea"], "amount": [{"kg": 2.5, "n": 3}], "codes": [["61", "62"]]})
    found = as_pandas(frame)
    pd.testing.assert_frame_equal(found, raw_frame(frame.to_arrow()))
    assert found.iloc[0].to_dict() == {"goods": "tea", "amount.kg": 2.5, "amount.n": 3, "codes": "61;62"}


def test_own_columns_keep_their_types() -> None:
    frame = pl.DataFrame({"n": [1, None], "kind": pl.Series(["a", None], dtype=pl.Categorical), "score": [9, 9]})
    joined = join_columns(frame, pd.DataFrame({"score": [0.5, 0.1]}, index=[7, 3]))
    assert joined.dtypes == [pl.Int64, pl.Categorical, pl.Float64]
    assert joined["score"].to_list() == [0.5, 0.1]
    assert joined["n"].to_list() == [1, None] and frame["score"].to_list() == [9, 9]


ROWS = {
    "goods_description": ["toluene 200 l", "cotton shirts", None],
    "export_country": ["CN", None, "DE"],
    "hs_code": [2902300000, None, 12345678],
    "mine": [None, "b", "c"],
}
TEXT_COLUMNS = ("export_country", "mine")
FRAMES = [
    pytest.param(lambda: pl.DataFrame(ROWS), pl.DataFrame, id="polars"),
    pytest.param(lambda: pa.table(ROWS), pa.Table, id="arrow"),
    pytest.param(
        lambda: pa.table(ROWS | {name: pa.array(ROWS[name]).dictionary_encode() for name in TEXT_COLUMNS}),
        pa.Table, id="arrow dictionary",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def scorer() -> riskscan.RiskScorer:
    return riskscan.RiskScorer.load(as_of="2026-01-01")


@pytest.mark.parametrize(("make", "kind"), FRAMES)
def test_score(make, kind, scorer: riskscan.RiskScorer) -> None:  # type: ignore[no-untyped-def]
    frame = make()
    scored = scorer.score(frame)
    assert isinstance(scored, kind)
    plain = scored.to_pylist() if kind is pa.Table else scored.to_dicts()
    assert [{name: row[name] for name in ROWS} for row in plain] == [
        dict(zip(ROWS, cells, strict=True)) for cells in zip(*ROWS.values(), strict=True)
    ]
    columns = [scored.schema.field(name).type for name in ROWS] if kind is pa.Table else scored.dtypes[: len(ROWS)]
    assert columns == ([frame.schema.field(name).type for name in ROWS] if kind is pa.Table else frame.dtypes)
    same = scorer.score(pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in ROWS.items()}))
    assert [row["risk_score"] for row in plain] == same["risk_score"].tolist()
    assert [row["reasons"] for row in plain] == same["reasons"].tolist()


@pytest.mark.parametrize(("make", "kind"), FRAMES)
def test_parts_can_be_put_together(make, kind, scorer: riskscan.RiskScorer) -> None:  # type: ignore[no-untyped-def]
    frame = make()
    parts = [scorer.score(frame[:1]), scorer.score(frame[1:])]  # the second names nothing that is listed
    assert parts[0].schema == parts[1].schema
    joined = pa.concat_tables(parts) if kind is pa.Table else pl.concat(parts)
    assert joined.shape[0] == 3


@pytest.mark.parametrize(("make", "kind"), FRAMES)
def test_read_manifest(make, kind) -> None:  # type: ignore[no-untyped-def]
    found = riskscan.read_manifest(make())
    assert isinstance(found, kind)
    plain = found.to_pylist() if kind is pa.Table else found.to_dicts()
    assert [row["hs_code"] for row in plain] == ["2902300000", None, "12345678"]
    assert [row["export_country"] for row in plain] == ["CN", None, "DE"]


def test_scored_rows_are_scored_again(scorer: riskscan.RiskScorer) -> None:
    once = scorer.score(pl.DataFrame(ROWS))
    assert scorer.score(once).columns == once.columns
