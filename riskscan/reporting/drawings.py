"""The drawings of a report: each structure once, however many rows show it."""

from dataclasses import dataclass, field

from riskscan.chemistry.drawing import Drawing, Pair

__all__ = ["Drawings", "Drawn", "DrawnPair"]


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

    def add(self, pair: Pair) -> DrawnPair:
        """Return the symbols of a pair."""
        return DrawnPair(self._add(pair.mention), self._add(pair.listed) if pair.listed else None, pair.n_shared)

    def _add(self, drawing: Drawing) -> Drawn:
        if drawing not in self.symbols:
            self.symbols[drawing] = Drawn(f"s{len(self.symbols)}", drawing.width, drawing.height)
        return self.symbols[drawing]
