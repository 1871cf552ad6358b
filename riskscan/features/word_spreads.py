"""How a quantity is spread over rows of such words: a mixture of what each word of a text met."""

from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from riskscan.features.base import Array
from riskscan.features.words import Words

__all__ = ["WordSpreads"]

_WIDTH = 0.1
"""Of a bin, in tens."""
_SMOOTH = 0.2
"""Standard deviation, in tens, by which what was met is spread: two prices a third apart are alike."""
_PRIOR_ROWS = 2.0
_SHARPNESS = 3.0
_FLOOR = 0.05
_LEAST_WORD_ROWS = 3
_LEAST_ROWS = 200


class WordSpreads:
    """How likely a value is given the words of a text.

    Of each word (and pair of words) the values it was met with are counted by bins, smoothed, and shrunk toward those
    of all rows. A text's spread is the mean of its words' spreads, in which a word counts exponentially with what it
    says of the value: the name of an article outweighs "set" and "new".

    Parameters
    ----------
    low, high : float
        Bounds of the (decadic) logarithm of the value; what lies beyond counts as the bound.
    """

    def __init__(self, low: float = -3.0, high: float = 6.0) -> None:
        self.low = low
        self.high = high

    def fit(self, words: Words, values: Array) -> Self:
        """Count values by word; with fewer than 200 of them nothing is learned.

        Parameters
        ----------
        words : Words of n_rows
            Words of every row.
        values : ndarray, shape (n_rows,)
            Logarithms of the values.
        """
        known = np.flatnonzero(~np.isnan(values))
        bins, n_bins = self._bins(values[known]), round((self.high - self.low) / _WIDTH)
        self.rows_ = len(known)
        texts = sparse.csr_matrix(
            (np.ones(len(known), dtype=np.float32), (words.codes[known], bins)), shape=(words.matrix.shape[0], n_bins)
        )
        counts = sparse.csr_matrix(words.matrix.T @ texts)
        counts.sort_indices()
        met = np.flatnonzero(np.asarray(counts.sum(axis=1)).ravel() >= _LEAST_WORD_ROWS)
        self.n_words_, self.words_, self.counts_ = words.matrix.shape[1], met, counts[met]
        self.everywhere_ = _smoothed(np.bincount(bins, minlength=n_bins) + 0.5)
        self.everywhere_ /= self.everywhere_.sum()
        return self

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what is worked out anew."""
        return {name: value for name, value in self.__dict__.items() if name != "_spreads"}

    @cached_property
    def _spreads(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Row of each word, 0 for one not met; weighted spread of each row with its weight as the last column."""
        counts = self.counts_.toarray().astype(np.float64)
        spread = _smoothed(counts) + _PRIOR_ROWS * self.everywhere_
        spread /= spread.sum(axis=1, keepdims=True)
        told = (spread * np.log(spread / self.everywhere_)).sum(axis=1)
        n_rows = counts.sum(axis=1)
        weight = n_rows / (n_rows + _PRIOR_ROWS) * np.expm1(_SHARPNESS * told)
        table = np.zeros((len(self.words_) + 1, len(self.everywhere_) + 1), dtype=np.float32)
        table[1:] = np.column_stack([spread * weight[:, None], weight])
        place = np.zeros(self.n_words_, dtype=np.int64)
        place[self.words_] = np.arange(1, len(self.words_) + 1)
        return place, table

    def describe(self, words: Words, values: Array) -> dict[str, Array]:
        """Return what each value says, in nats; NaN without a value, or where too little was learned.

        ``surprise`` is how unlikely it is given the words, ``gain`` how much less likely than among all rows.
        """
        if self.rows_ < _LEAST_ROWS:
            nothing = np.full(len(words), np.nan)
            return {"surprise": nothing, "gain": nothing}
        texts, rows = np.unique(words.codes, return_inverse=True)
        bins = self._bins(values)
        surprise = np.where(np.isnan(values), np.nan, -np.log(self._mixed(words, texts)[rows, bins]))
        return {"surprise": surprise, "gain": surprise + np.log(self.everywhere_)[bins]}

    def middle_half(self, words: Words) -> tuple[Array, Array]:
        """Return between which logarithms half of the values of such words lie; NaN without words that were met."""
        if self.rows_ < _LEAST_ROWS or not len(words):
            return np.full(len(words), np.nan), np.full(len(words), np.nan)
        texts, rows = np.unique(words.codes, return_inverse=True)
        sums = np.cumsum(self._mixed(words, texts), axis=1)
        place, table = self._spreads
        is_told = words.matrix[texts] @ table[place, -1] > 0
        ends = [np.argmax(sums >= share, axis=1) * _WIDTH + self.low for share in (0.25, 0.75)]
        low, high = ends[0], ends[1] + _WIDTH
        return np.where(is_told, low, np.nan)[rows], np.where(is_told, high, np.nan)[rows]

    def _mixed(self, words: Words, texts: NDArray[np.intp]) -> Array:
        """Return the spread of each of some texts, shape (n_texts, n_bins)."""
        place, table = self._spreads
        chosen = words.matrix[texts]
        of_words = sparse.csr_matrix((chosen.data, place[chosen.indices], chosen.indptr), (len(texts), len(table)))
        mixed = np.asarray(of_words @ table, dtype=np.float64)
        return np.asarray((mixed[:, :-1] + _FLOOR * self.everywhere_) / (mixed[:, -1:] + _FLOOR))

    def _bins(self, values: Array) -> NDArray[np.int64]:
        last = round((self.high - self.low) / _WIDTH) - 1
        return np.clip(np.floor((np.nan_to_num(values) - self.low) / _WIDTH), 0, last).astype(np.int64)


def _smoothed(counts: NDArray[Any]) -> Array:
    """Return counts spread over neighboring bins; what would leave the bounds comes back from them."""
    from scipy.ndimage import convolve1d

    reach = int(np.ceil(2.7 * _SMOOTH / _WIDTH))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) * _WIDTH / _SMOOTH) ** 2)
    smoothed: Array = convolve1d(counts.astype(np.float64), kernel / kernel.sum(), axis=-1, mode="reflect")
    return smoothed
