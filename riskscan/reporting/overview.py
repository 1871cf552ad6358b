"""What all rows of a scored manifest say together: counts that grow part by part."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.manifest.issues import IssueKind, find_kinds
from riskscan.policy import Tier

__all__ = [
    "BINS",
    "ROUTE_COLUMNS",
    "IssueCount",
    "Overview",
    "RouteCount",
    "ScoredRows",
    "SubstanceCount",
    "UnreadText",
    "goods_text",
    "routes_of",
]

BINS = 20
"""Columns of the distribution of scores, each as wide as the others."""

_LEAVING = ("export_country", "origin_country", "consignor_country")
_ENTERING = ("destination_country", "consignee_country")

ROUTE_COLUMNS = (*_LEAVING, *_ENTERING)
"""Canonical columns that say a row's route, the foremost first."""

_TIERS = {tier.name.lower(): int(tier) for tier in Tier}


@dataclass(frozen=True, slots=True)
class ScoredRows:
    """Rows of a scored manifest.

    Attributes
    ----------
    canonical : DataFrame, shape (n_rows, 26)
        Canonical columns, clean; all null but `ROUTE_COLUMNS` in rows that are only counted.
    output : DataFrame, shape (n_rows, n_columns)
        The columns that scoring appends, under the same index from 0.
    first_row : int
        Number of the first row in the scored file, from 1.
    """

    canonical: pd.DataFrame
    output: pd.DataFrame
    first_row: int = 1


@dataclass(frozen=True, slots=True)
class RouteCount:
    """Rows of a route, and how many of them are above ``release``."""

    route: str
    n_rows: int
    n_flagged: int

    @property
    def share(self) -> float:
        """Of rows above ``release``."""
        return self.n_flagged / self.n_rows


@dataclass(frozen=True, slots=True)
class SubstanceCount:
    """Rows that name a listed substance, by tier from ``release`` upwards."""

    name: str
    outcome: str
    n_rows: int
    by_tier: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UnreadText:
    """A goods text with a chemical name that could not be read: rows, best rank and highest score."""

    text: str
    n_rows: int
    best_rank: int
    score: float


@dataclass(frozen=True, slots=True)
class IssueCount:
    """Rows with an issue of a kind."""

    kind: IssueKind
    n_rows: int


