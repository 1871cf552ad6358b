"""Clean a column by its distinct cells: each is read once, its issues are noted for every row that holds it."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from riskscan.manifest.cells.factorizing import factorize
from riskscan.manifest.cells.nulls import ColumnKind, is_null
from riskscan.manifest.cells.strings import FEW_ROWS, RawColumn, Strings
from riskscan.manifest.cells.wrapped import unwrap
from riskscan.manifest.issues import IssueKind, RowIssues

__all__ = [
    "Cells",
    "Distinct",
    "Reading",
    "distinct_cells",
    "distinct_strings",
    "distinct_values",
    "encode_strings",
    "note_issues",
    "read_cells",
    "read_distinct",
    "read_each",
    "row_texts",
    "spread",
]

Distinct = tuple[npt.NDArray[np.intp], "npt.NDArray[np.object_]"]
"""For each row the place of its value among the distinct ones, -1 for null, and these, in the order of their rows."""


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
    is_number : list of bool
        For each text whether the cell is a number already, so that its point is no question.
    """

    name: str
    codes: npt.NDArray[np.intp]
    texts: list[str]
    is_number: list[bool]

    @classmethod
    def of_texts(cls, name: str, codes: npt.NDArray[np.intp], texts: list[str]) -> "Cells":
        """Return a column of texts, none of which is a number already."""
        return cls(name, codes, texts, [False] * len(texts))

    def counts(self) -> npt.NDArray[np.intp]:
        """Return the number of rows of each distinct text."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.texts))

    def spread(self, values: Sequence[object]) -> "npt.NDArray[np.object_]":
        """Return for each row the value of its text, None for null."""
        return spread(self.codes, values)


def spread(
    codes: npt.NDArray[np.intp], values: "Sequence[object] | npt.NDArray[np.object_]"
) -> "npt.NDArray[np.object_]":
    """Return for each row the value at its place, None for the place -1."""
    padded = np.empty(len(values) + 1, dtype=object)
    padded[:-1] = values
    padded[-1] = None
    return padded[codes]


def distinct_cells(column: RawColumn, name: str, kind: ColumnKind = "any", *, is_text: bool = False) -> Cells:
    """Take a raw or typed column apart.

    Parameters
    ----------
    column : RawColumn
        Text, numbers or dates; whole numbers lose their ``.0``, whole days their hour.
    name : str
        Canonical column.
    kind : str
        What says nothing in it, see `riskscan.manifest.cells.nulls`.
    is_text : bool, default False
        Whether the column is free text, in which an apostrophe may belong to the text.
    """
    if column.strings is not None:
        return distinct_strings(column.strings, name, kind, is_text=is_text)
    texts, is_number = row_texts(column)
    pairs = zip(texts, is_number, strict=True)
    keyed = np.array([None if text is None else f"{number:d}{text}" for text, number in pairs], dtype=object)
    codes, keys = factorize(keyed)
    is_number = [str(key)[0] == "1" for key in keys]
    return _kept(name, codes, [str(key)[1:] for key in keys], is_number, kind, is_text)


def distinct_strings(strings: Strings, name: str, kind: ColumnKind = "any", *, is_text: bool = False) -> Cells:
    """Take an Arrow array of text apart."""
    if len(strings) <= FEW_ROWS:
        places: dict[str, int] = {}
        few = [-1 if text is None else places.setdefault(text, len(places)) for text in strings.to_pylist()]
        return _kept(name, np.array(few, dtype=np.intp), list(places), [False] * len(places), kind, is_text)
    codes, encoded = encode_strings(strings)
    texts = encoded.to_pylist()
    return _kept(name, codes, texts, [False] * len(texts), kind, is_text)


def encode_strings(strings: Strings) -> tuple[npt.NDArray[np.intp], Strings]:
    """Return for each row the place of its text among the distinct ones, -1 for null, and these."""
    encoded = strings.dictionary_encode()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.intp)
    return codes, encoded.dictionary


def _kept(
    name: str, codes: npt.NDArray[np.intp], texts: list[str], is_number: list[bool], kind: ColumnKind, is_text: bool
) -> Cells:
    """Leave out what says nothing, and what spreadsheets put round a cell."""
    bare = [unwrap(text, is_text=is_text) for text in texts]
    says_nothing = [is_null(text, kind) for text in bare]
    if not any(says_nothing):
        return Cells(name, codes, bare, is_number)
    keep = ~np.array(says_nothing, dtype=bool)
    places = np.full(len(texts) + 1, -1, dtype=np.intp)
    if len(texts):
        places[:-1][keep] = np.arange(keep.sum())
    kept = [place for place, is_kept in enumerate(keep.tolist()) if is_kept]
    return Cells(name, places[codes], [bare[place] for place in kept], [is_number[place] for place in kept])


def row_texts(column: RawColumn) -> tuple[list[str | None], list[bool]]:
    """Return for each row its text, None for a missing cell, and whether it is a number already."""
    texts: list[str | None] = []
    is_number: list[bool] = []
    for cell in np.asarray(column.values, dtype=object).tolist():
        is_number.append(
            column.is_numeric or (isinstance(cell, int | float | np.number) and not isinstance(cell, bool))
        )
        texts.append(_as_text(cell))
    return texts, is_number


def _as_text(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple | set | np.ndarray):
        return ";".join(str(item) for item in value if item is not None)
    if isinstance(value, dict):
        return str(value)
    if pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, float | np.floating):
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)


def read_each(cells: Cells, read: Callable[[str], Reading], issues: RowIssues) -> "npt.NDArray[np.object_]":
    """Read every distinct text once and return the value of each row; issues are added to `issues`."""
    return cells.spread(read_cells(cells, read, issues))


def read_cells(cells: Cells, read: Callable[[str], Reading], issues: RowIssues) -> list[object]:
    """Read every distinct text once and return the value of each; issues are added to `issues`."""
    readings = [read(text) for text in cells.texts]
    note_issues(cells, [reading.kinds for reading in readings], issues)
    return [reading.value for reading in readings]


def read_distinct(
    cells: Cells, kind: ColumnKind, read: Callable[[str], Reading], issues: RowIssues, *, is_text: bool
) -> "npt.NDArray[np.object_]":
    """Read every text of cells as they stand once and return the value of each; issues are added to `issues`."""
    texts = _kept(cells.name, np.arange(len(cells.texts)), cells.texts, cells.is_number, kind, is_text)
    readings = [read(text) for text in texts.texts]
    kept = Cells(cells.name, np.append(texts.codes, -1)[cells.codes], texts.texts, texts.is_number)
    note_issues(kept, [reading.kinds for reading in readings], issues)
    return texts.spread([reading.value for reading in readings])


def distinct_values(codes: npt.NDArray[np.intp], values: "npt.NDArray[np.object_]") -> Distinct:
    """Return what `pandas.factorize` does of rows whose values are numbered already, some alike and some null.

    Parameters
    ----------
    codes : int array of shape (n_rows,)
        Place in `values` of each row's value, -1 for null.
    values : object array of shape (n_values,)
        In the order of their rows.
    """
    places, distinct = factorize(values)
    return np.append(places, -1)[codes], distinct


def note_issues(cells: Cells, kinds: Sequence[tuple[IssueKind, ...]], issues: RowIssues) -> None:
    """Note the issues of each distinct text for every row that holds it."""
    flagged = np.array([bool(of_text) for of_text in kinds] + [False])
    for row in np.flatnonzero(flagged[cells.codes]).tolist():
        place = cells.codes[row]
        for kind in kinds[place]:
            issues.add(row, kind, cells.name, cells.texts[place])
