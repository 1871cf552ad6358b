"""Countries as ISO 3166-1 alpha-2 codes, read from codes and from names in many languages.

References
----------
ISO 3166-1 through ``pycountry`` (English names, codes) and the translations of Debian ``iso-codes`` that it carries;
everyday and commercial names from ``tables/data/country_names.csv``.
"""

import gettext
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from types import MappingProxyType

import pycountry

from riskscan.identifiers.characters import fold, to_plain
from riskscan.identifiers.errors import IdentifierError
from riskscan.tables.countries import load_country_names

__all__ = ["LANGUAGES", "normalize_country", "parse_country"]

LANGUAGES = (
    "es", "fr", "de", "zh_CN", "zh_TW", "pt", "pt_BR", "it", "ru", "ja", "nl", "pl", "tr", "ko", "ar", "vi", "id",
)  # fmt: skip
"""Languages whose country names are read, beside English."""

_SPLIT = re.compile(r"\s+-\s+|[-/|:()\[\],;]+")


def normalize_country(text: str | None) -> str | None:
    """Return the alpha-2 code of the country that a cell names, or None.

    Reads alpha-2, alpha-3 and numeric codes and names in the `LANGUAGES`; a code beside a name counts where both mean
    one country.

    Examples
    --------
    >>> [normalize_country(text) for text in ("cn", "KOR", "UK", "México", "中国", "Hong Kong SAR", "CN - China")]
    ['CN', 'KR', 'GB', 'MX', 'CN', 'HK', 'CN']
    >>> print(normalize_country("Atlantis"), normalize_country("CN/Mexico"))
    None None
    """
    return _normalize(text) if text else None


def parse_country(text: str) -> str:
    """Return the alpha-2 code of the country that a text names.

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
    if len(text) > 200:
        return None
    names = _country_index()
    if whole := names.get(fold(text)):
        return whole
    parts = [fold(part) for part in _SPLIT.split(to_plain(text))]
    countries = {names.get(part) for part in parts if part}
    return countries.pop() if len(countries) == 1 else None


@cache
def _country_index() -> MappingProxyType[str, str]:
    """Folded name or code to alpha-2; an earlier source wins over a later one."""
    index: dict[str, str] = {}
    for name in load_country_names():
        index[fold(name.name)] = name.alpha_2
    for key, alpha_2 in _iso_names():
        index.setdefault(fold(key), alpha_2)
    return MappingProxyType(index)


def _iso_names() -> Iterator[tuple[str, str]]:
    """Yield codes, then English names, then translated ones."""
    countries = list(pycountry.countries)
    for country in countries:
        yield from ((code, country.alpha_2) for code in (country.alpha_2, country.alpha_3, country.numeric))
    english = {country.alpha_2: _english_names(country) for country in countries}
    for alpha_2, names in english.items():
        yield from ((form, alpha_2) for name in names for form in _word_orders(name))
    for language in LANGUAGES:
        translation = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language], fallback=True)
        for alpha_2, names in english.items():
            translated = (translation.gettext(name) for name in names)
            yield from ((form, alpha_2) for name in translated for form in _word_orders(name))


def _english_names(country: object) -> list[str]:
    kinds = ("common_name", "name", "official_name")
    return [name for kind in kinds if (name := getattr(country, kind, None))]


def _word_orders(name: str) -> Iterator[str]:
    """Yield ``Korea, Republic of`` also as ``Republic of Korea``, and a name in brackets also without them."""
    yield name
    if name.count(",") == 1:
        head, tail = name.split(",")
        yield f"{tail} {head}"
    if "(" in name:
        yield name.split("(")[0]
