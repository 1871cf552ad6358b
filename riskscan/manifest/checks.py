"""Checks that take a whole row, or compare rows."""

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
import pandas as pd

from riskscan.manifest.issues import IssueKind, RowIssues
from riskscan.manifest.schema import TEXT_COLUMNS

__all__ = ["check_rows"]

_SAME_CONSIGNMENT = ("lodged_on", "destination_country", "consignor_name", "consignee_name", "consignee_address")


def check_rows(
    canonical: pd.DataFrame,
    raw: pd.DataFrame,
    issues: RowIssues,
    *,
    has_text: bool = True,
    not_goods: Collection[int] = (),
) -> None:
    """Add the issues that only a whole row or several rows show.

    Parameters
    ----------
    canonical : DataFrame of shape (n_rows, 26)
        Clean columns.
    raw : DataFrame of shape (n_rows, n_columns)
        The cells as read.
    issues : RowIssues
        Issues are added to it.
    has_text : bool, default True
        Whether a row without goods text is an issue.
    not_goods : collection of int
        Positions of rows that say themselves that they are none: they need no goods text and may repeat.
    """
    canonical = canonical.reset_index(drop=True)
    is_empty = _is_empty(raw)
    is_goods = np.ones(len(raw), dtype=bool)
    is_goods[list(not_goods)] = False
    _add(issues, is_empty, IssueKind.EMPTY_ROW)
    if has_text:
        lacks_text = canonical[list(TEXT_COLUMNS)].isna().all(axis=1).to_numpy()
        _add(issues, lacks_text & ~is_empty & is_goods, IssueKind.NO_GOODS_TEXT)
    net, gross = canonical["net_mass_kg"].to_numpy(dtype=float), canonical["gross_mass_kg"].to_numpy(dtype=float)
    for row in np.flatnonzero(net * (1 - 1e-6) > gross).tolist():
        issues.add(row, IssueKind.NET_OVER_GROSS, "net_mass_kg", f"{net[row]:g} > {gross[row]:g}")
    is_repeated = _is_repeated(raw) & ~is_empty & is_goods
    _add(issues, is_repeated, IssueKind.DUPLICATE_ROW)
    _check_ids(canonical, issues)


def _add(issues: RowIssues, is_so: npt.NDArray[np.bool_], kind: IssueKind) -> None:
    for row in np.flatnonzero(is_so).tolist():
        issues.add(row, kind)


def _is_empty(raw: pd.DataFrame) -> npt.NDArray[np.bool_]:
    is_empty = np.ones(len(raw), dtype=bool)
    for _, column in raw.items():
        filled = column[is_empty]
        is_empty[is_empty] = [not cell.strip() if isinstance(cell, str) else pd.isna(cell) is True for cell in filled]
        if not is_empty.any():
            break
    return is_empty


def _is_repeated(raw: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Compare all cells as text; a row is repeated where an earlier one has the same."""
    keys = np.zeros(len(raw), dtype=np.int64)
    for _, column in raw.items():
        cells = np.array([str(cell) for cell in column], dtype=object) if column.dtype == object else column
        codes, distinct = pd.factorize(cells, use_na_sentinel=True)
        keys, _ = pd.factorize(keys * (len(distinct) + 1) + codes + 1)
    return pd.Series(keys).duplicated(keep="first").to_numpy(dtype=bool)


def _check_ids(canonical: pd.DataFrame, issues: RowIssues) -> None:
    """Several goods items may share a consignment, but then they share its date, parties and destination."""
    ids = canonical["consignment_id"]
    is_shared = ids.notna() & ids.duplicated(keep=False)
    if not is_shared.any():
        return
    shared = canonical.loc[is_shared, ["consignment_id", *_SAME_CONSIGNMENT]]
    n_kinds = shared.drop_duplicates().groupby("consignment_id")["consignment_id"].size()
    clashing = set(n_kinds.index[n_kinds > 1])
    for row in ids.index[is_shared & ids.isin(clashing)].tolist():
        issues.add(row, IssueKind.DUPLICATE_ID, "consignment_id", ids[row])
