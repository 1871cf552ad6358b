"""An adaptation judged on its own labelled rows: each row by weights that were fitted without it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskscan.modelling.adapting import HELD, PRIOR_WEIGHT, BaseModel, SignalWeights, fit_signals

__all__ = ["LEAST_TO_WEIGH", "CrossFitted", "cross_fit", "fit_base", "share_interval"]

Array = NDArray[np.float64]

LEAST_TO_WEIGH = 5
"""Rows of each class below which signals are not weighed, and nothing is judged."""

_FOLDS = 5


@dataclass(frozen=True, slots=True)
class CrossFitted:
    """Log odds of labelled rows under weights that were fitted without them.

    Attributes
    ----------
    spread : float
        Of the prior that did better: `PRIOR_WEIGHT`, or `HELD` where weighing the signals did worse than leaving them.
    odds : ndarray, shape (n_labelled,)
        Under that prior.
    loss, loss_held : float
        Mean log loss with signals weighed, and with prior and calibration alone.
    """

    spread: float
    odds: Array
    loss: float
    loss_held: float


def cross_fit(base: BaseModel, shares: Array, y: Array, keys: NDArray[np.uint64]) -> CrossFitted | None:
    """Fit without each fifth of the labelled rows in turn; equal rows stay together.

    Parameters
    ----------
    base : BaseModel
        The model.
    shares : ndarray, shape (n_labelled, n_signals)
        Of the labelled rows.
    y : ndarray, shape (n_labelled,)
        0 or 1.
    keys : ndarray of uint64, shape (n_labelled,)
        Equal for equal rows.

    Returns
    -------
    CrossFitted or None
        None where a class has fewer than `LEAST_TO_WEIGH` rows.
    """
    if min((y == 1).sum(), (y == 0).sum()) < LEAST_TO_WEIGH:
        return None
    fold = _folds(y, keys)
    odds = {spread: np.zeros(len(y)) for spread in (PRIOR_WEIGHT, HELD)}
    for spread, found in odds.items():
        for number in range(_FOLDS):
            held = fold == number
            fitted = fit_base(base, shares[~held], y[~held], spread)
            found[held] = fitted.odds(shares[held], base.start)
    losses = {spread: float((np.logaddexp(0, found) - y * found).mean()) for spread, found in odds.items()}
    best = min(losses, key=lambda spread: losses[spread])
    return CrossFitted(best, odds[best], losses[PRIOR_WEIGHT], losses[HELD])


def fit_base(base: BaseModel, shares: Array, y: Array, spread: float) -> SignalWeights:
    """Return the weights of a base model's signals, shrunk toward it."""
    return fit_signals(
        shares, base.start, y, signals=base.signals, prior=base.model.calibrator, spread_of_weights=spread
    )


def _folds(y: Array, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Deal out the different rows of each class in turn, in the order of their hashes."""
    fold = np.zeros(len(y), dtype=np.int64)
    for label in (0, 1):
        rows = np.flatnonzero(y == label)
        _, number = np.unique(keys[rows], return_inverse=True)
        fold[rows] = number % _FOLDS
    return fold


def share_interval(found: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share.

    References
    ----------
    Wilson, "Probable inference, the law of succession, and statistical inference" (1927), JASA 22, 209-212.

    Examples
    --------
    >>> [round(bound, 3) for bound in share_interval(0, 30)]
    [0.0, 0.114]
    """
    z = 1.959964
    share, scale = found / total, 1 + z**2 / total
    half = z * np.sqrt(share * (1 - share) / total + z**2 / (4 * total**2))
    low, high = (share + z**2 / (2 * total) - half) / scale, (share + z**2 / (2 * total) + half) / scale
    return max(0.0, float(low)), min(1.0, float(high))
