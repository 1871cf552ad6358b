"""Words and parts of words that make another compound of a name beside them, language by language."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from riskscan.exceptions import TableError
from riskscan.tables.languages import word_groups

__all__ = ["CompoundKind", "CompoundWord", "load_compound_words"]

CompoundKind = Literal[
    "alcohol", "ester", "carbonyl", "acetal", "acid", "of_acid_ester", "of_acid_salt", "joining", "named_by_groups",
    "group", "polymer", "no_polymer", "ether_or_ester", "of_ether", "ether_before_acid", "acid_behind", "binary_count",
    "binary_stem", "binary_ending", "group_behind",
]  # fmt: skip
"""What a word is of. A name of an ``alcohol`` before an ``ester``, of a ``carbonyl`` compound before an ``acetal``, of
an ``acid`` before words that end in ``of_acid_ester`` or, behind a metal or group, ``of_acid_salt`` is another
compound, unless a ``joining`` word stands between; so is one that is ``named_by_groups`` behind a ``group``, what
stands before a ``polymer`` (but not behind a word of ``no_polymer``), an ``ether_or_ester`` before "of" and a word
``of_ether`` or one that looks chemical, and an ``ether_before_acid`` before an ``acid_behind``. Binary compounds
are put together of a count, a stem and an ending. Behind an ``ether_or_ester`` and its group a word that ends as
``group_behind`` names a second one."""

_PLACES = ("", "beginning", "ending")


@dataclass(frozen=True, slots=True)
class CompoundWord:
    """A word, or the beginning or ending of words, that tells what kind of compound is named.

    Attributes
    ----------
    language : str
        ISO 639-1 code.
    word : str
    kind : CompoundKind
    place : {"", "beginning", "ending"}
        Whether words begin or end so; a whole word where it is empty.
    source : str
        Where it was read.
    """

    language: str
    word: str
    kind: CompoundKind
    place: Literal["", "beginning", "ending"]
    source: str


@cache
def load_compound_words() -> tuple[CompoundWord, ...]:
    """Return the words of all languages.

    Raises
    ------
    TableError
        On an unknown kind or place, naming the language.

    Examples
    --------
    >>> [word.word for word in load_compound_words() if word.kind == "ether_before_acid"][:2]
    ['эфир', 'эфира']
    """
    words: list[CompoundWord] = []
    for group in word_groups("compounds", ("kind",), ("place",)):
        kind, place = group.said["kind"], group.said["place"]
        if kind not in get_args(CompoundKind) or place not in _PLACES:
            raise TableError(f"languages/{group.language}.toml: [[compounds]] has no kind {kind!r} at place {place!r}.")
        words += (CompoundWord(group.language, word, kind, place, group.source) for word in group.words)  # type: ignore[arg-type]  # it was looked at
    return tuple(words)
