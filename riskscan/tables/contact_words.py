"""Words of addresses, telephone numbers and agents inside the cells of names and addresses."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["ContactWord", "ContactWordKind", "load_contact_words"]

ContactWordKind = Literal["phone", "street", "street_part", "care_of", "nobody", "column"]

_COLUMNS = ("word", "kind", "stands_for", "source", "mark")


@dataclass(frozen=True, slots=True)
class ContactWord:
    """A word that tells what a part of a cell is.

    Attributes
    ----------
    word : str
        In small letters.
    kind : str
        ``phone`` stands before a number; ``street`` is a word of addresses, ``street_part`` also within a word;
        ``care_of`` stands before an agent's name; ``nobody`` is the name of an e-mail box that is nobody's own;
        ``column`` is a header of a column of its own, without the party.
    stands_for : str
        Of a column: ``phone``, ``email``, ``agent`` or ``vessel``; empty otherwise.
    source, mark : str
        Where it was read and how sure.
    """

    word: str
    kind: ContactWordKind
    stands_for: str
    source: str
    mark: str


@cache
def load_contact_words() -> tuple[ContactWord, ...]:
    """Return the words of all languages.

    Raises
    ------
    TableError
        On an unknown kind.
    """
    words = []
    for row in read_rows(DATA / "contact_words.csv", _COLUMNS):
        if row["kind"] not in get_args(ContactWordKind):
            raise TableError(f"contact_words.csv: {row['word']!r} has the unknown kind {row['kind']!r}.")
        words.append(ContactWord(**row))  # type: ignore[arg-type]
    return tuple(words)
