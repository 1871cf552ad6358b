"""Counts by key and day, and what had been counted before a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Ledger", "Links", "Lookback", "shrink"]

Ints = NDArray[np.int64]

_DAY_BITS = 20
_DAY_ZERO = 1 << (_DAY_BITS - 1)  # days may lie before 1970


@dataclass(frozen=True, slots=True)
class Ledger:
    """Counts by key and day.

    Attributes
    ----------
    keys : ndarray of int64 of shape (n_keys,)
        Keys that occur, ascending.
    slots : ndarray of int64 of shape (n_slots,)
        Position in `keys` and day, packed into one number, ascending.
    counts : ndarray of int64 of shape (n_slots, n_counts)
        What was counted for the key on the day.
    """

    keys: Ints
    slots: Ints
    counts: Ints

    @classmethod
    def from_events(cls, key: Ints, day: Ints, counts: Ints) -> "Ledger":
        """Count events; those with key 0 are left out.

        Parameters
        ----------
        key, day : ndarray of int64 of shape (n_events,)
            Key, and day since 1970-01-01, of each event.
        counts : ndarray of int64 of shape (n_events, n_counts)
            What each event adds.
        """
        known = key != 0
        keys, codes = np.unique(key[known], return_inverse=True)
        slots, places = np.unique(_pack(codes, day[known]), return_inverse=True)
        total = np.zeros((len(slots), counts.shape[1]), dtype=np.int64)
        np.add.at(total, places, counts[known])
        return cls(keys, slots, total)

    def merge(self, *others: "Ledger") -> "Ledger":
        """Return the counts of all."""
        parts = [ledger.events() for ledger in (self, *others)]
        key, day, counts = (np.concatenate(column) for column in zip(*parts, strict=True))
        return Ledger.from_events(key, day, counts)

    def events(self) -> tuple[Ints, Ints, Ints]:
        """Return key, day and counts of every slot."""
        return self.keys[self.slots >> _DAY_BITS], self.days(), self.counts

    def to_dict(self) -> dict[str, NDArray[Any]]:
        """Return the ledger as small arrays: keys, number of slots of each key, day and counts of each slot."""
        per_key = np.bincount(self.slots >> _DAY_BITS, minlength=len(self.keys))
        return {
            "keys": self.keys,
            "slots_per_key": shrink(per_key),
            "days": shrink(self.days()),
            "counts": shrink(self.counts),
        }

    @classmethod
    def from_dict(cls, parts: Mapping[str, NDArray[Any]]) -> "Ledger":
        """Return the ledger that `to_dict` wrote."""
        keys = np.asarray(parts["keys"], dtype=np.int64)
        codes = np.repeat(np.arange(len(keys)), np.asarray(parts["slots_per_key"], dtype=np.int64))
        days = np.asarray(parts["days"], dtype=np.int64)
        return cls(keys, _pack(codes, days), np.asarray(parts["counts"], dtype=np.int64))

    def look_back(self, key: Ints) -> "Lookback":
        """Return a view of what was counted for some keys, to be asked as of any day."""
        code = np.searchsorted(self.keys, key)
        known = np.zeros(len(key), dtype=bool)
        inside = code < len(self.keys)
        known[inside] = self.keys[code[inside]] == key[inside]
        total = np.concatenate([np.zeros((1, self.counts.shape[1]), dtype=np.int64), np.cumsum(self.counts, axis=0)])
        return Lookback(self, code, known, np.searchsorted(self.slots, code << _DAY_BITS), total)

    def condense(self, cutoff: int) -> "Ledger":
        """Fold what was counted before a day into two slots a key: its first day, and its last day before the cutoff.

        Answers as of the cutoff and later stay the same, also for windows that begin there or later.
        """
        key, day, counts = self.events()
        old = day < cutoff
        first = np.ones(len(key), dtype=bool)
        first[1:] = key[1:] != key[:-1]
        fold = old & ~first
        last = self.look_back(key).last_day(np.full(len(key), cutoff, dtype=np.int64))
        return Ledger.from_events(key, np.where(fold, np.nan_to_num(last).astype(np.int64), day), counts)

    def days(self) -> Ints:
        """Return the day of every slot."""
        return np.asarray((self.slots & ((1 << _DAY_BITS) - 1)) - _DAY_ZERO)


@dataclass(frozen=True, slots=True)
class Lookback:
    """What was counted for given keys, one query each, as of days given with each question."""

    ledger: Ledger
    code: Ints
    known: NDArray[np.bool_]
    start: Ints
    total: Ints

    def before(self, day: Ints) -> Ints:
        """Return what had been counted before each day, shape (n_queries, n_counts)."""
        return np.asarray(self.total[self._end(day)] - self.total[self.start])

    def first_day(self, day: Ints) -> NDArray[np.float64]:
        """Return the first day counted, NaN where not before `day`."""
        return self._day_at(self.start, self._end(day) > self.start)

    def last_day(self, day: Ints) -> NDArray[np.float64]:
        """Return the last day counted before `day`, NaN where there is none."""
        end = self._end(day)
        return self._day_at(end - 1, end > self.start)

    def _end(self, day: Ints) -> Ints:
        """Return the slot after the last one before the day."""
        end = np.searchsorted(self.ledger.slots, _pack(self.code, day))
        return np.where(self.known, end, self.start)

    def _day_at(self, slot: Ints, found: NDArray[np.bool_]) -> NDArray[np.float64]:
        result = np.full(len(slot), np.nan)
        result[found] = self.ledger.days()[slot[found]]
        return result


@dataclass(frozen=True, slots=True)
class Links:
    """The first day on which two keys met.

    Attributes
    ----------
    left, right, day : ndarray of int64 of shape (n_links,)
        The keys and the day since 1970-01-01, ordered by left and right.
    """

    left: Ints
    right: Ints
    day: Ints

    @classmethod
    def from_events(cls, left: Ints, right: Ints, day: Ints) -> "Links":
        """Keep the first day of each pair; events with a key 0 are left out."""
        known = (left != 0) & (right != 0)
        left, right, day = left[known], right[known], day[known]
        order = np.lexsort((day, right, left))
        left, right, day = left[order], right[order], day[order]
        first = np.ones(len(left), dtype=bool)
        first[1:] = (left[1:] != left[:-1]) | (right[1:] != right[:-1])
        return cls(left[first], right[first], day[first])

    def merge(self, *others: "Links") -> "Links":
        """Return the earliest day of all for every pair."""
        everything = (self, *others)
        return Links.from_events(
            np.concatenate([links.left for links in everything]),
            np.concatenate([links.right for links in everything]),
            np.concatenate([links.day for links in everything]),
        )

    def to_dict(self, left: Ints, right: Ints) -> dict[str, NDArray[Any]]:
        """Return the links as small arrays: positions in ascending arrays that hold all left and all right keys."""
        return {
            "left": shrink(np.searchsorted(left, self.left)),
            "right": shrink(np.searchsorted(right, self.right)),
            "day": shrink(self.day),
        }

    @classmethod
    def from_dict(cls, parts: Mapping[str, NDArray[Any]], left: Ints, right: Ints) -> "Links":
        """Return the links that `to_dict` wrote for the same arrays."""
        return cls(left[parts["left"]], right[parts["right"]], np.asarray(parts["day"], dtype=np.int64))

    def by_left(self) -> Ledger:
        """Count, for each left key and day, the right keys first met."""
        return Ledger.from_events(self.left, self.day, np.ones((len(self.left), 1), dtype=np.int64))

    def by_right(self) -> Ledger:
        """Count, for each right key and day, the left keys first met."""
        return Ledger.from_events(self.right, self.day, np.ones((len(self.left), 1), dtype=np.int64))


def shrink(values: NDArray[Any]) -> NDArray[Any]:
    """Return whole numbers in the smallest signed type that holds them."""
    extremes = (int(values.min()), int(values.max())) if values.size else (0, 0)
    fits = (kind for kind in (np.int8, np.int16, np.int32) if all(_holds(kind, number) for number in extremes))
    return values.astype(next(fits, np.int64))


def _holds(kind: type[np.signedinteger[Any]], number: int) -> bool:
    return bool(np.iinfo(kind).min <= number <= np.iinfo(kind).max)


def _pack(code: Ints, day: Ints) -> Ints:
    return np.asarray((code << _DAY_BITS) + np.clip(day + _DAY_ZERO, 0, (1 << _DAY_BITS) - 1), dtype=np.int64)
