"""How the scores of a manifest are spread, by tier."""

from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from riskscan.exceptions import OptionError
from riskscan.plotting.axes import TIER_COLORS, cells_of, check_lengths, floats, own_axes, scores_of

__all__ = ["ScoreDistributionDisplay"]

_LEAST = 1e-4


class ScoreDistributionDisplay:
    """Number of rows by score (logarithmic), one color a tier.

    Parameters
    ----------
    score : array-like of shape (n_rows,)
        Probabilities.
    tier : array-like of str of shape (n_rows,), optional
        Tiers; all rows have one color where left out.

    Attributes
    ----------
    ax_, figure_ : matplotlib objects
        What was drawn.
    counts_ : ndarray of shape (n_tiers, n_bins)
        Rows by tier and bin.

    Examples
    --------
    >>> ScoreDistributionDisplay.from_predictions([0.01, 0.9], n_bins=2).counts_.tolist()
    [[0.0, 2.0]]
    """

    def __init__(self, *, score: ArrayLike, tier: ArrayLike | None = None) -> None:
        self.score: NDArray[np.float64] = floats(score, "score")
        self.tier: NDArray[np.object_] = np.asarray([""] * len(self.score) if tier is None else tier, dtype=object)
        check_lengths(score=self.score, tier=self.tier)
        unknown = [] if tier is None else [one for one in dict.fromkeys(self.tier.tolist()) if one not in TIER_COLORS]
        if unknown:
            raise OptionError(f"tier has {unknown[0]!r}, which is none; known: {', '.join(TIER_COLORS)}.")

    @classmethod
    def from_predictions(
        cls, y_score: ArrayLike, *, tier: ArrayLike | None = None, ax: Any = None, n_bins: int = 40
    ) -> Self:  # fmt: skip
        """Draw scores of shape (n_rows,), and their tiers where given.

        Parameters
        ----------
        y_score : array-like of shape (n_rows,)
            Scores.
        tier : array-like of str of shape (n_rows,), optional
            Tiers; all rows have one color where left out.
        ax : matplotlib.axes.Axes, optional
            To draw on; new ones where left out.
        n_bins : int, default 40
            Bins of equal width on the logarithmic axis.

        Returns
        -------
        Self
            The display, drawn.
        """
        return cls(score=y_score, tier=tier).plot(ax, n_bins=n_bins)

    @classmethod
    def from_scored(cls, scored: pd.DataFrame, *, ax: Any = None, n_bins: int = 40) -> Self:
        """Draw the scores and tiers of scored rows.

        Parameters
        ----------
        scored : DataFrame, shape (n_rows, n_columns)
            Rows that were scored.
        ax : matplotlib.axes.Axes, optional
            To draw on; new ones where left out.
        n_bins : int, default 40
            Bins of equal width on the logarithmic axis.

        Returns
        -------
        Self
            The display, drawn.
        """
        return cls(score=scores_of(scored), tier=cells_of(scored, "risk_tier")).plot(ax, n_bins=n_bins)

    def plot(self, ax: Any = None, *, n_bins: int = 40) -> Self:
        """Draw the display on `ax` (new ones where left out) with a number of bins.

        Parameters
        ----------
        ax : matplotlib.axes.Axes, optional
            To draw on; new ones where left out.
        n_bins : int, default 40
            Bins of equal width on the logarithmic axis.

        Returns
        -------
        Self
            The display, drawn.
        """
        if not len(self.score):
            raise OptionError("There are no rows to draw.")
        self.ax_ = own_axes(ax)
        self.figure_ = self.ax_.figure
        edges = np.geomspace(_LEAST, 1.0, n_bins + 1)
        names = [name for name in TIER_COLORS if (self.tier == name).any()] or [""]
        parts = [np.clip(self.score[self.tier == name], _LEAST, 1.0) for name in names]
        colors = [TIER_COLORS.get(name, "#45627f") for name in names]
        self.counts_ = np.array([np.histogram(part, bins=edges)[0] for part in parts], dtype=np.float64)
        self.ax_.hist(parts, bins=edges, stacked=True, color=colors, label=names)
        self.ax_.set(xscale="log", yscale="log", xlabel="risk score", ylabel="rows")
        if names != [""]:
            self.ax_.legend()
        return self
