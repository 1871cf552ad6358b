"""A run of which all is known: its rows are given out part by part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.compiling.memory import give_back_memory
from riskscan.history.events import number_alike
from riskscan.history.store import HistoryStore
from riskscan.history.store_results import AddedRows
from riskscan.manifest.frame_writer import RowLines
from riskscan.manifest.notes import Note
from riskscan.manifest.part_store import LentFrame, PartStore, columns_of
from riskscan.manifest.parts import Part
from riskscan.modelling.artefact import TrainedModel
from riskscan.modelling.base_rate import OddsMove
from riskscan.policy import Tier
from riskscan.scoring.engines import Engine, Processes, Serial
from riskscan.scoring.finish import NOT_EXPLAINED, Explanation, finish_part, output_template, write_reason_cells
from riskscan.scoring.output_columns import without_output
from riskscan.scoring.rows import TopRows, order_facts
from riskscan.scoring.survey import TablePlan, canonical_rows
from riskscan.scoring.table_set import TableSet
from riskscan.scoring.tiering import Tiering
from riskscan.tables.reasons import Reason

__all__ = ["Finished", "FinishedPart", "RankedRow"]

_PARTS_BETWEEN = 8
"""Parts after which the memory is given back that writing them took: it takes some milliseconds."""


@dataclass(frozen=True, slots=True)
class FinishedPart:
    """Rows of a table as they came, without columns of an earlier scoring, and what scoring adds, under one index."""

    number: int
    own: pd.DataFrame
    columns: dict[str, Any]

    @property
    def output(self) -> pd.DataFrame:
        """What scoring adds, the reasons of a row as objects; made when asked for."""
        return pd.DataFrame(self.columns, index=self.own.index, copy=False)

    def written(self, *, as_text: bool) -> pd.DataFrame:
        """Return what scoring adds, the reasons of a row as one text or as a list of plain types."""
        return _written(self.columns, self.own.index, as_text=as_text)


@dataclass(frozen=True, slots=True)
class RankedRow:
    """A row of the top of the ranking, for a reader.

    Attributes
    ----------
    rank : int
        From 1.
    tier : Tier
        Of the policy.
    score : float
        Probability.
    cells : mapping of str to object
        Canonical columns, and those of screening.
    reasons : tuple of Reason
        Strongest first.
    """

    rank: int
    tier: Tier
    score: float
    cells: Mapping[str, Any]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of the rows of a part; attributes as `finish_part` takes them, and scores apart."""

    part: Part
    added: Mapping[str, Any] | LentFrame
    scores: NDArray[np.float64]
    tiering: Tiering
    ranks: NDArray[np.int32]
    explained: Mapping[int, Explanation]

    def finish(self, score_basis: str, model_id: str) -> dict[str, Any]:
        added = columns_of(self.added.frame()) if isinstance(self.added, LentFrame) else self.added
        return finish_part(
            added, self.scores, self.tiering, self.ranks, self.explained, score_basis=score_basis, model_id=model_id
        )


@dataclass(frozen=True, slots=True)
class _Output:
    """How the rows of all parts come out: under the same columns, reasons as text or as plain types."""

    own: pd.DataFrame
    as_text: bool
    score_basis: str
    model_id: str

    def frame(self, found: _Found, source_file: str | None) -> pd.DataFrame:
        frame = without_output(found.part.frame)
        if source_file is not None:
            frame = frame.assign(source_file=source_file)
        if list(frame.columns) != list(self.own.columns) or list(frame.dtypes) != list(self.own.dtypes):
            frame = pd.concat([self.own, frame])[list(self.own.columns)]
        output = _written(found.finish(self.score_basis, self.model_id), frame.index, as_text=self.as_text)
        return pd.concat([frame, output], axis=1)


def _written(columns: dict[str, Any], index: pd.Index, *, as_text: bool) -> pd.DataFrame:
    reasons = write_reason_cells(columns["reasons"], as_text=as_text)
    return pd.DataFrame({**columns, "reasons": reasons}, index=index, copy=False)


def _lines_of(found: _Found, source_file: str | None, *, output: _Output, lines: RowLines) -> bytes:
    return lines.of(output.frame(found, source_file))


