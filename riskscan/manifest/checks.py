"""Checks that take a whole row, or compare rows."""

from collections.abc import Collection
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from riskscan.manifest.conventions import Conventions
from riskscan.manifest.issues import IssueKind, RowIssues
from riskscan.manifest.schema import TEXT_COLUMNS
from riskscan.manifest.taken_columns import TakenColumns

__all__ = ["check_rows"]

_TOLERANCE = 1e-6


def check_rows(
    canonical: "dict[str, npt.NDArray[Any]]",
    taken: TakenColumns,
    conventions: Conventions,
    issues: RowIssues,
    *,
    first_row: int = 0,
    has_text: bool = True,
    not_goods: Collection[int] = (),
) -> None:
    """Add the issues that only a whole row or several rows show.

    Parameters
    ----------
    canonical : dict of str to ndarray, each of shape (n_rows,)
        Clean columns.
    taken : TakenColumns
        The cells as read.
    conventions : Conventions
        What repeats in the whole of the file, and whether its rows have dates and more than a text.
    issues : RowIssues
        Issues are added to it.
    first_row : int, default 0
        Position in the file of the first row, where these are a part of it.
    has_text : bool, default True
        Whether a row without goods text is an issue.
    not_goods : collection of int
        Positions of rows that say themselves that they are none: they need no goods text and may repeat.
    """
    is_empty = taken.is_empty
    is_goods = np.ones(len(is_empty), dtype=bool)
    is_goods[list(not_goods)] = False
    _add(issues, is_empty & is_goods, IssueKind.EMPTY_ROW)
    if has_text:
        lacks_text = np.logical_and.reduce([pd.isna(canonical[name]) for name in TEXT_COLUMNS])
        _add(issues, lacks_text & ~is_empty & is_goods, IssueKind.NO_GOODS_TEXT)
        if not conventions.texts_stand_alone:
            _add(issues, taken.is_text_alone & ~lacks_text & is_goods, IssueKind.TEXT_ALONE)
    _check_dates(canonical, taken, conventions, is_goods, issues)
    net, gross = canonical["net_mass_kg"], canonical["gross_mass_kg"]
    for row in np.flatnonzero(net * (1 - _TOLERANCE) > gross).tolist():
        issues.add(row, IssueKind.NET_OVER_GROSS, "net_mass_kg", f"{net[row]:g} > {gross[row]:g}")
    repeated = conventions.repeated
    if len(repeated.rows):
        _add(issues, repeated.is_repeated(taken.repeats.rows, first_row) & is_goods, IssueKind.DUPLICATE_ROW)
    if len(repeated.clashing_ids):
        ids = canonical["consignment_id"]
        for row in np.flatnonzero(repeated.is_clashing(taken.repeats.ids)).tolist():
            issues.add(row, IssueKind.DUPLICATE_ID, "consignment_id", ids[row])


def _check_dates(
    canonical: "dict[str, npt.NDArray[Any]]",
    taken: TakenColumns,
    conventions: Conventions,
    is_goods: npt.NDArray[np.bool_],
    issues: RowIssues,
) -> None:
    """Tell the rows without a date, where others have one; a cell that is no date has an issue of its own."""
    if not conventions.has_dates:
        return
    for name, column in taken.dates.items():
        lacks_date = pd.isna(canonical[name]) & (column.cells.codes < 0) & ~taken.is_empty & is_goods
        for row in np.flatnonzero(lacks_date).tolist():
            issues.add(row, IssueKind.NO_DATE, name)


def _add(issues: RowIssues, is_so: npt.NDArray[np.bool_], kind: IssueKind) -> None:
    for row in np.flatnonzero(is_so).tolist():
        issues.add(row, kind)
