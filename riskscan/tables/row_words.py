"""Words by which a row of a table says that it is none of goods: totals, feet of reports and of pages."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["RowWord", "load_row_words"]

_COLUMNS = ("kind", "language", "word", "source", "mark")
_KINDS = ("total", "footer", "page")


@dataclass(frozen=True, slots=True)
class RowWord:
    """A word or phrase.

    Attributes
    ----------
    kind : {"total", "footer", "page"}
        What a row is that begins with it: a total of other rows, a remark below the table, the number of a page.
    language : str
        ISO 639-1 code.
    word : str
        As written; compared without case, accents and punctuation.
    source, mark : str
        Where it was read and how sure (see `riskscan.tables.reading.Mark`).
    """

    kind: Literal["total", "footer", "page"]
    language: str
    word: str
    source: str
    mark: str


@cache
def load_row_words() -> tuple[RowWord, ...]:
    """Return every word, in table order.

    Raises
    ------
    TableError
        Where a row has an unknown kind.
    """
    words = []
    for row in read_rows(DATA / "row_words.csv", _COLUMNS):
        if row["kind"] not in _KINDS:
            raise TableError(f"row_words.csv: {row['word']}: kind must be one of {', '.join(_KINDS)}.")
        words.append(RowWord(**row))  # type: ignore[arg-type]
    return tuple(words)
