"""Whether probabilities are frequencies."""

from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from riskscan.modelling.metrics import Reliability, reliability
from riskscan.plotting.axes import Scorer, cells_of, floats, own_axes, scores_of

__all__ = ["ReliabilityDisplay"]

_LEAST = 1e-4


class ReliabilityDisplay:
    """Observed share of violations by mean probability, in bins of equal size, both on a logarithmic scale.

    Parameters
    ----------
    measured : Reliability
        Bins and errors.
    name : str, optional
        For the legend.

    Attributes
    ----------
    ax_, figure_, line_ : matplotlib objects
        What was drawn.

    Examples
    --------
    >>> ReliabilityDisplay.from_predictions([0, 1], [0.5, 0.5], n_bins=1).measured.calibration_error
    0.0
    """

    def __init__(self, *, measured: Reliability, name: str | None = None) -> None:
        self.measured = measured
        self.name = name

    @classmethod
    def from_predictions(
        cls, y_true: ArrayLike, y_prob: ArrayLike, *, sample_weight: ArrayLike | None = None, n_bins: int = 15,
        name: str | None = None, ax: Any = None, **line: Any,
    ) -> Self:  # fmt: skip
        """Measure probabilities of shape (n_rows,) against labels of 0 and 1, and draw them.

        Parameters
        ----------
        y_true : array-like of shape (n_rows,)
            0 or 1.
        y_prob : array-like of shape (n_rows,)
            Probabilities.
        sample_weight : array-like of shape (n_rows,), optional
            Weight of every row.
        n_bins : int, default 15
            Bins, each with as many rows as the others.
        name : str, optional
            Of the ranking, for the legend.
        ax : matplotlib.axes.Axes, optional
            To draw on; new ones where left out.
        **line : object
            Passed on to ``ax.plot``.

        Returns
        -------
        Self
            The display, drawn.
        """
        weight = None if sample_weight is None else floats(sample_weight, "sample_weight")
        measured = reliability(floats(y_true, "y_true"), floats(y_prob, "y_prob"), weight, n_bins)
        return cls(measured=measured, name=name).plot(ax, **line)

    @classmethod
    def from_scored(cls, scored: pd.DataFrame, label: str, **options: Any) -> Self:
        """Measure scored rows against a label column of 0 and 1; other parameters as of `from_predictions`.

        Parameters
        ----------
        scored : DataFrame, shape (n_rows, n_columns)
            Rows that were scored.
        label : str
            Its column of 0 and 1.
        **options : object
            Other parameters of `from_predictions`.

        Returns
        -------
        Self
            The display, drawn.
        """
        return cls.from_predictions(cells_of(scored, label), scores_of(scored), **options)

    @classmethod
    def from_estimator(cls, estimator: Scorer, X: pd.DataFrame, y: ArrayLike, **options: Any) -> Self:
        """Score rows and measure the probabilities; other parameters as of `from_predictions`.

        Parameters
        ----------
        estimator : RiskScorer
            Scores the rows.
        X : DataFrame, shape (n_rows, n_columns)
            Rows as read.
        y : array-like of shape (n_rows,)
            0 or 1.
        **options : object
            Other parameters of `from_predictions`.

        Returns
        -------
        Self
            The display, drawn.
        """
        return cls.from_predictions(y, scores_of(estimator.score(X)), **options)

    def plot(self, ax: Any = None, *, name: str | None = None, **line: Any) -> Self:
        """Draw the display on `ax` (new ones where left out); `line` is passed on to ``ax.plot``.

        Parameters
        ----------
        ax : matplotlib.axes.Axes, optional
            To draw on; new ones where left out.
        name : str, optional
            Of the ranking, for the legend.
        **line : object
            Passed on to ``ax.plot``.

        Returns
        -------
        Self
            The display, drawn.
        """
        self.ax_ = own_axes(ax)
        self.figure_ = self.ax_.figure
        mean = np.maximum([entry[0] for entry in self.measured.bins], _LEAST)
        seen = np.maximum([entry[1] for entry in self.measured.bins], _LEAST)
        self.ax_.plot([_LEAST, 1], [_LEAST, 1], color="0.6", linewidth=1)
        style = {"marker": "o", "markersize": 3, "label": name or self.name} | line
        (self.line_,) = self.ax_.plot(mean, seen, **style)
        self.ax_.set(xscale="log", yscale="log", xlabel="mean probability", ylabel="observed rate")
        self.ax_.grid(alpha=0.3)
        if style["label"]:
            self.ax_.legend()
        return self
