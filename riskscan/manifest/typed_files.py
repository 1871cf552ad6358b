"""Files that are not delimited text: Parquet, Excel, JSON lines."""

import datetime
import importlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from riskscan.exceptions import ManifestError, OptionError
from riskscan.manifest.delimited import SURPLUS, make_unique
from riskscan.manifest.encoding import DecodedText
from riskscan.manifest.issues import IssueKind, RowIssues

__all__ = ["read_excel", "read_json_lines", "read_parquet"]

_SURROGATE = re.compile("[\ud800-\udfff]")


def read_parquet(content: bytes, *, name: str) -> pd.DataFrame:
    """Read a Parquet file; its columns keep their types.

    Raises
    ------
    ManifestError
        Where the file is damaged or has a type that a frame cannot hold.
    """
    try:
        frame: pd.DataFrame = pyarrow.parquet.read_table(io.BytesIO(content)).to_pandas()
    except (pa.ArrowException, OSError, OverflowError) as error:
        raise ManifestError(f"{name} is not a readable Parquet file ({error}).") from error
    frame = frame.reset_index(drop=True)
    frame.columns = pd.Index(make_unique([str(column) for column in frame.columns]))
    return frame


def read_excel(content: bytes, *, name: str) -> pd.DataFrame:
    """Read the first sheet of an Excel workbook that holds anything; the first row that is not empty is the header.

    Raises
    ------
    OptionError
        Where openpyxl is not installed.
    ManifestError
        Where the workbook is damaged or empty.
    """
    try:
        openpyxl = importlib.import_module("openpyxl")
    except ModuleNotFoundError as error:
        raise OptionError("Excel files need openpyxl: pip install 'riskscan[excel]', or save as CSV.") from error
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = [[[_cell(cell) for cell in row] for row in sheet.values] for sheet in workbook.worksheets]
    except (
        OSError,
        KeyError,
        ValueError,
        IndexError,
        AttributeError,
        TypeError,
        SyntaxError,
        zipfile.BadZipFile,
    ) as error:
        raise ManifestError(f"{name} is not a readable Excel workbook (.xlsx): {error}.") from error
    rows = next((filled for sheet in sheets if (filled := [row for row in sheet if any(row)])), None)
    if rows is None:
        raise ManifestError(f"{name} has no sheet with anything in it.")
    header, *body = rows
    return pd.DataFrame(body, columns=make_unique([cell or "" for cell in header]), dtype=object)


def _cell(cell: Any) -> str | None:
    """Return a cell as text: a whole number without point, a day without hour."""
    if cell is None:
        return None
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def read_json_lines(text: DecodedText, *, name: str) -> tuple[pd.DataFrame, RowIssues]:
    """Read one JSON object a line; nested keys are joined by dots, numbers keep their digits.

    A line that is no object becomes a row whose text stands in ``surplus_cells``.

    Raises
    ------
    ManifestError
        Where no line is an object.
    """
    issues = RowIssues()
    rows: list[dict[str, str | None]] = []
    for number, line in enumerate(text.lines):
        if not line.strip():
            continue
        if number in text.foreign | text.damaged:
            issues.add(len(rows), IssueKind.MIXED_ENCODING)
        fields = _parse_line(line)
        if fields is None:
            issues.add(len(rows), IssueKind.UNREADABLE_LINE, SURPLUS, line)
            fields = {SURPLUS: line.rstrip("\r\n")}
        rows.append(fields)
    if all(set(row) <= {SURPLUS} for row in rows):
        raise ManifestError(f'{name} holds no JSON objects, one a line, such as {{"goods_description": "cotton"}}.')
    headers = list(dict.fromkeys(key for row in rows for key in row))
    frame = pd.DataFrame({key: pd.Series([row.get(key) for row in rows], dtype=object) for key in headers})
    frame.columns = pd.Index(make_unique(headers))
    return frame, issues


def _parse_line(line: str) -> dict[str, str | None] | None:
    try:
        parsed = json.loads(line, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    return dict(_flatten("", parsed)) if isinstance(parsed, dict) else None


def _flatten(prefix: str, value: Any) -> Iterator[tuple[str, str | None]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flatten(f"{prefix}.{key}" if prefix else key, inner)
    elif isinstance(value, list):
        is_flat = all(item is None or isinstance(item, str) for item in value)
        text = ";".join(item for item in value if item) if is_flat else json.dumps(value, ensure_ascii=False)
        yield prefix, _SURROGATE.sub("\ufffd", text)
    elif isinstance(value, bool):
        yield prefix, str(value).lower()
    else:
        yield prefix, _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value
