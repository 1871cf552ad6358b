"""Arrow record batches in, scored record batches out: for DuckDB, Polars, Arrow Flight or pyarrow itself."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from riskscan.manifest.batches import BatchParts, open_batches
from riskscan.manifest.parquet_groups import to_arrow
from riskscan.scoring.finish import output_template, write_reason_cells
from riskscan.scoring.finished import Finished
from riskscan.scoring.output_columns import OUTPUT_COLUMNS
from riskscan.scoring.run import Options

if TYPE_CHECKING:
    from riskscan.scoring.scorer import RiskScorer

__all__ = ["output_batch", "own_schema", "score_reader", "scored_schema"]

_REASONS = frozenset(("reasons",))


def score_reader(scorer: "RiskScorer", batches: Any, options: Options) -> pa.RecordBatchReader:
    """Score record batches; see `riskscan.scoring.RiskScorer.score_batches`."""
    with ExitStack() as opened:
        parts = opened.enter_context(open_batches(batches))
        finished = scorer.run([parts], options).finish()
        opened.callback(finished.close)
        schema = scored_schema(parts.schema)
        rows = _scored(parts, finished, schema, opened.pop_all())
        return pa.RecordBatchReader.from_batches(schema, rows)


def _scored(parts: BatchParts, finished: Finished, schema: pa.Schema, opened: ExitStack) -> Iterator[pa.RecordBatch]:
    """Yield the rows; what was kept on disk is let go with the last one, or when nobody asks for more."""
    with opened:
        own = parts.own_rows()
        for part in finished.parts():
            rows = own.take(len(part.output))
            if rows.num_rows:
                yield output_batch(rows, part.output, schema)


def own_schema(schema: pa.Schema) -> pa.Schema:
    """Return the columns of a schema without those of an earlier scoring."""
    return pa.schema([field for field in schema if field.name not in OUTPUT_COLUMNS], schema.metadata)


def scored_schema(schema: pa.Schema) -> pa.Schema:
    """Return the schema of scored rows: their own columns as they are, then `OUTPUT_COLUMNS`; reasons are structs."""
    empty = pd.DataFrame({"index": []})
    added = to_arrow(output_template([empty])[list(OUTPUT_COLUMNS)], _REASONS).schema
    own = own_schema(schema)
    return pa.schema([*own, *added], own.metadata)


def output_batch(own: pa.RecordBatch, output: pd.DataFrame, schema: pa.Schema) -> pa.RecordBatch:
    """Return rows with what scoring adds to them.

    Parameters
    ----------
    own : RecordBatch
        The rows as they came.
    output : DataFrame
        As `riskscan.scoring.finish.finish_part` returns it.
    schema : Schema
        As `scored_schema` returns it.
    """
    added = to_arrow(output.assign(reasons=write_reason_cells(output["reasons"], as_text=False)), _REASONS)
    kept = [array for array, field in zip(own.columns, own.schema, strict=True) if field.name not in OUTPUT_COLUMNS]
    new = [column.combine_chunks() if column.num_chunks != 1 else column.chunk(0) for column in added.columns]
    return pa.RecordBatch.from_arrays([*kept, *new], schema=schema)
