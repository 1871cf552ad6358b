"""One language, one file: the words of a language that reading a manifest or a text needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from riskscan.tables.reading import DATA, read_toml

__all__ = ["ColumnAlias", "Language", "load_column_aliases", "load_languages"]


@dataclass(frozen=True, slots=True)
class ColumnAlias:
    """A header that stands for a canonical column.

    Attributes
    ----------
    target : str
        Canonical column, or ``currency`` or ``mass_unit`` for the column that holds the unit of another.
    alias : str
        The header; compared without case, accents, punctuation and spaces, and with or without a unit beside it.
    language : str
        ISO 639-1 code.
    unit : str
        Unit that the header itself states, empty for none.
    source, mark : str
        Where the row was read, how sure it is.
    """

    target: str
    alias: str
    language: str
    unit: str
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class Language:
    """The words of a language.

    Attributes
    ----------
    code : str
        ISO 639-1 code.
    name : str
        In English.
    headers : tuple of ColumnAlias
        Headers of manifests.
    """

    code: str
    name: str
    headers: tuple[ColumnAlias, ...]


@cache
def load_languages() -> tuple[Language, ...]:
    """Return every language, by code: each is one file of ``tables/data/languages``."""
    return tuple(_read_language(path) for path in sorted((DATA / "languages").glob("*.toml")))


@cache
def load_column_aliases() -> tuple[ColumnAlias, ...]:
    """Return the headers of all languages."""
    return tuple(alias for language in load_languages() for alias in language.headers)


def _read_language(path: Path) -> Language:
    table = read_toml(path)
    code, respelled = table["code"], table.get("respelled", {})
    headers = tuple(alias for group in table.get("headers", []) for alias in _aliases(code, group, respelled))
    return Language(code, table["name"], headers)


def _aliases(code: str, group: dict[str, Any], respelled: Mapping[str, str]) -> Iterator[ColumnAlias]:
    for target, headers in group["columns"].items():
        for header in headers:
            alias = {"header": header} if isinstance(header, str) else header
            for spelling in _spellings(alias["header"], respelled):
                yield ColumnAlias(target, spelling, code, alias.get("unit", ""), group["source"], group["mark"])


def _spellings(header: str, respelled: Mapping[str, str]) -> tuple[str, ...]:
    """Return a header, and as those write it who have no such letters: ``Empfänger``, ``Empfaenger``."""
    plain = header
    for letter, spelled in respelled.items():
        plain = plain.replace(letter, spelled)
    return (header,) if plain == header else (header, plain)
