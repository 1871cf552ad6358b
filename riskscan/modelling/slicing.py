"""Slices: the kinds of rows for which figures are shown apart."""

from typing import Any

import numpy as np
import pandas as pd

from riskscan.features.columns import hash_keys, hs_prefix, texts
from riskscan.modelling.splitting import Mask

__all__ = ["protocol_slices", "slice_values"]

_PLAIN_METHODS = ("name", "exact_name", "cas", "cas_rn")
_LARGEST = 40


def slice_values(frame: pd.DataFrame, columns: tuple[str, ...]) -> dict[str, "pd.Series[str]"]:
    """Return the values of the user's slice columns; ``pattern`` is taken by itself where it exists."""
    wanted = dict.fromkeys([*columns, *(["pattern"] if "pattern" in frame.columns else [])])
    values = {name: texts(frame.reset_index(drop=True), name) for name in wanted}
    return {name: column for name, column in values.items() if column.nunique() <= _LARGEST}


def protocol_slices(X: pd.DataFrame, known: pd.DataFrame) -> dict[str, "pd.Series[str]"]:
    """Return the slices of the protocol: new consignors, unseen substances, mode, obfuscated text, outcome.

    Parameters
    ----------
    X : DataFrame, shape (n_rows, n_columns)
        Rows to slice.
    known : DataFrame
        Rows that the model learned from.
    """
    consignor = hash_keys(texts(X, "consignor_name"))
    seen = np.isin(consignor, np.unique(hash_keys(texts(known, "consignor_name"))))
    substance = texts(X, "substance_id")
    unseen = ~substance.isin(set(texts(known, "substance_id")))
    method, outcome = texts(X, "method"), texts(X, "screening_outcome")
    hit = outcome.isin(["listed", "covered"])
    return {
        "consignor": _series(X, consignor == 0, "", _series(X, seen, "known", "new")),
        "substance": _series(X, (substance == "").to_numpy(), "", _series(X, unseen.to_numpy(), "unseen", "known")),
        "transport_mode": texts(X, "transport_mode"),
        "screening_outcome": outcome,
        "name of a hit": _series(
            X, ~hit.to_numpy(), "", _series(X, method.isin(_PLAIN_METHODS).to_numpy(), "plain", "obfuscated")
        ),
        "hs_section": _series(X, hs_prefix(X, 2).isin(["28", "29", "38"]).to_numpy(), "chemical chapters", "other"),
    }


def _series(X: pd.DataFrame, mask: Mask, yes: Any, no: Any) -> "pd.Series[str]":
    return pd.Series(np.where(mask, yes, no).astype(object), index=X.index)
