"""Countries as ISO 3166-1 alpha-2 codes, read from codes and from names in many languages.

References
----------
ISO 3166-1 through ``pycountry`` (English names, codes) and the translations of Debian ``iso-codes`` that it carries;
everyday and commercial names from ``tables/data/country_names.csv``.
"""

import re
from functools import cache, lru_cache

from riskscan.identifiers.characters import to_plain
from riskscan.identifiers.country_names import (
    LANGUAGES,
    country_codes,
    name_index,
    name_keys,
    without_forms,
    word_index,
)
from riskscan.identifiers.errors import IdentifierError
from riskscan.identifiers.spelling import fold_name
from riskscan.tables.countries import load_dependencies

__all__ = ["LANGUAGES", "normalize_country", "parse_country"]

_SPLIT = re.compile(r"\s+-\s+|[-/|:()\[\],;（）、，]+")
_LOST = re.compile("(?<=[^\\W\\d_])[?\ufffd](?=[^\\W\\d_])")
_LEAST_LETTERS = 4
_LONGEST = 200
_LONGEST_CODE = 4


def normalize_country(text: str | None) -> str | None:
    """Return the alpha-2 code of the country that a cell names, or None.

    Reads alpha-2, alpha-3 and numeric codes and names in the `LANGUAGES`, in any order of their words, abbreviated
    (``Rep. of``) or without the form of the state; a code beside a name counts where both mean one country, a state
    beside its territory (``Hong Kong, China``) is left out, one lost letter (``ESPA?A``) is supplied. ``EU`` stands for
    the European Union, which ISO 3166 reserves and which an origin may be stated as.

    Parameters
    ----------
    text : str or None
        A cell.

    Returns
    -------
    str or None
        The alpha-2 code; None where the cell holds none.

    Examples
    --------
    >>> [normalize_country(text) for text in ("cn", "KOR", "UK", "México", "中国", "Hong Kong SAR", "CN - China")]
    ['CN', 'KR', 'GB', 'MX', 'CN', 'HK', 'CN']
    >>> [normalize_country(text) for text in ("Korea, Rep. of", "Congo (Rep. Dem. del)", "European Union")]
    ['KR', 'CD', 'EU']
    >>> [normalize_country(text) for text in ("Atlantis", "CN/Mexico", "Virgin Islands")]
    [None, None, None]
    """
    return _normalize(text) if text else None


def parse_country(text: str) -> str:
    """Return the alpha-2 code of the country that a text names.

    Parameters
    ----------
    text : str
        A text.

    Returns
    -------
    str
        The alpha-2 code.

    Raises
    ------
    IdentifierError
        Where the text names no country.
    """
    country = normalize_country(text)
    if country is None:
        raise IdentifierError(f"{text!r} is not a country: write its ISO 3166-1 code (CN, CHN) or its name.")
    return country


@lru_cache(maxsize=65_536)
def _normalize(text: str) -> str | None:
    if len(text) > _LONGEST:
        return None
    parts = _SPLIT.split(to_plain(text))
    only_codes = len(parts) > 1 and all(_code(part) is not None for part in parts)
    whole = None if only_codes else _look_up(text)  # names take long to load, and codes do without
    if whole is not None:
        return whole or None
    found = {_look_up(part) for part in parts if only_codes or not _says_nothing(part)}
    found -= {_sovereigns()[country] for country in found if country in _sovereigns()}
    return found.pop() or None if len(found) == 1 else None


def _look_up(text: str) -> str | None:
    """Return an alpha-2 code, empty text for a name that names no one country, None for one that is not known."""
    plain = to_plain(text)
    named = _code(plain)
    if named is None:
        exact = name_index().exact.get(plain.casefold()) if not plain.isascii() else None
        named = exact if exact is not None else name_index().folded.get(fold_name(plain))
    if named is not None:
        return named
    if damaged := _damaged(plain):
        return damaged
    index, keys = word_index(), name_keys(plain)
    for known, tried in ((index.words, keys), (index.cores, tuple(without_forms(key) for key in keys))):
        countries = {country for key in tried if (country := known.get(key))}
        if len(countries) == 1:
            return countries.pop()
    return None


def _code(plain: str) -> str | None:
    """Look a code up; one written like a name is a name first (``Nga`` is Russia in Vietnamese, NGA is Nigeria)."""
    bare = plain.replace(".", "").upper()
    if len(bare) > _LONGEST_CODE or not plain.isascii():
        return None
    named = name_index().folded.get(fold_name(plain)) if plain.istitle() else None
    return named or country_codes().get(bare)


def _damaged(plain: str) -> str | None:
    """Return the one country whose name has a letter where a lost one is shown as ``?``: ``ESPA?A``."""
    if not _LOST.search(plain) or sum(letter.isalpha() for letter in plain) < _LEAST_LETTERS:
        return None
    pattern = re.compile(".".join(re.escape(fold_name(part)) for part in _LOST.split(plain)))
    countries = {alpha_2 for name, alpha_2 in name_index().folded.items() if pattern.fullmatch(name)}
    return countries.pop() if len(countries) == 1 else None


def _says_nothing(part: str) -> bool:
    return not any(map(without_forms, name_keys(part)))


@cache
def _sovereigns() -> dict[str, str]:
    return {dependency.alpha_2: dependency.sovereign for dependency in load_dependencies()}
