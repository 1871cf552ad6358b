"""Overlap audit: which test rows repeat training rows, exactly or nearly, and which rows contradict each other."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.features.columns import first_of, goods_text, hash_keys, hs_prefix, numbers, texts

__all__ = ["OverlapAudit", "RowKeys", "audit_overlap", "count_contradictions", "row_keys"]

Keys = NDArray[np.uint64]
_LARGE = 0.2


@dataclass(frozen=True, slots=True)
class RowKeys:
    """Keys of rows for finding repeats.

    Attributes
    ----------
    exact : ndarray of uint64
        Same folded goods text, HS code, parties, route, own columns, and mass and value to three digits.
    near : ndarray of uint64
        Same goods text without digits, HS heading, consignor and own categories, whatever mass and value.
    """

    exact: Keys
    near: Keys

    def take(self, rows: NDArray[np.bool_]) -> "RowKeys":
        """Return the keys of the chosen rows."""
        return RowKeys(self.exact[rows], self.near[rows])


@dataclass(frozen=True, slots=True)
class OverlapAudit:
    """How many test rows repeat training rows.

    Attributes
    ----------
    n_rows, n_exact, n_near : int
        Test rows; those equal to a training row; those nearly equal (exact ones included).
    repeats : ndarray of bool, shape (n_rows,)
        Nearly or exactly equal rows: left out of the headline.
    note : str
        The finding in words.
    """

    n_rows: int
    n_exact: int
    n_near: int
    repeats: NDArray[np.bool_]
    note: str

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {name: value for name, value in asdict(self).items() if name != "repeats"}


def row_keys(X: pd.DataFrame, extra: tuple[str, ...] = ()) -> RowKeys:
    """Return the keys of prepared rows.

    Parameters
    ----------
    X : DataFrame, shape (n_rows, n_columns)
        Prepared rows.
    extra : tuple of str
        The user's own columns, part of the identity of a row.
    """
    goods, consignor = goods_text(X), texts(X, "consignor_name")
    raw_goods = (texts(X, "goods_description") + " " + texts(X, "chemical_name")).str.casefold()
    own = [texts(X, name) for name in extra]
    exact = [
        raw_goods, texts(X, "cas_rn"), texts(X, "hs_code"), consignor, texts(X, "consignee_name"),
        texts(X, "origin_country"), texts(X, "destination_country"), *own,
    ]  # fmt: skip
    mass = first_of(numbers(X, "net_mass_kg"), numbers(X, "gross_mass_kg"))
    amounts = [_three_digits(mass), _three_digits(numbers(X, "customs_value_usd"))]
    kinds = [part for part in own if not _mostly_numbers(part)]
    near = [goods, hs_prefix(X, 4), consignor, texts(X, "consignee_name"), *kinds]
    return RowKeys(_joined(exact, amounts), _joined(near, []))


def _mostly_numbers(values: "pd.Series[str]") -> bool:
    sample = values[values != ""].head(1000)
    return bool(len(sample)) and pd.to_numeric(sample, errors="coerce").notna().mean() > 0.9 and sample.nunique() > 100


def _three_digits(values: NDArray[np.float64]) -> Keys:
    known = np.isfinite(values) & (values > 0)
    size = np.floor(np.log10(np.where(known, values, 1.0)))
    digits = np.round(np.where(known, values, 0.0) / 10.0 ** (size - 2))
    return np.where(known, (size + 50) * 10_000 + digits, 0).astype(np.uint64)


def _joined(parts: list["pd.Series[str]"], amounts: list[Keys]) -> Keys:
    total = np.zeros(len(parts[0]), dtype=np.uint64)
    for key in [*(hash_keys(part) for part in parts), *amounts]:
        total = total * np.uint64(1099511628211) + key
    return total


def audit_overlap(test: RowKeys, train: RowKeys) -> OverlapAudit:
    """Compare test rows with training rows."""
    exact = np.isin(test.exact, train.exact)
    near = exact | np.isin(test.near, train.near)
    n_rows = len(exact)
    share = float(near.mean()) if n_rows else 0.0
    note = (
        f"Overlap: {int(exact.sum()):,} of {n_rows:,} test rows repeat a training row exactly, {int(near.sum()):,} at "
        f"least nearly ({share:.1%})."
    )
    if share > _LARGE:
        note += " This is large: figures on all rows measure memory. Read the headline, which leaves repeats out."
    return OverlapAudit(n_rows, int(exact.sum()), int(near.sum()), near, note)


def count_contradictions(keys: RowKeys, y: NDArray[np.float64]) -> int:
    """Count labelled rows that equal another row with the other label."""
    known = ~np.isnan(y)
    _, inverse = np.unique(keys.exact[known], return_inverse=True)
    size = np.bincount(inverse)
    violations = np.bincount(inverse, weights=y[known])
    mixed = (violations > 0) & (violations < size)
    return int(mixed[inverse].sum())
