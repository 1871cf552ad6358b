"""Fingerprints of training data and reference tables, so that a model says what it was made from."""

import hashlib

import numpy as np
from numpy.typing import NDArray

from riskscan.tables.reading import DATA

__all__ = ["data_digest", "run_digest", "table_digest"]


def data_digest(keys: NDArray[np.uint64], y: NDArray[np.float64]) -> str:
    """Return the SHA-256 of the rows' keys and labels, whatever their order."""
    order = np.lexsort((np.nan_to_num(y, nan=-1.0), keys))
    return hashlib.sha256(keys[order].tobytes() + y[order].tobytes()).hexdigest()


def run_digest(*parts: str) -> str:
    """Return the SHA-256 of what decides a training run: digests of data and tables, and the choices."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def table_digest() -> str:
    """Return the SHA-256 of all packaged tables."""
    digest = hashlib.sha256()
    for table in sorted(path for path in DATA.rglob("*") if path.is_file()):
        digest.update(table.relative_to(DATA).as_posix().encode())
        digest.update(table.read_bytes())
    return digest.hexdigest()
