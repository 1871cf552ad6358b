"""Bytes to lines of text in bounded memory; a line that breaks the encoding of its file is read on its own."""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from riskscan.exceptions import OptionError
from riskscan.manifest.encoding.guessing import EncodingGuess, guess_encoding
from riskscan.manifest.encoding.lines import LineDecoder
from riskscan.manifest.encoding.wide import EBCDIC
from riskscan.manifest.notes import Note
from riskscan.manifest.source import Source

__all__ = ["DecodedText", "LineStream", "decode", "open_text"]

_PIECE = 1 << 20
_REPLACEMENT = "\ufffd"
_BY_UNITS = re.compile(r"utf-(?:16|32)|iso2022|hz")
"""Encodings in which a line feed is not one byte 0A, or in which a line depends on the one before."""
_BOMS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
_END_MARK = re.compile("\x1a[\x1a\x00\r\n]*\\Z")
"""Ctrl-Z, with which DOS ends a text; zeros may fill the sector after it."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text of a file.

    Attributes
    ----------
    lines : list of str
        Physical lines with their line ends.
    encoding : str
        Python's name of the encoding.
    has_bom : bool
        Whether a byte order mark said so.
    foreign : frozenset of int
        Numbers (from 0) of the lines that were in another encoding.
    damaged : frozenset of int
        Numbers of the lines with bytes that are no text: each became U+FFFD.
    notes : tuple of Note
        What must be said of the encoding: a guess and what it rests on.
    """

    lines: list[str]
    encoding: str
    has_bom: bool
    foreign: frozenset[int]
    damaged: frozenset[int]
    notes: tuple[Note, ...] = ()

    @property
    def shown_encoding(self) -> str:
        """Name of the encoding for a reader."""
        return _shown(self.encoding, self.has_bom)


class LineStream:
    """The lines of a file, one after the other; each pass over it reads the file anew.

    Parameters
    ----------
    source : Source
        The file.
    guess : EncodingGuess
        How to read it.

    Attributes
    ----------
    encoding, has_bom, notes
        As in `DecodedText`.
    foreign, damaged : set of int
        As in `DecodedText`, of the lines that have been yielded.
    """

    def __init__(self, source: Source, guess: EncodingGuess) -> None:
        self._source = source
        self._guess = guess
        self.encoding = guess.name
        self.has_bom = guess.has_bom
        self.notes = guess.notes
        self.foreign: set[int] = set()
        self.damaged: set[int] = set()

    @property
    def shown_encoding(self) -> str:
        """Name of the encoding for a reader."""
        return _shown(self.encoding, self.has_bom)

    def __iter__(self) -> Iterator[str]:
        """Yield physical lines with their ends, in bounded memory."""
        self.foreign.clear()
        self.damaged.clear()
        n_lines = 0
        for lines, foreign, damaged in self._parts():
            self.foreign.update(n_lines + place for place in foreign)
            self.damaged.update(n_lines + place for place in damaged)
            n_lines += len(lines)
            yield from lines

    def _parts(self) -> Iterator[tuple[list[str], set[int], set[int]]]:
        """Yield some lines at a time, with the places of the foreign and the damaged ones among them."""
        file = self._source.open()
        _skip_marks(file, self.encoding)
        if _BY_UNITS.match(self.encoding) or self.encoding in EBCDIC:
            yield from _unit_parts(file, self.encoding)
            return
        decoder = LineDecoder(self.encoding, self._guess.other)
        for block, is_last in _blocks(file):
            decoded = decoder.decode(block, is_last=is_last)
            yield decoded.lines, decoded.foreign, decoded.damaged


