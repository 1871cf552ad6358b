"""A file of scored rows, read back: canonical columns beside those that scoring appended."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.exceptions import ManifestError
from riskscan.frames import frame_of
from riskscan.manifest.cleaning import clean_columns, clean_manifest
from riskscan.manifest.mapping import map_columns, take_sample
from riskscan.manifest.mapping.rules import resolve_rules
from riskscan.manifest.notes import Note
from riskscan.manifest.reading import read_table
from riskscan.manifest.surveying import count_votes
from riskscan.manifest.taken_rows import TakenRows, with_text_headers
from riskscan.policy import Tier
from riskscan.reporting.overview import ROUTE_COLUMNS, ScoredRows
from riskscan.scored_numbers import check_scores, parse_numbers
from riskscan.scoring.output_columns import OUTPUT_COLUMNS, without_output

__all__ = ["ScoredFile", "Wanted", "read_scored"]

Wanted = Callable[[pd.DataFrame], NDArray[np.bool_]]
"""Which rows are shown whole, by the columns of scoring, shape (n_rows, n_columns)."""

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


def read_scored(source: str | Path, *, columns: Path | str | None = None, wanted: Wanted | None = None) -> ScoredFile:
    """Read the output of ``riskscan score``.

    Parameters
    ----------
    source : str or Path
        CSV, Parquet, JSON lines, a workbook; ``-`` is standard input.
    columns : Path or str, optional
        The mapping file that the manifest was scored with.
    wanted : callable, optional
        Says by the columns of scoring which rows are wanted whole; all where left out. Of the others, which are only
        counted, countries are read, and all where a name could not be read.

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
    own, output = without_output(table.frame).reset_index(drop=True), _output(table.frame).reset_index(drop=True)
    raw = with_text_headers(own)
    mapping = map_columns(list(raw.columns), rules, sample=take_sample(raw), require_text=False)
    rows = TakenRows.of(own, mapping, rules)
    conventions = count_votes(rows.columns, is_whole=True).freeze(mapping, rules)
    clean = partial(clean_manifest, columns=rules, require_text=False, mapping=mapping, conventions=conventions)
    if wanted is None:
        canonical = clean(own, taken=rows).frame
    else:
        canonical = frame_of(clean_columns(rows, ROUTE_COLUMNS, conventions))
        whole = np.flatnonzero(wanted(output) | (output["screening_outcome"] == "unresolved").to_numpy(dtype=bool))
        canonical = _with_rows(canonical, whole, clean(own.iloc[whole]).frame)
    notes = (*mapping.notes, *conventions.notes)
    return ScoredFile(table.dialect.name, ScoredRows(canonical, output), table.notes, notes)


def _with_rows(frame: pd.DataFrame, places: NDArray[np.intp], rows: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with other rows at some places."""
    columns = {}
    for name in frame:
        values = frame[name].to_numpy(copy=True)
        values[places] = rows[name].to_numpy()
        columns[name] = pd.Series(values, index=frame.index, dtype=values.dtype, copy=False)
    return pd.DataFrame(columns, index=frame.index, copy=False)


def _output(frame: pd.DataFrame) -> pd.DataFrame:
    found: dict[str, Any] = {
        name: frame[name] if name in frame else np.full(len(frame), None, dtype=object) for name in OUTPUT_COLUMNS
    }
    output = pd.DataFrame(found, index=frame.index)
    for name in ("risk_score", "risk_rank"):
        output[name] = parse_numbers(output[name])
    check_scores(output["risk_score"], output["risk_rank"], output["risk_tier"].isin(_TIERS))
    return output.astype({"risk_rank": np.int64})
