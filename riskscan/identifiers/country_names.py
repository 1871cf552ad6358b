"""What is known of the names of countries, and what they have in common: words in any order, in many languages."""

import gettext
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from itertools import product
from pathlib import Path
from typing import Any

import pycountry

from riskscan.compiling.compile_once import compile_once, tables_digest
from riskscan.exceptions import CacheError
from riskscan.identifiers.characters import to_plain
from riskscan.identifiers.spelling import fold_name, has_vowel_signs
from riskscan.tables.countries import load_cldr_country_names, load_country_names, load_country_words

__all__ = [
    "LANGUAGES",
    "NameIndex",
    "WordIndex",
    "country_codes",
    "name_index",
    "name_keys",
    "without_forms",
    "word_index",
]

LANGUAGES = (
    "es", "fr", "de", "zh_CN", "zh_TW", "pt", "pt_BR", "it", "ru", "ja", "nl", "pl", "tr", "ko", "ar", "vi", "id",
    "uk", "th", "cs", "hu", "sv", "da", "fi", "nb_NO", "ro", "bg", "el", "he", "fa", "sr", "hr", "sk", "sl", "lt", "lv",
    "et", "kk", "mn", "hy", "ka", "az", "ms", "hi", "bn", "ur", "ca", "uz", "ky", "tg", "tk", "my", "km", "lo", "am",
    "sw", "sq", "mk", "be",
)  # fmt: skip
"""Languages whose country names are read, beside English; where two disagree on a name, the earlier is believed."""

_POSSESSIVE = re.compile(r"['’`´]s\b", re.IGNORECASE)
_APOSTROPHE = re.compile("['’`´ʼ]")
_ACRONYM_POINT = re.compile(r"(?<=\b[^\W\d_])\.(?=\s?[^\W\d_]\b)")
_CODE = re.compile("[A-Z0-9]{2,4}")
_SHORT_LATIN = re.compile("[a-z]{1,2}")
_MOST_READINGS = 8
_NAMES, _WORDS = "names.json", "words.json"


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Every name that is known, to alpha-2 codes; empty text stands for a name that names no one country.

    Attributes
    ----------
    exact : mapping of str to str
        Names with other than plain letters, without case: ``bỉ`` is Belgium, not Burundi.
    folded : mapping of str to str
        Folded names.
    """

    exact: Mapping[str, str]
    folded: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The words of the names, to alpha-2 codes; empty text stands for what several countries are named with.

    Attributes
    ----------
    words : mapping of frozenset of str to str
        Words of a name.
    cores : mapping of frozenset of str to str
        The same without the words for the form of the state.
    """

    words: Mapping[frozenset[str], str]
    cores: Mapping[frozenset[str], str]


def name_keys(text: str, language: str = "") -> tuple[frozenset[str], ...]:
    """Return the words of a name as they are compared, once for each reading of its abbreviations; () for none.

    Parameters
    ----------
    text : str
        The name.
    language : str
        Only articles of this language (and English ones) are left out; those of all languages by default.

    Examples
    --------
    >>> name_keys("Congo, Dem. Rep. of the") == name_keys("República Democrática del Congo")
    True
    >>> name_keys("St. Kitts & Nevis") == name_keys("Saint Kitts and Nevis")
    True
    """
    if has_vowel_signs(text):
        return ()
    plain = _ACRONYM_POINT.sub("", _APOSTROPHE.sub(" ", _POSSESSIVE.sub("s", to_plain(text)))).replace(".", " ")
    known = _words(language)
    readings = [known.get(word, ((word,),)) for word in fold_name(plain).split()]
    if math.prod(map(len, readings)) > _MOST_READINGS:
        return ()
    keys = (frozenset(word for words in choice for word in words) for choice in product(*readings))
    return tuple(key for key in keys if key)


