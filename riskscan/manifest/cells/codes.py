"""Codes and numbers that identify: HS codes, UN numbers, CAS RNs, modes of transport."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Self

from riskscan.identifiers.cas_rn import has_valid_check_digit, normalize_cas_rn
from riskscan.identifiers.characters import fold, to_plain
from riskscan.identifiers.hs_code import has_lost_zero, is_of_first_chapters, normalize_hs_code
from riskscan.identifiers.un_number import normalize_un_number
from riskscan.manifest.cells.columns import Cells, Reading
from riskscan.manifest.cells.nulls import null_kind
from riskscan.manifest.cells.texts import read_filled
from riskscan.manifest.issues import IssueKind
from riskscan.tables.transport import load_transport_mode_names

__all__ = ["HsVotes", "count_hs_codes", "read_cas_rn", "read_hs_code", "read_transport_mode", "read_un_number"]

_CAS_LIST = re.compile(r"[;,|、\n]+")
_POWER = re.compile(r"(\d)[.,](\d+)e\+?0*(\d{1,2})", re.IGNORECASE)
_WHOLE_NUMBER = re.compile(r"(\d+)\.0+")
_LOST_ZERO_LENGTHS = (5, 7)
_DOUBTFUL_LENGTH = 9
_LONGEST_CODE = 12
_LONGEST_MODE = 100


@dataclass(frozen=True, slots=True)
class HsVotes:
    """Rows with HS codes of nine and of ten digits; `+` adds those of another part of a file.

    Attributes
    ----------
    n_nine, n_ten : int
        Rows by the number of digits.
    has_nine : bool
        Whether a code of nine digits begins with a zero, and thus has lost none.
    """

    n_nine: int = 0
    n_ten: int = 0
    has_nine: bool = False

    def __add__(self, other: Self) -> "HsVotes":
        """Return the rows of both."""
        return HsVotes(self.n_nine + other.n_nine, self.n_ten + other.n_ten, self.has_nine or other.has_nine)

    @property
    def lost_zero(self) -> bool:
        """Whether the codes of nine digits are of ten, and a spreadsheet took the zero in front of chapters 1 to 9.

        Japan's codes have nine digits, but then no code of the column has ten.
        """
        return not self.has_nine and self.n_ten >= max(self.n_nine, 1)


def count_hs_codes(cells: Cells) -> HsVotes:
    """Count the rows of a column by the length of their codes."""
    votes = HsVotes()
    for text, n_rows in zip(cells.texts, cells.counts().tolist(), strict=True):
        digits = normalize_hs_code(text) or ""
        if len(digits) == _DOUBTFUL_LENGTH:
            votes += HsVotes(n_nine=n_rows, has_nine=digits.startswith("0"))
        elif len(digits) == _DOUBTFUL_LENGTH + 1:
            votes += HsVotes(n_ten=n_rows)
    return votes


def read_hs_code(text: str, *, lost_zero: bool = False) -> Reading:
    """Return the digits of an HS code.

    Parameters
    ----------
    text : str
        A cell.
    lost_zero : bool, default False
        Whether one of nine digits has lost the zero in front, see `HsVotes.lost_zero`; one that names no heading of
        chapters 1 to 9 then has lost its last digit instead and stays.

    Examples
    --------
    >>> read_hs_code("2.91411E+09")
    Reading(value='291411', kinds=(<IssueKind.HS_LOST_DIGITS: 'hs_lost_digits'>,))
    >>> read_hs_code("902100000").value, read_hs_code("902100000", lost_zero=True).value
    ('902100000', '0902100000')
    """
    if "E" in text.upper() and (power := _POWER.fullmatch(text.strip())):
        return _read_power(power[1] + power[2], int(power[3]) + 1)
    hs_code = normalize_hs_code(text)
    if hs_code is None:
        return Reading(None, (IssueKind.BAD_HS_CODE,))
    if lost_zero and len(hs_code) == _DOUBTFUL_LENGTH and is_of_first_chapters(hs_code):
        return Reading(f"0{hs_code}", (IssueKind.HS_LOST_ZERO,))
    return Reading(hs_code, (IssueKind.HS_LOST_ZERO,) if has_lost_zero(text) else ())


def _read_power(mantissa: str, length: int) -> Reading:
    """Return the digits that are left of a code of so many; one of nine may have lost a zero in front or not."""
    digits = ("0" if length in _LOST_ZERO_LENGTHS and is_of_first_chapters(mantissa) else "") + mantissa[:length]
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
