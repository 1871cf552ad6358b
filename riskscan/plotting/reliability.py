"""Whether probabilities are frequencies."""

from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

from riskscan.exceptions import OptionError
from riskscan.modelling.metrics import Reliability, reliability
from riskscan.plotting.axes import check_lengths, floats, own_axes
from riskscan.plotting.measured import MeasuredDisplay

__all__ = ["ReliabilityDisplay"]

_LEAST = 1e-4


class ReliabilityDisplay(MeasuredDisplay):
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

        Raises
        ------
        OptionError
            On arrays of several lengths or of none, missing values, and what is no probability.
        """
        weight = None if sample_weight is None else floats(sample_weight, "sample_weight")
        labels, probabilities = floats(y_true, "y_true"), floats(y_prob, "y_prob")
        check_lengths(y_true=labels, y_prob=probabilities, sample_weight=weight)
        if not len(labels):
            raise OptionError("There are no rows to draw.")
        if probabilities.min() < 0 or probabilities.max() > 1:
            raise OptionError("y_prob holds numbers below 0 or above 1, which are no probabilities.")
        measured = reliability(labels, probabilities, weight, n_bins)
        return cls(measured=measured, name=name).plot(ax, **line)

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
