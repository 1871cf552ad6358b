"""The rows of a frame taken apart once, those that are no goods told and cleared: for survey and cleaning alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from riskscan.frames import headers_of
from riskscan.manifest.cells.strings import RawColumn
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.mapping import ColumnMapping
from riskscan.manifest.mapping.rules import ColumnRules
from riskscan.manifest.row_marks import RowMarks, clear_marked, mark_rows
from riskscan.manifest.taken_columns import TakenColumns

__all__ = ["TakenRows", "with_text_headers"]


@dataclass(frozen=True, slots=True)
class TakenRows:
    """Rows of a frame.

    Attributes
    ----------
    raw : DataFrame of shape (n_rows, n_columns)
        Cells as read, under text headers.
    marks : RowMarks
        The rows that are no goods.
    issues : RowIssues
        Of these.
    columns : TakenColumns
        The cells of the others.
    memory : dict of str to object
        What was worked out of the rows.
    """

    raw: pd.DataFrame
    marks: RowMarks
    issues: RowIssues
    columns: TakenColumns
    memory: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(
        cls, frame: pd.DataFrame, mapping: ColumnMapping, rules: ColumnRules, marks: RowMarks | None = None,
        columns: Sequence[RawColumn] | None = None,
    ) -> "TakenRows":  # fmt: skip
        """Take a frame of raw cells apart.

        Parameters
        ----------
        frame : DataFrame of shape (n_rows, n_columns)
            It is not changed.
        mapping : ColumnMapping
            Of its columns.
        rules : ColumnRules
            The user's mapping file.
        marks : RowMarks, optional
            Of the frame, where they were told before.
        columns : sequence of RawColumn, optional
            Of the frame, where they are at hand.
        """
        raw = with_text_headers(frame)
        marks, issues = marks or mark_rows(raw, mapping), RowIssues()
        cleared = clear_marked(raw, marks, issues)
        return cls(raw, marks, issues, TakenColumns(cleared, mapping, rules, columns if cleared is raw else None))


def with_text_headers(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame under headers that are text."""
    headers = headers_of(frame)
    if all(isinstance(header, str) for header in headers):
        return frame
    return frame.set_axis(list(map(str, headers)), axis=1)
