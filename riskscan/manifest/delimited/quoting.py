"""One record of delimited text to its cells: strictly, in the style of its file, or leniently."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from riskscan.manifest.delimited.fitting import without_quotes
from riskscan.manifest.delimited.styles import READER_OPTIONS, Style, standardize

__all__ = ["LONGEST_RECORD", "Found", "read_record", "split_by_pattern", "split_leniently"]

LONGEST_RECORD = 1 << 20
"""Characters after which a record with line breaks in it is taken for one that a slip of the quote holds open."""

_MOST_TRIES = 50


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
    coming = iter(lines) if style is Style.STANDARD else (standardize(line, separator, style) for line in lines)
    seen: list[str] = []
    reader = csv.reader(_noted(coming, seen), delimiter=separator, strict=True, **READER_OPTIONS[style])
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
