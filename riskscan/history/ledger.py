"""Counts by key and day, and what had been counted before a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["FrozenLedger", "Known", "Ledger", "Links", "Lookback", "shrink"]

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

    def freeze(self) -> "FrozenLedger":
        """Return the ledger ready to be asked, its counts added up once."""
        starts = np.searchsorted(self.slots, np.arange(len(self.keys) + 1) << _DAY_BITS)
        total = np.concatenate([np.zeros((1, self.counts.shape[1]), dtype=np.int64), np.cumsum(self.counts, axis=0)])
        return FrozenLedger(self.keys, shrink(starts), self.slots, shrink(total))

    def condense(self, cutoff: int) -> "Ledger":
        """Fold what was counted before a day into two slots a key: its first day, and its last day before the cutoff.

        Answers as of the cutoff and later stay the same, also for windows that begin there or later.
        """
        key, day, counts = self.events()
        old = day < cutoff
        first = np.ones(len(key), dtype=bool)
        first[1:] = key[1:] != key[:-1]
        fold = old & ~first
        last = self.freeze().look_back(key).before(np.full(len(key), cutoff, dtype=np.int64)).last_day
        return Ledger.from_events(key, np.where(fold, np.nan_to_num(last).astype(np.int64), day), counts)

    def days(self) -> Ints:
        """Return the day of every slot."""
        return _day_of(self.slots)


@dataclass(frozen=True, slots=True)
class FrozenLedger:
    """A ledger ready to be asked: a question costs two binary searches, however long the history is.

    Attributes
    ----------
    keys : ndarray of int64, shape (n_keys,)
        As in `Ledger`.
    starts : ndarray of int, shape (n_keys + 1,)
        First slot of each key.
    slots : ndarray of int64, shape (n_slots,)
        As in `Ledger`.
    total : ndarray of int, shape (n_slots + 1, n_counts)
        What was counted in all slots before each.
    """

    keys: Ints
    starts: NDArray[Any]
    slots: Ints
    total: NDArray[Any]

    def look_back(self, key: Ints) -> "Lookback":
        """Return a view of what was counted for some keys, to be asked as of any day."""
        # In the order of the keys the searches stay in the processor's cache.
        order = np.argsort(key, kind="stable")
        sorted_key = key[order]
        code = np.searchsorted(self.keys, sorted_key)
        known = np.zeros(len(key), dtype=bool)
        inside = code < len(self.keys)
        known[inside] = self.keys[code[inside]] == sorted_key[inside]
        return Lookback(self, order, code, known, self.starts[code].astype(np.int64))


@dataclass(frozen=True, slots=True)
class Lookback:
    """What was counted for given keys, one query each, as of days given with each question.

    Attributes
    ----------
    ledger : FrozenLedger
        What is asked.
    order : ndarray of int, shape (n_queries,)
        Queries in ascending order of their keys, as `code`, `known` and `start` have them.
    code, known, start : ndarray, shape (n_queries,)
        Place of the key in the ledger, whether it is there, its first slot.
    """

    ledger: FrozenLedger
    order: NDArray[np.intp]
    code: Ints
    known: NDArray[np.bool_]
    start: Ints

    def before(self, day: Ints) -> "Known":
        """Return what had been counted before each query's day."""
        end = np.searchsorted(self.ledger.slots, _pack(self.code, day[self.order]))
        starts, ends = np.empty_like(self.start), np.empty_like(self.start)
        starts[self.order], ends[self.order] = self.start, np.where(self.known, end, self.start)
        return Known(self.ledger, starts, ends)


@dataclass(frozen=True, slots=True)
class Known:
    """What had been counted before a day: the slots from `start` to `end` of each query."""

    ledger: FrozenLedger
    start: Ints
    end: Ints

    @property
    def counts(self) -> Ints:
        """Counts, shape (n_queries, n_counts)."""
        total = self.ledger.total
        return np.asarray(total[self.end].astype(np.int64) - total[self.start])

    @property
    def first_day(self) -> NDArray[np.float64]:
        """The first day counted, NaN where there is none."""
        return self._day_at(self.start)

    @property
    def last_day(self) -> NDArray[np.float64]:
        """The last day counted, NaN where there is none."""
        return self._day_at(self.end - 1)

    def _day_at(self, slot: Ints) -> NDArray[np.float64]:
        found = self.end > self.start
        result = np.full(len(slot), np.nan)
        result[found] = _day_of(self.ledger.slots[slot[found]])
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


def _day_of(slots: Ints) -> Ints:
    return np.asarray((slots & ((1 << _DAY_BITS) - 1)) - _DAY_ZERO)


def _pack(code: Ints, day: Ints) -> Ints:
    return np.asarray((code << _DAY_BITS) + np.clip(day + _DAY_ZERO, 0, (1 << _DAY_BITS) - 1), dtype=np.int64)
