"""One language, one file: the words of a language that reading a manifest or a text needs.

A file ``languages/<code>.toml`` names its ``code`` and ``name`` and holds groups of words, each with a ``source`` and a
``mark``. Whatever reads words of a language asks here for the groups of its section, so that a language is added by
one file (and its names of substances by ``synonyms/<code>.csv``)::

    [[context]]                                # see riskscan.tables.words
    source = "usual label"
    mark = "M"
    place = "before"
    effect = "absent"
    words = ["utan"]

    [[headers]]
    source = "usual header in Swedish trade papers"
    mark = "M"
    [headers.columns]
    goods_description = ["varubeskrivning"]
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, cast, get_args

from riskscan.compiling.kept_json import kept_json
from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, MARKS, read_toml

__all__ = [
    "FIRST_LANGUAGES", "ColumnAlias", "Language", "Section", "WordGroup", "language_tables", "load_column_aliases",
    "load_languages", "respell", "word_groups",
]  # fmt: skip

FOLDER = DATA / "languages"

Section = Literal["small", "context", "compounds", "packing", "salts", "everyday", "vague", "transport", "parties"]
"""What groups of words are about."""

_KEYS = {"code", "name", "respelled", "headers", "header_words", *get_args(Section)}
FIRST_LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "ru", "zh", "ja")
"""Languages that the simulation was made with, in its order: it draws words by their place, so others come after."""


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
class WordGroup:
    """Words of a language of which the same is said.

    Attributes
    ----------
    language : str
        ISO 639-1 code.
    words : tuple of str
    said : dict of str to str
        What the section says of words: ``place``, ``effect``, ``kind`` and the like; empty where it is left out.
    source, mark : str
        Where they were read, how sure they are (see `riskscan.tables.reading.Mark`).
    """

    language: str
    words: tuple[str, ...]
    said: Mapping[str, str]
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class Language:
    """A language and the headers of manifests in it.

    Attributes
    ----------
    code : str
        ISO 639-1 code, the name of its file.
    name : str
        In English.
    headers : tuple of ColumnAlias
        Headers of manifests; empty where only words of it are known.
    """

    code: str
    name: str
    headers: tuple[ColumnAlias, ...]


@cache
def load_languages() -> tuple[Language, ...]:
    """Return every language: each is one file of ``tables/data/languages``.

    Raises
    ------
    TableError
        Where a file names another code than its own name, or has a section that does not exist.
    """
    return tuple(
        Language(code, table["name"], tuple(_headers(code, table))) for code, table in language_tables().items()
    )


@cache
def load_column_aliases() -> tuple[ColumnAlias, ...]:
    """Return the headers of all languages."""
    return tuple(alias for language in load_languages() for alias in language.headers)


def word_groups(section: Section, said: tuple[str, ...], optional: tuple[str, ...] = ()) -> Iterator[WordGroup]:
    """Yield the groups of words of a section, language by language.

    Parameters
    ----------
    section : str
    said, optional : tuple of str
        What a group must say of its words, and what it may.

    Raises
    ------
    TableError
        Where a group does not say so, says more, or has no words, no source or an unknown mark.

    Examples
    --------
    >>> [(group.said["kind"], group.words) for group in word_groups("small", ("kind",)) if group.language == "fr"][:1]
    [('list', ('et', 'ou', 'ni'))]
    """
    needed, known = {"source", "mark", "words", *said}, {"source", "mark", "words", *said, *optional}
    for code, table in language_tables().items():
        for group in table.get(section, ()):
            if not needed <= set(group) <= known or not group["words"] or group["mark"] not in MARKS:
                raise TableError(
                    f"languages/{code}.toml: a group of [[{section}]] has {', '.join(group)}; it must have"
                    f" {', '.join(sorted(needed))}, the mark one of {', '.join(MARKS)}, some words, and may have"
                    f" {', '.join(optional) or 'no more'}."
                )
            says = {key: group.get(key, "") for key in (*said, *optional)}
            yield WordGroup(code, tuple(group["words"]), says, group["source"], group["mark"])


@cache
def language_tables() -> dict[str, dict[str, Any]]:
    """Return the file of each language by its code, read once, those of the simulation first.

    Raises
    ------
    TableError
        Where a file names another code than its own name, or has a section that does not exist.
    """
    paths = {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}
    first = [code for code in FIRST_LANGUAGES if code in paths]
    codes = [*first, *(code for code in paths if code not in first)]
    texts = {code: paths[code].read_bytes() for code in codes}
    code = Path(__file__).read_bytes()  # as it checks what it reads
    stamp = sha256(repr((code, texts)).encode()).hexdigest()
    # As JSON they are read twenty times sooner.
    tables = kept_json("languages", stamp, lambda: {code: _read(code, paths[code]) for code in codes})
    return cast(dict[str, dict[str, Any]], tables)


def respell(word: str, letters: Mapping[str, str]) -> tuple[str, ...]:
    """Return a word, and as those write it who have no such letters.

    Examples
    --------
    >>> respell("empfänger", {"ä": "ae"}), respell("absender", {"ä": "ae"})
    (('empfänger', 'empfaenger'), ('absender',))
    """
    plain = word
    for letter, spelled in letters.items():
        plain = plain.replace(letter, spelled)
    return (word,) if plain == word else (word, plain)


def _read(code: str, path: Path) -> dict[str, Any]:
    table = read_toml(path)
    if table.get("code") != code or not table.get("name"):
        raise TableError(f'languages/{path.name}: must begin with code = "{code}" and a name.')
    if unknown := sorted(set(table) - _KEYS):
        raise TableError(f"languages/{path.name}: {unknown[0]} is none of {', '.join(sorted(_KEYS))}.")
    return table


def _headers(code: str, table: Mapping[str, Any]) -> Iterator[ColumnAlias]:
    for group in table.get("headers", ()):
        for target, headers in group["columns"].items():
            for header in headers:
                alias = {"header": header} if isinstance(header, str) else header
                for spelling in respell(alias["header"], table.get("respelled", {})):
                    yield ColumnAlias(target, spelling, code, alias.get("unit", ""), group["source"], group["mark"])
