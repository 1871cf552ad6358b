"""Survey a table that lies in partitions elsewhere: what each says adds up, and is frozen for all of them.

A partition is an iterator of Arrow record batches, which an engine hands to a function where the rows lie. Nothing but
facts comes back; the functions that give rows are in `riskscan.scoring.partition_rows`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Protocol, Self

import pandas as pd
import pyarrow as pa

from riskscan.chemistry.screening import Screener
from riskscan.chemistry.shared_screener import screener_of
from riskscan.exceptions import ManifestError
from riskscan.features.references import References
from riskscan.history.aggregates import TraderHistory
from riskscan.history.links import FrozenLinks, LinkRows
from riskscan.manifest.arrow_frames import checked_table, raw_frame
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.mapping.rules import resolve_rules
from riskscan.manifest.mapping.sampling import SAMPLE_ROWS
from riskscan.manifest.parts import FrameParts, Part
from riskscan.manifest.sheet import beginning_of
from riskscan.packs.store import InstalledPack
from riskscan.scoring.context import Context
from riskscan.scoring.finish import MOST_EXPLAINED
from riskscan.scoring.known_before import Reviewed, Sanctions, party_index, reviews_by_key
from riskscan.scoring.survey import Asked, PartFacts, TablePlan, add_up, plan_table, survey_part, survey_traders

if TYPE_CHECKING:
    from riskscan.scoring.scorer import RiskScorer

__all__ = ["Batches", "Outline", "PartitionJob", "Partitions", "parts_of", "raw_part", "survey_partitions"]

Batches = Iterator[pa.RecordBatch]

_PART_ROWS = 10_000


class Partitions(Protocol):
    """A table in partitions: all that an engine must give.

    Attributes
    ----------
    schema : Schema
        Of every partition.
    """

    schema: pa.Schema

    def collect(self, function: Callable[[Batches, int], Any]) -> Sequence[Any]:
        """Return ``function(batches, number)`` for each partition, in the order of their numbers from 0.

        The function is picklable, and so is what it returns; a partition may have no batch. Rows must come in the same
        order each time.
        """


@dataclass(frozen=True, slots=True)
class Outline:
    """Rows and types of a partition; `+` adds the one that follows.

    Attributes
    ----------
    n_rows : int
        Rows.
    template : DataFrame or None
        The columns with the types that hold all rows, without a row; None where there is no row.
    """

    n_rows: int = 0
    template: pd.DataFrame | None = None

    def __add__(self, other: Self) -> "Outline":
        templates = [one.template for one in (self, other) if one.template is not None]
        is_alike = len({tuple(template.dtypes) for template in templates}) < 2
        joined = pd.concat(templates) if not is_alike else next(iter(templates), None)
        return Outline(self.n_rows + other.n_rows, joined)


@dataclass(frozen=True, slots=True)
class PartitionJob:
    """All that a worker must know to score any partition of a table; picklable.

    Attributes
    ----------
    context : Context
        What was frozen.
    template : DataFrame
        The columns with the types that hold all rows, without a row.
    first_rows : tuple of int
        Position among all rows of the first row of each partition; of the end, at last.
    watchlist, cache : optional
        As of the scorer's `Screener`; a worker has its own.
    """

    context: Context
    template: pd.DataFrame
    first_rows: tuple[int, ...]
    watchlist: Any
    cache: Any
    packs: tuple[InstalledPack, ...]

    @property
    def screener(self) -> Screener:
        """The one screener of this process."""
        return screener_of(self.watchlist, self.cache, self.packs)


def survey_partitions(
    scorer: "RiskScorer",
    partitions: Partitions,
    *,
    columns: Any = None,
    history: TraderHistory | None = None,
    within: bool = True,
    sanctions: Sanctions = None,
    reviewed: Reviewed = None,
) -> PartitionJob:
    """Return all that a worker must know: partitions are read three or four times, and nothing but facts is moved.

    Parameters
    ----------
    scorer : RiskScorer
        Model, policy and law.
    partitions : Partitions
        The table.
    columns, history, within, sanctions, reviewed
        As for `riskscan.scoring.RiskScorer.score`.

    Raises
    ------
    ManifestError
        Where the table has no goods text or lacks headers of the mapping file.
    """
    trained = scorer.trained
    trained.check_base_rate(scorer.policy.base_rate)
    outlines = partitions.collect(_outline)
    n_rows = sum(outline.n_rows for outline in outlines)
    first_rows = tuple(accumulate((outline.n_rows for outline in outlines), initial=0))
    template = add_up(outlines, Outline()).template
    if template is None:
        template = raw_frame(partitions.schema.empty_table())
    step = max(1, -(-n_rows // SAMPLE_ROWS))
    rows = partitions.collect(partial(_every, step=step, template=template, first_rows=first_rows))
    sampled = pd.concat([template, *rows], ignore_index=True) if rows else template
    plan = plan_table(
        FrameParts(sampled), resolve_rules(columns), extra=trained.extra,
        numeric=tuple(trained.model.families.extra_numeric), is_single=False,
        require_text=bool(trained.metadata.get("has_goods_text", True)),
    )  # fmt: skip
    facts = partitions.collect(partial(_survey, plan=plan, template=template, first_rows=first_rows))
    plan = plan.freeze(add_up(facts, PartFacts()))
    families = trained.model.families
    asked = Asked(
        events=families.asks_history and within, alike=False, references=families.asks_references,
        links=families.asks_links,
    )  # fmt: skip
    asking = partial(_traders, plan=plan, template=template, first_rows=first_rows, asked=asked)
    traders = partitions.collect(asking) if asked else []
    known = references = links = None
    if families.asks_history:
        others = [*([] if history is None else [history]), *(facts.history for facts in traders)]
        known = (trained.history.merge(*others) if others else trained.history).freeze()
    if families.asks_references:
        references = add_up((facts.references for facts in traders), trained.references).freeze()
    if families.asks_links:
        links = FrozenLinks.of(LinkRows.join([facts.links for facts in traders]))
    context = Context(
        trained, scorer.policy, (plan,), known, references, scorer.as_of, scorer.jurisdictions, date.today(),
        MOST_EXPLAINED, reviews_by_key(reviewed), party_index(sanctions), links,
    )  # fmt: skip
    screener = scorer.screener
    return PartitionJob(context, template, first_rows, screener.watchlist, screener.cache, screener.packs)


def parts_of(
    batches: Batches, number: int, template: pd.DataFrame, first_rows: Sequence[int]
) -> Iterator[tuple[pa.RecordBatch, Part]]:
    """Yield the rows of a partition as they came, and as raw cells with the types of all.

    Raises
    ------
    ManifestError
        Where the partition has other rows than it had before.
    """
    first_row = first_rows[number]
    for batch in batches:
        for start in range(0, batch.num_rows, _PART_ROWS):
            own = batch.slice(start, _PART_ROWS)
            yield own, raw_part(own, template, first_row)
            first_row += own.num_rows
    if first_row != first_rows[number + 1]:
        raise ManifestError(
            f"Partition {number} had {first_rows[number + 1] - first_rows[number]:,} rows and now has"
            f" {first_row - first_rows[number]:,}: what it is made of changes. Write the rows to files first, and score"
            " these."
        )


def raw_part(batch: pa.RecordBatch, template: pd.DataFrame, first_row: int) -> Part:
    """Return rows as raw cells with the types of all."""
    issues = RowIssues()
    frame = raw_frame(checked_table(batch, issues))
    types = {name: kind for name, kind in template.dtypes.items() if name in frame and frame[name].dtype != kind}
    return Part(frame.astype(types) if types else frame, issues, first_row)


def _outline(batches: Batches, number: int) -> Outline:
    outline = Outline()
    for batch in batches:
        if batch.num_rows:
            frame = raw_frame(checked_table(batch, RowIssues()))
            outline += Outline(len(frame), beginning_of(frame, 0))
    return outline


def _every(
    batches: Batches, number: int, *, step: int, template: pd.DataFrame, first_rows: Sequence[int]
) -> pd.DataFrame:
    """Return the rows whose position among all rows is a multiple of a number."""
    parts = (part for _, part in parts_of(batches, number, template, first_rows))
    return pd.concat([template, *(part.frame.iloc[-part.first_row % step :: step] for part in parts)])


def _survey(
    batches: Batches, number: int, *, plan: TablePlan, template: pd.DataFrame, first_rows: Sequence[int]
) -> PartFacts:
    parts = parts_of(batches, number, template, first_rows)
    return add_up((survey_part(part, plan) for _, part in parts), PartFacts())


@dataclass(frozen=True, slots=True)
class _TraderFacts:
    """What a partition says of traders, and of what is usual; picklable."""

    history: TraderHistory
    references: References
    links: LinkRows


def _traders(
    batches: Batches, number: int, *, plan: TablePlan, template: pd.DataFrame, first_rows: Sequence[int], asked: Asked
) -> _TraderFacts:
    parts = parts_of(batches, number, template, first_rows)
    facts = [survey_traders(part, plan, asked=asked) for _, part in parts]
    known = [TraderHistory.from_events(one.events) for one in facts if one.events is not None]
    empty = TraderHistory.empty()
    references = add_up((one.references for one in facts), References.empty())
    links = LinkRows.join([one.links for one in facts])
    return _TraderFacts(empty.merge(*known) if known else empty, references, links)
