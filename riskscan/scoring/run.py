"""One run: all tables surveyed, frozen, scored part by part, ranked together, and given out part by part."""

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from riskscan.chemistry.screening import Screener
from riskscan.compiling.garbage import collector_seldom
from riskscan.compiling.memory import give_back_memory
from riskscan.features.reference_store import read_references
from riskscan.features.references import References
from riskscan.history.aggregates import TraderHistory
from riskscan.history.events import Events
from riskscan.history.links import FrozenLinks, LinkRows
from riskscan.history.parties import forget_parties
from riskscan.history.reviews import Review
from riskscan.history.store import HistoryStore
from riskscan.manifest.array_store import ArrayStore
from riskscan.manifest.mapping.rules import ColumnRules
from riskscan.manifest.part_store import PartStore
from riskscan.manifest.parts import Part, Parts
from riskscan.modelling.artefact import TrainedModel
from riskscan.parties.index import PartyIndex
from riskscan.policy import Policy
from riskscan.scoring.apart import score_apart
from riskscan.scoring.context import Context
from riskscan.scoring.engines import Engine, Serial
from riskscan.scoring.finish import MOST_EXPLAINED, explain_rows
from riskscan.scoring.finished import Finished
from riskscan.scoring.kept_facts import KeptFacts
from riskscan.scoring.kept_parts import KeptParts, score_or_find
from riskscan.scoring.rank_keys import RankKeys
from riskscan.scoring.rows import ScoredPart, TopRows, score_part
from riskscan.scoring.stamps import run_stamp
from riskscan.scoring.survey import (
    Asked,
    PartFacts,
    TablePlan,
    TraderFacts,
    add_up,
    plan_table,
    survey_part,
    survey_traders,
)
from riskscan.scoring.table_set import TableSet
from riskscan.scoring.tiering import tier_rows

__all__ = ["PART_ROWS", "Options", "Progress", "Run"]

PART_ROWS = 20_000
"""Rows that are scored at a time."""

_PART_CELLS = 2_000_000
"""Cells that are scored at a time, at most: tables may have thousands of columns."""

_MANY_ROWS = 100_000
"""From here on a stage leaves enough memory behind to give it back before the next."""

_PARTS_BETWEEN = 8
"""Parts after which memory is given back within a stage: it takes some milliseconds."""

Progress = Callable[[str, int, int], None]
"""Called as ``progress(stage, rows done, rows in all)``."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked for.

    Attributes
    ----------
    rules : ColumnRules
        The user's mapping file.
    history : TraderHistory, HistoryStore or None
        What the user knows of traders.
    within : bool
        Whether the earlier rows of the tables count as history.
    explain : bool
        Whether the model's reasons are worked out for the rows that are shown.
    top : int
        Rows of the ranking that are given out as objects.
    part_rows : int
        Rows that are scored at a time, fewer of a wide table; the result does not depend on it.
    as_of, jurisdictions : optional
        Law that counts.
    reviews : mapping of str to Review
        What reviewers decided before, by key of the rows.
    listed : PartyIndex or None
        Names of listed parties.
    engine : Engine
        What carries the work.
    progress : callable or None
        Hears how far the work is.
    resume : Path or None
        Folder in which scored parts are kept while the run lasts, and found by the next run.
    """

    rules: ColumnRules = field(default_factory=ColumnRules)
    history: TraderHistory | HistoryStore | None = None
    within: bool = True
    explain: bool = True
    top: int = 0
    part_rows: int = PART_ROWS
    as_of: date | None = None
    jurisdictions: frozenset[str] | None = None
    reviews: Mapping[str, Review] = field(default_factory=dict)
    listed: PartyIndex | None = None
    engine: Engine = field(default_factory=Serial)
    progress: Progress | None = None
    resume: Path | None = None


