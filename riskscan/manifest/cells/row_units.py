"""In which unit the number of each row is, and what that is in the canonical unit."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from riskscan.manifest.cells.columns import Cells
from riskscan.manifest.cells.factorizing import factorize
from riskscan.manifest.cells.number_columns import NumberColumn
from riskscan.manifest.cells.unit_votes import UnitConvention
from riskscan.manifest.cells.units import combine_units, is_other_unit, lookup_mass_code, lookup_unit
from riskscan.manifest.issues import IssueKind
from riskscan.manifest.mapping import MappedColumn
from riskscan.manifest.schema import SCHEMA
from riskscan.tables.units import Unit

__all__ = ["RowUnits", "row_units"]

_NOT_STATED = "without unit"


@dataclass(frozen=True, slots=True)
class RowUnits:
    """The unit of each row.

    Attributes
    ----------
    factors : float array of shape (n_rows,)
        What one unit of the row's number is in the canonical unit; NaN where not known.
    places : int array of shape (n_rows,)
        Place of the row's reading in `failures`.
    failures : list of tuple of IssueKind and str
        Why a reading has no factor, and what was stated.
    """

    factors: npt.NDArray[np.float64]
    places: npt.NDArray[np.intp]
    failures: list[tuple[IssueKind, str]]

    def why_not(self, row: int) -> tuple[IssueKind, str]:
        """Return why a row has no factor, and what stands in its place."""
        return self.failures[int(self.places[row])]


def row_units(
    name: str,
    column: NumberColumn,
    helper: Cells | None,
    mapped: MappedColumn,
    convention: UnitConvention,
    rates: Mapping[str, float],
) -> RowUnits:
    """Settle the unit of each row.

    Parameters
    ----------
    name : str
        Canonical column with a unit.
    column : NumberColumn
        Its cells.
    helper : Cells or None
        The unit column, where the mapping says that it holds the units.
    mapped : MappedColumn
        The unit that the header states or that is assumed.
    convention : UnitConvention
        What the whole file says.
    rates : mapping of str to float
        USD for one unit of a currency.
    """
    in_cells: list[str | None] = [number.unit or None if number else None for number in column.written]
    in_column: list[str | None] = list(helper.texts) if helper else []
    n_rows = len(column.plain)
    cell_places = column.cells.codes + 1 if any(in_cells) else np.zeros(n_rows, dtype=np.intp)
    helper_places = helper.codes + 1 if helper is not None else np.zeros(n_rows, dtype=np.intp)
    pairs, distinct = factorize(helper_places * (len(in_cells) + 1) + cell_places)
    settle = _Settler(name, convention.of_cells or mapped.unit, convention, rates)
    factors: list[float] = []
    failures: list[tuple[IssueKind, str]] = []
    for pair in distinct.tolist():
        column_place, cell_place = divmod(pair, len(in_cells) + 1)
        stated = (in_column[column_place - 1] if column_place else None) or ""
        in_cell = (in_cells[cell_place - 1] if cell_place else None) or ""
        settled = settle(stated, in_cell)
        factors.append(np.nan if isinstance(settled, IssueKind) else settled)
        kind = settled if isinstance(settled, IssueKind) else IssueKind.UNKNOWN_UNIT
        failures.append((kind, (stated or in_cell).strip().upper() or mapped.unit or _NOT_STATED))
    places = pairs.astype(np.intp)
    return RowUnits(np.array(factors or [1.0])[places], places, failures)


@dataclass(frozen=True, slots=True)
class _Settler:
    """What one unit of a number is in the canonical unit, for each combination of what unit column and cell state.

    Attributes
    ----------
    name : str
        Canonical column.
    column_unit : str
        Unit of the header or of the other cells; empty where a unit column should say it.
    convention : UnitConvention
        What the whole file says.
    rates : mapping of str to float
        USD for one unit of a currency.
    """

    name: str
    column_unit: str
    convention: UnitConvention
    rates: Mapping[str, float]

    def __call__(self, in_column: str, in_cell: str) -> float | IssueKind:
        """Return the factor, or why there is none."""
        is_value = SCHEMA[self.name].dimension == "currency"
        if in_column and not is_value and self._unit(in_column) is None and is_other_unit(in_column):
            if not self.convention.is_weight:
                return IssueKind.NOT_A_MASS
            in_column = SCHEMA[self.name].unit
        stated = [self._unit(text) for text in (in_column, in_cell) if text]
        known = [unit for unit in stated if unit is not None]
        if len(known) < len(stated):
            return IssueKind.UNKNOWN_UNIT
        own = known[0] if len(known) == 1 else combine_units(*known) if known else None
        if known and own is None:
            return IssueKind.UNIT_CONFLICT
        header = self._unit(self.column_unit) if self.column_unit else None
        unit = (combine_units(own, header) or own) if own and header else own or header
        if unit is None:
            return IssueKind.NO_RATE if is_value else IssueKind.UNKNOWN_UNIT
        return self._rate(unit) if is_value else unit.factor

    def _unit(self, text: str) -> Unit | None:
        if SCHEMA[self.name].dimension == "currency":  # a code that no list has may still have a rate
            return lookup_unit(text, "currency") or Unit("currency", text, text.strip().upper(), 1.0)
        return lookup_unit(text, "mass") or (lookup_mass_code(text) if self.convention.has_codes else None)

    def _rate(self, unit: Unit) -> float | IssueKind:
        currency = unit.base or "USD"
        if currency == "USD":
            return unit.factor
        rated = [code for code in unit.candidates or (currency,) if code in self.rates]
        if len(rated) > 1:
            return IssueKind.AMBIGUOUS_CURRENCY
        return unit.factor * self.rates[rated[0]] if rated else IssueKind.NO_RATE
