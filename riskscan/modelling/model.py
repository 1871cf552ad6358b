"""The risk model: feature families, boosted trees, calibration."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.features.columns import Frame, Rows
from riskscan.features.families import FeatureFamilies, ReadRows
from riskscan.modelling.boosting import TreeSize, choose_size, fit_boosters
from riskscan.modelling.calibration import MarginCalibrator
from riskscan.modelling.settings import TrainingConfig
from riskscan.modelling.splitting import Split, forward_folds
from riskscan.modelling.tree_tables import TreeTables

if TYPE_CHECKING:
    from sklearn.ensemble import HistGradientBoostingClassifier

__all__ = ["FittedModel", "Learner", "RiskModel", "fit_model"]

Array = NDArray[np.float64]
_CHUNK = 25_000
_SLICE = 2_000


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

    def features(self, X: Frame) -> pd.DataFrame:
        """Return the feature table of prepared rows."""
        return pd.DataFrame(self.values(X), index=X.index, columns=self.feature_names, copy=False)

    def values(self, X: Frame) -> Array:
        """Return the features of prepared rows without names, worked out in parts that bound memory."""
        if len(X) <= _CHUNK:
            return self.families.values(X)
        rows = Rows.of(X)
        starts = range(0, len(X), _CHUNK)
        return np.concatenate([self.families.values(rows.take(slice(start, start + _CHUNK))) for start in starts])

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


@dataclass(frozen=True, slots=True)
class Learner:
    """Labelled rows with their history, and the choices under which they are learned from.

    Attributes
    ----------
    X : DataFrame, shape (n_rows, n_columns)
        Prepared rows.
    y, weights : ndarray, shape (n_rows,)
        Labels and their weights in calibration; rows with NaN labels feed unsupervised statistics only.
    teaching : ndarray, shape (n_rows,)
        Weights with which labels teach.
    config : TrainingConfig
        Choices.
    read : ReadRows
        The rows as the families read them.
    memory : list
        Features that were asked for last, with their families and rows.
    """

    X: pd.DataFrame
    y: Array
    weights: Array
    teaching: Array
    config: TrainingConfig
    read: ReadRows
    memory: list[tuple[FeatureFamilies, NDArray[np.bool_], pd.DataFrame]] = field(default_factory=list)

    @classmethod
    def of(
        cls, X: Frame, y: Array, weights: Array, config: TrainingConfig, before: Self | None = None, *,
        is_weighted: bool = False,
    ) -> Self:  # fmt: skip
        """Read rows; `before` are the same rows with another history.

        Weights that stand for how rows were chosen calibrate and do not teach: a choice by what the row shows leaves
        the odds given the row as they are, and weighted labels were measured to rank no better. Others do both
        (`is_weighted`).
        """
        frame = X.frame() if isinstance(X, Rows) else X
        read = config.families().read(X, before.read if before else None)
        config = replace(config, booster=config.booster.for_rows(int((~np.isnan(y)).sum())))
        return cls(frame, y, weights, weights if is_weighted else np.ones(len(y)), config, read)

    def features(self, model: RiskModel, rows: NDArray[np.bool_]) -> pd.DataFrame:
        """Return features of some rows by a model of the same choices."""
        for families, of_rows, found in self.memory:  # the latest rows are asked for again and again
            if families is model.families and np.array_equal(of_rows, rows):
                return found
        found = model.families.transform(self.read.take(rows))
        self.memory[:] = [(model.families, rows, found)]
        return found

    def fewer_boosters(self) -> Self:
        """Return a learner of the same rows whose models have a booster less."""
        booster = self.config.booster
        alone = replace(booster, n_boosters=max(1, booster.n_boosters - 1))
        return replace(self, config=replace(self.config, booster=alone))

    def learn(self, rows: NDArray[np.bool_], size: TreeSize | None) -> tuple[RiskModel, TreeSize]:
        """Learn from some rows; the size of trees is chosen on the last part of them where none is given.

        The model is not calibrated.
        """
        config, learned, y, weights = self.config, self.config.families(), self.y[rows], self.teaching[rows]
        folds = forward_folds(self.X[rows], gap_days=config.gap_days, seed=config.seed)
        features = learned.cross_fit_transform(self.read.take(rows), y, folds, weights)
        usable = folds.usable & ~np.isnan(y)
        late = (folds.block == folds.block.max(initial=0))[usable]
        values = features.to_numpy(dtype=np.float64)[usable]
        shown = ~np.isin(features.columns.to_numpy(dtype=str), list(config.unseen))
        used = np.flatnonzero(shown & _varies(values) & _varies(values[~late]))
        seen = (values[:, used], y[usable], weights[usable])
        size = size or choose_size(*seen, late, learned, used, config.booster, config.seed)
        boosters = fit_boosters(*seen, learned, used, config.booster, config.seed, size)
        return RiskModel(learned, boosters, used, MarginCalibrator(config.seed)), size


@dataclass(frozen=True, slots=True)
class FittedModel:
    """A model to be used, and the one whose margins of later rows calibrated it.

    Attributes
    ----------
    early : RiskModel
        Learned from the training window alone: what it says of the calibration window is said of rows it never saw.
    model : RiskModel
        Learned from both windows, with trees of the same size and the calibration of `early`: the latest rows tell
        most about those to come.
    size : TreeSize
        Of the trees of both.
    """

    early: RiskModel
    model: RiskModel
    size: TreeSize


def fit_model(learner: Learner, split: Split, before: FittedModel | None = None) -> FittedModel:
    """Learn from the training window, calibrate on the later one, learn once more.

    The second time both windows teach, and where nothing is left to test all rows do, those of gaps among them.

    Parameters
    ----------
    learner : Learner
        The rows.
    split : Split
        The windows; rows of its test window are not looked at.
    before : FittedModel, optional
        What was learned from the same rows and an earlier split whose two windows lie before this calibration window:
        its model calibrates, and nothing is learned anew for that.
    """
    early, size = (before.model, before.size) if before else learner.fewer_boosters().learn(split.train, None)
    known = split.train | split.calibration if split.test.any() else np.ones(len(learner.y), dtype=bool)
    model, _ = learner.learn(known, size)
    later = split.calibration & ~np.isnan(learner.y)
    margin = early.margin(learner.features(early, later))
    model.calibrator = MarginCalibrator(learner.config.seed).fit(margin, learner.y[later], learner.weights[later])
    if before is None:
        early.calibrator = model.calibrator
    return FittedModel(early, model, size)


def _varies(values: Array) -> NDArray[np.bool_]:
    """Say of every column whether it holds two different values; null counts as one, all null does not."""
    null = np.isnan(values)
    low = np.min(np.where(null, np.inf, values), axis=0, initial=np.inf)
    high = np.max(np.where(null, -np.inf, values), axis=0, initial=-np.inf)
    return np.asarray((high > low) | (null.any(axis=0) & ~null.all(axis=0)))
