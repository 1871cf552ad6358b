"""The rows of a table to a stream, part by part."""

from dataclasses import dataclass
from typing import IO, Literal, Self

import numpy as np
import pandas as pd

from riskscan.manifest.csv_text import csv_header, csv_lines
from riskscan.manifest.parquet_groups import ParquetGroups
from riskscan.manifest.plain_cells import as_json, json_cell
from riskscan.manifest.workbook_output import WorkbookRows

__all__ = ["FrameWriter", "OutputFormat", "RowLines", "timed_columns"]

OutputFormat = Literal["csv", "parquet", "jsonl", "xlsx"]


def timed_columns(frame: pd.DataFrame) -> frozenset[str]:
    """Return the columns of time stamps that hold other than whole days, which are written with their hour."""
    dates = {
        str(frame.columns[place]): frame.iloc[:, place] for place, kind in enumerate(frame.dtypes) if _is_time(kind)
    }
    return frozenset(name for name, cells in dates.items() if (cells.dropna() != cells.dropna().dt.normalize()).any())


@dataclass(frozen=True, slots=True)
class RowLines:
    """How rows become lines of text, which another process may work out.

    Attributes
    ----------
    format : {"csv", "jsonl"}
        How.
    timed : frozenset of str
        As of `FrameWriter`.
    """

    format: Literal["csv", "jsonl"]
    timed: frozenset[str]

    def of(self, frame: pd.DataFrame) -> bytes:
        """Return the lines of some rows."""
        plain = self._with_days(frame)
        return csv_lines(plain) if self.format == "csv" else json_lines(plain)

    def _with_days(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the frame with time stamps as ISO dates, or with their hour."""
        plain = frame.copy(deep=False)
        for place, dtype in enumerate(frame.dtypes):
            if _is_time(dtype):
                column = frame.iloc[:, place]
                if str(frame.columns[place]) not in self.timed:
                    plain.isetitem(place, column.dt.strftime("%Y-%m-%d").astype(object).where(column.notna(), None))
                elif self.format == "csv":
                    cells = [None if pd.isna(cell) else str(cell) for cell in column]
                    plain.isetitem(place, np.array(cells, dtype=object))
        return plain


class FrameWriter:
    """Writes the rows of a table part by part; what comes out does not depend on how they are cut.

    Parameters
    ----------
    stream : binary file
        Where to write.
    format : {"csv", "parquet", "jsonl", "xlsx"}
        How.
    template : DataFrame
        The columns with the types that hold all parts, without a row.
    timed : frozenset of str
        Columns of time stamps that hold other than whole days in any part; see `timed_columns`.

    Attributes
    ----------
    lines : RowLines or None
        What makes lines of rows; None where the format has no lines.
    """

    def __init__(
        self, stream: IO[bytes], format: OutputFormat, template: pd.DataFrame, timed: frozenset[str] = frozenset()
    ) -> None:
        self._stream = stream
        self._format = format
        self._template = template
        self.lines = RowLines(format, timed) if format in ("csv", "jsonl") else None
        self._groups: ParquetGroups | WorkbookRows | None = None

    def __enter__(self) -> Self:
        """Write what stands before the rows."""
        if self._format == "csv":
            self._stream.write(csv_header(self._template.columns))
        elif self._format == "parquet":
            self._groups = ParquetGroups(self._stream, self._template)
        elif self._format == "xlsx":
            self._groups = WorkbookRows(self._stream, self._template)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        """Write what stands behind the rows, unless writing them failed."""
        if self._groups is not None:
            self._groups.close(is_whole=kind is None)

    def write(self, frame: pd.DataFrame) -> None:
        """Write rows that have the columns of the template, in its order."""
        if self._groups is not None:
            self._groups.add(frame)
        elif self.lines is not None:
            self._stream.write(self.lines.of(frame))

    def write_lines(self, lines: bytes) -> None:
        """Write what `lines` made of rows."""
        self._stream.write(lines)


def _is_time(dtype: object) -> bool:
    return isinstance(dtype, np.dtype) and dtype.kind == "M"


def json_lines(frame: pd.DataFrame) -> bytes:
    """Return rows as JSON lines."""
    names = [str(column) for column in frame.columns]
    columns = [frame.iloc[:, place].astype(object).tolist() for place in range(frame.shape[1])]
    lines = (
        as_json({name: json_cell(cell) for name, cell in zip(names, cells, strict=True)})
        for cells in zip(*columns, strict=True)
    )
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
