"""Masses, counts and values: the number of the cell, in the unit that cell, unit column or header states."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from riskscan.manifest.cells.columns import Cells, note_issues
from riskscan.manifest.cells.number_columns import NumberColumn
from riskscan.manifest.cells.numbers import DecimalMark, MarkCount, WrittenNumber, decide_mark
from riskscan.manifest.cells.row_units import RowUnits
from riskscan.manifest.issues import IssueKind, RowIssues
from riskscan.manifest.mapping.rules import ColumnRules
from riskscan.manifest.schema import SCHEMA

__all__ = ["NumberConvention", "decide_marks", "read_quantity"]

_MARK_NAMES: Mapping[DecimalMark, str] = {".": "decimal point", ",": "decimal comma"}


@dataclass(frozen=True, slots=True)
class NumberConvention:
    """How the numbers of a column are written.

    Attributes
    ----------
    mark : {".", ","}
        Decimal mark of the cells that do not show theirs.
    is_doubtful : bool
        Whether such cells are reported.
    text : str
        For a reader; empty where no mark had to be decided.
    """

    mark: DecimalMark = "."
    is_doubtful: bool = True
    text: str = ""


def decide_marks(counts: Mapping[str, MarkCount], rules: ColumnRules) -> dict[str, NumberConvention]:
    """Decide the decimal mark of all columns of numbers together, because one may show that of another."""
    decided = {}
    for name, own in counts.items():
        if rules.decimal in (".", ","):
            mark: DecimalMark = "," if rules.decimal == "," else "."
            decided[name] = NumberConvention(mark, False, f"{_MARK_NAMES[mark]} (mapping file)")
        else:
            mark, is_doubtful = decide_mark(own, counts.values())
            is_shown = own.points or own.commas or own.unclear
            decided[name] = NumberConvention(mark, is_doubtful, _MARK_NAMES[mark] if is_shown else "")
    return decided


def read_quantity(
    name: str, column: NumberColumn, convention: NumberConvention, units: RowUnits | None, issues: RowIssues
) -> npt.NDArray[np.float64]:
    """Return the numbers of a column in its canonical unit, NaN for null; issues are added to `issues`.

    Parameters
    ----------
    name : str
        Canonical column.
    column : NumberColumn
        The column taken apart.
    convention : NumberConvention
        Its decimal mark.
    units : RowUnits or None
        What one unit of each row's number is in the canonical unit; None for counts.
    issues : RowIssues
        Issues are added to it.
    """
    is_count = not SCHEMA[name].unit
    values = column.plain_values("," if is_count else convention.mark)
    if column.is_unclear.any() and convention.is_doubtful and not is_count:
        for row in np.flatnonzero(column.is_unclear).tolist():
            issues.add(row, IssueKind.AMBIGUOUS_NUMBER, name, column.text(row))
    read = _read_cells(column.cells, column.written, convention, is_count, issues)
    values = np.where(column.cells.codes >= 0, np.array([*read, np.nan])[column.cells.codes], values)
    if units is None:
        return values
    for row in np.flatnonzero(np.isnan(units.factors) & ~np.isnan(values)).tolist():
        kind, stated = units.why_not(row)
        issues.add(row, kind, name, f"{column.text(row)} {stated}")
    return values * units.factors


def _read_cells(
    cells: Cells,
    written: list[WrittenNumber | None],
    convention: NumberConvention,
    is_count: bool,
    issues: RowIssues,
) -> list[float]:
    """Return the number of each distinct cell, in whatever unit."""
    values: list[float] = []
    kinds: list[tuple[IssueKind, ...]] = []
    for number in written:
        is_open = number is not None and number.mark == "?"
        mark = _thousands_reading(number) if number and is_open and is_count else convention.mark
        value = number.value(mark) if number else np.nan
        if not np.isfinite(value):
            kinds.append((IssueKind.BAD_NUMBER,))
        elif value < 0:
            kinds.append((IssueKind.NEGATIVE_NUMBER,))
        else:
            is_told = is_open and convention.is_doubtful and not is_count
            kinds.append((IssueKind.AMBIGUOUS_NUMBER,) if is_told else ())
        values.append(value if np.isfinite(value) and value >= 0 else np.nan)
    note_issues(cells, kinds, issues)
    return values


def _thousands_reading(number: WrittenNumber) -> DecimalMark:
    """Packages are counted whole: the one mark of ``1.200`` is a thousands one."""
    return "," if "." in number.digits else "."
