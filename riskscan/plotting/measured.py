"""Displays that measure scores against labels, from wherever these come."""

from collections.abc import Callable
from typing import Any, ClassVar, Self

import pandas as pd
from numpy.typing import ArrayLike

from riskscan.plotting.axes import Scorer, cells_of, scores_of

__all__ = ["MeasuredDisplay"]


class MeasuredDisplay:
    """Base of displays whose `from_predictions` takes labels and scores."""

    from_predictions: ClassVar[Callable[..., Any]]

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
        display: Self = cls.from_predictions(cells_of(scored, label), scores_of(scored), **options)
        return display

    @classmethod
    def from_estimator(cls, estimator: Scorer, X: pd.DataFrame, y: ArrayLike, **options: Any) -> Self:
        """Score rows and measure its scores; other parameters as of `from_predictions`.

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
        display: Self = cls.from_predictions(y, scores_of(estimator.score(X)), **options)
        return display
