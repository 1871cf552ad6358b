"""Arrays of parts that are kept while a run lasts: the first ones in memory, the others on disk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from riskscan.manifest.spill_file import Spilled, SpillFile

__all__ = ["ArrayStore", "Arrays"]

Arrays = Mapping[str, NDArray[Any]]

_IN_MEMORY_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class _OnDisk:
    place: Spilled
    names: tuple[str, ...]


class ArrayStore:
    """Arrays of numbers by name, part by part, given back as often as they are asked for; not to be changed."""

    def __init__(self) -> None:
        self._parts: list[Arrays | _OnDisk] = []
        self._n_bytes = 0
        self._file = SpillFile()

    def __len__(self) -> int:
        return len(self._parts)

    def close(self) -> None:
        """Let go of everything."""
        self._parts.clear()
        self._file.close()

    def add(self, arrays: Arrays) -> None:
        """Keep arrays of one dimension, of any lengths.

        Raises
        ------
        OutputError
            Where the disk is full.
        """
        self._n_bytes += sum(values.nbytes for values in arrays.values())
        if self._n_bytes <= _IN_MEMORY_BYTES:
            self._parts.append(arrays)
            return
        lists = [pa.LargeListArray.from_arrays(np.array([0, len(one)]), pa.array(one)) for one in arrays.values()]
        batch = pa.RecordBatch.from_arrays(lists, names=[str(place) for place in range(len(lists))])
        self._parts.append(_OnDisk(self._file.add(batch), tuple(arrays)))

    def __iter__(self) -> Iterator[Arrays]:
        return (self[number] for number in range(len(self)))

    def __getitem__(self, number: int) -> Arrays:
        """Return the arrays of a part."""
        part = self._parts[number]
        if not isinstance(part, _OnDisk):
            return part
        table = self._file.read(part.place)
        return {name: column.chunk(0).values.to_numpy() for name, column in zip(part.names, table.columns, strict=True)}
