"""Description family: what the words and the writing of the goods text say about violations."""

import re
import warnings
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from riskscan.features.base import Array, FeatureFamily, Prepared
from riskscan.features.columns import goods_text, texts
from riskscan.features.words import character_matrix, word_matrix

__all__ = ["DescriptionFeatures"]

_WORD_BITS = 16


class DescriptionFeatures(FeatureFamily):
    """Cross-fitted linear score of word and character n-grams; length, digits, letters of other scripts.

    Parameters
    ----------
    strength : float
        Inverse regularization of the logistic regression.
    least : int
        Violations that the regression needs; with fewer the score is NaN.
    """

    family: ClassVar[str] = "description"
    names: ClassVar[tuple[str, ...]] = (
        "text_score", "n_words", "n_characters", "digit_share", "capital_share", "non_latin_share", "symbol_share",
    )  # fmt: skip

    def __init__(self, strength: float = 1.0, least: int = 20) -> None:
        self.strength = strength
        self.least = least

    def _prepare(self, X: pd.DataFrame) -> Prepared:
        goods = goods_text(X)
        grams = sparse.hstack([word_matrix(goods, _WORD_BITS, pairs=True), character_matrix(goods)], format="csr")
        sizes = np.sqrt(np.maximum(np.diff(grams.indptr), 1)).astype(np.float32)
        grams = sparse.diags(1.0 / sizes) @ grams
        raw = (texts(X, "goods_description") + " " + texts(X, "chemical_name")).str.strip()
        columns: dict[str, Any] = {"grams": sparse.csr_matrix(grams), **_writing(raw)}
        columns["n_words"] = np.where(goods == "", np.nan, goods.str.count(" ") + 1)
        return Prepared(columns, len(X))

    def _learn(self, prepared: Prepared, y: Array, weights: Array) -> None:
        known = ~np.isnan(y)
        self.coefficients_ = np.zeros(0, dtype=np.float32)
        self.intercept_ = float("nan")
        if min(float(np.nansum(y)), float((1 - y[known]).sum())) < self.least or not prepared.columns["grams"].nnz:
            return
        model = LogisticRegression(C=self.strength, solver="lbfgs", tol=1e-3, max_iter=200)
        with warnings.catch_warnings():
            # A score that stopped a little early ranks as well.
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(prepared.columns["grams"][known], y[known] > 0.5, sample_weight=weights[known])
        self.coefficients_ = model.coef_[0].astype(np.float32)
        # Relative to the overall rate, so that folds with other rates give comparable scores.
        self.intercept_ = float(model.intercept_[0]) - float(np.log(np.mean(y[known]) / (1 - np.mean(y[known]))))

    def _describe(self, prepared: Prepared) -> dict[str, Array]:
        columns = prepared.columns
        if np.isnan(self.intercept_):
            score = np.full(prepared.n_rows, np.nan)
        else:
            score = np.asarray(columns["grams"] @ self.coefficients_, dtype=np.float64) + self.intercept_
        return {
            "text_score": np.where(np.isnan(columns["n_words"]), np.nan, score),
            **{name: columns[name] for name in self.names if name != "text_score"},
        }

    def telling_words(self, goods: str, most: int = 3) -> list[str]:
        """Return the words of a folded text that raise the score most, strongest first.

        Parameters
        ----------
        goods : str
            A text as `riskscan.features.columns.goods_text` folds it.
        most : int, default 3
            Most words returned.
        """
        words = [word for word in dict.fromkeys(re.findall(r"\w+", goods[:500])) if word != "0"]
        if not words or not len(self.coefficients_):
            return []
        series = pd.Series(words, dtype=object)
        grams = sparse.hstack([word_matrix(series, _WORD_BITS, pairs=True), character_matrix(series)], format="csr")
        weights = np.asarray(grams @ self.coefficients_) / np.sqrt(np.maximum(np.diff(grams.indptr), 1))
        order = np.argsort(-weights, kind="stable")[:most]
        return [words[place] for place in order if weights[place] > 0.05]


def _writing(raw: "pd.Series[str]") -> dict[str, Array]:
    codes, unique = pd.factorize(raw.to_numpy(dtype=object))
    rows = np.array([_shares(text[:2000]) for text in unique], dtype=np.float64).reshape(-1, 5)[codes]
    names = ("n_characters", "digit_share", "capital_share", "non_latin_share", "symbol_share")
    return {name: rows[:, place] for place, name in enumerate(names)}


def _shares(text: str) -> tuple[float, ...]:
    size = len(text)
    if not size:
        return (float("nan"),) * 5
    letters = [character for character in text if character.isalpha()]
    digits = sum(character.isdigit() for character in text)
    spaces = sum(character.isspace() for character in text)
    n_letters = max(len(letters), 1)
    return (
        float(size),
        digits / size,
        sum(character.isupper() for character in letters) / n_letters,
        sum(character > "\u024f" for character in letters) / n_letters,
        (size - digits - spaces - len(letters)) / size,
    )
