"""The risk model: feature families, boosted trees, calibration."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.features.base import Folds
from riskscan.features.families import FeatureFamilies
from riskscan.modelling.calibration import MarginCalibrator
from riskscan.modelling.snapping import snap
from riskscan.modelling.tree_tables import TreeTables
from riskscan.tables.features import load_feature_docs

if TYPE_CHECKING:
    from sklearn.ensemble import HistGradientBoostingClassifier

__all__ = ["BoosterSettings", "RiskModel", "fit_booster", "fit_boosters", "fit_model", "make_booster"]

Array = NDArray[np.float64]
_CHUNK = 25_000
_SLICE = 2_000


@dataclass(frozen=True, slots=True)
class BoosterSettings:
    """Settings of the boosted trees.

    Attributes
    ----------
    learning_rate, max_leaf_nodes, min_samples_leaf, l2_regularization, max_features, max_bins
        As in scikit-learn's HistGradientBoostingClassifier.
    max_iter : int
        Most trees; how many are kept is chosen on the last part of the training period.
    n_boosters : int
        Boosters with different seeds and different ordinary rows whose margins are averaged.
    ordinary_rows : int
        Rows without violation that a booster sees for each violation (at least `least_rows` in all). The rest is left
        out at random and the kept ones weigh more, so that the share of violations stays what it is.
    least_rows : int
        Ordinary rows below which nothing is left out.
    """

    learning_rate: float = 0.1
    max_leaf_nodes: int = 8
    min_samples_leaf: int = 20
    l2_regularization: float = 5.0
    max_features: float = 0.2
    max_bins: int = 63
    max_iter: int = 200
    n_boosters: int = 4
    ordinary_rows: int = 25
    least_rows: int = 8_000


class RiskModel:
    """Rows to margin and calibrated probability.

    Parameters
    ----------
    families : FeatureFamilies
        Fitted feature families.
    boosters : list of HistGradientBoostingClassifier
        Fitted boosters over the used features.
    used : ndarray of int
        Positions of the features that the boosters see: those that were not constant in training.
    calibrator : MarginCalibrator
        Map from mean margin to probability.
    """

    def __init__(
        self,
        families: FeatureFamilies,
        boosters: "list[HistGradientBoostingClassifier]",
        used: NDArray[np.int64],
        calibrator: MarginCalibrator,
    ) -> None:
        self.families = families
        self.boosters = boosters
        self.used = used
        self.calibrator = calibrator

    @property
    def feature_names(self) -> list[str]:
        """Features in order."""
        return list(self.families.feature_names_)

    def features(self, X: pd.DataFrame) -> pd.DataFrame:
        """Return the feature table of prepared rows, in parts that bound memory."""
        if len(X) <= _CHUNK:
            return self.families.transform(X)
        parts = [self.families.transform(X.iloc[start : start + _CHUNK]) for start in range(0, len(X), _CHUNK)]
        return pd.concat(parts)

    def margin(self, features: pd.DataFrame | Array) -> Array:
        """Return the mean log-odds margin of the boosters, before calibration."""
        values = np.asarray(features, dtype=np.float64)[:, self.used]
        if self.tables is not None:
            margins = self.tables.margins(values)
        else:
            # The rows of a slice stay in the processor's cache while tree after tree is walked.
            parts = [self._walked(values[start : start + _SLICE]) for start in range(0, len(values), _SLICE)]
            margins = np.concatenate([np.zeros((len(self.boosters), 0)), *parts], axis=1)
        # Added one by one: for a single row numpy's own sum could go another way, with other last digits.
        return np.asarray(sum(margins[1:], start=margins[0]) / len(margins))

    def _walked(self, values: Array) -> Array:
        return np.stack([booster.decision_function(values) for booster in self.boosters])

    @classmethod
    def from_tables(
        cls, families: FeatureFamilies, tables: TreeTables, used: NDArray[np.int64], calibrator: MarginCalibrator
    ) -> Self:
        """Return a model that has its boosters as tables only."""
        model = cls(families, [], used, calibrator)
        vars(model)["tables"] = tables
        return model

    @cached_property
    def tables(self) -> TreeTables | None:
        """The boosters as tables; None where a tree is too large for one."""
        return TreeTables.from_boosters(self.boosters)

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what is worked out anew from the boosters."""
        left_out = {"tables"} if self.boosters else set()
        return {name: value for name, value in self.__dict__.items() if name not in left_out}

    def probability(self, margin: Array) -> Array:
        """Return the calibrated probability of every margin."""
        return self.calibrator.predict(margin)


