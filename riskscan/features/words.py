"""Words of texts as sparse hashed matrices, and what they say about an HS chapter."""

from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import HashingVectorizer

from riskscan.features.base import Array

__all__ = ["ChapterWords", "character_matrix", "word_matrix"]

WORD_BITS = 14
CHARACTER_BITS = 17
_RARE_WORD = 5.0


def word_matrix(texts: "pd.Series[str]", bits: int = WORD_BITS, pairs: bool = False) -> Any:
    """Return which hashed words (and pairs of words) every text holds: CSR, shape (n_texts, 2**bits), 0 or 1."""
    return _hashed(texts, analyzer="word", ngram_range=(1, 2 if pairs else 1), bits=bits)


def character_matrix(texts: "pd.Series[str]", bits: int = CHARACTER_BITS) -> Any:
    """Return which hashed runs of 3 to 4 characters inside words every text holds: CSR, shape (n_texts, 2**bits)."""
    return _hashed(texts, analyzer="char_wb", ngram_range=(3, 4), bits=bits)


def _hashed(texts: "pd.Series[str]", *, analyzer: str, ngram_range: tuple[int, int], bits: int) -> Any:
    codes, unique = pd.factorize(texts.to_numpy(dtype=object))
    vectorizer = HashingVectorizer(
        analyzer=analyzer,
        ngram_range=ngram_range,
        n_features=2**bits,
        alternate_sign=False,
        norm=None,
        binary=True,
        lowercase=False,
        token_pattern=r"(?u)\b\w+\b" if analyzer == "word" else None,
        dtype=np.float32,
    )
    if not len(unique):
        return sparse.csr_matrix((0, 2**bits), dtype=np.float32)
    return vectorizer.transform([text[:500] for text in unique])[codes]


class ChapterWords:
    """How well a text fits the HS chapter it is declared under, by smoothed log ratios of word frequencies.

    A word's evidence for a chapter is log P(word | chapter) / P(word), both smoothed; a text's fit is the mean over
    its words, so that long texts are not more surprising than short ones.

    Parameters
    ----------
    smoothing : float
        Rows that the overall word frequency counts for in every chapter.
    least : int
        Rows that a chapter needs.
    """

    def __init__(self, smoothing: float = 200.0, least: int = 30) -> None:
        self.smoothing = smoothing
        self.least = least

    def fit(self, words: Any, hs2: "pd.Series[str]") -> Self:
        """Count words by chapter.

        Parameters
        ----------
        words : CSR, shape (n_rows, n_words)
            Words of every row.
        hs2 : Series of str, shape (n_rows,)
            Declared chapter, ``""`` where unknown.
        """
        counts = hs2[hs2 != ""].value_counts()
        self.chapters_ = np.array(sorted(counts.index[counts >= self.least]), dtype=np.str_)
        place = self._place(hs2)
        rows = np.flatnonzero(place >= 0)
        chosen = sparse.csr_matrix(
            (np.ones(len(rows), dtype=np.float32), (place[rows], rows)), shape=(len(self.chapters_), words.shape[0])
        )
        self.counts_ = sparse.csr_matrix(chosen @ words)
        self.word_totals_ = np.asarray(words.sum(axis=0)).ravel().astype(np.float32)
        return self

    def _place(self, hs2: "pd.Series[str]") -> NDArray[np.int64]:
        if not len(self.chapters_):
            return np.full(len(hs2), -1, dtype=np.int64)
        found: NDArray[np.int64] = pd.Index(self.chapters_.astype(object)).get_indexer(
            pd.Index(hs2.to_numpy(dtype=object))
        )
        return found

    def _log_ratios(self) -> Array:
        counts = self.counts_.toarray().astype(np.float64)
        share = (self.word_totals_ + 0.01) / (self.word_totals_.sum() + 0.01 * len(self.word_totals_))
        total = counts.sum(axis=1, keepdims=True)
        smoothed = (counts + self.smoothing * share) / (total + self.smoothing)
        # A word met in few rows says little, one never met says nothing.
        trust = self.word_totals_ / (self.word_totals_ + _RARE_WORD)
        ratios: Array = np.log(smoothed / share) * trust
        return ratios

    def describe(self, words: Any, hs2: "pd.Series[str]") -> dict[str, Array]:
        """Return ``fit`` (declared chapter), ``gap`` (best chapter minus declared), ``unseen`` (share of unmet words).

        NaN without words; fit and gap also where the chapter is unknown.
        """
        n_words = np.diff(words.indptr).astype(np.float64)
        n_words = np.where(n_words == 0, np.nan, n_words)
        unseen = words @ (self.word_totals_ == 0).astype(np.float32) / n_words
        fit = np.full(words.shape[0], np.nan)
        gap = np.full(words.shape[0], np.nan)
        if len(self.chapters_):
            ratios = self._log_ratios().T.astype(np.float32)
            place = self._place(hs2)
            for start in range(0, words.shape[0], 50_000):
                part = slice(start, start + 50_000)
                evidence = (words[part] @ ratios) / n_words[part, None]
                at = place[part]
                declared = np.where(at < 0, np.nan, evidence[np.arange(len(at)), np.maximum(at, 0)])
                fit[part] = declared
                gap[part] = evidence.max(axis=1) - declared
        return {"fit": fit, "gap": gap, "unseen": unseen}

    def best_chapter(self, words: Any) -> list[str]:
        """Return the chapter that the words fit best, ``""`` without words or chapters."""
        if not len(self.chapters_):
            return [""] * words.shape[0]
        best = np.asarray((words @ self._log_ratios().T.astype(np.float32)).argmax(axis=1)).ravel()
        return [str(self.chapters_[at]) if n else "" for at, n in zip(best, np.diff(words.indptr), strict=True)]
