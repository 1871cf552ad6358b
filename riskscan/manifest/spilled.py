"""Text of goods that stands in the wrong column: what screening must read in rows whose cells were not all placed."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy.typing as npt
import pandas as pd

from riskscan.manifest.cells.nulls import ColumnKind, is_null
from riskscan.manifest.cells.texts import read_text
from riskscan.manifest.issues import IssueKind, RowIssues
from riskscan.manifest.mapping import ColumnMapping
from riskscan.manifest.schema import TEXT_COLUMNS

__all__ = ["add_spilled_texts", "find_misplaced_texts", "find_spilled_texts"]

_SHIFTED = frozenset((IssueKind.TOO_MANY_CELLS, IssueKind.TOO_FEW_CELLS, IssueKind.UNREADABLE_LINE))
_WORD = re.compile(r"[^\W\d_]{3}|[^\W\d_\x00-\u02ff]{2}|\b\d{2,7}-\d\d-\d\b")
_MISREAD = frozenset(
    (IssueKind.BAD_HS_CODE, IssueKind.BAD_NUMBER, IssueKind.BAD_DATE, IssueKind.BAD_UN_NUMBER, IssueKind.UNKNOWN_UNIT)
)
_LETTERS = re.compile(r"[^\W\d_]{3}|[^\W\d_\x00-\u02ff]{2}")
_NULLS: tuple[ColumnKind, ...] = ("any", "goods", "party", "country", "code", "date", "number")
"""Kinds of columns; what says nothing in one of them (``various``) says nothing of goods."""
_JOINT = " | "


def find_spilled_texts(raw: pd.DataFrame, mapping: ColumnMapping, issues: RowIssues) -> dict[int, str]:
    """Return by position of the row the text of the cells that may belong to its goods.

    A row with too many cells may hold a part of its goods text in any cell behind it; a line that could not be read, or
    that stands alone in the first cell, may be such a text. Rows whose cells were placed are not among them.

    Parameters
    ----------
    raw : DataFrame of shape (n_rows, n_columns)
        Cells as read.
    mapping : ColumnMapping
        Where the goods text is read from.
    issues : RowIssues
        What was wrong with the rows when they were read.

    Examples
    --------
    >>> from riskscan.manifest.mapping import map_columns
    >>> raw = pd.DataFrame({"goods_description": ["tea"], "kg": ["acetone"], "surplus_cells": ["5"]})
    >>> issues = RowIssues()
    >>> issues.add(0, IssueKind.TOO_MANY_CELLS)
    >>> find_spilled_texts(raw, map_columns(list(raw.columns)), issues)
    {0: 'acetone'}
    """
    is_short = {issue.row: issue.kind is IssueKind.TOO_FEW_CELLS for issue in issues if issue.kind in _SHIFTED}
    if not is_short:
        return {}
    texts = [mapping.columns[target] for target in TEXT_COLUMNS if target in mapping.columns]
    places = {source: list(raw.columns).index(source) for mapped in texts for source in mapped.sources}
    spilled: dict[int, str] = {}
    for row in sorted(is_short):
        cells = ["" if pd.isna(cell) else str(cell) for cell in raw.iloc[row].tolist()]
        if is_short[row] and sum(bool(cell.strip()) for cell in cells) > 1:
            continue
        has_goods = any(cells[place].strip() for place in places.values())
        first = min(places.values(), default=0) if has_goods else 0
        others = [cell for place, cell in enumerate(cells) if place >= first and place not in places.values()]
        if text := _JOINT.join(" ".join(cell.split()) for cell in others if _WORD.search(cell)):
            spilled[row] = text
    return spilled


def find_misplaced_texts(raw: pd.DataFrame, mapping: ColumnMapping, issues: RowIssues) -> dict[int, str]:
    """Return by position of the row the words that stand where a code, a number or a date should.

    They may be the goods of a row whose cells stand in other columns than the header says.

    Parameters
    ----------
    raw : DataFrame of shape (n_rows, n_columns)
        Cells as read.
    mapping : ColumnMapping
        Of its columns.
    issues : RowIssues
        What was wrong with the cells.

    Examples
    --------
    >>> from riskscan.manifest.mapping import map_columns
    >>> raw = pd.DataFrame({"goods_description": ["Foo Ltd"], "hs_code": ["acetone"]})
    >>> issues = RowIssues()
    >>> issues.add(0, IssueKind.BAD_HS_CODE, "hs_code", "acetone")
    >>> find_misplaced_texts(raw, map_columns(list(raw.columns)), issues)
    {0: 'acetone'}
    """
    misread: dict[str, list[int]] = {}
    for issue in issues:
        if issue.kind in _MISREAD and issue.column in mapping.columns:
            misread.setdefault(issue.column, []).append(issue.row)
    cells: dict[int, dict[str, None]] = {}
    for column, rows in misread.items():
        for source in mapping.columns[column].sources:
            found = raw[source].iloc[rows].tolist() if source in raw else ()
            for row, cell in zip(rows, found, strict=False):
                if isinstance(cell, str) and (text := _goods_in(cell)):
                    cells.setdefault(row, {})[text] = None
    return {row: _JOINT.join(texts) for row, texts in cells.items()}


@lru_cache(maxsize=1 << 12)
def _goods_in(cell: str) -> str:
    """Return the words of a cell that may be goods, with single blanks; empty where it says nothing of any."""
    text = read_text(cell).value
    if not isinstance(text, str) or not _LETTERS.search(text) or any(is_null(text, kind) for kind in _NULLS):
        return ""
    return " ".join(text.split())


def add_spilled_texts(canonical: "dict[str, npt.NDArray[Any]]", spilled: Mapping[int, str]) -> None:
    """Add spilled texts to the goods descriptions of canonical columns, so that they are screened.

    Parameters
    ----------
    canonical : dict of str to ndarray, each of shape (n_rows,)
        Clean columns; it is changed.
    spilled : mapping of int to str
        As `find_spilled_texts` returns it.
    """
    if not spilled:
        return
    goods = canonical["goods_description"].copy()
    for row, text in spilled.items():
        said = goods[row].split(_JOINT) if isinstance(goods[row], str) else []
        goods[row] = _JOINT.join((*said, *(part for part in text.split(_JOINT) if part not in said)))
    canonical["goods_description"] = goods
