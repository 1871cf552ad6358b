"""What every format is: how its head is told, and how it yields tables in bounded memory."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

import pandas as pd

from riskscan.manifest.delimited.line_lengths import LONGEST_LINE_MB
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.notes import Note
from riskscan.manifest.source import Source

__all__ = ["PART_ROWS", "SURPLUS", "Certainty", "Format", "ReadOptions", "Table", "with_notes"]

PART_ROWS = 50_000
"""Rows after which a long table is yielded in parts."""

SURPLUS = "surplus_cells"
"""Column of the text of a row that no column of the header holds."""


class Certainty(IntEnum):
    """How sure a format is, from the head of a file, that it can read it; the surest one does.

    ``GENERIC`` is the markup alone, of which another format may know the kind.
    """

    NO = 0
    FALLBACK = 1
    GENERIC = 2
    LIKELY = 3
    SURE = 4


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says of a file where detection would fail.

    Attributes
    ----------
    encoding : str or None
        Python's name of the encoding of text.
    separator : str or None
        Of cells in delimited text.
    headers : tuple of str
        Headers that the user's mapping file names: a row that holds one may be the header.
    depth : int
        Number of archives that the file lies in.
    longest_line_mb : int
        Megabytes of a line of delimited text, at most.
    """

    encoding: str | None = None
    separator: str | None = None
    headers: tuple[str, ...] = ()
    depth: int = 0
    longest_line_mb: int = LONGEST_LINE_MB


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file, or a part of one: parts of a table follow each other and have its name and header.

    Attributes
    ----------
    frame : DataFrame
        Cells as they stand in the file, as text (a format with types keeps them), with unique headers; rows are
        numbered from 0 in each part.
    issues : RowIssues
        What was wrong with the rows as such, by their position in `frame`.
    name : str
        Of the sheet, message or archive member; empty where the file holds one table.
    notes : tuple of Note
        What was chosen or assumed.
    encoding : str
        Of the text; empty where the format fixes it.
    separator : str
        Of cells; empty where the format has none.
    n_blank_lines, n_title_lines : int
        Lines or rows that are no rows of the table: blank ones, and those above the header.
    is_hidden : bool
        Whether the file hides the table from who opens it.
    member : str
        Path in the archive that the table comes from; empty where the file is none.
    nameless : tuple of str
        Columns that have no name in the file; those that hold nothing are left out.
    refusal : str
        Why the rows are no table of goods, such as ``no row of it is a header``; empty where they are one.
    filled : tuple of str
        Those of `nameless` that hold a cell, where that was looked at.
    length : int or None
        Rows of the part, where `frame` holds only the first ones.
    place : int
        Number of the part among those that the file yields.
    is_inner : bool
        Whether its header stands among the rows of another one, whose names it has in other places.
    """

    frame: pd.DataFrame
    issues: RowIssues
    name: str = ""
    notes: tuple[Note, ...] = ()
    encoding: str = ""
    separator: str = ""
    n_blank_lines: int = 0
    n_title_lines: int = 0
    is_hidden: bool = False
    member: str = ""
    nameless: tuple[str, ...] = ()
    refusal: str = ""
    filled: tuple[str, ...] = ()
    length: int | None = None
    place: int = 0
    is_inner: bool = False

    @property
    def n_rows(self) -> int:
        """Rows of the part."""
        return len(self.frame) if self.length is None else self.length


@dataclass(frozen=True, slots=True)
class Format:
    """A format that manifests come in; its module keeps one as ``FORMAT``, and that alone adds it to the registry.

    Attributes
    ----------
    name : str
        Short name, as in ``validate --format json``.
    label : str
        Name for a reader.
    tells : callable
        Takes the `Source`, of which it may read ``name`` and ``head``, and says how sure it is.
    tables : callable
        Takes the `Source` and `ReadOptions` and yields the tables. Raises ManifestError where the file cannot be read,
        with a sentence that says what it is.
    """

    name: str
    label: str
    tells: Callable[[Source], Certainty]
    tables: Callable[[Source, ReadOptions], Iterator[Table]]


def with_notes(tables: Iterable[Table], notes: Sequence[Note]) -> Iterator[Table]:
    """Yield tables; the first one also has the notes on the whole file, which are said once."""
    for table in tables:
        yield replace(table, notes=(*notes, *table.notes)) if notes else table
        notes = ()
