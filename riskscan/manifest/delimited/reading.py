"""The body of a delimited file to parts of a table: block by block, fast where text is proper, patiently where not."""

import io
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import pyarrow as pa
import pyarrow.compute as pc

from riskscan.manifest.delimited.assembling import PartBuilder
from riskscan.manifest.delimited.blocks import BLOCK_BYTES, TextBuffer
from riskscan.manifest.delimited.layout import SAMPLE_LINES, Layout, find_layout
from riskscan.manifest.delimited.quoting import LONGEST_RECORD
from riskscan.manifest.delimited.records import RecordReader, Rows
from riskscan.manifest.delimited.strict import Proper, find_proper, last_line_end, read_proper
from riskscan.manifest.delimited.styles import Style
from riskscan.manifest.delimited.window import LineWindow
from riskscan.manifest.formats.base import Table
from riskscan.manifest.issues import IssueKind

__all__ = ["BodyReader", "read_head"]

_HEAD_BYTES = 1 << 20
_PATIENT_BYTES = 1 << 14
_MOST_ODD = 0.1
_LOOK_AHEAD = 4 * LONGEST_RECORD


def read_head(buffer: TextBuffer, *, name: str, separator: str | None) -> Layout:
    """Find the layout of a file, and drop what stands above its body.

    Parameters
    ----------
    buffer : TextBuffer
        At the beginning of the file.
    name : str
        Of the file, for messages.
    separator : str, optional
        Where the user knows it.

    Raises
    ------
    ManifestError
        Where there is no header.
    """
    buffer.fill(_HEAD_BYTES)
    lines = _whole_lines(buffer)
    lines.has(SAMPLE_LINES)
    layout = find_layout(lines.lines, name=name, separator=separator)
    buffer.drop(_n_bytes(lines.lines[: layout.body_line]))
    return layout


def _whole_lines(buffer: TextBuffer) -> LineWindow:
    """Return the lines that a buffer holds to their end, one at least."""
    while not buffer.is_whole and not (end := last_line_end(buffer.content)):
        buffer.fill(2 * len(buffer.content) + 1)
    content = buffer.content if buffer.is_whole else buffer.content[:end]
    return _window(content)


def _window(content: bytes) -> LineWindow:
    return LineWindow(io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline=""))


def _n_bytes(lines: Sequence[str]) -> int:
    return len("".join(lines).encode())


class BodyReader:
    """Reads what stands below the header.

    A block is read fast up to the first slip of a quote, and patiently for some lines from there; the more slips follow
    each other, the more lines.

    Parameters
    ----------
    buffer : TextBuffer
        At the first line below the header.
    layout : Layout
        Of the file.
    """

    def __init__(self, buffer: TextBuffer, layout: Layout) -> None:
        self._buffer = buffer
        self._layout = layout
        self._reader = RecordReader(layout)
        self._builder = PartBuilder(layout.names)
        self._is_fast = layout.style is Style.STANDARD and layout.separator.isascii()
        self._patience = _PATIENT_BYTES

    def parts(self) -> Iterator[Table]:
        """Yield the rows in parts, one part at least."""
        n_parts = 0
        while self._advance():
            if self._builder.is_full:
                yield self._builder.take_part()
                n_parts += 1
        if not n_parts or not self._builder.is_empty:
            yield self._builder.take_part()

    def _advance(self) -> bool:
        """Read on; return whether there was anything left."""
        self._buffer.fill(BLOCK_BYTES)
        if not self._buffer.content:
            return False
        if not self._is_fast:
            self._read_patiently(BLOCK_BYTES)
            return True
        proper = find_proper(self._buffer.content, self._layout.separator, is_last=self._buffer.is_whole)
        is_read = proper.end > 0 and self._read_proper(proper)
        if proper.has_slip or (proper.end and not is_read):
            self._read_patiently(self._patience if is_read else max(self._patience, proper.end))
            self._patience = min(2 * self._patience, BLOCK_BYTES)
        elif is_read:
            self._patience = max(self._patience // 2, _PATIENT_BYTES)
        else:
            self._buffer.fill(2 * len(self._buffer.content))
        return True

    def _read_proper(self, proper: Proper) -> bool:
        """Read records whose quotes are in order; return whether any was read."""
        content = self._buffer.content[: proper.end]
        if self._buffer.marks(proper.end):
            return False
        found = read_proper(content, proper.quoted, self._layout.separator, self._layout.width)
        if found is None or len(found.odd) > _MOST_ODD * found.table.num_rows:
            return False
        if not _is_blank(found.table.columns[len(self._layout.names) :]):
            return False
        end, odd = proper.end, found.odd
        is_all = self._buffer.is_whole and not proper.has_slip
        if odd and odd[-1].end == end and not is_all:
            end = odd.pop().start  # what stands behind may belong to it
        rows = [(one.position, self._reader.read(_window(content[one.start : one.end]))) for one in odd]
        self._builder.add_table(found.table, rows)
        self._builder.n_blank_lines += found.n_blank_lines
        self._buffer.drop(end)
        return end > 0

    def _read_patiently(self, n_characters: int) -> None:
        """Read the records that begin within so many characters, with what they need to look ahead."""
        self._buffer.fill(n_characters + _LOOK_AHEAD)
        self._add(_whole_lines(self._buffer), n_characters)

    def _add(self, window: LineWindow, n_characters: float) -> None:
        rows = self._reader.read(window, n_characters=n_characters)
        lengths = [len(line.encode()) for line in window.lines[: rows.n_lines]]
        n_bytes = sum(lengths)
        _mark(rows, lengths, self._buffer.marks(n_bytes))
        self._builder.add_rows(rows)
        self._buffer.drop(n_bytes)


def _is_blank(columns: Iterable[pa.ChunkedArray]) -> bool:
    return all(pc.all(pc.equal(pc.utf8_trim_whitespace(column), "")).as_py() is not False for column in columns)


def _mark(rows: Rows, lengths: Sequence[int], marks: Sequence[tuple[int, IssueKind]]) -> None:
    """Note for each row that some of its bytes were no text, or that some of its lines were in another encoding."""
    if not marks:
        return
    starts = list(accumulate(lengths, initial=0))
    kinds: dict[int, IssueKind] = {}
    for place, kind in marks:
        line = bisect_right(starts, place) - 1
        position = bisect_right(rows.first_lines, line) - 1
        if position >= 0 and kinds.get(position) is not IssueKind.UNDECODABLE_TEXT:
            kinds[position] = kind
    for position, kind in kinds.items():
        rows.issues.add(position, kind)
