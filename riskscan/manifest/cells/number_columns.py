"""A column of numbers taken apart: plain decimals all at once, everything else by its distinct cells."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from riskscan.manifest.cells.columns import Cells, distinct_cells, distinct_strings
from riskscan.manifest.cells.numbers import DecimalMark, MarkCount, WrittenNumber, split_number
from riskscan.manifest.cells.strings import RawColumn, Strings, matches, rows_where

__all__ = ["NumberColumn", "take_numbers"]

_PLAIN = r"^[0-9]{1,15}(?:\.[0-9]{1,9})?$"
_THOUSANDS = 3


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column of numbers.

    Attributes
    ----------
    cells : Cells
        Cells that take a closer look; the rows of `plain` count as null in it.
    written : list of WrittenNumber or None
        Of each distinct text of `cells`; None where it is no number.
    plain : float array of shape (n_rows,)
        Digits with at most a decimal point, and cells that are numbers already; NaN for every other row.
    is_unclear : bool array of shape (n_rows,)
        Rows of `plain` whose point could be a thousands mark.
    texts : Arrow array or None
        The column as text, to show an unclear cell.
    marks : MarkCount
        What the rows say about the decimal mark.
    """

    cells: Cells
    written: list[WrittenNumber | None]
    plain: npt.NDArray[np.float64]
    is_unclear: npt.NDArray[np.bool_]
    texts: Strings | None
    marks: MarkCount

    def plain_values(self, mark: DecimalMark) -> npt.NDArray[np.float64]:
        """Return the numbers of `plain`, with the unclear points read as decimal or as thousands marks."""
        if mark == "." or not self.is_unclear.any():
            return self.plain
        return np.where(self.is_unclear, np.round(self.plain * 1000), self.plain)

    def text(self, row: int) -> str:
        """Return the cell of a row, for a reader."""
        if (place := self.cells.codes[row]) >= 0:
            return self.cells.texts[int(place)]
        return str(self.texts[row].as_py()) if self.texts is not None else f"{self.plain[row]:g}"


def take_numbers(column: RawColumn, name: str) -> NumberColumn:
    """Take a raw or typed column of numbers apart."""
    n_rows = len(column)
    none = np.zeros(n_rows, dtype=bool)
    if column.is_numeric:
        values = column.values.to_numpy(dtype="float64", na_value=np.nan)
        odd = np.isinf(values) | (values < 0)
        cells = Cells.of_texts(name, np.zeros(0, dtype=np.intp), [])
        if odd.any():
            cells = distinct_cells(RawColumn(column.values[odd]), name, "number")
        return _assemble(_at_rows(cells, odd), np.where(odd, np.nan, values), none, None, MarkCount())
    strings = column.strings
    if strings is None:
        return _assemble(distinct_cells(column, name, "number"), np.full(n_rows, np.nan), none, None, MarkCount())
    is_plain = matches(strings, _PLAIN)
    mask = pa.array(is_plain)
    plain = np.full(n_rows, np.nan)
    plain[is_plain] = strings.filter(mask).cast(pa.float64()).to_numpy()
    point = pc.fill_null(pc.find_substring(strings, "."), -1).to_numpy(zero_copy_only=False)
    length = pc.fill_null(pc.binary_length(strings), 0).to_numpy(zero_copy_only=False)
    has_point = is_plain & (point > 0)
    is_unclear = has_point & (point <= _THOUSANDS) & (length - point - 1 == _THOUSANDS)
    is_unclear &= ~rows_where(pc.starts_with(strings, "0"))
    rest = pc.if_else(mask, pa.scalar(None, pa.large_string()), strings) if is_plain.any() else strings
    marks = MarkCount(points=int((has_point & ~is_unclear).sum()), unclear=int(is_unclear.sum()))
    return _assemble(distinct_strings(rest, name, "number"), plain, is_unclear, strings, marks)


def _at_rows(cells: Cells, rows: npt.NDArray[np.bool_]) -> Cells:
    codes = np.full(len(rows), -1, dtype=np.intp)
    codes[rows] = cells.codes
    return Cells(cells.name, codes, cells.texts, cells.is_number)


def _assemble(
    cells: Cells,
    plain: npt.NDArray[np.float64],
    is_unclear: npt.NDArray[np.bool_],
    texts: Strings | None,
    marks: MarkCount,
) -> NumberColumn:
    written = [
        _as_typed(number) if number and is_number else number
        for number, is_number in zip(map(split_number, cells.texts), cells.is_number, strict=True)
    ]
    counted = {".": 0, ",": 0, "?": 0, "": 0}
    for number, count, is_number in zip(written, cells.counts().tolist(), cells.is_number, strict=True):
        if number is not None and not is_number:
            counted[number.mark] += count
    marks += MarkCount(counted["."], counted[","], counted["?"])
    return NumberColumn(cells, written, plain, is_unclear, texts, marks)


def _as_typed(number: WrittenNumber) -> WrittenNumber:
    """Take the point of a cell that is a number already for what it is."""
    return replace(number, mark="." if "." in number.digits else "")
