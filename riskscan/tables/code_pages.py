"""Code pages that manifests are written in, and how the letters of languages follow each other in any of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from riskscan.tables.reading import DATA, read_rows, split_cell

__all__ = ["CodePage", "LetterPairs", "load_code_pages", "load_common_characters", "load_letter_pairs"]

_PAGE_COLUMNS = ("name", "label", "languages", "also", "use", "source", "mark")
_PAIR_COLUMNS = ("language", "letter", "often", "sometimes", "seldom", "source", "mark")
_CHARACTER_COLUMNS = ("language", "characters", "source", "mark")


@dataclass(frozen=True, slots=True)
class CodePage:
    """A code page.

    Attributes
    ----------
    name : str
        Python's name.
    label : str
        Name for a reader.
    languages : tuple of str
        Codes of the languages it was made for, of `load_letter_pairs` or `load_common_characters`.
    also : tuple of str
        Languages that it can write and that stand in it beside them.
    use : {"common", "usual", "rare", "odd"}
        How often files are in it today.
    source, mark : str
        Where the row was read, how sure it is.
    """

    name: str
    label: str
    languages: tuple[str, ...]
    also: tuple[str, ...]
    use: Literal["common", "usual", "rare", "odd"]
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class LetterPairs:
    """What follows a letter in the words of a language; ``^`` is the beginning of a word, ``$`` its end.

    Pairs of two ASCII letters are left out: they look alike in every code page.

    Attributes
    ----------
    often, sometimes, seldom : str
        Letters that follow in at least 8 %, 1.2 % and 0.12 % of the cases (0.02 % after an ASCII letter).
    """

    often: str
    sometimes: str
    seldom: str


@cache
def load_code_pages() -> tuple[CodePage, ...]:
    """Return every code page; of two that read a file alike the one that stands first is named."""
    return tuple(
        CodePage(**row | {"languages": split_cell(row["languages"]), "also": split_cell(row["also"])})  # type: ignore[arg-type]
        for row in read_rows(DATA / "code_pages.csv", _PAGE_COLUMNS)
    )


@cache
def load_letter_pairs() -> Mapping[str, Mapping[str, LetterPairs]]:
    """Return for each language what follows each letter.

    The table was counted once, in word lists of the sources named in its rows, in small letters and with the frequency
    of a word to the power of 0.6, so that rare words of trade count beside everyday ones.
    """
    pairs: dict[str, dict[str, LetterPairs]] = {}
    for row in read_rows(DATA / "letter_pairs.csv", _PAIR_COLUMNS):
        found = LetterPairs(row["often"], row["sometimes"], row["seldom"])
        pairs.setdefault(row["language"], {})[row["letter"]] = found
    return MappingProxyType(pairs)


@cache
def load_common_characters() -> Mapping[str, str]:
    """Return for Chinese, Japanese and Korean the common characters, the most frequent one first."""
    rows = read_rows(DATA / "common_characters.csv", _CHARACTER_COLUMNS)
    return MappingProxyType({row["language"]: row["characters"] for row in rows})
