"""Adapt a model to a few labelled rows: its prior and calibration, then how far each of its signals is trusted.

The leaves of the base model are split among its signals, so that its margin is a sum of one share a signal. A penalised
logistic regression weighs the shares, shrunk toward the base model: with no label it is the base model, and few labels
move it little. The trees stay; their leaves get other values.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.exceptions import ModelError
from riskscan.modelling.artefact import load_model
from riskscan.modelling.calibration import MarginCalibrator
from riskscan.modelling.model import RiskModel
from riskscan.modelling.persistence import default_folder
from riskscan.modelling.signals import signals_of
from riskscan.modelling.tree_tables import TreeTables, split_leaves

__all__ = ["HELD", "PRIOR_WEIGHT", "BaseModel", "SignalWeights", "fit_signals", "load_base"]

Array = NDArray[np.float64]

PRIOR_WEIGHT = 0.4
"""Standard deviation of a signal's weight around 1; from the curve of ``tests.benchmarks few_labels``."""

HELD = 1e-4
"""Standard deviation that holds the weights at 1: prior and calibration alone are fitted."""

_PRIOR_SLOPE = 0.5
_PRIOR_OFFSET = 3.0
_SLOPE_BOUND = 2.0
_WEIGHT_BOUND = 2.0
_DRAWN_ROWS = 5_000


@dataclass(frozen=True)
class BaseModel:
    """A model whose leaves are split among its signals.

    Attributes
    ----------
    model : RiskModel
        With its boosters.
    model_id : str
        Its name.
    """

    model: RiskModel
    model_id: str

    @cached_property
    def tables(self) -> TreeTables:
        """Its trees."""
        assert self.model.tables is not None  # checked by `load_base`
        return self.model.tables

    @cached_property
    def signals(self) -> tuple[str, ...]:
        """Names of its signals, in the order of its features."""
        return tuple(dict.fromkeys(self._signal_of_used))

    @cached_property
    def _signal_of_used(self) -> list[str]:
        named = signals_of(self.model.families)
        return [named[place] for place in self.model.used]

    @cached_property
    def _split(self) -> tuple[Array, Array]:
        places = np.array([self.signals.index(name) for name in self._signal_of_used])
        return split_leaves(self.model.boosters, places, len(self.signals))

    @cached_property
    def start(self) -> float:
        """Margin before any signal speaks."""
        _, roots = self._split
        n_boosters = len(self.tables.sizes)
        return float((roots.sum() + sum(self.tables.baselines)) / n_boosters)

    def shares(self, features: pd.DataFrame) -> Array:
        """Return what each signal adds to the margin of each row, shape (n_rows, n_signals).

        Parameters
        ----------
        features : DataFrame, shape (n_rows, n_features)
            Features of the base model.
        """
        values = features.to_numpy(dtype=np.float64)[:, self.model.used]
        silent = (0.0,) * len(self.tables.sizes)
        parts, _ = self._split
        found = [replace(self.tables, values=part, baselines=silent).margins(values).mean(axis=0) for part in parts]
        return np.stack(found, axis=1)

    def weighted_tables(self, weights: Array) -> TreeTables:
        """Return the trees with each signal's share of their leaves weighted."""
        parts, roots = self._split
        values = np.tensordot(weights, parts, axes=1)
        bits = 1 << np.arange(8)
        trees, leaves = np.nonzero(self.tables.leaves.view(np.uint8)[: len(values), None] & bits)
        values[trees, bits[leaves]] += roots[trees]
        return replace(self.tables, values=values)

    def adapted(self, weights: "SignalWeights") -> RiskModel:
        """Return the model with weighted signals, calibrated as they were fitted."""
        calibrator = MarginCalibrator(self.model.calibrator.seed)
        calibrator.method_, calibrator.knots_ = "sigmoid", np.zeros((0, 2))
        calibrator.slope_, calibrator.offset_ = weights.slope, weights.offset
        return RiskModel.from_tables(
            self.model.families, self.weighted_tables(weights.weights), self.model.used, calibrator
        )


def load_base() -> BaseModel:
    """Return the shipped model as one to be adapted.

    Raises
    ------
    ModelError
        Where it cannot be loaded with its trees, or has trees of too many leaves.
    """
    trained = load_model(default_folder(), with_baselines=True)
    if not trained.model.boosters or trained.model.tables is None:
        raise ModelError(f"{default_folder()} has no small trees, so it cannot be adapted. Train from scratch.")
    return BaseModel(trained.model, trained.model_id)