class Run:
    """Scores tables.

    Parameters
    ----------
    trained : TrainedModel
        The model.
    policy : Policy
        Tiers and rules.
    screener : Screener
        Chemistry and law, for work in this process.
    tables : sequence of Parts
        What to score, as one set with one ranking.
    options : Options
        What is asked for.

    Attributes
    ----------
    seconds : dict of str to float
        Wall time by stage.
    """

    def __init__(
        self, trained: TrainedModel, policy: Policy, screener: Screener, tables: Sequence[Parts], options: Options
    ) -> None:
        self._trained = trained
        self._policy = policy
        self._screener = screener
        widest = max((table.template.shape[1] for table in tables), default=1)
        self._tables = TableSet(tables, max(1, min(options.part_rows, _PART_CELLS // max(widest, 1))))
        self._options = options
        families = trained.model.families
        self._asks_history = families.asks_history
        self._asked = Asked(
            events=families.asks_history, alike=isinstance(options.history, HistoryStore),
            references=families.asks_references, links=families.asks_links,
        )  # fmt: skip
        self.seconds: dict[str, float] = {}

    def finish(self) -> "Finished":
        """Do all the work but giving the rows out."""
        self._trained.check_base_rate(self._policy.base_rate)
        with self._stage("survey"):
            plans, timed = self._survey()
        with ExitStack() as failed, closing(KeptFacts()) as traders, closing(ArrayStore()) as kept_keys:
            store = PartStore()
            failed.callback(store.close)
            with self._stage("history"):
                context = self._context(plans, traders)
                self._forget(forget_parties)
            with self._stage("rows"):
                top, n_with_issues = self._rows(context, traders, store, kept_keys)
                del context  # ranks need room
                self._forget(self._screener.forget)
            with self._stage("explanations"):
                keys = RankKeys.of_parts(kept_keys, self._tables.n_rows)
                tiering = tier_rows(keys, self._trained, self._policy)
                del keys  # those of `tiering` know the tier that is reached
                ranks = tiering.keys.ranks(tiering.tier)
                shown = explain_rows(top, tiering, ranks, self._trained) if self._options.explain else {}
            failed.pop_all()  # what went well is closed by who asked for it
        return Finished(
            self._tables, self._trained, plans, timed, store, tiering, ranks, top, shown, traders.alike,
            n_with_issues, self._options.engine,
        )  # fmt: skip

    def _context(self, plans: tuple[TablePlan, ...], traders: KeptFacts) -> Context:
        """Look at the traders of all rows, and freeze what is known before the first row is scored."""
        usual = self._traders(plans, traders)
        history = self._known(traders).freeze() if self._asks_history else None
        is_local = self._options.engine.is_local
        references = usual.freeze(is_local=is_local) if self._asked.references else None
        del usual
        links = self._ties(traders) if self._asked.links else None
        return Context(
            self._trained, self._policy, plans, history, references, self._options.as_of, self._options.jurisdictions,
            date.today(), max(MOST_EXPLAINED, self._options.top), self._options.reviews, self._options.listed,
            links,
        )  # fmt: skip

    def _rows(
        self, context: Context, traders: KeptFacts, store: PartStore, keys: ArrayStore
    ) -> tuple[TopRows, int]:  # fmt: skip
        """Score all parts and keep what they are ranked by; return the first of the rows, and how many have issues."""
        tops: list[TopRows] = []
        n_with_issues = 0
        for scored in self._scored(context, traders):
            store.add(scored.added)
            keys.add(scored.keys.arrays())
            n_with_issues += scored.n_with_issues
            tops.append(scored.top)
            if len(tops) == _PARTS_BETWEEN:
                tops = [TopRows.join(tops).first(context.most_shown)]
        top = tops[0] if len(tops) == 1 else TopRows.join(tops).first(context.most_shown)
        return top, n_with_issues

    def _said(self, stage: str, results: Iterator[Any], lengths: Callable[[Any], int]) -> Iterator[Any]:
        """Pass results on and say how far the work is; what libraries keep does not pile up meanwhile."""
        done = 0
        for number, result in enumerate(results, 1):
            done += lengths(result)
            if number % _PARTS_BETWEEN == 0:
                give_back_memory()
            if self._options.progress is not None:
                self._options.progress(stage, done, self._tables.n_rows)
            yield result

    def _forget(self, let_go: Callable[[], None]) -> None:
        """Let go of what was remembered for later parts, where there were so many that it takes room."""
        if self._tables.n_rows > _MANY_ROWS:
            let_go()

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        with collector_seldom():
            yield
        if self._tables.n_rows > _MANY_ROWS:
            give_back_memory()
        self.seconds[name] = time.perf_counter() - started

    def _survey(self) -> tuple[tuple[TablePlan, ...], frozenset[str]]:
        families = self._trained.model.families
        plans = []
        timed: frozenset[str] = frozenset()
        for table in self._tables.tables:
            plan = plan_table(
                table, self._options.rules, extra=self._trained.extra, numeric=tuple(families.extra_numeric),
                require_text=bool(self._trained.metadata.get("has_goods_text", True)),
                is_single=table.is_single(self._tables.part_rows),
            )  # fmt: skip
            facts = add_up(self._surveyed(table, plan), PartFacts())
            plans.append(plan.freeze(facts))
            timed |= facts.timed
        return tuple(plans), timed

    def _surveyed(self, table: Parts, plan: TablePlan) -> Iterator[PartFacts]:
        """Survey the parts of a table; which of their rows are no goods is known to the passes that follow."""
        waiting: deque[dict[str, Any]] = deque()

        def items() -> Iterator[tuple[Part]]:
            for part in table.parts(self._tables.part_rows, are_sent=self._options.engine.shares_files):
                waiting.append(part.lasting)
                yield (part,)

        for facts in self._options.engine.map(survey_part, items(), plan=plan):
            waiting.popleft()["marks"] = facts.marks
            yield facts

    def _traders(self, plans: tuple[TablePlan, ...], traders: KeptFacts) -> References:
        """Keep the facts of all parts; return what is usual among their rows, and among those that are known."""
        if not self._asked:
            return References.empty()
        parts = self._tables.parts(are_sent=self._options.engine.shares_files)
        items = ((part, number) for number, _, part in parts)
        results = self._options.engine.map(_survey_traders, items, plans=plans, asked=self._asked)

        def references() -> Iterator[References]:
            yield self._trained.references
            if isinstance(self._options.history, HistoryStore):
                yield read_references(self._options.history)
            for facts in self._said("survey", results, lambda facts: facts.n_rows):
                traders.add(facts)
                yield facts.references

        return References.sum(references())

    def _ties(self, traders: KeptFacts) -> FrozenLinks:
        """Return what ties the parties of all rows, and of those that the user's history file keeps."""
        rows = [*traders.take_links()]
        if isinstance(self._options.history, HistoryStore):
            keys = traders.keys()
            known = LinkRows.of(self._options.history.rows(without=keys))
            rows.append(known.with_labels(self._options.history.events(without=keys)))
        return FrozenLinks.of(LinkRows.join(rows))

    def _known(self, traders: KeptFacts) -> TraderHistory:
        history = self._options.history
        if isinstance(history, HistoryStore):
            history = history.load(without=traders.keys())
        others = [] if history is None else [history]
        if self._options.within:
            others.append(TraderHistory.from_events(Events.join(traders.events())))
        return self._trained.history.merge(*others) if others else self._trained.history

    def _scored(self, context: Context, traders: KeptFacts) -> Iterator[ScoredPart]:
        engine = self._options.engine
        items = (
            (replace(part, known=known), events if self._asks_history else None, number, before)
            for count, (number, before, part) in enumerate(self._tables.parts(are_sent=engine.shares_files))
            for events, known in [traders.of(count)]
        )
        shared: dict[str, Any] = {"context": context}
        score: Callable[..., ScoredPart] = score_apart
        if engine.is_local:
            score = partial(score_part, screener=self._screener)
        else:
            shared |= {
                "watchlist": self._screener.watchlist,
                "cache": self._screener.cache,
                "packs": self._screener.packs,
            }
        if self._options.resume is not None:
            shared |= {"kept": self._kept(context, self._options.resume), "score": score}
            score = score_or_find
        results = engine.map(score, items, **shared)
        return self._said("scoring", results, lambda scored: len(scored.keys))

    def _kept(self, context: Context, folder: Path) -> KeptParts:
        watchlist = self._screener.watchlist
        stamp = run_stamp(context, None if watchlist is None else Path(watchlist), self._screener.packs)
        return KeptParts.in_folder(folder, stamp)


def _survey_traders(part: Part, number: int, *, plans: Sequence[TablePlan], asked: Asked) -> TraderFacts:
    return survey_traders(part, plans[number], asked=asked)
