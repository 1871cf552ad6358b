"""Rows as a workbook that people read in Excel: texts as texts, columns of scoring with their own look.

Nothing is a formula or a link: each text is written as a text, whatever it begins with.

References
----------
Excel specifications and limits: 1,048,576 rows, 16,384 columns, 32,767 characters a cell.
"""

import datetime
import io
import math
from typing import IO, Any

import pandas as pd

from riskscan.exceptions import OutputError
from riskscan.manifest.plain_cells import as_json

__all__ = ["WorkbookRows"]

_MOST_ROWS, _MOST_COLUMNS, _MOST_CHARACTERS = 1_048_575, 16_384, 32_767
_WIDTHS = {
    "goods_description": 48, "chemical_name": 28, "reasons": 80, "listings": 48, "row_issues": 32, "substance_name": 32,
    "consignor_name": 28, "consignee_name": 28, "consignor_address": 28, "consignee_address": 28,
}  # fmt: skip
_WRAPPED = ("reasons", "listings", "row_issues", "goods_description")
_TIER_FILLS = {"hold": "#F4B6B6", "inspect": "#F9D5B0", "review": "#FBF0B2"}
_LEAST_WIDTH, _MOST_HEADER = 10, 24


class _Target:
    """Where the workbook is written; once that fails, its archive, which ends itself later, writes into memory."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, data: bytes) -> int:
        try:
            return self._stream.write(data)
        except OSError:
            self._stream = io.BytesIO()
            raise

    def flush(self) -> None:
        self._stream.flush()

    def tell(self) -> int:
        return self._stream.tell()

    def seek(self, place: int, whence: int = 0) -> int:
        return self._stream.seek(place, whence)


class WorkbookRows:
    """Writes rows part by part into one sheet; the stream gets the workbook when it is closed.

    Parameters
    ----------
    stream : binary file
        Where to write.
    template : DataFrame
        The columns, without a row.
    """

    def __init__(self, stream: IO[bytes], template: pd.DataFrame) -> None:
        if template.shape[1] > _MOST_COLUMNS:
            raise OutputError(f"A workbook holds {_MOST_COLUMNS:,} columns; there are more. Write CSV or Parquet.")
        import xlsxwriter  # most rows are written as text

        self._book = xlsxwriter.Workbook(
            _Target(stream), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self._sheet = self._book.add_worksheet("rows")
        self._names = [str(name) for name in template.columns]
        self._next = 1
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top"})
        self._share = self._book.add_format({"num_format": "0.0%", "valign": "top"})
        self._plain = self._book.add_format({"valign": "top"})
        self._wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._tiers = {
            tier: self._book.add_format({"bg_color": color, "bold": True, "valign": "top"})
            for tier, color in _TIER_FILLS.items()
        }
        self._write_header()

    def _write_header(self) -> None:
        bold = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for place, name in enumerate(self._names):
            width = _WIDTHS.get(name, min(max(_LEAST_WIDTH, len(name) + 2), _MOST_HEADER))
            self._sheet.set_column(place, place, width)
            self._sheet.write_string(0, place, _shown(name), bold)
        self._sheet.freeze_panes(1, 0)

    def add(self, frame: pd.DataFrame) -> None:
        """Write rows that have the columns of the template, in its order.

        Raises
        ------
        OutputError
            Where there are more rows than a sheet holds.
        """
        if self._next + len(frame) - 1 > _MOST_ROWS:
            raise OutputError(f"A workbook holds {_MOST_ROWS:,} rows; there are more. Write CSV or Parquet.")
        columns = [frame.iloc[:, place].astype(object).tolist() for place in range(frame.shape[1])]
        for cells in zip(*columns, strict=True):
            for place, cell in enumerate(cells):
                self._write_cell(place, cell)
            self._next += 1

    def _write_cell(self, place: int, cell: Any) -> None:
        name = self._names[place]
        if isinstance(cell, list | tuple | dict):
            cell = as_json(cell)
        if isinstance(cell, str):
            style = self._wrapped if name in _WRAPPED else self._plain
            style = self._tiers.get(cell, style) if name == "risk_tier" else style
            self._sheet.write_string(self._next, place, _shown(cell), style)
        elif cell is None or cell is pd.NaT or cell is pd.NA or cell != cell:
            return
        elif isinstance(cell, bool):
            self._sheet.write_boolean(self._next, place, cell, self._plain)
        elif isinstance(cell, datetime.datetime | datetime.date):
            self._write_time(place, pd.Timestamp(cell))
        elif hasattr(cell, "__float__") and math.isfinite(float(cell)) and abs(float(cell)) < 1e15:
            self._sheet.write_number(
                self._next, place, float(cell), self._share if name == "risk_score" else self._plain
            )
        else:  # more digits than a number of Excel has
            self._sheet.write_string(self._next, place, _shown(str(cell)), self._plain)

    def _write_time(self, place: int, moment: pd.Timestamp) -> None:
        if moment.tzinfo is not None or moment.year < 1900:
            self._sheet.write_string(self._next, place, str(moment), self._plain)
            return
        style = self._day if moment == moment.normalize() else self._moment
        self._sheet.write_datetime(self._next, place, moment.to_pydatetime(warn=False), style)

    def close(self, *, is_whole: bool) -> None:
        """Write the workbook; where the rows are not whole, write nothing.

        Raises
        ------
        OSError
            Where there is no room.
        """
        if not is_whole:
            self._book.filename = io.BytesIO()  # closed all the same: it has files of its own
        elif self._next > 1:
            self._sheet.autofilter(0, 0, self._next - 1, len(self._names) - 1)
        from xlsxwriter.exceptions import FileCreateError

        try:
            self._book.close()
        except FileCreateError as error:  # what it makes of any OSError
            raise OSError(*error.args[0].args) from error


def _shown(text: str) -> str:
    """Return a text that fits into a cell; what does not fit is said within it."""
    safe = text.encode("utf-8", "replace").decode()
    if len(safe) <= _MOST_CHARACTERS:
        return safe
    mark = f" ... [cut: {len(safe):,} characters, a cell of Excel holds {_MOST_CHARACTERS:,}]"
    return safe[: _MOST_CHARACTERS - len(mark)] + mark
