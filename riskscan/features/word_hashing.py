"""Places of words in a hashed matrix: MurmurHash3 of all words at once.

References
----------
Appleby, MurmurHash3 (x86, 32 bits, seed 0), public domain; the places are those of scikit-learn's ``FeatureHasher``.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

__all__ = ["hash_places"]

_Hashes = NDArray[np.uint32]
_C1, _C2 = np.uint32(0xCC9E2D51), np.uint32(0x1B873593)
_BLOCK = 4


def hash_places(words: Iterable[str], bits: int) -> NDArray[np.int64]:
    """Return the place of each word among 2**bits.

    Parameters
    ----------
    words : iterable of str
        Any texts; lone surrogates are hashed as they stand.
    bits : int
        Up to 31.

    Examples
    --------
    >>> hash_places(["acetone", "dog"], 14).tolist()
    [5081, 13861]
    """
    encoded = [word.encode("utf-8", "surrogatepass") for word in words]
    sizes = np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded))
    places = np.zeros(len(encoded), dtype=np.int64)
    for size in np.unique(sizes).tolist():  # words of one length are rows of one matrix
        rows = np.flatnonzero(sizes == size)
        text = b"".join([encoded[row] for row in rows.tolist()])
        hashes = _hash_rows(np.frombuffer(text, dtype=np.uint8).reshape(len(rows), size))
        # The hash is read as a signed number, whose amount is the place.
        places[rows] = np.abs(hashes.view(np.int32).astype(np.int64)) % (1 << bits)
    return places


def _hash_rows(text: NDArray[np.uint8]) -> _Hashes:
    """Return the hash of each row of bytes."""
    n_rows, size = text.shape
    n_whole = size // _BLOCK
    blocks = np.ascontiguousarray(text[:, : n_whole * _BLOCK]).view("<u4")
    hashes = np.zeros(n_rows, dtype=np.uint32)
    for place in range(n_whole):
        hashes = _rotated(hashes ^ _mixed(blocks[:, place].astype(np.uint32)), 13) * np.uint32(5) + np.uint32(
            0xE6546B64
        )
    if size % _BLOCK:
        tail = np.zeros(n_rows, dtype=np.uint32)
        for place in range(size - 1, n_whole * _BLOCK - 1, -1):
            tail = (tail << np.uint32(8)) | text[:, place]
        hashes = hashes ^ _mixed(tail)
    hashes = hashes ^ np.uint32(size)
    hashes = (hashes ^ (hashes >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    hashes = (hashes ^ (hashes >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return np.asarray(hashes ^ (hashes >> np.uint32(16)))


def _mixed(block: _Hashes) -> _Hashes:
    return np.asarray(_rotated(block * _C1, 15) * _C2)


def _rotated(values: _Hashes, by: int) -> _Hashes:
    return np.asarray((values << np.uint32(by)) | (values >> np.uint32(32 - by)))
