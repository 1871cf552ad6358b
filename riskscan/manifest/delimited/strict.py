"""Proper text to a table at once, by pyarrow's reader, where it reads what Python's `csv` reads strictly.

pyarrow is fast and forgiving: it takes ``"x"y`` for ``xy`` and reads to the end of the file for a quote that is not
closed. So every quote is looked at first: text is proper as far as each quote opens a cell, closes one, is doubled
inside one, or stands behind the first character of a bare cell, where it is a letter. Records that are not as long as
the header are left out of the table and given back with their place.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv

from riskscan.manifest.delimited.quoting import LONGEST_RECORD
from riskscan.manifest.delimited.records import MAX_CELL_LINES

__all__ = ["OddRecords", "Proper", "StrictTable", "find_proper", "read_proper"]

_BOM = b"\xef\xbb\xbf"
_LONG_CELL = 2 * MAX_CELL_LINES
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
    quoted : list of (int, int)
        Where each quoted cell begins and ends.
    """

    end: int
    has_slip: bool
    quoted: list[tuple[int, int]]


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
    """Match a quoted cell, or a bare one from its first quote on; group 1 where a quote is neither's."""
    end = rb"\r\n" + re.escape(separator.encode())
    return re.compile(
        rb'"(?:(?<![^' + end + rb']")[^"]*+(?:""[^"]*+)*+"(?![^' + end + rb"])"
        rb'|(?<=[^"' + end + rb']")[^' + end + rb"]*+|())"
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
    >>> find_proper(b'1,"tea, black"\\n2,"x"y\\n', ",", is_last=True)
    Proper(end=15, has_slip=True, quoted=[(2, 14)])
    """
    quoted: list[tuple[int, int]] = []
    slip = -1
    for match in _quotes(separator).finditer(content):
        if match.lastindex:
            slip = match.start()
            break
        quoted.append(match.span())
    if (long := _first_long(content, quoted)) >= 0:
        slip = quoted[long][0]
        del quoted[long:]
    if slip < 0 and is_last:
        return Proper(len(content), False, quoted)
    end = _last_record_end(content, len(content) if slip < 0 else slip, quoted)
    is_cut = slip < 0 or (not is_last and _OPEN.match(content, slip) is not None)
    return Proper(end, not is_cut or len(content) - end > LONGEST_RECORD, quoted)


def _first_long(content: bytes, quoted: Sequence[tuple[int, int]]) -> int:
    """Return the place of the first cell of so many lines that it may be no cell at all, -1 where there is none."""
    for place, (start, end) in enumerate(quoted):
        if end - start > _LONG_CELL:
            n_breaks = content.count(b"\n", start, end) or content.count(b"\r", start, end)
            if n_breaks >= MAX_CELL_LINES or (n_breaks and end - start > LONGEST_RECORD):
                return place
    return -1


def _last_record_end(content: bytes, before: int, quoted: Sequence[tuple[int, int]]) -> int:
    """Return the last place after a line end that no quotes hold; a carriage return at the end may be half of one."""
    starts = [start for start, _ in quoted]
    while before > 0:
        place = max(content.rfind(b"\n", 0, before), content.rfind(b"\r", 0, min(before, len(content) - 1)))
        if place < 0:
            return 0
        cell = bisect_right(starts, place) - 1
        if cell < 0 or quoted[cell][1] <= place:
            return place + 1
        before = quoted[cell][0]
    return 0


def read_proper(content: bytes, quoted: Sequence[tuple[int, int]], separator: str, width: int) -> StrictTable | None:
    """Read proper text; None where pyarrow does not read what is there.

    Parameters
    ----------
    content : bytes
        UTF-8, whole records with quotes in order, as `find_proper` found.
    quoted : sequence of (int, int)
        Likewise.
    separator : str
        One ASCII character.
    width : int
        Cells of a record.

    Examples
    --------
    >>> found = read_proper(b'1,"tea, black"\\n2\\n3,x\\n', [(2, 14)], ",", 2)
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
    is_blank = np.isin(np.frombuffer(content, np.uint8)[starts], (10, 13))
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
    n_ends = content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n")
    return n_ends + (not content.endswith((b"\n", b"\r")) if content else 0)


def _record_starts(content: bytes, quoted: Sequence[tuple[int, int]]) -> npt.NDArray[np.intp]:
    """Return where each record begins, blank ones too: at the lines that no quotes hold."""
    characters = np.frombuffer(content, np.uint8)
    is_end = characters == 10
    is_return = characters == 13
    is_end |= is_return & ~np.append(is_end[1:], False)
    lines = np.concatenate(([0], np.flatnonzero(is_end) + 1))
    lines = lines[lines < len(content)]
    if not quoted:
        return lines
    cells = np.array(quoted, dtype=np.intp)
    before = np.searchsorted(cells[:, 0], lines, side="right") - 1
    is_outside = (before < 0) | (cells[before, 0] == lines) | (cells[before, 1] <= lines)
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
