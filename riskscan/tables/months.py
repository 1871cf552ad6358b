"""Names of months, and the other words that stand in written dates."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["DateWord", "MonthName", "load_date_words", "load_month_names"]

_COLUMNS = ("language", "month", "name", "source", "mark")
_WORD_COLUMNS = ("word", "role", "value", "language", "source", "mark")


@dataclass(frozen=True, slots=True)
class MonthName:
    """A name of a month.

    Attributes
    ----------
    language : str
        ISO 639-1 code; ``la`` for Roman numerals.
    month : int
        1 to 12.
    name : str
        Long or short, as in dates or by itself; compared without case, accents and points.
    source, mark : str
        Where the row was read, how sure it is.
    """

    language: str
    month: int
    name: str
    source: str
    mark: str


@cache
def load_month_names() -> tuple[MonthName, ...]:
    """Return every name, in table order.

    Raises
    ------
    TableError
        On a month that is no number from 1 to 12.
    """
    return tuple(map(_parse, read_rows(DATA / "month_names.csv", _COLUMNS)))


def _parse(row: dict[str, str]) -> MonthName:
    if row["month"] not in map(str, range(1, 13)):
        raise TableError(f"month_names.csv, {row['name']}: month {row['month']!r} is not 1 to 12.")
    return MonthName(row["language"], int(row["month"]), row["name"], row["source"], row["mark"])


@dataclass(frozen=True, slots=True)
class DateWord:
    """A word in a written date that is no month.

    Attributes
    ----------
    word : str
        As written; compared without case, accents and points.
    role : {"filler", "weekday", "era"}
        A filler or a day of the week says nothing more; an era is what years are counted in.
    value : int
        Of an era: the year before its first one.
    language : str
        ISO 639-1 code, ``mul`` for signs.
    source, mark : str
        Where the row was read, how sure it is.
    """

    word: str
    role: Literal["filler", "weekday", "era"]
    value: int
    language: str
    source: str
    mark: str


@cache
def load_date_words() -> tuple[DateWord, ...]:
    """Return every word, in table order."""
    return tuple(
        DateWord(**(row | {"value": int(row["value"] or 0)}))  # type: ignore[arg-type]
        for row in read_rows(DATA / "date_words.csv", _WORD_COLUMNS)
    )
