"""What a row is tiered and ranked by, in some 30 bytes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskscan.manifest.array_store import Arrays, ArrayStore
from riskscan.policy import Tier

__all__ = ["RankKeys"]

_AT_A_TIME = 250_000
"""Rows that are sorted at a time, about."""

_SAMPLED = 100
"""Margins by which each of these ranges is found."""

_KINDS: dict[str, Any] = {
    "reached": np.int8, "floor": np.int8, "ceiling": np.int8, "margin": np.float64, "evidence": np.float64,
    "content": np.uint64,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RankKeys:
    """Keys of rows, each array of shape (n_rows,).

    Attributes
    ----------
    reached : ndarray of int8
        Tier that the score reaches by itself; the highest that it may reach, until all rows are known.
    floor, ceiling : ndarray of int8
        Numbers of the policy's rules that demand and allow a tier, -1 where there is none.
    margin : ndarray of float64
        Of the model.
    evidence : ndarray of float64, or of whole numbers in their order
        Severity and confidence of what was found.
    content : ndarray of uint64
        Hash of the row, which orders rows that are equal otherwise.
    """

    reached: NDArray[np.int8]
    floor: NDArray[np.int8]
    ceiling: NDArray[np.int8]
    margin: NDArray[np.float64]
    evidence: NDArray[Any]
    content: NDArray[np.uint64]

    @classmethod
    def join(cls, parts: Sequence["RankKeys"]) -> "RankKeys":
        """Return the keys of all parts, in order."""
        return cls(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)))

    @classmethod
    def of_parts(cls, parts: Sequence[Arrays] | ArrayStore, n_rows: int) -> "RankKeys":
        """Return the keys of all rows from the `arrays` of their parts, in order, which are asked for one by one.

        Values of evidence, of which there are few different ones, are numbered in their order.
        """
        values = np.unique(np.concatenate([np.zeros(0), *(np.unique(part["evidence"]) for part in parts)]))
        kinds: dict[str, Any] = _KINDS | {"evidence": np.min_scalar_type(-len(values) - 1)}
        columns: dict[str, Any] = {name: np.empty(n_rows, dtype=kind) for name, kind in kinds.items()}
        start = 0
        for part in parts:
            stop = start + len(part["margin"])
            for name, column in columns.items():
                found = part[name]
                column[start:stop] = np.searchsorted(values, found) if name == "evidence" else found
            start = stop
        return cls(**columns)

    def arrays(self) -> Arrays:
        """Return the keys by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __len__(self) -> int:
        return len(self.margin)

    def take(self, rows: Any) -> "RankKeys":
        """Return some of the rows."""
        return RankKeys(*(getattr(self, field.name)[rows] for field in fields(self)))

    def without_order(self) -> "RankKeys":
        """Return the keys as ranked rows need them: zeros, which take no room, for what told equal margins apart."""
        names = ("evidence", "content")
        return replace(self, **{name: np.broadcast_to(_KINDS[name](0), len(self)) for name in names})

    def by_margin(self, first: NDArray[np.int8] | None = None) -> NDArray[np.intp]:
        """Return the rows by margin, by evidence, by the hash of the content; the highest of `first` before all."""
        keys = (self.content, -self.evidence, -self.margin)
        return np.lexsort(keys if first is None else (*keys, -first.astype(np.int64)))

    def ranks(self, tier: NDArray[np.int8]) -> NDArray[np.int32]:
        """Return the rank of every row, from 1: those to hold, those to inspect, then by margin.

        Parameters
        ----------
        tier : ndarray of int8, shape (n_rows,)
            What was decided for each row.
        """
        rank = np.empty(len(self), dtype=np.int32)
        opened = np.where(tier >= int(Tier.INSPECT), tier, 0).astype(np.int8)
        before = 0
        for rows in self._ranges(opened):
            ordered = rows[self.take(rows).by_margin(opened[rows])]
            rank[ordered] = np.arange(before + 1, before + len(rows) + 1)
            before += len(rows)
        return rank

    def _ranges(self, first: NDArray[np.int8]) -> Iterator[NDArray[np.intp]]:
        """Yield the rows range by range of `first` and of the margin, the highest before all: to sort takes memory."""
        step = max(1, len(self) // (_SAMPLED * (1 + len(self) // _AT_A_TIME)))
        ends = np.unique(np.sort(_without_nan(self.margin[::step]))[_SAMPLED::_SAMPLED])
        number = np.empty(len(self), dtype=np.min_scalar_type(-(len(ends) + 1) * (len(Tier) + 1)))
        for start in range(0, len(self), _AT_A_TIME):
            some = slice(start, start + _AT_A_TIME)
            number[some] = np.searchsorted(ends, _without_nan(self.margin[some]))
            number[some] += first[some].astype(number.dtype) * (len(ends) + 1)
        for one in np.unique(number)[::-1]:
            yield np.flatnonzero(number == one)

    def leading(self, most: int) -> NDArray[np.intp]:
        """Return the rows that may be among the first `most` of all, in order, while others are still to come.

        Which tier the score will be allowed to give is not known yet; among rows of which the rules say the same, the
        first by margin are first in the end.
        """
        order = self.by_margin()
        said = (self.floor.astype(np.int64) << 8) + self.ceiling
        kept = [order[said[order] == value][:most] for value in np.unique(said)]
        return np.sort(np.concatenate([np.zeros(0, dtype=np.intp), *kept]))


def _without_nan(margin: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.nan_to_num(margin, nan=-np.inf)
