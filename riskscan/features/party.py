"""Party family: what is known of consignor, consignee, their address and their pair when the row was lodged."""

import re
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from riskscan.features.base import Array, FeatureFamily, Prepared
from riskscan.features.columns import has_text, hs_prefix, numbers, pair_keys, texts
from riskscan.features.statistics import KeyedRates
from riskscan.features.words import ChapterWords, word_matrix

__all__ = ["HISTORY_PREFIX", "PartyFeatures"]

HISTORY_PREFIX = "history_"
"""Prefix of the point-in-time columns of `riskscan.history` joined to the rows."""

_PO_BOX = re.compile(r"\bp\.?\s*o\.?\s*b(?:ox|\.)|\bapartado\b|\bpostfach\b|\bcasilla\b|邮政信箱|\bbo[iî]te postale\b")
_PRIVATE = re.compile(r"^(?:private|privat|unknown|n/?a|none|individual|person|particular|desconocido|-+|\.+|个人)\b")
_FIRM = re.compile(
    r"\b(?:ltd|limited|inc|llc|corp|co|gmbh|ag|kg|sa|s\.a|srl|sarl|bv|nv|oy|ab|as|plc|pte|pvt|spa|ooo|zao|de c\.?v|"
    r"company|trading|group|university|institute|gesellschaft)\b\.?|公司|有限|ооо|株式会社"
)


class PartyFeatures(FeatureFamily):
    """History of the parties, PO boxes, private persons, names that do not fit the goods.

    The columns whose name begins with ``history_`` are point in time already (`riskscan.history`) and pass through.
    """

    family: ClassVar[str] = "party"
    names: ClassVar[tuple[str, ...]] = (
        "consignor_po_box", "consignee_po_box", "consignor_is_firm", "consignee_is_firm", "party_is_nameless",
        "consignor_address_missing", "consignee_address_missing", "consignor_fits_chapter", "consignee_fits_chapter",
        "consignor_fits_other_chapter", "consignor_hs2_log_rows", "consignee_hs2_log_rows", "same_party_both_sides",
    )  # fmt: skip

    def _prepare(self, X: pd.DataFrame) -> Prepared:
        consignor = texts(X, "consignor_name").str.casefold()
        consignee = texts(X, "consignee_name").str.casefold()
        columns: dict[str, Any] = {
            "hs2": hs_prefix(X, 2),
            "consignor_words": word_matrix(consignor, 12),
            "consignee_words": word_matrix(consignee, 12),
            "consignor_hs2": pair_keys(consignor, hs_prefix(X, 2)),
            "consignee_hs2": pair_keys(consignee, hs_prefix(X, 2)),
            "consignor_po_box": _matches(_PO_BOX, X, "consignor_address"),
            "consignee_po_box": _matches(_PO_BOX, X, "consignee_address"),
            "consignor_is_firm": _matches(_FIRM, X, "consignor_name"),
            "consignee_is_firm": _matches(_FIRM, X, "consignee_name"),
            "nameless": _nameless(X),
            "consignor_address_missing": _missing(X, "consignor_address"),
            "consignee_address_missing": _missing(X, "consignee_address"),
            "same": np.where(((consignor == "") | (consignee == "")), np.nan, (consignor == consignee)).astype(float),
        }
        columns |= {name: numbers(X, name) for name in X.columns if str(name).startswith(HISTORY_PREFIX)}
        return Prepared(columns, len(X))

    def _learn(self, prepared: Prepared, y: Array, weights: Array) -> None:
        columns = prepared.columns
        self.history_ = [name for name in columns if name.startswith(HISTORY_PREFIX)]
        self.consignor_words_ = ChapterWords().fit(columns["consignor_words"], columns["hs2"])
        self.consignee_words_ = ChapterWords().fit(columns["consignee_words"], columns["hs2"])
        self.consignor_hs2_ = KeyedRates().fit(columns["consignor_hs2"], y, weights)
        self.consignee_hs2_ = KeyedRates().fit(columns["consignee_hs2"], y, weights)

    def _describe(self, prepared: Prepared) -> dict[str, Array]:
        columns = prepared.columns
        consignor = self.consignor_words_.describe(columns["consignor_words"], columns["hs2"])
        consignee = self.consignee_words_.describe(columns["consignee_words"], columns["hs2"])
        passed = (
            "consignor_po_box", "consignee_po_box", "consignor_is_firm", "consignee_is_firm",
            "consignor_address_missing", "consignee_address_missing",
        )  # fmt: skip
        return {
            **{name: columns[name] for name in passed},
            "party_is_nameless": columns["nameless"],
            "consignor_fits_chapter": consignor["fit"],
            "consignee_fits_chapter": consignee["fit"],
            "consignor_fits_other_chapter": consignor["gap"],
            "consignor_hs2_log_rows": self.consignor_hs2_.log_rows(columns["consignor_hs2"]),
            "consignee_hs2_log_rows": self.consignee_hs2_.log_rows(columns["consignee_hs2"]),
            "same_party_both_sides": columns["same"],
            **{name: columns.get(name, np.full(prepared.n_rows, np.nan)) for name in self.history_},
        }

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """Return the family's own features, then the history columns met in fit."""
        return np.array([*self.names, *getattr(self, "history_", [])], dtype=object)


def _matches(pattern: re.Pattern[str], X: pd.DataFrame, column: str) -> Array:
    values = texts(X, column).str.casefold()
    unique = {text: float(bool(pattern.search(text))) if text else float("nan") for text in values.unique()}
    found: Array = values.map(unique).to_numpy(dtype=np.float64)
    return found


def _nameless(X: pd.DataFrame) -> Array:
    total = np.zeros(len(X))
    for column in ("consignor_name", "consignee_name"):
        if column in X.columns:
            total += np.where(has_text(X, column), np.nan_to_num(_matches(_PRIVATE, X, column)), 1.0)
        else:
            total[:] = np.nan
    return total


def _missing(X: pd.DataFrame, column: str) -> Array:
    return (~has_text(X, column)).astype(np.float64) if column in X.columns else np.full(len(X), np.nan)
