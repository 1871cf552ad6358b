"""A file of scored rows, read back: canonical columns beside those that scoring appended."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from riskscan.exceptions import ManifestError
from riskscan.manifest.cleaning import clean_manifest
from riskscan.manifest.mapping.rules import resolve_rules
from riskscan.manifest.notes import Note
from riskscan.manifest.reading import read_table
from riskscan.policy import Tier
from riskscan.reporting.overview import ScoredRows
from riskscan.scoring.output_columns import OUTPUT_COLUMNS, without_output

__all__ = ["ScoredFile", "read_scored"]

_NEEDED = ("risk_score", "risk_tier", "risk_rank", "screening_outcome", "reasons")
_TIERS = frozenset(tier.name.lower() for tier in Tier)


@dataclass(frozen=True, slots=True)
class ScoredFile:
    """Rows that riskscan scored, from a file.

    Attributes
    ----------
    name : str
        Of the file.
    rows : ScoredRows
        All of them.
    reading : tuple of Note
        What was chosen in reading the file.
    columns : tuple of Note
        What was assumed of its columns.
    """

    name: str
    rows: ScoredRows
    reading: tuple[Note, ...]
    columns: tuple[Note, ...]


def read_scored(source: str | Path, *, columns: Path | str | None = None) -> ScoredFile:
    """Read the output of ``riskscan score``.

    Parameters
    ----------
    source : str or Path
        CSV, Parquet, JSON lines, a workbook; ``-`` is standard input.
    columns : Path or str, optional
        The mapping file that the manifest was scored with.

    Raises
    ------
    ManifestError
        Where the rows were not scored, or what scoring wrote cannot be read.
    """
    rules = resolve_rules(columns)
    table = read_table(
        source, encoding=rules.encoding, separator=rules.separator, headers=rules.headers,
        longest_line_mb=rules.longest_line_mb,
    )  # fmt: skip
    missing = [name for name in _NEEDED if name not in table.frame.columns]
    if missing:
        raise ManifestError(f"The rows lack {', '.join(missing)}; score them first with `riskscan score`.")
    own = without_output(table.frame)
    clean = clean_manifest(own, columns=rules, require_text=False)
    rows = ScoredRows(clean.frame.reset_index(drop=True), _output(table.frame).reset_index(drop=True))
    return ScoredFile(table.dialect.name, rows, table.notes, (*clean.mapping.notes, *clean.notes))


def _output(frame: pd.DataFrame) -> pd.DataFrame:
    found: dict[str, Any] = {
        name: frame[name].astype(object) if name in frame else np.full(len(frame), None, dtype=object)
        for name in OUTPUT_COLUMNS
    }
    output = pd.DataFrame(found, index=frame.index)
    for name in ("risk_score", "risk_rank"):
        output[name] = pd.to_numeric(output[name], errors="coerce")
    bad = output["risk_score"].isna() | output["risk_rank"].isna() | ~output["risk_tier"].isin(_TIERS)
    bad |= ~output["risk_score"].between(0, 1)
    if bad.any():
        first = int(np.flatnonzero(bad.to_numpy())[0]) + 1
        raise ManifestError(
            f"{int(bad.sum()):,} rows have no readable risk_score, risk_rank or risk_tier (row {first:,} is the first);"
            " score the file again."
        )
    return output.astype({"risk_rank": np.int64})
