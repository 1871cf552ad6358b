"""Rows that repeat, and document numbers that stand on unlike rows: found by hashes, whatever part a row is in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from riskscan.manifest.cells.columns import row_texts
from riskscan.manifest.cells.factorizing import factorize
from riskscan.manifest.cells.strings import RawColumn, Strings

__all__ = ["RepeatVotes", "RepeatedRows", "as_whole_text", "hash_rows", "hash_strings", "join_columns"]

Hashes = npt.NDArray[np.uint64]

_SEPARATOR = "\x1f"
_NONE = np.uint64(0)
_AT_A_TIME = 250_000
"""Hashes that are compared with each other at a time, about: to compare takes ten times the memory of a hash."""


def _no_hashes() -> Hashes:
    return np.zeros(0, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class RepeatVotes:
    """Hashes of the rows of a part of a file, in order; 0 for a row without any cell, or without a number.

    Attributes
    ----------
    rows : uint64 array of shape (n_rows,)
        Of all cells.
    ids : uint64 array of shape (n_rows,)
        Of the consignment's number.
    contents : uint64 array of shape (n_rows,)
        Of what the goods items of one consignment share.
    """

    rows: Hashes = field(default_factory=_no_hashes)
    ids: Hashes = field(default_factory=_no_hashes)
    contents: Hashes = field(default_factory=_no_hashes)

    def __add__(self, other: Self) -> "RepeatVotes":
        """Return the hashes of this part and of the one that follows."""
        if not len(self.rows) or not len(other.rows):
            return self if len(self.rows) else other
        return RepeatVotes(
            np.concatenate([self.rows, other.rows]),
            np.concatenate([self.ids, other.ids]),
            np.concatenate([self.contents, other.contents]),
        )

    def freeze(self) -> "RepeatedRows":
        """Return only the rows that repeat and the numbers that clash."""
        if not len(self.rows):
            return RepeatedRows()
        rows, first, clashes = [], [], []
        for some in _by_size(self.rows):
            places, distinct, where = _first_places(self.rows[some])
            is_repeated = (np.bincount(places, minlength=len(distinct)) > 1) & (distinct != _NONE)
            order = np.argsort(distinct[is_repeated])
            rows.append(distinct[is_repeated][order])
            first.append(some[where[is_repeated][order]])
        for some in _by_size(self.ids):
            ids, contents = self.ids[some], self.contents[some]
            places, _, where = _first_places(ids)
            found = np.unique(ids[contents != contents[where][places]])
            clashes.append(found[found != _NONE])
        return RepeatedRows(*(np.concatenate(one) for one in (rows, first, clashes)))


def _by_size(hashes: Hashes) -> Iterator[npt.NDArray[np.intp]]:
    """Yield where hashes of one range stand, range by range: equal ones together, and not too many at a time."""
    n_ranges = 1 + len(hashes) // _AT_A_TIME
    numbers = (hashes >> np.uint64(48)).astype(np.uint32) * np.uint32(n_ranges) >> np.uint32(16)
    for number in range(n_ranges):
        yield np.flatnonzero(numbers == number)


def _first_places(hashes: Hashes) -> tuple[npt.NDArray[np.intp], Hashes, npt.NDArray[np.intp]]:
    """Return for each hash its place among the distinct ones, these, and where each stands first."""
    places, distinct = factorize(hashes)
    first = np.zeros(len(distinct), dtype=np.intp)
    first[places[::-1]] = np.arange(len(hashes))[::-1]
    return places, distinct, first


@dataclass(frozen=True, slots=True)
class RepeatedRows:
    """What repeats in the whole of a file.

    Attributes
    ----------
    rows : uint64 array of shape (n_repeated,)
        Hashes of the rows that occur more than once, sorted.
    first : int array of shape (n_repeated,)
        Position in the file of the first of each.
    clashing_ids : uint64 array
        Hashes of the numbers that stand on rows of different content, sorted.
    """

    rows: Hashes = field(default_factory=_no_hashes)
    first: npt.NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, dtype=np.intp))
    clashing_ids: Hashes = field(default_factory=_no_hashes)

    def is_repeated(self, rows: Hashes, first_row: int) -> npt.NDArray[np.bool_]:
        """Return for each row of a part whether an earlier one in the file has the same cells.

        Parameters
        ----------
        rows : uint64 array of shape (n_rows,)
            Hashes of the part's rows.
        first_row : int
            Position of the part's first row in the file.
        """
        places = np.minimum(np.searchsorted(self.rows, rows), len(self.rows) - 1)
        positions = first_row + np.arange(len(rows))
        is_repeated: npt.NDArray[np.bool_] = (self.rows[places] == rows) & (self.first[places] < positions)
        return is_repeated

    def is_clashing(self, ids: Hashes) -> npt.NDArray[np.bool_]:
        """Return for each row whether its number clashes."""
        return np.isin(ids, self.clashing_ids)


def hash_rows(columns: Sequence[RawColumn], is_empty: npt.NDArray[np.bool_]) -> Hashes:
    """Return a hash of all cells of each row, 0 for the empty ones."""
    texts: list[Strings] = []
    hashes = np.zeros(len(is_empty), dtype=np.uint64)
    for column in columns:
        if column.is_numeric:
            values = column.values.to_numpy(dtype="float64", na_value=np.nan)
            hashes = hashes * np.uint64(1_099_511_628_211) + pd.util.hash_array(values)
        else:
            texts.append(as_whole_text(column))
    if texts:
        hashes += hash_strings(join_columns(texts))
    hashes[hashes == _NONE] = np.uint64(1)
    hashes[is_empty] = _NONE
    return hashes


def as_whole_text(column: RawColumn) -> Strings:
    """Return a column as Arrow text, whatever it holds; half characters, which UTF-8 does not have, are spelled out."""
    if column.strings is not None:
        return column.strings
    texts, _ = row_texts(column)
    safe = [text if text is None else text.encode("utf-8", "backslashreplace").decode() for text in texts]
    return pa.array(safe, pa.large_string())


def join_columns(columns: Sequence[Strings]) -> Strings:
    """Return the texts of each row as one; null counts as empty."""
    if len(columns) == 1:
        return pc.fill_null(columns[0], "")
    separator = pa.scalar(_SEPARATOR, pa.large_string())
    return pc.binary_join_element_wise(*columns, separator, null_handling="replace", null_replacement="")


def hash_strings(strings: Strings) -> Hashes:
    """Return a hash of each text, never 0; 0 for null."""
    values = pc.fill_null(strings, "").to_numpy(zero_copy_only=False)
    hashes: Hashes = pd.util.hash_array(values, categorize=False)
    hashes[hashes == _NONE] = np.uint64(1)
    if strings.null_count:
        hashes[strings.is_null().to_numpy(zero_copy_only=False)] = _NONE
    return hashes
