"""How words of chemical names change where a language declines them or glues a word to them."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["InflectedWords", "Inflection", "load_inflections"]

InflectedWords = Literal["every", "first", "rest", "last"]
"""Which words of a name change; the ``rest`` are all but the first."""


@dataclass(frozen=True, slots=True)
class Inflection:
    """What an ending of a word becomes.

    Attributes
    ----------
    language : str
        ISO 639-1 code.
    case : str
        All rows of a case apply to a name together: to each of its words the row with the longest ending.
    words : InflectedWords
    ending, becomes : str
        In small letters without accents; an empty ending is that of every word.
    source, mark : str
        Where the row was read, how sure it is (see `riskscan.tables.reading.Mark`).
    """

    language: str
    case: str
    words: InflectedWords
    ending: str
    becomes: str
    source: str
    mark: str


@cache
def load_inflections() -> tuple[Inflection, ...]:
    """Return every row, in table order.

    Raises
    ------
    TableError
        Where a row does not say which words change.

    Examples
    --------
    >>> [row.becomes for row in load_inflections() if (row.language, row.ending) == ("el", "οξυ")]
    ['οξεοσ']
    """
    columns = ("language", "case", "words", "ending", "becomes", "source", "mark")
    rows = tuple(Inflection(**row) for row in read_rows(DATA / "inflections.csv", columns))  # type: ignore[arg-type]
    for row in rows:
        if row.words not in get_args(InflectedWords):
            raise TableError(f"inflections.csv: {row.language} {row.case} changes no words {row.words!r}.")
    return rows
