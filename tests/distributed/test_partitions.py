"""Partitions of any kind are scored like one frame; the engine here is a list, and pickles what it carries."""

import pickle
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.exceptions import ManifestError, OptionError
from riskscan.modelling.artefact import TrainedModel
from riskscan.scoring import RiskScorer
from riskscan.scoring.partition_rows import KEY_COLUMNS, finish_batches, rank_rows, score_batches
from riskscan.scoring.partitions import Batches, survey_partitions
from tests.dirty_files import dirty_rows


class Tables:
    """Partitions that are tables in memory."""

    def __init__(self, tables: Sequence[pa.Table]) -> None:
        self.tables = tables
        self.schema = tables[0].schema

    def collect(self, function: Callable[[Batches, int], Any]) -> list[Any]:
        return [_sent(function)(iter(table.to_batches()), number) for number, table in enumerate(self.tables)]


def score_tables(scorer: RiskScorer, tables: Sequence[pa.Table]) -> list[pa.Table]:
    job = survey_partitions(scorer, Tables(tables))
    score = _sent(partial(score_batches, job=job))
    scored = [list(score(iter(table.to_batches()), number)) for number, table in enumerate(tables)]
    keys = pa.Table.from_batches([batch.select(KEY_COLUMNS) for batches in scored for batch in batches])
    finish = _sent(partial(finish_batches, job=job, ranking=rank_rows(keys, job)))
    return [pa.Table.from_batches(finish(iter(batches))) for batches in scored if batches]


def _sent(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return what arrives in another process."""
    return pickle.loads(pickle.dumps(function))  # type: ignore[no-any-return] # noqa: S301 - what this test wrote


@pytest.fixture(scope="module")
def scorer(small_model: TrainedModel, screener: Screener) -> RiskScorer:
    return RiskScorer(small_model)


@pytest.fixture(scope="module")
def table() -> pa.Table:
    rows = dirty_rows(150)
    return pa.Table.from_pandas(rows.assign(package_count=[None, *range(149)]), preserve_index=False)


@pytest.fixture(scope="module")
def whole(scorer: RiskScorer, table: pa.Table) -> pa.Table:
    return scorer.score_batches(table).read_all()


@pytest.mark.parametrize(
    "cuts",
    [
        pytest.param([150], id="one"),
        pytest.param([0, 9, 10, 10, 64, 65, 150, 150], id="at the edges of repeated rows, with empty ones"),
        pytest.param([1, 149, 150], id="of one row"),
    ],
)
def test_any_partitions_give_the_rows_of_the_whole(
    cuts: list[int], scorer: RiskScorer, table: pa.Table, whole: pa.Table
) -> None:
    starts = [0, *cuts]
    tables = [table.slice(start, stop - start) for start, stop in zip(starts, cuts, strict=False)]
    assert pa.concat_tables(score_tables(scorer, tables)).equals(whole)


def test_a_stated_base_rate_is_met_by_all_partitions_together(scorer: RiskScorer, table: pa.Table) -> None:
    stated = RiskScorer(scorer.trained, policy=replace(scorer.policy, base_rate=0.3))
    cut = [table.slice(0, 9), table.slice(9, 0), table.slice(9)]
    whole = stated.score_batches(table).read_all()
    assert whole["score_basis"][0].as_py().startswith("base rate 0.3, odds x ")
    assert pa.concat_tables(score_tables(stated, cut)).equals(whole)


def test_a_base_rate_is_refused_before_anything_is_read(scorer: RiskScorer, table: pa.Table) -> None:
    silent = replace(scorer.trained, metadata=scorer.trained.metadata | {"base_rate": None})
    stated = RiskScorer(silent, policy=replace(scorer.policy, base_rate=0.3))
    with pytest.raises(OptionError, match="train it again"):
        survey_partitions(stated, Tables([table]))


def test_a_partition_that_changes_between_readings_is_said(scorer: RiskScorer, table: pa.Table) -> None:
    job = survey_partitions(scorer, Tables([table.slice(0, 40), table.slice(40, 40)]))
    with pytest.raises(ManifestError, match="Partition 1 had 40 rows and now has 39"):
        list(score_batches(iter(table.slice(40, 39).to_batches()), 1, job=job))


def test_a_row_that_comes_twice_is_said(scorer: RiskScorer, table: pa.Table) -> None:
    job = survey_partitions(scorer, Tables([table.slice(0, 20)]))
    keys = pa.Table.from_batches([*score_batches(iter(table.slice(0, 20).to_batches()), 0, job=job)])
    keys = keys.select(KEY_COLUMNS)
    with pytest.raises(ManifestError, match="21 scored rows came of 20"):
        rank_rows(pa.concat_tables([keys, keys.slice(3, 1)]), job)
    with pytest.raises(ManifestError, match="19 scored rows came of 20"):
        rank_rows(keys.slice(1), job)


def test_a_table_without_rows(scorer: RiskScorer, table: pa.Table) -> None:
    job = survey_partitions(scorer, Tables([table.schema.empty_table()]))
    assert job.first_rows == (0, 0) and list(job.template.columns) == table.column_names


def test_a_history_counts_beside_the_rows(scorer: RiskScorer, table: pa.Table) -> None:
    from riskscan.history.aggregates import TraderHistory

    earlier = pd.DataFrame({"lodged_on": pd.to_datetime(["2020-01-01"]), "consignor_name": ["Golden Bay Trading"]})
    alone = survey_partitions(scorer, Tables([table]), within=False).context.history
    both = survey_partitions(scorer, Tables([table]), history=TraderHistory.from_rows(earlier)).context.history
    assert alone is not None and both is not None
    assert len(both.rows["consignor"].keys) > len(alone.rows["consignor"].keys)
    assert np.isin(alone.rows["consignor"].keys, both.rows["consignor"].keys).all()
