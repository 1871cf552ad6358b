"""Boosted trees as tables of leaves: the margin of scikit-learn's boosters to the bit, in a tenth of its time.

A tree of eight leaves is eight bits, one of up to 32 four bytes. What a value of a feature says of all trees is one row
of a table: in every tree, the leaves that can still be reached. The rows of all features joined by "and" leave one bit
a tree, its leaf. So a row of the manifest costs one look-up a feature instead of a walk through every tree.

References
----------
Lucchese et al., "QuickScorer: a fast algorithm to rank documents with additive ensembles of regression trees",
SIGIR 2015, doi:10.1145/2766462.2767733.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

__all__ = ["FeatureTable", "TreeTables", "split_leaves"]

Array = NDArray[np.float64]
Leaves = NDArray[Any]

_FEW_LEAVES, _MOST_LEAVES = 8, 32
_PLACES = _MOST_LEAVES + 1
"""Places among the values of a larger tree: of each leaf, and of none."""
_CACHED_BYTES = 2**20
"""Masks of leaves that are looked up at once: as many rows as stay in the processor's cache."""
_FEW_ROWS = 64
_WORD = 8


@dataclass(frozen=True, slots=True)
class FeatureTable:
    """What the values of one feature leave of all trees.

    Attributes
    ----------
    column : int
        Place of the feature among those that the boosters see.
    edges : ndarray of float64, shape (n_edges,)
        Thresholds, or the categories met in training; ascending.
    is_category : bool
        Whether values are categories, which must be equal to an edge.
    reachable : ndarray of uint64, shape (n_edges + 2, n_words)
        For values up to each edge (or equal to it), for larger ones, and for missing ones: the leaves of each tree.
    """

    column: int
    edges: Array
    is_category: bool
    reachable: NDArray[np.uint64]

    def rows_of(self, values: Array) -> NDArray[np.intp]:
        """Return the row of `reachable` for each value."""
        place = self.edges.searchsorted(values)
        if self.is_category:
            is_known = self.edges[np.minimum(place, len(self.edges) - 1)] == values
            return np.where(is_known, place, len(self.edges) + 1)
        place[np.isnan(values)] = len(self.edges) + 1
        return place

    def at_edges(self, edges: Array) -> NDArray[np.uint64]:
        """Return `reachable` for a finer row of edges, which holds all of the table's own."""
        rows = self.rows_of(np.concatenate([edges, [np.inf, np.nan]]))
        rows[-2:] = len(self.edges), len(self.edges) + 1
        return self.reachable[rows]


