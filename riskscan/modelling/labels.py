"""Labels of inspections: read any usual coding, account for every row, weight by selection probability."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.exceptions import OptionError, TrainingDataError

__all__ = ["LEAST_VIOLATIONS", "Labels", "check_classes", "parse_labels"]

LEAST_VIOLATIONS = 30
"""Violations below which nothing is trained: with fewer, no split leaves enough to calibrate and to test."""

_YES = frozenset([
    "1", "1.0", "true", "t", "yes", "y", "si", "sí", "oui", "ja", "positive", "violation", "fraud", "seized", "seizure",
    "hit", "illicit", "illegal", "bad", "guilty",
])  # fmt: skip
_NO = frozenset([
    "0", "0.0", "false", "f", "no", "n", "non", "nein", "negative", "none", "benign", "ok", "clean", "clear", "legal",
    "good", "compliant", "released", "normal",
])  # fmt: skip
_UNKNOWN = frozenset(["", "na", "n/a", "nan", "null", "unknown", "?", "<na>", "none given", "not inspected", "pending"])
_LARGEST_WEIGHT = 50.0
_PLANNED = frozenset({"plan_reason", "selection_probability"})
"""Columns by which rows that ``riskscan plan`` wrote are known."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels of rows, and what was assumed to read them.

    Attributes
    ----------
    y : ndarray of float, shape (n_rows,)
        1 violation, 0 none, NaN not inspected or not readable.
    weights : ndarray of float, shape (n_rows,)
        Weight of a label: 1 / selection probability (capped), scaled to a mean of 1 over labelled rows.
    notes : tuple of str
        Sentences for the user: how the values were read, how many rows were left out, what was assumed.
    """

    y: NDArray[np.float64]
    weights: NDArray[np.float64]
    notes: tuple[str, ...]


def parse_labels(
    frame: pd.DataFrame,
    label: str,
    *,
    positive: str | None = None,
    inspected: str | None = None,
    selection_probability: str | None = None,
) -> Labels:
    """Read the label column.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, n_columns)
        Labelled rows with their original columns.
    label : str
        The label column: 0/1, yes/no, true/false, or any two values.
    positive : str, optional
        The value that means violation; needed where the values do not say it.
    inspected : str, optional
        Column that says which rows were inspected; the label of the others is ignored.
    selection_probability : str, optional
        Column with the probability of having been chosen for inspection; weights are its inverse. Where rows come
        from ``riskscan plan`` it is found by itself.

    Raises
    ------
    OptionError
        Where a named column does not exist.
    TrainingDataError
        Where the values cannot be read as two classes.
    """
    for name in (label, inspected, selection_probability):
        if name is not None and name not in frame.columns:
            raise OptionError(f"There is no column {name!r}; found: {', '.join(map(str, frame.columns))}.")
    notes: list[str] = []
    y = _two_classes(frame[label], label, positive, notes)
    if inspected is not None:
        looked_at = _two_classes(frame[inspected], inspected, None, [])
        y = np.where(looked_at == 1.0, y, np.nan)
        notes.append(f"{int((looked_at == 1.0).sum()):,} of {len(y):,} rows were inspected; only those are labelled.")
    weights = np.ones(len(y))
    if selection_probability is None and set(frame.columns) >= _PLANNED:
        selection_probability = "selection_probability"
        notes.append("The chances with which riskscan plan chose the rows were found beside their labels.")
    if selection_probability is not None:
        weights = _weights(frame[selection_probability], y, notes)
    elif inspected is None:
        notes.append(
            "No inspected or selection-probability column was given: every row with a label counts as inspected, "
            "and as chosen evenly."
        )
    missing = int(np.isnan(y).sum())
    if missing:
        notes.append(f"{missing:,} rows have no label: they teach what is usual, not what is a violation.")
    return Labels(y, weights, tuple(notes))


def _two_classes(values: pd.Series, column: str, positive: str | None, notes: list[str]) -> NDArray[np.float64]:
    folded = values.astype(object).where(values.notna(), "").map(lambda value: str(value).strip().casefold())
    folded = folded.str.replace(r"^(-?\d+)\.0+$", r"\1", regex=True)
    known = folded[~folded.isin(_UNKNOWN)]
    counts = known.value_counts()
    if positive is not None:
        wanted = {part.strip().casefold() for part in positive.split(",")}
        if not wanted & set(counts.index):
            found = ", ".join(map(repr, counts.index[:8]))
            raise OptionError(f"No row of column {column!r} has the value {positive!r}; found: {found}.")
        return _coded(folded, wanted, set(counts.index) - wanted)
    if set(counts.index) <= _YES | _NO:
        return _coded(folded, _YES, _NO)
    numeric = pd.to_numeric(known, errors="coerce")
    if numeric.notna().all() and numeric.ge(0).all():
        notes.append(f"Column {column!r} has counts or grades: every value above 0 was read as a violation.")
        codes = pd.to_numeric(folded, errors="coerce")
        return np.where(codes.isna(), np.nan, (codes > 0).astype(np.float64))
    if len(counts) == 2:
        by_meaning = [value for value in counts.index if value in _YES]
        rare = by_meaning[0] if by_meaning else str(counts.index[-1])
        notes.append(f"Column {column!r} has the values {list(counts.index)}; {rare!r} was read as the violation.")
        return _coded(folded, {rare}, set(counts.index) - {rare})
    if len(counts) == 1:
        raise TrainingDataError(
            f"Every row of column {column!r} has the value {counts.index[0]!r}. Two classes are needed; "
            "where rows without a value are the other class, write that value into them."
        )
    raise TrainingDataError(
        f"Column {column!r} has {len(counts)} different values ({', '.join(map(repr, counts.index[:5]))}...). "
        "Say which of them means a violation (--positive VALUE, several separated by commas)."
    )


def _coded(folded: pd.Series, yes: frozenset[str] | set[str], no: frozenset[str] | set[str]) -> NDArray[np.float64]:
    return np.where(folded.isin(yes), 1.0, np.where(folded.isin(no), 0.0, np.nan))


def _weights(values: pd.Series, y: NDArray[np.float64], notes: list[str]) -> NDArray[np.float64]:
    probability = pd.to_numeric(values, errors="coerce").to_numpy(dtype=np.float64)
    usable = (probability > 0) & (probability <= 1)
    labelled = ~np.isnan(y)
    bad = int((labelled & ~usable).sum())
    if bad:
        notes.append(f"{bad:,} labelled rows have no selection probability in (0, 1]; their weight is 1.")
    weights = np.where(usable, 1.0 / np.where(usable, probability, 1.0), 1.0)
    capped = int((labelled & (weights > _LARGEST_WEIGHT)).sum())
    if capped:
        notes.append(f"{capped:,} weights above {_LARGEST_WEIGHT:.0f} were capped there.")
    weights = np.minimum(weights, _LARGEST_WEIGHT)
    mean = float(weights[labelled].mean()) if labelled.any() else 1.0
    known = weights[labelled]
    worth = float(known.sum() ** 2 / (known**2).sum()) if labelled.any() else 0.0
    notes.append(
        f"Labels are weighted by the inverse of their selection probability: {int(labelled.sum()):,} of them tell of "
        f"all rows what {worth:,.0f} would that were chosen evenly."
    )
    return np.asarray(weights / mean)


def check_classes(y: NDArray[np.float64], where: str, least: int = LEAST_VIOLATIONS) -> None:
    """Refuse labels that cannot train.

    Raises
    ------
    TrainingDataError
        With the number of rows, violations and non-violations found.
    """
    violations, others = int((y == 1).sum()), int((y == 0).sum())
    if violations == 0 or others == 0:
        raise TrainingDataError(
            f"{where}: {violations:,} violations and {others:,} other labelled rows; both classes are needed."
        )
    if violations < least or others < least:
        raise TrainingDataError(
            f"{where}: {violations:,} violations among {violations + others:,} labelled rows; at least {least} of "
            "each class are needed. Add labelled rows, or score with the shipped model."
        )