@dataclass(slots=True)
class Overview:
    """Counts over all rows, to which parts are added.

    Attributes
    ----------
    n_rows : int
        Rows so far.
    tiers : ndarray of int64, shape (4,)
        Rows of each tier.
    distribution : ndarray of int64, shape (BINS, 4)
        Rows by score and tier.
    n_with_issues : int
        Rows with an issue.
    """

    n_rows: int = 0
    tiers: NDArray[np.int64] = field(default_factory=lambda: np.zeros(len(Tier), dtype=np.int64))
    distribution: NDArray[np.int64] = field(default_factory=lambda: np.zeros((BINS, len(Tier)), dtype=np.int64))
    n_with_issues: int = 0
    _routes: Counter[str] = field(default_factory=Counter)
    _flagged: Counter[str] = field(default_factory=Counter)
    _substances: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    _unread: dict[str, tuple[int, int, float]] = field(default_factory=dict)
    _issues: Counter[IssueKind] = field(default_factory=Counter)

    def add(self, rows: ScoredRows) -> None:
        """Count the rows of a part."""
        output = rows.output
        tier = output["risk_tier"].map(_TIERS).to_numpy(dtype=np.int64)
        score = output["risk_score"].to_numpy(dtype=np.float64)
        self.n_rows += len(output)
        self.tiers += np.bincount(tier, minlength=len(Tier))
        np.add.at(self.distribution, (np.minimum((score * BINS).astype(int), BINS - 1), tier), 1)
        route = routes_of(rows.canonical)
        self._routes.update(route.tolist())
        self._flagged.update(route[tier > 0].tolist())
        outcome = output["screening_outcome"].to_numpy(dtype=object)
        names = output["substance_name"].to_numpy(dtype=object)
        is_hit = output["substance_name"].notna() & (output["substance_name"] != "")
        hits = np.flatnonzero(is_hit.to_numpy(dtype=bool))
        self._substances.update((str(names[place]), str(outcome[place]), int(tier[place])) for place in hits)
        ranks = output["risk_rank"].to_numpy(dtype=np.int64)
        for place in np.flatnonzero(outcome == "unresolved"):
            self._add_unread(rows.canonical, int(place), int(ranks[place]), float(score[place]))
        texts = [text for text in output["row_issues"].dropna() if text]
        self.n_with_issues += len(texts)
        for text in texts:
            self._issues.update(find_kinds(text))

    def _add_unread(self, canonical: pd.DataFrame, place: int, rank: int, score: float) -> None:
        text = goods_text(canonical.iloc[place].to_dict())
        n_rows, best, highest = self._unread.get(text, (0, rank, score))
        self._unread[text] = (n_rows + 1, min(best, rank), max(highest, score))

    def routes(self, most: int) -> list[RouteCount]:
        """Return the routes with most rows above ``release``, then with most rows."""
        found = [RouteCount(route, count, self._flagged[route]) for route, count in self._routes.items() if route]
        return sorted(found, key=lambda one: (-one.n_flagged, -one.n_rows, one.route))[:most]

    @property
    def n_routes(self) -> int:
        """Distinct routes."""
        return sum(bool(route) for route in self._routes)

    def substances(self) -> list[SubstanceCount]:
        """Return the listed substances that rows name, the most frequent first."""
        by_tier: dict[tuple[str, str], list[int]] = {}
        for (name, outcome, tier), count in self._substances.items():
            by_tier.setdefault((name, outcome), [0] * len(Tier))[tier] += count
        found = [SubstanceCount(*key, sum(counts), tuple(counts)) for key, counts in by_tier.items()]
        return sorted(found, key=lambda one: (-one.n_rows, one.name, one.outcome))

    def unread(self, most: int) -> list[UnreadText]:
        """Return the texts that could not be read, those of the best rank first."""
        found = [UnreadText(text, *facts) for text, facts in self._unread.items()]
        return sorted(found, key=lambda one: (one.best_rank, one.text))[:most]

    @property
    def n_unread(self) -> int:
        """Distinct texts that could not be read."""
        return len(self._unread)

    def issues(self) -> list[IssueCount]:
        """Return the kinds of issues that rows have, the most frequent first."""
        found = sorted(self._issues.items(), key=lambda one: (-one[1], one[0]))
        return [IssueCount(kind, count) for kind, count in found]


def routes_of(canonical: pd.DataFrame) -> NDArray[np.object_]:
    """Return where goods leave and enter, as ``CN → US``; empty where neither is known.

    Parameters
    ----------
    canonical : DataFrame, shape (n_rows, n_columns)
        `ROUTE_COLUMNS` among them.
    """
    (start, starts), (end, ends) = (pd.factorize(_first(canonical, columns)) for columns in (_LEAVING, _ENTERING))
    pairs, of_rows = np.unique(start * (len(ends) + 1) + end, return_inverse=True)
    labels = [_route(str(starts[pair // (len(ends) + 1)]), str(ends[pair % (len(ends) + 1)])) for pair in pairs]
    return np.array(labels, dtype=object)[of_rows] if labels else np.empty(0, dtype=object)


def _first(canonical: pd.DataFrame, columns: Sequence[str]) -> "NDArray[np.object_]":
    found = np.full(len(canonical), "", dtype=object)
    for column in reversed(columns):
        cells = canonical[column]
        found = np.where(cells.notna() & (cells != ""), cells.to_numpy(dtype=object), found)
    return found


def _route(start: str, end: str) -> str:
    return f"{start or '?'} → {end or '?'}" if start or end else ""


def goods_text(cells: Mapping[Any, Any]) -> str:
    """Return what a row says of its goods."""
    texts = [cells.get(column) for column in ("chemical_name", "goods_description")]
    return " / ".join(text for text in texts if isinstance(text, str) and text) or "(no goods text)"
