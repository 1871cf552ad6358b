"""What share of violations is stated, and by how much it moves the odds of all rows of a file.

Every odds is multiplied by the same number, so no rank changes. The rate alone says by which, if the rows at hand look
as those did that calibrated the model. They seldom do: where honest rows look odder, all odds are too high. With
enough rows their own mean says so, since it should be the stated share. What a few rows have as their mean is chance:
it weighs as much as the share of the scatter that is none (credibility, as actuaries have it).

References
----------
Saerens, Latinne, Decaestecker (2002), Neural Computation 14, 21-41, doi:10.1162/089976602753284446: the rate alone.
Bühlmann (1967), ASTIN Bulletin 4, 199-207, doi:10.1017/S0515036100008989: the weight.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from riskscan.modelling.calibration import log_odds, share_of

__all__ = ["HALF_WEIGHT", "OddsCounts", "OddsMove"]

HALF_WEIGHT = 12.0
"""Violations that a file must be expected to hold for its own mean to weigh half.

In twelve simulated worlds the move that gives the mean scatters about that by the rate alone with a standard deviation
of .46 (each by a model that never saw the world). A mean of n rows at rate r errs by 1 / (.63 sqrt(n r)), both in log
odds. The two are equal where n r is 12.
"""

_STEPS = 1_000
"""Steps of the grid in a unit of log odds: the mean is exact to a two-thousandth of itself."""

_END = 40
"""Log odds beyond which a row is as sure as can be told."""

_HALVINGS = 60


@dataclass(frozen=True, slots=True)
class OddsCounts:
    """How many rows have which log odds, on a fixed grid: the same whatever their order and the parts they come in.

    Attributes
    ----------
    counts : ndarray of int64
        By step of the grid.
    """

    counts: NDArray[np.int64]

    @classmethod
    def of(cls, odds: NDArray[np.float64]) -> Self:
        """Count log odds; what is no number is not counted.

        Parameters
        ----------
        odds : ndarray, shape (n_rows,)
            Log odds, infinite ones too.
        """
        known = odds[~np.isnan(odds)]
        steps = np.floor((np.clip(known, -_END, _END) + _END) * _STEPS).astype(np.int64)
        return cls(np.bincount(steps, minlength=2 * _END * _STEPS + 1))

    def __add__(self, other: Self) -> Self:
        return type(self)(self.counts + other.counts)

    @property
    def n_rows(self) -> int:
        """Rows counted."""
        return int(self.counts.sum())

    def move_to(self, share: float) -> float:
        """Return what must be added to all log odds for their mean probability to be a share.

        Parameters
        ----------
        share : float
            Between 0 and 1.

        Examples
        --------
        >>> rows = OddsCounts.of(np.array([-3.0, -3.0, 0.0]))
        >>> round(rows.move_to(0.1), 2)
        -1.02
        """
        steps = np.flatnonzero(self.counts)
        odds, weights = (steps + 0.5) / _STEPS - _END, self.counts[steps] / self.n_rows
        low, high = -2.0 * _END, 2.0 * _END
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            if float((share_of(odds + middle) * weights).sum()) < share:
                low = middle
            else:
                high = middle
        return round(high, 6)  # no digit that another machine's sums could change


@dataclass(frozen=True, slots=True)
class OddsMove:
    """By how much the log odds of all rows of a file are moved.

    Attributes
    ----------
    stated : float
        Share of violations that the user expects.
    n_rows : int
        Rows of the file.
    by_rate, by_mean : float
        The move by the rate alone, and the one that makes the mean probability of the rows the stated share.
    """

    stated: float
    n_rows: int
    by_rate: float
    by_mean: float

    @classmethod
    def of(cls, counts: OddsCounts, calibrated_to: float, stated: float) -> Self:
        """Return the move of rows whose probabilities are calibrated to another share; both between 0 and 1."""
        by_rate = float(log_odds(stated) - log_odds(calibrated_to))
        return cls(stated, counts.n_rows, by_rate, counts.move_to(stated) if counts.n_rows else by_rate)

    @property
    def weight(self) -> float:
        """Of the rows' own mean, from 0 to 1: as many violations as are expected, and `HALF_WEIGHT` beside them."""
        expected = self.n_rows * self.stated
        return expected / (expected + HALF_WEIGHT)

    @property
    def by(self) -> float:
        """What is added to every log odds."""
        return self.by_rate + self.weight * (self.by_mean - self.by_rate)

    def apply(self, probability: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return moved probabilities.

        Examples
        --------
        >>> few = OddsMove.of(OddsCounts.of(np.zeros(2)), calibrated_to=0.01, stated=0.002)
        >>> few.apply(np.array([0.5, 0.01])).round(3).tolist()
        [0.165, 0.002]
        """
        return share_of(log_odds(probability) + self.by)

    def to_dict(self) -> dict[str, float | int]:
        """Return what a summary says of it: odds are multiplied by these numbers."""
        return {
            "stated": self.stated, "rows": self.n_rows, "odds_times": _told(self.by),
            "by_rate_alone": _told(self.by_rate), "by_mean_of_rows": _told(self.by_mean),
            "weight_of_mean": round(self.weight, 4),
        }  # fmt: skip

    def __str__(self) -> str:
        return f"base rate {self.stated:g}, odds x {_told(self.by):g} (rate alone x {_told(self.by_rate):g})"


def _told(by: float) -> float:
    return float(f"{np.exp(by):.3g}")
