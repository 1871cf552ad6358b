"""Units that headers state: of mass by their symbols, currencies by code, sign, name or country."""

from functools import cache, lru_cache

import pycountry

from riskscan.identifiers.characters import fold
from riskscan.identifiers.country import normalize_country
from riskscan.manifest.cells.units import lookup_unit

__all__ = ["read_currency", "read_mass_unit"]


@lru_cache(maxsize=5_000)
def read_mass_unit(text: str) -> str:
    """Return the usual symbol of a unit of mass, empty where the text is none.

    Examples
    --------
    >>> read_mass_unit("KGS"), read_mass_unit("blue")
    ('kg', '')
    """
    unit = lookup_unit(text, "mass")
    return unit.unit if unit else ""


@lru_cache(maxsize=5_000)
def read_currency(text: str, *, of_country: bool = False) -> str:
    """Return the ISO 4217 code of a currency, empty where the text names none.

    Parameters
    ----------
    text : str
        A code, sign or name: ``USD``, ``US$``, ``Tenge``, ``Pak Rs``.
    of_country : bool, default False
        Whether a country's name stands for its currency (``CIF in Nigeria``).

    References
    ----------
    ISO 4217: the first two letters of a code are the ISO 3166-1 code of the country.

    Examples
    --------
    >>> read_currency("US$"), read_currency("pula"), read_currency("pak rs"), read_currency("Nigeria", of_country=True)
    ('USD', 'BWP', 'PKR', 'NGN')
    >>> read_currency("blue"), read_currency("Nigeria")
    ('', '')
    """
    stated = text.strip()
    if unit := lookup_unit(stated, "currency"):
        return unit.unit
    key = fold(stated)
    if len(key) == 3 and key.upper() in _codes():
        return key.upper()
    if named := _names().get(key):
        return named
    first, _, rest = key.partition(" ")
    is_pair = len(first) > 2 and rest and (lookup_unit(rest, "currency") or rest in _names())
    country = normalize_country(first) if is_pair else None
    if of_country and not rest:
        country = normalize_country(key)
    return _of_country().get(country or "", "")


@cache
def _codes() -> frozenset[str]:
    return frozenset(currency.alpha_3 for currency in pycountry.currencies)


@cache
def _names() -> dict[str, str]:
    """Return the names of currencies, and the last word of a name where only one currency has it."""
    names: dict[str, str] = {}
    last: dict[str, set[str]] = {}
    for currency in pycountry.currencies:
        name = fold(currency.name)
        names[name] = currency.alpha_3
        last.setdefault(name.split()[-1], set()).add(currency.alpha_3)
    return {word: next(iter(codes)) for word, codes in last.items() if len(codes) == 1 and len(word) > 3} | names


@cache
def _of_country() -> dict[str, str]:
    """Return the currency of a country, where one code begins with the country's letters."""
    by_country: dict[str, list[str]] = {}
    for code in sorted(_codes()):
        by_country.setdefault(code[:2], []).append(code)
    return {country: codes[0] for country, codes in by_country.items() if len(codes) == 1}
