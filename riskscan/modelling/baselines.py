"""Baselines: what a ranking must beat before anybody should trust it."""

from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.decomposition import TruncatedSVD
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import SGDClassifier

from riskscan.features.coded import Coded
from riskscan.features.columns import (
    Frame,
    Rows,
    coded_goods,
    coded_hs,
    coded_texts,
    has_text,
    hash_keys,
    numbers,
    texts,
)
from riskscan.features.extra import ExtraFeatures
from riskscan.features.statistics import CategoryCodes, KeyedRates
from riskscan.features.words import word_matrix
from riskscan.modelling.overlap import RowKeys

__all__ = ["BASELINE_NAMES", "BESIDE_NAMES", "Baselines", "ExactRows", "PlainEncoder", "RuleBaselines", "rule_scores"]

Array = NDArray[np.float64]

BASELINE_NAMES = {
    "random": "random",
    "customs_value": "customs value",
    "watch_list": "watch-list rule",
    "two_lines": "two-line rule (a hit without a permit)",
    "consignor_history": "consignor history",
    "exact_rows": "exact-row lookup",
    "tfidf_logistic": "TF-IDF logistic",
    "boosting_plain": "boosting, plain",
}
"""Baselines in the order of the tables, with the name shown."""

BESIDE_NAMES = {
    "shipped": "shipped model, as it comes",
    "adapted": "shipped model, adapted",
    "own": "trained from scratch",
}
"""What a model was made from, with the name shown; no baselines."""

_NUMBERS = ("net_mass_kg", "gross_mass_kg", "package_count", "customs_value_usd")
_CATEGORIES = (
    "origin_country", "export_country", "transit_countries", "destination_country", "port_of_loading",
    "port_of_discharge", "transport_mode", "carrier", "consignor_name", "consignor_country", "consignee_name",
    "consignee_country", "un_number",
)  # fmt: skip


class ExactRows:
    """Share of violations among the training rows equal to a row; the overall share where there is none."""

    def fit(self, exact: NDArray[np.uint64], y: Array) -> Self:
        """Remember the labelled rows."""
        known = ~np.isnan(y)
        self.keys_, inverse = np.unique(exact[known], return_inverse=True)
        self.rates_ = np.bincount(inverse, weights=y[known]) / np.bincount(inverse)
        self.overall_ = float(np.mean(y[known]))
        return self

    def predict(self, exact: NDArray[np.uint64]) -> Array:
        """Return the share of violations among equal rows."""
        at = np.minimum(np.searchsorted(self.keys_, exact), len(self.keys_) - 1)
        return np.where(self.keys_[at] == exact, self.rates_[at], self.overall_)


class PlainEncoder:
    """The usual encodings: numbers as they are, category codes by frequency, 32 components of TF-IDF text.

    Parameters
    ----------
    numeric, categorical : tuple of str
        The user's own columns.
    seed : int
        Seed of the decomposition.
    """

    def __init__(self, numeric: tuple[str, ...], categorical: tuple[str, ...], seed: int) -> None:
        self.numeric = numeric
        self.categorical = categorical
        self.seed = seed

    def _categories(self, X: Frame) -> dict[str, Coded]:
        values = {name: coded_texts(X, name) for name in _CATEGORIES}
        values |= {f"hs{digits}": coded_hs(X, digits) for digits in (2, 4, 6)}
        return values | {f"own:{name}": coded_texts(X, name) for name in self.categorical}

    def fit_transform(self, X: Rows, tfidf: Any) -> Array:
        """Learn the codes and the components of the text; return the columns that are not empty."""
        self.codes_ = {
            name: CategoryCodes(limit=250, least=1).fit(values) for name, values in self._categories(X).items()
        }
        self.svd_ = None
        if tfidf is not None and tfidf.nnz and min(tfidf.shape) > 40:
            self.svd_ = TruncatedSVD(32, random_state=self.seed, n_iter=3).fit(tfidf)
        table = self._table(X, tfidf)
        self.live_ = np.flatnonzero(~np.isnan(table).all(axis=0))
        return table[:, self.live_]

    def transform(self, X: Rows, tfidf: Any) -> Array:
        """Return the plain feature table, without the columns that were empty in training."""
        return self._table(X, tfidf)[:, self.live_]

    def _table(self, X: Rows, tfidf: Any) -> Array:
        parts = [numbers(X, name)[:, None] for name in _NUMBERS]
        own = ExtraFeatures(self.numeric).fit(X.frame()).transform(X).to_numpy()
        codes = [self.codes_[name].codes(values)[:, None] for name, values in self._categories(X).items()]
        parts += [own, *codes]
        if self.svd_ is not None:
            parts.append(self.svd_.transform(tfidf))
        return np.hstack(parts)


