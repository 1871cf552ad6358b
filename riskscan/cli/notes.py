"""What was chosen or assumed of a file, said on standard error beside the result of any command."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from riskscan.cli.terminal import say

if TYPE_CHECKING:
    from riskscan.manifest.notes import Note

__all__ = ["say_assumptions", "say_notes"]

_ASSUMPTIONS = (
    "header_doubtful", "column_by_cells", "tariff_text", "assumed_unit", "assumed_currency", "column_not_read",
)  # fmt: skip


def say_notes(name: str, notes: "Iterable[Note]") -> None:
    """Say every note: a sheet that was left out, a guess of the encoding, of which no row of the result speaks."""
    for note in notes:
        say(f"{name}: {note}", err=True)


def say_assumptions(name: str, notes: "Iterable[Note]") -> None:
    """Say the notes on columns that may be wrong; ``validate`` shows all of them."""
    say_notes(name, (note for note in notes if note.kind in _ASSUMPTIONS))
