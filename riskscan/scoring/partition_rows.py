"""Score the rows of partitions: record batches in, record batches out, before and after all rows are ranked."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from riskscan.exceptions import ManifestError
from riskscan.features.coded import as_objects
from riskscan.history.events import Events
from riskscan.manifest.parts import Part
from riskscan.modelling.base_rate import OddsMove
from riskscan.scoring.batches import output_batch, own_schema, scored_schema
from riskscan.scoring.context import Context
from riskscan.scoring.finish import Explanation, explain_rows, finish_part, is_explained
from riskscan.scoring.output_columns import OUTPUT_COLUMNS, SCREENED
from riskscan.scoring.partitions import Batches, PartitionJob, parts_of, raw_part
from riskscan.scoring.rank_keys import RankKeys
from riskscan.scoring.rows import score_part
from riskscan.scoring.survey import Asked, survey_traders
from riskscan.scoring.tiering import Tiering, reach_tiers, tier_rows

__all__ = ["KEY_COLUMNS", "KEY_SCHEMA", "Ranking", "finish_batches", "rank_rows", "score_batches", "unranked_schema"]

_TEXTS = (*SCREENED, "listed_parties", "row_issues", "facts")
_KEYS = {
    "reached": pa.int8(), "floor": pa.int8(), "ceiling": pa.int8(), "margin": pa.float64(), "evidence": pa.float64(),
    "content": pa.int64(),
}  # fmt: skip
_PREFIX = "riskscan_"
KEY_COLUMNS = tuple(f"{_PREFIX}{name}" for name in ("position", *_KEYS))
"""Columns of `score_batches` that `rank_rows` needs of all rows."""

_ADDED = pa.schema(
    [
        *(pa.field(f"{_PREFIX}{name}", pa.string()) for name in _TEXTS),
        pa.field(f"{_PREFIX}position", pa.int64()),
        *(pa.field(f"{_PREFIX}{name}", kind) for name, kind in _KEYS.items()),
    ]
)
KEY_SCHEMA = pa.schema([_ADDED.field(name) for name in KEY_COLUMNS])
"""Their types."""


def unranked_schema(schema: pa.Schema) -> pa.Schema:
    """Return the schema of `score_batches`, of that of the rows."""
    return pa.schema([*own_schema(schema), *_ADDED])


def score_batches(batches: Batches, number: int, *, job: PartitionJob) -> Batches:
    """Score the rows of a partition; they are not ranked yet.

    Parameters
    ----------
    batches : iterator of RecordBatch
        The partition.
    number : int
        Of the partition.
    job : PartitionJob
        As `riskscan.scoring.partitions.survey_partitions` returns it.

    Yields
    ------
    RecordBatch
        Own columns as they are, and those that `finish_batches` needs.
    """
    screener = job.screener
    for own, part in parts_of(batches, number, job.template, job.first_rows):
        events = _events(part, job.context)
        scored = score_part(part, events, 0, part.first_row, context=job.context, screener=screener)
        keys, added = scored.keys, scored.columns()
        arrays = [
            *(pa.array(map(_utf8, added[name].tolist()), pa.string()) for name in _TEXTS),
            pa.array(part.first_row + np.arange(len(keys)), pa.int64()),
            *(pa.array(getattr(keys, name), kind) for name, kind in list(_KEYS.items())[:-1]),
            pa.array(keys.content.view(np.int64)),
        ]
        kept = [array for array, name in zip(own.columns, own.schema.names, strict=True) if name not in OUTPUT_COLUMNS]
        yield pa.RecordBatch.from_arrays([*kept, *arrays], schema=unranked_schema(own.schema))
    screener.flush()


def _events(part: Part, context: Context) -> Events | None:
    """Return what the rows of a part did, where the model asks for the history of traders."""
    if context.history is None:
        return None
    return survey_traders(part, context.plans[0], asked=Asked(events=True, alike=False, references=False)).events


def _utf8(text: object) -> str | None:
    return text.encode("utf-8", "replace").decode() if isinstance(text, str) else None


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was decided for all rows together, each array of shape (n_rows,), by position; picklable.

    Attributes
    ----------
    rank : ndarray of int32
        From 1.
    tier, asked : ndarray of int8
        As `riskscan.scoring.tiering.Tiering` has them.
    move : OddsMove or None
        How the stated base rate moves the probabilities of all rows.
    """

    rank: NDArray[np.int32]
    tier: NDArray[np.int8]
    asked: NDArray[np.int8]
    move: OddsMove | None


