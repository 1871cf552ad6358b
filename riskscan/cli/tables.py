"""Report tables on the terminal."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from riskscan.cli.terminal import shown

if TYPE_CHECKING:
    from rich.console import Console

    from riskscan.modelling.report_tables import ReportTable

__all__ = ["show_tables"]


def show_tables(console: "Console", tables: "Iterable[ReportTable]") -> None:
    """Print report tables."""
    from rich import box
    from rich.table import Table

    for table in tables:
        drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
        for number, column in enumerate(table.columns):
            drawn.add_column(column, justify="left" if number == 0 else "right", overflow="fold")
        for row in table.rows:
            drawn.add_row(*[shown(cell) for cell in row])
        console.print(shown(table.title, "bold"))
        console.print(drawn)
