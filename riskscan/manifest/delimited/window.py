"""Lines of text that are read as they are needed, with any number of them to look ahead."""

from collections.abc import Iterable, Iterator
from itertools import islice

__all__ = ["LineWindow"]

_AT_ONCE = 64


class LineWindow:
    """Lines that are read as they are needed, and kept.

    Parameters
    ----------
    lines : iterable of str
        With their ends.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._coming = iter(lines)
        self.lines: list[str] = []

    def has(self, number: int) -> bool:
        """Whether there is a line of this number; reads on where it must."""
        if number >= len(self.lines):
            self.lines.extend(islice(self._coming, number - len(self.lines) + _AT_ONCE))
        return number < len(self.lines)

    def ahead(self, number: int) -> Iterator[str]:
        """Yield the lines from one on."""
        while self.has(number):
            yield self.lines[number]
            number += 1