class Finished:
    """A run of which all is known; its rows are given out part by part.

    Attributes
    ----------
    n_rows : int
        Rows of all tables.
    n_with_issues : int
        Rows with an issue.
    score_basis : str
        What the probabilities are relative to.
    timed : frozenset of str
        Columns of time stamps that hold other than whole days.
    """

    def __init__(
        self, tables: TableSet, trained: TrainedModel, plans: tuple[TablePlan, ...], timed: frozenset[str],
        store: PartStore, tiering: Tiering,
        ranks: NDArray[np.int32], top: TopRows, explained: Mapping[int, Explanation],
        alike: Sequence[NDArray[np.int64]], n_with_issues: int, engine: Engine,
    ) -> None:  # fmt: skip
        self._tables = tables
        self._trained = trained
        self._plans = plans
        self._store = store
        self._tiering = replace(tiering, keys=tiering.keys.without_order())  # 16 bytes a row
        self._ranks = ranks
        self._top = top
        self._explained = explained
        self._alike = alike
        self._engine = engine
        self.timed = timed
        self.n_rows = len(ranks)
        self.score_basis = trained.score_basis(tiering.move)
        self.n_with_issues = n_with_issues

    @property
    def template(self) -> pd.DataFrame:
        """The columns of the result with their types, without a row."""
        return output_template([table.template for table in self._tables.tables])

    @property
    def odds_move(self) -> OddsMove | None:
        """How the stated base rate moved the odds of all rows; None where none is stated."""
        return self._tiering.move

    def kept_down(self) -> int:
        """Return how many rows the score would have raised further without the policy's bound."""
        return int((self._tiering.asked > self._tiering.tier).sum())

    @property
    def notes(self) -> list[tuple[Note, ...]]:
        """What was chosen or assumed of the columns of every table, in order."""
        return [(*plan.mapping.notes, *plan.conventions.notes) for plan in self._plans]

    def counts(self) -> dict[Tier, int]:
        """Return the number of rows of each tier that occurs."""
        counts = np.bincount(self._tiering.tier, minlength=len(Tier)).tolist()
        return {tier: counts[int(tier)] for tier in Tier if counts[int(tier)]}

    def parts(self) -> Iterator[FinishedPart]:
        """Yield the rows in order."""
        for count, (number, before, part) in enumerate(self._tables.parts()):
            found = self._found(count, before, part)
            columns = found.finish(self.score_basis, self._trained.model_id)
            yield FinishedPart(number, without_output(part.frame), columns)

    def frames(self, *, as_text: bool) -> Iterator[pd.DataFrame]:
        """Yield the rows in order under the columns of `template`.

        Parameters
        ----------
        as_text : bool
            Whether the reasons of a row are one text, or a list of plain types.
        """
        output = self._output(as_text=as_text)
        return (output.frame(*item) for item in self._items())

    def lines(self, lines: RowLines) -> Iterator[bytes]:
        """Yield the rows in order as lines of text, made by the processes that scored them."""
        output = self._output(as_text=lines.format == "csv")
        engine: Engine = self._engine if isinstance(self._engine, Processes) else Serial()
        return engine.map(_lines_of, self._items(are_sent=engine.shares_files), output=output, lines=lines)

    def _output(self, *, as_text: bool) -> "_Output":
        return _Output(without_output(self.template), as_text, self.score_basis, self._trained.model_id)

    def _items(self, *, are_sent: bool = False) -> Iterator[tuple["_Found", str | None]]:
        """Yield what was found of each part, and the name of its file where there are several."""
        names = [table.name for table in self._tables.tables] if len(self._tables.tables) > 1 else None
        for count, (number, before, part) in enumerate(self._tables.parts(are_sent=are_sent)):
            yield self._found(count, before, part, are_sent=are_sent), names[number] if names else None
            if count % _PARTS_BETWEEN == _PARTS_BETWEEN - 1:
                give_back_memory()

    def _found(self, count: int, before: int, part: Part, *, are_sent: bool = False) -> "_Found":
        rows = slice(before, before + len(part.frame))
        shown = (place for place in self._explained if before <= place < rows.stop)
        explained = {place - before: self._explained[place] for place in shown}
        tiering = self._tiering.take(rows)
        scores = self._trained.probability(tiering.keys.margin, tiering.move)
        lent = self._store.lent(count) if are_sent else None
        added = self._store.columns(count) if lent is None else lent
        return _Found(part, added, scores, tiering, self._ranks[rows], explained)

    def canonical_parts(self) -> Iterator[tuple[int, pd.DataFrame, pd.DataFrame]]:
        """Yield the rows in order: how many stand before, their canonical columns, and what scoring adds."""
        for (number, before, part), finished in zip(self._tables.parts(), self.parts(), strict=True):
            yield before, canonical_rows(part, self._plans[number]), finished.output.reset_index(drop=True)

    def top(self, most: int) -> list[RankedRow]:
        """Return the first rows of the ranking."""
        if not most:
            return []
        ranks = self._ranks[self._top.positions]
        scores = self._trained.probability(self._top.keys.margin, self._tiering.move)
        rows = []
        for place in np.argsort(ranks)[: min(most, self.n_rows)]:
            position, score = int(self._top.positions[place]), float(scores[place])
            cells = self._top.X.cells(int(place))
            facts = order_facts(cells["screening_reasons"], cells["substance_name"])
            reasons = (
                *facts,
                *self._tiering.reasons(position, score),
                *self._explained.get(position, NOT_EXPLAINED).reasons,
            )
            tier = Tier(int(self._tiering.tier[position]))
            rows.append(RankedRow(int(ranks[place]), tier, score, cells, reasons))
        return rows

    def remember(self, store: HistoryStore) -> AddedRows:
        """Add the rows to the user's history, all of them or none."""
        return store.add_parts(self._canonical())

    def _canonical(self) -> Iterator[tuple[pd.DataFrame, NDArray[np.int64], str]]:
        places: dict[int, list[int]] = {}
        numbers = [number for number, _, _ in self._tables.parts()]
        for place, number in enumerate(numbers):
            places.setdefault(number, []).append(place)
        keys = {
            number: number_alike(np.concatenate([self._alike[place] for place in found]))
            for number, found in places.items()
        }
        for number, _, part in self._tables.parts():
            rows = slice(part.first_row, part.first_row + len(part.frame))
            yield canonical_rows(part, self._plans[number]), keys[number][rows], self._tables.tables[number].name

    def close(self) -> None:
        """Let go of what was kept on disk."""
        self._store.close()
