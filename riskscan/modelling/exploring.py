"""Which rows to look at so that their labels teach most, each with the exact chance that it had.

What a label tells of a row's log odds is p (1 - p): nothing of a row that is surely ordinary, most of one that might as
well be a violation. Rows are drawn with chances in proportion, plus a part that is even, so that no row is never seen
and no weight (1 / chance) grows without bound. They are drawn at even steps along all rows ordered by kind, so that
every kind comes by turns, and one with many rows more often.
"""

import numpy as np
from numpy.typing import NDArray

__all__ = ["chances", "draw_spread"]

Array = NDArray[np.float64]
_EVEN_SHARE = 0.25


def chances(probability: Array, n_drawn: int) -> Array:
    """Return the chance of every row, which add up to the rows that are drawn.

    Parameters
    ----------
    probability : ndarray, shape (n_rows,)
        Of a violation.
    n_drawn : int
        Rows to draw, at most all.

    Examples
    --------
    >>> chances(np.array([0.5, 0.01, 0.0, 0.0]), 2).round(1).tolist()
    [1.0, 0.4, 0.3, 0.3]
    """
    worth = probability * (1.0 - probability)
    total = float(worth.sum())
    even = np.full(len(worth), 1.0 / max(len(worth), 1))
    mixed = even if total == 0 else (1 - _EVEN_SHARE) * worth / total + _EVEN_SHARE * even
    found = np.zeros(len(worth))
    sure = np.zeros(len(worth), dtype=bool)
    while not sure.all():
        left = n_drawn - int(sure.sum())
        found[~sure] = left * mixed[~sure] / mixed[~sure].sum()
        beyond = ~sure & (found >= 1.0)
        if not beyond.any():
            break
        sure |= beyond
        found[sure] = 1.0
    return found


def draw_spread(chance: Array, order: NDArray[np.int64], start: float) -> NDArray[np.int64]:
    """Draw rows at even steps along an order: each with its own chance, and as many as the chances add up to.

    Parameters
    ----------
    chance : ndarray, shape (n_rows,)
        Adding up to a whole number.
    order : ndarray of int64, shape (n_rows,)
        Rows, those alike side by side.
    start : float
        Where the first step begins, drawn evenly from 0 to 1.

    References
    ----------
    Madow, "On the theory of systematic sampling, II" (1949), Annals of Mathematical Statistics 20, 333-354.
    """
    passed = np.cumsum(chance[order])
    # What adding up loses of a whole number must not lose a row.
    steps = np.arange(round(float(passed[-1])) if len(passed) else 0) + start
    return order[np.minimum(np.searchsorted(passed, steps, side="right"), len(order) - 1)]
