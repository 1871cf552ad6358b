"""Arrow to frames of raw cells: the columns keep their types as far as a frame can hold them.

What a frame holds wrongly is changed on the way: categories become their values (a missing one would turn into the
last), whole numbers beside missing ones stay whole (as floats they lose digits from 2 to the 53rd on), structs become
columns of their fields, lists and maps text, bytes text where they are UTF-8. Columns that pandas kept as an index are
columns.
"""

import decimal
import json
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute

from riskscan.frames import eager
from riskscan.manifest.headers import make_unique
from riskscan.manifest.issues import IssueKind, RowIssues

__all__ = ["as_pandas", "checked_table", "raw_frame"]

_INDEX = "__index_level_"
_EXACT_DIGITS = 15


def as_pandas(frame: Any) -> pd.DataFrame:
    """Return a frame of any library that narwhals knows as `raw_frame` has it; one of pandas as it is.

    Raises
    ------
    OptionError
        Where it is no frame, or one that has not been worked out yet.
    """
    return frame if isinstance(frame, pd.DataFrame) else raw_frame(eager(frame).to_arrow())


def checked_table(batch: pa.RecordBatch, issues: RowIssues) -> pa.Table:
    """Return the rows with every text in UTF-8: what is read lazily would fail, or worse, when it is too late.

    Raises
    ------
    pyarrow.ArrowInvalid
        Where the values lie outside the file.
    """
    try:
        batch.validate(full=True)
        return pa.Table.from_batches([batch])
    except pa.ArrowInvalid:
        batch.validate()
    table = pa.Table.from_batches([batch])
    for place, field in enumerate(table.schema):
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            values = table.column(place).cast(pa.large_binary()).to_pylist()
            texts = [None if value is None else _decoded(value) for value in values]
            for row, (value, text) in enumerate(zip(values, texts, strict=True)):
                if value is not None and not _is_utf8(value):
                    issues.add(row, IssueKind.MIXED_ENCODING, field.name, text)
            table = table.set_column(place, field.name, pa.array(texts, pa.large_string()))
    table.validate(full=True)
    return table


def raw_frame(table: pa.Table) -> pd.DataFrame:
    """Return the rows as a frame with unique headers, numbered from 0."""
    flat = _without_structs(table)
    columns = {place: _plain(column) for place, column in enumerate(flat.columns)}
    frames = [
        column if isinstance(column, pd.Series) else column.to_pandas(integer_object_nulls=True)
        for column in columns.values()
    ]
    frame = pd.DataFrame(dict(enumerate(frames)), index=pd.RangeIndex(len(table)))
    frame.columns = pd.Index(make_unique([str(name) for name in flat.column_names]))
    return frame.drop(columns=[name for name in frame.columns if name.startswith(_INDEX)])


def _without_structs(table: pa.Table) -> pa.Table:
    """Return the fields of structs as columns, named by their path."""
    for place, column in enumerate(table.columns):
        storage = _storage(column)
        if storage is not column:
            table = table.set_column(place, table.column_names[place], storage)
    is_struct = [pa.types.is_struct(field.type) and field.type.num_fields > 0 for field in table.schema]
    return _without_structs(table.flatten()) if any(is_struct) else table


def _storage(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column as its values: no dictionary, no runs, no type that a library added."""
    if isinstance(column.type, pa.BaseExtensionType):
        chunks = [chunk.storage for chunk in column.chunks]
        return _storage(pa.chunked_array(chunks, column.type.storage_type))
    if pa.types.is_dictionary(column.type):
        return _storage(column.cast(column.type.value_type))
    if pa.types.is_run_end_encoded(column.type):
        chunks = [pa.compute.run_end_decode(chunk) for chunk in column.chunks]
        return _storage(pa.chunked_array(chunks, column.type.value_type))
    return column


def _plain(column: pa.ChunkedArray) -> "pa.ChunkedArray | pd.Series":
    """Return a column as pandas reads it rightly, or as text."""
    kind = column.type
    types = pa.types
    if types.is_decimal(kind):
        return column.cast(pa.float64()) if kind.precision <= _EXACT_DIGITS else _texts(column)
    if types.is_float16(kind):
        return column.cast(pa.float32())
    if types.is_nested(kind) or types.is_interval(kind) or _is_bytes(kind):
        return _texts(column)
    return column


def _is_bytes(kind: pa.DataType) -> bool:
    types = pa.types
    return (
        bool(types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind))
        or str(kind) == "binary_view"
    )


def _texts(column: pa.ChunkedArray) -> pd.Series:
    return pd.Series([_text(value) for value in column.to_pylist()], dtype=object)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8") if _is_utf8(value) else value.hex()
    if isinstance(value, decimal.Decimal):
        return f"{value:f}"
    if isinstance(value, list | dict):
        if not value:
            return None
        is_flat = isinstance(value, list) and not any(isinstance(item, list | dict | tuple) for item in value)
        if is_flat:
            return ";".join(text for item in value if (text := _text(item)))
        return json.dumps(value, ensure_ascii=False, default=_text)
    return str(value)


def _decoded(value: bytes) -> str:
    return value.decode("utf-8") if _is_utf8(value) else value.decode("cp1252", "replace")


def _is_utf8(value: bytes) -> bool:
    try:
        value.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