def open_text(source: Source, encoding: str | EncodingGuess | None = None) -> LineStream:
    """Return the lines of a file as a stream.

    Parameters
    ----------
    source : Source
        The file.
    encoding : str or EncodingGuess, optional
        Its encoding as the user says it, or as `guess_encoding` returned it; guessed by default.

    Raises
    ------
    OptionError
        Where `encoding` is not a text encoding that Python knows.

    Examples
    --------
    >>> stream = open_text(Source.of_bytes("a.csv", "goods;mass\\r\\nÁcido;1\\r\\n".encode()))
    >>> list(stream)
    ['goods;mass\\r\\n', 'Ácido;1\\r\\n']
    """
    if isinstance(encoding, EncodingGuess):
        return LineStream(source, encoding)
    if encoding is not None:
        return LineStream(source, _as_stated(source, encoding))
    return LineStream(source, guess_encoding(source))


def decode(content: bytes, encoding: str | None = None) -> DecodedText:
    """Decode a file.

    Parameters
    ----------
    content : bytes
        The whole file.
    encoding : str, optional
        Its encoding; found from the bytes by default, see `guess_encoding`.

    Raises
    ------
    OptionError
        Where `encoding` is not a text encoding that Python knows.

    Examples
    --------
    >>> decode("Descripción\\n".encode("latin-1")).encoding
    'cp1252'
    >>> decode("商品名称,净重\\n".encode("gb18030")).lines
    ['商品名称,净重\\n']
    """
    stream = open_text(Source.of_bytes("the file", content), encoding)
    lines = list(stream)
    return DecodedText(
        lines, stream.encoding, stream.has_bom, frozenset(stream.foreign), frozenset(stream.damaged), stream.notes
    )


def _as_stated(source: Source, encoding: str) -> EncodingGuess:
    try:
        "".encode(encoding)
        name = codecs.lookup(encoding).name
    except (LookupError, UnicodeError) as error:
        raise OptionError(f"Unknown encoding {encoding!r}: use a name such as utf-8, cp1252 or gb18030.") from error
    mark = _BOMS.get(name)
    return EncodingGuess(name, has_bom=bool(mark) and source.head.startswith(mark or b""), basis="it was stated")


def _shown(encoding: str, has_bom: bool) -> str:
    return f"{encoding} with byte order mark" if has_bom else encoding


def _skip_marks(file: IO[bytes], encoding: str) -> None:
    """Go past the byte order mark, or marks: files that were joined or saved twice begin with several."""
    if mark := _BOMS.get(encoding):
        place = 0
        while file.read(len(mark)) == mark:
            place += len(mark)
        file.seek(place)


def _blocks(file: IO[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield the file in blocks that end at a line end, and whether the block is the last."""
    kept = bytearray()
    while piece := file.read(_PIECE):
        # A carriage return at the end may be the first half of a line end: it stays until the rest is seen.
        cut = max(piece.rfind(b"\n"), piece.rfind(b"\r", 0, -1)) + 1
        if kept.endswith(b"\r") and not cut and not piece.startswith(b"\n"):
            yield bytes(kept), False
            kept.clear()
        if cut:
            kept += piece[:cut]
            yield bytes(kept), False
            kept = bytearray(piece[cut:])
        else:
            kept += piece
    yield bytes(kept), True


def _unit_parts(file: IO[bytes], encoding: str) -> Iterator[tuple[list[str], set[int], set[int]]]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    kept = ""
    while piece := file.read(_PIECE):
        kept += _with_line_ends(decoder.decode(piece), encoding)
        cut = max(kept.rfind("\n"), kept.rfind("\r", 0, -1)) + 1
        yield _marked(kept[:cut])
        kept = kept[cut:]
    rest = _with_line_ends(decoder.decode(b"", final=True), encoding)
    yield _marked(_END_MARK.sub("", kept + rest))


def _with_line_ends(text: str, encoding: str) -> str:
    """A mainframe ends a line with NEL, which is nothing but a control character elsewhere."""
    return text.replace("\x85", "\n") if encoding in EBCDIC else text


def _marked(text: str) -> tuple[list[str], set[int], set[int]]:
    lines = list(io.StringIO(text, newline=""))
    return lines, set(), {place for place, line in enumerate(lines) if _REPLACEMENT in line}
