"""The frame of findings that `riskscan.screen` gives, made by column: most texts of a manifest name no chemical."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

import numpy as np
import pandas as pd

from riskscan.chemistry.findings import NO_CHEMICAL, Finding
from riskscan.frames import columns_of_words
from riskscan.tables.listings import describe_listings

__all__ = ["frame_of_findings"]

_OF_FINDINGS = (
    "outcome", "mention", "substance_id", "substance_name", "cas_rn", "relation", "method", "confidence", "smiles",
    "inchikey",
)  # fmt: skip
"""Columns that show a finding as it is."""
_OTHERS = ("mention", "confidence")
"""Those of them that are not words alone."""


def frame_of_findings(texts: Sequence[str | None], spoken: Sequence[tuple[int, tuple[Finding, ...]]]) -> pd.DataFrame:
    """Return one row for each finding, and one for each text that has none.

    Parameters
    ----------
    texts : sequence of str or None
        All that were asked for.
    spoken : sequence of (int, tuple of Finding)
        Places of those that were read, ascending, each with its findings.
    """
    counts = np.ones(len(texts), dtype=np.int64)
    for index, found in spoken:
        counts[index] = len(found)
    texts_of_rows = np.repeat(np.arange(len(texts)), counts)
    begins = np.cumsum(counts) - counts
    findings = [
        (row, finding) for index, found in spoken for row, finding in enumerate(found, start=int(begins[index]))
    ]

    def column(value: Callable[[Finding], Any]) -> list[Any]:
        cells = [value(NO_CHEMICAL)] * len(texts_of_rows)
        for row, finding in findings:
            cells[row] = value(finding)
        return cells

    words = {name: column(attrgetter(name)) for name in _OF_FINDINGS}
    words["listings"] = column(lambda finding: describe_listings(finding.listings) if finding.listings else None)
    columns = {
        "text_index": texts_of_rows,
        # pandas' own text type refuses the lone surrogates that a text may hold
        "text": pd.Series([texts[index] for index in texts_of_rows.tolist()], dtype=object),
        **columns_of_words({name: cells for name, cells in words.items() if name not in _OTHERS}),
        "mention": pd.Series(words["mention"], dtype=object),
        "confidence": np.array(words["confidence"], dtype=np.float64),
    }
    return pd.DataFrame({name: columns[name] for name in ("text_index", "text", *words)}, copy=False)
