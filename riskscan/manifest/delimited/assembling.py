"""Rows of both readers to the parts of one table."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from riskscan.manifest.delimited.records import Rows
from riskscan.manifest.formats.base import PART_ROWS, SURPLUS, Table
from riskscan.manifest.headers import make_unique
from riskscan.manifest.issues import RowIssues

__all__ = ["PartBuilder"]


class PartBuilder:
    """Collects rows, and makes a part of the table from them when there are enough.

    Parameters
    ----------
    names : sequence of str
        Unique headers.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = list(names)
        self._surplus_name = make_unique([*names, SURPLUS])[-1]
        self._clear()

    def _clear(self) -> None:
        self._tables: list[pa.Table] = []
        self._surplus: dict[int, str] = {}
        self._issues = RowIssues()
        self._n_rows = 0
        self.n_blank_lines = 0

    @property
    def is_full(self) -> bool:
        """Whether there are rows enough for a part."""
        return self._n_rows >= PART_ROWS

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self._n_rows and not self.n_blank_lines

    def add_rows(self, rows: Rows) -> None:
        """Add rows of the patient reader."""
        self._note(rows, self._n_rows)
        self._append(self._to_table(rows.cells))

    def add_table(self, table: pa.Table, odd: Sequence[tuple[int, Rows]] = ()) -> None:
        """Add a table of the strict reader, and among it rows of the patient one, each before some row of the table."""
        table = table.select(range(len(self._names))).rename_columns(self._names)
        order: list[npt.NDArray[np.intp]] = []
        cells: list[list[str | None]] = []
        taken = 0
        for place, rows in odd:
            self._note(rows, self._n_rows + place + len(cells))
            first = table.num_rows + len(cells)
            order += [np.arange(taken, place), np.arange(first, first + len(rows.cells))]
            cells += rows.cells
            taken = place
        if odd:
            order.append(np.arange(taken, table.num_rows))
            table = pa.concat_tables([table, self._to_table(cells)]).take(np.concatenate(order))
        self._append(table)

    def _append(self, table: pa.Table) -> None:
        self._tables.append(table)
        self._n_rows += table.num_rows

    def _note(self, rows: Rows, before: int) -> None:
        self.n_blank_lines += rows.n_blank_lines
        self._surplus |= {before + position: text for position, text in rows.surplus.items()}
        for issue in rows.issues:
            self._issues.add(before + issue.row, issue.kind, issue.column, issue.value)

    def _to_table(self, rows: Sequence[Sequence[str | None]]) -> pa.Table:
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(self._names)
        return pa.table(
            {name: pa.array(cells, pa.large_string()) for name, cells in zip(self._names, columns, strict=True)}
        )

    def take_part(self) -> Table:
        """Return what was collected, and begin anew."""
        table = pa.concat_tables(self._tables).combine_chunks() if self._tables else self._to_table([])
        if self._surplus:
            surplus = [self._surplus.get(position) for position in range(self._n_rows)]
            table = table.append_column(self._surplus_name, pa.array(surplus, pa.large_string()))
        part = Table(table.to_pandas(), self._issues, n_blank_lines=self.n_blank_lines)
        self._clear()
        return part
