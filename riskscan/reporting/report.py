"""A report of scored rows: what all of them say together, and the first of the ranking with their evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.chemistry.screening import Screener
from riskscan.features.row_screening import find_rows
from riskscan.reporting.drawings import Drawings
from riskscan.reporting.evidence import RowEvidence, describe_row
from riskscan.reporting.overview import Overview, ScoredRows, UnreadText, routes_of

__all__ = ["MOST_ROWS", "LawThatCounts", "Report", "Unread", "are_first", "make_report"]

MOST_ROWS = 1_000
"""Rows with their evidence, if no other number is asked for."""

_MOST_UNREAD = 60


@dataclass(frozen=True, slots=True)
class LawThatCounts:
    """The law that rows were scored by, to find the evidence anew: see `riskscan.features.row_screening.screen_rows`.

    Attributes
    ----------
    as_of : date or None
        Each row's own day where None.
    jurisdictions : frozenset of str or None
        Those that a row touches where None.
    today : date
        Day of rows without one.
    """

    as_of: date | None = None
    jurisdictions: frozenset[str] | None = None
    today: date = field(default_factory=date.today)


@dataclass(frozen=True, slots=True)
class Unread:
    """A text with a chemical name that could not be read, and the words that look like one."""

    text: str
    words: tuple[str, ...]
    n_rows: int
    best_rank: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report shows, before it is written in any form.

    Attributes
    ----------
    title : str
        What was scored.
    made_on : date
        Today.
    overview : Overview
        Of all rows.
    rows : tuple of RowEvidence
        The first of the ranking.
    drawings : Drawings
        Their structures.
    unread : tuple of Unread
        Worth a chemist's look.
    notes : tuple of str
        What was assumed in reading.
    model_id, score_basis : str
        Of the scored rows.
    """

    title: str
    made_on: date
    overview: Overview
    rows: tuple[RowEvidence, ...]
    drawings: Drawings
    unread: tuple[Unread, ...]
    notes: tuple[str, ...]
    model_id: str
    score_basis: str


def make_report(
    parts: Iterable[ScoredRows], screener: Screener, *, title: str, law: LawThatCounts | None = None,
    most_rows: int = MOST_ROWS, notes: Sequence[str] = (),
) -> Report:  # fmt: skip
    """Make the report of scored rows.

    Parameters
    ----------
    parts : iterable of ScoredRows
        All rows, in any number of parts.
    screener : Screener
        Finds the evidence of the rows that are shown.
    title : str
        What was scored.
    law : LawThatCounts, optional
        That the rows were scored by.
    most_rows : int
        Rows that are shown with their evidence.
    notes : sequence of str
        What was assumed in reading.
    """
    law = law or LawThatCounts()
    overview = Overview()
    first: ScoredRows | None = None
    for part in parts:
        overview.add(part)
        first = _first_of(part if first is None else _joined(first, part), most_rows)
    rows, drawings = _evidence(first, screener, law) if first is not None else ((), Drawings())
    unread = _unread(overview.unread(_MOST_UNREAD), screener, law)
    some = first.output.iloc[:1] if first is not None else pd.DataFrame()
    model_id, basis = (str(some[name].iloc[0]) if len(some) else "" for name in ("model_id", "score_basis"))
    return Report(title, law.today, overview, rows, drawings, unread, tuple(notes), model_id, basis)


def _numbered(part: ScoredRows) -> pd.DataFrame:
    if "row_number" in part.output:
        return part.output
    return part.output.assign(row_number=part.first_row + np.arange(len(part.output)))


def _joined(one: ScoredRows, other: ScoredRows) -> ScoredRows:
    canonical = pd.concat([one.canonical, other.canonical], ignore_index=True)
    return ScoredRows(canonical, pd.concat([_numbered(one), _numbered(other)], ignore_index=True))


def are_first(output: pd.DataFrame, most: int) -> NDArray[np.bool_]:
    """Say of each row whether it is among the first of the ranking, of which a report shows the evidence."""
    found = np.zeros(len(output), dtype=bool)
    found[_first_places(output, most)] = True
    return found


def _first_places(output: pd.DataFrame, most: int) -> NDArray[np.intp]:
    return np.argsort(output["risk_rank"].to_numpy(dtype=np.int64), kind="stable")[:most]


def _first_of(part: ScoredRows, most: int) -> ScoredRows:
    """Return the rows that are ranked first, by rank."""
    output = _numbered(part)
    order = _first_places(output, most)
    return ScoredRows(
        part.canonical.iloc[order].reset_index(drop=True), output.iloc[order].reset_index(drop=True), part.first_row
    )


def _evidence(
    first: ScoredRows, screener: Screener, law: LawThatCounts
) -> tuple[tuple[RowEvidence, ...], Drawings]:  # fmt: skip
    drawings = Drawings()
    found = find_rows(first.canonical, screener, as_of=law.as_of, jurisdictions=law.jurisdictions, today=law.today)
    rows = tuple(
        describe_row(int(output["row_number"]), cells, output, findings, route, screener, drawings)
        for cells, output, findings, route in zip(
            first.canonical.to_dict("records"), first.output.to_dict("records"), found, routes_of(first.canonical),
            strict=True,
        )
    )  # fmt: skip
    return rows, drawings


def _unread(texts: Sequence[UnreadText], screener: Screener, law: LawThatCounts) -> tuple[Unread, ...]:
    cells = pd.DataFrame({"goods_description": [one.text for one in texts]}, dtype=object)
    found = find_rows(cells, screener, as_of=law.as_of, jurisdictions=law.jurisdictions, today=law.today)
    words = (
        tuple(dict.fromkeys(one.mention or "" for one in row.findings if one.outcome == "unresolved")) for row in found
    )
    return tuple(Unread(one.text, its, one.n_rows, one.best_rank) for one, its in zip(texts, words, strict=True))
