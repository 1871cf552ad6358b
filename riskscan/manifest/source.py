"""Where a manifest comes from: a path, standard input or an open file; compressed or not."""

import gzip
import io
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import IO, BinaryIO

import zstandard

from riskscan.exceptions import ManifestError

__all__ = ["HEAD_BYTES", "Source", "open_source"]

HEAD_BYTES = 1 << 16
"""Bytes of a file that its format is told by."""

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_MAX_LAYERS = 3
_IN_MEMORY = 1 << 24
_PIECE = 1 << 20
_ZSTD_PIECE = 1 << 10  # one piece unpacks to some 32 MB at most
_LARGEST_BYTES = 64 << 30
_LARGEST_RATIO = 2_000
"""Text compresses 3 to 20 times, a column of equal cells some hundred times; zeros, as a bomb has them, 1,000 a layer
or more. The ratio counts from `_IN_MEMORY` on."""


class Source:
    """The decompressed bytes of a manifest, in a file that can be read from its beginning as often as needed.

    Parameters
    ----------
    name : str
        For messages and for its suffix: the path, or ``standard input``.
    file : binary file
        Seekable; closed with the source.
    compression : str
        ``gzip``, ``zstd`` or empty.
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
    compression = ""
    for _ in range(_MAX_LAYERS):
        start = file.read(4)
        file.seek(0)
        if not start.startswith((_GZIP, _ZSTD)):
            break
        compression = "gzip" if start.startswith(_GZIP) else "zstd"
        file = _decompress(name, file, compression)
    opened = Source(name, file, compression)
    if not opened.head.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        opened.__exit__()
        raise ManifestError(f"{name} is empty: expected a header line and rows.")
    return opened


def _open_file(source: str | Path | BinaryIO) -> tuple[str, IO[bytes]]:
    if not isinstance(source, str | Path):
        return str(getattr(source, "name", "the open file")), _seekable(source)
    if str(source) == "-":
        return "standard input", _seekable(sys.stdin.buffer)
    try:
        file: IO[bytes] = Path(source).open("rb")  # noqa: SIM115 - closed by Source
        return str(source), file if file.seekable() else _seekable(file)
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
    kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by Source
    try:
        _unpack(name, file, compression, kept)
    except BaseException:
        kept.close()
        raise
    finally:
        file.close()
    kept.seek(0)
    return kept


def _unpack(name: str, file: IO[bytes], compression: str, target: IO[bytes]) -> None:
    written = 0
    try:
        for piece in _gzip_pieces(file) if compression == "gzip" else _zstd_pieces(file):
            written += target.write(piece)
            if written > _LARGEST_BYTES or written > max(_IN_MEMORY, file.tell() * _LARGEST_RATIO):
                raise ManifestError(
                    f"{name} unpacks to more than {_LARGEST_RATIO:,} times its size or {_LARGEST_BYTES >> 30} GB, as no"
                    " manifest does: it was not read. Unpack it yourself if you trust it."
                )
    except (EOFError, OSError, zlib.error, zstandard.ZstdError) as error:
        raise ManifestError(f"{name} is a damaged or incomplete {compression} file ({error}).") from error


def _gzip_pieces(file: IO[bytes]) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=file, mode="rb") as unpacked:
        while piece := unpacked.read(_PIECE):
            yield piece


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
