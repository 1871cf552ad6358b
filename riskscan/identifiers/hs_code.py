"""Harmonized System codes as text of 2 to 12 digits; the first six are international, the rest national.

References
----------
World Customs Organization, HS Nomenclature 2022 edition.
"""

import re

from riskscan.identifiers.characters import to_plain
from riskscan.identifiers.errors import IdentifierError

__all__ = ["has_lost_zero", "is_of_first_chapters", "normalize_hs_code", "parse_hs_code"]

_DRESSED = re.compile(
    r"(?:ex\s*)?(?:(?:hs|hts|htsus|hsn|ncm|cn|taric|sac|code|tariff|tarif|no|nr)[\s.:#_-]*)*([0-9][0-9.\s_/-]*?)[\s.;,]*",
    re.IGNORECASE,
)
_FLOAT = re.compile(r"([0-9]{6,12})\.0")
_SEPARATORS = re.compile(r"[.\s_/-]+")
_LOST_ZERO_LENGTHS = (5, 7)
_LAST_HEADINGS = {"1": "06", "2": "10", "3": "09", "4": "10", "5": "11", "6": "04", "7": "14", "8": "14", "9": "10"}


def normalize_hs_code(text: str | None) -> str | None:
    """Return the digits of an HS code without dots, or None where the cell holds no code.

    A code of five or seven digits that can be of chapters 1 to 9 has lost the zero in front to a spreadsheet, which is
    put back (ask `has_lost_zero`): no tariff has codes of these lengths.

    Parameters
    ----------
    text : str or None
        A cell.

    Returns
    -------
    str or None
        The digits; None where the cell holds none.

    Examples
    --------
    >>> normalize_hs_code("2933.37.01"), normalize_hs_code("HTS 9503.00.0073"), normalize_hs_code("90121")
    ('29333701', '9503000073', '090121')
    >>> normalize_hs_code("0"), normalize_hs_code("0000"), normalize_hs_code("various")
    (None, None, None)
    """
    if not text:
        return None
    digits = _digits(text)
    if digits is None:
        return None
    if _misses_zero(digits):
        digits = "0" + digits
    return digits if 2 <= len(digits) <= 12 and digits[:2] != "00" else None


def has_lost_zero(text: str) -> bool:
    """Whether the code stands in the cell without the zero it begins with.

    Examples
    --------
    >>> has_lost_zero("90121"), has_lost_zero("0901.21")
    (True, False)
    """
    digits = _digits(text)
    return digits is not None and _misses_zero(digits)


def is_of_first_chapters(digits: str) -> bool:
    """Whether a code without its first zero can be of chapters 1 to 9: it must name one of their headings then.

    Examples
    --------
    >>> is_of_first_chapters("90121"), is_of_first_chapters("291411000"), is_of_first_chapters("3004901")
    (True, False, False)
    """
    return "01" <= digits[1:3] <= _LAST_HEADINGS.get(digits[:1], "")


def parse_hs_code(text: str) -> str:
    """Return the digits of an HS code.

    Parameters
    ----------
    text : str
        A text.

    Returns
    -------
    str
        The digits.

    Raises
    ------
    IdentifierError
        Where the text is not an HS code.
    """
    hs_code = normalize_hs_code(text)
    if hs_code is None:
        raise IdentifierError(f"{text!r} is not an HS code: write 2 to 12 digits, with or without dots (2933.37).")
    return hs_code


def _digits(text: str) -> str | None:
    if text.isascii() and text.isdigit():
        return text
    plain = to_plain(text)
    if number := _FLOAT.fullmatch(plain):
        return number[1]
    dressed = _DRESSED.fullmatch(plain)
    return _SEPARATORS.sub("", dressed[1]) if dressed else None


def _misses_zero(digits: str) -> bool:
    return len(digits) in _LOST_ZERO_LENGTHS and is_of_first_chapters(digits)
