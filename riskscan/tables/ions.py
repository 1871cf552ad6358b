"""The ions of common salts, with the words for them in many languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["IonWord", "IonWordKind", "any_ion_words", "load_ion_words"]

IonWordKind = Literal["anion", "cation", "count", "basic", "hydrogen", "group"]
"""What a word of a salt is: an ion; how many of what follows; how many hydrogens of the acid a metal has taken
(``dibasic``); a hydrogen that is left; a group of the acid that is written apart."""

_ENDING = re.compile(r"~[a-z]+")


@dataclass(frozen=True, slots=True)
class IonWord:
    """A part of the words for salts.

    Attributes
    ----------
    name : str
        In English; of a number the figure.
    kind : IonWordKind
    smiles : str
        Of the ion; empty where it is drawn nowhere (polymers) or the part is no ion.
    pattern : str
        Regular expression over accent-free small letters: the words of all languages, endings put in.
    alone : bool
        Whether an anion speaks for itself without a metal: ``diphosphates``, but ``formato`` is a format.
    """

    name: str
    kind: IonWordKind
    smiles: str
    pattern: str
    alone: bool


@cache
def load_ion_words() -> tuple[IonWord, ...]:
    """Return every part, in table order: where one begins another (``phosphate`` and ``diphosphate``) the longer first.

    Raises
    ------
    TableError
        On an unknown kind, an unknown ending or a pattern that is no regular expression.

    Examples
    --------
    >>> [row.name for row in load_ion_words() if re.fullmatch(row.pattern, "natrium")]
    ['sodium']
    """
    rows = list(read_rows(DATA / "ions.csv", ("name", "kind", "smiles", "words", "alone", "source", "mark")))
    endings = {row["name"]: row["words"] for row in rows if row["kind"] == "ending"}
    words = []
    for row in rows:
        if row["kind"] == "ending":
            continue
        if row["kind"] not in get_args(IonWordKind):
            raise TableError(f"ions.csv: {row['name']} has no kind {row['kind']!r}.")
        try:
            pattern = _ENDING.sub(lambda ending: endings[ending.group()], row["words"])
        except KeyError as error:
            raise TableError(f"ions.csv: {row['name']} has no words {row['words']!r} ({error}).") from error
        words.append(IonWord(row["name"], row["kind"], row["smiles"], pattern, row["alone"] == "yes"))  # type: ignore[arg-type]  # it was looked at
    try:
        re.compile(any_ion_words(words))  # one that is needed anyway: a hundred patterns would take longer
    except re.error:
        _refuse_broken(words)
        raise
    return tuple(words)


def any_ion_words(words: Sequence[IonWord]) -> str:
    """Return the pattern of one or more of the parts, one after another."""
    return f"(?:{'|'.join(word.pattern for word in words)})+"


def _refuse_broken(words: Sequence[IonWord]) -> None:
    """Name the row whose pattern is no regular expression."""
    for word in words:
        try:
            re.compile(word.pattern)
        except re.error as error:
            raise TableError(f"ions.csv: {word.name} has no words {word.pattern!r} ({error}).") from error
