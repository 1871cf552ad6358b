"""Read a manifest: any file to a table of its cells, and on to canonical columns."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd

from riskscan.frames import as_kind_of
from riskscan.manifest.arrow_frames import as_pandas
from riskscan.manifest.cleaning import clean_manifest
from riskscan.manifest.delimited.line_lengths import LONGEST_LINE_MB
from riskscan.manifest.dialect import Dialect
from riskscan.manifest.formats.base import SURPLUS, ReadOptions
from riskscan.manifest.formats.registry import find_format
from riskscan.manifest.inner_headers import split_at_headers
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.mapping.rules import ColumnRules, resolve_rules
from riskscan.manifest.notes import Note
from riskscan.manifest.schema import CANONICAL
from riskscan.manifest.sheets import join_tables
from riskscan.manifest.source import open_source

__all__ = ["SURPLUS", "Dialect", "RawTable", "read_manifest", "read_table"]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file as a table.

    Attributes
    ----------
    frame : DataFrame
        Cells as they stand in the file, as text (a Parquet file keeps its types), with unique headers and rows
        numbered from 0; ``surplus_cells`` holds what stood beyond the header.
    issues : RowIssues
        What was wrong with the rows as such.
    dialect : Dialect
        How the file was read.
    notes : tuple of Note
        What was chosen or assumed on the way.
    """

    frame: pd.DataFrame
    issues: RowIssues
    dialect: Dialect
    notes: tuple[Note, ...] = ()


def read_table(
    source: str | Path | BinaryIO,
    *,
    encoding: str | None = None,
    separator: str | None = None,
    headers: Collection[str] = (),
    longest_line_mb: int = LONGEST_LINE_MB,
) -> RawTable:
    """Read a file of any format of the registry, compressed or not, as it stands.

    Parameters
    ----------
    source : str, Path or binary file
        ``-`` is standard input.
    encoding, separator : str, optional
        Override what is detected.
    headers : collection of str
        Headers that the user's mapping file names: they tell the header of a table, where its words are not known.
    longest_line_mb : int
        Megabytes of a line of delimited text, at most.

    Returns
    -------
    RawTable
        Cells, issues and how the file was read.

    Raises
    ------
    ManifestError
        Where the file cannot be read at all.
    """
    with open_source(source) as found:
        format = find_format(found)
        options = ReadOptions(encoding, separator, tuple(headers), longest_line_mb=longest_line_mb)
        tables = split_at_headers(format.tables(found, options), named=headers)
        table = join_tables(tables, name=found.name, named=headers)
    dialect = Dialect.of(found, format, (table,))
    return RawTable(table.frame, table.issues, dialect, table.notes)


def read_manifest(source: Any, *, columns: ColumnRules | str | Path | None = None) -> Any:
    """Read a manifest into canonical columns.

    Parameters
    ----------
    source : str, Path, binary file or DataFrame
        ``-`` is standard input. A frame of pandas, Polars or Arrow comes back as one.
    columns : ColumnRules, str or Path, optional
        A mapping file, see `riskscan.manifest.mapping.rules`.

    Returns
    -------
    DataFrame of shape (n_rows, n_columns)
        The canonical columns that the file has, clean; then its other columns untouched; then ``row_issues`` (text,
        empty where a row has none). Rows keep their number and order.

    Raises
    ------
    ManifestError
        Where the file cannot be read or its columns cannot be mapped.
    """
    rules = resolve_rules(columns)
    if isinstance(source, str | Path) or hasattr(source, "read"):
        raw = read_table(
            source, encoding=rules.encoding, separator=rules.separator, headers=rules.headers,
            longest_line_mb=rules.longest_line_mb,
        )  # fmt: skip
    else:
        raw = RawTable(as_pandas(source), RowIssues(), Dialect("frame", "frame"))
    clean = clean_manifest(raw.frame, columns=rules, issues=raw.issues)
    present = [column for column in CANONICAL if column in clean.mapping.columns]
    others = raw.frame[[column for column in clean.mapping.kept if column not in present]]
    others = others.drop(columns="row_issues", errors="ignore")
    found = pd.concat([clean.frame[present], others, clean.issues.as_text(raw.frame.index)], axis=1)
    return as_kind_of(source, found)
