"""A record that a line break split: the line break stood in a cell, and nobody quoted it."""

from collections.abc import Sequence

from riskscan.manifest.delimited.fitting import fit_quotes
from riskscan.manifest.delimited.layout import Layout, is_blank
from riskscan.manifest.delimited.quoting import Found, read_record, split_leniently
from riskscan.manifest.delimited.shapes import shape_of
from riskscan.manifest.delimited.window import LineWindow

__all__ = ["join_broken"]

_MOST_PARTS = 20
_BREAK = -4.0
_SHORT = -4.0
_ODD_SHARE = 0.1


def join_broken(window: LineWindow, number: int, start: Found, layout: Layout, *, is_proper: bool) -> Found | None:
    """Join a record that is too short with the short ones behind it, where together they are as long as the header.

    They are joined only where the cells then look more like their columns than as rows of their own; a record that is
    long enough by itself is never taken in.

    Parameters
    ----------
    window : LineWindow
        The lines of the file.
    number : int
        Of the record's first line.
    start : Found
        The record.
    layout : Layout
        Of the file.
    is_proper : bool
        Whether its quotes are in order.

    Returns
    -------
    Found or None
        The whole record.
    """
    n_columns = len(layout.names)
    joined, apart = start.cells, [start.cells]
    place = number + start.n_lines
    seam = _line_end(window.lines[place - 1])
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
        is_proper = is_proper and found is not None
        seam = _line_end(window.lines[place - 1])
        if len(joined) == n_columns:
            text = "".join(window.lines[number:place]).rstrip("\r\n")
            fitted = None if is_proper else fit_quotes(text, layout.separator, n_columns)
            whole = fitted or joined
            return Found(whole, place - number) if _is_one(whole, apart, layout) else None
    return None


def _line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _is_one(whole: Sequence[str], apart: Sequence[Sequence[str]], layout: Layout) -> bool:
    together = _fit(whole, layout) + _BREAK * (len(apart) - 1)
    alone = sum(_fit(cells, layout) + _SHORT for cells in apart)
    return together > alone and layout.shapes.count_odd(map(shape_of, whole)) <= _ODD_SHARE * len(whole)


def _fit(cells: Sequence[str], layout: Layout) -> float:
    return sum(layout.shapes.fit(shape_of(cell), column) for column, cell in enumerate(cells))
