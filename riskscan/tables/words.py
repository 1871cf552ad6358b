"""Words beside a chemical name: salts and hydrates it may have, and words that say it is not there."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from riskscan.tables.languages import word_groups

__all__ = [
    "ABSENT", "ContextWord", "PackingKind", "PackingWord", "SaltWord", "load_context_words", "load_packing_words",
    "load_salt_words",
]  # fmt: skip

ABSENT = ("absent", "excluded")
"""Effects of the words that say that a substance is not there."""

PackingKind = Literal["unit", "packing", "container", "count", "measure", "grade"]


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

    Before or after the name it says that the substance is absent, alone or (``excluded``) with the others of its list,
    that something else is meant, or (``present``) that neither is so although a shorter word says it: ``free flowing``.
    A word of ``purpose`` before it makes the goods something for the substance (``gloves for``), unless they are a
    ``paper`` about it (``invoice for``) or the ``goods`` themselves (``material for``). Anywhere it is a sign that
    chemicals are spoken of, the ``form`` in which they are sold, or (``about``) that the goods are printed matter about
    them. With a `substance_id` it says so of that substance only: ``iodine number``; goods ``about`` it are then those
    that it is added to: ``iodized salt``.
    """

    language: str
    word: str
    place: Literal["before", "after", "anywhere"]
    effect: Literal["absent", "excluded", "other", "present", "chemistry", "form", "purpose", "paper", "goods", "about"]
    substance_id: str
    source: str


@dataclass(frozen=True, slots=True)
class PackingWord:
    """A word that says only how much of a substance there is or how it is packed: it names no other goods.

    Its kind is ``unit`` of mass or volume, ``container`` or ``packing``; further ones that also stand beside other
    goods are ``count`` (``pcs``), ``measure`` of anything else (``mm``, ``kW``) and ``grade``, which says how pure a
    chemical is, or for what work (``analysis``). A unit in which a `label` states
    how much of an ``ingredient`` or of a ``nutrient`` there is says so: no goods are sent in so little.
    """

    language: str
    word: str
    kind: PackingKind
    label: Literal["", "ingredient", "nutrient"]
    source: str


@cache
def load_packing_words() -> tuple[PackingWord, ...]:
    """Return the units and the words of packing of all languages."""
    return tuple(
        PackingWord(group.language, word, group.said["kind"], group.said["label"], group.source)  # type: ignore[arg-type]
        for group in word_groups("packing", ("kind",), ("label",))
        for word in group.words
    )


@cache
def load_salt_words() -> tuple[SaltWord, ...]:
    """Return the salt and hydrate words of all languages."""
    return tuple(
        SaltWord(group.language, word, group.said["form"], group.source)  # type: ignore[arg-type]
        for group in word_groups("salts", ("form",))
        for word in group.words
    )


@cache
def load_context_words() -> tuple[ContextWord, ...]:
    """Return the words that turn a name beside them into something else."""
    return tuple(
        ContextWord(group.language, word, source=group.source, **group.said)  # type: ignore[arg-type]
        for group in word_groups("context", ("place", "effect"), ("substance_id",))
        for word in group.words
    )
