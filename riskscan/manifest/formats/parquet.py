"""Parquet, Feather and Arrow files, in parts; see `riskscan.manifest.arrow_frames` for the types of their columns.

References
----------
Apache Parquet format, https://parquet.apache.org/docs/file-format/; Apache Arrow columnar format, IPC.
"""

from collections.abc import Iterator
from typing import IO

import pyarrow as pa
import pyarrow.ipc

from riskscan.exceptions import ManifestError
from riskscan.manifest.arrow_frames import checked_table, raw_frame
from riskscan.manifest.formats.base import PART_ROWS, Certainty, Format, ReadOptions, Table
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.source import Source

__all__ = ["FORMAT"]

_PARQUET, _FEATHER, _ARROW, _STREAM = b"PAR1", b"FEA1", b"ARROW1", b"\xff\xff\xff\xff"
_DAMAGED = (pa.ArrowException, OSError, OverflowError, ValueError, SystemError, MemoryError)
"""ArrowInvalid and UnicodeDecodeError are ValueErrors; a length in a schema may be below zero or without bounds."""


def _tells(source: Source) -> Certainty:
    is_stream = source.head.startswith(_STREAM) and source.head[8:9] in (b"\x10", b"\x14", b"\x0c", b"\x18")
    is_sure = source.head.startswith((_PARQUET, _FEATHER, _ARROW)) or is_stream
    return Certainty.SURE if is_sure else Certainty.NO


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    label = "Parquet" if source.head.startswith(_PARQUET) else "Arrow"
    has_rows = False
    try:
        schema, batches = _batches(source.open(), source.head)
        if not schema.names:
            raise pa.ArrowInvalid("it states no column")
        for batch in batches:
            if batch.num_rows:
                issues = RowIssues()
                yield Table(raw_frame(checked_table(batch, issues)), issues)
                has_rows = True
        if not has_rows:
            yield Table(raw_frame(schema.empty_table()), RowIssues())
    except _DAMAGED as error:
        why = str(error) or "it asks for more memory than there is"
        raise ManifestError(f"{source.name} is not a readable {label} file ({why}).") from error


def _batches(file: IO[bytes], head: bytes) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    if head.startswith(_PARQUET):
        from pyarrow import parquet  # takes as long to load as many a manifest to read

        found = parquet.ParquetFile(file, page_checksum_verification=True)
        groups = (found.metadata.row_group(place) for place in range(found.num_row_groups))
        if found.metadata.num_rows != sum(group.num_rows for group in groups):
            raise pa.ArrowInvalid("its footer counts other rows than it has")
        return found.schema_arrow, found.iter_batches(batch_size=PART_ROWS)
    if head.startswith(_FEATHER):
        from pyarrow import feather

        table = feather.read_table(file)
        return table.schema, iter(table.to_batches())
    if head.startswith(_ARROW):
        reader = pyarrow.ipc.open_file(file)
        return reader.schema, (reader.get_batch(place) for place in range(reader.num_record_batches))
    reader = pyarrow.ipc.open_stream(file)
    return reader.schema, iter(reader)


FORMAT = Format("parquet", "Parquet or Arrow", _tells, _tables)
