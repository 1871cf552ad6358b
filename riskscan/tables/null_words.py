"""Words that stand in a cell where there is nothing to say."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from riskscan.tables.reading import DATA, read_rows

__all__ = ["NullKind", "NullWord", "load_null_words"]

_COLUMNS = ("word", "kind", "language", "source", "mark")

NullKind = Literal["any", "party", "goods", "id", "code", "number", "date", "country"]
"""What kind of column a word is empty in: any column, names and addresses, goods texts, document numbers, codes."""


@dataclass(frozen=True, slots=True)
class NullWord:
    """A word for nothing.

    Attributes
    ----------
    word : str
        As written; compared without case.
    kind : {"any", "party", "goods", "id", "code", "number", "date", "country"}
        Columns in which it says nothing: ``to order`` names no consignee, but may be part of a goods text.
    language : str
        ISO 639-1 code, ``mul`` for what no language has to itself.
    source, mark : str
        Where the row was read, how sure it is.
    """

    word: str
    kind: NullKind
    language: str
    source: str
    mark: str


@cache
def load_null_words() -> tuple[NullWord, ...]:
    """Return every word, in table order."""
    return tuple(
        NullWord(**row)  # type: ignore[arg-type]
        for row in read_rows(DATA / "null_words.csv", _COLUMNS)
    )
