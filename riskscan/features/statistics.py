"""Statistics that families learn: violation rates by key, categories, robust distributions."""

from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.features.base import Array
from riskscan.features.coded import Coded

__all__ = ["CategoryCodes", "KeyedRates", "RobustLines"]

Keys = NDArray[np.uint64]


class KeyedRates:
    """Number of rows and smoothed violation rate by key.

    The rate is reported as the logarithm of its ratio to the overall rate, so that 0 means average and the number
    keeps its meaning when the share of violations changes.

    Parameters
    ----------
    strength : float
        Weight of the overall rate, in rows.
    """

    def __init__(self, strength: float = 20.0) -> None:
        self.strength = strength

    def fit(self, keys: Keys, y: Array, weights: Array) -> Self:
        """Count rows (all) and violations (labelled rows) by key."""
        unique, inverse = np.unique(keys, return_inverse=True)
        labelled = ~np.isnan(y)
        weight = np.where(labelled, weights, 0.0)
        self.keys_ = unique
        self.rows_ = np.bincount(inverse, minlength=len(unique)).astype(np.float64)
        self.labelled_ = np.bincount(inverse, weights=weight, minlength=len(unique))
        self.violations_ = np.bincount(inverse, weights=weight * np.nan_to_num(y), minlength=len(unique))
        total = float(weight.sum())
        self.rate_ = (float(self.violations_.sum()) + 0.5) / (total + 1.0) if total else float("nan")
        return self

    def _positions(self, keys: Keys) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        if not len(self.keys_):
            return np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=bool)
        at = np.minimum(np.searchsorted(self.keys_, keys), len(self.keys_) - 1)
        return at, self.keys_[at] == keys

    def log_lift(self, keys: Keys) -> Array:
        """Return log(smoothed rate / overall rate); 0 for a key never seen, NaN for no key or no labels."""
        if np.isnan(self.rate_):
            return np.full(len(keys), np.nan)
        at, seen = self._positions(keys)
        labelled = np.where(seen, self.labelled_[at] if len(self.keys_) else 0.0, 0.0)
        violations = np.where(seen, self.violations_[at] if len(self.keys_) else 0.0, 0.0)
        smoothed = (violations + self.strength * self.rate_) / (labelled + self.strength)
        return np.where(keys == 0, np.nan, np.log(smoothed / self.rate_))

    def log_rows(self, keys: Keys) -> Array:
        """Return log(1 + rows of the key); 0 for a key never seen, NaN for no key."""
        at, seen = self._positions(keys)
        rows = np.where(seen, self.rows_[at] if len(self.keys_) else 0.0, 0.0)
        return np.where(keys == 0, np.nan, np.log1p(rows))


class CategoryCodes:
    """Integer codes of the most frequent values; NaN for every other value.

    Parameters
    ----------
    limit : int
        Largest number of categories (the booster takes 255).
    least : int
        Rows that a value needs.
    """

    def __init__(self, limit: int = 200, least: int = 20) -> None:
        self.limit = limit
        self.least = least

    def fit(self, values: "Coded | pd.Series[str]") -> Self:
        """Choose the values that get a code."""
        coded = Coded.of(values)
        counts: dict[str, int] = {}
        for value, rows in zip(coded.values, np.bincount(coded.codes, minlength=len(coded.values)), strict=True):
            counts[value] = counts.get(value, 0) + int(rows)  # after `map` some are equal
        least = max(1, min(self.least, len(coded) // 50))
        enough = [value for value, rows in counts.items() if value and rows >= least]
        # Ties of frequency are broken by the value, never by row order.
        chosen = sorted(enough, key=lambda value: (-counts[value], value))[: self.limit]
        self.values_ = np.array(sorted(chosen), dtype=np.str_)
        return self

    def codes(self, values: "Coded | pd.Series[str]") -> Array:
        """Return the code of every value."""
        code_of = {str(value): float(code) for code, value in enumerate(self.values_)}
        return Coded.of(values).numbers(lambda value: code_of.get(value, np.nan))


class RobustLines:
    """Quartiles of a number by HS heading, backing off to the chapter and to all rows.

    Parameters
    ----------
    least : int
        Rows that a line needs to stand for itself.
    floor : float
        Smallest half-width, in the number's (logarithmic) unit, so that a constant line does not explode.
    """

    def __init__(self, least: int = 30, floor: float = 0.1) -> None:
        self.least = least
        self.floor = floor

    def fit(self, hs4: "Coded | pd.Series[str]", values: Array) -> Self:
        """Learn the quartiles of every line that has enough rows."""
        known = ~np.isnan(values)
        numbers = pd.Series(values[known])
        heading = Coded.of(hs4)[known].series()
        lines: list[str] = []
        quartiles: list[Array] = []
        rows: list[int] = []
        for keys in (heading, heading.str[:2], pd.Series("*", index=heading.index)):
            groups = numbers.groupby(keys.to_numpy())
            enough = groups.size()
            wanted = enough.index[(enough >= self.least) & (enough.index != "")]
            if not len(wanted):
                continue
            table = groups.quantile(np.array([0.25, 0.5, 0.75])).unstack().loc[wanted]
            lines += [str(line) for line in table.index]
            rows += enough.loc[wanted].tolist()
            quartiles += list(table.to_numpy())
        self.lines_ = np.array(lines, dtype=np.str_)
        self.quartiles_ = np.array(quartiles, dtype=np.float64).reshape(-1, 3)
        self.rows_ = np.array(rows, dtype=np.int64)
        return self

    def line_of(self, hs4: "Coded | pd.Series[str]") -> NDArray[np.int64]:
        """Return the row of the finest line with enough rows, -1 where there is none."""
        place_of = {str(line): place for place, line in enumerate(self.lines_)}
        everything = place_of.get("*", -1)
        coded = Coded.of(hs4)
        found = [place_of.get(line, place_of.get(line[:2], everything)) for line in coded.values]
        return np.array(found, dtype=np.int64)[coded.codes]

    def z_scores(self, hs4: "Coded | pd.Series[str]", values: Array) -> Array:
        """Return (value - median) / robust spread of its line; NaN without value or line."""
        if not len(self.lines_):
            return np.full(len(values), np.nan)
        line = self.line_of(hs4)
        low, middle, high = (self.quartiles_[line, place] for place in range(3))
        spread = np.maximum((high - low) / 1.349, self.floor)
        return np.where(line < 0, np.nan, (values - middle) / spread)
