"""Proper text to a table at once, by pyarrow's reader, where it reads what Python's `csv` reads strictly.

pyarrow is fast and forgiving: it takes ``"x"y`` for ``xy`` and reads to the end of the file for a quote that is not
closed. So every quote is looked at first: text is proper as far as each quote opens a cell, closes one, is doubled
inside one, or stands behind the first character of a bare cell, where it is a letter. Records that are not as long as
the header are left out of the table and given back with their place.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv

from riskscan.manifest.delimited.quoting import LONGEST_RECORD
from riskscan.manifest.delimited.records import MAX_CELL_LINES

Cells = npt.NDArray[np.intp]

__all__ = ["OddRecords", "Proper", "StrictTable", "find_proper", "last_line_end", "read_proper"]

_BOM = b"\xef\xbb\xbf"
_LONG_CELL = 2 * MAX_CELL_LINES
_QUOTE, _LINE_FEED, _RETURN = b'"\n\r'
_SLIP = 2
_OPEN = re.compile(rb'"[^"]*+(?:""[^"]*+)*+\Z')


@dataclass(frozen=True, slots=True)
class Proper:
    """How far text is proper.

    Attributes
    ----------
    end : int
        Where the last whole record before a slip ends.
    has_slip : bool
        Whether a quote of the next record is out of order; otherwise the text ends before it does.
    quoted : int array of shape (n_cells, 2)
        Where each quoted cell begins and ends.
    """

    end: int
    has_slip: bool
    quoted: Cells


@dataclass(frozen=True, slots=True)
class OddRecords:
    """Neighboring records that are not as long as they should be.

    Attributes
    ----------
    position : int
        Rows of the table that stand before them.
    start, end : int
        Their bytes.
    """

    position: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StrictTable:
    """The records of proper text.

    Attributes
    ----------
    table : pyarrow.Table of shape (n_records, width)
        Records of the right length.
    odd : list of OddRecords
        The others, blank lines between them included.
    n_blank_lines : int
        Of no character at all, and not among the odd records.
    """

    table: pa.Table
    odd: list[OddRecords]
    n_blank_lines: int


@cache
def _quotes(separator: str) -> re.Pattern[bytes]:
    """Match a quoted cell, or a bare one from its first quote on (group 1); group 2 where a quote is neither's."""
    end = rb"\r\n" + re.escape(separator.encode())
    return re.compile(
        rb'"(?:(?<![^' + end + rb']")[^"]*+(?:""[^"]*+)*+"(?![^' + end + rb"])"
        rb'|((?<=[^"' + end + rb']")[^' + end + rb"]*+)|())"
    )


def find_proper(content: bytes, separator: str, *, is_last: bool) -> Proper:
    """Find how far text is proper.

    Parameters
    ----------
    content : bytes
        UTF-8, from the beginning of a record.
    separator : str
        One ASCII character.
    is_last : bool
        Whether the file ends with it.

    Examples
    --------
    >>> proper = find_proper(b'1,"tea, black"\\n2,"x"y\\n', ",", is_last=True)
    >>> proper.end, proper.has_slip, proper.quoted.tolist()
    (15, True, [[2, 14]])
    """
    length = len(content) if is_last else last_line_end(content)
    quoted, slip = _quoted_at_once(content, length, separator), -1
    if quoted is None:
        quoted, slip = _quoted_one_by_one(content, length, separator)
    if (long := _first_long(content, quoted)) >= 0:
        slip, quoted = int(quoted[long, 0]), quoted[:long]
    if slip < 0 and is_last:
        return Proper(len(content), False, quoted)
    end = _last_record_end(content, length if slip < 0 else slip, quoted)
    is_cut = slip < 0 or (not is_last and _OPEN.match(content, slip, length) is not None)
    return Proper(end, not is_cut or len(content) - end > LONGEST_RECORD, quoted)


def _quoted_at_once(content: bytes, length: int, separator: str) -> Cells | None:
    """Return the quoted cells where every quote belongs to one and all are closed; None otherwise.

    Then the first quote of each pair opens a cell or is the second of a doubled one, and the second closes a cell or is
    the first of a doubled one.
    """
    characters = np.frombuffer(content, np.uint8, count=length)
    places = np.flatnonzero(characters == _QUOTE)
    if len(places) % 2:
        return None
    first, second = places[0::2], places[1::2]
    is_doubled = first[1:] == second[:-1] + 1
    opens, closes = np.append(True, ~is_doubled)[: len(first)], np.append(~is_doubled, True)[: len(first)]
    starts, ends = first[opens], second[closes] + 1
    is_edge = np.zeros(256, dtype=bool)
    is_edge[[_LINE_FEED, _RETURN, ord(separator)]] = True
    before, behind = characters[starts[starts > 0] - 1], characters[ends[ends < length]]
    is_proper = bool(is_edge[before].all() and is_edge[behind].all())
    return np.stack((starts, ends), axis=1) if is_proper else None


def _quoted_one_by_one(content: bytes, length: int, separator: str) -> tuple[Cells, int]:
    """Return the quoted cells up to a slip, and its place, -1 where there is none."""
    quoted: list[tuple[int, int]] = []
    slip = -1
    for match in _quotes(separator).finditer(content, 0, length):
        if match.lastindex is None:
            quoted.append(match.span())
        elif match.lastindex == _SLIP:
            slip = match.start()
            break
    return np.array(quoted, dtype=np.intp).reshape(-1, 2), slip


