"""Write a table whole or not at all, and so that no spreadsheet runs what stands in it.

References
----------
OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection
"""

import contextlib
import datetime
import gzip
import io
import json
import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Literal

import numpy as np
import pandas as pd
import zstandard
from pandas.api.extensions import ExtensionDtype
from pandas.api.types import is_object_dtype

from riskscan.exceptions import OptionError

__all__ = ["OutputFormat", "check_target", "neutralize", "write_frame", "write_text"]

OutputFormat = Literal["csv", "parquet", "jsonl"]

_SUFFIXES: dict[str, OutputFormat] = {
    ".csv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_COMPRESSIONS = (".gz", ".zst")
_RUNS = re.compile(r"[\s\x00\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d[\d,. ]*|[.,]\d+)(?:[eE][+-]?\d+)?\s*")
_SURROGATE = re.compile("[\ud800-\udfff]")


def write_frame(
    frame: pd.DataFrame, target: str | Path, *, format: OutputFormat | None = None, force: bool = False
) -> None:
    """Write a frame as CSV, Parquet or JSON lines, without its index.

    The target appears when everything is written; a run that ends before leaves what was there. In CSV a text that a
    spreadsheet would run gets an apostrophe before it, lists become JSON, null an empty cell.

    Parameters
    ----------
    frame : DataFrame of shape (n_rows, n_columns)
        It is not changed.
    target : str or Path
        ``-`` is standard output. The suffix tells the format; ``.gz`` and ``.zst`` compress CSV and JSON lines.
    format : {"csv", "parquet", "jsonl"}, optional
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
        _write(frame, sys.stdout.buffer, chosen)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    with _appearing(path, force=force) as handle, _compressed(handle, path, chosen) as stream:
        _write(frame, stream, chosen)


def write_text(text: str, target: str | Path, *, force: bool = False) -> None:
    """Write a text as UTF-8; the target appears when everything is written.

    Raises
    ------
    OptionError
        Where the target exists, or its folder cannot be written.
    """
    path = Path(target)
    if path.exists() and not force:
        raise OptionError(f"{target} exists: choose another name, or replace it with --force.")
    with _appearing(path, force=force) as handle:
        handle.write(text.encode("utf-8", "replace"))


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
    if chosen is None:
        known = ", ".join(_SUFFIXES)
        raise OptionError(f"Cannot tell the format of {target}: end its name with one of {known}, or give --format.")
    if chosen not in _SUFFIXES.values():
        raise OptionError(f"Unknown format {chosen!r}: use csv, parquet or jsonl.")
    if path.is_dir() or not path.parent.is_dir():
        reason = "is a folder" if path.is_dir() else f"lies in {path.parent}, which is not a folder"
        raise OptionError(f"Cannot write {target}: it {reason}.")
    if path.exists() and not force:
        raise OptionError(f"{target} exists: choose another name, or replace it with --force.")
    return chosen


def neutralize(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; plain numbers stay.

    Examples
    --------
    >>> neutralize("=1+1"), neutralize("-5.2"), neutralize("-2-one"), neutralize("acetone")
    ("'=1+1", '-5.2', "'-2-one", 'acetone')
    """
    runs = _RUNS.match(text) and not _PLAIN_NUMBER.fullmatch(text)
    return f"'{text}" if runs else text


@contextlib.contextmanager
def _appearing(path: Path, *, force: bool) -> Iterator[IO[bytes]]:
    """Give a temporary file beside the target, and make it the target when the block ends well."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        handle, has_name = _open_beside(path, temporary)
    except OSError as error:
        raise OptionError(f"Cannot write beside {path}: {error.strerror}.") from error
    try:
        with handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
            if not has_name:
                _name(handle, temporary)
        _publish(temporary, path, force=force)
    finally:
        temporary.unlink(missing_ok=True)


def _open_beside(path: Path, temporary: Path) -> tuple[IO[bytes], bool]:
    """Open a file without a name where the system can, so that even a killed run leaves nothing behind."""
    nameless = getattr(os, "O_TMPFILE", None)
    if nameless is not None and Path("/proc/self/fd").is_dir():
        try:
            return os.fdopen(os.open(path.parent, nameless | os.O_RDWR, 0o666), "w+b"), False
        except OSError:  # a file system that cannot, or a folder that may not be written: the next line tells which
            pass
    return temporary.open("xb"), True


def _name(handle: IO[bytes], temporary: Path) -> None:
    """Give a file without a name one; by folder, because only so does the system look through ``/proc``."""
    folder = os.open(temporary.parent, os.O_RDONLY)
    try:
        os.link(f"/proc/self/fd/{handle.fileno()}", temporary.name, dst_dir_fd=folder, follow_symlinks=True)
    except OSError:  # no such links here: copy
        handle.seek(0)
        with temporary.open("xb") as named:
            shutil.copyfileobj(handle, named)
    finally:
        os.close(folder)


def _publish(temporary: Path, path: Path, *, force: bool) -> None:
    if force:
        temporary.replace(path)
        return
    try:
        path.hardlink_to(temporary)
    except FileExistsError as error:
        raise OptionError(f"{path} has come to exist meanwhile: replace it with --force.") from error
    except OSError:  # a file system without hard links
        temporary.replace(path)


@contextlib.contextmanager
def _compressed(handle: IO[bytes], path: Path, format: OutputFormat) -> Iterator[IO[bytes]]:
    suffix = path.suffix.casefold()
    if format == "parquet" or suffix not in _COMPRESSIONS:
        yield handle
    elif suffix == ".gz":
        with gzip.GzipFile(filename="", mode="wb", fileobj=handle, mtime=0) as stream:
            yield stream  # type: ignore[misc]
    else:
        with zstandard.ZstdCompressor().stream_writer(handle, closefd=False) as stream:
            yield stream


def _write(frame: pd.DataFrame, stream: IO[bytes], format: OutputFormat) -> None:
    if format == "parquet":
        _write_parquet(frame, stream)
        return
    plain = _days_as_text(frame)
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="", write_through=True)
    try:
        if format == "csv":
            safe = _for_spreadsheets(plain)
            safe.to_csv(text, index=False, lineterminator="\r\n" if _has_carriage_return(safe) else "\n")
        else:
            _write_json_lines(plain, text)
    finally:
        text.detach()


def _days_as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with columns of whole days as ISO dates."""
    plain = frame.copy(deep=False)
    for place, dtype in enumerate(frame.dtypes):
        if isinstance(dtype, np.dtype) and dtype.kind == "M":
            column = frame.iloc[:, place]
            if (column.dropna() == column.dropna().dt.normalize()).all():
                plain.isetitem(place, column.dt.strftime("%Y-%m-%d").astype(object).where(column.notna(), None))
    return plain


def _for_spreadsheets(frame: pd.DataFrame) -> pd.DataFrame:
    safe = frame.copy(deep=False)
    for place, dtype in enumerate(frame.dtypes):
        if _holds_text(dtype):
            cells = [_csv_cell(cell) for cell in frame.iloc[:, place].tolist()]
            safe.isetitem(place, pd.Series(cells, index=frame.index, dtype=object))  # type: ignore[arg-type]
    safe.columns = pd.Index([neutralize(str(column)) for column in frame.columns], dtype=object)
    return safe


def _has_carriage_return(frame: pd.DataFrame) -> bool:
    """Before Python 3.13 `csv` quotes a lone carriage return only where it is part of the line end."""
    columns = (frame.iloc[:, place] for place, dtype in enumerate(frame.dtypes) if is_object_dtype(dtype))
    return any(isinstance(cell, str) and "\r" in cell for column in columns for cell in column.tolist())


def _holds_text(dtype: np.dtype[Any] | ExtensionDtype) -> bool:
    return is_object_dtype(dtype) or isinstance(dtype, pd.StringDtype | pd.CategoricalDtype)


def _csv_cell(cell: object) -> object:
    if isinstance(cell, str):
        return neutralize(cell)
    return neutralize(_as_json(cell)) if isinstance(cell, list | tuple | dict | np.ndarray) else cell


def _write_json_lines(frame: pd.DataFrame, text: io.TextIOWrapper) -> None:
    names = [str(column) for column in frame.columns]
    columns = [frame.iloc[:, place].astype(object).tolist() for place in range(frame.shape[1])]
    for cells in zip(*columns, strict=True):
        text.write(_as_json({name: _json_cell(cell) for name, cell in zip(names, cells, strict=True)}) + "\n")


def _json_cell(cell: object) -> object:
    if cell is None or isinstance(cell, str | list | tuple | dict | np.ndarray):
        return cell
    if pd.isna(cell):  # type: ignore[call-overload]
        return None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    return cell


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, np.generic):
        return value.item()
    return value.isoformat() if isinstance(value, datetime.date | pd.Timestamp) else str(value)


def _write_parquet(frame: pd.DataFrame, stream: IO[bytes]) -> None:
    """Write columns of mixed objects as text, because Parquet columns have one type."""
    single = frame.copy(deep=False)
    single.columns = pd.Index([str(column) for column in frame.columns], dtype=object)
    for place, dtype in enumerate(frame.dtypes):
        if _holds_text(dtype):
            cells = [_parquet_cell(cell) for cell in frame.iloc[:, place].tolist()]
            single.isetitem(place, pd.array(cells, dtype="string"))
    single.to_parquet(stream, index=False)


def _parquet_cell(cell: object) -> str | None:
    if isinstance(cell, str):
        return _SURROGATE.sub("\ufffd", cell)
    plain = _json_cell(cell)
    return None if plain is None else _SURROGATE.sub("\ufffd", plain if isinstance(plain, str) else _as_json(plain))
