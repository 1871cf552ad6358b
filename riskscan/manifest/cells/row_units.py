"""In which unit the number of each row is, and what that is in the canonical unit."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from riskscan.identifiers.characters import fold
from riskscan.manifest.cells.columns import Cells
from riskscan.manifest.cells.number_columns import NumberColumn
from riskscan.manifest.cells.units import combine_units, is_other_unit, lookup_mass_code, lookup_unit
from riskscan.manifest.issues import IssueKind
from riskscan.manifest.mapping import ColumnMapping, MappedColumn
from riskscan.manifest.mapping.rules import ColumnRules
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.schema import SCHEMA
from riskscan.tables.languages import load_column_aliases
from riskscan.tables.units import Unit

__all__ = [
    "RowUnits",
    "UnitConvention",
    "UnitCount",
    "count_unit_column",
    "count_units",
    "decide_units",
    "notes_on_units",
    "row_units",
]

UnitCount = Mapping[str, int]
"""Rows by the unit that they state: its usual symbol or, where that means several currencies, the sign as written."""

_BARE, _UNKNOWN = "", "?"
_MASS, _CODE, _LITER, _OTHER = "mass", "code", "liter", "other"
_NOT_STATED = "without unit"
_SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class UnitConvention:
    """What the whole file says of the units of a column.

    Attributes
    ----------
    of_cells : str
        Unit of cells that state none, because all others state this one; empty for that of the header.
    has_codes : bool
        Whether ``K`` and ``L`` in the unit column are kilograms and pounds.
    is_weight : bool
        Whether the header says that the column is a weight; a quantity may be in pieces.
    """

    of_cells: str = ""
    has_codes: bool = False
    is_weight: bool = False


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


def count_units(name: str, column: NumberColumn) -> UnitCount:
    """Count the units that the cells of a column of numbers state."""
    counts: Counter[str] = Counter({_BARE: int((~np.isnan(column.plain)).sum())})
    for number, n_rows in zip(column.written, column.cells.counts().tolist(), strict=True):
        if number is not None:
            counts[_stated(number.unit, name)] += n_rows
    return dict(counts)


def count_unit_column(helper: str, cells: Cells) -> UnitCount:
    """Count what a unit column states: currencies by their sign, units of mass by what they are."""
    counts: Counter[str] = Counter()
    for text, n_rows in zip(cells.texts, cells.counts().tolist(), strict=True):
        if helper == "currency":
            counts[_stated(text, "customs_value_usd")] += n_rows
        elif lookup_unit(text, "mass"):
            counts[_MASS] += n_rows
        elif code := lookup_mass_code(text):
            counts[_LITER if code.unit == "lb" else _CODE] += n_rows
        else:
            counts[_OTHER] += n_rows
    return dict(counts)


def decide_units(mapped: MappedColumn, own: UnitCount, unit_column: UnitCount) -> UnitConvention:
    """Decide what the whole file says of the units of a column.

    Parameters
    ----------
    mapped : MappedColumn
        The column.
    own : mapping of str to int
        What `count_units` found in its cells.
    unit_column : mapping of str to int
        What `count_unit_column` found in the column of mass units; empty without one.
    """
    is_weight = _says_weight(mapped.source)
    n_masses = unit_column.get(_MASS, 0) + unit_column.get(_CODE, 0)
    has_codes = is_weight or (n_masses > 0 and not unit_column.get(_OTHER, 0))
    stated = [symbol for symbol in own if symbol not in (_BARE, _UNKNOWN)]
    is_usual = mapped.basis == "assumed" and len(stated) == 1 and own[stated[0]] >= max(own.get(_BARE, 0), 1)
    return UnitConvention(stated[0] if is_usual else "", has_codes, is_weight)


def notes_on_units(
    counts: Mapping[str, UnitCount],
    conventions: Mapping[str, UnitConvention],
    mapping: ColumnMapping,
    rules: ColumnRules,
) -> tuple[Note, ...]:
    """Return what is assumed of units, for a reader: signs of several currencies, bare numbers, passed unit columns."""
    notes = []
    for name, convention in conventions.items():
        mapped = mapping.columns[name]
        if convention.of_cells:
            notes.append(Note(NoteKind.UNIT_OF_CELLS, {"column": name, "unit": convention.of_cells}))
        if SCHEMA[name].unit == "USD":
            signs = {*counts.get(name, {}), *(counts.get("currency", {}) if mapped.basis == "unit column" else {})}
            signs |= {"$"} if mapped.basis == "header unit" and _has_bare_dollar(mapped.source) else set()
            notes += [note for sign in sorted(signs) if (note := _note_on_sign(name, sign, mapped, rules))]
        elif mapped.basis == "unit column" and convention.is_weight and (n := counts.get("mass_unit", {}).get(_OTHER)):
            facts = {"column": name, "source": mapping.source("mass_unit") or "", "rows": f"{n:,}", "unit": "kg"}
            notes.append(Note(NoteKind.UNIT_COLUMN_PASSED, facts))
    return tuple(notes)


def _has_bare_dollar(header: str) -> bool:
    return "$" in header and "us" not in header.casefold()


def _note_on_sign(name: str, sign: str, mapped: MappedColumn, rules: ColumnRules) -> Note | None:
    unit = lookup_unit(sign, "currency")
    if unit is None or not unit.candidates:
        return None
    stated = lookup_unit(mapped.unit, "currency") if mapped.unit and mapped.basis != "assumed" else None
    if stated is not None and not stated.candidates and sign != "$":
        return None
    rated = [code for code in unit.candidates if code in rules.rates]
    currency = unit.base if unit.base == "USD" else rated[0] if len(rated) == 1 else ""
    facts = {"column": name, "symbol": sign, "currency": currency}
    return Note(NoteKind.ASSUMED_CURRENCY, facts) if currency else None


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
    pairs, distinct = pd.factorize(helper_places * (len(in_cells) + 1) + cell_places)
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
        is_value = SCHEMA[self.name].unit == "USD"
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
        if SCHEMA[self.name].unit == "USD":  # a code that no list has may still have a rate
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


def _stated(text: str, name: str) -> str:
    """Return the usual symbol of a unit, the sign itself where it means several currencies."""
    if not text:
        return _BARE
    unit = lookup_unit(text, "currency" if SCHEMA[name].unit == "USD" else "mass")
    if unit is None:
        return _UNKNOWN
    return unit.symbol if unit.candidates else unit.unit


def _says_weight(header: str) -> bool:
    """Whether a header has a word of weight, as headers of gross masses have."""
    folded = fold(header)
    words = set(folded.split())
    return any(
        word in words or ((len(word) >= _SHORTEST_WORD or not word.isascii()) and word in folded)
        for word in _weight_words()
    )


@cache
def _weight_words() -> frozenset[str]:
    """Words of the headers of gross masses that no header of a value or a count has."""
    words: dict[bool, set[str]] = {True: set(), False: set()}
    for alias in load_column_aliases():
        if alias.target in ("gross_mass_kg", "customs_value_usd", "package_count"):
            words[alias.target == "gross_mass_kg"] |= set(fold(alias.alias).split())
    return frozenset({"mass", "kg", *words[True]} - words[False])
