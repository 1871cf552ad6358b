"""Words that are right as they stand and are no slip of a listed name: everyday words and names of medicines.

Everyday words are those that stand at least four times in a million words of one of the languages of trade, by the
word lists of ``wordfreq`` [1]_, compiled once; medicines are the international nonproprietary names, in the spelling of
any language (`riskscan.chemistry.text.word_keys`).

References
----------
.. [1] R. Speer, "rspeer/wordfreq: v3.0", doi:10.5281/zenodo.7199437.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.metadata import version
from itertools import takewhile
from pathlib import Path

import marisa_trie

from riskscan.chemistry.text.salts import is_salt_word
from riskscan.chemistry.text.spelling import russian_stem, strip_accents
from riskscan.chemistry.text.word_keys import word_key, word_keys
from riskscan.compiling.compile_once import compile_once, tables_digest
from riskscan.tables.medicines import load_medicines

__all__ = ["everyday_words", "frequent_words", "is_everyday_word", "is_medicine", "is_rare_word"]

_FORMAT = 4
_FILE, _FILE_RUSSIAN, _FILE_RARER = "words.marisa", "russian.marisa", "rarer.marisa"
_SHORTEST = 4
_METAL = ("ium", "ous", "ric", "yl", "zinc", "silver", "iron")
"""Endings of first words that name no medicine without their salt."""
_FREQUENT = 4e-6
_LEAST_OF_SMALL = 1e-6
_RARE = 2e-8
_SHORTEST_RARE, _LONGEST_RARE = 8, 12
_MOST_KEPT = 20_000
_LANGUAGES = (
    "bg", "cs", "da", "de", "el", "en", "es", "fi", "fr", "hu", "id", "it", "lt", "lv", "ms", "nb", "nl", "pl", "pt",
    "ro",
    "ru", "sk", "sl", "sv", "tr", "uk", "vi",
)  # fmt: skip


@lru_cache(maxsize=_MOST_KEPT)
def is_everyday_word(folded: str) -> bool:
    """Whether a folded word is a frequent one of some language."""
    return folded in everyday_words()


def is_rare_word(folded: str) -> bool:
    """Whether a folded word of eight to twelve letters is one of some language, be it a rare one: ``ergonomia``."""
    return folded in _rarer_words()


def is_medicine(folded: str) -> bool:
    """Whether a folded word is a medicine's name in some language.

    Examples
    --------
    >>> is_medicine("propafenona"), is_medicine("пропафеноном"), is_medicine("propanone")
    (True, True, False)
    """
    if word_key(folded) in _medicines():
        return True
    return not folded.isascii() and russian_stem(folded) in _russian_medicines()


@cache
def _medicines() -> marisa_trie.Trie:
    return _compiled_medicines(_FILE)


@cache
def _russian_medicines() -> marisa_trie.Trie:
    return _compiled_medicines(_FILE_RUSSIAN)


def _compiled_medicines(file: str) -> marisa_trie.Trie:
    """Return the keys of the names of medicines, or their Russian stems: to work them out takes a tenth of a second."""
    folder = compile_once("medicines", f"{_FORMAT}-{tables_digest('medicines.csv', 'letters.csv')}", _compile_medicines)
    return marisa_trie.Trie().mmap(str(folder / file))


def _compile_medicines(folder: Path) -> None:
    rows = load_medicines()
    names = (_without_salt(row.inn) for row in rows)
    keys = word_keys(name for name in names if " " not in name and len(name) > _SHORTEST)
    stems = (russian_stem(strip_accents(row.russian)) for row in rows if row.russian)
    for file, words in ((_FILE, keys), (_FILE_RUSSIAN, stems)):
        (folder / file).write_bytes(marisa_trie.Trie(words).tobytes())


def _without_salt(inn: str) -> str:
    """Return a name without the salt that it always has: of ``protamine sulfate`` the first word."""
    name, _, salt = inn.partition(" ")
    return name if salt and is_salt_word(salt) and not name.endswith(_METAL) else inn


@cache
def everyday_words() -> marisa_trie.Trie:
    """Return the everyday words, folded."""
    return marisa_trie.Trie().mmap(str(_compiled_words() / _FILE))


@cache
def _rarer_words() -> marisa_trie.Trie:
    return marisa_trie.Trie().mmap(str(_compiled_words() / _FILE_RARER))


def _compiled_words() -> Path:
    """Return the folder of the frequent and the rarer words: both are compiled before anything is read."""
    why = "Compiling the indexes of everyday words: once, some thirty seconds"
    stamp = f"{_FORMAT}-{version('wordfreq')}-{_LANGUAGES}-{_FREQUENT}-{_RARE}-{tables_digest('letters.csv')}"
    return compile_once("everyday-words", stamp, _compile, why)


def frequent_words(least: float, *, shortest: int = _SHORTEST, languages: Sequence[str] = _LANGUAGES) -> list[str]:
    """Return the words of at least so large a share of the words of some language of trade, folded and sorted."""
    import wordfreq

    size = "small" if least >= _LEAST_OF_SMALL else "best"
    known = wordfreq.available_languages(size)
    words: set[str] = set()
    for language in languages:
        if language in known:
            shares = wordfreq.get_frequency_dict(language, size).items()  # the most frequent first
            words.update(
                strip_accents(word.casefold())
                for word, _ in takewhile(lambda entry: entry[1] >= least, shares)
                if word.isalpha() and len(word) >= shortest
            )
            wordfreq.get_frequency_dict.cache_clear()  # some hundred megabytes
            wordfreq.get_frequency_list.cache_clear()
    return sorted(words)


def _compile(folder: Path) -> None:
    rarer = (word for word in frequent_words(_RARE, shortest=_SHORTEST_RARE) if len(word) <= _LONGEST_RARE)
    for file, words in ((_FILE, frequent_words(_FREQUENT)), (_FILE_RARER, rarer)):
        (folder / file).write_bytes(marisa_trie.Trie(words).tobytes())
