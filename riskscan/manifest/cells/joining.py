"""Several columns that say together what the goods are, as one text."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from riskscan.manifest.cells.columns import row_texts
from riskscan.manifest.cells.nulls import null_kind, null_texts
from riskscan.manifest.cells.strings import RawColumn

__all__ = ["BETWEEN", "join_parts", "join_texts"]

BETWEEN = " | "
"""Stands between the parts; no name is read across it."""


def join_texts(columns: Sequence[RawColumn], name: str) -> RawColumn:
    """Return columns of text as one, their parts in order; what says nothing, or stands in another part, is left out.

    Parameters
    ----------
    columns : sequence of RawColumn
        Parts of equal length.
    name : str
        Canonical column; it decides which words say nothing.
    """
    parts = [_filled(column, name) for column in columns]
    joined = parts[0]
    for part in parts[1:]:
        joined = joined.where(joined.notna(), part)
    several = np.flatnonzero(np.sum([part.notna().to_numpy() for part in parts], axis=0) > 1)
    values: npt.NDArray[np.object_] = joined.to_numpy(dtype=object, copy=True)
    known: dict[tuple[str, ...], str] = {}
    for row, *cells in zip(several.tolist(), *(part.to_numpy()[several].tolist() for part in parts), strict=True):
        filled = tuple(cell for cell in cells if isinstance(cell, str))
        if filled not in known:
            known[filled] = join_parts(filled)
        values[row] = known[filled]
    return RawColumn(pd.Series(values, dtype=object))


def _filled(column: RawColumn, name: str) -> "pd.Series[str]":
    """Return the stripped texts of a part, None where it says nothing."""
    words = null_texts(null_kind(name))
    if column.strings is None:
        texts = [text.strip() if text else None for text in row_texts(column)[0]]
        return pd.Series([text if text and text.casefold() not in words else None for text in texts], dtype=object)
    bare = pc.utf8_trim_whitespace(column.strings)
    known = pa.array(["", *words], pa.large_string())
    filled = pc.if_else(pc.is_in(pc.utf8_lower(bare), known), pa.scalar(None, pa.large_string()), bare)
    return pd.Series(filled.to_numpy(zero_copy_only=False), dtype=object)


def join_parts(parts: Sequence[str]) -> str:
    """Return the parts of a text as one; a part whose words stand in another one is left out.

    Examples
    --------
    >>> join_parts(["ACETONE", "Acetone 99% in drums", "brand X"]), join_parts(["ice", "rice"])
    ('Acetone 99% in drums | brand X', 'ice | rice')
    """
    folded = [" ".join(part.casefold().split()) for part in parts]
    kept = []
    for place, part in enumerate(folded):
        others = [other for position, other in enumerate(folded) if position != place]
        is_repeated = any(other == part for other in folded[:place])
        if not is_repeated and not any(len(other) > len(part) and _stands_in(part, other) for other in others):
            kept.append(parts[place])
    return BETWEEN.join(kept)


def _stands_in(part: str, text: str) -> bool:
    """Whether a text has a part that begins and ends where words do."""
    start = text.find(part)
    while start >= 0:
        before, behind = text[start - 1 : start], text[start + len(part) : start + len(part) + 1]
        if not (before.isalnum() and part[0].isalnum()) and not (behind.isalnum() and part[-1].isalnum()):
            return True
        start = text.find(part, start + 1)
    return False
