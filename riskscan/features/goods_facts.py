"""What is worked out of the words of goods texts: once, though rows are counted in one pass and compared in a later."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from hashlib import blake2b
from itertools import chain
from typing import Any, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from riskscan.features.base import Array
from riskscan.features.coded import Coded, as_objects
from riskscan.features.columns import Frame, Rows, coded_goods, goods_tokens, raw_goods, remembered
from riskscan.features.vagueness import vague_share_of_words
from riskscan.features.word_hashing import hash_places
from riskscan.manifest.cells.factorizing import factorize

__all__ = ["MOST_TOLD", "WORD_BITS", "GoodsFacts", "goods_facts", "kept_goods"]

WORD_BITS = 14
MOST_TOLD = 12
"""Words of a text that rows are compared by."""
_KEPT = "\0goods kept "
_FACTS = "\0goods facts"

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class GoodsFacts:
    """The distinct texts of some rows, by the words they hold.

    Attributes
    ----------
    digest : ndarray of uint64, shape (1,)
        Of the distinct texts as they stand, in their order.
    places : ndarray of int32, shape (n_raw_texts,)
        Which folded text each of them is.
    sizes : ndarray of int32, shape (n_texts,)
        Words of each folded text.
    codes : ndarray of int32, shape (n_all_words,)
        Of each word of each text its place among the distinct ones.
    keys : ndarray of uint64, shape (n_words,)
        Of each distinct word.
    columns : ndarray of int32, shape (n_words,)
        Place of each distinct word in a hashed matrix.
    told_sizes, told_codes : ndarray of int32
        As `sizes` and `codes`, of the first `MOST_TOLD` different words of each text that are no numbers.
    vague : ndarray of float64, shape (n_texts,)
        Share of vague terms in each folded text.
    """

    digest: NDArray[np.uint64]
    places: Ints
    sizes: Ints
    codes: Ints
    keys: NDArray[np.uint64]
    columns: Ints
    told_sizes: Ints
    told_codes: Ints
    vague: Array

    @classmethod
    def of(cls, X: Frame) -> "GoodsFacts":
        """Read the texts of some rows."""
        goods, tokens = coded_goods(X), goods_tokens(X)
        raw = raw_goods(X)
        places = np.zeros(len(raw.values), dtype=np.int32)
        places[raw.codes] = goods.codes
        codes, words = factorize(as_objects(chain.from_iterable(tokens)))
        sizes = np.fromiter(map(len, tokens), dtype=np.int32, count=len(tokens))
        return cls(
            _digest(raw),
            places,
            sizes,
            codes.astype(np.int32),
            pd.util.hash_array(words, categorize=False) if len(words) else np.zeros(0, dtype=np.uint64),
            hash_places(words, WORD_BITS).astype(np.int32),
            *_told(sizes, codes, words),
            vague_share_of_words(goods.values, tokens, codes, words),
        )

    def matrix(self) -> Any:
        """Return which hashed words each text holds: CSR of float32, shape (n_texts, n_columns), places ascending."""
        shape = len(self.sizes), 1 << WORD_BITS
        bounds = np.concatenate([[0], np.cumsum(self.sizes)])
        ones = np.ones(len(self.codes), dtype=np.float32)
        found = sparse.csr_matrix((ones, self.columns[self.codes], bounds), shape=shape)
        found.sum_duplicates()
        found.data[:] = 1.0
        return found


def goods_facts(X: Frame) -> tuple[GoodsFacts, NDArray[np.intp]]:
    """Return what the goods texts of some rows say, and of each row which folded text it has.

    What an earlier pass found counts where the texts are the same still.
    """

    def make() -> tuple[GoodsFacts, NDArray[np.intp]]:
        raw = raw_goods(X)
        kept = _restored(X.memory) if isinstance(X, Rows) else None
        facts = kept if kept is not None and kept.digest == _digest(raw) else GoodsFacts.of(X)
        return facts, facts.places[raw.codes].astype(np.intp)

    return cast(tuple[GoodsFacts, NDArray[np.intp]], remembered(X, _FACTS, make))


def kept_goods(memory: Mapping[str, Any]) -> dict[str, Any]:
    """Return what rows remember of their goods as arrays, which may wait on disk for the next pass."""
    if _FACTS not in memory:
        return {}
    facts = memory[_FACTS][0]
    return {_KEPT + field.name: getattr(facts, field.name) for field in fields(GoodsFacts)}


def _told(sizes: Ints, codes: NDArray[np.intp], words: NDArray[np.object_]) -> tuple[Ints, Ints]:
    """Return of each text how many words are told, and the places of all of them, in their order."""
    is_word = np.fromiter((not word.isdecimal() for word in words), dtype=bool, count=len(words))
    texts, told = np.repeat(np.arange(len(sizes)), sizes), np.flatnonzero(is_word[codes])
    pairs, distinct = factorize(texts[told] * len(words) + codes[told])
    if len(distinct) < len(told):  # pairs are numbered as they come: one that is no higher than before came before
        told = told[np.append(True, pairs[1:] > np.maximum.accumulate(pairs)[:-1])]
    counts = np.bincount(texts[told], minlength=len(sizes))
    within = np.arange(len(told)) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.minimum(counts, MOST_TOLD).astype(np.int32), codes[told[within < MOST_TOLD]].astype(np.int32)


def _restored(memory: Mapping[str, Any]) -> GoodsFacts | None:
    names = [field.name for field in fields(GoodsFacts)]
    if _KEPT + names[0] not in memory:
        return None
    return GoodsFacts(*(memory[_KEPT + name] for name in names))


def _digest(raw: Coded) -> NDArray[np.uint64]:
    """Return a number that is another one where any of the distinct texts is another."""
    digest = blake2b(np.fromiter(map(len, raw.values), dtype=np.int64, count=len(raw.values)).tobytes(), digest_size=8)
    digest.update("".join(raw.values).encode("utf-8", "surrogatepass"))
    return np.frombuffer(digest.digest(), dtype=np.uint64)
