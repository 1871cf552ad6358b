"""A record that a line break split: the line break stood in a cell, and nobody quoted it."""

from collections.abc import Sequence

from riskscan.manifest.delimited.layout import Layout, is_blank
from riskscan.manifest.delimited.quoting import Found, read_record, split_leniently, without_quotes
from riskscan.manifest.delimited.window import LineWindow

__all__ = ["join_broken"]

_MOST_PARTS = 20
_BREAK = -4.0
_SHORT = -4.0
_ODD_SHARE = 0.1


def join_broken(window: LineWindow, number: int, cells: Sequence[str], layout: Layout) -> Found | None:
    """Join a record that is too short with the short ones behind it, where together they are as long as the header.

    They are joined only where the cells then look more like their columns than as rows of their own; a record that is
    long enough by itself is never taken in.

    Parameters
    ----------
    window : LineWindow
        The lines of the file.
    number : int
        Of the line behind the record.
    cells : sequence of str
        Of the record.
    layout : Layout
        Of the file.

    Returns
    -------
    Found or None
        The whole record, and how many of the lines behind it belong to it.
    """
    n_columns = len(layout.names)
    joined, apart = list(cells), [cells]
    seam = _line_end(window.lines[number - 1])
    place = number
    while len(apart) <= _MOST_PARTS and window.has(place):
        line = window.lines[place]
        if is_blank(line):
            seam += line
            place += 1
            continue
        found = read_record(window.ahead(place), layout.separator)
        more = found.cells if found else split_leniently(line.rstrip("\r\n"), layout.separator)
        if len(more) >= n_columns or len(joined) + len(more) - 1 > n_columns:
            return None
        joined = [*joined[:-1], joined[-1] + seam + more[0], *more[1:]]
        apart.append(more)
        place += found.n_lines if found else 1
        seam = _line_end(window.lines[place - 1])
        if len(joined) == n_columns:
            whole = [without_quotes(cell) for cell in joined]
            return Found(whole, place - number) if _is_one(whole, apart, layout) else None
    return None


def _line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _is_one(whole: Sequence[str], apart: Sequence[Sequence[str]], layout: Layout) -> bool:
    shapes = layout.shapes
    together = sum(shapes.fit(cell, column) for column, cell in enumerate(whole)) + _BREAK * (len(apart) - 1)
    alone = sum(shapes.fit(cell, column) for cells in apart for column, cell in enumerate(cells)) + _SHORT * len(apart)
    return together > alone and shapes.count_odd(whole) <= _ODD_SHARE * len(whole)
