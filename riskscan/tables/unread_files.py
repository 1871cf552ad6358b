"""Files that are known and not read: how each is told, and what to do with it."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["Place", "UnreadFile", "load_unread_files"]

_COLUMNS = ("label", "where", "pattern", "remedy", "source", "mark")

Place = Literal["start", "package", "mimetype", "compound"]
"""What a pattern is compared with: the first bytes, the names in a zip archive, its member ``mimetype``, the names of
the streams of a compound file."""


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A kind of file that riskscan knows and does not read.

    Attributes
    ----------
    label : str
        What it is, with its article: ``a PDF document``.
    where : {"start", "package", "mimetype", "compound"}
        What the pattern is compared with.
    pattern : re.Pattern of bytes
        Matches at the beginning of the first bytes, else the whole name.
    remedy : str
        What to do, as a sentence without its point.
    source, mark : str
        Where the row was read, how sure it is.
    """

    label: str
    where: Place
    pattern: re.Pattern[bytes]
    remedy: str
    source: str
    mark: str


@cache
def load_unread_files() -> tuple[UnreadFile, ...]:
    """Return every kind of file that is known and not read, in table order: the first that fits is meant.

    Raises
    ------
    TableError
        Where a row has an unknown place or no regular expression.
    """
    return tuple(_parse(row) for row in read_rows(DATA / "unread_files.csv", _COLUMNS))


def _parse(row: dict[str, str]) -> UnreadFile:
    where = next((place for place in get_args(Place) if place == row["where"]), None)
    if where is None:
        raise TableError(f"unread_files.csv: {row['label']}: where must be one of {get_args(Place)}.")
    try:
        pattern = re.compile(row["pattern"].encode("latin-1"), re.DOTALL)
    except re.error as error:
        raise TableError(f"unread_files.csv: {row['label']}: {error}.") from error
    return UnreadFile(row["label"], where, pattern, row["remedy"], row["source"], row["mark"])
