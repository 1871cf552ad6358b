"""Words that do not tell one trader or address from another: legal forms, and abbreviations in addresses."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, MARKS, read_rows

__all__ = ["PartyWord", "load_party_words"]

_COLUMNS = ("word", "kind", "stands_for", "source", "mark")
_KINDS = {"legal_form", "legal_form_suffix", "address"}


@dataclass(frozen=True, slots=True)
class PartyWord:
    """A word of names or addresses.

    Attributes
    ----------
    word : str
        Lower case, without points, words separated by one space.
    kind : {"legal_form", "legal_form_suffix", "address"}
        A legal form at the end of a firm's name, as a word of its own or joined to it; a word in addresses.
    stands_for : str
        Of an address word: what it abbreviates, empty where it can be left out.
    source, mark : str
        Where it was read and how sure (see `riskscan.tables.reading.Mark`).
    """

    word: str
    kind: Literal["legal_form", "legal_form_suffix", "address"]
    stands_for: str
    source: str
    mark: str


@cache
def load_party_words() -> tuple[PartyWord, ...]:
    """Return every word, in table order.

    Raises
    ------
    TableError
        On an unknown kind or mark, naming the word.
    """
    words = tuple(PartyWord(**row) for row in read_rows(DATA / "party_words.csv", _COLUMNS))  # type: ignore[arg-type]
    for entry in words:
        if entry.kind not in _KINDS or entry.mark not in MARKS:
            raise TableError(f"party_words.csv, {entry.word}: kind {entry.kind!r} or mark {entry.mark!r} is unknown.")
    return words
