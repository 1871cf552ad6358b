"""Words that do not tell one trader or address from another: legal forms, and abbreviations in addresses."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from riskscan.exceptions import TableError
from riskscan.tables.languages import word_groups

__all__ = ["PartyWord", "load_party_words"]

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
    """Return the words of all languages.

    Raises
    ------
    TableError
        On an unknown kind, naming the language.
    """
    words = []
    for group in word_groups("parties", ("kind",), ("stands_for",)):
        if group.said["kind"] not in _KINDS:
            raise TableError(f"languages/{group.language}.toml: [[parties]] has no kind {group.said['kind']!r}.")
        words += [PartyWord(word, source=group.source, mark=group.mark, **group.said) for word in group.words]  # type: ignore[arg-type]
    return tuple(words)
