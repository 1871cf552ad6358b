"""Complete counts that wait on disk, and of which a process holds the table that it asks."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from riskscan.features.counts import CountTable, FrozenCounts
from riskscan.manifest.mapped_arrays import MappedArrays

__all__ = ["TablesOnDisk"]

_ARRAYS = tuple(field.name for field in fields(FrozenCounts))


class TablesOnDisk(Mapping[str, FrozenCounts]):
    """Tables by name; to take one lets go of the memory that the one before took.

    Parameters
    ----------
    tables : mapping of str to CountTable
        Complete; frozen one by one.
    """

    def __init__(self, tables: Mapping[str, CountTable]) -> None:
        self._mapped = MappedArrays(
            getattr(frozen, name) for table in tables.values() for frozen in [table.freeze()] for name in _ARRAYS
        )
        arrays = iter(self._mapped.arrays)
        self._tables = {name: FrozenCounts(*(next(arrays) for _ in _ARRAYS)) for name in tables}

    def __getitem__(self, name: str) -> FrozenCounts:
        """Return a table."""
        self._mapped.let_go()
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)
