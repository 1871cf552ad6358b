"""Party family: what is known of consignor, consignee, their address and their pair when the row was lodged."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, ClassVar

import numpy as np

from riskscan.features.base import Array, FeatureFamily, Prepared
from riskscan.features.columns import Frame, Rows, coded_hs, coded_texts, has_text, numbers, pair_keys
from riskscan.features.saying import Said, ShownRow, shortened
from riskscan.features.statistics import KeyedRates
from riskscan.features.words import ChapterWords, word_matrix
from riskscan.history.parties import has_po_box
from riskscan.tables.party_words import load_party_words

__all__ = ["HISTORY_PREFIX", "PartyFeatures"]

HISTORY_PREFIX = "history_"
"""Prefix of the point-in-time columns of `riskscan.history` joined to the rows."""

_MANY_PARCELS = 3
_KNOWN_TRADER = 5


class PartyFeatures(FeatureFamily):
    """History of the parties, PO boxes, private persons, names that do not fit the goods.

    The columns whose name begins with ``history_`` are point in time already (`riskscan.history`) and pass through.
    """

    family: ClassVar[str] = "party"
    learned: ClassVar[tuple[type, ...]] = (ChapterWords, KeyedRates)
    asks_history: ClassVar[bool] = True
    names: ClassVar[tuple[str, ...]] = (
        "consignor_po_box", "consignee_po_box", "consignor_is_firm", "consignee_is_firm", "party_is_nameless",
        "consignor_address_missing", "consignee_address_missing", "consignor_fits_chapter", "consignee_fits_chapter",
        "consignor_fits_other_chapter", "consignor_hs2_log_rows", "consignee_hs2_log_rows", "same_party_both_sides",
    )  # fmt: skip

    def _prepare(self, X: Frame) -> Prepared:
        consignor = coded_texts(X, "consignor_name").map(str.casefold)
        consignee = coded_texts(X, "consignee_name").map(str.casefold)
        columns: dict[str, Any] = {
            "hs2": coded_hs(X, 2),
            "consignor_words": word_matrix(consignor, 12),
            "consignee_words": word_matrix(consignee, 12),
            "consignor_hs2": pair_keys(consignor, coded_hs(X, 2)),
            "consignee_hs2": pair_keys(consignee, coded_hs(X, 2)),
            "consignor_po_box": _where(has_po_box, X, "consignor_address"),
            "consignee_po_box": _where(has_po_box, X, "consignee_address"),
            "consignor_is_firm": _where(_is_firm, X, "consignor_name"),
            "consignee_is_firm": _where(_is_firm, X, "consignee_name"),
            "nameless": _nameless(X),
            "consignor_address_missing": _missing(X, "consignor_address"),
            "consignee_address_missing": _missing(X, "consignee_address"),
            "same": np.where(consignor.is_filled & consignee.is_filled, consignor.rows() == consignee.rows(), np.nan),
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

    def facts(self, rows: Rows) -> Mapping[str, Any]:
        """Return the HS chapter of rows."""
        return {"hs2": coded_hs(rows, 2).rows()}

    def say(self, row: ShownRow) -> Said:
        """Yield what is known of the parties before the row, then that nothing is, PO boxes, missing names."""
        yield from _history(row)
        for party in ("consignor", "consignee"):
            if row.feature(f"history_{party}_first_seen") == 1:
                yield "PARTY_NEW", {"party": party, "rows": f"{row.training.n_rows:,}"}
        for party in ("consignee", "consignor"):
            if row.feature(f"{party}_po_box") == 1:
                yield "PARTY_BOX", {"party": party}
        if not any(row.cell(column) for column in ("consignor_name", "consignee_name")):
            yield "PARTY_MISSING", {}


def _history(row: ShownRow) -> Said:
    for party in ("consignor", "consignee", "address"):
        found = row.feature(f"history_{party}_violations_before")
        if found >= 1:
            labeled = row.feature(f"history_{party}_labeled_before")
            who = "consignee's address" if party == "address" else party
            yield "PARTY_VIOLATIONS", {"party": who, "violations": f"{found:.0f}", "labeled": f"{labeled:.0f}"}
    parcels = row.feature("history_address_small_parcels_30d")
    if parcels >= _MANY_PARCELS:
        senders = row.feature("history_address_consignors_before")
        yield "PARTY_ADDRESS", {"rows": f"{parcels:.0f}", "senders": f"{senders:.0f}"}
    rows, chapter = row.feature("history_consignor_rows_before"), row.facts["hs2"]
    if rows >= _KNOWN_TRADER and chapter and row.feature("history_consignor_chapter_rows_before") == 0:
        name = shortened(row.cell("consignor_name"), 30)
        yield "PARTY_GOODS", {"name": name, "chapter": chapter, "rows": f"{rows:.0f}"}


def _where(says: Callable[[str], bool], X: Frame, column: str) -> Array:
    """Return 1 where a text says so, 0 where it does not, NaN where there is none; each text is asked once."""
    values = coded_texts(X, column).map(str.casefold)
    return values.numbers(lambda text: float(says(text)) if text else np.nan)


def _is_firm(name: str) -> bool:
    return _firm_pattern().search(name) is not None


def _is_private(name: str) -> bool:
    return _private_pattern().match(name) is not None


@cache
def _firm_pattern() -> re.Pattern[str]:
    words = [entry.word for entry in load_party_words() if entry.kind == "firm" or entry.anywhere]
    parts = [entry.word for entry in load_party_words() if entry.kind == "firm_part"]
    return re.compile(rf"\b(?:{_any_of(words)})\b|{_any_of(parts)}")


@cache
def _private_pattern() -> re.Pattern[str]:
    words = [entry.word for entry in load_party_words() if entry.kind == "private"]
    return re.compile(rf"(?:{_any_of(words)}|-+|\.+)\b")


def _any_of(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _nameless(X: Frame) -> Array:
    total = np.zeros(len(X))
    for column in ("consignor_name", "consignee_name"):
        if column in X.columns:
            total += np.where(has_text(X, column), np.nan_to_num(_where(_is_private, X, column)), 1.0)
        else:
            total[:] = np.nan
    return total


def _missing(X: Frame, column: str) -> Array:
    return (~has_text(X, column)).astype(np.float64) if column in X.columns else np.full(len(X), np.nan)
