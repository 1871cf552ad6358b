"""Excel's XML with cells far apart written closer together: a stray cell in the last corner of a sheet loses no goods.

Rows and columns keep their order; a gap of several empty ones becomes one. Merged cells are given up in such a sheet.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import IO

from riskscan.manifest.formats.sheet_pieces import column_letters, column_number, sheet_pieces
from riskscan.manifest.packages import rewrite_zip
from riskscan.manifest.source import Source

__all__ = ["compact_workbook"]

_PLACE = re.compile(rb"(\br\s*=\s*[\"'])([A-Za-z]*)(\d+)")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*/>")


def compact_workbook(source: Source, sparse: Collection[str]) -> Source:
    """Return the workbook with the rows and columns of some sheets renumbered.

    Parameters
    ----------
    source : Source
        A workbook in Excel's XML.
    sparse : collection of str
        Names of the members that hold those sheets.

    Raises
    ------
    ManifestError
        Where a member is damaged.
    """
    return rewrite_zip(source, dict.fromkeys(sparse, _compacted))


def _compacted(content: IO[bytes]) -> Iterator[bytes]:
    rows, columns = _numbers(content)
    content.seek(0)
    for piece in sheet_pieces(content):
        yield _renumbered(_MERGED.sub(b"", piece), rows, columns)


def _numbers(content: IO[bytes]) -> tuple[dict[bytes, bytes], dict[bytes, bytes]]:
    """Return the new number of each row, and the new letters of each column."""
    rows: set[bytes] = set()
    columns: set[bytes] = set()
    for piece in sheet_pieces(content):
        for _, letters, digits in _PLACE.findall(piece):
            rows.add(digits)
            columns.add(letters)
    columns.discard(b"")
    new_rows = _closer({int(digits) for digits in rows})
    new_columns = _closer({column_number(letters) for letters in columns})
    return (
        {digits: b"%d" % new_rows[int(digits)] for digits in rows},
        {letters: column_letters(new_columns[column_number(letters)]) for letters in columns},
    )


def _closer(numbers: Iterable[int]) -> dict[int, int]:
    """Return new numbers in the same order; what stands apart is left one apart.

    Examples
    --------
    >>> _closer([1, 2, 5, 90])
    {1: 1, 2: 2, 5: 4, 90: 6}
    """
    closer: dict[int, int] = {}
    before = new = 0
    for number in sorted(numbers):
        new += min(number - before, 2) if closer else min(number, 2)
        closer[number], before = new, number
    return closer


def _renumbered(piece: bytes, rows: dict[bytes, bytes], columns: dict[bytes, bytes]) -> bytes:
    return _PLACE.sub(lambda found: found[1] + columns.get(found[2], b"") + rows[found[3]], piece)
