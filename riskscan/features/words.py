"""Words of texts as sparse hashed matrices, and what they say about an HS chapter."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from riskscan.features.base import Array
from riskscan.features.coded import Coded, find_words
from riskscan.features.columns import Frame, remembered
from riskscan.features.goods_facts import WORD_BITS, goods_facts
from riskscan.features.word_hashing import hash_places

__all__ = ["ChapterWords", "Words", "character_matrix", "goods_words", "word_matrix"]

CHARACTER_BITS = 17
_RARE_WORD = 5.0
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Words:
    """Which hashed words the texts of a column hold.

    Attributes
    ----------
    codes : ndarray of int, shape (n_rows,)
        Row of `matrix` of each row's text.
    matrix : CSR of float32, shape (n_texts, n_words)
        0 or 1, the places of a row ascending: sums over it then never depend on the other texts.
    """

    codes: NDArray[np.intp]
    matrix: Any

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, rows: Any) -> "Words":
        """Return the words of some rows."""
        return Words(self.codes[rows], self.matrix)

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Number of words of each row."""
        return np.asarray(np.diff(self.matrix.indptr)[self.codes])

    def rows(self) -> Any:
        """Return the words of each row: CSR, shape (n_rows, n_words)."""
        return self.matrix[self.codes]

    def dot(self, weights: NDArray[Any]) -> NDArray[Any]:
        """Return for each row the sum of its words' weights."""
        found: NDArray[Any] = np.asarray(self.matrix @ weights)[self.codes]
        return found


def word_matrix(texts: "Coded | Iterable[str]", bits: int = WORD_BITS, pairs: bool = False) -> Words:
    """Return which hashed words (and pairs of words that follow each other) every text holds, of 2**bits."""
    coded = Coded.of(texts)
    found = [find_words(text[:_LONGEST]) for text in coded.values]
    return Words(coded.codes, _hashed(found, bits, pairs))


def _hashed(found: list[list[str]], bits: int, pairs: bool = False) -> Any:
    """Return the matrix of the words of each text."""
    sizes = np.array([len(tokens) for tokens in found], dtype=np.int64)
    places, distinct = pd.factorize(np.array([token for tokens in found for token in tokens], dtype=object))
    rows = np.repeat(np.arange(len(found)), sizes)
    columns = hash_places(distinct, bits)[places]
    if pairs and len(places):
        follows = rows[1:] == rows[:-1]
        codes, kinds = pd.factorize((places[:-1] * len(distinct) + places[1:])[follows])
        firsts, seconds = np.divmod(kinds, len(distinct))
        joined = [f"{one} {other}" for one, other in zip(distinct[firsts], distinct[seconds], strict=True)]
        columns = np.concatenate([columns, hash_places(joined, bits)[codes]])
        rows = np.concatenate([rows, rows[1:][follows]])
    return _binary(rows, columns, (len(found), 2**bits))


def goods_words(frame: Frame) -> Words:
    """Return the words of the folded goods texts."""

    def make() -> Words:
        facts, texts = goods_facts(frame)
        return Words(texts, facts.matrix())

    return cast(Words, remembered(frame, "\0words", make))


def character_matrix(texts: "Coded | Iterable[str]", bits: int = CHARACTER_BITS) -> Words:
    """Return which hashed runs of 3 to 4 characters inside words every text holds, of 2**bits."""
    coded = Coded.of(texts)
    found = [text[:_LONGEST].split() for text in coded.values]
    places, distinct = pd.factorize(np.array([word for words in found for word in words], dtype=object))
    runs = [_runs(f" {word} ") for word in distinct]
    starts = np.concatenate([[0], np.cumsum([len(some) for some in runs], dtype=np.int64)])
    flat, kinds = pd.factorize(np.array([run for some in runs for run in some], dtype=object))
    columns = hash_places(kinds, bits)[flat]
    # For every word of every text, the places of its runs.
    n_runs = np.diff(starts)[places]
    offsets = np.arange(n_runs.sum()) - np.repeat(np.cumsum(n_runs) - n_runs, n_runs)
    of_words = np.repeat(np.arange(len(found)), [len(words) for words in found])
    places_of_runs = np.repeat(starts[places], n_runs) + offsets
    return Words(coded.codes, _binary(np.repeat(of_words, n_runs), columns[places_of_runs], (len(found), 2**bits)))


