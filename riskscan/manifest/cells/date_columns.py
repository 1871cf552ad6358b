"""A column of dates: taken apart, and read as the convention of the whole file says."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from riskscan.manifest.cells.columns import Cells, distinct_cells, distinct_strings, note_issues
from riskscan.manifest.cells.dates import BUDDHIST_ERA, Layout, WrittenDate, split_date
from riskscan.manifest.cells.strings import RawColumn, matches
from riskscan.manifest.issues import IssueKind, RowIssues

__all__ = ["DateColumn", "DateConvention", "Order", "read_dates", "take_dates"]

Order = Literal["day first", "month first"]
"""What stands first before a four-digit year."""

_STAMP = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.,]*(?:Z|[+-][0-9:]+)?$"


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A column of dates taken apart.

    Attributes
    ----------
    cells : Cells
        Its distinct cells.
    written : list of WrittenDate, date or None
        Of each: the days that it may mean, the one of the mapping file's layout, or None.
    """

    cells: Cells
    written: list[WrittenDate | datetime.date | None]


@dataclass(frozen=True, slots=True)
class DateConvention:
    """How the dates of a column are written.

    Attributes
    ----------
    order : {"day first", "month first"}
        Of day and month before a four-digit year.
    is_clear : bool
        Whether the column shows that order.
    short : tuple of Layout
        Layouts that dates with a two-digit year may have; the first one is read.
    is_buddhist : bool
        Whether two-digit years are of the Buddhist era.
    languages : mapping of str to int
        Rows whose month is named in a language: what several languages call differently is read in that of most rows.
    text : str
        For a reader; empty where nothing had to be decided.
    """

    order: Order = "day first"
    is_clear: bool = True
    short: tuple[Layout, ...] = ("DMY",)
    is_buddhist: bool = False
    languages: Mapping[str, int] = field(default_factory=dict)
    text: str = ""


def take_dates(column: RawColumn, name: str, layout: str | None = None) -> DateColumn:
    """Take a raw or typed column of dates apart; the hour of a time stamp is left out.

    Parameters
    ----------
    column : RawColumn
        Text, day numbers or time stamps.
    name : str
        Canonical column.
    layout : str, optional
        `strptime` format from the mapping file; cells that do not follow it are read as without.
    """
    strings = column.strings
    if strings is None:
        cells = distinct_cells(column, name, "date")
    else:
        if layout is None and (is_stamp := matches(strings, _STAMP)).any():
            strings = pc.if_else(pa.array(is_stamp), pc.utf8_slice_codeunits(strings, 0, 10), strings)
        cells = distinct_strings(strings, name, "date")
    return DateColumn(cells, [_by_layout(text, layout) or split_date(text) for text in cells.texts])


def _by_layout(text: str, layout: str | None) -> datetime.date | None:
    if not layout:
        return None
    try:
        return datetime.datetime.strptime(text.strip(), layout).date()
    except ValueError:
        return None


def read_dates(column: DateColumn, convention: DateConvention, issues: RowIssues) -> npt.NDArray[np.datetime64]:
    """Return midnight of each row's day, NaT for null; what is no day of the calendar becomes an issue.

    Parameters
    ----------
    column : DateColumn
        The column taken apart.
    convention : DateConvention
        Its layout.
    issues : RowIssues
        Issues are added to it.
    """
    days: list[datetime.date | None] = []
    kinds: list[tuple[IssueKind, ...]] = []
    for written in column.written:
        day, is_open = _settle(written, convention) if isinstance(written, WrittenDate) else (written, False)
        days.append(day)
        kinds.append((IssueKind.BAD_DATE,) if day is None else (IssueKind.AMBIGUOUS_DATE,) if is_open else ())
    note_issues(column.cells, kinds, issues)
    return np.array([*days, None], dtype="datetime64[s]")[column.cells.codes]


def _settle(written: WrittenDate, convention: DateConvention) -> tuple[datetime.date | None, bool]:
    """Return the day that a cell means under a convention, and whether it could as well mean another."""
    if written.by_language:
        rows = {language: convention.languages.get(language, 0) for language in written.by_language}
        most = max(rows.values())
        readings = Counter(day for language, day in written.by_language.items() if rows[language] == most)
        return max(readings, key=lambda day: (readings[day], day)), len(readings) > 1
    if written.is_short:
        tied = [written.days[layout] for layout in convention.short if layout in written.days]
        chosen = tied or list(written.days.values())
        day = chosen[0]
        is_serial = written.days.get("serial") == day
        read = _in_buddhist_era(day) if convention.is_buddhist and not is_serial else day
        return read, len(set(chosen)) > 1
    layout: Layout = "DMY" if convention.order == "day first" else "MDY"
    day = written.days.get(layout) or next(iter(written.days.values()))
    return day, len(set(written.days.values())) > 1 and not convention.is_clear


def _in_buddhist_era(day: datetime.date) -> datetime.date | None:
    try:
        return day.replace(year=2500 - BUDDHIST_ERA + day.year % 100)
    except ValueError:  # 29 February
        return None
