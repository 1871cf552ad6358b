"""Arrow record batches, read once and given in parts as often as they are asked for, like the rows of a file."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pandas as pd
import pyarrow as pa

from riskscan.exceptions import ManifestError, OptionError
from riskscan.manifest.arrow_frames import checked_table, raw_frame
from riskscan.manifest.dialect import Dialect
from riskscan.manifest.formats.base import PART_ROWS, Table
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.parts import ManifestParts
from riskscan.manifest.sheet import beginning_of
from riskscan.manifest.sheets import Joining
from riskscan.manifest.spill_file import Spilled, SpillFile

__all__ = ["BatchParts", "open_batches", "schema_of"]

_IN_MEMORY_BYTES = 64 << 20


class BatchParts(ManifestParts):
    """The rows of record batches.

    Attributes
    ----------
    schema : Schema
        Of the batches.
    """

    def __init__(self, name: str, schema: pa.Schema, joining: Joining, store: "_BatchStore") -> None:
        super().__init__(Dialect(name, "record batches"), joining, store)
        self.schema = schema
        self._batches = store

    def own_rows(self) -> "OwnRows":
        """Return the rows as they came, with the types of Arrow, to be taken in the pieces that `parts` has."""
        return OwnRows(self._batches.batch(place) for place in range(len(self._batches)))


class OwnRows:
    """Rows that are taken piece by piece; no piece reaches over two batches."""

    def __init__(self, batches: Iterator[pa.RecordBatch]) -> None:
        self._batches = batches
        self._left = next(batches)

    def take(self, length: int) -> pa.RecordBatch:
        """Return the next rows."""
        if length and not self._left.num_rows:
            self._left = next(self._batches)
        taken, self._left = self._left.slice(0, length), self._left.slice(length)
        return taken


class _BatchStore:
    """Batches by number: the first ones in memory, the others on disk."""

    def __init__(self) -> None:
        self._batches: list[pa.RecordBatch | Spilled] = []
        self._n_bytes = 0
        self._file = SpillFile()

    def __len__(self) -> int:
        return len(self._batches)

    def add(self, batch: pa.RecordBatch) -> None:
        self._n_bytes += batch.nbytes
        self._batches.append(batch if self._n_bytes <= _IN_MEMORY_BYTES else self._file.add(batch))

    def batch(self, number: int) -> pa.RecordBatch:
        kept = self._batches[number]
        return _one_batch(self._file.read(kept)) if isinstance(kept, Spilled) else kept

    def __getitem__(self, number: int) -> pd.DataFrame:
        return raw_frame(checked_table(self.batch(number), RowIssues()))

    def lent(self, number: int) -> None:
        """Return nothing: rows travel with their parts."""

    def close(self) -> None:
        self._batches.clear()
        self._file.close()


@contextmanager
def open_batches(batches: Any, *, name: str = "the record batches") -> Iterator[BatchParts]:
    """Read record batches once, in bounded memory, and give their rows in parts.

    Parameters
    ----------
    batches : Arrow stream or iterable of pyarrow.RecordBatch
        A reader or table of any library that speaks Arrow, or batches: of any size, also empty, all with one schema.
    name : str
        For messages.

    Raises
    ------
    ManifestError
        Where no batch and no schema comes, or schemas differ.
    """
    store = _BatchStore()
    try:
        schema, found = schema_of(batches)
        tables = []
        for batch in _regrouped(schema, found):
            issues = RowIssues()
            table = Table(raw_frame(checked_table(batch, issues)), issues, length=batch.num_rows, place=len(store))
            tables.append(replace(table, frame=beginning_of(table.frame)))
            store.add(batch)
        yield BatchParts(name, schema, Joining(tuple(tables)), store)
    finally:
        store.close()


def schema_of(batches: Any) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    """Return the schema of record batches, and all of them.

    Raises
    ------
    ManifestError
        Where no batch comes that would tell.
    """
    if hasattr(batches, "__arrow_c_stream__"):  # tables and readers of any library that speaks Arrow
        reader = pa.RecordBatchReader.from_stream(batches)
        return reader.schema, iter(reader)
    found = iter([batches] if isinstance(batches, pa.RecordBatch) else batches)
    first = next(found, None)
    if first is None:
        raise ManifestError(
            "No record batch came, so the columns are not known: give a pyarrow.RecordBatchReader, which has a schema,"
            " or one empty batch."
        )
    return getattr(first, "schema", None), _with_first(first, found)


def _with_first(first: pa.RecordBatch, others: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield first
    yield from others


def _regrouped(schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield the rows in batches of one size, so that many small ones cost no more than few large ones; one at least."""
    waiting: list[pa.RecordBatch] = []
    n_waiting, has_rows = 0, False
    for number, batch in enumerate(batches):
        if not isinstance(batch, pa.RecordBatch):
            raise OptionError(f"batches yields {type(batch).__name__}: give pyarrow.RecordBatch objects, or a reader.")
        if not batch.schema.equals(schema):
            raise ManifestError(
                f"Record batch {number} has another schema than the first: {batch.schema.names} of types"
                f" {list(map(str, batch.schema.types))}. Cast all batches to one schema."
            )
        while batch.num_rows:
            piece = batch.slice(0, PART_ROWS - n_waiting)
            waiting.append(piece)
            n_waiting += piece.num_rows
            batch = batch.slice(piece.num_rows)
            if n_waiting == PART_ROWS:
                yield _one_batch(pa.Table.from_batches(waiting))
                waiting, n_waiting, has_rows = [], 0, True
    if n_waiting or not has_rows:
        yield _one_batch(pa.Table.from_batches(waiting, schema))


def _one_batch(table: pa.Table) -> pa.RecordBatch:
    """Return a table as one batch; where a text column is too long for one, Arrow gives it as large text."""
    batches = table.combine_chunks().to_batches()
    if len(batches) > 1:
        raise ManifestError(f"{len(table):,} rows hold more than 2 GB of text in one column: give smaller batches.")
    return batches[0] if batches else pa.RecordBatch.from_pylist([], schema=table.schema)
