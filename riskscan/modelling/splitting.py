"""Splits: by time with a gap for label latency, by party, and the blocks that cross-fit statistics in time."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.features.base import Folds
from riskscan.features.calendar import lodged_days
from riskscan.features.columns import hash_keys, texts

__all__ = ["Split", "forward_folds", "party_split", "time_split"]

Mask = NDArray[np.bool_]
_UNDATED_SHARE = 0.2
_BLOCK_STARTS = (0.12, 0.25, 0.42, 0.6, 0.8)


@dataclass(frozen=True, slots=True)
class Split:
    """Rows that train, calibrate and test.

    Attributes
    ----------
    train, calibration, test : ndarray of bool, shape (n_rows,)
        Disjoint masks; rows inside a gap are in none.
    kind : str
        ``time``, ``random`` (rows have no dates) or ``party``.
    note : str
        What was done, in words with dates and counts.
    """

    train: Mask
    calibration: Mask
    test: Mask
    kind: str
    note: str


def time_split(X: pd.DataFrame, *, calibration_share: float, test_share: float, gap_days: int, seed: int) -> Split:
    """Split by day of lodging: train < calibration < test, with a gap before each later window.

    Where more than a fifth of the rows has no date, the split is random by the content of the row, and says so.
    Rows without a date train.
    """
    days = lodged_days(X)
    undated = np.isnan(days)
    known = days[~undated]
    if undated.mean() > _UNDATED_SHARE or len(np.unique(known)) < 10:
        return _random_split(X, calibration_share, test_share, seed)
    start_test = float(np.quantile(known, 1 - test_share)) if test_share else float("inf")
    start_calibration = float(np.quantile(known, 1 - test_share - calibration_share))
    span = float(known.max() - known.min())
    gap = min(float(gap_days), span * 0.05)
    test = days >= start_test
    calibration = (days >= start_calibration) & (days < start_test - (gap if test_share else 0.0))
    train = (days < start_calibration - gap) | undated
    dates = [str(np.datetime64(int(day), "D")) for day in (start_calibration, min(start_test, known.max()))]
    note = f"Split by time: {train.sum():,} rows train, {calibration.sum():,} calibrate from {dates[0]}"
    note += f", {test.sum():,} test from {dates[1]}" if test_share else ""
    note += f"; gap of {gap:.0f} days for labels that come late"
    note += f"; {undated.sum():,} rows without a date train." if undated.any() else "."
    return Split(train, calibration, test, "time", note)


def _content_draw(X: pd.DataFrame, seed: int) -> NDArray[np.float64]:
    columns = [name for name in X.columns if X[name].dtype != object or X[name].map(type).isin([str, type(None)]).all()]
    keys = pd.util.hash_pandas_object(X[columns].astype(str), index=False).to_numpy(dtype=np.uint64)
    mixed = pd.util.hash_array(keys ^ np.uint64(seed * 2654435761 % 2**63))
    return mixed.astype(np.float64) / 2.0**64


def _random_split(X: pd.DataFrame, calibration_share: float, test_share: float, seed: int) -> Split:
    draw = _content_draw(X, seed)
    test = draw < test_share
    calibration = ~test & (draw < test_share + calibration_share)
    note = (
        "The rows have no usable dates: the split is random by content (equal rows stay together). Figures are "
        "optimistic, because goods, routes and firms change with time."
    )
    return Split(~test & ~calibration, calibration, test, "random", note)


def party_split(
    X: pd.DataFrame, *, share: float, seed: int, columns: tuple[str, ...] = ("consignor_name",)
) -> Mask | None:
    """Choose whole consignors (or whole values of the first column that the rows have) for a second test.

    Returns
    -------
    ndarray of bool, shape (n_rows,), or None
        The rows of the chosen parties; None where no column has at least 20 parties.
    """
    for column in columns:
        keys = hash_keys(texts(X, column))
        if len(np.unique(keys[keys != 0])) >= 20:
            draw = pd.util.hash_array(keys ^ np.uint64(seed + 11)).astype(np.float64) / 2.0**64
            return np.asarray((draw < share) & (keys != 0))
    return None


def forward_folds(X: pd.DataFrame, *, gap_days: int, seed: int) -> Folds:
    """Return the blocks of cross-fitting: forward in time where rows have dates, else five random ones.

    Forward, the first block (about an eighth of the period's rows) only feeds statistics. A row feeds a block only
    where it was lodged at least `gap_days` before the block begins, so that its label was known.
    """
    days = lodged_days(X)
    known = days[~np.isnan(days)]
    if np.isnan(days).mean() > _UNDATED_SHARE or len(np.unique(known)) < 20:
        return Folds(np.minimum((_content_draw(X, seed + 3) * 5).astype(np.int64), 4), forward=False)
    starts = np.array([float(np.quantile(known, share)) for share in _BLOCK_STARTS])
    starts = np.unique(starts)
    gap = min(float(gap_days), float(known.max() - known.min()) * 0.03)
    filled = np.where(np.isnan(days), known.min(), days)
    block = np.searchsorted(starts, filled, side="right").astype(np.int64)
    ready = np.searchsorted(starts, filled + gap, side="right").astype(np.int64) + 1
    return Folds(block, forward=True, known=np.maximum(ready, block + 1))
