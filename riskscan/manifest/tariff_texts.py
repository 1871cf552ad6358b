"""Rows without a text of their own in files that have the text of the tariff heading beside it."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from riskscan.manifest.cells.texts import read_texts
from riskscan.manifest.issues import IssueKind, RowIssues
from riskscan.manifest.mapping import is_tariff_text
from riskscan.manifest.schema import TEXT_COLUMNS
from riskscan.manifest.taken_columns import TakenColumns

__all__ = ["fill_from_tariff_texts"]

_GOODS = "goods_description"


def fill_from_tariff_texts(
    canonical: "dict[str, npt.NDArray[Any]]", taken: TakenColumns, issues: RowIssues, *, not_goods: Collection[int] = ()
) -> None:
    """Read the text of the tariff heading in the rows where nothing else says what the goods are, and say so.

    Parameters
    ----------
    canonical : dict of str to ndarray, each of shape (n_rows,)
        Clean columns; it is changed.
    taken : TakenColumns
        The cells as read.
    issues : RowIssues
        Issues are added to it.
    not_goods : collection of int
        Positions of rows that say themselves that they are none.
    """
    headers = _tariff_headers(taken)
    lacks_text = np.logical_and.reduce([pd.isna(canonical[name]) for name in TEXT_COLUMNS])
    lacks_text[list(not_goods)] = False
    if not headers or not lacks_text.any():
        return
    goods = canonical[_GOODS].copy()
    texts = [read_texts(taken.source(header), _GOODS, RowIssues()) for header in headers]
    for row in np.flatnonzero(lacks_text).tolist():
        text = next((column[row] for column in texts if isinstance(column[row], str)), None)
        if text is not None:
            goods[row] = text
            issues.add(row, IssueKind.TARIFF_TEXT, _GOODS, text)
    canonical[_GOODS] = goods


def _tariff_headers(taken: TakenColumns) -> Sequence[str]:
    ignored = set(taken.rules.ignore)
    return [header for header in taken.mapping.unmapped if header not in ignored and is_tariff_text(header)]
