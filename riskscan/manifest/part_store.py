"""Parts of a table that are kept while it is read several times: the first ones in memory, the others on disk."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from riskscan.manifest.spill_file import Lent, Spilled, SpillFile

__all__ = ["LentFrame", "PackedFrame", "PartStore", "pack_frame"]

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
    n_rows: int


@dataclass(frozen=True, slots=True)
class PackedFrame:
    """A frame as Arrow, which goes to another process at once and not cell by cell.

    Attributes
    ----------
    batch : RecordBatch
        The columns.
    types : tuple of dtype
        Those of the frame.
    columns : Index
        Of the frame.
    """

    batch: pa.RecordBatch
    types: tuple[Any, ...]
    columns: pd.Index

    def __len__(self) -> int:
        return int(self.batch.num_rows)

    def frame(self) -> pd.DataFrame:
        """Return the frame."""
        return _to_frame(self.batch, self.types, self.columns)


def pack_frame(frame: pd.DataFrame) -> PackedFrame | None:
    """Return a frame, whose rows are numbered from 0, as Arrow; None where that would change it."""
    batch = _to_arrow(frame)
    return None if batch is None else PackedFrame(batch, tuple(frame.dtypes), frame.columns)


@dataclass(frozen=True, slots=True)
class LentFrame:
    """Rows of a frame that another process keeps on disk; picklable.

    Attributes
    ----------
    lent : Lent
        Where it lies.
    types : tuple of dtype
        Of its columns.
    columns : Index
        Its columns.
    start, stop : int
        The rows.
    """

    lent: Lent
    types: tuple[Any, ...]
    columns: pd.Index
    start: int
    stop: int

    def cut(self, start: int, stop: int) -> "LentFrame":
        """Return some of the rows."""
        return replace(self, start=self.start + start, stop=min(self.start + stop, self.stop))

    def frame(self) -> pd.DataFrame:
        """Return the rows, under the labels that they have in the whole frame."""
        frame = _to_frame(self.lent.read(), self.types, self.columns)
        return frame if (self.start, self.stop) == (0, len(frame)) else frame.iloc[self.start : self.stop]


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

    def add(self, frame: pd.DataFrame | PackedFrame) -> None:
        """Keep a frame whose rows are numbered from 0.

        Raises
        ------
        OutputError
            Where the disk is full.
        """
        packed = frame if isinstance(frame, PackedFrame) else None
        if isinstance(frame, pd.DataFrame):
            self._n_cells += frame.size
            packed = pack_frame(frame) if self._n_cells > _IN_MEMORY_CELLS else None
            if packed is None:
                self._parts.append(frame)
        if packed is not None:
            self._parts.append(_OnDisk(self._file.add(packed.batch), packed.types, packed.columns, len(packed)))

    def __getitem__(self, number: int) -> pd.DataFrame:
        """Return a frame; it must not be changed."""
        part = self._parts[number]
        if isinstance(part, pd.DataFrame):
            return part
        return _to_frame(self._file.read(part.place), part.types, part.columns)

    def lent(self, number: int) -> LentFrame | None:
        """Return a frame as other processes find it; None where it is in memory, or where they find no such files."""
        part = self._parts[number]
        if isinstance(part, pd.DataFrame) or (lent := self._file.lent(part.place)) is None:
            return None
        return LentFrame(lent, part.types, part.columns, 0, part.n_rows)


def _to_frame(table: pa.Table | pa.RecordBatch, types: tuple[Any, ...], columns: pd.Index) -> pd.DataFrame:
    series = [_to_series(column, kind) for column, kind in zip(table.columns, types, strict=True)]
    frame = pd.DataFrame(dict(enumerate(series)), index=pd.RangeIndex(table.num_rows), copy=False)
    return frame.set_axis(columns, axis=1)


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


def _to_series(column: pa.ChunkedArray | pa.Array, kind: Any) -> pd.Series:
    if isinstance(kind, np.dtype):
        values = column.to_numpy() if isinstance(column, pa.ChunkedArray) else column.to_numpy(zero_copy_only=False)
        return pd.Series(values, dtype=object) if kind.kind == "O" else pd.Series(values.astype(kind, copy=False))
    return pd.Series(kind.construct_array_type()._from_sequence(column, dtype=kind))
