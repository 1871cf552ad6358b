"""Read a manifest: any file to a table of its cells, and on to canonical columns."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from riskscan.manifest.cleaning import clean_manifest
from riskscan.manifest.delimited import SURPLUS, read_delimited
from riskscan.manifest.encoding import decode
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.rules import ColumnRules, resolve_rules
from riskscan.manifest.schema import CANONICAL
from riskscan.manifest.sources import FileFormat, Source, read_source
from riskscan.manifest.typed_files import read_excel, read_json_lines, read_parquet

__all__ = ["SURPLUS", "Dialect", "RawTable", "read_manifest", "read_table"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file was read.

    Attributes
    ----------
    name : str
        The file.
    format : {"delimited", "jsonl", "parquet", "excel"}
        How it is built.
    compression : str
        ``gzip``, ``zstd`` or empty.
    encoding : str
        Python's name, ``with byte order mark`` where one stood; empty where the format fixes it.
    separator : str
        Of cells, empty where the format has none.
    n_blank_lines : int
        Blank lines, which are no rows.
    n_title_lines : int
        Lines above the header, which are no rows.
    """

    name: str
    format: FileFormat
    compression: str = ""
    encoding: str = ""
    separator: str = ""
    n_blank_lines: int = 0
    n_title_lines: int = 0


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
    """

    frame: pd.DataFrame
    issues: RowIssues
    dialect: Dialect


def read_table(source: str | Path | BinaryIO, *, encoding: str | None = None, separator: str | None = None) -> RawTable:
    """Read a CSV, TSV, JSON lines, Parquet or Excel file, compressed or not, as it stands.

    Parameters
    ----------
    source : str, Path or binary file
        ``-`` is standard input.
    encoding, separator : str, optional
        Override what is detected.

    Raises
    ------
    ManifestError
        Where the file cannot be read at all.
    """
    found = read_source(source)
    if found.format == "parquet":
        frame, issues = read_parquet(found.content, name=found.name), RowIssues()
        return RawTable(frame, issues, Dialect(found.name, found.format, found.compression))
    if found.format == "excel":
        frame, issues = read_excel(found.content, name=found.name), RowIssues()
        return RawTable(frame, issues, Dialect(found.name, found.format, found.compression))
    return _read_text(found, encoding, separator)


def _read_text(found: Source, encoding: str | None, separator: str | None) -> RawTable:
    text = decode(found.content, encoding)
    shown = f"{text.encoding} with byte order mark" if text.has_bom else text.encoding
    if found.format == "jsonl":
        frame, issues = read_json_lines(text, name=found.name)
        blank = sum(not line.strip() for line in text.lines)
        return RawTable(frame, issues, Dialect(found.name, found.format, found.compression, shown, "", blank))
    table = read_delimited(text, name=found.name, separator=separator)
    dialect = Dialect(
        found.name,
        found.format,
        compression=found.compression,
        encoding=shown,
        separator=table.separator,
        n_blank_lines=table.n_blank_lines,
        n_title_lines=table.n_title_lines,
    )
    return RawTable(table.frame, table.issues, dialect)


def read_manifest(source: str | Path | BinaryIO, *, columns: ColumnRules | str | Path | None = None) -> pd.DataFrame:
    """Read a manifest into canonical columns.

    Parameters
    ----------
    source : str, Path or binary file
        ``-`` is standard input.
    columns : ColumnRules, str or Path, optional
        A mapping file, see `riskscan.manifest.rules`.

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
    raw = read_table(source, encoding=rules.encoding, separator=rules.separator)
    clean = clean_manifest(raw.frame, columns=rules, issues=raw.issues)
    present = [column for column in CANONICAL if column in clean.mapping.columns]
    others = raw.frame[[column for column in clean.mapping.unmapped if column not in present]]
    others = others.drop(columns="row_issues", errors="ignore")
    return pd.concat([clean.frame[present], others, clean.issues.as_text(raw.frame.index)], axis=1)
