"""Boosted trees of the risk model: their settings, their size chosen on late rows, several of them side by side."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskscan.features.families import FeatureFamilies
from riskscan.modelling.snapping import snap
from riskscan.tables.features import load_feature_docs

__all__ = ["BoosterSettings", "TreeSize", "choose_size", "fit_booster", "fit_boosters", "make_booster"]

Array = NDArray[np.float64]
_LEAST_LATE = 10
"""Violations on either side without which late rows cannot judge a size."""
_LEAST_TREES = 30
_PATIENCE = 40
"""Trees in a row that are no better on late rows before a probe ends."""


@dataclass(frozen=True, slots=True)
class BoosterSettings:
    """Settings of the boosted trees.

    Attributes
    ----------
    learning_rate, min_samples_leaf, l2_regularization, max_features, max_bins
        As in scikit-learn's HistGradientBoostingClassifier.
    max_leaf_nodes : tuple of int
        Leaves a tree may have; of several the smallest is taken that no larger one beats on the last part of the
        training period by more than chance. Few violations are learned best by small trees, many by large ones.
    max_iter : int
        Most trees; how many are kept is chosen on the last part of the training period.
    n_boosters : int
        Boosters with different seeds and different ordinary rows whose margins are averaged; of the model of the
        training window alone, which calibrates and is not kept, one less.
    ordinary_rows : int
        Rows without violation that a booster sees for each violation (at least `least_rows` in all). The rest is left
        out at random and the kept ones weigh more, so that the share of violations stays what it is.
    least_rows, most_rows : int
        Ordinary rows below which nothing is left out, and the most that a booster sees.
    many_rows : int
        Labelled rows from which on there is a booster less, each tree counts a third more, and a booster sees a fifth
        fewer ordinary rows: what averaging and small steps gain shrinks with the rows, what they cost does not.
    """

    learning_rate: float = 0.06
    max_leaf_nodes: tuple[int, ...] = (8, 31)
    min_samples_leaf: int = 20
    l2_regularization: float = 5.0
    max_features: float = 0.2
    max_bins: int = 63
    max_iter: int = 300
    n_boosters: int = 4
    ordinary_rows: int = 25
    least_rows: int = 8_000
    most_rows: int = 30_000
    many_rows: int = 100_000

    def for_rows(self, n_labelled: int) -> "BoosterSettings":
        """Return the settings for so many labelled rows."""
        if n_labelled < self.many_rows:
            return self
        return replace(
            self, learning_rate=self.learning_rate * 4 / 3, n_boosters=max(1, self.n_boosters - 1),
            most_rows=self.most_rows * 4 // 5,
        )  # fmt: skip

    def for_a_look(self) -> "BoosterSettings":
        """Return settings for one booster that is not kept: half of the ordinary rows a violation tell enough."""
        return replace(self, n_boosters=1, ordinary_rows=-(-self.ordinary_rows // 2))


@dataclass(frozen=True, slots=True)
class TreeSize:
    """How large trees are, and how many.

    Attributes
    ----------
    max_leaf_nodes, n_trees : int
        Leaves a tree may have, and trees of a booster.
    """

    max_leaf_nodes: int
    n_trees: int


def make_booster(
    settings: BoosterSettings, families: FeatureFamilies, used: NDArray[np.int64], seed: int, size: TreeSize, *,
    patience: int | None = None,
) -> Any:  # fmt: skip
    """Return a booster that is not fitted, its monotonic constraints those of the catalogue.

    With `patience` it ends where so many trees in a row were no better on the rows that judge it.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    names = [families.feature_names_[place] for place in used]
    directions = {doc.feature: doc.direction for doc in load_feature_docs()}
    categories = families.categories()
    return HistGradientBoostingClassifier(
        learning_rate=settings.learning_rate,
        max_leaf_nodes=size.max_leaf_nodes,
        min_samples_leaf=settings.min_samples_leaf,
        l2_regularization=settings.l2_regularization,
        max_features=settings.max_features,
        max_bins=settings.max_bins,
        max_iter=size.n_trees,
        early_stopping=patience is not None,
        n_iter_no_change=patience or 1,
        tol=0.0,
        categorical_features=np.array([name in categories for name in names]),
        monotonic_cst=np.array([0 if name in categories else directions.get(name, 0) for name in names]),
        random_state=seed,
    )


