"""Where a manifest comes from: a path, standard input or an open file; compressed or not."""

import bz2
import errno
import gzip
import io
import lzma
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import IO, BinaryIO

import zstandard

from riskscan.exceptions import ManifestError
from riskscan.manifest.locations import is_address, open_address

__all__ = ["HEAD_BYTES", "Source", "open_source", "unpack_source"]

HEAD_BYTES = 1 << 16
"""Bytes of a file that its format is told by."""

_STARTS = {
    "gzip": b"\x1f\x8b",
    "zstd": b"\x28\xb5\x2f\xfd",
    "bzip2": b"BZh",
    "xz": b"\xfd7zXZ\x00",
}
_START_BYTES = 10
_BZIP2_BLOCK = b"1AY&SY"
_MAX_LAYERS = 3
_IN_MEMORY = 1 << 24
_PIECE = 1 << 20
_ZSTD_PIECE = 1 << 10  # one piece unpacks to some 32 MB at most
_LARGEST_BYTES = 64 << 30
_LARGEST_RATIO = 200
_RATIO_FROM = 1 << 30
"""Text compresses 3 to 20 times, a column of equal cells some hundred times; zeros, as a bomb has them, 1,000 a layer
or more. What unpacks to less than a gigabyte harms nobody."""


class Source:
    """The decompressed bytes of a manifest, in a file that can be read from its beginning as often as needed.

    Parameters
    ----------
    name : str
        For messages and for its suffix: the path, or ``standard input``.
    file : binary file
        Seekable; closed with the source.
    compression : str
        ``gzip``, ``zstd``, ``bzip2``, ``xz`` or empty.
    """

    def __init__(self, name: str, file: IO[bytes], compression: str = "") -> None:
        self.name = name
        self.compression = compression
        self._file = file

    def __enter__(self) -> "Source":
        """Return itself."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close the file."""
        self._file.close()

    @classmethod
    def of_bytes(cls, name: str, content: bytes) -> "Source":
        """Return a source of bytes in memory."""
        return cls(name, io.BytesIO(content))

    @cached_property
    def head(self) -> bytes:
        """The first `HEAD_BYTES` bytes."""
        return self.open().read(HEAD_BYTES)

    @property
    def content(self) -> bytes:
        """All bytes, in memory."""
        return self.open().read()

    def open(self) -> IO[bytes]:
        """Return the file at its beginning; all readers of a source share it."""
        self._file.seek(0)
        return self._file


def open_source(source: str | Path | BinaryIO) -> Source:
    """Open a manifest and undo its compression, in bounded memory.

    Parameters
    ----------
    source : str, Path or binary file
        ``-`` is standard input.

    Raises
    ------
    ManifestError
        Where it cannot be read, is empty, or is damaged.
    """
    name, file = _open_file(source)
    opened = unpack_source(name, file)
    if not opened.head.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        opened.__exit__()
        raise ManifestError(f"{name} is empty: expected a header line and rows.")
    return opened


def unpack_source(name: str, file: IO[bytes]) -> Source:
    """Return the source that a file is once its compression is undone, in bounded memory.

    Parameters
    ----------
    name : str
        For messages.
    file : binary file
        Seekable, at its beginning; closed with the source, or where it cannot be read.

    Raises
    ------
    ManifestError
        Where it is damaged, or unpacks to more than a manifest does.
    """
    compression = ""
    for _ in range(_MAX_LAYERS):
        start = file.read(_START_BYTES)
        file.seek(0)
        found = next((name for name, mark in _STARTS.items() if start.startswith(mark)), "")
        if not found or (found == "bzip2" and start[4:] != _BZIP2_BLOCK):
            break
        compression = found
        file = _decompress(name, file, compression)
    return Source(name, file, compression)


def _open_file(source: str | Path | BinaryIO) -> tuple[str, IO[bytes]]:
    if not isinstance(source, str | Path):
        return str(getattr(source, "name", "the open file")), _seekable(source)
    if str(source) == "-":
        return "standard input", _seekable(sys.stdin.buffer)
    try:
        if is_address(str(source)):
            with open_address(str(source)) as remote:
                return str(source), _seekable(remote)  # loaded once, however often it is read
        file: IO[bytes] = Path(source).open("rb")  # noqa: SIM115 - closed by Source
        return str(source), file if file.seekable() else _seekable(file)
    except ManifestError:
        raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ManifestError(f"Cannot read {source}: {reason}.") from error


def _seekable(file: IO[bytes]) -> IO[bytes]:
    """Keep what comes in a stream; an open file stays its owner's and is read from where it stands."""
    kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by Source
    shutil.copyfileobj(file, kept, _PIECE)
    kept.seek(0)
    return kept


def _decompress(name: str, file: IO[bytes], compression: str) -> IO[bytes]:
    with file, ExitStack() as failed:
        kept = failed.enter_context(tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))
        _unpack(name, file, compression, kept)
        kept.seek(0)
        failed.pop_all()  # what went well is closed by Source
    return kept


def _unpack(name: str, file: IO[bytes], compression: str, target: IO[bytes]) -> None:
    written = 0
    try:
        for piece in _zstd_pieces(file) if compression == "zstd" else _pieces(file, compression):
            written += target.write(piece)
            if written > _LARGEST_BYTES or written > max(_RATIO_FROM, file.tell() * _LARGEST_RATIO):
                raise ManifestError(
                    f"{name} unpacks to more than {_LARGEST_RATIO} times its size or {_LARGEST_BYTES >> 30} GB, as no"
                    " manifest does: it was not read. Unpack it yourself if you trust it."
                )
    except (EOFError, OSError, zlib.error, lzma.LZMAError, zstandard.ZstdError) as error:
        if getattr(error, "errno", None) == errno.ENOSPC:
            raise ManifestError(
                f"{name} does not fit into {tempfile.gettempdir()} once it is unpacked ({written >> 20:,} MB did): free"
                " some space there, or name another folder in TMPDIR."
            ) from error
        raise ManifestError(f"{name} is a damaged or incomplete {compression} file ({error}).") from error


def _pieces(file: IO[bytes], compression: str) -> Iterator[bytes]:
    with _open_packed(file, compression) as unpacked:
        while piece := unpacked.read(_PIECE):
            yield piece


def _open_packed(file: IO[bytes], compression: str) -> gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile:
    if compression == "bzip2":
        return bz2.BZ2File(file)
    return lzma.LZMAFile(file) if compression == "xz" else gzip.GzipFile(fileobj=file, mode="rb")


def _zstd_pieces(file: IO[bytes]) -> Iterator[bytes]:
    """Decompress every frame; the library itself says nothing about a frame that is cut off."""
    waiting = b""
    frame = None
    while (content := waiting or file.read(_ZSTD_PIECE)) != b"":
        waiting = b""
        frame = frame or zstandard.ZstdDecompressor().decompressobj()
        yield frame.decompress(content)
        if frame.eof:
            waiting, frame = frame.unused_data, None
    if frame is not None:
        raise EOFError("the last frame is cut off")