def make_booster(
    settings: BoosterSettings, families: FeatureFamilies, used: NDArray[np.int64], seed: int, n_trees: int
) -> Any:
    """Return a booster that is not fitted, its monotonic constraints those of the catalogue."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    names = [families.feature_names_[place] for place in used]
    directions = {doc.feature: doc.direction for doc in load_feature_docs()}
    categories = families.categories()
    return HistGradientBoostingClassifier(
        learning_rate=settings.learning_rate,
        max_leaf_nodes=settings.max_leaf_nodes,
        min_samples_leaf=settings.min_samples_leaf,
        l2_regularization=settings.l2_regularization,
        max_features=settings.max_features,
        max_bins=settings.max_bins,
        max_iter=n_trees,
        early_stopping=False,
        categorical_features=np.array([name in categories for name in names]),
        monotonic_cst=np.array([0 if name in categories else directions.get(name, 0) for name in names]),
        random_state=seed,
    )


def fit_booster(booster: Any, values: Array, y: Array, weights: Array) -> Any:
    """Fit a booster to weighted rows; its bins are chosen here, see `riskscan.modelling.snapping`."""
    categories = np.asarray(booster.categorical_features, dtype=bool)
    return booster.fit(snap(values, booster.max_bins, skip=categories), y, sample_weight=weights)


def fit_boosters(
    values: Array, y: Array, weights: Array, late: NDArray[np.bool_], families: FeatureFamilies,
    used: NDArray[np.int64], settings: BoosterSettings, seed: int,
) -> list[Any]:  # fmt: skip
    """Fit the boosters, their number of trees chosen on the late rows, then on all rows.

    Parameters
    ----------
    values : ndarray, shape (n_rows, n_used)
        Cross-fitted features of labelled rows, those at `used`.
    y, weights : ndarray, shape (n_rows,)
        Labels (0 or 1) and their weights.
    late : ndarray of bool, shape (n_rows,)
        Rows that judge the number of trees.
    """
    n_trees = settings.max_iter // 3
    if min(y[late].sum(), y[~late].sum()) >= 10:
        early = np.flatnonzero(~late)
        rows, weight = _sampled(y[early], weights[early], settings, seed)
        probe = make_booster(settings, families, used, seed, settings.max_iter)
        fit_booster(probe, values[early[rows]], y[early[rows]], weight)
        n_trees = _best_size(probe, values[late], y[late], weights[late])
    boosters = []
    for number in range(settings.n_boosters):
        rows, weight = _sampled(y, weights, settings, seed + number)
        booster = make_booster(settings, families, used, seed + number, n_trees)
        boosters.append(fit_booster(booster, values[rows], y[rows], weight))
    return boosters


def _sampled(y: Array, weights: Array, settings: BoosterSettings, seed: int) -> tuple[NDArray[np.int64], Array]:
    """Choose the rows of one booster, all violations and some of the others, and their weights."""
    violations, others = np.flatnonzero(y == 1), np.flatnonzero(y != 1)
    n_kept = min(len(others), max(settings.least_rows, settings.ordinary_rows * len(violations)))
    kept = np.sort(np.random.default_rng(seed).choice(others, n_kept, replace=False))
    rows = np.sort(np.concatenate([violations, kept]))
    share = float(weights[others].sum() / weights[kept].sum())
    return rows, np.where(y[rows] == 1, weights[rows], weights[rows] * share)


def _best_size(probe: Any, values: Array, y: Array, weights: Array) -> int:
    losses = []
    for margin in probe.staged_decision_function(values):
        margin = np.ravel(margin)
        losses.append(float((weights * (np.logaddexp(0, margin) - y * margin)).sum()))
    return max(30, int(np.argmin(losses)) + 1)


def fit_model(
    X: pd.DataFrame, y: Array, weights: Array, folds: Folds, *, calibration_rows: pd.DataFrame,
    calibration_y: Array, calibration_weights: Array, families: FeatureFamilies, settings: BoosterSettings, seed: int,
    unseen: frozenset[str] = frozenset(),
) -> RiskModel:  # fmt: skip
    """Cross-fit the features, fit the boosters, calibrate on the later rows.

    Parameters
    ----------
    X, y, weights, folds
        Training rows; rows with NaN labels feed unsupervised statistics only.
    calibration_rows, calibration_y, calibration_weights
        Later rows that trained nothing.
    unseen : frozenset of str
        Features of the families that the boosters are not shown.
    """
    features = families.cross_fit_transform(X, y, folds, weights)
    usable = folds.usable & ~np.isnan(y)
    last = folds.block == folds.block.max(initial=0)
    values = features.to_numpy(dtype=np.float64)
    shown = ~np.isin(features.columns.to_numpy(dtype=str), list(unseen))
    used = np.flatnonzero(shown & _varies(values[usable]) & _varies(values[usable & ~last]))
    boosters = fit_boosters(
        values[usable][:, used], y[usable], weights[usable], last[usable], families, used, settings, seed
    )
    model = RiskModel(families, boosters, used, MarginCalibrator(seed))
    known = ~np.isnan(calibration_y)
    margin = model.margin(model.features(calibration_rows[known]))
    model.calibrator.fit(margin, calibration_y[known], calibration_weights[known])
    return model


def _varies(values: Array) -> NDArray[np.bool_]:
    """Say of every column whether it holds two different values; null counts as one, all null does not."""
    null = np.isnan(values)
    low = np.min(np.where(null, np.inf, values), axis=0, initial=np.inf)
    high = np.max(np.where(null, -np.inf, values), axis=0, initial=-np.inf)
    return np.asarray((high > low) | (null.any(axis=0) & ~null.all(axis=0)))