def choose_size(
    values: Array, y: Array, weights: Array, late: NDArray[np.bool_], families: FeatureFamilies,
    used: NDArray[np.int64], settings: BoosterSettings, seed: int,
) -> TreeSize:  # fmt: skip
    """Choose the size of trees and their number by the loss on the late rows.

    Parameters
    ----------
    values : ndarray, shape (n_rows, n_used)
        Cross-fitted features of labelled rows, those at `used`.
    y, weights : ndarray, shape (n_rows,)
        Labels (0 or 1) and their weights.
    late : ndarray of bool, shape (n_rows,)
        Rows that judge; the others are learned from.
    """
    least = min(settings.max_leaf_nodes)
    if min(y[late].sum(), y[~late].sum()) < _LEAST_LATE:
        return TreeSize(least, settings.max_iter // 3)
    judges = {"X_val": values[late], "y_val": y[late], "sample_weight_val": weights[late]}
    early = np.flatnonzero(~late)
    rows, weight = _sampled(y[early], weights[early], settings.for_a_look(), seed)
    seen = _snapped(values[early[rows]], families, used, settings)
    probes = _fitted([
        (make_booster(settings, families, used, seed, TreeSize(leaves, settings.max_iter), patience=_PATIENCE),
         seen, y[early[rows]], weight, judges)
        for leaves in settings.max_leaf_nodes
    ])  # fmt: skip
    sizes = [
        TreeSize(leaves, int(np.argmax(probe.validation_score_[1:])) + 1)
        for leaves, probe in zip(settings.max_leaf_nodes, probes, strict=True)
    ]
    losses = [_losses(probe, size.n_trees, judges) for probe, size in zip(probes, sizes, strict=True)]
    chosen = _smallest(sizes, losses, judges["sample_weight_val"])
    return replace(chosen, n_trees=max(_LEAST_TREES, chosen.n_trees))


def _smallest(sizes: list[TreeSize], losses: list[Array], weights: Array) -> TreeSize:
    """Return the smallest trees than which no larger ones are better by more than chance."""
    order = sorted(range(len(sizes)), key=lambda place: sizes[place].max_leaf_nodes)
    best = order[0]
    for place in order[1:]:
        gain = losses[best] - losses[place]
        mean = float(np.average(gain, weights=weights))
        error = float(np.sqrt((weights**2 * (gain - mean) ** 2).sum()) / weights.sum())
        if mean > error:
            best = place
    return sizes[best]


def _losses(probe: Any, n_trees: int, judges: dict[str, Array]) -> Array:
    """Return the log loss of each late row under the first trees of a probe."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1, user_api="openmp"):
        margin = next(islice(probe.staged_decision_function(judges["X_val"]), n_trees - 1, None))
    return np.asarray(np.logaddexp(0.0, margin) - judges["y_val"] * margin)


def fit_boosters(
    values: Array, y: Array, weights: Array, families: FeatureFamilies, used: NDArray[np.int64],
    settings: BoosterSettings, seed: int, size: TreeSize,
) -> list[Any]:  # fmt: skip
    """Fit the boosters.

    Parameters
    ----------
    values : ndarray, shape (n_rows, n_used)
        Cross-fitted features of labelled rows, those at `used`.
    y, weights : ndarray, shape (n_rows,)
        Labels (0 or 1) and their weights.
    size : TreeSize
        What `choose_size` chose.
    """
    drawn = [_sampled(y, weights, settings, seed + number) for number in range(settings.n_boosters)]
    seen = np.unique(np.concatenate([rows for rows, _ in drawn]))
    snapped = _snapped(values[seen], families, used, settings)
    return _fitted([
        (make_booster(settings, families, used, seed + number, size), snapped[np.searchsorted(seen, rows)], y[rows],
         weight)
        for number, (rows, weight) in enumerate(drawn)
    ])  # fmt: skip


def _fitted(tasks: list[tuple[Any, ...]]) -> list[Any]:
    # Not by scikit-learn's own Parallel: in threads it now and then finds the filters of warnings emptied by another
    # thread, and warns (or fails, where warnings are errors).
    with ThreadPoolExecutor(min(len(tasks), os.cpu_count() or 1)) as threads:
        return list(threads.map(_fit, *zip(*tasks, strict=True)))


def _snapped(values: Array, families: FeatureFamilies, used: NDArray[np.int64], settings: BoosterSettings) -> Array:
    categories = families.categories()
    skip = np.array([families.feature_names_[place] in categories for place in used], dtype=bool)
    return snap(values, settings.max_bins, skip=skip)


def fit_booster(booster: Any, values: Array, y: Array, weights: Array) -> Any:
    """Fit a booster to weighted rows, in one thread; its bins are chosen here, see `riskscan.modelling.snapping`."""
    snapped = snap(values, booster.max_bins, skip=np.asarray(booster.categorical_features, dtype=bool))
    return _fit(booster, snapped, y, weights)


def _fit(booster: Any, snapped: Array, y: Array, weights: Array, judges: dict[str, Array] | None = None) -> Any:
    from threadpoolctl import threadpool_limits

    # Trees are so small that threads inside of one mostly wait for each other: measured, three to nine times the
    # processor time. The limit holds for the calling thread only, so it is set in each.
    with threadpool_limits(1, user_api="openmp"):
        return booster.fit(snapped, y, sample_weight=weights, **(judges or {}))


def _sampled(y: Array, weights: Array, settings: BoosterSettings, seed: int) -> tuple[NDArray[np.int64], Array]:
    """Choose the rows of one booster, all violations and some of the others, and their weights."""
    violations, others = np.flatnonzero(y == 1), np.flatnonzero(y != 1)
    wanted = min(settings.most_rows, settings.ordinary_rows * len(violations))
    n_kept = min(len(others), max(settings.least_rows, wanted))
    kept = np.sort(np.random.default_rng(seed).choice(others, n_kept, replace=False))
    rows = np.sort(np.concatenate([violations, kept]))
    share = float(weights[others].sum() / weights[kept].sum())
    return rows, np.where(y[rows] == 1, weights[rows], weights[rows] * share)
