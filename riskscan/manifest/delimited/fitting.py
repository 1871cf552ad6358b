"""Quotes that are not in order, fitted to the number of cells that a line must have."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

__all__ = ["fit_quotes", "without_quotes"]

_MOST_JOINS = 40
_MOST_PIECES = 1000


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
