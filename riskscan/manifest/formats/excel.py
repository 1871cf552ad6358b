"""Excel workbooks (.xlsx)."""

import datetime
import importlib
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pandas as pd

from riskscan.exceptions import ManifestError, OptionError
from riskscan.manifest.formats.base import Certainty, Format, ReadOptions, Table
from riskscan.manifest.headers import make_unique
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.source import Source

__all__ = ["FORMAT"]

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def _tells(source: Source) -> Certainty:
    return Certainty.LIKELY if source.head.startswith((b"PK\x03\x04", _OLD_EXCEL)) else Certainty.NO


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    if source.head.startswith(_OLD_EXCEL):
        raise ManifestError(f"{source.name} is an old Excel file (.xls): save it as .xlsx or CSV.")
    yield Table(_read_excel(source.content, name=source.name), RowIssues())


def _read_excel(content: bytes, *, name: str) -> pd.DataFrame:
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


FORMAT = Format("excel", "Excel", _tells, _tables)