def rank_rows(table: pa.Table, job: PartitionJob) -> Ranking:
    """Decide tiers and ranks.

    Parameters
    ----------
    table : Table
        `KEY_COLUMNS` of all rows, in any order.
    job : PartitionJob
        As for `score_batches`.

    Raises
    ------
    ManifestError
        Where a row is missing or came twice.
    """
    table = table.rename_columns([name.removeprefix(_PREFIX) for name in table.column_names]).sort_by("position")
    if not np.array_equal(table["position"].to_numpy(), np.arange(job.first_rows[-1])):
        raise ManifestError(
            f"{table.num_rows:,} scored rows came of {job.first_rows[-1]:,}, or one twice: nothing was given out. Score"
            " rows that are the same each time they are read."
        )
    tiering = tier_rows(_keys(table), job.context.trained, job.context.policy)
    return Ranking(tiering.keys.ranks(tiering.tier), tiering.tier, tiering.asked, tiering.move)


def _keys(rows: pa.Table | pa.RecordBatch) -> RankKeys:
    columns = {name: rows[name].to_numpy() for name in _KEYS}
    return RankKeys(**(columns | {"content": columns["content"].view(np.uint64)}))


def finish_batches(batches: Batches, *, job: PartitionJob, ranking: Ranking) -> Batches:
    """Give the rows of `score_batches` their ranks, tiers and reasons.

    Yields
    ------
    RecordBatch
        Own columns, then `riskscan.scoring.OUTPUT_COLUMNS`.
    """
    for batch in batches:
        n_own = batch.num_columns - len(_ADDED)
        own, new = batch.select(range(n_own)), batch.select(range(n_own, batch.num_columns))
        new = new.rename_columns([name.removeprefix(_PREFIX) for name in new.schema.names])
        places = new["position"].to_numpy()
        trained, policy, move = job.context.trained, job.context.policy, ranking.move
        keys = reach_tiers(_keys(new), trained, policy, move)
        tiering = Tiering(policy, keys, ranking.tier[places], ranking.asked[places], move)
        ranks = ranking.rank[places]
        added = {name: as_objects(new[name].to_pylist()) for name in _TEXTS}
        output = finish_part(
            added, trained.probability(keys.margin, move), tiering, ranks,
            _explained(own, tiering, ranks, job), score_basis=trained.score_basis(move), model_id=trained.model_id,
        )  # fmt: skip
        yield output_batch(own, pd.DataFrame(output), scored_schema(own.schema))


def _explained(
    own: pa.RecordBatch, tiering: Tiering, ranks: NDArray[np.int32], job: PartitionJob
) -> dict[int, Explanation]:
    """Return what the model says of the rows that are shown, which are worked out once more."""
    n_rows = job.first_rows[-1]
    places = np.flatnonzero(is_explained(tiering.tier, ranks, n_rows))
    if not len(places):
        return {}
    some = own.take(pa.array(places))
    part = raw_part(some, job.template, 0)
    events = _events(part, job.context)
    top = score_part(part, events, 0, 0, context=job.context, screener=job.screener).top
    chosen = Tiering(tiering.policy, tiering.keys.take(places), tiering.tier[places], tiering.asked[places])
    found = explain_rows(top, chosen, ranks[places], job.context.trained, n_rows=n_rows)
    return {int(places[place]): explanation for place, explanation in found.items()}
