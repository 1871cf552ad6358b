"""Units of mass and currencies as written in headers, unit columns and cells."""

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import Literal

from riskscan.identifiers.characters import to_plain
from riskscan.tables.units import Dimension, Unit, load_units

__all__ = ["combine_units", "is_other_unit", "lookup_mass_code", "lookup_unit"]

_PARTS = re.compile(r"[()\[\]{}（）【】:;,|]+|\s+-\s+|\s+/\s+")
_GLUED_THOUSAND = re.compile(r"[kt]([a-z]{3}|€)")
_NOT_CODES = frozenset(("all", "top", "cup"))
"""ISO 4217 codes that are everyday words of headers; in a column of currencies they are read as they stand."""
_LONGEST = 60
_SHORT_WORD = 3
"""Letters up to which a multiplier by itself may mean something else: ``K`` is a kilogram."""


@lru_cache(maxsize=16_384)
def lookup_unit(symbol: str, dimension: Literal["mass", "currency"]) -> Unit | None:
    """Return the unit that a text means, or None.

    Parameters
    ----------
    symbol : str
        As a header, a unit column or a cell states it: a sign, name, code, or several of these that mean one unit, with
        words such as ``net`` and multipliers such as ``'000``.
    dimension : {"mass", "currency"}
        What is measured. A price per mass is neither.

    Examples
    --------
    >>> lookup_unit("LBS", "mass").factor, lookup_unit("US$", "currency").unit, lookup_unit("kg", "currency")
    (0.45359237, 'USD', None)
    >>> [lookup_unit(text, "currency").unit for text in ("miles de USD", "'000 €", "KUSD", "Valor US$ miles")]
    ['1000 USD', '1000 EUR', '1000 USD', '1000 USD']
    >>> lookup_unit("Kilogramos netos (KGM)", "mass").unit, lookup_unit("USD/kg", "currency")
    ('kg', None)
    """
    if len(symbol) > _LONGEST:
        return None
    key = _key(symbol)
    return _single(key, dimension) or _multiplied(key, dimension) or _agreed(key, dimension)


@lru_cache(maxsize=256)
def lookup_mass_code(symbol: str) -> Unit | None:
    """Return the mass that a code such as ``K`` or ``L`` means in a column whose other cells are masses, or None."""
    return _rows("mass code").get(_key(symbol))


@lru_cache(maxsize=4_096)
def is_other_unit(symbol: str) -> bool:
    """Whether a text is a unit of something that is no mass: pieces, liters, meters.

    Examples
    --------
    >>> is_other_unit("PCS"), is_other_unit("NMB"), is_other_unit("ell")
    (True, True, False)
    """
    parts = _parts(_key(symbol)) if len(symbol) <= _LONGEST else []
    others = _rows("other")
    return _key(symbol) in others or (bool(parts) and all(part in others for part in parts))


def combine_units(one: Unit, other: Unit) -> Unit | None:
    """Return the unit that two statements about one number mean together, None where they contradict each other.

    Examples
    --------
    >>> usd, mxn, sign, thousand = (lookup_unit(text, "currency") for text in ("USD", "MXN", "$", "'000"))
    >>> combine_units(sign, mxn).unit, combine_units(usd, thousand).unit, combine_units(usd, mxn)
    ('MXN', '1000 USD', None)
    """
    if not one.base or not other.base:
        named, multiplier = (other, one) if not one.base else (one, other)
        return _times(named, multiplier.factor) if named.base else named
    if one.base == other.base:
        return one if (one.factor, not one.candidates) >= (other.factor, not other.candidates) else other
    for vague, named in ((one, other), (other, one)):
        if named.base in vague.candidates and not named.candidates:
            return _times(named, vague.factor) if vague.factor != 1 and named.factor == 1 else named
    return None


def _single(key: str, dimension: Literal["mass", "currency"]) -> Unit | None:
    rows = _rows(dimension)
    bare = key.replace(".", "")
    for spelling in (key, bare, bare.replace(" ", ""), " ".join(key.replace(".", " ").split())):
        if found := rows.get(spelling):
            return found
    return _iso_currencies().get(key) if dimension == "currency" and key not in _NOT_CODES else None


def _multiplied(key: str, dimension: Literal["mass", "currency"]) -> Unit | None:
    """Read ``thousand USD``, ``usd '000`` and a multiplier by itself, whose unit the column then leaves open."""
    multipliers = _rows("multiplier")
    bare = key.strip("() ")
    is_word = not bare.isalpha() or not bare.isascii() or len(bare) > _SHORT_WORD
    if bare in multipliers and is_word and not bare.isdigit():  # a number by itself is mostly a number
        factor = multipliers[bare].factor
        return Unit(dimension, bare, f"×{factor:.0f}", factor)
    if dimension == "currency" and (glued := _GLUED_THOUSAND.fullmatch(key)):
        found = _single(glued[1], dimension)
        return _times(found, 1000) if found else None
    for pattern in _multiplier_patterns():
        if match := pattern.fullmatch(key):
            found = _single(match["unit"].strip(" .,()"), dimension) or _agreed(match["unit"], dimension)
            if found is not None:
                return _times(found, multipliers[match["times"]].factor)
    return None


def _times(unit: Unit, factor: float) -> Unit:
    return replace(unit, unit=f"{factor:.0f} {unit.unit}", factor=unit.factor * factor)


def _agreed(key: str, dimension: Literal["mass", "currency"]) -> Unit | None:
    """Read a text of several parts, all of which name one unit or say nothing of the size."""
    found: dict[str, Unit] = {}
    for part in _parts(key):
        unit = _single(part, dimension)
        if unit is None:
            return None
        found.setdefault(unit.unit, unit)
    return next(iter(found.values())) if len(found) == 1 else None


def _parts(key: str) -> list[str]:
    """Return the parts of a text without words that say nothing of the size and without numbers of a code list."""
    parts = []
    for part in _PARTS.split(key):
        words = [word for word in part.split() if word.strip(".") not in _rows("qualifier")]
        text = " ".join(words).strip(" .")
        if text and not (text.isdigit() and len(_PARTS.split(key)) > 1):
            parts.append(text)
    return parts


@cache
def _rows(dimension: Dimension) -> dict[str, Unit]:
    return {_key(unit.symbol): unit for unit in reversed(load_units()) if unit.dimension == dimension}


@cache
def _multiplier_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = sorted(map(re.escape, _rows("multiplier")), key=len, reverse=True)
    times = f"(?P<times>{'|'.join(words)})"
    link = r"[\s.,(/-]*(?:of|de|di|d')?[\s.,(/-]*"
    return (
        re.compile(rf"\(?{times}\)?(?:(?<=\W)|(?=\W)|(?<=\d)|(?<=[^\x00-\x7f])){link}(?P<unit>.+?)\)?"),
        re.compile(rf"(?P<unit>.+?)(?:(?<=\W)|(?=\W)|(?=[^\x00-\x7f])){link}{times}\)?"),
    )


@cache
def _iso_currencies() -> dict[str, Unit]:
    """Codes, numbers and English names of ISO 4217."""
    import pycountry

    found: dict[str, Unit] = {}
    for currency in pycountry.currencies:
        unit = Unit("currency", currency.alpha_3, currency.alpha_3, 1.0, source="ISO 4217 through pycountry", mark="S")
        for name in (currency.alpha_3, currency.numeric, currency.name):
            found.setdefault(_key(name), unit)
    return found


def _key(symbol: str) -> str:
    plain = to_plain(symbol).casefold().replace("i\u0307", "i").replace("’", "'")
    return plain.replace("(s)", "s").strip(" .")
