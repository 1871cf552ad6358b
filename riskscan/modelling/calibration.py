"""From the booster's margin to a probability, learned on a later window that trained nothing."""

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

__all__ = ["MarginCalibrator", "log_odds", "share_of"]

Array = NDArray[np.float64]
_ENOUGH_FOR_ISOTONIC = 150
_ISOTONIC_SHARE = 0.9


class MarginCalibrator:
    """A strictly increasing map from margin to probability.

    A sigmoid where violations are few; where there are enough of them, the better of the sigmoid and an isotonic fit by
    cross-validated log loss. The isotonic fit is interpolated in log odds and mixed with the sigmoid, so that two
    different margins never get the same probability.

    Parameters
    ----------
    seed : int
        Seed of the cross-validation's folds.

    Attributes
    ----------
    method_ : str
        ``sigmoid`` or ``isotonic``.
    """

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed

    def fit(self, margin: Array, y: Array, weights: Array) -> Self:
        """Learn the map.

        Parameters
        ----------
        margin, y, weights : ndarray, shape (n_rows,)
            Rows of the calibration window.
        """
        self.method_ = "sigmoid"
        if y.sum() >= _ENOUGH_FOR_ISOTONIC:
            losses = {method: self._loss(method, margin, y, weights) for method in ("sigmoid", "isotonic")}
            self.method_ = min(losses, key=lambda method: losses[method])
        self._fit_method(self.method_, margin, y, weights)
        return self

    def _loss(self, method: str, margin: Array, y: Array, weights: Array) -> float:
        fold = np.random.default_rng(self.seed).permutation(len(y)) % 5
        # Folds by margin order, not by row order: equal rows in another order give the same folds.
        fold = fold[np.argsort(np.lexsort((y, margin)), kind="stable")]
        total = 0.0
        for number in range(5):
            inside = fold != number
            part = MarginCalibrator(self.seed)
            part._fit_method(method, margin[inside], y[inside], weights[inside])
            p = np.clip(part.predict(margin[~inside]), 1e-7, 1 - 1e-7)
            target = y[~inside]
            total -= float((weights[~inside] * (target * np.log(p) + (1 - target) * np.log(1 - p))).sum())
        return total

    def _fit_method(self, method: str, margin: Array, y: Array, weights: Array) -> None:
        self.slope_, self.offset_ = _sigmoid(margin, y, weights)
        self.knots_ = np.zeros((0, 2))
        if method == "isotonic":
            self.knots_ = _isotonic_knots(margin, y, weights)

    def predict(self, margin: Array) -> Array:
        """Return the probability of every margin."""
        straight = self.slope_ * margin + self.offset_
        if len(self.knots_) < 2:
            return share_of(straight)
        x, odds = self.knots_[:, 0], self.knots_[:, 1]
        # Beyond the outer knots the isotonic part goes on with the sigmoid's slope.
        bent = np.interp(margin, x, odds) + self.slope_ * (margin - np.clip(margin, x[0], x[-1]))
        return share_of(_ISOTONIC_SHARE * bent + (1 - _ISOTONIC_SHARE) * straight)


def share_of(odds: Array) -> Array:
    """Return the probability of log odds."""
    small = np.exp(-np.abs(odds))  # never overflows
    return np.where(odds >= 0, 1.0, small) / (1.0 + small)


def log_odds(share: Any) -> Any:
    """Return the log odds of probabilities."""
    with np.errstate(divide="ignore"):  # of 0 and 1
        return np.log(share) - np.log1p(-share)


def _sigmoid(margin: Array, y: Array, weights: Array) -> tuple[float, float]:
    """Fit Platt's sigmoid with his smoothed targets; the slope is kept above zero."""
    # Only training needs it: scoring starts sooner without.
    from scipy.optimize import minimize

    violations, others = float((weights * y).sum()), float((weights * (1 - y)).sum())
    target = np.where(y > 0.5, (violations + 1) / (violations + 2), 1 / (others + 2))

    def loss(parameters: Array) -> tuple[float, Array]:
        slope = np.exp(parameters[0])
        odds = slope * margin + parameters[1]
        value = float((weights * (np.logaddexp(0, odds) - target * odds)).sum())
        residual = weights * (share_of(odds) - target)
        return value, np.array([(residual * margin).sum() * slope, residual.sum()])

    result = minimize(loss, np.array([0.0, 0.0]), jac=True, method="L-BFGS-B", bounds=[(-4, 3), (-30, 30)])
    return float(np.exp(result.x[0])), float(result.x[1])


def _isotonic_knots(margin: Array, y: Array, weights: Array) -> Array:
    from sklearn.isotonic import IsotonicRegression

    fitted = IsotonicRegression(out_of_bounds="clip").fit_transform(margin, y, sample_weight=weights)
    order = np.argsort(margin, kind="stable")
    levels, starts = np.unique(fitted[order], return_index=True)
    groups = np.split(order, starts[1:])
    floor = 0.5 / (float(weights.sum()) + 1.0)
    centers = [float(np.average(margin[group], weights=weights[group])) for group in groups]
    odds = log_odds(np.clip(levels, floor, 1 - floor))
    return np.column_stack([centers, odds])
