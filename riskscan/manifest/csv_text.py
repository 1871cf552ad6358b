"""Rows as CSV that no spreadsheet runs, column by column.

References
----------
OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection
"""

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from riskscan.manifest.cells.strings import Strings, as_strings, begin_with, hold_any, matches
from riskscan.manifest.plain_cells import as_json

__all__ = ["csv_header", "csv_lines", "neutralize"]

_RUNS = re.compile(r"[\s\x00\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
_MAY_RUN = r"^(?:[\pZ\s\x00-\x1f\x85\x{feff}]*[=+\-@＝＋－＠]|[\t\r\n])"
_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d[\d,. ]*|[.,]\d+)(?:[eE][+-]?\d+)?\s*")
_FIRST_OF_RUNS = bytes([*range(33), *b"=+-@", *range(0x7F, 0x100)])
"""Bytes that a cell may begin with which `_MAY_RUN` finds: no other cell need be asked."""
_QUOTED = b'",\r\n'
_TEXT = pa.large_string()


def neutralize(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; plain numbers stay.

    Examples
    --------
    >>> neutralize("=1+1"), neutralize("-5.2"), neutralize("-2-one"), neutralize("acetone")
    ("'=1+1", '-5.2', "'-2-one", 'acetone')
    """
    runs = _RUNS.match(text) and not _PLAIN_NUMBER.fullmatch(text)
    return f"'{text}" if runs else text


def csv_header(columns: Iterable[object]) -> bytes:
    """Return the line of the header."""
    names = pa.array([neutralize(_safe(str(column))) for column in columns], _TEXT)
    cells = _quote(names).to_pylist()
    return (",".join(cells) + "\n").encode() if cells != [""] else b'""\n'


def csv_lines(frame: pd.DataFrame) -> bytes:
    """Return the rows as lines, texts that a spreadsheet would run with an apostrophe before them.

    Examples
    --------
    >>> csv_lines(pd.DataFrame({"goods": ["tea, black", None], "kg": [2.0, 0.5]}))
    b'"tea, black",2.0\\n,0.5\\n'
    """
    if not len(frame) or not frame.shape[1]:
        return b"\n" * len(frame)
    columns = [pc.fill_null(_texts(frame.iloc[:, place]), "") for place in range(frame.shape[1])]
    if len(columns) == 1:  # an empty line would be no row
        columns = [pc.if_else(pc.equal(columns[0], ""), '""', columns[0])]
    joined = pc.binary_join_element_wise(*columns, pa.scalar(",", _TEXT))
    lines = pc.binary_join_element_wise(joined, pa.scalar("", _TEXT), pa.scalar("\n", _TEXT))
    lines = lines.combine_chunks() if isinstance(lines, pa.ChunkedArray) else lines
    offsets = np.frombuffer(lines.buffers()[1], dtype=np.int64)[lines.offset : lines.offset + len(lines) + 1]
    return bytes(lines.buffers()[2][int(offsets[0]) : int(offsets[-1])])


def _texts(column: pd.Series) -> Strings:
    """Return the cells as they stand in CSV; null for a missing one."""
    dtype = column.dtype
    if isinstance(dtype, np.dtype) and dtype.kind in "iu":
        return pc.cast(pa.array(column.to_numpy()), _TEXT)
    if isinstance(dtype, np.dtype) and dtype.kind == "f":
        values = column.to_numpy()
        missing = np.isnan(values)
        return pa.array(list(map(repr, values.tolist())), _TEXT, mask=missing if missing.any() else None)
    strings = as_strings(column)
    if strings is None:
        cells = [_cell(cell) for cell in column.astype(object).tolist()]
        strings = pa.array([None if cell is None else _safe(cell) for cell in cells], _TEXT)
    return _quote(_harmless(strings))


def _cell(cell: Any) -> str | None:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, list | tuple | dict | np.ndarray):
        return as_json(cell)
    return None if pd.isna(cell) else str(cell)


def _safe(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _harmless(strings: Strings) -> Strings:
    at_risk = np.flatnonzero(begin_with(strings, _FIRST_OF_RUNS))
    if not len(at_risk):
        return strings
    found = np.zeros(len(strings), dtype=bool)
    found[at_risk[matches(strings.take(pa.array(at_risk)), _MAY_RUN)]] = True
    if not found.any():
        return strings
    may_run = pa.array(found)
    changed = pa.array([neutralize(text) for text in strings.filter(may_run).to_pylist()], _TEXT)
    return pc.replace_with_mask(strings, may_run, changed)


def _quote(strings: Strings) -> Strings:
    found = hold_any(strings, _QUOTED)
    if not found.any():
        return strings
    is_quoted = pa.array(found)
    mark, none = pa.scalar('"', _TEXT), pa.scalar("", _TEXT)
    doubled = pc.replace_substring(strings.filter(is_quoted), '"', '""')
    return pc.replace_with_mask(strings, is_quoted, pc.binary_join_element_wise(mark, doubled, mark, none))