def _runs(word: str) -> list[str]:
    return [word[start : start + size] for size in (3, 4) for start in range(max(len(word) - size + 1, 1))]


def _binary(rows: NDArray[np.int64], columns: NDArray[np.int64], shape: tuple[int, int]) -> Any:
    found = sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)
    found.sort_indices()
    found.data[:] = 1.0
    return found


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

    def fit(self, words: Words, hs2: "Coded | pd.Series[str]") -> Self:
        """Count words by chapter.

        Parameters
        ----------
        words : Words of n_rows
            Words of every row.
        hs2 : Coded or Series of str, shape (n_rows,)
            Declared chapter, ``""`` where unknown.
        """
        coded, matrix = Coded.of(hs2), words.rows()
        chapters = coded.series()
        counts = chapters[chapters != ""].value_counts()
        self.chapters_ = np.array(sorted(counts.index[counts >= self.least]), dtype=np.str_)
        place = self._place(coded)
        rows = np.flatnonzero(place >= 0)
        chosen = sparse.csr_matrix(
            (np.ones(len(rows), dtype=np.float32), (place[rows], rows)), shape=(len(self.chapters_), matrix.shape[0])
        )
        self.counts_ = sparse.csr_matrix(chosen @ matrix)
        self.word_totals_ = np.asarray(matrix.sum(axis=0)).ravel().astype(np.float32)
        return self

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what is worked out anew."""
        return {name: value for name, value in self.__dict__.items() if name != "_log_ratios"}

    def _place(self, hs2: Coded) -> NDArray[np.int64]:
        known = {str(chapter): place for place, chapter in enumerate(self.chapters_)}
        return np.array([known.get(chapter, -1) for chapter in hs2.values], dtype=np.int64)[hs2.codes]

    @cached_property
    def _log_ratios(self) -> NDArray[np.float32]:
        """Evidence of each word for each chapter, shape (n_words, n_chapters)."""
        counts = self.counts_.toarray().astype(np.float64)
        share = (self.word_totals_ + 0.01) / (self.word_totals_.sum() + 0.01 * len(self.word_totals_))
        total = counts.sum(axis=1, keepdims=True)
        smoothed = (counts + self.smoothing * share) / (total + self.smoothing)
        # A word met in few rows says little, one never met says nothing.
        trust = self.word_totals_ / (self.word_totals_ + _RARE_WORD)
        ratios = (np.log(smoothed / share) * trust).T.astype(np.float32)
        return np.ascontiguousarray(ratios)  # as the product with sparse rows wants it, else it is copied each time

    def describe(self, words: Words, hs2: "Coded | pd.Series[str]") -> dict[str, Array]:
        """Return ``fit`` (declared chapter), ``gap`` (best chapter minus declared), ``unseen`` (share of unmet words).

        NaN without words; fit and gap also where the chapter is unknown.
        """
        sizes = np.diff(words.matrix.indptr).astype(np.float64)
        sizes[sizes == 0] = np.nan
        unseen = words.matrix @ (self.word_totals_ == 0).astype(np.float32) / sizes
        fit = np.full(len(words), np.nan)
        gap = np.full(len(words), np.nan)
        if len(self.chapters_):
            evidence = (words.matrix @ self._log_ratios) / sizes[:, None]
            at = self._place(Coded.of(hs2))
            fit = np.where(at < 0, np.nan, evidence[words.codes, np.maximum(at, 0)])
            gap = evidence.max(axis=1)[words.codes] - fit
        return {"fit": fit, "gap": gap, "unseen": unseen[words.codes]}

    def best_chapter(self, words: Words) -> list[str]:
        """Return the chapter that the words fit best, ``""`` without words or chapters."""
        if not len(self.chapters_):
            return [""] * len(words)
        best = np.asarray((words.matrix @ self._log_ratios).argmax(axis=1)).ravel()[words.codes]
        return [str(self.chapters_[at]) if n else "" for at, n in zip(best, words.sizes, strict=True)]
