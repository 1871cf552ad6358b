"""Clean a manifest: any frame of cells to the canonical columns, a dirty cell to null and a row issue."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from riskscan.frames import frame_of
from riskscan.manifest.cells.codes import read_cas_rn, read_hs_code, read_transport_mode, read_un_number
from riskscan.manifest.cells.columns import Reading
from riskscan.manifest.cells.countries import CodeConvention, read_countries, read_country
from riskscan.manifest.cells.date_columns import DateConvention, read_dates
from riskscan.manifest.cells.quantities import NumberConvention, read_quantity
from riskscan.manifest.cells.row_units import RowUnits, row_units
from riskscan.manifest.cells.unit_votes import UnitConvention
from riskscan.manifest.checks import check_rows
from riskscan.manifest.conventions import Conventions
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.mapping import ColumnMapping, map_columns, take_sample, unit_helper
from riskscan.manifest.mapping.rules import ColumnRules, resolve_rules
from riskscan.manifest.notes import Note
from riskscan.manifest.schema import CANONICAL, SCHEMA, Kind
from riskscan.manifest.spilled import add_spilled_texts, find_misplaced_texts, find_spilled_texts
from riskscan.manifest.surveying import count_votes
from riskscan.manifest.taken_columns import TakenColumns
from riskscan.manifest.taken_rows import TakenRows, with_text_headers
from riskscan.manifest.tariff_texts import fill_from_tariff_texts

__all__ = ["CleanManifest", "CleanRows", "Columns", "clean_columns", "clean_manifest", "clean_rows"]

Columns: TypeAlias = "dict[str, npt.NDArray[Any]]"
"""Canonical columns by name, each of shape (n_rows,)."""

_READERS: dict[Kind, Callable[[str], Reading]] = {
    Kind.COUNTRIES: read_countries,
    Kind.UN_NUMBER: read_un_number,
    Kind.CAS_RN: read_cas_rn,
}


@dataclass(frozen=True, slots=True)
class CleanManifest:
    """A manifest in canonical columns.

    Attributes
    ----------
    frame : DataFrame of shape (n_rows, 26)
        All canonical columns, in order; index as in the input. Text is object with None for null, numbers are
        float64, ``lodged_on`` is datetime64.
    issues : RowIssues
        What was wrong, by position of the row; ``issues.as_text(frame.index)`` is one text a row.
    mapping : ColumnMapping
        Where each column came from, and in which unit.
    conventions : dict of str to str
        What was decided for a whole column: ``lodged_on`` -> ``day first (2 clear cells)``.
    notes : tuple of Note
        What was assumed.
    """

    frame: pd.DataFrame
    issues: RowIssues
    mapping: ColumnMapping
    conventions: dict[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanRows:
    """A manifest in canonical columns, as arrays; the other attributes are those of `CleanManifest`.

    Attributes
    ----------
    columns : dict of str to ndarray, each of shape (n_rows,)
        All canonical columns, in order.
    """

    columns: Columns
    issues: RowIssues
    mapping: ColumnMapping
    conventions: dict[str, str]
    notes: tuple[Note, ...]


def clean_manifest(
    frame: pd.DataFrame,
    *,
    columns: ColumnRules | str | Path | None = None,
    issues: RowIssues | None = None,
    require_text: bool = True,
    mapping: ColumnMapping | None = None,
    conventions: Conventions | None = None,
    first_row: int = 0,
    taken: TakenRows | None = None,
) -> CleanManifest:
    """Clean a frame of raw cells, or one that is clean already (which comes out equal).

    Parameters
    ----------
    frame : DataFrame of shape (n_rows, n_columns)
        Raw text or typed columns, under any known header. It is not changed.
    columns : ColumnRules, str or Path, optional
        A mapping file, see `riskscan.manifest.mapping.rules`.
    issues : RowIssues, optional
        What was wrong with the rows already when they were read.
    require_text : bool, default True
        Whether to refuse a frame without goods description and chemical name.
    mapping : ColumnMapping, optional
        Of the whole file, where the frame is a part of it.
    conventions : Conventions, optional
        What the whole file says of its columns, where the frame is a part of it: see `survey_columns`. Else the frame
        itself is surveyed.
    first_row : int, default 0
        Position in the file of the frame's first row, where the frame is a part of it.
    taken : TakenRows, optional
        The frame taken apart, where it was before.

    Raises
    ------
    ManifestError
        Where headers of the mapping file are missing, or no column says what the goods are.

    Examples
    --------
    >>> raw = pd.DataFrame({"Description": ["acetone"], "Gross Wt (LB)": ["2,000.5"], "Origin": ["China"]})
    >>> clean = clean_manifest(raw)
    >>> clean.frame[["goods_description", "gross_mass_kg", "origin_country"]].round(1)
      goods_description  gross_mass_kg origin_country
    0           acetone          907.4             CN
    """
    clean = clean_rows(
        frame, columns=columns, issues=issues, require_text=require_text, mapping=mapping, conventions=conventions,
        first_row=first_row, taken=taken,
    )  # fmt: skip
    canonical = frame_of(clean.columns, frame.index)
    return CleanManifest(canonical, clean.issues, clean.mapping, clean.conventions, clean.notes)


def clean_rows(
    frame: pd.DataFrame,
    *,
    columns: ColumnRules | str | Path | None = None,
    issues: RowIssues | None = None,
    require_text: bool = True,
    mapping: ColumnMapping | None = None,
    conventions: Conventions | None = None,
    first_row: int = 0,
    taken: TakenRows | None = None,
) -> CleanRows:
    """Do as `clean_manifest` does, for whoever goes on with arrays; see there."""
    rules = resolve_rules(columns)
    if mapping is None:
        raw = with_text_headers(frame)
        mapping = map_columns(list(raw.columns), rules, sample=take_sample(raw), require_text=require_text)
    rows = taken or TakenRows.of(frame, mapping, rules)
    cells, not_goods = rows.columns, rows.marks.kinds
    conventions = conventions or count_votes(cells, is_whole=True).freeze(mapping, rules)
    clean = _whole_rows(rows, conventions)
    canonical, found = dict(clean.columns), RowIssues((*rows.issues, *clean.issues))
    add_spilled_texts(canonical, find_spilled_texts(rows.raw, mapping, issues or RowIssues()))
    fill_from_tariff_texts(canonical, cells, found, not_goods=not_goods)
    check_rows(canonical, cells, conventions, found, first_row=first_row, has_text=require_text, not_goods=not_goods)
    # last: such words may be goods, yet a row that has no others still lacks its text ("six cartons" as a mass)
    add_spilled_texts(canonical, find_misplaced_texts(rows.raw, mapping, clean.issues))
    all_issues = (issues or RowIssues()).joined(found)
    return CleanRows(canonical, all_issues, mapping, conventions.texts(), conventions.notes)


def clean_columns(
    rows: TakenRows, names: Collection[str], conventions: Conventions, *, is_kept: bool = False
) -> Columns:
    """Return some canonical columns of a part of a file, as `clean_manifest` cleans them.

    A text is as its own column has it, without what was found for it elsewhere in the row.

    Parameters
    ----------
    rows : TakenRows
        Raw cells.
    names : collection of str
        Canonical columns; the others may be null in the result.
    conventions : Conventions
        Of the whole file.
    is_kept : bool, default False
        Whether `clean_manifest` will ask the same rows for all columns, which are then cleaned already.
    """
    if is_kept:
        return _whole_rows(rows, conventions).columns
    return _clean_cells(rows, conventions, names).columns


@dataclass(frozen=True, slots=True)
class _CleanCells:
    """Canonical columns, each cell by itself, and what was wrong with the cells."""

    columns: Columns
    issues: RowIssues


def _whole_rows(rows: TakenRows, conventions: Conventions) -> _CleanCells:
    """Return all columns, cleaned once under the conventions that the rows were first cleaned under."""
    known = rows.memory.get("clean")
    if known is None or known[0] is not conventions:
        known = rows.memory["clean"] = conventions, _clean_cells(rows, conventions, CANONICAL)
    return cast(_CleanCells, known[1])


def _clean_cells(rows: TakenRows, conventions: Conventions, names: Collection[str]) -> _CleanCells:
    taken, found = rows.columns, RowIssues()
    clean = _clean_texts_and_codes(taken, conventions, found, names)
    for name, dates in taken.dates.items():
        if name in names:
            clean[name] = read_dates(dates, conventions.dates.get(name, DateConvention()), found)
    clean |= _clean_numbers(taken, conventions, found, names)
    return _CleanCells(_all_columns(clean, len(rows.raw)), found)


def _clean_texts_and_codes(
    taken: TakenColumns, conventions: Conventions, found: RowIssues, names: Collection[str]
) -> Columns:
    clean: Columns = {}
    for name in taken.names(Kind.TEXT, Kind.COUNTRY, Kind.HS_CODE, *_READERS):
        if name not in names:
            continue
        kind = SCHEMA[name].kind
        if kind is Kind.TEXT and name != "transport_mode":
            clean[name], issues = taken.text(name)
            for issue in issues:
                found.add(issue.row, issue.kind, issue.column, issue.value)
            continue
        read = _READERS.get(kind, read_transport_mode)
        if kind is Kind.HS_CODE:
            read = partial(read_hs_code, lost_zero=conventions.hs_lost_zero)
        if kind is Kind.COUNTRY:
            read = partial(read_country, convention=conventions.codes.get(name, CodeConvention()))
        clean[name] = taken.read_cells(name, read, found)
    return clean


def _clean_numbers(taken: TakenColumns, conventions: Conventions, found: RowIssues, names: Collection[str]) -> Columns:
    clean: Columns = {}
    for name, column in taken.numbers.items():
        if name not in names:
            continue
        units: RowUnits | None = None
        if SCHEMA[name].unit:
            mapped = taken.mapping.columns[name]
            helper = taken.helpers.get(unit_helper(name, taken.mapping.columns))
            convention = conventions.units.get(name, UnitConvention())
            in_column = helper if mapped.basis == "unit column" else None
            units = row_units(name, column, in_column, mapped, convention, taken.rules.rates)
        clean[name] = read_quantity(name, column, conventions.numbers.get(name, NumberConvention()), units, found)
    return clean


def _all_columns(clean: Columns, n_rows: int) -> Columns:
    """Return all canonical columns in order, of the type that each has; null where nothing was cleaned."""
    columns = {}
    for name in CANONICAL:
        kind = SCHEMA[name].kind
        dtype = "float64" if kind is Kind.NUMBER else "datetime64[s]" if kind is Kind.DATE else "object"
        if name in clean:
            columns[name] = clean[name].astype(dtype, copy=False)
        else:
            columns[name] = np.full(n_rows, np.nan if kind is Kind.NUMBER else None, dtype=dtype)
    return columns
