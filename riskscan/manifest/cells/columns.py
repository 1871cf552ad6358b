"""Clean a column by its distinct cells: each is read once, its issues are noted for every row that holds it."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from riskscan.manifest.issues import IssueKind, RowIssues

__all__ = ["Cells", "Reading", "distinct_cells", "note_issues", "read_each"]

_NULLS = frozenset(
    (
        "",
        "n/a",
        "na",
        "n.a.",
        "n.a",
        "null",
        "none",
        "nan",
        "nat",
        "<na>",
        "#n/a",
        "-",
        "--",
        "---",
        "nil",
        "無",
        "无",
        "s/d",
        "?",
    )
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell was read as.

    Attributes
    ----------
    value : object
        Clean value, None for null.
    kinds : tuple of IssueKind
        What was wrong with the cell.
    """

    value: object
    kinds: tuple[IssueKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Cells:
    """A column taken apart.

    Attributes
    ----------
    name : str
        Canonical column.
    codes : int array of shape (n_rows,)
        For each row the place of its text in `texts`, -1 for null.
    texts : list of str
        Distinct texts.
    """

    name: str
    codes: npt.NDArray[np.intp]
    texts: list[str]

    def counts(self) -> npt.NDArray[np.intp]:
        """Return the number of rows of each distinct text."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.texts))

    def spread(self, values: Sequence[object]) -> "npt.NDArray[np.object_]":
        """Return for each row the value of its text, None for null."""
        padded = np.empty(len(values) + 1, dtype=object)
        padded[:-1] = values
        padded[-1] = None
        return padded[self.codes]


def distinct_cells(column: "pd.Series", name: str, *, nulls: bool = True, not_null: tuple[str, ...] = ()) -> Cells:
    """Take a raw or typed column apart.

    Parameters
    ----------
    column : Series
        Text, numbers or dates; whole numbers lose their ``.0``, whole days their hour.
    name : str
        Canonical column.
    nulls : bool, default True
        Whether texts such as ``N/A`` and ``-`` are null.
    not_null : tuple of str
        Such texts that mean something here (``na`` is Namibia).
    """
    try:
        codes, values = pd.factorize(column, use_na_sentinel=True)
    except TypeError:  # lists, which a Parquet file may hold
        single = pd.Series([_as_one(cell) for cell in column], dtype=object)
        codes, values = pd.factorize(single, use_na_sentinel=True)
    texts = [_as_text(value) for value in values]
    unset = _NULLS - set(not_null) if nulls else frozenset(("",))
    keep = np.array([text.strip().casefold() not in unset if len(text) < 8 else bool(text.strip()) for text in texts])
    places = np.full(len(texts) + 1, -1, dtype=np.intp)
    if len(texts):
        places[:-1][keep] = np.arange(keep.sum())
    return Cells(name, places[codes], [text for text, kept in zip(texts, keep, strict=True) if kept])


def _as_one(cell: object) -> object:
    if isinstance(cell, list | tuple | set | np.ndarray):
        return ";".join(str(item) for item in cell if item is not None)
    return str(cell) if isinstance(cell, dict) else cell


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float | np.floating):
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)


def read_each(cells: Cells, read: Callable[[str], Reading], issues: RowIssues) -> "npt.NDArray[np.object_]":
    """Read every distinct text once and return the value of each row; issues are added to `issues`."""
    readings = [read(text) for text in cells.texts]
    note_issues(cells, [reading.kinds for reading in readings], issues)
    return cells.spread([reading.value for reading in readings])


def note_issues(cells: Cells, kinds: Sequence[tuple[IssueKind, ...]], issues: RowIssues) -> None:
    """Note the issues of each distinct text for every row that holds it."""
    flagged = np.array([bool(of_text) for of_text in kinds] + [False])
    for row in np.flatnonzero(flagged[cells.codes]).tolist():
        place = cells.codes[row]
        for kind in kinds[place]:
            issues.add(row, kind, cells.name, cells.texts[place])
