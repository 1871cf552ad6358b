"""Lines of a delimited file to records: every line ends up in exactly one record, whatever its quotes do.

The rules are those of RFC 4180 as Python's `csv` reads them, with one addition. A quote that is not closed on its line
may open a cell with line breaks, or may be a slip. It is a slip where no line among the next `MAX_CELL_LINES` closes it
properly, or where every line of the record has by itself as many cells as the header (of four columns or more, or
where the joined record would not fit it); then the line is read as if the
quote were a letter, so that it cannot swallow other rows.

References
----------
Shafranovich, "Common Format and MIME Type for CSV Files", RFC 4180, https://www.rfc-editor.org/rfc/rfc4180
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

__all__ = ["MAX_CELL_LINES", "Record", "read_records"]

MAX_CELL_LINES = 200
"""Line breaks that a quoted cell may hold."""

_TELLING_CELLS = 4
_CLOSED = re.compile('"(?:[^"]|"")*+"')


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a delimited file.

    Attributes
    ----------
    cells : list of str
        Text of the cells; empty list for a blank line.
    first_line, last_line : int
        Numbers (from 0) of its first and last physical line.
    has_open_quote : bool
        Whether a quote was not closed and the line was read as if unquoted.
    """

    cells: list[str]
    first_line: int
    last_line: int
    has_open_quote: bool = False


def read_records(lines: list[str], separator: str, start: int = 0) -> Iterator[Record]:
    """Yield the records of a delimited file; the first one that is not blank sets the number of cells.

    Parameters
    ----------
    lines : list of str
        Physical lines with their ends.
    separator : str
        One character.
    start : int
        Number of the first line to read.

    Examples
    --------
    >>> [record.cells for record in read_records(['a,b\\n', '1,"x\\n', 'y"\\n', '2,"z\\n', '3,w\\n'], ",")]
    [['a', 'b'], ['1', 'x\\ny'], ['2', '"z'], ['3', 'w']]
    """
    number, n_cells = start, 0
    while number < len(lines):
        line = lines[number].rstrip("\r\n")
        if '"' not in line:
            record = Record(line.split(separator) if line.strip() else [], number, number)
        else:
            record = _read_quoted(lines, number, separator, n_cells)
        n_cells = n_cells or len(record.cells)
        yield record
        number = record.last_line + 1


def _read_quoted(lines: list[str], number: int, separator: str, n_cells: int) -> Record:
    first = lines[number].rstrip("\r\n")
    cells = _split_quoted(first, separator)
    if cells is not None:
        return Record(cells, number, number)
    joined = _join_lines(lines, number, separator)
    if joined is None or _is_several_rows(joined, lines[number : joined.last_line + 1], separator, n_cells):
        return Record(_split_leniently(first, separator), number, number, has_open_quote=True)
    return joined


def _join_lines(lines: list[str], number: int, separator: str) -> Record | None:
    """Append lines until the quotes close; None where they do not."""
    n_quotes = lines[number].count('"')
    for last in range(number + 1, min(number + 1 + MAX_CELL_LINES, len(lines))):
        n_quotes += lines[last].count('"')
        if n_quotes % 2 == 0 and '"' in lines[last]:
            text = "".join(lines[number : last + 1]).rstrip("\r\n")
            cells = _split_quoted(text, separator)
            if cells is not None:
                return Record(cells, number, last)
            if _closes_wrongly(text, separator):
                return None
    return None


def _is_several_rows(joined: Record, lines: list[str], separator: str, n_cells: int) -> bool:
    """Whether each of the lines is a full row once its quotes are taken as letters.

    In a table of few columns that happens by chance, so there the joined record must also have the wrong length.
    """
    if n_cells < 2 or (n_cells < _TELLING_CELLS and len(joined.cells) == n_cells):
        return False
    return all(len(_split_leniently(line.rstrip("\r\n"), separator)) == n_cells for line in lines)


@cache
def _cell_pattern(separator: str) -> re.Pattern[str]:
    mark = re.escape(separator)
    return re.compile(rf'(?:"((?:[^"]|"")*+)"|((?!")[^{mark}]*+))(?:{mark}|\Z)')


def _split_quoted(text: str, separator: str) -> list[str] | None:
    """Split a record whose quotes are all in order; None where one is not.

    `csv` does it fast; what it refuses may be a slip, or a cell beyond its limit of size.
    """
    try:
        return next(csv.reader([text], delimiter=separator, strict=True))
    except csv.Error:
        return _split_by_pattern(text, separator)


def _split_by_pattern(text: str, separator: str) -> list[str] | None:
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


def _closes_wrongly(text: str, separator: str) -> bool:
    """Whether a quote closes before a letter: then no further line can put the record in order."""
    position = 0
    while match := _cell_pattern(separator).match(text, position):
        position = match.end()
    return _CLOSED.match(text, position) is not None


def _split_leniently(text: str, separator: str) -> list[str]:
    """Split a record in which a quote stays open: cells in proper quotes are honored, other quotes are letters."""
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
            cells.append(text[position : stop if has_next else len(text)])
        if not has_next:
            break
        position = end
    return cells
