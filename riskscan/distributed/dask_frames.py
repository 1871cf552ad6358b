"""Score a Dask DataFrame where its partitions lie: the functions of `riskscan.scoring` on each of them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from riskscan.distributed.dask_engine import WORK
from riskscan.exceptions import OptionError
from riskscan.history.aggregates import TraderHistory
from riskscan.manifest.parquet_groups import to_arrow
from riskscan.scoring.known_before import Reviewed, Sanctions
from riskscan.scoring.output_columns import OUTPUT_COLUMNS, without_output
from riskscan.scoring.partition_rows import KEY_COLUMNS, KEY_SCHEMA, Ranking, finish_batches, rank_rows, score_batches
from riskscan.scoring.partitions import Batches, PartitionJob, survey_partitions
from riskscan.scoring.scorer import RiskScorer
from riskscan.tables.written_reasons import read_reasons, write_reasons

if TYPE_CHECKING:
    from dask.dataframe import DataFrame

__all__ = ["score_dask"]

_TEXT = pd.StringDtype("pyarrow", na_value=np.nan)
_TYPES: dict[str, Any] = dict.fromkeys(OUTPUT_COLUMNS, _TEXT) | {"risk_score": np.float64, "risk_rank": np.int64}


def score_dask(
    df: "DataFrame",
    scorer: RiskScorer | None = None,
    *,
    columns: Any = None,
    history: TraderHistory | None = None,
    within: bool = True,
    sanctions: Sanctions = None,
    reviewed: Reviewed = None,
) -> "DataFrame":
    """Return the rows of a Dask DataFrame with `riskscan.scoring.OUTPUT_COLUMNS` appended.

    The result is the one that `RiskScorer.score` has for the same rows in the order of the partitions, however many
    there are and whether missing text is NaN, NA or None. The rows are scored here, with the scheduler that is set; to
    give them their ranks is left for when the result is computed or written.

    Parameters
    ----------
    df : dask.dataframe.DataFrame
        Rows; it is computed four or five times, so its rows must come in the same order each time.
    scorer : RiskScorer, optional
        Model, policy and law; the shipped model where left out.
    columns, history, within, sanctions, reviewed : optional
        As for `RiskScorer.score`.

    Returns
    -------
    dask.dataframe.DataFrame
        All rows in order, to be computed or written.

    Raises
    ------
    ManifestError
        As `RiskScorer.score`.
    OptionError
        Where `df` is no Dask DataFrame, or a column stands twice.
    """
    try:
        import dask
        import dask.dataframe as dd
    except ImportError as error:
        raise OptionError("Dask is not installed: run `pip install 'riskscan[dask]'`.") from error
    if not isinstance(df, dd.DataFrame):
        raise OptionError(f"df is no Dask DataFrame but {type(df).__name__}; see riskscan.scoring.RiskScorer.")
    if doubled := sorted(set(map(str, df.columns[df.columns.duplicated()]))):
        raise OptionError(f"The frame has columns twice: {doubled}; name every column once.")
    table = _DaskTable(df)
    job = survey_partitions(
        scorer or RiskScorer.load(),
        table,
        columns=columns,
        history=history,
        within=within,
        sanctions=sanctions,
        reviewed=reviewed,
    )
    known = dask.delayed(job, traverse=False, pure=False)
    score, select, finish = (dask.delayed(function, pure=False) for function in (_score, _keys, _finish))
    scored = dask.persist(*(score(part, number, known) for number, part in enumerate(table.parts)))
    keys = dask.compute(*(select(one) for one in scored))
    ranking = dask.delayed(rank_rows(pa.concat_tables(keys), job), traverse=False, pure=False)
    meta = without_output(df._meta).assign(**{name: pd.Series([], dtype=kind) for name, kind in _TYPES.items()})
    rows = [finish(part, one, known, ranking) for part, one in zip(table.parts, scored, strict=True)]
    return dd.from_delayed(rows, meta=meta, divisions=df.divisions, prefix="riskscan", verify_meta=False)


class _DaskTable:
    """The partitions of a Dask DataFrame; see `riskscan.scoring.partitions.Partitions`."""

    def __init__(self, df: "DataFrame") -> None:
        self.parts = df.to_delayed()
        self.schema: pa.Schema = to_arrow(df._meta).schema

    def collect(self, function: Callable[[Batches, int], Any]) -> Sequence[Any]:
        """Return what a function says of each partition."""
        import dask

        apply = dask.delayed(_apply, pure=False)
        found: Sequence[Any] = dask.compute(*(apply(part, number, function) for number, part in enumerate(self.parts)))
        return found


def _apply(frame: pd.DataFrame, number: int, function: Callable[[Batches, int], Any]) -> Any:
    with WORK:
        return function(iter(to_arrow(frame).to_batches()), number)


def _score(frame: pd.DataFrame, number: int, job: PartitionJob) -> list[pa.RecordBatch]:
    with WORK:
        return list(score_batches(iter(to_arrow(frame).to_batches()), number, job=job))


def _keys(batches: list[pa.RecordBatch]) -> pa.Table:
    return pa.Table.from_batches([batch.select(KEY_COLUMNS) for batch in batches], KEY_SCHEMA)


def _finish(frame: pd.DataFrame, scored: list[pa.RecordBatch], job: PartitionJob, ranking: Ranking) -> pd.DataFrame:
    with WORK:
        batches = [batch.select(OUTPUT_COLUMNS) for batch in finish_batches(iter(scored), job=job, ranking=ranking)]
    columns = {name: [cell for batch in batches for cell in batch[name].to_pylist()] for name in OUTPUT_COLUMNS}
    columns["reasons"] = [write_reasons(read_reasons(reasons)) for reasons in columns["reasons"]]
    added = {name: pd.Series(columns[name], dtype=kind, index=frame.index) for name, kind in _TYPES.items()}
    return pd.concat([without_output(frame), pd.DataFrame(added, index=frame.index)], axis=1)
