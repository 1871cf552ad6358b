"""Words of names and addresses: legal forms, what says a firm or nobody, boxes at a post office, abbreviations."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from riskscan.exceptions import TableError
from riskscan.tables.languages import word_groups

__all__ = ["PartyWord", "PartyWordKind", "load_party_words"]

PartyWordKind = Literal[
    "legal_form",
    "legal_form_suffix",
    "initials",
    "firm",
    "firm_part",
    "private",
    "address",
    "po_box",
    "po_box_before_number",
]


@dataclass(frozen=True, slots=True)
class PartyWord:
    """A word of names or addresses.

    Attributes
    ----------
    word : str
        Lower case, words separated by one space; without points where it is compared with plain text.
    kind : str
        ``legal_form`` at the end of a firm's name, as a word of its own, ``legal_form_suffix`` joined to it;
        ``initials`` of a legal form, which may stand apart; ``firm`` says that a name is a firm's, ``firm_part`` also
        within a word; ``private`` stands in place of a name; ``address`` abbreviates a word in addresses; ``po_box``
        is a box at a post office, ``po_box_before_number`` one where a number follows. A space in the last two may be
        missing.
    stands_for : str
        Of an address word: what it abbreviates, empty where it can be left out.
    anywhere : str
        Of a legal form: ``yes`` where it says that the name is a firm's wherever it stands in it.
    source, mark : str
        Where it was read and how sure (see `riskscan.tables.reading.Mark`).
    """

    word: str
    kind: PartyWordKind
    stands_for: str
    anywhere: str
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
    for group in word_groups("parties", ("kind",), ("stands_for", "anywhere")):
        if group.said["kind"] not in get_args(PartyWordKind):
            raise TableError(f"languages/{group.language}.toml: [[parties]] has no kind {group.said['kind']!r}.")
        words += [PartyWord(word, source=group.source, mark=group.mark, **group.said) for word in group.words]  # type: ignore[arg-type]
    return tuple(words)
