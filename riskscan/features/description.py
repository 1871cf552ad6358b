"""Description family: what the words and the writing of the goods text say about violations."""

import re
import warnings
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from riskscan.features.base import Array, FeatureFamily, Prepared
from riskscan.features.coded import Coded
from riskscan.features.columns import Frame, Rows, coded_goods, raw_goods
from riskscan.features.saying import Said, ShownRow
from riskscan.features.words import Words, character_matrix, word_matrix

__all__ = ["DescriptionFeatures"]

_WORD_BITS = 16
_LONGEST = 2_000


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

    def _prepare(self, X: Frame) -> Prepared:
        goods = coded_goods(X)
        grams = _grams(goods)
        sizes = np.sqrt(np.maximum(np.diff(grams.indptr), 1)).astype(np.float32)
        scaled = sparse.csr_matrix(sparse.diags(1.0 / sizes) @ grams)
        columns: dict[str, Any] = {"grams": Words(goods.codes, scaled), **_writing(raw_goods(X))}
        columns["n_words"] = goods.numbers(lambda text: text.count(" ") + 1 if text else np.nan)
        return Prepared(columns, len(X))

    def _learn(self, prepared: Prepared, y: Array, weights: Array) -> None:
        known, grams = ~np.isnan(y), prepared.columns["grams"]
        self.coefficients_ = np.zeros(0, dtype=np.float32)
        self.intercept_ = float("nan")
        has_words = grams.sizes.any()
        if min(float(np.nansum(y)), float((1 - y[known]).sum())) < self.least or not has_words:
            return
        # Only training needs them: scoring starts sooner without.
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.linear_model import LogisticRegression

        model = LogisticRegression(C=self.strength, solver="lbfgs", tol=1e-3, max_iter=200)
        with warnings.catch_warnings():
            # A score that stopped a little early ranks as well.
            warnings.simplefilter("ignore", ConvergenceWarning)
            matrix, is_violation, weight = _by_text(grams[known], y[known] > 0.5, weights[known])
            # The weight of a word that no text holds is zero: without these the fit takes a fraction of the time.
            met = np.flatnonzero(np.bincount(matrix.indices, minlength=matrix.shape[1]))
            model.fit(matrix[:, met], is_violation, sample_weight=weight)
        self.coefficients_ = np.zeros(matrix.shape[1], dtype=np.float32)
        self.coefficients_[met] = model.coef_[0]
        # Relative to the overall rate, so that folds with other rates give comparable scores.
        self.intercept_ = float(model.intercept_[0]) - float(np.log(np.mean(y[known]) / (1 - np.mean(y[known]))))

    def _describe(self, prepared: Prepared) -> dict[str, Array]:
        columns = prepared.columns
        if np.isnan(self.intercept_):
            score = np.full(prepared.n_rows, np.nan)
        else:
            score = columns["grams"].dot(self.coefficients_).astype(np.float64) + self.intercept_
        return {
            "text_score": np.where(np.isnan(columns["n_words"]), np.nan, score),
            **{name: columns[name] for name in self.names if name != "text_score"},
        }

    def facts(self, rows: Rows) -> Mapping[str, Any]:
        """Return the folded texts of the goods."""
        return {"goods": coded_goods(rows).rows()}

    def say(self, row: ShownRow) -> Said:
        """Yield the words of the text that stood more often in violations."""
        if words := self.telling_words(str(row.facts["goods"])):
            yield "DESCRIPTION_WORDS", {"words": ", ".join(words), "rows": f"{row.training.n_labelled:,}"}

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
        grams = _grams(Coded.of(words))
        weights = np.asarray(grams @ self.coefficients_) / np.sqrt(np.maximum(np.diff(grams.indptr), 1))
        order = np.argsort(-weights, kind="stable")[:most]
        return [words[place] for place in order if weights[place] > 0.05]


def _by_text(grams: Words, is_violation: NDArray[np.bool_], weights: Array) -> tuple[Any, NDArray[np.bool_], Array]:
    """Return each distinct text once a class, with the weight of all its rows."""
    cell = 2 * grams.codes + is_violation
    total: Array = np.bincount(cell, weights=weights, minlength=2 * grams.matrix.shape[0]).astype(np.float64)
    # A weight of zero is a row still: it says which class is there.
    cells = np.unique(cell)
    return grams.matrix[cells // 2], cells % 2 == 1, total[cells]


def _grams(goods: Coded) -> Any:
    """Return the words, pairs of words and runs of characters of each distinct text."""
    parts = word_matrix(goods, _WORD_BITS, pairs=True).matrix, character_matrix(goods).matrix
    return sparse.hstack(parts, format="csr")


def _writing(raw: Coded) -> dict[str, Array]:
    """Return the shares of kinds of characters; each distinct character is asked once what it is."""
    cut = [text[:_LONGEST] for text in raw.values]
    sizes = np.array([len(text) for text in cut], dtype=np.int64)
    points = np.frombuffer("".join(cut).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    distinct, places = np.unique(points, return_inverse=True)
    characters = [chr(point) for point in distinct]
    starts = np.concatenate([[0], np.cumsum(sizes)])

    def count(is_so: Callable[[str], bool]) -> Array:
        flags = np.array([is_so(character) for character in characters], dtype=np.int64)
        total = np.concatenate([[0], np.cumsum(flags[places])])
        return np.asarray(total[starts[1:]] - total[starts[:-1]], dtype=np.float64)

    letters, digits, spaces = count(str.isalpha), count(str.isdigit), count(str.isspace)
    n_characters = np.where(sizes == 0, np.nan, sizes.astype(np.float64))
    n_letters = np.where(sizes == 0, np.nan, np.maximum(letters, 1.0))
    found = {
        "n_characters": n_characters,
        "digit_share": digits / n_characters,
        "capital_share": count(lambda character: character.isalpha() and character.isupper()) / n_letters,
        "non_latin_share": count(lambda character: character.isalpha() and character > "\u024f") / n_letters,
        "symbol_share": (n_characters - digits - spaces - letters) / n_characters,
    }
    return {name: values[raw.codes] for name, values in found.items()}
