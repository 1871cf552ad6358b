"""Lists of parties for any command: read, and said with their day."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from riskscan.cli.terminal import say

if TYPE_CHECKING:
    from riskscan.parties import PartyIndex

__all__ = ["open_lists"]


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
