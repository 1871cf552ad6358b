"""Commodity family: the HS line, how well the goods text fits it, and how vague the text is."""

from typing import ClassVar

import numpy as np
import pandas as pd

from riskscan.features.base import Array, FeatureFamily, Prepared
from riskscan.features.columns import goods_text, hash_keys, hs_prefix, texts
from riskscan.features.statistics import KeyedRates
from riskscan.features.vagueness import vague_share
from riskscan.features.words import ChapterWords, word_matrix

__all__ = ["CommodityFeatures"]


class CommodityFeatures(FeatureFamily):
    """HS chapter and heading, their learned rates, surprise of the text under the chapter and the other way round."""

    family: ClassVar[str] = "commodity"
    names: ClassVar[tuple[str, ...]] = (
        "hs_chapter", "hs2_log_lift", "hs4_log_lift", "hs6_log_lift", "hs4_log_rows", "hs_digits", "text_fits_chapter",
        "text_fits_other_chapter", "unseen_word_share", "vague_share",
    )  # fmt: skip

    def _prepare(self, X: pd.DataFrame) -> Prepared:
        goods = goods_text(X)
        columns = {
            "hs2": hs_prefix(X, 2),
            "hs2_key": hash_keys(hs_prefix(X, 2)),
            "hs4_key": hash_keys(hs_prefix(X, 4)),
            "hs6_key": hash_keys(hs_prefix(X, 6)),
            "digits": texts(X, "hs_code").str.len().to_numpy(dtype=np.float64),
            "words": word_matrix(goods),
            "vague": vague_share(goods),
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
            "hs_chapter": pd.to_numeric(columns["hs2"], errors="coerce").to_numpy(dtype=np.float64),
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
