"""CAS Registry Numbers: two to seven digits, two digits, a check digit.

References
----------
CAS, "Check Digit Verification of CAS Registry Numbers", https://www.cas.org/support/documentation/chemical-substances/checkdig
"""

import re
from functools import cache

from riskscan.identifiers.characters import to_plain
from riskscan.identifiers.errors import IdentifierError
from riskscan.tables.small_words import load_small_words

__all__ = ["cas_label", "has_valid_check_digit", "normalize_cas_rn", "parse_cas_rn"]

_PARTS = re.compile(r"0*([1-9][0-9]{1,6})\s*[\s./_~·-]\s*([0-9]{2})\s*[\s./_~·-]\s*([0-9])")
_HYPHENATED = re.compile(r"[1-9][0-9]{1,6}-[0-9]{2}-[0-9]")
_BARE = re.compile(r"0*([1-9][0-9]{1,6})([0-9]{2})([0-9])")


def normalize_cas_rn(text: str | None) -> str | None:
    """Return the hyphenated CAS RN that a cell holds and nothing else, or None.

    Labels, brackets, odd hyphens, spaces, full-width digits and zeros in front are seen through. A number with its
    hyphens is returned even where its check digit is wrong, because a wrong digit is evidence (ask
    `has_valid_check_digit`); a number without hyphens, or with other separators, counts only with a right one.

    Parameters
    ----------
    text : str or None
        A cell.

    Returns
    -------
    str or None
        The CAS RN; None where the cell holds none.

    Examples
    --------
    >>> normalize_cas_rn("CAS No. 125541\u201122\u20112"), normalize_cas_rn("21409267")
    ('125541-22-2', '21409-26-7')
    >>> normalize_cas_rn("21409-26-8"), normalize_cas_rn("21409268")
    ('21409-26-8', None)
    """
    if not text:
        return None
    dressed = _dressed().fullmatch(to_plain(text))
    if dressed is None:
        return None
    digits = dressed[1]
    parts = _PARTS.fullmatch(digits) or _BARE.fullmatch(digits)
    if parts is None:
        return None
    cas_rn = "-".join(parts.groups())
    return cas_rn if digits.count("-") == 2 or has_valid_check_digit(cas_rn) else None


@cache
def cas_label() -> str:
    """Return a pattern of the label before a CAS RN, without what parts them: ``CAS No``, ``CAS号``."""
    numbers = "|".join(map(re.escape, load_small_words("number")))
    return rf"c\.?\s?a\.?\s?s\.?\s*(?:registry\s?|reg\.?\s?)?(?:rn|{numbers})?"


@cache
def _dressed() -> re.Pattern[str]:
    return re.compile(
        rf"[(\[{{]?\s*(?:{cas_label()}\s*[.:#=_-]*\s*)?[(\[{{]?\s*([0-9][0-9\s./_~·-]*[0-9])\s*[)\]}}]?\s*[.;,]?",
        re.IGNORECASE,
    )


def parse_cas_rn(text: str) -> str:
    """Return the CAS RN that a text holds.

    Parameters
    ----------
    text : str
        A text.

    Returns
    -------
    str
        The CAS RN.

    Raises
    ------
    IdentifierError
        Where the text is not a CAS RN or its check digit is wrong.

    Examples
    --------
    >>> parse_cas_rn("39742-60-5")
    Traceback (most recent call last):
    riskscan.identifiers.errors.IdentifierError: '39742-60-5' is not a CAS RN: its check digit should be 4.
    """
    cas_rn = normalize_cas_rn(text)
    if cas_rn is None:
        raise IdentifierError(f"{text!r} is not a CAS RN: write digits as in 50-00-0, with the right check digit.")
    if not has_valid_check_digit(cas_rn):
        raise IdentifierError(f"{text!r} is not a CAS RN: its check digit should be {_check_digit(cas_rn)}.")
    return cas_rn


def has_valid_check_digit(cas_rn: str) -> bool:
    """Whether the last digit of a hyphenated CAS RN fits the others.

    Parameters
    ----------
    cas_rn : str
        With its hyphens.

    Returns
    -------
    bool
        False for a number with a slip.

    Examples
    --------
    >>> has_valid_check_digit("39742-60-4"), has_valid_check_digit("39742-60-5")
    (True, False)
    """
    return _HYPHENATED.fullmatch(cas_rn) is not None and int(cas_rn[-1]) == _check_digit(cas_rn)


def _check_digit(cas_rn: str) -> int:
    digits = cas_rn.replace("-", "")[-2::-1]
    return sum(place * int(digit) for place, digit in enumerate(digits, start=1)) % 10
