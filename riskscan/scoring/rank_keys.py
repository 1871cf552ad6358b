"""What a row is ranked by, in some 30 bytes."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.policy import Tier

__all__ = ["RankKeys"]


@dataclass(frozen=True, slots=True)
class RankKeys:
    """Keys of rows, each array of shape (n_rows,).

    Attributes
    ----------
    tier : ndarray of int8
        Tier of the policy.
    margin : ndarray of float64
        Of the model.
    evidence : ndarray of float64
        Severity and confidence of what was found.
    content : ndarray of uint64
        Hash of the row, which orders rows that are equal otherwise.
    """

    tier: NDArray[np.int8]
    margin: NDArray[np.float64]
    evidence: NDArray[np.float64]
    content: NDArray[np.uint64]

    @classmethod
    def of(
        cls, tier: NDArray[np.int64], margin: NDArray[np.float64], X: pd.DataFrame, content: NDArray[np.uint64]
    ) -> "RankKeys":
        """Return the keys of screened rows."""
        evidence = X["severity"].to_numpy(dtype=np.float64) + X["confidence"].to_numpy(dtype=np.float64)
        return cls(tier.astype(np.int8), margin, np.nan_to_num(evidence), content)

    @classmethod
    def join(cls, parts: Sequence["RankKeys"]) -> "RankKeys":
        """Return the keys of all parts, in order."""
        return cls(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)))

    def __len__(self) -> int:
        return len(self.tier)

    def take(self, rows: Any) -> "RankKeys":
        """Return some of the rows."""
        return RankKeys(*(getattr(self, field.name)[rows] for field in fields(self)))

    def order(self) -> NDArray[np.intp]:
        """Return the rows, first to open first.

        Those to hold, those to inspect, then by margin, by evidence, by the hash of the content.
        """
        first = np.where(self.tier >= int(Tier.INSPECT), self.tier, 0)
        return np.lexsort((self.content, -self.evidence, -self.margin, -first))

    def ranks(self) -> NDArray[np.int64]:
        """Return the rank of every row, from 1."""
        rank = np.empty(len(self), dtype=np.int64)
        rank[self.order()] = np.arange(1, len(self) + 1)
        return rank
