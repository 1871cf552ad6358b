"""A manifest read in parts: one pass through the file, then as many through its rows as are needed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

import pandas as pd

from riskscan.compiling.memory import give_back_memory
from riskscan.manifest.cells.strings import RawColumn
from riskscan.manifest.dialect import Dialect
from riskscan.manifest.formats.base import ReadOptions
from riskscan.manifest.formats.registry import find_format
from riskscan.manifest.inner_headers import split_at_headers
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.mapping.rules import ColumnRules, resolve_rules
from riskscan.manifest.mapping.sampling import SAMPLE_ROWS, Sample, take_sample
from riskscan.manifest.notes import Note
from riskscan.manifest.part_store import LentFrame, PartStore
from riskscan.manifest.sheet import beginning_of
from riskscan.manifest.sheets import Joining, choose_tables, with_filled
from riskscan.manifest.source import open_source

__all__ = ["FrameParts", "ManifestParts", "Part", "Parts", "open_parts"]


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a manifest that follow each other.

    Attributes
    ----------
    frame : DataFrame
        Raw cells.
    issues : RowIssues
        What was wrong with the rows as such, by position in `frame`.
    first_row : int
        Position in the file of the first row.
    memory : dict of str to object
        What was worked out of the rows, as long as the part is kept; see `remembered`.
    known : mapping of str to object
        What was worked out of the rows in an earlier pass, and travels with them.
    lasting : dict of str to object
        The little that is worked out of the rows and kept as long as the table, for the passes that follow.
    lent : LentFrame or None
        Where another process of this machine finds `frame`, which then has no columns here.
    """

    frame: pd.DataFrame
    issues: RowIssues
    first_row: int
    memory: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    known: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    lasting: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    lent: LentFrame | None = field(default=None, repr=False, compare=False)

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what goes to another process."""
        frame = self.frame if self.lent is None else self.lent
        return _arrived, (frame, self.issues, self.first_row, self.memory, self.known, self.lasting)

    def remembered(self, key: str, make: Callable[[], Any]) -> Any:
        """Return what is made of the rows, made once."""
        if key not in self.memory:
            self.memory[key] = make()
        return self.memory[key]

    def columns(self) -> list[RawColumn]:
        """Return the columns of `frame`, for all who take them apart."""
        return cast(
            list[RawColumn],
            self.remembered("columns", lambda: [RawColumn(column) for _, column in self.frame.items()]),
        )

    def cut(self, start: int, stop: int) -> "Part":
        """Return some of the rows."""
        if start <= 0 and stop >= len(self.frame):
            return self
        inside = (issue for issue in self.issues if start <= issue.row < stop)
        issues = RowIssues(replace(issue, row=issue.row - start) for issue in inside)
        lent = None if self.lent is None else self.lent.cut(start, stop)
        return Part(self.frame.iloc[start:stop], issues, self.first_row + start, lent=lent)


def _arrived(frame: pd.DataFrame | LentFrame, *others: Any) -> Part:
    return Part(frame.frame() if isinstance(frame, LentFrame) else frame, *others)


class Parts(Protocol):
    """A table whose rows can be read in parts, again and again."""

    name: str
    notes: tuple[Note, ...]

    @property
    def template(self) -> pd.DataFrame:
        """The columns with their types, without a row."""

    @property
    def n_rows(self) -> int:
        """Rows of the table."""

    def is_single(self, n_rows: int) -> bool:
        """Whether `parts` yields one part."""

    def parts(self, n_rows: int, *, are_sent: bool = False) -> Iterator[Part]:
        """Yield all rows in order, at most `n_rows` at a time; one part at least.

        Parameters
        ----------
        n_rows : int
            Of a part.
        are_sent : bool, default False
            Whether only other processes of this machine look at cells: what they find by themselves is not read here.
        """

    def sample(self) -> Sample:
        """Return what `take_sample` makes of the whole table."""


class FrameParts:
    """The rows of a frame in memory.

    Parameters
    ----------
    frame : DataFrame
        Never changed.
    issues : RowIssues, optional
        What reading found.
    name : str, optional
        For a reader.
    """

    def __init__(self, frame: pd.DataFrame, issues: RowIssues | None = None, name: str = "") -> None:
        self.frame = frame
        self.issues = issues or RowIssues()
        self.name = name
        self.notes: tuple[Note, ...] = ()
        self._whole = Part(frame, self.issues, 0)

    @property
    def template(self) -> pd.DataFrame:
        """The columns with their types, without a row."""
        return cast(pd.DataFrame, self._whole.remembered("template", lambda: self.frame.iloc[:0]))

    @property
    def n_rows(self) -> int:
        """Rows of the table."""
        return len(self.frame)

    def is_single(self, n_rows: int) -> bool:
        """Whether `parts` yields one part."""
        return len(self.frame) <= n_rows

    def parts(self, n_rows: int, *, are_sent: bool = False) -> Iterator[Part]:
        """Yield all rows in order, at most `n_rows` at a time."""
        for start in range(0, max(len(self.frame), 1), n_rows):
            yield self._whole.cut(start, start + n_rows)

    def sample(self) -> Sample:
        """Return what `take_sample` makes of the frame."""
        if len(self.frame) > SAMPLE_ROWS:
            return take_sample(self.frame)
        return take_sample(self.frame, self._whole.columns())


class _Kept(Protocol):
    def __getitem__(self, number: int, /) -> pd.DataFrame: ...
    def lent(self, number: int, /) -> LentFrame | None: ...


class ManifestParts:
    """The rows of a file.

    Attributes
    ----------
    name : str
        Of the file.
    dialect : Dialect
        How it was read.
    notes : tuple of Note
        What was chosen or assumed in reading it.
    """

    def __init__(self, dialect: Dialect, joining: Joining, store: "_Kept") -> None:
        self.name = dialect.name
        self.dialect = dialect
        self.notes = (*(note for part in joining.parts for note in part.notes), *joining.notes)
        self._joining = joining
        self._store = store
        self._only: Part | None = None
        self._lasting: dict[tuple[int, int], dict[str, Any]] = {}

    @property
    def template(self) -> pd.DataFrame:
        """The columns with their types, without a row."""
        return self._joining.template

    @property
    def n_rows(self) -> int:
        """Rows of the table."""
        return sum(part.n_rows for part in self._joining.parts)

    def is_single(self, n_rows: int) -> bool:
        """Whether `parts` yields one part."""
        return sum(part.n_rows > 0 for part in self._joining.parts) <= 1 and self.n_rows <= n_rows

    def parts(self, n_rows: int, *, are_sent: bool = False) -> Iterator[Part]:
        """Yield all rows in order, at most `n_rows` at a time; one part at least. See `Parts.parts`."""
        if not self.is_single(n_rows):
            yield from self._cut(n_rows, are_sent=are_sent)
            return
        if self._only is None:  # kept, with what is worked out of it
            self._only = next(self._cut(n_rows))
        yield self._only

    def _cut(self, n_rows: int, *, are_sent: bool = False) -> Iterator[Part]:
        first_row = 0
        for number, table in enumerate(self._joining.parts):
            if not table.n_rows and (first_row or number + 1 < len(self._joining.parts)):
                continue
            lent = self._store.lent(table.place) if are_sent and self._joining.fits(number) else None
            if lent is None:
                frame = self._joining.fit(number, self._store[table.place])
            else:
                lent = replace(lent, columns=self.template.columns)
                frame = pd.DataFrame(index=pd.RangeIndex(table.n_rows))
            whole = Part(frame, table.issues, first_row, lent=lent)
            for start in range(0, max(table.n_rows, 1), n_rows):
                part = whole.cut(start, start + n_rows)
                place = part.first_row, len(part.frame)
                yield replace(part, lasting=self._lasting.setdefault(place, {}))
            first_row += table.n_rows

    def sample(self) -> Sample:
        """Return what `take_sample` makes of all rows together."""
        step = max(1, -(-self.n_rows // SAMPLE_ROWS))
        some = []
        first_row = 0
        for number, table in enumerate(self._joining.parts):
            rows = self._store[table.place].iloc[-first_row % step :: step]
            some.append(self._joining.fit(number, rows))
            first_row += table.n_rows
        return take_sample(pd.concat(some, ignore_index=True) if len(some) > 1 else some[0])


@contextmanager
def open_parts(
    source: str | Path | BinaryIO, *, columns: ColumnRules | str | Path | None = None
) -> Iterator[ManifestParts]:
    """Read a file of any format once, and give its rows in parts as often as they are asked for.

    Parameters
    ----------
    source : str, Path or binary file
        ``-`` is standard input.
    columns : ColumnRules, str or Path, optional
        A mapping file, see `riskscan.manifest.mapping.rules`.

    Raises
    ------
    ManifestError
        Where the file cannot be read at all.
    """
    rules = resolve_rules(columns)
    store = PartStore()
    try:
        with open_source(source) as found:
            options = ReadOptions(rules.encoding, rules.separator, rules.headers, longest_line_mb=rules.longest_line_mb)
            format = find_format(found)
            beginnings = []
            for table in split_at_headers(format.tables(found, options), named=rules.headers):
                some = replace(with_filled(table), length=len(table.frame), place=len(store))
                beginnings.append(replace(some, frame=beginning_of(table.frame)))
                store.add(table.frame)
            joining = choose_tables(beginnings, name=found.name, named=rules.headers)
            dialect = Dialect.of(found, format, joining.parts)
        if len(beginnings) > 1:
            give_back_memory()
        yield ManifestParts(dialect, joining, store)
    finally:
        store.close()
