"""What cells and unit columns state of units, counted row by row and decided once for the whole file."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from riskscan.identifiers.characters import fold
from riskscan.manifest.cells.columns import Cells
from riskscan.manifest.cells.number_columns import NumberColumn
from riskscan.manifest.cells.units import lookup_mass_code, lookup_unit
from riskscan.manifest.mapping import ColumnMapping, MappedColumn, unit_helper
from riskscan.manifest.mapping.rules import ColumnRules
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.schema import SCHEMA
from riskscan.tables.languages import load_column_aliases

__all__ = ["UnitConvention", "UnitCount", "count_unit_column", "count_units", "decide_units", "notes_on_units"]

UnitCount = Mapping[str, int]
"""Rows by the unit that they state: its usual symbol or, where that means several currencies, the sign as written."""

_BARE, _UNKNOWN = "", "?"
_MASS, _CODE, _LITER, _OTHER = "mass", "code", "liter", "other"
_SHORTEST_WORD = 4
_US = re.compile(r"us\$|(?<![^\W\d_])u\.?s\.?[ad]?(?![^\W\d_])", re.IGNORECASE)


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
        if SCHEMA[name].dimension == "currency":
            signs = {*counts.get(name, {}), *(counts.get("currency", {}) if mapped.basis == "unit column" else {})}
            signs |= {"$"} if mapped.basis == "header unit" and _has_bare_dollar(mapped.source) else set()
            notes += [note for sign in sorted(signs) if (note := _note_on_sign(name, sign, mapped, rules))]
        elif mapped.basis == "unit column" and convention.is_weight:
            helper = unit_helper(name, mapping.columns)
            if n := counts.get(helper, {}).get(_OTHER):
                facts = {"column": name, "source": mapping.source(helper) or "", "rows": f"{n:,}", "unit": "kg"}
                notes.append(Note(NoteKind.UNIT_COLUMN_PASSED, facts))
    return tuple(notes)


def _has_bare_dollar(header: str) -> bool:
    return "$" in header and not _US.search(header)


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


def _stated(text: str, name: str) -> str:
    """Return the usual symbol of a unit, the sign itself where it means several currencies."""
    if not text:
        return _BARE
    dimension = SCHEMA[name].dimension
    unit = lookup_unit(text, dimension) if dimension else None
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
