"""How far features moved from the rows that trained the model."""

from typing import Any, Self

import pandas as pd

from riskscan.modelling.drift import LARGE, MODERATE, DriftReport
from riskscan.modelling.judging import judge_drift
from riskscan.plotting.axes import own_axes

__all__ = ["DriftDisplay"]


class DriftDisplay:
    """Population stability of the features that moved most, with the customary limits.

    Parameters
    ----------
    report : DriftReport
        What was measured.

    Attributes
    ----------
    ax_, figure_, bars_ : matplotlib objects
        What was drawn.
    """

    def __init__(self, *, report: DriftReport) -> None:
        self.report = report

    @classmethod
    def from_report(cls, report: DriftReport, *, ax: Any = None, top: int = 15, **bars: Any) -> Self:
        """Draw a report of `riskscan.modelling.judging.judge_drift`.

        Parameters
        ----------
        report : DriftReport
            What was measured.
        ax : matplotlib.axes.Axes, optional
            To draw on; new ones where left out.
        top : int, default 15
            Features that are shown.
        **bars : object
            Passed on to ``ax.barh``.

        Returns
        -------
        Self
            The display, drawn.
        """
        return cls(report=report).plot(ax, top=top, **bars)

    @classmethod
    def from_estimator(
        cls, estimator: Any, X: pd.DataFrame, *, reference: pd.DataFrame | None = None, columns: Any = None,
        ax: Any = None, top: int = 15, **bars: Any,
    ) -> Self:  # fmt: skip
        """Compare rows with those that trained a `TrainedModel` or `RiskScorer`, or with a reference, and draw it.

        Parameters
        ----------
        estimator : TrainedModel or RiskScorer
            The model.
        X : DataFrame, shape (n_rows, n_columns)
            Rows as read.
        reference : DataFrame, optional
            Rows to compare with; those that trained the model where left out.
        columns : optional
            Column mapping, as for `riskscan.read_manifest`.
        ax : matplotlib.axes.Axes, optional
            To draw on; new ones where left out.
        top : int, default 15
            Features that are shown.
        **bars : object
            Passed on to ``ax.barh``.

        Returns
        -------
        Self
            The display, drawn.
        """
        trained = getattr(estimator, "trained", estimator)
        screener = getattr(estimator, "screener", None)
        report = judge_drift(trained, X, reference=reference, columns=columns, screener=screener)
        return cls.from_report(report, ax=ax, top=top, **bars)

    def plot(self, ax: Any = None, *, top: int = 15, **bars: Any) -> Self:
        """Draw the display on `ax` (new ones where left out): the features that moved most, `top` of them.

        Parameters
        ----------
        ax : matplotlib.axes.Axes, optional
            To draw on; new ones where left out.
        top : int, default 15
            Features that are shown.
        **bars : object
            Passed on to ``ax.barh``.

        Returns
        -------
        Self
            The display, drawn.
        """
        self.ax_ = own_axes(ax)
        self.figure_ = self.ax_.figure
        features = self.report.features[:top][::-1]
        names, values = [row.feature for row in features], [row.stability for row in features]
        self.bars_ = self.ax_.barh(names, values, **bars)
        for limit, word in ((MODERATE, "moved"), (LARGE, "moved far")):
            self.ax_.axvline(limit, color="0.5", linewidth=1, linestyle=":")
            self.ax_.annotate(word, (limit, 1.01), xycoords=("data", "axes fraction"), fontsize="x-small", rotation=30)
        self.ax_.set(xlabel="population stability index")
        return self
