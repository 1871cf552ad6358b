"""Values of customs messages to cells: masses in kg, days, modes of transport, countries, commodity codes."""

import datetime
import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from riskscan.identifiers.hs_code import normalize_hs_code
from riskscan.manifest.cells.units import lookup_unit
from riskscan.tables.field_maps import load_date_formats, load_transport_mode_codes

__all__ = [
    "add_up",
    "choose_commodity_code",
    "to_country_of_place",
    "to_day",
    "to_kilograms",
    "to_mode",
    "to_plain_number",
]

_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)")
_PLACE = re.compile(r"([A-Z]{2})[A-Z2-9]{3}")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CODE = re.compile(r"(\d{6,12})[A-Z]?")
_KG = Decimal("0.000000001")
_WHOLE_HEADINGS = range(1, 98)
_PROCEDURE = 7  # digits of a customs procedure, which stands among the codes and is none of goods
_LONGEST = 60


def to_plain_number(text: str, decimal_mark: str = ".") -> str | None:
    """Return a number whose decimal mark the format fixes so that nobody takes it for a thousands mark; else None.

    Examples
    --------
    >>> to_plain_number("20.0"), to_plain_number("1,250", ","), to_plain_number("1.250")
    ('20.0', '1.2500', '1.2500')
    >>> to_plain_number("12 kg")
    """
    compact = text.strip().replace(" ", "")
    if len(compact) > _LONGEST or not _NUMBER.fullmatch(compact):
        return None
    if decimal_mark == "." and "," in compact:
        return None
    whole, point, rest = compact.replace(",", ".").lstrip("+").partition(".")
    # Three decimals look like thousands to whoever does not know where the number comes from.
    return f"{whole or '0'}{point}{rest}{'0' * (len(rest) == 3)}".rstrip(".")


def _spell(number: Decimal) -> str:
    whole, _, rest = f"{number:f}".partition(".")
    rest = rest.rstrip("0")
    return f"{whole}.{rest}{'0' * (len(rest) == 3)}" if rest else whole


def to_kilograms(text: str, unit: str) -> str | None:
    """Return a mass in kg; None where the unit is not one of mass or the text no number.

    Examples
    --------
    >>> to_kilograms("1500", "GRM"), to_kilograms("2", "LBR"), to_kilograms("3", "MTQ")
    ('1.5', '0.90718474', None)
    """
    found = lookup_unit(unit.partition("#")[0], "mass") if unit else lookup_unit("kg", "mass")
    if found is None or not found.factor:
        return None
    try:
        return text if found.factor == 1 else _spell((Decimal(text) * Decimal(repr(found.factor))).quantize(_KG))
    except InvalidOperation:
        return None


def to_day(text: str, code: str = "") -> str:
    """Return the day of a date as ISO text, as the code of its format (data element 2379) says; else the text itself.

    Examples
    --------
    >>> to_day("20191103171500Z", "304"), to_day("191103", "101"), to_day("2022-04-29T10:10:00+02:00")
    ('2019-11-03', '2019-11-03', '2022-04-29')
    >>> to_day("3/11/2019")
    '3/11/2019'
    """
    plain = text.strip()
    if _ISO_DAY.match(plain):
        return plain[:10]
    layout = load_date_formats().get(code.strip())
    if layout is None and plain[:6].isdigit():
        layout = "%Y%m%d" if len(plain) in (8, 12, 14) else "%y%m%d" if len(plain) in (6, 10) else None
    if layout is None:
        return text
    try:
        return datetime.datetime.strptime(plain[: 8 if "Y" in layout else 6], layout).date().isoformat()
    except ValueError:
        return text


def to_mode(text: str) -> str:
    """Return the word for a mode of transport that is a code of UN/ECE Recommendation 19; else the text.

    Examples
    --------
    >>> to_mode("4"), to_mode("01"), to_mode("30"), to_mode("Road")
    ('air', 'sea', 'road', 'Road')
    """
    code = text.strip()
    if not (code.isascii() and code.isdigit() and len(code) <= 2):
        return text
    # The European code has a second digit, some systems a zero in front.
    return load_transport_mode_codes().get(code.lstrip("0")[:1], text)


def to_country_of_place(text: str) -> str | None:
    """Return the country that a UN/LOCODE begins with.

    Examples
    --------
    >>> to_country_of_place("GBFXT"), to_country_of_place("FELIXSTOWE"), to_country_of_place("FRA")
    ('GB', None, None)
    """
    found = _PLACE.fullmatch(text.strip())
    return found[1] if found else None


def choose_commodity_code(codes: Iterable[str]) -> str | None:
    """Return the longest of several customs codes that can be a commodity code.

    Examples
    --------
    >>> choose_commodity_code(["4000000", "6403911898", "A999", "100"])
    '6403911898'
    >>> choose_commodity_code(["I", "N20"])
    """
    found = []
    for code in codes:
        match = _CODE.fullmatch(code.strip().replace(".", ""))
        digits = normalize_hs_code(match[1]) if match and len(match[1]) != _PROCEDURE else None
        if digits and int(digits[:2]) in _WHOLE_HEADINGS:
            found.append(digits)
    return max(found, key=len, default=None)


def add_up(numbers: Iterable[str]) -> str | None:
    """Return the sum of numbers, None where one is none.

    Examples
    --------
    >>> add_up(["1", "2.5"]), add_up(["1", "x"])
    ('3.5', None)
    """
    plain = [to_plain_number(number) for number in numbers]
    return None if None in plain or not plain else _spell(sum((Decimal(str(one)) for one in plain), Decimal()))
