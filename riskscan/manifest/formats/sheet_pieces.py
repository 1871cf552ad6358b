"""The XML of an Excel sheet in pieces of bytes that cut no cell, and the names of its columns."""

import re
from collections.abc import Iterator
from typing import IO

__all__ = ["CELL_START", "column_letters", "column_number", "sheet_pieces"]

CELL_START = re.compile(rb"<(?:\w+:)?c\s")
"""Where a cell begins."""

_PIECE = 1 << 20
_LONGEST_CELL = 1 << 22
_LONGEST_COLUMN = 8


def sheet_pieces(content: IO[bytes]) -> Iterator[bytes]:
    """Yield the XML in pieces that end before a cell begins; a cell longer than any is cut."""
    waiting = b""
    while piece := content.read(_PIECE):
        piece = waiting + piece
        starts = [found.start() for found in CELL_START.finditer(piece, max(len(piece) - _PIECE // 2, 0))]
        cut = starts[-1] if starts else 0
        if not cut and len(piece) < _LONGEST_CELL:
            waiting = piece
            continue
        cut = cut or len(piece)
        yield piece[:cut]
        waiting = piece[cut:]
    yield waiting


def column_number(letters: bytes) -> int:
    """Return the number of a column, from 0.

    Examples
    --------
    >>> column_number(b"A"), column_number(b"XFD")
    (0, 16383)
    """
    number = 0
    for letter in letters.upper()[:_LONGEST_COLUMN]:
        number = number * 26 + letter - 64
    return number - 1


def column_letters(number: int) -> bytes:
    """Return the letters of a column, numbered from 0.

    Examples
    --------
    >>> column_letters(0), column_letters(16383)
    (b'A', b'XFD')
    """
    letters = b""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = bytes([65 + letter]) + letters
    return letters
