"""Substance family: what screening found in the row, how strongly, and what contradicts it."""

from typing import ClassVar

import numpy as np

from riskscan.features.base import Array, FeatureFamily, Prepared
from riskscan.features.columns import Frame, coded_hs, coded_texts, has_text, hash_keys, numbers
from riskscan.features.statistics import CategoryCodes, KeyedRates

__all__ = ["SubstanceFeatures"]

# Of equal rank to a model: what is controlled as a drug or only watched was read and is no listed precursor.
_AS = {"controlled_drug": "clear", "watched": "clear"}
OUTCOMES = ("no_chemical", "clear", "unresolved", "resembles", "covered", "listed")
_HITS = ("covered", "listed")
_CONFLICTS = ("conflict_identifiers", "conflict_hs", "conflict_goods")
# Chapters under which chemicals are rightly declared: inorganic, organic, pharmaceutical, fertilizers, dyes,
# essential oils, adhesives, miscellaneous chemical products, plastics.
_CHEMICAL_CHAPTERS = ("28", "29", "30", "31", "32", "33", "35", "38", "39")


class SubstanceFeatures(FeatureFamily):
    """Screening outcome, confidence, severity, conflicts, permit, learned rate of the substance."""

    family: ClassVar[str] = "substance"
    learned: ClassVar[tuple[type, ...]] = (CategoryCodes, KeyedRates)
    names: ClassVar[tuple[str, ...]] = (
        "screening_outcome", "hit_confidence", "hit_severity", "hit_without_permit", "hit_outside_chemical_chapter",
        "hit_relation", "hit_method", "substance_log_lift", "substance_log_rows", "n_hits", "n_mentions",
        "n_unresolved", "unresolved_share", *_CONFLICTS, "permit_present", "un_number_present",
    )  # fmt: skip
    categorical: ClassVar[frozenset[str]] = frozenset({"screening_outcome", "hit_relation", "hit_method"})

    def _prepare(self, X: Frame) -> Prepared:
        outcome = coded_texts(X, "screening_outcome").map(lambda text: _AS.get(text, text))
        columns: dict[str, object] = {
            "outcome": outcome,
            "relation": coded_texts(X, "relation"),
            "method": coded_texts(X, "method"),
            "substance": hash_keys(coded_texts(X, "substance_id")),
            "outside": coded_hs(X, 2).numbers(lambda text: bool(text) and text not in _CHEMICAL_CHAPTERS) > 0,
            "permit": has_text(X, "permit_reference"),
            "un_number": has_text(X, "un_number"),
        }
        for name in ("confidence", "severity", "n_hits", "n_mentions", "n_unresolved", *_CONFLICTS):
            columns[name] = numbers(X, name)
        return Prepared(columns, len(X))

    def _learn(self, prepared: Prepared, y: Array, weights: Array) -> None:
        columns = prepared.columns
        self.relations_ = CategoryCodes(limit=30, least=5).fit(columns["relation"])
        self.methods_ = CategoryCodes(limit=30, least=5).fit(columns["method"])
        self.rates_ = KeyedRates(strength=10.0).fit(columns["substance"], y, weights)

    def _describe(self, prepared: Prepared) -> dict[str, Array]:
        columns = prepared.columns
        codes = columns["outcome"].numbers(lambda text: OUTCOMES.index(text) if text in OUTCOMES else np.nan)
        hit = columns["outcome"].numbers(lambda text: text in _HITS) > 0
        known = ~np.isnan(codes)
        severity = np.where(known, np.where(hit, columns["severity"], 0.0), np.nan)
        mentions = columns["n_mentions"]
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(mentions > 0, columns["n_unresolved"] / mentions, 0.0)
        return {
            "screening_outcome": codes,
            "hit_confidence": np.where(known, np.where(hit, columns["confidence"], 0.0), np.nan),
            "hit_severity": severity,
            "hit_without_permit": np.where(columns["permit"], 0.0, severity),
            "hit_outside_chemical_chapter": np.where(known, (hit & columns["outside"]).astype(np.float64), np.nan),
            "hit_relation": self.relations_.codes(columns["relation"]),
            "hit_method": self.methods_.codes(columns["method"]),
            "substance_log_lift": self.rates_.log_lift(columns["substance"]),
            "substance_log_rows": self.rates_.log_rows(columns["substance"]),
            "n_hits": columns["n_hits"],
            "n_mentions": mentions,
            "n_unresolved": columns["n_unresolved"],
            "unresolved_share": np.where(np.isnan(mentions), np.nan, share),
            **{name: columns[name] for name in _CONFLICTS},
            "permit_present": columns["permit"].astype(np.float64),
            "un_number_present": columns["un_number"].astype(np.float64),
        }
