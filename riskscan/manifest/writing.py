"""Write a table whole or not at all, and so that no spreadsheet runs what stands in it."""

import contextlib
import gzip
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

import pandas as pd
import zstandard

from riskscan.exceptions import OptionError
from riskscan.manifest.appearing import appearing, is_replaceable, name_write_errors
from riskscan.manifest.csv_text import neutralize
from riskscan.manifest.frame_writer import FrameWriter, OutputFormat, timed_columns
from riskscan.unseen import escape_unseen

__all__ = [
    "FrameWriter",
    "OutputFormat",
    "check_target",
    "neutralize",
    "open_writer",
    "timed_columns",
    "write_bytes",
    "write_frame",
    "write_text",
]

_SUFFIXES: dict[str, OutputFormat] = {
    ".csv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlsx": "xlsx",
}
_BINARY = ("parquet", "xlsx")
_COMPRESSIONS = (".gz", ".zst")


def write_frame(
    frame: pd.DataFrame, target: str | Path, *, format: OutputFormat | None = None, force: bool = False
) -> None:
    """Write a frame as CSV, Parquet, JSON lines or an Excel workbook, without its index.

    The target appears when everything is written; a run that ends before leaves what was there. In CSV a text that a
    spreadsheet would run gets an apostrophe before it, lists become JSON, null an empty cell.

    Parameters
    ----------
    frame : DataFrame of shape (n_rows, n_columns)
        It is not changed.
    target : str or Path
        ``-`` is standard output. The suffix tells the format; ``.gz`` and ``.zst`` compress CSV and JSON lines.
    format : {"csv", "parquet", "jsonl", "xlsx"}, optional
        Instead of the suffix; on standard output CSV by default.
    force : bool, default False
        Whether an existing file may be replaced.

    Raises
    ------
    OptionError
        Where the format is not known, the target exists, or its folder cannot be written.
    """
    chosen = check_target(target, format=format, force=force)
    if str(target) == "-":
        with name_write_errors("standard output"):
            _write(frame, _standard_output(chosen), chosen)
            sys.stdout.buffer.flush()
        return
    path = Path(target)
    with appearing(path, force=force) as handle, _compressed(handle, path, chosen) as stream:
        _write(frame, stream, chosen)


@contextlib.contextmanager
def open_writer(
    target: str | Path,
    template: pd.DataFrame,
    *,
    format: OutputFormat | None = None,
    force: bool = False,
    timed: frozenset[str] = frozenset(),
) -> Iterator[FrameWriter]:
    """Give a writer of parts of a table; the target appears when the block ends well.

    Parameters
    ----------
    target, format, force
        As for `write_frame`.
    template, timed
        As for `FrameWriter`.

    Raises
    ------
    OptionError
        As `write_frame`.
    OutputError
        Where writing fails.
    """
    chosen = check_target(target, format=format, force=force)
    if str(target) == "-":
        stream = _standard_output(chosen)
        with name_write_errors("standard output"), FrameWriter(stream, chosen, template, timed) as writer:
            yield writer
            sys.stdout.buffer.flush()
        return
    path = Path(target)
    with (
        appearing(path, force=force) as handle,
        _compressed(handle, path, chosen) as stream,
        FrameWriter(stream, chosen, template, timed) as writer,
    ):
        yield writer


def write_text(text: str, target: str | Path, *, force: bool = False) -> None:
    """Write a text as UTF-8; the target appears when everything is written.

    Raises
    ------
    OptionError
        Where the target exists, or its folder cannot be written.
    """
    write_bytes(text.encode("utf-8", "replace"), target, force=force)


def write_bytes(content: bytes, target: str | Path, *, force: bool = False) -> None:
    """Write a file such as a picture; the target appears when everything is written.

    Raises
    ------
    OptionError
        As `write_text`.
    """
    path = Path(target)
    if path.exists() and not force:
        raise OptionError(f"{target} exists: choose another name, or replace it with --force.")
    with appearing(path, force=force) as handle:
        handle.write(content)


def check_target(target: str | Path, *, format: OutputFormat | None = None, force: bool = False) -> OutputFormat:
    """Return the format that a target will have; call it before long work.

    Raises
    ------
    OptionError
        As `write_frame`.
    """
    path = Path(target)
    if str(target) == "-":
        return format or "csv"
    suffixes = [suffix.casefold() for suffix in path.suffixes]
    chosen = format or next((_SUFFIXES[suffix] for suffix in reversed(suffixes) if suffix in _SUFFIXES), None)
    if chosen is None and not is_replaceable(path):
        return "csv"  # a device or a pipe has no suffix
    if chosen is None:
        known = ", ".join(_SUFFIXES)
        raise OptionError(f"Cannot tell the format of {target}: end its name with one of {known}, or give --format.")
    if chosen not in _SUFFIXES.values():
        raise OptionError(f"Unknown format {chosen!r}: use csv, parquet, jsonl or xlsx.")
    if path.is_dir() or not path.parent.is_dir():
        reason = "is a folder" if path.is_dir() else f"lies in {path.parent}, which is not a folder"
        raise OptionError(f"Cannot write {target}: it {reason}.")
    if path.exists() and not force and is_replaceable(path):
        raise OptionError(f"{target} exists: choose another name, or replace it with --force.")
    return chosen


class _Terminal(io.RawIOBase):
    """Text on a terminal, which must not obey what stands in cells; a stream gives whole lines."""

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        text = bytes(content).decode("utf-8", "replace")
        sys.stdout.buffer.write(escape_unseen(text, keep="\n").encode("utf-8"))
        return len(content)


def _standard_output(format: OutputFormat) -> IO[bytes]:
    if not sys.stdout.isatty():
        return sys.stdout.buffer
    if format in _BINARY:
        raise OptionError(f"A terminal cannot show {format}: name a file with -o, or lead the output into one.")
    return cast(IO[bytes], _Terminal())


@contextlib.contextmanager
def _compressed(handle: IO[bytes], path: Path, format: OutputFormat) -> Iterator[IO[bytes]]:
    suffix = path.suffix.casefold()
    if format in _BINARY or suffix not in _COMPRESSIONS:
        yield handle
    elif suffix == ".gz":
        with gzip.GzipFile(filename="", mode="wb", fileobj=handle, mtime=0) as stream:
            yield stream  # type: ignore[misc]
    else:
        with zstandard.ZstdCompressor().stream_writer(handle, closefd=False) as stream:
            yield stream


def _write(frame: pd.DataFrame, stream: IO[bytes], format: OutputFormat) -> None:
    with FrameWriter(stream, format, frame.iloc[:0], timed_columns(frame)) as writer:
        writer.write(frame)