@cache
def _words(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Words to what they are compared as: nothing for an article, one or more words else, for each meaning."""
    known: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in load_country_words():
        if row.role != "article" or not language or not {language, "en"}.isdisjoint(row.languages):
            known[row.word] = (*known.get(row.word, ()), tuple(row.stands_for.split()))
    return known


@cache
def _forms() -> frozenset[str]:
    return frozenset(word for row in load_country_words() if row.role == "form" for word in row.stands_for.split())


def without_forms(key: frozenset[str]) -> frozenset[str]:
    """Return the words of a name without those for the form of the state."""
    return key - _forms()


@cache
def country_codes() -> Mapping[str, str]:
    """Return the codes in capitals, those of today before those of other lists and former ones, to alpha-2 codes."""
    codes = {code: country.alpha_2 for country in pycountry.countries for code in _codes_of(country)}
    for name in load_country_names():
        if _CODE.fullmatch(name.name):
            codes.setdefault(name.name, name.alpha_2)
    return codes


def _codes_of(country: Any) -> tuple[str, str, str]:
    return country.alpha_2, country.alpha_3, country.numeric


@cache
def name_index() -> NameIndex:
    """Return the index of all names, kept from the first time that it was made."""
    kept = _read_kept(_NAMES)
    return _make_name_index() if kept is None else NameIndex(**kept)


@cache
def word_index() -> WordIndex:
    """Return the index of the words of all names, loaded only when a name is not known as it stands."""
    kept = _read_kept(_WORDS)
    if kept is None:
        return _make_word_index()
    words, cores = ({frozenset(key.split(" ")): to for key, to in one.items()} for one in kept)
    return WordIndex(words, cores)


def _read_kept(name: str) -> Any:
    """Return a kept index; None where nothing can be kept."""
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.py")))
    tables = tables_digest("country_*.csv", "homoglyphs.csv")
    stamp = f"{code}-{tables}-{version('pycountry')}-{sys.version}"
    try:
        folder = compile_once("countries", sha256(stamp.encode()).hexdigest(), _write_indexes)
        return json.loads((folder / name).read_text(encoding="utf-8", errors="surrogatepass"))
    except (CacheError, OSError):  # a folder without rights, or cleared meanwhile
        return None


def _write_indexes(folder: Path) -> None:
    names, words = _make_name_index(), _make_word_index()
    _write(folder / _NAMES, {"exact": names.exact, "folded": names.folded})
    _write(folder / _WORDS, [{" ".join(key): to for key, to in one.items()} for one in (words.words, words.cores)])


def _write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8", errors="surrogatepass")


def _make_name_index() -> NameIndex:
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for _, known in _names_by_language():
        for text, alpha_2 in known:
            if not text.isascii():
                exact.setdefault(to_plain(text).casefold(), alpha_2)
            if not _SHORT_LATIN.fullmatch(key := fold_name(text)):
                folded.setdefault(key, alpha_2)
    return NameIndex(exact, folded)


def _make_word_index() -> WordIndex:
    words: dict[frozenset[str], str] = {}
    cores: list[dict[frozenset[str], set[str]]] = []
    for language, known in _names_by_language():
        keys = [(key, alpha_2) for text, alpha_2 in known for key in name_keys(text, language)]
        for key, countries in _grouped(keys).items():
            words.setdefault(key, next(iter(countries)) if len(countries) == 1 else "")
        cores.append(_grouped((without_forms(key), alpha_2) for key, alpha_2 in keys))
    return WordIndex(words, _sure_cores(cores))


def _grouped(keys: Iterable[tuple[frozenset[str], str]]) -> dict[frozenset[str], set[str]]:
    found: dict[frozenset[str], set[str]] = {}
    for key, alpha_2 in keys:
        if key:
            found.setdefault(key, set()).add(alpha_2)
    return found


def _sure_cores(languages: list[dict[frozenset[str], set[str]]]) -> dict[frozenset[str], str]:
    """Return the names without the form of the state, but for states that this form tells apart.

    Those are the ones that share a core in two languages, such as the two Koreas; one language alone may err.
    """
    shared = Counter(
        group
        for cores in languages
        for group in {frozenset(countries) for countries in cores.values() if len(countries) > 1}
    )
    told_by_form = {country for group, n_languages in shared.items() if n_languages > 1 for country in group}
    sure: dict[frozenset[str], str] = {}
    for cores in languages:
        for core, countries in cores.items():
            if len(countries) == 1 and countries.isdisjoint(told_by_form):
                sure.setdefault(core, next(iter(countries)))
    return sure


@cache
def _names_by_language() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return everyday and English names, then translated ones."""
    english = [(name, country.alpha_2) for country in pycountry.countries for name in _english_names(country)]
    cldr: dict[str, list[tuple[str, str]]] = {}
    for row in load_cldr_country_names():
        cldr.setdefault(row.language, []).append((row.name, row.alpha_2))
    everyday = [(name.name, name.alpha_2) for name in load_country_names() if not _CODE.fullmatch(name.name)]
    named = [("en", everyday + _with_short_forms(english + cldr.pop("en", [])))]
    for locale in LANGUAGES:
        words = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[locale], fallback=True)
        language = locale.split("_")[0]
        translated = [(words.gettext(name), alpha_2) for name, alpha_2 in english]
        named.append((language, _with_short_forms(translated + cldr.pop(language, []))))
    return named


def _english_names(country: object) -> list[str]:
    kinds = ("common_name", "name", "official_name")
    return [name for kind in kinds if (name := getattr(country, kind, None))]


def _with_short_forms(names: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return names, and those with brackets also without them."""
    return names + [(name.split("(")[0], alpha_2) for name, alpha_2 in names if "(" in name]
