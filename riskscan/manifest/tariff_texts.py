"""Rows without a text of their own in files that have the text of the tariff heading beside it."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from riskscan.manifest.cells.texts import read_texts
from riskscan.manifest.issues import IssueKind, RowIssues
from riskscan.manifest.mapping import is_tariff_text
from riskscan.manifest.schema import TEXT_COLUMNS
from riskscan.manifest.taken_columns import TakenColumns

__all__ = ["fill_from_tariff_texts"]

_GOODS = "goods_description"


def fill_from_tariff_texts(
    canonical: pd.DataFrame, taken: TakenColumns, issues: RowIssues, *, not_goods: Collection[int] = ()
) -> None:
    """Read the text of the tariff heading in the rows where nothing else says what the goods are, and say so.

    Parameters
    ----------
    canonical : DataFrame of shape (n_rows, 26)
        Clean columns; it is changed.
    taken : TakenColumns
        The cells as read.
    issues : RowIssues
        Issues are added to it.
    not_goods : collection of int
        Positions of rows that say themselves that they are none.
    """
    headers = _tariff_headers(taken)
    lacks_text = np.logical_and.reduce([canonical[name].isna().to_numpy() for name in TEXT_COLUMNS])
    lacks_text[list(not_goods)] = False
    if not headers or not lacks_text.any():
        return
    goods = canonical[_GOODS].to_numpy(dtype=object, copy=True)
    texts = [read_texts(taken.source(header), _GOODS, RowIssues()) for header in headers]
    for row in np.flatnonzero(lacks_text).tolist():
        text = next((column[row] for column in texts if isinstance(column[row], str)), None)
        if text is not None:
            goods[row] = text
            issues.add(row, IssueKind.TARIFF_TEXT, _GOODS, text)
    canonical[_GOODS] = pd.Series(goods, index=canonical.index, dtype=object)


def _tariff_headers(taken: TakenColumns) -> Sequence[str]:
    ignored = set(taken.rules.ignore)
    return [header for header in taken.mapping.unmapped if header not in ignored and is_tariff_text(header)]
