"""Days on which a key was seen with others: how many different ones in the days up to a day."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskscan.history.events import NO_DAY
from riskscan.history.ledger import FrozenLedger, Ledger, Links

__all__ = ["Encounters", "Rarity", "count_through"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_MOST_LEVEL, _MOST_STEP = 11, 15


@dataclass(frozen=True, slots=True)
class Encounters:
    """A key, another that was seen with it, and the day; in any order, the same one as often as it was seen."""

    key: Ints
    other: Ints
    day: Ints

    @classmethod
    def of(cls, *pairs: tuple[Ints, Ints, Ints]) -> "Encounters":
        """Join pairs of keys with their days; pairs with a key 0 and those without a day are left out."""
        key, other, day = (np.concatenate(column) for column in zip(*pairs, strict=True))
        known = (key != 0) & (other != 0) & (day != NO_DAY)
        return cls(key[known], other[known], day[known])

    def lately(self, days: int) -> FrozenLedger:
        """Return a ledger whose count up to a day is how many others were seen in the days that end with it.

        Another one is counted from a day on which it was seen until `days` later without having been seen again.
        """
        order = np.lexsort((self.day, self.other, self.key))
        key, other, day = self.key[order], self.other[order], self.day[order]
        goes_on = np.zeros(len(key), dtype=bool)
        goes_on[1:] = (key[1:] == key[:-1]) & (other[1:] == other[:-1]) & (day[1:] <= day[:-1] + days)
        begins, ends = ~goes_on, np.append(~goes_on[1:], len(key) > 0)[: len(key)]
        one = np.ones(int(begins.sum()), dtype=np.int64)
        return Ledger.from_events(
            np.concatenate([key[begins], key[ends]]),
            np.concatenate([day[begins], day[ends] + days]),
            np.concatenate([one, -one])[:, None],
        ).freeze()

    def ever(self) -> FrozenLedger:
        """Return a ledger whose count up to a day is how many others had been seen by then."""
        return Links.from_events(self.key, self.other, self.day).by_left().freeze()


def count_through(ledger: FrozenLedger, key: Ints, day: Ints) -> Ints:
    """Return the count of each key up to the end of a day, shape (n_keys,); 0 for key 0."""
    return ledger.look_back(key).before(day + 1).counts[:, 0]


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare a number is among the rows known by a day, as tens: 1 where one row in twenty has as high a one.

    Attributes
    ----------
    days : ndarray of int64, shape (n_days,)
        Days with rows, ascending.
    rows : ndarray of int64, shape (n_days + 1, n_levels, n_steps)
        Rows before each of the days, by the level that they are compared within and the step of their number.
    """

    days: Ints
    rows: Ints

    @classmethod
    def of(cls, day: Ints, level: Ints, number: Ints) -> "Rarity":
        """Count rows, shape (n_rows,): their day, what they are compared within, and their number."""
        days, places = np.unique(day, return_inverse=True)
        shape = (len(days) + 1, _MOST_LEVEL + 1, _MOST_STEP + 1)
        cells = ((places + 1) * shape[1] + _levels(level)) * shape[2] + _steps(number)
        counts = np.bincount(cells, minlength=int(np.prod(shape))).reshape(shape)
        return cls(days, np.cumsum(counts, axis=0))

    def ask(self, day: Ints, level: Ints, number: Ints) -> Floats:
        """Return the rarity of numbers among the rows up to their day, each without itself."""
        known = self.rows[np.searchsorted(self.days, day, side="right"), _levels(level)]
        from_here = np.cumsum(known[:, ::-1], axis=1)[:, ::-1]
        alike = np.maximum(from_here[np.arange(len(day)), _steps(number)] - 1.0, 0.0)
        others = np.maximum(from_here[:, 0] - 1.0, 0.0)
        return np.asarray(np.fmax(0.0, np.log10((others + 2.0) / (2.0 * (alike + 1.0)))))


def _levels(number: Ints) -> Ints:
    return np.minimum(np.log2(np.maximum(number, 1)).astype(np.int64), _MOST_LEVEL)


def _steps(number: Ints) -> Ints:
    return np.minimum((2 * np.log2(np.maximum(number, 1))).astype(np.int64), _MOST_STEP)
