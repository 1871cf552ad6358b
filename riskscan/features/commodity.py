"""Commodity family: the HS line, how well the goods text fits it, and how vague the text is."""

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from riskscan.features.base import Array, FeatureFamily, Prepared
from riskscan.features.columns import Frame, Rows, coded_hs, coded_texts, hash_keys
from riskscan.features.goods_facts import goods_facts
from riskscan.features.saying import RAISED, Said, ShownRow
from riskscan.features.statistics import KeyedRates
from riskscan.features.words import ChapterWords, goods_words

__all__ = ["CommodityFeatures"]

_VAGUE = 0.5
_MISFIT = 0.5
_MOSTLY_KNOWN = 0.5


class CommodityFeatures(FeatureFamily):
    """HS chapter and heading, their learned rates, surprise of the text under the chapter and the other way round."""

    family: ClassVar[str] = "commodity"
    learned: ClassVar[tuple[type, ...]] = (ChapterWords, KeyedRates)
    names: ClassVar[tuple[str, ...]] = (
        "hs_chapter", "hs2_log_lift", "hs4_log_lift", "hs6_log_lift", "hs4_log_rows", "hs_digits", "text_fits_chapter",
        "text_fits_other_chapter", "unseen_word_share", "vague_share",
    )  # fmt: skip

    def _prepare(self, X: Frame) -> Prepared:
        facts, texts = goods_facts(X)
        columns = {
            "hs2": coded_hs(X, 2),
            "hs2_key": hash_keys(coded_hs(X, 2)),
            "hs4_key": hash_keys(coded_hs(X, 4)),
            "hs6_key": hash_keys(coded_hs(X, 6)),
            "digits": coded_texts(X, "hs_code").numbers(len),
            "words": goods_words(X),
            "vague": facts.vague[texts],
        }
        return Prepared(columns, len(X))

    def _learn(self, prepared: Prepared, y: Array, weights: Array) -> None:
        columns = prepared.columns
        self.hs2_rates_ = KeyedRates(strength=30.0).fit(columns["hs2_key"], y, weights)
        self.hs4_rates_ = KeyedRates(strength=30.0).fit(columns["hs4_key"], y, weights)
        self.hs6_rates_ = KeyedRates(strength=30.0).fit(columns["hs6_key"], y, weights)
        self.words_ = ChapterWords().fit(columns["words"], columns["hs2"])

    def _describe(self, prepared: Prepared) -> dict[str, Array]:
        columns = prepared.columns
        fit = self.words_.describe(columns["words"], columns["hs2"])
        return {
            # The order of the chapters is that of the materials, so that the number itself carries meaning.
            "hs_chapter": columns["hs2"].numbers(_number),
            "hs2_log_lift": self.hs2_rates_.log_lift(columns["hs2_key"]),
            "hs4_log_lift": self.hs4_rates_.log_lift(columns["hs4_key"]),
            "hs4_log_rows": self.hs4_rates_.log_rows(columns["hs4_key"]),
            "hs6_log_lift": self.hs6_rates_.log_lift(columns["hs6_key"]),
            "hs_digits": columns["digits"],
            "text_fits_chapter": fit["fit"],
            "text_fits_other_chapter": fit["gap"],
            "unseen_word_share": fit["unseen"],
            "vague_share": columns["vague"],
        }

    def facts(self, rows: Rows) -> Mapping[str, Any]:
        """Return the HS chapter and heading of rows, and the chapter that their words fit best."""
        best = self.words_.best_chapter(goods_words(rows))
        return {"hs2": coded_hs(rows, 2).rows(), "hs4": coded_hs(rows, 4).rows(), "best": best}

    def say(self, row: ShownRow) -> Said:
        """Yield that the text is vague, that it fits another chapter, that the HS line was a cover before."""
        if row.feature("vague_share") >= _VAGUE:
            yield "COMMODITY_VAGUE", {"goods": row.goods}
        best, declared = row.facts["best"], row.facts["hs2"]
        known = 1 - np.nan_to_num(row.feature("unseen_word_share"), nan=1.0)
        fits_other = row.feature("text_fits_other_chapter") > _MISFIT and known > _MOSTLY_KNOWN
        if fits_other and best and declared and best != declared:
            yield "COMMODITY_TEXT", {
                "goods": row.goods, "best": best, "declared": declared, "rows": f"{row.training.n_rows:,}",
            }  # fmt: skip
        lift = row.lift("hs4_log_lift")
        if lift >= RAISED:
            rows = row.count("hs4_log_rows")
            yield "COMMODITY_RATE", {"line": row.facts["hs4"], "lift": f"{lift:.1f}", "rows": rows}


def _number(chapter: str) -> float:
    return float(chapter) if chapter.isdecimal() else float("nan")
