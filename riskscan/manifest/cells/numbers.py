"""Numbers as people write them: decimal comma or point, thousands marks, currency signs and units in the cell."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self

from riskscan.identifiers.characters import to_plain

__all__ = ["DecimalMark", "MarkCount", "WrittenNumber", "decide_mark", "split_number"]

DecimalMark = Literal[".", ","]

_CELL = re.compile(
    r"(?P<before>[^\d.,()+-]*)(?P<open>[(+-]?)\s*(?P<middle>[^\d.,()+\s-]*)\s*"
    r"(?P<digits>\d[\d.,' ]*\d|\d[.,]?|[.,]\d+)(?P<power>[eE][+-]?\d+)?\s*(?P<close>[)-]?)\s*(?P<after>[^\d()]*)"
)
_SIMPLE = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,12})?")
_GROUPED = re.compile(r"\d{1,3}(?:[' ]\d{3})+(?:[.,]\d*)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:\d\d)?(?:([.,])\d{3})(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number taken apart.

    Attributes
    ----------
    digits : str
        Digits with decimal and thousands marks, e.g. ``1.040,50``.
    is_negative : bool
        A minus before or after, or brackets around.
    power : str
        Exponent such as ``e5``, empty for none.
    unit : str
        What stands before or after the number.
    mark : {".", ",", "", "?"}
        Decimal mark that the digits show: none needed, or both readings possible (``?``).
    """

    digits: str
    is_negative: bool
    power: str
    unit: str
    mark: Literal[".", ",", "", "?"]

    def value(self, mark: DecimalMark) -> float:
        """Return the number, NaN where its marks make no sense; an own decimal mark wins over that of the column."""
        decimal = mark if self.mark in ("", "?") else self.mark
        thousands = "," if decimal == "." else "."
        whole, _, rest = self.digits.partition(decimal)
        if decimal in rest or thousands in rest:
            return _grouped_only(self.digits, self.is_negative)
        if thousands in whole and not _THOUSANDS.fullmatch(whole):
            return math.nan
        number = float(f"{whole.replace(thousands, '') or '0'}.{rest or '0'}{self.power}")
        return -number if self.is_negative else number


def _grouped_only(digits: str, is_negative: bool) -> float:
    if not _THOUSANDS.fullmatch(digits):
        return math.nan
    number = float(digits.replace(",", "").replace(".", ""))
    return -number if is_negative else number


def split_number(text: str) -> WrittenNumber | None:
    """Take a cell with one number apart; None where it holds none or more.

    Examples
    --------
    >>> split_number("EUR 1.040,50")
    WrittenNumber(digits='1.040,50', is_negative=False, power='', unit='EUR', mark=',')
    >>> split_number("1,250.00").value(","), split_number("(35)").value("."), split_number("12 x 3")
    (1250.0, -35.0, None)
    """
    if _SIMPLE.fullmatch(text):
        return WrittenNumber(text, False, "", "", _shown_mark(text))
    match = _CELL.fullmatch(to_plain(text)) if len(text) <= _LONGEST else None
    if match is None or (match["open"] == "(") != (match["close"] == ")"):
        return None
    digits = match["digits"]
    if (" " in digits or "'" in digits) and not _GROUPED.fullmatch(digits):
        return None
    digits = digits.replace(" ", "").replace("'", "")
    units = [part.strip() for part in (match["before"], match["middle"], match["after"]) if part.strip()]
    is_negative = match["open"] in ("-", "(") or match["close"] == "-"
    return WrittenNumber(digits, is_negative, match["power"] or "", " ".join(units), _shown_mark(digits))


def _shown_mark(digits: str) -> Literal[".", ",", "", "?"]:
    points, commas = digits.count("."), digits.count(",")
    if not points and not commas:
        return ""
    if points and commas:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    if points + commas > 1:
        return "," if points else "."
    whole, _, rest = digits.replace(",", ".").partition(".")
    could_be_thousands = len(rest) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    if could_be_thousands:
        return "?"
    return "." if points else ","


@dataclass(frozen=True, slots=True)
class MarkCount:
    """Rows of a column whose number shows a decimal point, shows a decimal comma, or could be read both ways."""

    points: int = 0
    commas: int = 0
    unclear: int = 0

    def __add__(self, other: Self) -> "MarkCount":
        """Return the counts of both."""
        return MarkCount(self.points + other.points, self.commas + other.commas, self.unclear + other.unclear)


def decide_mark(own: MarkCount, whole_file: Iterable[MarkCount]) -> tuple[DecimalMark, bool]:
    """Return the decimal mark of a column and whether the unclear cells in it stay doubtful.

    The column's own clear cells decide, else those of the other columns; without any, the point.
    """
    if own.points or own.commas:
        return ("," if own.commas > own.points else "."), bool(own.points and own.commas)
    counts = list(whole_file)
    points, commas = sum(count.points for count in counts), sum(count.commas for count in counts)
    return ("," if commas > points else "."), not (points or commas) or bool(points and commas)
