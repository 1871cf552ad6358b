"""Dates as people write them; whether day or month stands first is settled by the column's clear cells."""

import datetime
import re
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from riskscan.identifiers.characters import fold, to_plain
from riskscan.manifest.cells.columns import Cells, note_issues
from riskscan.manifest.issues import IssueKind, RowIssues

__all__ = ["DateColumn", "read_dates"]

_MONTHS = (
    "january jan enero ene janvier janv januar janeiro gennaio gen янв января",
    "february feb febrero fevrier fevr februar fevereiro fev febbraio фев февраля",
    "march mar marzo mars marz marco maerz мар марта",
    "april apr abril abr avril avr aprile апр апреля",
    "may mayo mai maio maggio mag мая май",
    "june jun junio juin juni junho giugno giu июн июня",
    "july jul julio juillet juil juli julho luglio lug июл июля",
    "august aug agosto ago aout авг августа",
    "september sep sept septiembre septembre setembro set settembre сен сентября",
    "october oct octubre octobre oktober okt outubro out ottobre ott окт октября",
    "november nov noviembre novembre novembro ноя ноября",
    "december dec diciembre dic decembre dezember dez dezembro dicembre дек декабря",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}.*$")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})\s*[日일]?")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NAMED = re.compile(
    r"(?:[a-z]+ )?(?:(\d{1,2})(?:st|nd|rd|th)? (?:de )?([^\W\d]+)|([^\W\d]+) (\d{1,2})(?:st|nd|rd|th)?)"
    r" (?:de )?(\d{4}|\d{2})"
)
_SERIAL = re.compile(r"([2-6]\d{4})(?:\.\d+)?")
_EPOCH = datetime.date(1899, 12, 30)
_YEARS = range(1900, 2101)

Order = Literal["day first", "month first"]


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A column of dates.

    Attributes
    ----------
    days : datetime64[s] array of shape (n_rows,)
        Midnight of each day, NaT for null.
    convention : str
        How day and month were told apart, for a reader; empty where nothing had to be decided.
    """

    days: npt.NDArray[np.datetime64]
    convention: str


@dataclass(frozen=True, slots=True)
class _Numeric:
    """Two numbers of which one is the day, and the year."""

    first: int
    second: int
    year: int
    separator: str

    def day(self, order: Order) -> datetime.date | None:
        day, month = (self.first, self.second) if order == "day first" else (self.second, self.first)
        return _day(self.year, month, day)

    def order(self) -> Order | None:
        if self.first > 12 >= self.second:
            return "day first"
        return "month first" if self.second > 12 >= self.first else None


def read_dates(cells: Cells, issues: RowIssues, layout: str | None = None) -> DateColumn:
    """Read a column of dates; what is no date of the calendar becomes null and an issue.

    Parameters
    ----------
    cells : Cells
        The column.
    issues : RowIssues
        Issues are added to it.
    layout : str, optional
        `strptime` format from the mapping file; cells that do not follow it are read as without.
    """
    read = [_read(text, layout) for text in cells.texts]
    order, is_clear, convention = _decide_order(read, cells.counts().tolist())
    days: list[datetime.date | None] = []
    kinds: list[tuple[IssueKind, ...]] = []
    for found in read:
        day = found.day(found.order() or order) if isinstance(found, _Numeric) else found
        days.append(day)
        is_open = isinstance(found, _Numeric) and found.order() is None and found.first != found.second and not is_clear
        kinds.append((IssueKind.BAD_DATE,) if day is None else (IssueKind.AMBIGUOUS_DATE,) if is_open else ())
    note_issues(cells, kinds, issues)
    return DateColumn(cells.spread(days).astype("datetime64[s]"), convention)


def _decide_order(read: list[datetime.date | _Numeric | None], counts: list[int]) -> tuple[Order, bool, str]:
    votes = {"day first": 0, "month first": 0}
    separators = set()
    for found, count in zip(read, counts, strict=True):
        if isinstance(found, _Numeric):
            separators.add(found.separator)
            if own := found.order():
                votes[own] += count
    order: Order = "month first" if votes["month first"] > votes["day first"] else "day first"
    if not separators:
        return order, True, ""
    is_clear = (votes["day first"] == 0) != (votes["month first"] == 0) or separators == {"."}
    reason = f"{votes[order]} clear cells" if votes[order] else "no clear cell"
    against = min(votes.values())
    return order, is_clear, f"{order} ({reason}{f', {against} against' if against else ''})"


def _read(text: str, layout: str | None) -> datetime.date | _Numeric | None:
    plain = to_plain(text) if len(text) <= 60 else ""
    if layout:
        try:
            return datetime.datetime.strptime(plain, layout).date()
        except ValueError:
            pass
    plain = _TIME.sub("", plain)
    if match := _YEAR_FIRST.fullmatch(plain) or _COMPACT.fullmatch(plain):
        return _day(*map(int, match.groups()))
    if match := _YEAR_LAST.fullmatch(plain):
        first, separator, second, year = match.groups()
        return _Numeric(int(first), int(second), _full_year(year), separator)
    if match := _SERIAL.fullmatch(plain):
        return _EPOCH + datetime.timedelta(days=int(match[1]))
    return _read_named(fold(plain))


def _read_named(folded: str) -> datetime.date | None:
    match = _NAMED.fullmatch(folded)
    if match is None:
        return None
    day, month = (match[1], match[2]) if match[1] else (match[4], match[3])
    return _day(_full_year(match[5]), _MONTH[month], int(day)) if month in _MONTH else None


def _full_year(year: str) -> int:
    return int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
