"""One record of delimited text to its cells: strictly, in the ways that other programs quote, or leniently.

References
----------
Shafranovich, "Common Format and MIME Type for CSV Files", RFC 4180, https://www.rfc-editor.org/rfc/rfc4180
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any

__all__ = ["LONGEST_RECORD", "Found", "Style", "fit_quotes", "occurs", "read_record", "split_by_pattern", "split_leniently", "without_quotes"]

LONGEST_RECORD = 1 << 20
"""Characters after which a record with line breaks in it is taken for one that a slip of the quote holds open."""

_MOST_TRIES = 50
_MOST_JOINS = 40
_MOST_PIECES = 1000
_OPENING = re.compile(r"""\A(?:[“”„‟«]|''(?=[^'])|""(?=[^"]))""")
_CLOSING = re.compile(r"""(?:[”“‟»]|(?<=[^'])''|(?<=[^"])"")\Z""")


class Style(StrEnum):
    """How a file protects the separators and line breaks in its cells."""

    STANDARD = "standard"
    """RFC 4180: in double quotes, and a quote twice."""
    ESCAPED = "escaped"
    """By a backslash before them, as MySQL and Unix programs write."""
    WRAPPED = "wrapped"
    """A whole line as one quoted cell, as Excel saves text that it did not split."""
    SPACED = "spaced"
    """In double quotes after a blank that follows the separator."""
    MARKS = "marks"
    """In typographic quotes, or in quotes that were doubled though no other stands round them."""
    APOSTROPHE = "apostrophe"
    """In single quotes."""


_OPTIONS: dict[Style, dict[str, Any]] = {
    Style.STANDARD: {},
    Style.ESCAPED: {"escapechar": "\\"},
    Style.WRAPPED: {},
    Style.SPACED: {"skipinitialspace": True},
    Style.MARKS: {},
    Style.APOSTROPHE: {"quotechar": "'"},
}


_SIGNS = {
    Style.STANDARD: r'(?:\A|{0})"[^"]*"(?:{0}|\Z)',
    Style.ESCAPED: r'\\(?:["\r\n]|{0})',
    Style.WRAPPED: r'\A".*{0}.*"\Z',
    Style.SPACED: r'{0} +"',
    Style.MARKS: r"""(?:\A|{0})(?:[“”„‟«]|''[^'{1}]|""[^"{1}])""",
    Style.APOSTROPHE: r"(?:\A|{0})'[^']*'(?:{0}|\Z)",
}


@cache
def _sign(style: Style, separator: str) -> re.Pattern[str]:
    mark = re.escape(separator)
    return re.compile(_SIGNS[style].format(mark, mark), re.DOTALL)


def occurs(style: Style, text: str, separator: str) -> bool:
    """Whether a record, or a line of one, looks as if it were written in a style.

    Examples
    --------
    >>> occurs(Style.APOSTROPHE, "'tea, black',5", ","), occurs(Style.APOSTROPHE, "O'Brien's tea,5", ",")
    (True, False)
    """
    return _sign(style, separator).search(text.rstrip("\r\n") if style is not Style.ESCAPED else text) is not None


@dataclass(frozen=True, slots=True)
class Found:
    """A record as it was read.

    Attributes
    ----------
    cells : list of str
        Text of the cells.
    n_lines : int
        Physical lines that it takes.
    """

    cells: list[str]
    n_lines: int = 1


def read_record(lines: Iterable[str], separator: str, style: Style = Style.STANDARD) -> Found | None:
    """Read the record that the first of some lines begins; None where its quotes are not in order.

    Parameters
    ----------
    lines : iterable of str
        With their ends; no more are taken than the record needs.
    separator : str
        One character.
    style : Style, default Style.STANDARD
        How cells are protected.

    Examples
    --------
    >>> read_record(['1,"tea,\\n', 'black"\\n', '2,x\\n'], ",")
    Found(cells=['1', 'tea,\\nblack'], n_lines=2)
    >>> read_record(['"tea"s,1\\n'], ",") is None
    True
    >>> read_record(['"tea, 5\\\\" tins",1\\n'], ",", Style.ESCAPED).cells
    ['tea, 5" tins', '1']
    """
    if style is Style.ESCAPED:
        lines = (_protect(line, separator) for line in lines)
    elif style is Style.MARKS:
        lines = (_standardize_marks(line, separator) for line in lines)
    coming = iter(lines)
    seen: list[str] = []
    reader = csv.reader(_noted(coming, seen), delimiter=separator, strict=True, **_OPTIONS[style])
    try:
        found = Found(next(reader), reader.line_num)
    except StopIteration:
        return None
    except csv.Error as error:
        is_long = "field larger" in str(error)  # the limit belongs to the process and is not ours to change
        return _read_long(coming, seen, separator) if is_long and style is Style.STANDARD else None
    return _unwrapped(found, separator) if style is Style.WRAPPED else found


def _noted(lines: Iterator[str], seen: list[str]) -> Iterator[str]:
    """Pass lines on and keep them, up to the length of the longest record."""
    n_characters = 0
    for line in lines:
        seen.append(line)
        yield line
        n_characters += len(line)
        if n_characters > LONGEST_RECORD:
            return


def _read_long(coming: Iterator[str], seen: list[str], separator: str) -> Found | None:
    """Read a record with a cell beyond the limit of `csv`."""
    n_tries = 0
    while True:
        text = "".join(seen).rstrip("\r\n")
        if text.count('"') % 2 == 0 and (cells := split_by_pattern(text, separator)) is not None:
            return Found(cells, len(seen))
        line = next(coming, None)
        n_tries += 1
        if line is None or n_tries > _MOST_TRIES or len(text) > LONGEST_RECORD:
            return None
        seen.append(line)


def _unwrapped(found: Found, separator: str) -> Found | None:
    """Read a record of one cell again, as the line that it was before it was quoted as a whole."""
    if len(found.cells) != 1 or separator not in found.cells[0]:
        return found
    inner = list(io.StringIO(found.cells[0], newline=""))
    again = read_record(inner, separator)
    return Found(again.cells, found.n_lines) if again is not None and again.n_lines == len(inner) else None


@cache
def _unescaping(separator: str) -> re.Pattern[str]:
    return re.compile(rf"\\(?!\\|[\"\r\n{re.escape(separator)}])|\\\\")


def _protect(line: str, separator: str) -> str:
    """Double the backslashes that protect nothing (as in a path), so that they stay."""
    if "\\" not in line:
        return line
    return _unescaping(separator).sub(r"\\\\", line)


def _standardize_marks(line: str, separator: str) -> str:
    """Turn other quotes at the ends of what lies between separators to standard ones."""
    body = line.rstrip("\r\n")
    pieces = [_CLOSING.sub('"', _OPENING.sub('"', piece)) for piece in body.split(separator)]
    return separator.join(pieces) + line[len(body) :]


@cache
def _cell_pattern(separator: str) -> re.Pattern[str]:
    mark = re.escape(separator)
    return re.compile(rf'(?:"((?:[^"]|"")*+)"|((?!")[^{mark}]*+))(?:{mark}|\Z)')


def split_by_pattern(text: str, separator: str) -> list[str] | None:
    """Split a record whose quotes are all in order; None where one is not. Slower than `csv`, but without limits."""
    cells: list[str] = []
    pattern = _cell_pattern(separator)
    position = 0
    while True:
        match = pattern.match(text, position)
        if match is None:
            return None
        quoted, bare = match.groups()
        cells.append(bare if quoted is None else quoted.replace('""', '"'))
        if match.end() == len(text) and not match[0].endswith(separator):
            return cells
        if match.end() == len(text):
            return [*cells, ""]
        position = match.end()


def split_leniently(text: str, separator: str) -> list[str]:
    """Split a line in which a quote stays open: cells in proper quotes are honored, other quotes are letters.

    Examples
    --------
    >>> split_leniently('1,"tea, black",5" tin,"open,"5" tin"', ",")
    ['1', 'tea, black', '5" tin', '"open', '5" tin']
    """
    cells: list[str] = []
    pattern = _cell_pattern(separator)
    position = 0
    while position <= len(text):
        match = pattern.match(text, position)
        if match is not None:
            quoted, bare = match.groups()
            cells.append(bare if quoted is None else quoted.replace('""', '"'))
            end = match.end()
            has_next = match[0].endswith(separator)
        else:
            stop = text.find(separator, position)
            has_next = stop >= 0
            end = stop + 1 if has_next else len(text)
            cells.append(without_quotes(text[position : stop if has_next else len(text)]))
        if not has_next:
            break
        position = end
    return cells


def fit_quotes(text: str, separator: str, n_cells: int, quote: str = '"') -> list[str] | None:
    """Split a line whose quotes are not in order to so many cells; None where that cannot be done.

    Separators count as text only between a quote at the start of a cell and one at the end of a cell; of several ways
    the one is taken that leaves the fewest quotes at the ends of pieces unexplained.

    Examples
    --------
    >>> fit_quotes('"tea "green", black",5', ",", 2)
    ['tea "green", black', '5']
    >>> fit_quotes('"open,5', ",", 2), fit_quotes("a,b,c", ",", 2)
    (['"open', '5'], None)
    """
    pieces = text.split(separator)
    n_joins = len(pieces) - n_cells
    if not 0 <= n_joins <= _MOST_JOINS or len(pieces) > _MOST_PIECES:
        return None
    # ways[place][joins]: unexplained quotes, and the beginnings of the cells, for the pieces before a place
    ways: list[dict[int, tuple[int, tuple[int, ...]]]] = [{} for _ in range(len(pieces) + 1)]
    ways[0][0] = 0, ()
    for place in range(len(pieces)):
        steps = list(_steps(pieces, place, n_joins, quote))
        for joins, (cost, starts) in ways[place].items():
            for end, step_cost in steps:
                total = joins + end - place - 1
                if total <= n_joins and (total not in ways[end] or cost + step_cost < ways[end][total][0]):
                    ways[end][total] = cost + step_cost, (*starts, place)
    if n_joins not in ways[-1]:
        return None
    bounds = pairwise((*ways[-1][n_joins][1], len(pieces)))
    return [without_quotes(separator.join(pieces[start:end]), quote) for start, end in bounds]


def _steps(pieces: Sequence[str], place: int, n_joins: int, quote: str) -> Iterator[tuple[int, int]]:
    """Yield where a cell that begins at a piece may end, and how many quotes that leaves unexplained."""
    first = pieces[place]
    is_whole = len(first) > 1 and first.startswith(quote) and first.endswith(quote)
    yield place + 1, 0 if is_whole else first.startswith(quote) + first.endswith(quote)
    if not first.startswith(quote):
        return
    inside = int(is_whole)
    for end in range(place + 1, min(place + n_joins + 1, len(pieces))):
        inside += pieces[end].startswith(quote)
        if pieces[end].endswith(quote):
            yield end + 1, inside
            inside += 1


def without_quotes(piece: str, quote: str = '"') -> str:
    """Return what stands between the quotes at both ends of a text, else the text."""
    is_quoted = len(piece) > 1 and piece.startswith(quote) and piece.endswith(quote)
    return piece[1:-1].replace(2 * quote, quote) if is_quoted else piece
