"""A picture of the cost of a row, and of memory, against the rows of a file; all axes are logarithmic."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Chart", "picture"]

_WIDTH, _HEIGHT, _EDGE = 620, 320, 60
_COLORS = {"against": "#8a8a8a", "cold": "#0b5394", "warm": "#38761d", "floor": "#b45f06"}


@dataclass(frozen=True, slots=True)
class Chart:
    """What was measured.

    Attributes
    ----------
    title : str
        What the numbers are.
    lines : mapping of str to mapping of int to float
        By what was measured: numbers by rows of the file.
    """

    title: str
    lines: Mapping[str, Mapping[int, float]]


def picture(charts: Sequence[Chart]) -> str:
    """Return the charts as one SVG, one below the other."""
    drawn = "".join(f'<g transform="translate(0,{n * _HEIGHT})">{_chart(chart)}</g>' for n, chart in enumerate(charts))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT * len(charts)}"'
        f' font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>{drawn}</svg>\n'
    )


def _chart(chart: Chart) -> str:
    rows = sorted({n for line in chart.lines.values() for n in line})
    values = [cost for line in chart.lines.values() for cost in line.values()]
    frame = _Frame(rows[0] / 2, rows[-1] * 4, min(values) / 2, max(values) * 2)
    ticks = "".join(
        f'<text x="{frame.x(n):.0f}" y="{_HEIGHT - _EDGE + 18}" text-anchor="middle">{n:,}</text>' for n in rows
    )
    drawn = "".join(text for what, line in chart.lines.items() for text in _line(what, line, frame))
    return (
        f'<text x="{_EDGE}" y="24">{chart.title}</text><path d="M{_EDGE},{_EDGE} V{_HEIGHT - _EDGE}'
        f' H{_WIDTH - _EDGE}" fill="none" stroke="black"/>{ticks}{drawn}'
    )


class _Frame:
    """Where numbers lie in the picture."""

    def __init__(self, left: float, right: float, low: float, high: float) -> None:
        self._left, self._right, self._low, self._high = left, right, low, high

    def x(self, rows: float) -> float:
        return _EDGE + (_WIDTH - 2 * _EDGE) * math.log(rows / self._left) / math.log(self._right / self._left)

    def y(self, cost: float) -> float:
        return _HEIGHT - _EDGE - (_HEIGHT - 2 * _EDGE) * math.log(cost / self._low) / math.log(self._high / self._low)


def _line(what: str, line: Mapping[int, float], frame: _Frame) -> Iterator[str]:
    color = _COLORS.get(what, "black")
    places = [(frame.x(n), frame.y(cost), cost) for n, cost in sorted(line.items())]
    corners = " ".join(f"{x:.0f},{y:.0f}" for x, y, _ in places)
    yield f'<g stroke="{color}" fill="{color}"><polyline points="{corners}" fill="none" stroke-width="2"/>'
    for x, y, cost in places:
        yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3"/>'
        yield f'<text x="{x:.0f}" y="{y - 8:.0f}" text-anchor="middle" stroke="none">{cost:,.0f}</text>'
    x, y, _ = places[-1]
    yield f'<text x="{x + 10:.0f}" y="{y + 4:.0f}" stroke="none">{what}</text></g>'