def rule_scores(X: pd.DataFrame) -> dict[str, Array]:
    """Return the scores of the rules that need no training: the watch-list rule and the two-line rule."""
    watched = X["severity"].to_numpy(dtype=np.float64) + X["confidence"].to_numpy(dtype=np.float64)
    return {"watch_list": watched, "two_lines": _two_lines(X)}


def _two_lines(X: pd.DataFrame) -> Array:
    """Return what two lines of code make of the evidence: a hit without a permit, by severity and tariff conflict."""
    is_hit = X["screening_outcome"].isin(["listed", "covered"]).to_numpy() & (texts(X, "permit_reference") == "")
    graded = 1.0 + X["severity"].to_numpy(dtype=np.float64) + X["conflict_hs"].to_numpy(dtype=np.float64)
    return np.where(is_hit, graded, 0.0)


class RuleBaselines:
    """The baselines that need no training, for labels too few to train the others."""

    def scores(self, X: pd.DataFrame, keys: RowKeys, content: NDArray[np.uint64]) -> dict[str, Array]:
        """Return the score of every rule; higher is riskier."""
        return rule_scores(X)


class Baselines:
    """Every baseline fitted on the same rows as the model.

    Parameters
    ----------
    numeric, categorical : tuple of str
        The user's own columns.
    seed : int
        Seed of everything random.
    """

    def __init__(self, numeric: tuple[str, ...] = (), categorical: tuple[str, ...] = (), seed: int = 0) -> None:
        self.numeric = numeric
        self.categorical = categorical
        self.seed = seed

    def _party(self, X: Rows) -> NDArray[np.uint64]:
        return hash_keys(coded_texts(X, self.party_))

    def fit(self, X: pd.DataFrame, y: Array, weights: Array, keys: RowKeys) -> Self:
        """Fit on labelled rows.

        Parameters
        ----------
        X : DataFrame, shape (n_rows, n_columns)
            Prepared rows.
        y, weights : ndarray, shape (n_rows,)
            Labels (NaN: not inspected) and weights.
        keys : RowKeys
            Keys of the rows.
        """
        known = ~np.isnan(y)
        rows, y, weights = Rows(X[known]), y[known], weights[known]
        parties = [
            name for name in ("consignor_name", "consignee_name", *self.categorical) if has_text(rows, name).any()
        ]
        self.party_ = parties[0] if parties else "consignor_name"
        self.rates_ = KeyedRates().fit(self._party(rows), y, weights)
        self.exact_ = ExactRows().fit(keys.exact[known], y)
        goods = coded_goods(rows)
        self.has_text_ = bool(goods.is_filled.any())
        tfidf = None
        if self.has_text_:
            words = word_matrix(goods, 15, pairs=True).rows()
            self.tfidf_ = TfidfTransformer(sublinear_tf=True).fit(words)
            tfidf = self.tfidf_.transform(words)
            self.logistic_ = SGDClassifier(
                loss="log_loss", alpha=3e-6, random_state=self.seed, max_iter=15, tol=None, average=True
            ).fit(tfidf, y > 0.5, sample_weight=weights)
        self.encoder_ = PlainEncoder(self.numeric, self.categorical, self.seed)
        plain = self.encoder_.fit_transform(rows, tfidf)
        # Equal weights are none: with weights the search for bins takes longer than the trees.
        is_weighted = bool((weights != weights[:1]).any())
        self.boosting_ = HistGradientBoostingClassifier(
            max_iter=150,
            learning_rate=0.06,
            max_leaf_nodes=16,
            l2_regularization=5.0,
            max_features=0.5,
            early_stopping=False,
            random_state=self.seed,
        ).fit(plain, y, sample_weight=weights if is_weighted else None)
        return self

    def scores(self, X: pd.DataFrame, keys: RowKeys, content: NDArray[np.uint64]) -> dict[str, Array]:
        """Return the score of every baseline that these rows allow; higher is riskier."""
        rows = Rows(X)
        draw = pd.util.hash_array(content ^ np.uint64(self.seed + 1)).astype(np.float64) / 2.0**64
        found = {
            "random": draw,
            "customs_value": np.nan_to_num(numbers(rows, "customs_value_usd"), nan=-1.0),
            **rule_scores(X),
            "consignor_history": np.nan_to_num(self.rates_.log_lift(self._party(rows)), nan=0.0),
            "exact_rows": self.exact_.predict(keys.exact),
        }
        tfidf = None
        if self.has_text_:
            tfidf = self.tfidf_.transform(word_matrix(coded_goods(rows), 15, pairs=True).rows())
            found["tfidf_logistic"] = self.logistic_.decision_function(tfidf)
        plain = self.encoder_.transform(rows, tfidf)
        found["boosting_plain"] = self.boosting_.decision_function(plain)
        return found
