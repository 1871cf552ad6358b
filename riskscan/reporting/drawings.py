"""The drawings of a report: each structure once, however many rows show it."""

import time
from dataclasses import dataclass, field

from riskscan.chemistry.drawing import Drawing, draw_beside

__all__ = ["Drawings", "Drawn", "DrawnPair"]

_MOST_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing of the report: the name of its symbol, and its size."""

    symbol: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class DrawnPair:
    """A mention's drawing, that of the listed structure (None where they are one), and how many atoms they share."""

    mention: Drawn
    listed: Drawn | None
    n_shared: int


@dataclass(slots=True)
class Drawings:
    """Drawings by content.

    Attributes
    ----------
    symbols : dict of Drawing to Drawn
        In the order in which they were added.
    """

    symbols: dict[Drawing, Drawn] = field(default_factory=dict)
    _seconds_left: float = _MOST_SECONDS

    def draw(self, smiles: str, listed_smiles: str | None) -> DrawnPair | None:
        """Draw a mention beside the listed structure; None where it cannot be drawn.

        Parts that structures share are sought for a bounded time in all: a manifest full of large molecules gets its
        report, some of its drawings without marks.
        """
        started = time.perf_counter()
        pair = draw_beside(smiles, listed_smiles, seeks_part=self._seconds_left > 0)
        self._seconds_left -= time.perf_counter() - started
        if pair is None:
            return None
        return DrawnPair(self._add(pair.mention), self._add(pair.listed) if pair.listed else None, pair.n_shared)

    def _add(self, drawing: Drawing) -> Drawn:
        if drawing not in self.symbols:
            self.symbols[drawing] = Drawn(f"s{len(self.symbols)}", drawing.width, drawing.height)
        return self.symbols[drawing]
