"""The text of a file as UTF-8, block by block, whatever its encoding; with the places of lines that were damaged."""

import codecs
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from riskscan.manifest.encoding import guess_encoding
from riskscan.manifest.encoding import open_text as encoded_text
from riskscan.manifest.issues import IssueKind
from riskscan.manifest.notes import Note
from riskscan.manifest.source import Source

__all__ = ["BLOCK_BYTES", "Piece", "Text", "TextBuffer", "open_text"]

BLOCK_BYTES = 1 << 22
"""Bytes that are read at a time."""

_LINES_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, and those of its lines that were not as they should be.

    Attributes
    ----------
    content : bytes
        UTF-8.
    marks : tuple of (int, IssueKind)
        Where in `content` such a line begins, and what is wrong with it; in order.
    """

    content: bytes
    marks: tuple[tuple[int, IssueKind], ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file.

    Attributes
    ----------
    encoding : str
        For a reader.
    notes : tuple of Note
        What must be said of the encoding.
    pieces : iterator of Piece
        The text, to be taken once.
    """

    encoding: str
    notes: tuple[Note, ...]
    pieces: Iterator[Piece]


def open_text(source: Source, encoding: str | None = None) -> Text:
    """Return the text of a file; UTF-8 that is valid is passed on as it is.

    Parameters
    ----------
    source : Source
        The file.
    encoding : str, optional
        As the user says it.

    Raises
    ------
    OptionError
        Where `encoding` is not a text encoding that Python knows.
    """
    guess = guess_encoding(source) if encoding is None or _is_utf8(encoding) else None
    if guess is not None and guess.is_clean_utf8:
        stream = encoded_text(source, guess)
        return Text(stream.shown_encoding, stream.notes, _pieces_of_bytes(source))
    stream = encoded_text(source, guess if encoding is None else encoding)
    return Text(stream.shown_encoding, stream.notes, _pieces_of_lines(stream, stream.foreign, stream.damaged))


def _is_utf8(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name in ("utf-8", "utf-8-sig")
    except LookupError:
        return False


def _pieces_of_bytes(source: Source) -> Iterator[Piece]:
    """Pass on what is UTF-8, but for the byte order marks at its beginning: files saved twice have several."""
    start = 0
    while source.head.startswith(codecs.BOM_UTF8, start):
        start += len(codecs.BOM_UTF8)
    file = source.open()
    file.seek(start)
    while content := file.read(BLOCK_BYTES):
        yield Piece(content)


def _pieces_of_lines(lines: Iterable[str], foreign: Collection[int], damaged: Collection[int]) -> Iterator[Piece]:
    """Encode lines again; which ones are marked may come to be known only as they are taken."""
    coming = iter(lines)
    n_before = 0
    while taken := list(islice(coming, _LINES_AT_ONCE)):
        numbers = range(n_before, n_before + len(taken))
        kinds = {number: IssueKind.MIXED_ENCODING for number in numbers if number in foreign}
        kinds |= {number: IssueKind.UNDECODABLE_TEXT for number in numbers if number in damaged}
        marks: list[tuple[int, IssueKind]] = []
        place = 0
        for number, line in zip(numbers, taken, strict=True) if kinds else ():
            if number in kinds:
                marks.append((place, kinds[number]))
            place += len(line.encode("utf-8", "replace"))
        yield Piece("".join(taken).encode("utf-8", "replace"), tuple(marks))
        n_before += len(taken)


class TextBuffer:
    """Text that is held while it is read; what was read is dropped from its beginning.

    Parameters
    ----------
    pieces : iterable of Piece
        The text.

    Attributes
    ----------
    content : bytes
        What is held.
    is_whole : bool
        Whether nothing comes behind it.
    """

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = iter(pieces)
        self._marks: list[tuple[int, IssueKind]] = []
        self.content = b""
        self.is_whole = False

    def fill(self, n_bytes: int) -> None:
        """Hold so many bytes, or all that is left."""
        taken = [self.content]
        length = len(self.content)
        while length < n_bytes and not self.is_whole:
            piece = next(self._pieces, None)
            if piece is None:
                self.is_whole = True
            else:
                self._marks += [(length + place, kind) for place, kind in piece.marks]
                taken.append(piece.content)
                length += len(piece.content)
        if len(taken) > 1:
            self.content = b"".join(taken)

    def drop(self, n_bytes: int) -> None:
        """Let go of what was read."""
        self.content = self.content[n_bytes:]
        self._marks = [(place - n_bytes, kind) for place, kind in self._marks if place >= n_bytes]

    def marks(self, end: int) -> list[tuple[int, IssueKind]]:
        """Return the marks of the lines that begin before a place."""
        return self._marks[: bisect_left(self._marks, end, key=lambda mark: mark[0])]