def _first_long(content: bytes, quoted: Cells) -> int:
    """Return the place of the first cell of so many lines that it may be no cell at all, -1 where there is none."""
    for place in np.flatnonzero(quoted[:, 1] - quoted[:, 0] > _LONG_CELL).tolist():
        start, end = quoted[place].tolist()
        n_breaks = content.count(b"\n", start, end) or content.count(b"\r", start, end)
        if n_breaks >= MAX_CELL_LINES or (n_breaks and end - start > LONGEST_RECORD):
            return int(place)
    return -1


def last_line_end(content: bytes, before: int | None = None) -> int:
    """Return the last place after a line end; a carriage return at the very end may be the first half of one."""
    before = len(content) if before is None else before
    feed = content.rfind(b"\n", 0, before)
    return max(feed, content.rfind(b"\r", feed + 1, min(before, len(content) - 1))) + 1


def _last_record_end(content: bytes, before: int, quoted: Cells) -> int:
    """Return the last place after a line end that no quotes hold."""
    while before > 0:
        place = last_line_end(content, before) - 1
        if place < 0:
            return 0
        cell = int(np.searchsorted(quoted[:, 0], place, side="right")) - 1
        if cell < 0 or quoted[cell, 1] <= place:
            return place + 1
        before = int(quoted[cell, 0])
    return 0


def read_proper(content: bytes, quoted: Cells, separator: str, width: int) -> StrictTable | None:
    """Read proper text; None where pyarrow does not read what is there.

    Parameters
    ----------
    content : bytes
        UTF-8, whole records with quotes in order, as `find_proper` found.
    quoted : int array of shape (n_cells, 2)
        Likewise.
    separator : str
        One ASCII character.
    width : int
        Cells of a record.

    Examples
    --------
    >>> found = read_proper(b'1,"tea, black"\\n2\\n3,x\\n', np.array([[2, 14]]), ",", 2)
    >>> found.table.to_pydict(), found.odd
    ({'0': ['1', '3'], '1': ['tea, black', 'x']}, [OddRecords(position=1, start=15, end=17)])
    """
    if content.startswith(_BOM):  # pyarrow drops it
        return None
    odd: list[int] = []

    def note(row: "pa.csv.InvalidRow") -> str:
        odd.append(row.number - 1)
        return "skip"

    try:
        table = _read_csv(content, separator, width, note)
    except pa.ArrowInvalid:
        return None
    n_records = table.num_rows + len(odd)
    if not odd and n_records == _count_lines(content):
        return StrictTable(table, [], 0)
    starts = _record_starts(content, quoted)
    is_blank = np.isin(np.frombuffer(content, np.uint8)[starts], (_LINE_FEED, _RETURN))
    filled = starts[~is_blank]
    if len(filled) != n_records:
        return None
    groups = _group(odd, filled, len(content))
    blank = starts[is_blank]
    n_inside = sum(int(np.searchsorted(blank, one.end) - np.searchsorted(blank, one.start)) for one in groups)
    return StrictTable(table, groups, len(blank) - n_inside)


def _read_csv(content: bytes, separator: str, width: int, note: Callable[["pa.csv.InvalidRow"], str]) -> pa.Table:
    names = [str(column) for column in range(width)]
    if not content:
        return pa.table({name: pa.array([], pa.large_string()) for name in names})
    return pyarrow.csv.read_csv(
        pa.py_buffer(content),
        read_options=pyarrow.csv.ReadOptions(use_threads=False, block_size=len(content) + 1, column_names=names),
        parse_options=pyarrow.csv.ParseOptions(
            delimiter=separator, newlines_in_values=True, ignore_empty_lines=True, invalid_row_handler=note
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False
        ),
    )


def _count_lines(content: bytes) -> int:
    if b"\r" in content:
        n_ends = content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n")
    else:
        n_ends = int(np.count_nonzero(np.frombuffer(content, np.uint8) == _LINE_FEED))  # much faster than bytes.count
    return n_ends + (not content.endswith((b"\n", b"\r")) if content else 0)


def _record_starts(content: bytes, quoted: Cells) -> npt.NDArray[np.intp]:
    """Return where each record begins, blank ones too: at the lines that no quotes hold."""
    characters = np.frombuffer(content, np.uint8)
    is_end = characters == _LINE_FEED
    is_end |= (characters == _RETURN) & ~np.append(is_end[1:], False)
    lines = np.append(0, np.flatnonzero(is_end) + 1)
    lines = lines[lines < len(content)]
    if not len(quoted):
        return lines
    before = np.searchsorted(quoted[:, 0], lines, side="right") - 1
    is_outside = (before < 0) | (quoted[before, 0] == lines) | (quoted[before, 1] <= lines)
    return np.compress(is_outside, lines)


def _group(odd: Sequence[int], starts: npt.NDArray[np.intp], length: int) -> list[OddRecords]:
    """Join neighboring odd records, given by their number, with where they begin and end."""
    groups: list[OddRecords] = []
    bounds = np.append(starts, length)
    first = 0
    for place in range(1, len(odd) + 1):
        if place == len(odd) or odd[place] != odd[place - 1] + 1:
            groups.append(OddRecords(odd[first] - first, int(bounds[odd[first]]), int(bounds[odd[place - 1] + 1])))
            first = place
    return groups
