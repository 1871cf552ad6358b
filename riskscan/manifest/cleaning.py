"""Clean a manifest: any frame of cells to the canonical columns, a dirty cell to null and a row issue."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from riskscan.manifest.cells.columns import Cells, Reading, distinct_cells, read_each
from riskscan.manifest.cells.dates import read_dates
from riskscan.manifest.cells.quantities import read_quantities
from riskscan.manifest.cells.texts import (
    read_cas_rn,
    read_countries,
    read_country,
    read_hs_code,
    read_text,
    read_transport_mode,
    read_un_number,
)
from riskscan.manifest.checks import check_rows
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.mapping import ColumnMapping, map_columns
from riskscan.manifest.mapping.rules import ColumnRules, resolve_rules
from riskscan.manifest.schema import CANONICAL, SCHEMA, Kind
from riskscan.manifest.spilled import add_spilled_texts, find_spilled_texts

__all__ = ["CleanManifest", "clean_manifest"]

_READERS: dict[Kind, Callable[[str], Reading]] = {
    Kind.TEXT: read_text,
    Kind.COUNTRY: read_country,
    Kind.COUNTRIES: read_countries,
    Kind.HS_CODE: read_hs_code,
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
    """

    frame: pd.DataFrame
    issues: RowIssues
    mapping: ColumnMapping
    conventions: dict[str, str] = field(default_factory=dict)


def clean_manifest(
    frame: pd.DataFrame,
    *,
    columns: ColumnRules | str | Path | None = None,
    issues: RowIssues | None = None,
    require_text: bool = True,
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

    Raises
    ------
    ManifestError
        Where two columns claim one target, or no column says what the goods are.

    Examples
    --------
    >>> raw = pd.DataFrame({"Description": ["acetone"], "Gross Wt (LB)": ["2,000.5"], "Origin": ["China"]})
    >>> clean = clean_manifest(raw)
    >>> clean.frame[["goods_description", "gross_mass_kg", "origin_country"]].round(1)
      goods_description  gross_mass_kg origin_country
    0           acetone          907.4             CN
    """
    rules = resolve_rules(columns)
    mapping = map_columns([str(header) for header in frame.columns], rules, require_text=require_text)
    raw = frame.set_axis([str(header) for header in frame.columns], axis=1)
    found = RowIssues()
    clean: dict[str, npt.NDArray[np.generic]] = {}
    conventions: dict[str, str] = {}
    for name, cells in _cells(raw, mapping, _READERS.keys()).items():
        read = read_transport_mode if name == "transport_mode" else _READERS[SCHEMA[name].kind]
        clean[name] = read_each(cells, read, found)
    for name, cells in _cells(raw, mapping, {Kind.DATE}).items():
        dates = read_dates(cells, found, rules.dates.get(name))
        clean[name], conventions[name] = dates.days, dates.convention
    numbers = _cells(raw, mapping, {Kind.NUMBER})
    helpers = {
        name: distinct_cells(raw[source], name)
        for name in ("currency", "mass_unit")
        if (source := mapping.source(name))
    }
    for name, quantity in read_quantities(numbers, helpers, mapping, rules, found).items():
        clean[name], conventions[name] = quantity.values, quantity.convention
    canonical = _assemble(clean, frame.index)
    add_spilled_texts(canonical, find_spilled_texts(raw, mapping, issues or RowIssues()))
    check_rows(canonical, raw, found, has_text=require_text)
    conventions = {name: convention for name, convention in conventions.items() if convention}
    return CleanManifest(canonical, (issues or RowIssues()).joined(found), mapping, conventions)


def _cells(raw: pd.DataFrame, mapping: ColumnMapping, kinds: "set[Kind] | object") -> dict[str, Cells]:
    """Take the mapped columns of some kinds apart, in canonical order."""
    cells = {}
    for name, column in SCHEMA.items():
        mapped = mapping.columns.get(name)
        if mapped is not None and column.kind in kinds:  # type: ignore[operator]
            is_text = column.kind is Kind.TEXT
            countries = ("na",) if column.kind in (Kind.COUNTRY, Kind.COUNTRIES) else ()
            cells[name] = distinct_cells(_joined(raw, mapped.sources), name, nulls=not is_text, not_null=countries)
    return cells


def _joined(raw: pd.DataFrame, sources: tuple[str, ...]) -> pd.Series:
    """Return a column, or several as one text, in order; equal parts stand once."""
    if len(sources) == 1:
        return raw[sources[0]]
    parts = [raw[source].astype(object).where(raw[source].notna(), "").map(str).str.strip() for source in sources]
    joined = [" | ".join(dict.fromkeys(filter(None, cells))) or None for cells in zip(*parts, strict=True)]
    return pd.Series(joined, index=raw.index, dtype=object)


def _assemble(clean: dict[str, npt.NDArray[np.generic]], index: pd.Index) -> pd.DataFrame:
    columns = {}
    for name in CANONICAL:
        kind = SCHEMA[name].kind
        dtype = "float64" if kind is Kind.NUMBER else "datetime64[s]" if kind is Kind.DATE else "object"
        empty = np.full(len(index), np.nan if kind is Kind.NUMBER else None, dtype=dtype)
        columns[name] = pd.Series(clean.get(name, empty), index=index, dtype=dtype)
    return pd.DataFrame(columns, index=index)
