"""Descriptions that say nothing, which customs refuse or question, and party names that name nobody."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from riskscan.exceptions import TableError
from riskscan.tables.languages import word_groups

__all__ = ["VagueTerm", "load_vague_terms"]

_KINDS = {"goods", "party"}


@dataclass(frozen=True, slots=True)
class VagueTerm:
    """A term that does not tell what the goods are, or who the party is.

    Attributes
    ----------
    term : str
        As published, lower case.
    language : str
        ISO 639-1 code.
    kind : {"goods", "party"}
        Whether it stands for goods or in place of a party's name.
    source, mark : str
        Where it was read and how sure (see `riskscan.tables.reading.Mark`).
    """

    term: str
    language: str
    kind: Literal["goods", "party"]
    source: str
    mark: str


@cache
def load_vague_terms() -> tuple[VagueTerm, ...]:
    """Return the vague terms of all languages.

    Raises
    ------
    TableError
        On an unknown kind, naming the language.
    """
    terms = []
    for group in word_groups("vague", ("kind",)):
        if group.said["kind"] not in _KINDS:
            raise TableError(f"languages/{group.language}.toml: [[vague]] has no kind {group.said['kind']!r}.")
        terms += [
            VagueTerm(word, group.language, group.said["kind"], group.source, group.mark)  # type: ignore[arg-type]
            for word in group.words
        ]
    return tuple(terms)
