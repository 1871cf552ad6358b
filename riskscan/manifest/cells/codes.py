"""Codes and numbers that identify: HS codes, UN numbers, CAS RNs, modes of transport."""

import re
from functools import cache

from riskscan.identifiers.cas_rn import has_valid_check_digit, normalize_cas_rn
from riskscan.identifiers.characters import fold, to_plain
from riskscan.identifiers.hs_code import has_lost_zero, normalize_hs_code
from riskscan.identifiers.un_number import normalize_un_number
from riskscan.manifest.cells.columns import Reading
from riskscan.manifest.cells.nulls import null_kind
from riskscan.manifest.cells.texts import read_filled
from riskscan.manifest.issues import IssueKind
from riskscan.tables.transport import load_transport_mode_names

__all__ = ["read_cas_rn", "read_hs_code", "read_transport_mode", "read_un_number"]

_CAS_LIST = re.compile(r"[;,|、\n]+")
_POWER = re.compile(r"(\d)[.,](\d+)e\+?0*(\d{1,2})", re.IGNORECASE)
_WHOLE_NUMBER = re.compile(r"(\d+)\.0+")
_LOST_ZERO_LENGTHS = (5, 7)
_DOUBTFUL_LENGTH = 9
_LONGEST_CODE = 12
_LONGEST_MODE = 100


def read_hs_code(text: str) -> Reading:
    """Return the digits of an HS code.

    Examples
    --------
    >>> read_hs_code("2.91411E+09")
    Reading(value='291411', kinds=(<IssueKind.HS_LOST_DIGITS: 'hs_lost_digits'>,))
    """
    if "E" in text.upper() and (power := _POWER.fullmatch(text.strip())):
        return _read_power(power[1] + power[2], int(power[3]) + 1)
    hs_code = normalize_hs_code(text)
    if hs_code is None:
        return Reading(None, (IssueKind.BAD_HS_CODE,))
    return Reading(hs_code, (IssueKind.HS_LOST_ZERO,) if has_lost_zero(text) else ())


def _read_power(mantissa: str, length: int) -> Reading:
    """Return the digits that are left of a code of so many; one of nine may have lost a zero in front or not."""
    digits = ("0" if length in _LOST_ZERO_LENGTHS else "") + mantissa[:length]
    is_code = length <= _LONGEST_CODE and length != _DOUBTFUL_LENGTH
    kept = digits[: len(digits) // 2 * 2] if is_code else ""
    hs_code = normalize_hs_code(kept) if len(kept) > 1 else None
    return Reading(hs_code, (IssueKind.HS_LOST_DIGITS,) if hs_code else (IssueKind.BAD_HS_CODE,))


def read_un_number(text: str) -> Reading:
    """Return a UN number."""
    un_number = normalize_un_number(text)
    return Reading(un_number, () if un_number else (IssueKind.BAD_UN_NUMBER,))


def read_cas_rn(text: str) -> Reading:
    """Return a CAS RN, several joined by ``;``, or the plain text where it is none."""
    parts = [part for part in _CAS_LIST.split(text) if part.strip()]
    numbers = [normalize_cas_rn(part) for part in parts]
    known = [number for number in numbers if number]
    if not known or len(known) < len(parts):
        return Reading(to_plain(text) or None, (IssueKind.BAD_CAS_RN,))
    is_right = all(map(has_valid_check_digit, known))
    return Reading(";".join(dict.fromkeys(known)), () if is_right else (IssueKind.BAD_CAS_CHECK_DIGIT,))


def read_transport_mode(text: str) -> Reading:
    """Return ``air``, ``sea``, ``road``, ``rail``, ``express`` or ``post``, else the text as `read_text` does."""
    bare = _WHOLE_NUMBER.sub(r"\1", text)
    mode = _modes().get(fold(bare)) if len(bare) < _LONGEST_MODE else None
    return Reading(mode) if mode else read_filled(text, kind=null_kind("transport_mode"))


@cache
def _modes() -> dict[str, str]:
    return {fold(name.name): name.mode for name in load_transport_mode_names()}
