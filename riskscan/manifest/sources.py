"""Where a manifest comes from: a path, standard input or an open file; compressed or not."""

import gzip
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

import zstandard

from riskscan.exceptions import ManifestError

__all__ = ["FileFormat", "Source", "read_source"]

FileFormat = Literal["delimited", "jsonl", "parquet", "excel"]
"""How a file is built, told by its first bytes."""

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_MAX_LAYERS = 3


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a manifest.

    Attributes
    ----------
    name : str
        For messages: the path, or ``standard input``.
    content : bytes
        Decompressed.
    format : FileFormat
        How the content is built.
    compression : str
        ``gzip``, ``zstd`` or empty.
    """

    name: str
    content: bytes
    format: FileFormat
    compression: str


def read_source(source: str | Path | BinaryIO) -> Source:
    """Read all bytes of a manifest and undo its compression.

    Parameters
    ----------
    source : str, Path or binary file
        ``-`` is standard input.

    Raises
    ------
    ManifestError
        Where it cannot be read, is empty, is damaged, or is of a kind that is not supported.
    """
    name, content = _read_bytes(source)
    compression = ""
    for _ in range(_MAX_LAYERS):
        if not content.startswith((_GZIP, _ZSTD)):
            break
        compression = "gzip" if content.startswith(_GZIP) else "zstd"
        content = _decompress(name, content, compression)
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise ManifestError(f"{name} is empty: expected a header line and rows.")
    if content.startswith(_OLD_EXCEL):
        raise ManifestError(f"{name} is an old Excel file (.xls): save it as .xlsx or CSV.")
    return Source(name, content, _format(name, content), compression)


def _read_bytes(source: str | Path | BinaryIO) -> tuple[str, bytes]:
    if not isinstance(source, str | Path):
        return str(getattr(source, "name", "the open file")), source.read()
    if str(source) == "-":
        return "standard input", sys.stdin.buffer.read()
    try:
        return str(source), Path(source).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ManifestError(f"Cannot read {source}: {reason}.") from error


def _decompress(name: str, content: bytes, compression: str) -> bytes:
    try:
        if compression == "gzip":
            return gzip.decompress(content)
        return _decompress_zstd(content)
    except (EOFError, OSError, zlib.error, zstandard.ZstdError) as error:
        raise ManifestError(f"{name} is a damaged or incomplete {compression} file ({error}).") from error


def _decompress_zstd(content: bytes) -> bytes:
    """Decompress every frame; the library itself says nothing about a frame that is cut off."""
    parts = []
    while content:
        frame = zstandard.ZstdDecompressor().decompressobj()
        parts.append(frame.decompress(content))
        if not frame.eof:
            raise EOFError("the last frame is cut off")
        content = frame.unused_data
    return b"".join(parts)


def _format(name: str, content: bytes) -> FileFormat:
    if content.startswith(b"PAR1"):
        return "parquet"
    if content.startswith(b"PK\x03\x04"):
        return "excel"
    suffixes = Path(name).suffixes
    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    is_json = bool({".jsonl", ".ndjson"} & set(suffixes)) or start.startswith((b'{"', b"{ ", b"{}"))
    return "jsonl" if is_json else "delimited"
