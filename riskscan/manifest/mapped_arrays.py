"""Arrays in a file without a name, mapped into memory: of large ones a process holds no more than it looks at."""

import mmap
import tempfile
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskscan.manifest.spill_file import disk_error

__all__ = ["MappedArrays"]


class MappedArrays:
    """Arrays of one dimension that are only read; the file goes when the last of them does.

    Parameters
    ----------
    arrays : iterable of ndarray
        Written one by one.

    Attributes
    ----------
    arrays : list of ndarray
        Equal to those that were given.

    Raises
    ------
    OutputError
        Where the disk is full.
    """

    def __init__(self, arrays: Iterable[NDArray[Any]]) -> None:
        kinds = []
        with tempfile.TemporaryFile(prefix="riskscan-") as file:
            try:
                for values in arrays:
                    kinds.append((values.dtype, len(values), file.tell()))
                    file.write(np.ascontiguousarray(values).data)
                    file.write(bytes(-file.tell() % mmap.ALLOCATIONGRANULARITY or 1))  # never empty, and aligned
                file.flush()
            except OSError as error:
                raise disk_error(error) from error
            self._pages = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if kinds else None
        self.arrays: list[NDArray[Any]] = [
            np.frombuffer(self._pages, kind, length, start) if self._pages else np.zeros(0, kind)
            for kind, length, start in kinds
        ]

    def let_go(self) -> None:
        """Hold nothing of the arrays in this process until they are looked at again, where the system can do so."""
        if self._pages is not None and hasattr(mmap, "MADV_DONTNEED"):
            self._pages.madvise(mmap.MADV_DONTNEED)
