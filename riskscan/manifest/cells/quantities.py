"""Masses, counts and values: the number of the cell, in the unit that cell, column or header states."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from riskscan.manifest.cells.columns import Cells, note_issues
from riskscan.manifest.cells.numbers import (
    DecimalMark,
    MarkCount,
    WrittenNumber,
    count_marks,
    decide_mark,
    split_number,
)
from riskscan.manifest.cells.units import lookup_unit
from riskscan.manifest.issues import IssueKind, RowIssues
from riskscan.manifest.mapping import ColumnMapping
from riskscan.manifest.mapping.rules import ColumnRules
from riskscan.manifest.schema import SCHEMA

__all__ = ["Quantities", "read_quantities"]

_NOT_STATED = "without unit"
_MARK_NAMES = {".": "decimal point", ",": "decimal comma"}


@dataclass(frozen=True, slots=True)
class Quantities:
    """A column of numbers in its canonical unit.

    Attributes
    ----------
    values : float array of shape (n_rows,)
        NaN for null.
    convention : str
        Decimal mark, where one had to be decided.
    """

    values: npt.NDArray[np.float64]
    convention: str


def read_quantities(
    columns: dict[str, Cells], helpers: dict[str, Cells], mapping: ColumnMapping, rules: ColumnRules, issues: RowIssues
) -> dict[str, Quantities]:
    """Read all columns of numbers together, because one may show the decimal mark of another.

    Parameters
    ----------
    columns : dict of str to Cells
        Canonical columns of numbers.
    helpers : dict of str to Cells
        ``currency`` and ``mass_unit``, where the file has them.
    mapping, rules
        Units and rates.
    issues : RowIssues
        Issues are added to it.
    """
    written = {name: [split_number(text) for text in cells.texts] for name, cells in columns.items()}
    marks = {name: count_marks(cells, written[name]) for name, cells in columns.items()}
    read = {}
    for name, cells in columns.items():
        mark, is_doubtful, convention = _settle_mark(name, marks, rules)
        values = _read_values(name, cells, written[name], mark, is_doubtful, issues)
        factors = _factors(name, cells, written[name], helpers, mapping, rules, issues)
        read[name] = Quantities(values * factors, convention)
    return read


def _settle_mark(name: str, marks: dict[str, MarkCount], rules: ColumnRules) -> tuple[DecimalMark, bool, str]:
    own = marks[name]
    if rules.decimal in (".", ","):
        mark: DecimalMark = "," if rules.decimal == "," else "."
        return mark, False, f"{_MARK_NAMES[mark]} (mapping file)"
    mark, is_doubtful = decide_mark(own, marks.values())
    is_shown = own.points or own.commas or own.unclear
    return mark, is_doubtful, _MARK_NAMES[mark] if is_shown else ""


def _read_values(
    name: str,
    cells: Cells,
    written: list[WrittenNumber | None],
    mark: DecimalMark,
    is_doubtful: bool,
    issues: RowIssues,
) -> npt.NDArray[np.float64]:
    """Return the numbers as written, in whatever unit."""
    is_count = not SCHEMA[name].unit
    values: list[float] = []
    kinds: list[tuple[IssueKind, ...]] = []
    for number in written:
        is_open = number is not None and number.mark == "?"
        own_mark: DecimalMark = _thousands_reading(number) if number and is_open and is_count else mark
        value = number.value(own_mark) if number else np.nan
        if not np.isfinite(value):
            kinds.append((IssueKind.BAD_NUMBER,))
        elif value < 0:
            kinds.append((IssueKind.NEGATIVE_NUMBER,))
        else:
            kinds.append((IssueKind.AMBIGUOUS_NUMBER,) if is_open and is_doubtful and not is_count else ())
        values.append(value if np.isfinite(value) and value >= 0 else np.nan)
    note_issues(cells, kinds, issues)
    return np.array([*values, np.nan])[cells.codes]


def _thousands_reading(number: WrittenNumber) -> DecimalMark:
    """Packages are counted whole: the one mark of ``1.200`` is a thousands one."""
    return "," if "." in number.digits else "."


def _factors(
    name: str,
    cells: Cells,
    written: list[WrittenNumber | None],
    helpers: dict[str, Cells],
    mapping: ColumnMapping,
    rules: ColumnRules,
    issues: RowIssues,
) -> npt.NDArray[np.float64]:
    """Return for each row what one unit of its number is in the canonical unit; NaN and an issue where unknown."""
    canonical = SCHEMA[name].unit
    if not canonical:
        return np.ones(len(cells.codes))
    column_unit = mapping.columns[name].unit or _NOT_STATED
    in_cell = [_unit_text(number, canonical) for number in written]
    units = cells.spread(in_cell)
    helper = helpers.get("currency" if canonical == "USD" else "mass_unit")
    if mapping.columns[name].basis == "unit column" and helper is not None:
        stated = helper.spread([_usual_symbol(text, canonical) for text in helper.texts])
        units = np.where(stated == None, units, stated)  # noqa: E711 - elementwise
    symbols, places = np.unique([unit or column_unit for unit in units.tolist()], return_inverse=True)
    factors = np.array([_factor(symbol, canonical, rules) for symbol in symbols.tolist()] or [1.0])
    by_row: npt.NDArray[np.float64] = factors[places] if len(places) else np.ones(0)
    kind = IssueKind.NO_RATE if canonical == "USD" else IssueKind.UNKNOWN_UNIT
    for row in np.flatnonzero(np.isnan(by_row) & (cells.codes >= 0)).tolist():
        issues.add(row, kind, name, f"{cells.texts[cells.codes[row]]} {units[row] or column_unit}")
    return by_row


def _unit_text(number: WrittenNumber | None, canonical: str) -> str | None:
    if number is None or not number.unit or number.unit == "$":
        return None
    return _usual_symbol(number.unit, canonical)


def _usual_symbol(text: str, canonical: str) -> str:
    unit = lookup_unit(text, "currency" if canonical == "USD" else "mass")
    return unit.unit if unit else text.strip().upper()


def _factor(symbol: str, canonical: str, rules: ColumnRules) -> float:
    if canonical == "USD":
        return 1.0 if symbol == "USD" else rules.rates.get(symbol, np.nan)
    unit = lookup_unit(symbol, "mass")
    return unit.factor if unit and unit.factor else np.nan
