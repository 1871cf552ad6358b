"""Descriptions that say nothing, which customs refuse or question, and party names that name nobody."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, MARKS, read_rows

__all__ = ["VagueTerm", "load_vague_terms"]

_COLUMNS = ("term", "language", "kind", "source", "mark")
_KINDS = {"goods", "party"}


@dataclass(frozen=True, slots=True)
class VagueTerm:
    """A term that does not tell what the goods are, or who the party is.

    Attributes
    ----------
    term : str
        As published, lower case.
    language : str
        ISO 639-1 code.
    kind : {"goods", "party"}
        Whether it stands for goods or in place of a party's name.
    source, mark : str
        Where it was read and how sure (see `riskscan.tables.reading.Mark`).
    """

    term: str
    language: str
    kind: Literal["goods", "party"]
    source: str
    mark: str


@cache
def load_vague_terms() -> tuple[VagueTerm, ...]:
    """Return every vague term, in table order.

    Raises
    ------
    TableError
        On an unknown kind or mark, naming the term.
    """
    terms = tuple(VagueTerm(**row) for row in read_rows(DATA / "vague_terms.csv", _COLUMNS))  # type: ignore[arg-type]
    for entry in terms:
        if entry.kind not in _KINDS or entry.mark not in MARKS:
            raise TableError(f"vague_terms.csv, {entry.term}: kind {entry.kind!r} or mark {entry.mark!r} is unknown.")
    return terms
