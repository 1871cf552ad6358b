"""From a frame as it came to rows that features can read: cleaned, screened; and history joined."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.chemistry.screening import Screener
from riskscan.features.coded import as_objects
from riskscan.features.columns import Rows, distinct_cells, knows_distinct, remember_distinct
from riskscan.features.comparing import RELATIVE_PREFIX, compare_rows
from riskscan.features.links import LINKS_PREFIX, LinksFeatures
from riskscan.features.party import HISTORY_PREFIX
from riskscan.features.references import References
from riskscan.features.relative import RelativeFeatures
from riskscan.features.row_screening import screen_columns
from riskscan.history.aggregates import TraderHistory
from riskscan.history.links import FrozenLinks, LinkRows
from riskscan.manifest.cells.strings import FEW_ROWS
from riskscan.manifest.cleaning import clean_rows
from riskscan.manifest.conventions import Conventions
from riskscan.manifest.mapping import ColumnMapping
from riskscan.manifest.notes import Note
from riskscan.manifest.taken_rows import TakenRows

__all__ = ["PreparedRows", "content_keys", "join_further", "join_history", "prepare_rows"]

_SOME_ROWS, _MOSTLY = 200, 0.8


@dataclass(frozen=True, slots=True)
class PreparedRows:
    """Rows ready for features.

    Attributes
    ----------
    rows : Rows
        Canonical columns, screening columns, the user's extra columns, and what was worked out of canonical ones.
    row_issues : list of str, length n_rows
        What cleaning found, ``""`` where nothing.
    keys : ndarray of uint64, shape (n_rows,)
        Hash of every row's canonical content; it orders rows that are equal otherwise.
    notes : tuple of Note
        What was chosen or assumed of the columns.
    """

    rows: Rows
    row_issues: list[str]
    keys: NDArray[np.uint64]
    notes: tuple[Note, ...] = ()

    @property
    def X(self) -> pd.DataFrame:  # noqa: N802 - as scikit-learn names rows
        """The rows as a frame, shape (n_rows, n_columns), index 0..n-1; made when asked for."""
        return self.rows.frame()


def prepare_rows(
    frame: pd.DataFrame,
    *,
    screener: Screener,
    columns: Any = None,
    issues: Any = None,
    extra: tuple[str, ...] = (),
    require_text: bool = True,
    as_of: date | None = None,
    jurisdictions: frozenset[str] | None = None,
    mapping: ColumnMapping | None = None,
    conventions: Conventions | None = None,
    first_row: int = 0,
    today: date | None = None,
    taken: TakenRows | None = None,
) -> PreparedRows:
    """Clean and screen.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, n_columns)
        Rows as they were read; any index, any order, extra columns. Never changed.
    screener : Screener
        Chemistry and law.
    columns : optional
        Column mapping, as for `riskscan.manifest.cleaning.clean_manifest`.
    issues : optional
        Issues that reading found.
    extra : tuple of str
        Original columns to keep under their own names.
    require_text : bool, default True
        Whether to refuse rows without any goods text column.
    as_of, jurisdictions, today : optional
        As for `riskscan.features.row_screening.screen_rows`.
    mapping, conventions, first_row, taken : optional
        As for `riskscan.manifest.cleaning.clean_manifest`, where the rows are a part of a file.

    Raises
    ------
    ManifestError
        Where headers of the mapping file are missing, or there is no goods text and it is required.
    """
    cleaned = clean_rows(
        frame, columns=columns, issues=issues, require_text=require_text, mapping=mapping, conventions=conventions,
        first_row=first_row, taken=taken,
    )  # fmt: skip
    canonical = Rows(cleaned.columns, n_rows=len(frame))
    if taken is not None:
        remember_distinct(canonical, taken.columns.distinct(cleaned.columns))
    screened = screen_columns(canonical, screener, as_of=as_of, jurisdictions=jurisdictions, today=today)
    keys = content_keys(canonical)
    kept = {name: frame[name].values for name in extra if name in frame.columns and name not in canonical}
    rows = canonical.joined(screened | kept)
    return PreparedRows(rows, cleaned.issues.texts(len(frame)), keys, (*cleaned.mapping.notes, *cleaned.notes))


def join_history(X: pd.DataFrame, history: TraderHistory, *, within: bool) -> pd.DataFrame:
    """Return the rows with the history columns joined.

    Parameters
    ----------
    X : DataFrame, shape (n_rows, n_columns)
        Prepared rows.
    history : TraderHistory
        What is known of traders.
    within : bool
        Whether the earlier rows of `X` are added; False where `history` holds them already.
    """
    past = history.as_of(X, within=within).add_prefix(HISTORY_PREFIX)
    return pd.concat([X, past], axis=1)


def join_further(
    X: pd.DataFrame, families: Collection[str], labels: NDArray[np.float64] | None = None, *, label_delay_days: int = 0,
    references: References | None = None, ties: LinkRows | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Return the rows with what further families read of them: all are compared with one another.

    Parameters
    ----------
    X : DataFrame, shape (n_rows, n_columns)
        Prepared rows.
    families : collection of str
        Names of families; only those of `riskscan.features.families.FURTHER` read something.
    labels : ndarray of float, shape (n_rows,), optional
        1 violation, 0 none, NaN not known.
    label_delay_days : int
        Days until a label is known.
    references : References, optional
        What was usual before, beside these rows.
    ties : LinkRows, optional
        What rows before these say of ties between parties.
    """
    found = [X]
    if RelativeFeatures.family in families:
        usual = (references or References.empty()) + References.of(X)
        found.append(compare_rows(X, usual.freeze()).add_prefix(RELATIVE_PREFIX))
    if LinksFeatures.family in families:
        rows = LinkRows.of(X, labels, label_delay_days=label_delay_days)
        links = FrozenLinks.of(rows if ties is None else ties + rows)
        found.append(links.as_of(rows, X.index).add_prefix(LINKS_PREFIX))
    return pd.concat(found, axis=1) if len(found) > 1 else X


