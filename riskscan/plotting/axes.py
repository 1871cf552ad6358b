"""Axes to draw on, and the columns of scored rows that are drawn."""

from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from riskscan.exceptions import OptionError
from riskscan.frames import eager

__all__ = ["TIER_COLORS", "Scorer", "cells_of", "check_lengths", "floats", "own_axes", "scores_of"]

TIER_COLORS = {"release": "#9aa5b1", "review": "#e0a100", "inspect": "#d1495b", "hold": "#7a1f2b"}
"""A color for each tier, told apart without color vision by their lightness."""


class Scorer(Protocol):
    """What scores a frame, as `riskscan.RiskScorer` does."""

    def score(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the frame with the columns of scoring."""


def own_axes(ax: Any) -> Any:
    """Return the axes that are given, or those of a new figure.

    Raises
    ------
    OptionError
        Where matplotlib is not installed.
    """
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise OptionError("Plots need matplotlib, which is not installed: pip install 'riskscan[plot]'.") from error
    _, axes = pyplot.subplots()
    return axes


def floats(values: ArrayLike, name: str) -> NDArray[np.float64]:
    """Return numbers as an array.

    Raises
    ------
    OptionError
        Where one is missing or none.
    """
    try:
        found = np.asarray(values, dtype=np.float64).ravel()
    except (TypeError, ValueError) as error:
        raise OptionError(f"{name} holds something that is no number: {error}.") from error
    if np.isnan(found).any():
        raise OptionError(f"{name} has {int(np.isnan(found).sum())} missing values; leave those rows out first.")
    return found


def check_lengths(**values: "NDArray[Any] | None") -> None:
    """Refuse arrays of which one has not as many rows as the others.

    Raises
    ------
    OptionError
        Which says how many each has.
    """
    lengths = {name: len(array) for name, array in values.items() if array is not None}
    if len(set(lengths.values())) > 1:
        raise OptionError(f"Not as many rows in each: {', '.join(f'{name} has {n:,}' for name, n in lengths.items())}.")


def cells_of(scored: Any, name: str) -> "pd.Series[Any]":
    """Return a column of scored rows, of pandas or of any library that `riskscan.frames` knows.

    Raises
    ------
    OptionError
        Where there is none.
    """
    frame = scored if isinstance(scored, pd.DataFrame) else eager(scored)
    if name not in frame.columns:
        raise OptionError(f"The rows have no column {name!r}; score them first, or say which column it is.")
    found = frame[name]
    column: pd.Series[Any] = found if isinstance(found, pd.Series) else pd.Series(found.to_list(), dtype=object)
    return column


def scores_of(scored: Any) -> NDArray[np.float64]:
    """Return the risk scores of scored rows."""
    return floats(pd.to_numeric(cells_of(scored, "risk_score"), errors="coerce"), "risk_score")