@dataclass(frozen=True, slots=True)
class TreeTables:
    """The trees of several boosters.

    Attributes
    ----------
    features : tuple of FeatureTable
        Of every feature that a tree asks for.
    leaves : ndarray of uint64, shape (n_words,)
        All leaves: a byte a tree, or four.
    values : ndarray of float64, shape (n_trees, 256) or (n_trees, 33)
        Value of the leaf for each byte with one bit, the others are never met; or for each place of that bit.
    baselines : tuple of float
        What each booster starts from.
    sizes : tuple of int
        Trees of each booster.
    """

    features: tuple[FeatureTable, ...]
    leaves: NDArray[np.uint64]
    values: Array
    baselines: tuple[float, ...]
    sizes: tuple[int, ...]

    @classmethod
    def from_boosters(cls, boosters: Sequence[Any]) -> Self | None:
        """Return the tables of fitted boosters; None where a tree has more than 32 leaves.

        Parameters
        ----------
        boosters : sequence of HistGradientBoostingClassifier
            Fitted for two classes on the same columns.
        """
        seen = [_Seen(booster) for booster in boosters]
        trees = [
            _Tree(trees[0], sees) for booster, sees in zip(boosters, seen, strict=True) for trees in booster._predictors
        ]
        most = max((tree.n_leaves for tree in trees), default=0)
        if most > _MOST_LEAVES:
            return None
        splits: dict[int, list[_Split]] = {}
        for number, tree in enumerate(trees):
            for split in tree.splits(number):
                splits.setdefault(split.column, []).append(split)
        is_small = most <= _FEW_LEAVES
        values = np.zeros((len(trees), 256 if is_small else _PLACES))
        for number, tree in enumerate(trees):
            places = range(tree.n_leaves)
            values[number, [1 << place for place in places] if is_small else places] = tree.leaf_values
        leaves = np.zeros(-(-len(trees) // _WORD) * _WORD, dtype=np.uint8 if is_small else np.uint32)
        leaves[: len(trees)] = [(1 << tree.n_leaves) - 1 for tree in trees]
        return cls(
            tuple(_feature_table(column, splits[column], leaves) for column in sorted(splits)),
            leaves.view(np.uint64),
            values,
            tuple(float(booster._baseline_prediction.item()) for booster in boosters),
            tuple(len(booster._predictors) for booster in boosters),
        )

    @property
    def is_wide(self) -> bool:
        """Whether a tree has four bytes of leaves, not one."""
        return bool(self.values.shape[1] == _PLACES)

    def moved(self, columns: Sequence[int]) -> "TreeTables":
        """Return the tables for rows whose columns lie elsewhere: `columns` are the new places."""
        features = [replace(feature, column=int(columns[feature.column])) for feature in self.features]
        return replace(self, features=tuple(features))

    def scaled(self, factor: float) -> "TreeTables":
        """Return the tables with every margin multiplied."""
        return replace(self, values=self.values * factor, baselines=tuple(one * factor for one in self.baselines))

    def joined(self, other: "TreeTables") -> "TreeTables":
        """Return the boosters of both, which ask the same columns."""
        if self.is_wide != other.is_wide:
            return self._widened().joined(other._widened())
        mine, others = ({table.column: table for table in one.features} for one in (self, other))
        features = []
        for column in sorted({*mine, *others}):
            asked = [one[column] for one in (mine, others) if column in one]
            edges = np.unique(np.concatenate([table.edges for table in asked]))
            parts = [
                one[column].at_edges(edges) if column in one else np.tile(tables.leaves, (len(edges) + 2, 1))
                for one, tables in ((mine, self), (others, other))
            ]
            features.append(FeatureTable(column, edges, asked[0].is_category, np.concatenate(parts, axis=1)))
        # What fills the last words of the first tables counts as trees without a leaf.
        n_places = self.leaves.nbytes // (4 if self.is_wide else 1)
        filled = np.zeros((n_places - len(self.values), self.values.shape[1]))
        return TreeTables(
            tuple(features), np.concatenate([self.leaves, other.leaves]),
            np.concatenate([self.values, filled, other.values]), (*self.baselines, *other.baselines),
            (*self.sizes[:-1], self.sizes[-1] + len(filled), *other.sizes),
        )  # fmt: skip

    def _widened(self) -> "TreeTables":
        """Return the tables with four bytes a tree."""
        if self.is_wide:
            return self
        features = [
            replace(one, reachable=one.reachable.view(np.uint8).astype(np.uint32).view(np.uint64))
            for one in self.features
        ]
        values = np.zeros((len(self.values), _PLACES))
        values[:, :_FEW_LEAVES] = self.values[:, [1 << place for place in range(_FEW_LEAVES)]]
        leaves = self.leaves.view(np.uint8).astype(np.uint32).view(np.uint64)
        return replace(self, features=tuple(features), leaves=leaves, values=values)

    def margins(self, columns: Array) -> Array:
        """Return the margin of every booster and row, shape (n_boosters, n_rows).

        Parameters
        ----------
        columns : ndarray, shape (n_rows, n_used)
            What the boosters see.
        """
        total = np.empty((len(self.sizes), len(columns)))
        at_once = max(_CACHED_BYTES // max(self.leaves.nbytes, 1), 1)
        for start in range(0, len(columns), at_once):
            total[:, start : start + at_once] = self._some(columns[start : start + at_once].T.copy())
        return total

    def _some(self, columns: Array) -> Array:
        n_trees, n_rows = len(self.values), columns.shape[1]
        left = np.tile(self.leaves, (n_rows, 1))
        taken = np.empty_like(left)
        for feature in self.features:
            feature.reachable.take(feature.rows_of(columns[feature.column]), axis=0, out=taken, mode="clip")
            left &= taken
        leaves = self._leaf_places(left)[:, :n_trees].T.copy()
        total = np.empty((len(self.sizes), n_rows))
        picked = self.values[np.arange(n_trees)[:, None], leaves] if n_rows <= _FEW_ROWS else None
        first = 0
        for number, (baseline, size) in enumerate(zip(self.baselines, self.sizes, strict=True)):
            total[number] = baseline
            # Tree by tree as scikit-learn adds them: any other order has other last digits.
            if picked is not None:
                steps = np.concatenate([total[number : number + 1], picked[first : first + size]])
                total[number] = np.add.accumulate(steps)[-1]
                first += size
                continue
            for tree in range(first, first + size):
                total[number] += self.values[tree].take(leaves[tree])
            first += size
        return total

    def _leaf_places(self, left: NDArray[np.uint64]) -> NDArray[np.uint8]:
        """Return the place among the values of each tree: the byte with one bit, or the place of that bit."""
        if not self.is_wide:
            return left.view(np.uint8)
        return np.asarray(np.bitwise_count(left.view(np.uint32) - np.uint32(1)), dtype=np.uint8)


def split_leaves(boosters: Sequence[Any], signal: NDArray[np.int64], n_signals: int) -> tuple[Array, Array]:
    """Split the leaves of all trees among signals: what the questions of each add on the way from the root.

    Parameters
    ----------
    boosters : sequence of HistGradientBoostingClassifier
        As for `TreeTables.from_boosters`, with the same places of trees and leaves.
    signal : ndarray of int64, shape (n_used,)
        Signal of each column that the boosters see.
    n_signals : int
        Signals.

    Returns
    -------
    ndarray, shape (n_signals, n_trees, 256)
        They add up to the values of the leaves less those of the roots.
    ndarray, shape (n_trees,)
        Mean over the training rows at the root of each tree.

    References
    ----------
    Saabas, "Interpreting random forests" (2014): a prediction as the sum of the steps along its way.
    """
    shares, roots = [], []
    for booster in boosters:
        seen = _Seen(booster)
        for trees in booster._predictors:
            share, root = _Tree(trees[0], seen).shares(signal, n_signals)
            shares.append(share)
            roots.append(root)
    return np.stack(shares, axis=1), np.array(roots)


@dataclass(frozen=True, slots=True)
class _Split:
    """One question of a tree.

    `is_left` says of each of `edges` (one threshold, or the categories) whether its value goes left.
    """

    tree: int
    column: int
    is_category: bool
    edges: Array
    is_left: NDArray[np.bool_]
    missing_left: bool
    left: int
    right: int


class _Seen:
    """What a booster sees: the places of categories, in columns that it puts before the others."""

    def __init__(self, booster: Any) -> None:
        self.categories = _categories(booster)
        others = [column for column in range(booster.n_features_in_) if column not in self.categories]
        self.columns = [*self.categories, *others]
        known, places = booster._bin_mapper.make_known_categories_bitsets()
        self.is_known = {
            column: _has_bit(known[places[place]], np.arange(len(found)))
            for place, (column, found) in enumerate(self.categories.items())
        }


class _Tree:
    """A tree of scikit-learn, its leaves numbered from left to right."""

    def __init__(self, predictor: Any, seen: _Seen) -> None:
        self._nodes = predictor.nodes.tolist()
        self._at = {name: place for place, name in enumerate(predictor.nodes.dtype.names)}
        self._left_bits = predictor.raw_left_cat_bitsets
        self._seen = seen
        self._under: dict[int, int] = {}
        self.leaf_values: list[float] = []
        self._number(0)

    @property
    def n_leaves(self) -> int:
        return len(self.leaf_values)

    def _get(self, node: int, name: str) -> Any:
        return self._nodes[node][self._at[name]]

    def _number(self, node: int) -> int:
        """Return the bits of the leaves under a node."""
        if self._get(node, "is_leaf"):
            self.leaf_values.append(self._get(node, "value"))
            self._under[node] = 1 << (len(self.leaf_values) - 1)
        else:
            self._under[node] = self._number(self._get(node, "left")) | self._number(self._get(node, "right"))
        return self._under[node]

    def shares(self, signal: NDArray[np.int64], n_signals: int) -> tuple[Array, float]:
        """Return what the questions of each signal add on the way to each byte's leaf, and the mean at the root."""
        found = np.zeros((n_signals, 256))
        means: dict[int, tuple[float, float]] = {}

        def mean(node: int) -> tuple[float, float]:
            if self._get(node, "is_leaf"):
                means[node] = float(self._get(node, "value")), float(self._get(node, "count"))
            else:
                (left, m), (right, n) = mean(self._get(node, "left")), mean(self._get(node, "right"))
                means[node] = (m * left + n * right) / (m + n), m + n
            return means[node]

        def walk(node: int, so_far: Array) -> None:
            if self._get(node, "is_leaf"):
                found[:, self._under[node]] = so_far
                return
            asks = signal[self._seen.columns[self._get(node, "feature_idx")]]
            for below in (self._get(node, "left"), self._get(node, "right")):
                step = so_far.copy()
                step[asks] += means[below][0] - means[node][0]
                walk(below, step)

        root, _ = mean(0)
        walk(0, np.zeros(n_signals))
        return found, root

    def splits(self, number: int) -> list[_Split]:
        """Return the questions of the tree."""
        return [self._split(number, node) for node in range(len(self._nodes)) if not self._get(node, "is_leaf")]

    def _split(self, number: int, node: int) -> _Split:
        missing_left, is_category = bool(self._get(node, "missing_go_to_left")), self._get(node, "is_categorical")
        column = self._seen.columns[self._get(node, "feature_idx")]
        if is_category:
            edges = self._seen.categories[column]
            goes_left = _has_bit(self._left_bits[self._get(node, "bitset_idx")], np.arange(len(edges)))
            is_left = np.where(self._seen.is_known[column] | goes_left, goes_left, missing_left)
        else:
            edges, is_left = np.array([self._get(node, "num_threshold")]), np.array([True])
        left, right = self._under[self._get(node, "left")], self._under[self._get(node, "right")]
        return _Split(number, column, bool(is_category), edges, is_left, missing_left, left, right)


def _categories(booster: Any) -> dict[int, Array]:
    """Return by column the categories met in training, without the missing one."""
    if booster.is_categorical_ is None or booster._preprocessor is None:
        return {}
    columns = np.flatnonzero(booster.is_categorical_).tolist()
    met = [np.asarray(found, np.float64) for found in booster._preprocessor.named_transformers_["encoder"].categories_]
    return {column: found[~np.isnan(found)] for column, found in zip(columns, met, strict=True)}


def _has_bit(bitset: NDArray[np.uint32], codes: NDArray[np.intp]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (bitset[codes // 32] >> (codes % 32).astype(np.uint32)) & 1 == 1
    return found


def _feature_table(column: int, splits: Sequence[_Split], leaves: Leaves) -> FeatureTable:
    edges = np.unique(np.concatenate([split.edges for split in splits]))
    is_category = splits[0].is_category
    reachable = np.tile(leaves, (len(edges) + 2, 1))
    for split in splits:
        if is_category:
            is_left = np.full(len(edges) + 2, split.missing_left)
            is_left[np.searchsorted(edges, split.edges)] = split.is_left
        else:
            is_left = np.arange(len(edges) + 2) <= np.searchsorted(edges, split.edges[0])
            is_left[-1] = split.missing_left
        away = np.where(is_left, split.right, split.left).astype(leaves.dtype)
        reachable[:, split.tree] &= ~away
    return FeatureTable(column, edges, is_category, reachable.view(np.uint64))
