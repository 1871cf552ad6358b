"""One cheap pass over the bytes of a file: whether they are UTF-8, else a sample of the lines that are not ASCII."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from riskscan.manifest.encoding.lines import is_nearly_utf8
from riskscan.manifest.source import Source

__all__ = ["FileBytes", "find_unreadable", "scan"]

_PIECE = 1 << 20
_SAMPLE = 16 << 10
_WINDOW = 1 << 16
_WINDOWS = 16
_FEW_WORDS, _LONG_WORD = 4, 12
_LETTERS_OF_UTF8 = re.compile(
    rb"(?:[A-Za-z](?:[\xc3-\xc5][\x80-\xbf])+[\s\S]?)|(?:[\s\S]?(?:[\xc3-\xc5][\x80-\xbf])+[A-Za-z])"
)
"""Accented letters in a word, as no other encoding than UTF-8 has them beside ASCII letters."""
_SIGNS_OF_UTF8 = re.compile(rb"(?:\xc2[\xa0-\xbf]|\xe2[\x80-\x84][\x80-\xbf])+")
_WORD = re.compile(rb"[\x80-\xff]+")
_ESCAPE = (b"\x1b$", b"\x1b(", b"~{")
_LINE_END = re.compile(rb"[\r\n]+")


@dataclass(frozen=True, slots=True)
class FileBytes:
    """What the bytes of a file are.

    Attributes
    ----------
    is_utf8, is_ascii : bool
        Whether all of it is valid.
    is_clean : bool
        Whether it is UTF-8 and has no NUL character and no end mark of DOS.
    sample : bytes
        Of a file in UTF-8: its words beyond ASCII where they are so few that they might be valid by chance, or where it
        is ASCII the piece with an escape character. Of any other file: some lines with bytes beyond ASCII.
    not_utf8 : bytes
        Some of the lines that are not UTF-8, those that are only damaged left out.
    share_utf8 : float
        Share of the characters beyond ASCII in the sample that stand in words of valid UTF-8.
    """

    is_utf8: bool
    is_ascii: bool = False
    is_clean: bool = False
    sample: bytes = b""
    not_utf8: bytes = b""
    share_utf8: float = 1.0


def scan(source: Source) -> FileBytes:
    """Read a file once, up to the first byte that is not UTF-8, and sample it where there is one."""
    file = source.open()
    decoder = codecs.getincrementaldecoder("utf-8")()
    few = _FewWords()
    has_nul, escapes, last, place = False, b"", b"", 0
    while piece := file.read(_PIECE):
        last = piece
        has_nul = has_nul or b"\x00" in piece
        # One character is sought many times as fast as two.
        if not escapes and (b"\x1b" in piece or b"~" in piece) and any(sign in piece for sign in _ESCAPE):
            escapes = piece[:_WINDOW]
        try:
            if not piece.isascii() or decoder.getstate()[0]:
                decoder.decode(piece)
                few.add(piece)
        except UnicodeDecodeError:
            return _sample(file, place)
        place += len(piece)
    if decoder.getstate()[0]:
        return _sample(file, max(0, place - _PIECE))
    is_clean = not has_nul and b"\x1a" not in last[-256:]
    if few.is_empty:
        return FileBytes(True, is_ascii=True, is_clean=is_clean, sample=escapes)
    return FileBytes(True, is_clean=is_clean, sample=few.content)


class _FewWords:
    """The words beyond ASCII of a file, as long as they are so few and so odd that they may be UTF-8 by chance."""

    def __init__(self) -> None:
        self.is_empty = True
        self._is_certain = False
        self._lines: dict[bytes, bytes] = {}

    def add(self, piece: bytes) -> None:
        self.is_empty = False
        for found in _WORD.finditer(piece) if not self._is_certain else ():
            start, end = found.span()
            self._is_certain = (
                len(self._lines) > _FEW_WORDS
                or len(found[0]) > _LONG_WORD
                or bool(_LETTERS_OF_UTF8.fullmatch(piece, max(0, start - 1), end + 1))
                or bool(_SIGNS_OF_UTF8.fullmatch(found[0]))
            )
            if self._is_certain:
                break
            line_start = max(piece.rfind(b"\n", 0, start), start - 80) + 1
            self._lines[found[0]] = piece[line_start : end + 40].split(b"\n")[0]

    @property
    def content(self) -> bytes:
        return b"" if self._is_certain else b"\n".join(dict.fromkeys(self._lines.values()))


def find_unreadable(source: Source, encoding: str) -> bytes:
    """Return some of the lines of a file that an encoding cannot read, none where it reads all of it."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file = source.open()
    try:
        while piece := file.read(_PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        file.seek(-len(piece), 1)
        lines = (line for line in _LINE_END.split(file.read(_PIECE)) if not line.isascii())
        return _thinned([line for line in lines if not _is_valid(line, encoding)], _SAMPLE // 8)
    return b""


def _sample(file: IO[bytes], bad_piece: int) -> FileBytes:
    """Take lines beyond ASCII from the whole of a small file; of a large one from windows and where UTF-8 broke."""
    size = file.seek(0, 2)
    if size <= _PIECE:
        lines = bad = list(_lines(file, 0, size, size))
    else:
        lines = [line for window in range(_WINDOWS) for line in _lines(file, window * size // _WINDOWS, _WINDOW, size)]
        bad = list(_lines(file, bad_piece, 2 * _PIECE, size))
        lines += bad if len(lines) < _WINDOWS else ()
    sample = _thinned(list(dict.fromkeys(lines)), _SAMPLE)
    not_utf8 = _thinned([line for line in dict.fromkeys(bad) if not is_nearly_utf8(line)], _SAMPLE)
    words = _WORD.findall(sample)
    n_valid = sum(len(word.decode("utf-8", "surrogatepass")) for word in words if _has_utf8(word))
    n_other = sum(len(word) for word in words if not _has_utf8(word))
    return FileBytes(False, sample=sample, not_utf8=not_utf8, share_utf8=n_valid / max(1, n_valid + n_other))


def _lines(file: IO[bytes], start: int, width: int, size: int) -> Iterator[bytes]:
    """Yield the lines beyond ASCII of a window, without those that it cuts."""
    file.seek(start)
    lines = _LINE_END.split(file.read(width))
    whole = lines[bool(start) : len(lines) - (start + width < size)] or lines
    yield from (line for line in whole if not line.isascii())


def _thinned(lines: list[bytes], budget: int) -> bytes:
    """Keep the first line, mostly the header, and of the others every so many that they fit."""
    step = -(-sum(map(len, lines)) // budget)
    return b"\n".join(line[:budget] for line in (lines[:1] + lines[1 :: max(1, step)]))


def _has_utf8(word: bytes) -> bool:
    """Whether a word is UTF-8, or would be if its surrogates were not written one by one."""
    return _is_valid(word, "utf-8", "surrogatepass")


def _is_valid(content: bytes, encoding: str, errors: str = "strict") -> bool:
    try:
        content.decode(encoding, errors)
    except UnicodeDecodeError:
        return False
    return True
