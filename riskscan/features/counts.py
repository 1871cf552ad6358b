"""Counts of numbered values by key, which add up exactly in any order, and what they say once they are complete."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.features.base import Array
from riskscan.manifest.cells.factorizing import factorize
from riskscan.manifest.cells.strings import FEW_ROWS

__all__ = ["CountTable", "FrozenCounts"]

Keys = NDArray[np.uint64]
Ints = NDArray[np.int64]
Small = NDArray[np.int32]

_SPAN = 1 << 20
_ZERO = 1 << 19
_FEW = 256
_AT_A_TIME = 250_000
"""Entries that are merged at a time, about: to merge takes three times their memory."""


@dataclass(frozen=True, slots=True)
class CountTable:
    """How many rows have a value under a key; `+` adds the counts of other rows.

    Attributes
    ----------
    keys : ndarray of uint64, shape (n_entries,)
        Ascending; 0 stands for no key and is never counted.
    values : ndarray of int32, shape (n_entries,)
        Ascending within a key, between -2**19 and 2**19.
    counts : ndarray of int32, shape (n_entries,)
        Rows.
    """

    keys: Keys
    values: Small
    counts: Small

    @classmethod
    def empty(cls) -> "CountTable":
        """Return a table that has counted nothing."""
        none = np.zeros(0, dtype=np.int32)
        return cls(none.astype(np.uint64), none, none)

    @classmethod
    def of(cls, keys: Keys, values: Ints) -> "CountTable":
        """Count rows, shape (n_rows,)."""
        if len(keys) <= FEW_ROWS:
            pairs = Counter(pair for pair in zip(keys.tolist(), values.tolist(), strict=True) if pair[0])
            return cls._of_pairs(sorted(pairs.items()))
        known = keys != 0
        places, distinct = factorize(keys[known])
        return cls.of_coded(distinct, places, values[known])

    @classmethod
    def of_coded(cls, distinct: Keys, codes: Ints, values: Ints) -> "CountTable":
        """Count rows whose keys are numbered already, shape (n_rows,): places in `distinct`, which has none twice."""
        if len(codes) <= FEW_ROWS:
            pairs = Counter(zip(distinct[codes].tolist(), values.tolist(), strict=True))
            return cls._of_pairs(sorted(pairs.items()))
        ascending, numbers = _numbered(codes, distinct, values)
        numbers.sort()
        starts = _starts(numbers)
        bounds = np.append(starts, len(numbers))
        return _told_apart(ascending, numbers[starts], (bounds[1:] - starts).astype(np.int32))

    @classmethod
    def _of_pairs(cls, counted: Sequence[tuple[tuple[int, int], int]]) -> Self:
        """Return the table of a few keys and values with their rows, which are ascending."""
        return cls(
            np.array([key for (key, _), _ in counted], dtype=np.uint64),
            np.array([value for (_, value), _ in counted], dtype=np.int32),
            np.array([rows for _, rows in counted], dtype=np.int32),
        )

    @classmethod
    def of_counts(cls, keys: Keys, values: Small, counts: Small) -> "CountTable":
        """Return counts in order that come in any, shape (n_entries,)."""
        return _summed(*pd.factorize(keys), values, counts)

    def __add__(self, other: Self) -> "CountTable":
        n_ranges = 1 + (len(self.keys) + len(other.keys)) // _AT_A_TIME
        if n_ranges == 1:
            return _merged(self, other)
        ends = np.array([2**64 * number // n_ranges for number in range(1, n_ranges)], dtype=np.uint64)
        pieces = [_merged(one, two) for one, two in zip(self._cut(ends), other._cut(ends), strict=True)]
        return CountTable(*map(np.concatenate, zip(*pieces, strict=True)))

    def __iter__(self) -> Iterator[NDArray[Any]]:
        return iter((self.keys, self.values, self.counts))

    def _cut(self, ends: Keys) -> Iterator["CountTable"]:
        """Yield the entries range by range of the keys."""
        bounds = [0, *np.searchsorted(self.keys, ends).tolist(), len(self.keys)]
        for start, stop in pairwise(bounds):
            yield CountTable(*(values[start:stop] for values in self))

    def freeze(self) -> "FrozenCounts":
        """Return what can be asked."""
        starts = _starts(self.keys)
        bounds = np.append(starts, len(self.keys))
        places = np.repeat(np.arange(len(starts)), bounds[1:] - starts)
        return FrozenCounts(
            self.keys[starts], bounds, places * _SPAN + self.values + _ZERO, np.append(0, np.cumsum(self.counts))
        )


def _starts(ascending: NDArray[Any]) -> NDArray[np.intp]:
    """Return where each run of equal values begins."""
    is_new = np.ones(len(ascending), dtype=bool)
    np.not_equal(ascending[1:], ascending[:-1], out=is_new[1:])
    return np.flatnonzero(is_new)


def _find_sorted(ascending: NDArray[Any], wanted: NDArray[Any]) -> NDArray[np.intp]:
    """Return what `numpy.searchsorted` does; many are looked for in their order, so that neighbors are in the cache."""
    if len(wanted) < _FEW:
        return ascending.searchsorted(wanted)
    order = np.argsort(wanted)
    found = np.empty(len(wanted), dtype=np.intp)
    found[order] = np.searchsorted(ascending, wanted[order])
    return found


def _summed(places: NDArray[np.intp], distinct: Keys, values: Ints | Small, counts: Small) -> CountTable:
    """Return the counts of each key and value together; the keys are places among distinct ones."""
    ascending, codes = _numbered(places, distinct, values)
    order = np.argsort(codes)
    codes = codes[order]
    starts = _starts(codes)
    sums = np.add.reduceat(counts[order], starts, dtype=np.int32) if len(starts) else counts
    return _told_apart(ascending, codes[starts], sums)


def _numbered(places: NDArray[np.intp], distinct: Keys, values: Ints | Small) -> tuple[Keys, Ints]:
    """Return distinct keys ascending, and of each row key and value as one number, which sorts in one go."""
    by_key = np.argsort(distinct)
    rank = np.empty(len(distinct), dtype=np.int64)
    rank[by_key] = np.arange(len(distinct))
    return distinct[by_key], rank[places] * _SPAN + values + _ZERO


def _told_apart(ascending: Keys, codes: Ints, counts: Small) -> CountTable:
    return CountTable(ascending[codes // _SPAN], (codes % _SPAN - _ZERO).astype(np.int32), counts)


def _merged(one: CountTable, other: CountTable) -> CountTable:
    """Return the counts of both: two that are in order are soon in order together, and take little memory."""
    if not len(one.keys) or not len(other.keys):
        return one if len(one.keys) else other
    keys, values, counts = map(np.concatenate, zip(one, other, strict=True))
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    is_new = np.append(True, keys[1:] != keys[:-1])
    codes = np.cumsum(is_new) * _SPAN + values[order]
    within = np.argsort(codes, kind="stable")  # the key stays where it is, its values come into order
    codes, order = codes[within], order[within]
    starts = np.flatnonzero(np.append(True, codes[1:] != codes[:-1]))
    return CountTable(keys[starts], values[order[starts]], np.add.reduceat(counts[order], starts, dtype=np.int32))


@dataclass(frozen=True, slots=True)
class FrozenCounts:
    """Complete counts.

    Attributes
    ----------
    keys : ndarray of uint64, shape (n_keys,)
        Ascending.
    starts : ndarray of int64, shape (n_keys + 1,)
        Where the entries of each key begin.
    codes : ndarray of int64, shape (n_entries,)
        Place of the key and value as one ascending number.
    sums : ndarray of int64, shape (n_entries + 1,)
        Rows of all entries before each.
    """

    keys: Keys
    starts: Ints
    codes: Ints
    sums: Ints

    def place(self, keys: Keys) -> Ints:
        """Return the place of each key, -1 where it was never counted."""
        if not len(self.keys):
            return np.full(keys.shape, -1, dtype=np.int64)
        at = np.minimum(_find_sorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, at, -1)

    def values(self) -> Ints:
        """Return the value of every entry."""
        return self.codes % _SPAN - _ZERO

    @property
    def mean_rows(self) -> float:
        """Rows of a key in the mean, 1 where there is none."""
        return float(self.sums[-1] / len(self.keys)) if len(self.keys) else 1.0

    def rows(self, place: Ints) -> Ints:
        """Return the rows of each place, 0 for -1."""
        begins, ends = self._bounds(place)
        return self.sums[ends] - self.sums[begins]

    def different(self, place: Ints) -> Ints:
        """Return the different values of each place, 0 for -1."""
        begins, ends = self._bounds(place)
        return ends - begins

    def _bounds(self, place: Ints) -> tuple[Ints, Ints]:
        """Return where the entries of each place begin and end, at one place for -1."""
        return self.starts[np.maximum(place, 0)], self.starts[place + 1]

    def below_and_at(self, place: Ints, values: Ints) -> tuple[Ints, Ints]:
        """Return the rows of each place with a lower value, and with the value itself."""
        if not len(self.keys):
            return np.zeros(place.shape, dtype=np.int64), np.zeros(place.shape, dtype=np.int64)
        known = np.maximum(place, 0)
        codes = known * _SPAN + values + _ZERO
        at = _find_sorted(self.codes, codes)
        entry = np.minimum(at, len(self.codes) - 1)
        own = np.where((place >= 0) & (self.codes[entry] == codes), self.sums[entry + 1] - self.sums[entry], 0)
        return np.where(place < 0, 0, self.sums[at] - self.sums[self.starts[known]]), own

    def spread(self, place: Ints, values: Ints) -> Ints:
        """Return the rows of each place with each of some ascending values, shape (n_places, n_values)."""
        sizes = self.different(place)
        entries = np.repeat(self.starts[place] - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
        own = self.codes[entries] % _SPAN - _ZERO
        column = np.minimum(np.searchsorted(values, own), len(values) - 1)
        rows = np.where(values[column] == own, self.sums[entries + 1] - self.sums[entries], 0)
        found = np.zeros((len(place), len(values)), dtype=np.int64)
        np.add.at(found, (np.repeat(np.arange(len(place)), sizes), column), rows)
        return found

    def same(self, place: Ints, values: Ints) -> Ints:
        """Return the rows of each place with the value."""
        return self.below_and_at(place, values)[1]

    def quantile(self, place: Ints, share: float) -> Array:
        """Return the value below which a share of each place's rows lie, between whole values; NaN for -1."""
        if not len(self.keys):
            return np.full(place.shape, np.nan)
        base = self.sums[self.starts[np.maximum(place, 0)]]
        wanted = base + share * self.rows(np.maximum(place, 0))
        least = np.ceil(wanted).astype(np.int64)  # sums are whole: as many lie below either
        at = np.clip(_find_sorted(self.sums, least) - 1, 0, len(self.codes) - 1)
        size = np.maximum(self.sums[at + 1] - self.sums[at], 1)
        value = self.codes[at] % _SPAN - _ZERO + (wanted - self.sums[at]) / size
        return np.where(place < 0, np.nan, value)
