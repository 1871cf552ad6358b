"""Lists of parties for any command: read, and said with their day."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from riskscan.cli.terminal import say

if TYPE_CHECKING:
    from riskscan.parties import PartyIndex

__all__ = ["describe_lists", "open_lists"]


def open_lists(paths: Sequence[Path], *, quiet: bool) -> "PartyIndex | None":
    """Return an index of the lists, None where none is given; say of each whose it is and of which day."""
    if not paths:
        return None
    from riskscan.parties import PartyIndex, read_sanctions

    lists = [read_sanctions(path) for path in paths]
    if not quiet:
        for path, found in zip(paths, lists, strict=True):
            left_out = f"; {found.n_nameless:,} entries without a name" if found.n_nameless else ""
            say(f"{path.name}: {found.name} of {found.edition}, {len(found.parties):,} parties{left_out}", err=True)
    return PartyIndex(lists)


def describe_lists(paths: Sequence[Path], index: "PartyIndex | None") -> list[dict[str, object]]:
    """Return whose lists an index is made of, of which day, and from which files."""
    if index is None:
        return []
    return [
        {
            "file": str(path), "name": found.name, "day": found.day.isoformat(), "day_basis": found.day_basis,
            "parties": len(found.parties), "entries_without_a_name": found.n_nameless,
        }
        for path, found in zip(paths, index.lists, strict=True)
    ]  # fmt: skip
