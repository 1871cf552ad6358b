"""Forms of listed names in languages that decline them, and names with the word for a solution glued to them.

The tables hold names as dictionaries have them; papers write ``διάλυμα θειικού οξέος``, ``rikkihappoa 25 l``,
``Schwefelsäurelösung``. Russian and Ukrainian are compared without their endings instead (`spelling.russian_stem`).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from riskscan.chemistry.text.spelling import fold_name
from riskscan.tables.compound_words import load_compound_words
from riskscan.tables.inflections import Inflection, load_inflections

__all__ = ["inflected_forms"]

_MOST_WORDS = 3
"""Names of more words are sentences, which are written out in lists only."""
_LETTERS_AT_END = re.compile(r"[^\W\d_]{3,}$")
_LONG_AT_END = re.compile(r"[^\W\d_]{6,}$")
"""What is glued to fewer letters is nearly the name itself."""
_SHORT_WORD = re.compile("[a-z]{1,12}|[а-я]{1,12}")
_LENDERS: Mapping[str, frozenset[str]] = {
    "bg": frozenset(("ru", "uk")), "cs": frozenset(("de", "pl")), "da": frozenset(("de",)),
    "hu": frozenset(("cs", "de", "pl")), "pl": frozenset(("de",)), "ro": frozenset(("de", "es", "it", "pl")),
    "sv": frozenset(("da", "de")), "tr": frozenset(("cs", "de", "id", "pl")),
}  # fmt: skip
"""In whose tables the names of one short word stand that a language has as well: each is in one table only."""
_PLACES: Mapping[str, slice] = {
    "every": slice(None), "first": slice(1), "rest": slice(1, None), "last": slice(-1, None),
}  # fmt: skip


def inflected_forms(folded: str, language: str) -> Iterator[str]:
    """Yield the further forms of a folded name in its language, each once.

    Examples
    --------
    >>> list(inflected_forms("θειικο οξυ", "el")), list(inflected_forms("punainen fosfori", "fi"))[:2]
    (['θειικου οξεοσ'], ['punaista fosforia', 'punaisen fosforin'])
    >>> list(inflected_forms("acetone", "en")), list(inflected_forms("acide sulfurique", "fr"))  # as catalogs sort it
    ([], ['sulfurique acide', 'sulfurique,acide'])
    """
    words = folded.split()
    if len(words) > _MOST_WORDS:
        return
    seen = {folded}
    if len(words) > 1 and words[0] in _heads().get(language, ()):
        for joint in " ,":
            seen.add(turned := f"{' '.join(words[1:])}{joint}{words[0]}")
            yield turned
    borrowers = [of for of, lenders in _LENDERS.items() if language in lenders] if _SHORT_WORD.fullmatch(folded) else []
    for of in (language, *borrowers):
        for rows in _cases().get(of, ()):
            form = " ".join(_inflect(words, rows))
            if form not in seen:
                seen.add(form)
                yield form


def _inflect(words: Sequence[str], rows: Sequence[Inflection]) -> list[str]:
    changed = list(words)
    for place, word in enumerate(words):
        fitting = [
            row
            for row in rows
            if word.endswith(row.ending)
            and word in words[_PLACES[row.words]]
            and (_LETTERS_AT_END if row.ending else _LONG_AT_END).search(word)
        ]
        if fitting:
            row = max(fitting, key=lambda row: len(row.ending))
            changed[place] = word.removesuffix(row.ending) + row.becomes
    return changed


@cache
def _heads() -> dict[str, frozenset[str]]:
    """Return the folded words with which names of acids begin, by their languages; a catalog has them behind."""
    heads: dict[str, set[str]] = defaultdict(set)
    for word in load_compound_words():
        if word.kind == "acid" and word.place == "beginning":
            heads[word.language].add(fold_name(word.word))
    return {language: frozenset(words) for language, words in heads.items()}


@cache
def _cases() -> dict[str, tuple[tuple[Inflection, ...], ...]]:
    """Return, for each language, the rows of each of its cases."""
    cases: dict[str, dict[str, list[Inflection]]] = defaultdict(lambda: defaultdict(list))
    for row in load_inflections():
        cases[row.language][row.case].append(row)
    return {language: tuple(map(tuple, of_case.values())) for language, of_case in cases.items()}
