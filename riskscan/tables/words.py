"""Words beside a chemical name: salts and hydrates it may have, and words that say it is not there."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from riskscan.tables.reading import DATA, read_rows

__all__ = ["ContextWord", "SaltWord", "load_context_words", "load_salt_words"]


@dataclass(frozen=True, slots=True)
class SaltWord:
    """A word that makes a name a salt or hydrate of it, names an ion, or (form empty) says nothing of the substance."""

    language: str
    word: str
    form: Literal["salt", "hydrate", "ion", ""]
    source: str


@dataclass(frozen=True, slots=True)
class ContextWord:
    """A word beside a name that says something of it.

    Before or after the name it says that the substance is absent, that something else is meant, or (``present``) that
    neither is so although a shorter word says it: ``free flowing``. Anywhere in the text it is a sign that chemicals
    are spoken of, or (``amount``) says only how much there is and how it is packed.
    """

    language: str
    word: str
    place: Literal["before", "after", "anywhere"]
    effect: Literal["absent", "other", "present", "chemistry", "amount"]
    source: str


@cache
def load_salt_words() -> tuple[SaltWord, ...]:
    """Return the salt and hydrate words of all languages."""
    rows = read_rows(DATA / "salt_words.csv", ("language", "word", "form", "source"))
    return tuple(SaltWord(**row) for row in rows)  # type: ignore[arg-type]


@cache
def load_context_words() -> tuple[ContextWord, ...]:
    """Return the words that turn a name beside them into something else."""
    rows = read_rows(DATA / "context_words.csv", ("language", "word", "place", "effect", "source"))
    return tuple(ContextWord(**row) for row in rows)  # type: ignore[arg-type]
