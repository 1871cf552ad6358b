"""Rows to Parquet in groups of one size, however they come."""

import re
from collections.abc import Collection
from typing import IO, Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.types import is_object_dtype

from riskscan.manifest.plain_cells import as_json, json_cell

__all__ = ["REASONS", "ParquetGroups", "to_arrow"]

_GROUP_ROWS = 50_000
_SURROGATE = re.compile("[\ud800-\udfff]")
_FACT = pa.struct([("name", pa.string()), ("value", pa.string())])
REASONS = pa.list_(
    pa.struct(
        [
            ("code", pa.string()),
            ("sentence", pa.string()),
            ("strength", pa.float64()),
            ("source", pa.string()),
            ("facts", pa.list_(_FACT)),
        ]
    )
)
"""Type of a column of reasons."""


class ParquetGroups:
    """Gathers rows and writes a group when there are enough of them.

    Parameters
    ----------
    stream : binary file
        Where to write.
    template : DataFrame
        Columns with their types; one of objects becomes text, because a column has one type. Of objects whose column
        is marked in ``template.attrs["reasons"]`` come structs.
    """

    def __init__(self, stream: IO[bytes], template: pd.DataFrame) -> None:
        from pyarrow import parquet  # most rows are written as text

        self._reasons = frozenset(template.attrs.get("reasons", ()))
        self._waiting: list[pa.Table] = []
        self._n_waiting = 0
        schema = to_arrow(template, self._reasons).schema
        self._writer = parquet.ParquetWriter(stream, schema)

    def add(self, frame: pd.DataFrame) -> None:
        """Add rows."""
        self._waiting.append(to_arrow(frame, self._reasons))
        self._n_waiting += len(frame)
        while self._n_waiting >= _GROUP_ROWS:
            self._write(_GROUP_ROWS)

    def close(self, *, is_whole: bool) -> None:
        """Write the last rows and the foot, unless the file is given up."""
        if is_whole:
            if self._n_waiting:
                self._write(self._n_waiting)
            self._writer.close()

    def _write(self, n_rows: int) -> None:
        table = pa.concat_tables(self._waiting)
        self._writer.write_table(table.slice(0, n_rows).combine_chunks(), row_group_size=n_rows)
        self._waiting = [table.slice(n_rows)]
        self._n_waiting -= n_rows


def to_arrow(frame: pd.DataFrame, reasons: Collection[str] = ()) -> pa.Table:
    """Return a frame as Arrow: columns of objects become text, those of reasons structs.

    Parameters
    ----------
    frame : DataFrame
        Rows.
    reasons : collection of str
        Columns of which a cell is a list of reasons as plain types.
    """
    arrays = {}
    for place, (name, dtype) in enumerate(zip(frame.columns, frame.dtypes, strict=True)):
        column = frame.iloc[:, place]
        if str(name) in reasons:
            arrays[str(name)] = pa.array(column.tolist(), REASONS)
        elif is_object_dtype(dtype) or isinstance(dtype, pd.StringDtype | pd.CategoricalDtype):
            arrays[str(name)] = pa.array([_text(cell) for cell in column.tolist()], pa.string())
        else:
            array: Any = pa.array(column, from_pandas=True)
            arrays[str(name)] = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    return pa.Table.from_arrays(list(arrays.values()), names=list(arrays))


def _text(cell: object) -> str | None:
    if isinstance(cell, str):
        return _SURROGATE.sub("\ufffd", cell)
    plain = json_cell(cell)
    if plain is None or isinstance(plain, str):
        return plain
    return _SURROGATE.sub("\ufffd", as_json(plain if not isinstance(plain, np.ndarray) else plain.tolist()))
