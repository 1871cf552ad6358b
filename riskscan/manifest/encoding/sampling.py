"""One cheap pass over the bytes of a file: whether they are UTF-8, and a bounded sample of its lines that are not ASCII."""

import codecs
import re
from dataclasses import dataclass
from typing import IO

from riskscan.manifest.source import Source

__all__ = ["UTF8_RUN", "HighBytes", "scan"]

UTF8_RUN = re.compile(
    rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+",
)
"""Characters of UTF-8 beyond ASCII (a few overlong forms included)."""

_PIECE = 1 << 20
_SAMPLE = 1 << 16
_WINDOWS = 8
_HIGH = re.compile(rb"[\x80-\xff]")
_ESCAPE = (b"\x1b$", b"~{")
_END_MARK = b"\x1a"
_NUL = b"\x00"


@dataclass(frozen=True, slots=True)
class HighBytes:
    """What the bytes of a file are, and a sample of those that need to be understood.

    Attributes
    ----------
    is_utf8, is_ascii : bool
        Whether the whole file is valid.
    is_clean : bool
        Whether it is UTF-8 and has no NUL character and no end mark of DOS.
    sample : bytes
        Lines with bytes beyond ASCII, and before them the first lines of the file; where the file is ASCII, its lines
        with an escape character.
    n_high : int
        Bytes beyond ASCII in the sample.
    not_utf8 : bytes
        Of the sample, the lines that are not valid UTF-8.
    """

    is_utf8: bool
    is_ascii: bool
    is_clean: bool
    sample: bytes = b""
    n_high: int = 0
    not_utf8: bytes = b""


def scan(source: Source) -> HighBytes:
    """Read a file once, up to the first byte that is not UTF-8, and sample it where there is one."""
    file = source.open()
    is_ascii, has_nul, escapes, last = True, False, b"", b""
    decoder = codecs.getincrementaldecoder("utf-8")()
    n_bytes = 0
    while piece := file.read(_PIECE):
        n_bytes += len(piece)
        last = piece
        has_nul = has_nul or _NUL in piece
        if not escapes and any(sign in piece for sign in _ESCAPE):
            escapes = piece[:_SAMPLE]
        if is_ascii and piece.isascii():
            continue
        is_ascii = False
        try:
            decoder.decode(piece)
        except UnicodeDecodeError:
            return _sample(file, n_bytes - len(piece))
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _sample(file, max(0, n_bytes - _PIECE))
    is_clean = not has_nul and not last.rstrip(b"\r\n").endswith(_END_MARK)
    return HighBytes(True, is_ascii, is_clean, sample=escapes)


def _sample(file: IO[bytes], first_bad: int) -> HighBytes:
    """Take lines beyond ASCII from the head, from where UTF-8 broke and from windows over the whole file."""
    size = file.seek(0, 2)
    starts = {0, first_bad, *(place * (size // _WINDOWS) for place in range(_WINDOWS))}
    width = _SAMPLE if size > _PIECE else size
    lines: dict[bytes, None] = {}
    for start in sorted(starts) if size > _PIECE else (0,):
        file.seek(start)
        window = file.read(width * (_PIECE // _SAMPLE) if start == first_bad else width)
        whole = re.split(rb"[\r\n]+", window)
        whole = whole[bool(start) : len(whole) - (file.tell() < size) or 1]
        budget = _SAMPLE // (1 if size <= _PIECE else len(starts))
        for line in dict.fromkeys(line for line in whole if not line.isascii()):
            if line not in lines and budget > 0:
                lines[line] = None
                budget -= len(line)
    sample = b"\n".join(lines)
    not_utf8 = b"\n".join(line for line in lines if not _is_utf8(line))
    return HighBytes(False, False, False, sample, len(_HIGH.findall(sample)), not_utf8)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
