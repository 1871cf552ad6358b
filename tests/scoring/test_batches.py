"""Record batches are scored like a frame, and a scorer travels to other processes."""

import pickle

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.dataset
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.modelling.artefact import TrainedModel
from riskscan.scoring import OUTPUT_COLUMNS, RiskScorer
from riskscan.scoring.engines import Processes
from riskscan.simulation import LABEL_COLUMNS, simulate
from riskscan.tables.written_reasons import write_reasons


@pytest.fixture(scope="module")
def scorer(small_model: TrainedModel, screener: Screener) -> RiskScorer:
    return RiskScorer(small_model, screener=screener, as_of="2026-01-01")


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    frame = simulate(120, seed=43, world="test", violation_share=0.1).drop(columns=list(LABEL_COLUMNS))
    frame = frame.iloc[[3 if place in (10, 11, 64, 119) else place for place in range(120)]].reset_index(drop=True)
    return frame


@pytest.fixture(scope="module")
def whole(scorer: RiskScorer, rows: pd.DataFrame) -> pa.Table:
    return scorer.score_batches(pa.Table.from_pandas(rows, preserve_index=False)).read_all()


def test_batches_are_scored_like_a_frame(scorer: RiskScorer, rows: pd.DataFrame, whole: pa.Table) -> None:
    frame = scorer.score(rows)
    assert whole.column_names == [*rows.columns, *OUTPUT_COLUMNS]
    for name in OUTPUT_COLUMNS:
        if name != "reasons":
            assert whole[name].to_pylist() == frame[name].replace({np.nan: None}).tolist()
    sentences = [[reason["sentence"] for reason in reasons] for reasons in whole["reasons"].to_pylist()]
    assert [" | ".join(said) for said in sentences] == [_sentences(text) for text in frame["reasons"]]
    assert any(sentences) and frame["row_issues"].str.contains("duplicate_row").sum() == 4


def _sentences(text: str) -> str:
    return " | ".join(reason.split(": ", 1)[1] for reason in text.split(" | ")) if text else write_reasons(())


@pytest.mark.parametrize("size", [1, 7, 64])
def test_batches_of_any_size_give_the_same_rows(
    size: int, scorer: RiskScorer, rows: pd.DataFrame, whole: pa.Table
) -> None:
    table = pa.Table.from_pandas(rows, preserve_index=False)
    batches = [*table.to_batches(max_chunksize=size), table.schema.empty_table().to_batches()]
    batches[-1:] = [pa.RecordBatch.from_pylist([], schema=table.schema)]
    assert scorer.score_batches(iter(batches), part_rows=size + 1).read_all() == whole


def test_processes_give_the_same_rows(scorer: RiskScorer, rows: pd.DataFrame, whole: pa.Table) -> None:
    table = pa.Table.from_pandas(rows, preserve_index=False)
    assert scorer.score_batches(table, part_rows=50, engine=Processes(2)).read_all() == whole


def test_columns_of_an_earlier_scoring_are_replaced(scorer: RiskScorer, whole: pa.Table) -> None:
    assert scorer.score_batches(whole).schema.names == whole.column_names


def test_no_rows_give_no_rows(scorer: RiskScorer, whole: pa.Table) -> None:
    own = whole.select(whole.column_names[: -len(OUTPUT_COLUMNS)])
    scored = scorer.score_batches(own.schema.empty_table()).read_all()
    assert scored.schema == whole.schema and scored.num_rows == 0


def test_the_types_of_own_columns_stay(scorer: RiskScorer, rows: pd.DataFrame) -> None:
    table = pa.Table.from_pandas(rows, preserve_index=False)
    place = table.column_names.index("goods_description")
    table = table.set_column(place, "goods_description", table["goods_description"].dictionary_encode())
    table = table.append_column("price", pa.array([None] * len(rows), pa.decimal128(12, 3)))
    scored = scorer.score_batches(table).read_all()
    assert scored.select(table.column_names) == table


def test_a_scorer_travels_to_another_process(scorer: RiskScorer, rows: pd.DataFrame) -> None:
    other = pickle.loads(pickle.dumps(scorer))  # noqa: S301 - what this test wrote
    assert repr(other) == repr(scorer) == f"<RiskScorer {scorer.model_id}, as_of=2026-01-01, jurisdictions=None>"
    pd.testing.assert_frame_equal(other.score(rows.head(9)), scorer.score(rows.head(9)))
