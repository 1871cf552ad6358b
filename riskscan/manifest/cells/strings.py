"""A column as one Arrow array of text, on which whole columns are looked at without a step for each row."""

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas.api.types import is_bool_dtype, is_numeric_dtype

__all__ = [
    "FEW_ROWS",
    "RawColumn",
    "Strings",
    "as_strings",
    "begin_with",
    "hold_any",
    "is_printable",
    "matches",
    "rows_where",
]

FEW_ROWS = 24
"""Up to so many rows a step for each is sooner done than a call of Arrow for all of them."""

_DELETE = 127

Strings = Any
"""An Arrow array of type ``large_string``; null where the cell is missing."""


class RawColumn:
    """A column as read, and its Arrow array, made once.

    Parameters
    ----------
    values : Series
        Of Python texts, backed by Arrow, or of any other type; missing cells are None or NaN.
    """

    def __init__(self, values: "pd.Series") -> None:
        self.values = values

    def __len__(self) -> int:
        return len(self.values)

    @cached_property
    def strings(self) -> Strings | None:
        """The column as an Arrow array of text, None where it holds anything else."""
        return as_strings(self.values)

    @cached_property
    def is_numeric(self) -> bool:
        """Whether its type is one of numbers."""
        return is_numeric_dtype(self.values.dtype) and not is_bool_dtype(self.values.dtype)


def as_strings(column: "pd.Series") -> Strings | None:
    """Return a column as an Arrow array of text, or None where it holds anything else."""
    if column.dtype != object and not isinstance(column.dtype, pd.StringDtype | pd.ArrowDtype):
        return None
    try:
        if column.dtype == object:
            return pa.array(column.to_numpy(), pa.large_string(), from_pandas=True)
        array = pa.array(column.array, from_pandas=True)
    except (pa.ArrowException, UnicodeEncodeError):  # cells of several kinds; half characters, which no UTF-8 has
        return None
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    if pa.types.is_large_string(array.type):
        return array
    return array.cast(pa.large_string()) if pa.types.is_string(array.type) else None


def matches(strings: Strings, pattern: str) -> "npt.NDArray[np.bool_]":
    """Return for each row whether an RE2 pattern matches somewhere in it; False for null."""
    return rows_where(pc.match_substring_regex(strings, pattern))


def is_printable(strings: Strings, not_first: bytes) -> "npt.NDArray[np.bool_]":
    """Return for each row whether it is printable ASCII without blanks around it; False for null and for empty text.

    Parameters
    ----------
    strings : Arrow array of text
        The column.
    not_first : bytes
        Characters that it must not begin with.
    """
    n_rows = len(strings)
    _, bounds, content = strings.buffers()
    if content is None or not n_rows:
        return np.zeros(n_rows, dtype=bool)
    offsets = np.frombuffer(bounds, dtype=np.int64)[strings.offset : strings.offset + n_rows + 1]
    letters = np.frombuffer(content, dtype=np.int8)  # other than ASCII is negative
    filled = offsets[1:] > offsets[:-1]
    first = letters[np.minimum(offsets[:-1], len(letters) - 1)] if len(letters) else np.zeros(n_rows, dtype=np.int8)
    last = letters[np.maximum(offsets[1:], 1) - 1] if len(letters) else first
    filled &= rows_where(strings.is_valid())  # a null may stand over letters that are not its own
    found: npt.NDArray[np.bool_] = filled & (last != ord(" ")) & ~np.isin(first, list(b" " + not_first))
    odd = np.flatnonzero((letters < ord(" ")) | (letters == _DELETE))
    found[np.searchsorted(offsets, odd[(odd >= offsets[0]) & (odd < offsets[-1])], side="right") - 1] = False
    return found


def begin_with(strings: Strings, first: bytes) -> "npt.NDArray[np.bool_]":
    """Return for each row whether its text begins with one of some bytes; False for null and for empty text."""
    offsets, content = _offsets_and_content(strings)
    if not len(content):
        return np.zeros(len(strings), dtype=bool)
    is_first = np.zeros(256, dtype=bool)
    is_first[list(first)] = True
    found: npt.NDArray[np.bool_] = is_first[content[np.minimum(offsets[:-1], len(content) - 1)]]
    found &= offsets[1:] > offsets[:-1]
    return found & rows_where(strings.is_valid()) if strings.null_count else found


def hold_any(strings: Strings, letters: bytes) -> "npt.NDArray[np.bool_]":
    """Return for each row whether its text holds one of some letters of ASCII; False for null."""
    offsets, content = _offsets_and_content(strings)
    found = np.zeros(len(strings), dtype=bool)
    within = content[offsets[0] : offsets[-1]]
    plain = within.tobytes()
    for letter in letters:
        if letter in plain:  # most columns have none, which is soonest told so
            places = np.flatnonzero(within == letter) + offsets[0]
            found[np.searchsorted(offsets, places, side="right") - 1] = True
    return found & rows_where(strings.is_valid()) if strings.null_count else found


def _offsets_and_content(strings: Strings) -> "tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]":
    """Return where each text begins, and the bytes of all of them."""
    _, bounds, content = strings.buffers()
    letters = np.frombuffer(content, dtype=np.uint8) if content is not None else np.zeros(0, dtype=np.uint8)
    if bounds is None or not len(strings):
        return np.zeros(1, dtype=np.int64), letters[:0]
    return np.frombuffer(bounds, dtype=np.int64)[strings.offset : strings.offset + len(strings) + 1], letters


def rows_where(is_so: Any) -> "npt.NDArray[np.bool_]":
    """Return an Arrow array of truth values as one of numpy; False for null."""
    found: npt.NDArray[np.bool_] = pc.fill_null(is_so, False).to_numpy(zero_copy_only=False)
    return found
