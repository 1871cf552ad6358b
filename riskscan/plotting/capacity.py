"""Precision and recall by the share of rows that are inspected."""

from typing import Any, Literal, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riskscan.exceptions import OptionError
from riskscan.modelling.metrics import Ranking, rank_metrics
from riskscan.plotting.axes import check_lengths, floats, own_axes
from riskscan.plotting.measured import MeasuredDisplay

__all__ = ["PrecisionAtCapacityDisplay"]

_SHARES = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2)


class PrecisionAtCapacityDisplay(MeasuredDisplay):
    """Precision or recall when the top share of a ranking is inspected.

    Parameters
    ----------
    share, precision, recall : array-like of shape (n_points,)
        Shares inspected, and what inspecting them finds.
    base_rate : float
        Share of violations: the precision of chance.
    name : str, optional
        Of the ranking, for the legend.

    Attributes
    ----------
    ax_, figure_, line_ : matplotlib objects
        What was drawn.

    Examples
    --------
    >>> display = PrecisionAtCapacityDisplay.from_predictions([1, 0, 0, 0], [0.9, 0.2, 0.1, 0.0], shares=(0.25, 1.0))
    >>> display.precision.tolist(), display.recall.tolist()
    ([1.0, 0.25], [1.0, 1.0])
    """

    def __init__(
        self, *, share: ArrayLike, precision: ArrayLike, recall: ArrayLike, base_rate: float, name: str | None = None
    ) -> None:
        self.share: NDArray[np.float64] = np.asarray(share, dtype=np.float64)
        self.precision: NDArray[np.float64] = np.asarray(precision, dtype=np.float64)
        self.recall: NDArray[np.float64] = np.asarray(recall, dtype=np.float64)
        self.base_rate = base_rate
        self.name = name

    @classmethod
    def from_predictions(
        cls, y_true: ArrayLike, y_score: ArrayLike, *, sample_weight: ArrayLike | None = None,
        shares: tuple[float, ...] = _SHARES, name: str | None = None, ax: Any = None,
        metric: Literal["precision", "recall"] = "precision", **line: Any,
    ) -> Self:  # fmt: skip
        """Measure a ranking and draw it.

        Parameters
        ----------
        y_true : array-like of shape (n_rows,)
            0 or 1.
        y_score : array-like of shape (n_rows,)
            Higher is riskier; equal scores are ordered at random, with a fixed seed.
        sample_weight : array-like of shape (n_rows,), optional
            Weight of every row.
        shares : tuple of float
            Shares inspected.
        name : str, optional
            Of the ranking, for the legend.
        ax : matplotlib.axes.Axes, optional
            To draw on; new ones where left out.
        metric : {"precision", "recall"}, default "precision"
            What is drawn.
        **line : object
            Passed on to ``ax.plot``.

        Returns
        -------
        Self
            The display, drawn.

        Raises
        ------
        OptionError
            Where the rows are of one class only or a value is missing.
        """
        truth, score = floats(y_true, "y_true"), floats(y_score, "y_score")
        weight = None if sample_weight is None else floats(sample_weight, "sample_weight")
        check_lengths(y_true=truth, y_score=score, sample_weight=weight)
        tie_break = np.random.default_rng(0).permutation(len(truth)).astype(np.uint64)
        ranking = rank_metrics(truth, score, tie_break, weight, shares)
        return cls.from_ranking(ranking, name=name, ax=ax, metric=metric, **line)

    @classmethod
    def from_ranking(
        cls, ranking: Ranking, *, name: str | None = None, ax: Any = None,
        metric: Literal["precision", "recall"] = "precision", **line: Any,
    ) -> Self:  # fmt: skip
        """Draw a ranking that was measured, as in `riskscan.modelling.evaluation.Evaluation.rankings`.

        Parameters
        ----------
        ranking : Ranking
            What was measured.
        name : str, optional
            Of the ranking, for the legend.
        ax : matplotlib.axes.Axes, optional
            To draw on; new ones where left out.
        metric : {"precision", "recall"}, default "precision"
            What is drawn.
        **line : object
            Passed on to ``ax.plot``.

        Returns
        -------
        Self
            The display, drawn.
        """
        if not ranking.at:
            raise OptionError("Rows of one class only: precision and recall need violations and rows in order.")
        display = cls(
            share=[entry.share for entry in ranking.at], precision=[entry.precision for entry in ranking.at],
            recall=[entry.recall for entry in ranking.at], base_rate=ranking.base_rate, name=name,
        )  # fmt: skip
        return display.plot(ax, metric=metric, **line)

    def plot(
        self, ax: Any = None, *, metric: Literal["precision", "recall"] = "precision", name: str | None = None,
        **line: Any,
    ) -> Self:  # fmt: skip
        """Draw the display.

        Parameters
        ----------
        ax : matplotlib axes, optional
            New ones where left out.
        metric : {"precision", "recall"}
            What is drawn.
        name : str, optional
            Instead of the display's own.
        **line
            Passed on to ``ax.plot``.

        Returns
        -------
        Self
            The display, drawn.
        """
        if metric not in ("precision", "recall"):
            raise OptionError(f"metric is {metric!r}; use 'precision' or 'recall'.")
        self.ax_ = own_axes(ax)
        self.figure_ = self.ax_.figure
        values = self.precision if metric == "precision" else self.recall
        style = {"marker": "o", "markersize": 3, "label": name or self.name} | line
        (self.line_,) = self.ax_.plot(self.share * 100, values, **style)
        what = "precision" if metric == "precision" else "share of violations found"
        self.ax_.set(xlabel="% inspected", ylabel=what, ylim=(0, None))
        self.ax_.grid(alpha=0.3)
        if style["label"]:
            self.ax_.legend()
        return self
