"""Parts of a table that are kept while it is read several times: the first ones in memory, the others on disk."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from riskscan.manifest.spill_file import Lent, Spilled, SpillFile

__all__ = ["LentFrame", "PackedFrame", "PartStore", "columns_of", "pack_frame"]

_IN_MEMORY_CELLS = 1_000_000
_PIECE_ROWS = 10_000
"""Rows that are written together: as many as are worked on together, mostly."""

_ARROW_KINDS = "biufM"
_OBJECTS: Mapping[str, Any] = {"string": pa.large_string(), "empty": pa.large_string()}
"""Columns of objects that Arrow gives back as they were, by what pandas calls their kind."""


@dataclass(frozen=True, slots=True)
class _OnDisk:
    """Where the pieces of a part lie in the file, and the types of its columns."""

    places: tuple[Spilled, ...]
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
    lent : tuple of Lent
        Where its pieces lie.
    types : tuple of dtype
        Of its columns.
    columns : Index
        Its columns.
    start, stop : int
        The rows.
    """

    lent: tuple[Lent, ...]
    types: tuple[Any, ...]
    columns: pd.Index
    start: int
    stop: int

    def cut(self, start: int, stop: int) -> "LentFrame":
        """Return some of the rows."""
        return replace(self, start=self.start + start, stop=min(self.start + stop, self.stop))

    def frame(self) -> pd.DataFrame:
        """Return the rows, under the labels that they have in the whole frame."""
        first = self.start // _PIECE_ROWS
        pieces = [lent.read() for lent in self.lent[first : max(first + 1, -(-self.stop // _PIECE_ROWS))]]
        frame = _to_frame(_together(pieces), self.types, self.columns, first * _PIECE_ROWS)
        return frame.iloc[self.start - first * _PIECE_ROWS : self.stop - first * _PIECE_ROWS]


class PartStore:
    """Frames, or their columns, that are given back as often as they are asked for, equal to what was added.

    What goes to disk lies in a `SpillFile`. Frames with cells that Arrow does not give back as they were stay in
    memory.
    """

    def __init__(self) -> None:
        self._parts: list[pd.DataFrame | Mapping[str, Any] | _OnDisk] = []
        self._n_cells = 0
        self._file = SpillFile()

    def __len__(self) -> int:
        return len(self._parts)

    def close(self) -> None:
        """Let go of everything."""
        self._parts.clear()
        self._file.close()

    def add(self, frame: pd.DataFrame | PackedFrame | Mapping[str, Any]) -> None:
        """Keep a frame whose rows are numbered from 0, or the columns of one.

        Raises
        ------
        OutputError
            Where the disk is full.
        """
        if isinstance(frame, PackedFrame):
            packed: PackedFrame | None = frame
        else:
            self._n_cells += int(frame.size) if isinstance(frame, pd.DataFrame) else sum(map(len, frame.values()))
            packed = pack_frame(pd.DataFrame(frame)) if self._n_cells > _IN_MEMORY_CELLS else None
            if packed is None:
                self._parts.append(frame)
        if packed is not None:
            starts = range(0, max(len(packed), 1), _PIECE_ROWS)
            places = tuple(self._file.add(packed.batch.slice(start, _PIECE_ROWS)) for start in starts)
            self._parts.append(_OnDisk(places, packed.types, packed.columns, len(packed)))

    def __getitem__(self, number: int) -> pd.DataFrame:
        """Return a frame; it must not be changed."""
        part = self._parts[number]
        if isinstance(part, pd.DataFrame):
            return part
        if isinstance(part, Mapping):
            return pd.DataFrame(part)
        return _to_frame(_together(list(map(self._file.read, part.places))), part.types, part.columns)

    def columns(self, number: int) -> Mapping[str, Any]:
        """Return the columns of a frame; they must not be changed."""
        part = self._parts[number]
        return part if isinstance(part, Mapping) else columns_of(self[number])

    def lent(self, number: int) -> LentFrame | None:
        """Return a frame as other processes find it; None where it is in memory, or where they find no such files."""
        part = self._parts[number]
        if not isinstance(part, _OnDisk):
            return None
        lent = tuple(one for place in part.places if (one := self._file.lent(place)) is not None)
        return LentFrame(lent, part.types, part.columns, 0, part.n_rows) if len(lent) == len(part.places) else None


def columns_of(frame: pd.DataFrame) -> dict[str, Any]:
    """Return the columns of a frame as arrays."""
    return {str(name): column.array for name, column in frame.items()}


def _together(pieces: list[pa.Table]) -> pa.Table:
    return pieces[0] if len(pieces) == 1 else pa.concat_tables(pieces)


def _to_frame(
    table: pa.Table | pa.RecordBatch, types: tuple[Any, ...], columns: pd.Index, first_row: int = 0
) -> pd.DataFrame:
    series = [_to_series(column, kind) for column, kind in zip(table.columns, types, strict=True)]
    frame = pd.DataFrame(dict(enumerate(series)), index=pd.RangeIndex(table.num_rows), copy=False)
    frame.index = pd.RangeIndex(first_row, first_row + len(frame))
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