@dataclass(frozen=True, slots=True)
class SignalWeights:
    """How far each signal of the base model is trusted, and the calibration that goes with it.

    Attributes
    ----------
    signals : tuple of str
        Names.
    weights : ndarray, shape (n_signals,)
        1 as in the base model, 0 for a signal that tells nothing here.
    slope, offset : float
        From margin to log odds.
    covariance : ndarray, shape (n_signals + 2, n_signals + 2)
        Of offset, logarithm of the slope, and weights, around what was fitted.
    """

    signals: tuple[str, ...]
    weights: Array
    slope: float
    offset: float
    covariance: Array

    def odds(self, shares: Array, start: float) -> Array:
        """Return the log odds of rows with these shares of signals."""
        return np.asarray(self.slope * (start + shares @ self.weights) + self.offset)

    def probability(self, shares: Array, start: float) -> Array:
        """Return the probability of rows with these shares of signals."""
        return np.asarray(1.0 / (1.0 + np.exp(-self.odds(shares, start))))

    def interval(self, signal: str) -> tuple[float, float]:
        """Return the 95 % credible interval of a signal's weight."""
        place = self.signals.index(signal)
        half = 1.96 * float(np.sqrt(self.covariance[place + 2, place + 2]))
        return float(self.weights[place]) - half, float(self.weights[place]) + half

    def mean_probability(self, shares: Array, start: float, *, seed: int, n_draws: int = 200) -> Array:
        """Return draws of the mean probability over rows: the share of violations that the labels let expect."""
        generator = np.random.default_rng(seed)
        if len(shares) > _DRAWN_ROWS:
            shares = shares[generator.choice(len(shares), _DRAWN_ROWS, replace=False)]
        middle = np.concatenate([[self.offset, np.log(self.slope)], self.weights])
        found = []
        for offset, log_slope, *weights in generator.multivariate_normal(middle, self.covariance, n_draws):
            drawn = replace(self, weights=np.array(weights), slope=float(np.exp(log_slope)), offset=float(offset))
            found.append(float(drawn.probability(shares, start).mean()))
        return np.array(found)

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON: weight and credible interval of each signal."""
        rounded = {
            name: [round(value, 3) for value in (float(weight), *self.interval(name))]
            for name, weight in zip(self.signals, self.weights, strict=True)
        }
        return {"slope": round(self.slope, 4), "offset": round(self.offset, 4), "weights": rounded}


def fit_signals(
    shares: Array, start: float, y: Array, *, signals: Sequence[str], prior: MarginCalibrator,
    spread_of_weights: float = PRIOR_WEIGHT,
) -> SignalWeights:  # fmt: skip
    """Fit the weights of signals, shrunk toward 1, with an offset and a slope shrunk toward the base model's.

    Labels are not weighted by how rows were chosen: what is fitted are the odds given the row, which a choice by the
    row alone leaves as they are.

    Parameters
    ----------
    shares : ndarray, shape (n_labelled, n_signals)
        Of the labelled rows.
    start : float
        `BaseModel.start`.
    y : ndarray, shape (n_labelled,)
        0 or 1.
    signals : sequence of str
        Names.
    prior : MarginCalibrator
        Of the base model.
    spread_of_weights : float
        Standard deviation of the weights around 1; `HELD` leaves them there.
    """
    from scipy.optimize import minimize

    middle = np.concatenate([[prior.offset_, np.log(prior.slope_)], np.ones(len(signals))])
    spread = np.array([_PRIOR_OFFSET, _PRIOR_SLOPE, *[spread_of_weights] * len(signals)])

    def steps(at: Array) -> tuple[Array, Array]:
        """Return log odds, and how each moves with each number."""
        slope, margin = np.exp(at[1]), start + shares @ at[2:]
        return slope * margin + at[0], np.column_stack([np.ones(len(y)), slope * margin, slope * shares])

    def loss(at: Array) -> tuple[float, Array]:
        odds, moves = steps(at)
        away = (at - middle) / spread
        value = float((np.logaddexp(0, odds) - y * odds).sum() + 0.5 * (away**2).sum())
        return value, moves.T @ (1.0 / (1.0 + np.exp(-odds)) - y) + away / spread

    free = [(None, None), (middle[1] - _SLOPE_BOUND, middle[1] + _SLOPE_BOUND)]
    bounds = [*free, *[(0.0, 1.0 + _WEIGHT_BOUND)] * len(signals)]
    found = minimize(loss, middle, jac=True, method="L-BFGS-B", bounds=bounds).x
    odds, moves = steps(found)
    share = 1.0 / (1.0 + np.exp(-odds))
    precision = (moves * (share * (1.0 - share))[:, None]).T @ moves + np.diag(spread**-2.0)
    return SignalWeights(
        tuple(signals),
        found[2:],
        float(np.exp(found[1])),
        float(found[0]),
        np.asarray(np.linalg.inv(precision), np.float64),
    )
