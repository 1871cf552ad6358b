"""The tables of a run, cut into the parts that are worked on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riskscan.manifest.parts import Part, Parts

__all__ = ["TableSet"]


@dataclass(frozen=True, slots=True)
class TableSet:
    """Tables that are scored as one set.

    Attributes
    ----------
    tables : sequence of Parts
        In order.
    part_rows : int
        Rows of a part at most.
    """

    tables: Sequence[Parts]
    part_rows: int

    @property
    def n_rows(self) -> int:
        """Rows of all tables."""
        return sum(table.n_rows for table in self.tables)

    def parts(self, *, are_sent: bool = False) -> Iterator[tuple[int, int, Part]]:
        """Yield the number of the table, the rows of all tables before, and the part, as `Parts.parts` does."""
        before = 0
        for number, table in enumerate(self.tables):
            for part in table.parts(self.part_rows, are_sent=are_sent):
                yield number, before + part.first_row, part
            before += table.n_rows