def content_keys(canonical: Rows) -> NDArray[np.uint64]:
    """Return a hash of every row's canonical content, the same in any row order and with any other columns."""
    names = sorted(map(str, canonical.columns))
    hashes = _few_hashes(canonical) if len(canonical) <= FEW_ROWS else {}
    keys = np.zeros(len(canonical), dtype=np.uint64)
    for name in names:
        # Rotating by position in the sorted names makes swapped cells differ.
        of_cells = hashes[name] if name in hashes else _cell_hashes(canonical, name)
        keys = keys * np.uint64(1099511628211) + of_cells
    return keys


def _few_hashes(canonical: Rows) -> dict[str, NDArray[np.uint64]]:
    """Return what `_cell_hashes` does of the columns of a few rows, of those of one type together."""
    by_type: dict[Any, dict[str, NDArray[Any]]] = {}
    for name in canonical.columns:
        cells = canonical[name]
        if cells.dtype == object:
            if not all(cell is None or isinstance(cell, str) for cell in cells.tolist()):
                continue
            cells = as_objects(cell or "" for cell in cells.tolist())
        by_type.setdefault(cells.dtype, {})[name] = cells
    found: dict[str, NDArray[np.uint64]] = {}
    for columns in by_type.values():
        hashes = pd.util.hash_array(np.concatenate(list(columns.values())), categorize=False)
        found |= dict(zip(columns, np.asarray(hashes).reshape(len(columns), len(canonical)), strict=True))
    return found


def _cell_hashes(canonical: Rows, name: str) -> NDArray[np.uint64]:
    values = canonical[name]
    if values.dtype != object:
        return np.asarray(pd.util.hash_array(values, categorize=False))
    if not knows_distinct(canonical, name) and _is_of_its_own(values):
        filled = np.where(pd.isna(values), "", values)
        return np.asarray(pd.util.hash_array(filled, categorize=False))
    codes, distinct = distinct_cells(canonical, name)
    hashes = pd.util.hash_array(as_objects([*map(str, distinct.tolist()), ""]), categorize=False)
    return np.asarray(hashes[codes])


def _is_of_its_own(values: NDArray[np.object_]) -> bool:
    """Whether hardly any text of a column stands twice, as numbers of documents do: each is hashed as it is then."""
    some = values[:_SOME_ROWS].tolist()
    return len(set(some)) > _MOSTLY * len(some) and pd.api.types.infer_dtype(values, skipna=True) == "string"
