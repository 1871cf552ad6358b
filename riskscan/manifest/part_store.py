"""Parts of a table that are kept while it is read several times: the first ones in memory, the others on disk."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from riskscan.manifest.spill_file import Spilled, SpillFile

__all__ = ["PartStore"]

_IN_MEMORY_CELLS = 1_000_000
_ARROW_KINDS = "biufM"
_OBJECTS: Mapping[str, Any] = {"string": pa.large_string(), "empty": pa.large_string()}
"""Columns of objects that Arrow gives back as they were, by what pandas calls their kind."""


@dataclass(frozen=True, slots=True)
class _OnDisk:
    """Where a part lies in the file, and the types of its columns."""

    place: Spilled
    types: tuple[Any, ...]
    columns: pd.Index


class PartStore:
    """Frames that are given back as often as they are asked for, equal to what was added.

    What goes to disk lies in a `SpillFile`. Frames with cells that Arrow does not give back as they were stay in
    memory.
    """

    def __init__(self) -> None:
        self._parts: list[pd.DataFrame | _OnDisk] = []
        self._n_cells = 0
        self._file = SpillFile()

    def __len__(self) -> int:
        return len(self._parts)

    def close(self) -> None:
        """Let go of everything."""
        self._parts.clear()
        self._file.close()

    def add(self, frame: pd.DataFrame) -> None:
        """Keep a frame whose rows are numbered from 0.

        Raises
        ------
        OutputError
            Where the disk is full.
        """
        self._n_cells += frame.size
        batch = _to_arrow(frame) if self._n_cells > _IN_MEMORY_CELLS else None
        if batch is None:
            self._parts.append(frame)
            return
        self._parts.append(_OnDisk(self._file.add(batch), tuple(frame.dtypes), frame.columns))

    def __getitem__(self, number: int) -> pd.DataFrame:
        """Return a frame; it must not be changed."""
        part = self._parts[number]
        if isinstance(part, pd.DataFrame):
            return part
        table = self._file.read(part.place)
        series = [_to_series(column, kind) for column, kind in zip(table.columns, part.types, strict=True)]
        frame = pd.DataFrame(dict(enumerate(series)), index=pd.RangeIndex(table.num_rows), copy=False)
        return frame.set_axis(part.columns, axis=1)


def _to_arrow(frame: pd.DataFrame) -> pa.RecordBatch | None:
    """Return a frame as Arrow, None where that would change it."""
    arrays = []
    for place in range(frame.shape[1]):
        column = frame.iloc[:, place]
        try:
            if isinstance(column.dtype, pd.StringDtype):
                array = pa.array(column, from_pandas=True)
                array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
            elif column.dtype == object:
                kind = _OBJECTS.get(pd.api.types.infer_dtype(column, skipna=True))
                if kind is None:
                    return None
                array = pa.array(column.to_numpy(), kind, from_pandas=True)
            elif isinstance(column.dtype, np.dtype) and column.dtype.kind in _ARROW_KINDS:
                array = pa.array(column.to_numpy())
            else:
                return None
        except (pa.ArrowException, UnicodeEncodeError):  # half characters, which no UTF-8 has
            return None
        arrays.append(array)
    return pa.RecordBatch.from_arrays(arrays, names=[str(place) for place in range(len(arrays))])


def _to_series(column: pa.ChunkedArray, kind: Any) -> pd.Series:
    if isinstance(kind, np.dtype) and kind.kind == "O":
        return pd.Series(column.to_numpy(), dtype=object)
    if isinstance(kind, np.dtype):
        return pd.Series(column.to_numpy().astype(kind, copy=False))
    return pd.Series(kind.construct_array_type()._from_sequence(column, dtype=kind))
