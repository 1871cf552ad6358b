"""A column of dates: what its cells say about the order of day, month and year, decided once for the whole file."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from riskscan.manifest.cells.columns import Cells, distinct_cells, distinct_strings, note_issues
from riskscan.manifest.cells.dates import BUDDHIST_ERA, Layout, WrittenDate, split_date
from riskscan.manifest.cells.strings import RawColumn, matches
from riskscan.manifest.issues import IssueKind, RowIssues

__all__ = ["DateColumn", "DateConvention", "DateVotes", "count_dates", "decide_dates", "read_dates", "take_dates"]

Order = Literal["day first", "month first"]

_STAMP = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.,]*(?:Z|[+-][0-9:]+)?$"
_SHORT_LAYOUTS: tuple[Layout, ...] = ("serial", "YMD", "DMY", "MDY")
_LAYOUT_NAMES: Mapping[Layout, str] = {
    "serial": "day numbers of a spreadsheet",
    "YMD": "year, month, day",
    "DMY": "day, month, year",
    "MDY": "month, day, year",
}
_USUAL_YEARS = range(2005, 2041)
_MANY = 10
_MANY_YEARS = 5


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
class DateVotes:
    """What the rows of a column say about its layout; `+` adds those of two parts of a file.

    Attributes
    ----------
    n_dates : int
        Rows with a date.
    n_day_first, n_month_first : int
        Rows with a four-digit year at the end whose day is larger than 12, by its place.
    n_buddhist : int
        Rows with a year of the Buddhist era.
    separators : frozenset of str
        Between the numbers of rows with a four-digit year at the end.
    short : mapping of Layout to mapping of int to int
        Rows with a two-digit year: for each layout that gives a day, their years.
    n_short : int
        Number of these rows.
    languages : mapping of str to int
        Rows whose month is named in a language.
    """

    n_dates: int = 0
    n_day_first: int = 0
    n_month_first: int = 0
    n_buddhist: int = 0
    separators: frozenset[str] = frozenset()
    short: Mapping[Layout, Mapping[int, int]] = field(default_factory=dict)
    n_short: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: Self) -> "DateVotes":
        """Return the votes of both."""
        layouts = {*self.short, *other.short}
        return DateVotes(
            self.n_dates + other.n_dates,
            self.n_day_first + other.n_day_first,
            self.n_month_first + other.n_month_first,
            self.n_buddhist + other.n_buddhist,
            self.separators | other.separators,
            {key: dict(Counter(self.short.get(key, {})) + Counter(other.short.get(key, {}))) for key in layouts},
            self.n_short + other.n_short,
            dict(Counter(self.languages) + Counter(other.languages)),
        )


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


def count_dates(column: DateColumn) -> DateVotes:
    """Count what the rows of a column say."""
    days, months, buddhist, short_rows = 0, 0, 0, 0
    n_dates = 0
    separators: set[str] = set()
    short: dict[Layout, Counter[int]] = {}
    languages: Counter[str] = Counter()
    for written, count in zip(column.written, column.cells.counts().tolist(), strict=True):
        n_dates += count if written is not None else 0
        if not isinstance(written, WrittenDate):
            continue
        buddhist += count * written.is_buddhist
        for language in written.by_language:
            languages[language] += count
        if written.is_short:
            short_rows += count
            for layout, day in written.days.items():
                short.setdefault(layout, Counter())[day.year] += count
        elif not {"DMY", "MDY"}.isdisjoint(written.days):
            separators.add(written.separator)
            days += count * ("MDY" not in written.days)
            months += count * ("DMY" not in written.days)
    return DateVotes(
        n_dates, days, months, buddhist, frozenset(separators), {key: dict(years) for key, years in short.items()},
        short_rows, dict(languages),
    )  # fmt: skip


def decide_dates(votes: DateVotes) -> DateConvention:
    """Decide the layout of a column; the rows that show it decide, where none does the day stands first."""
    order: Order = "month first" if votes.n_month_first > votes.n_day_first else "day first"
    is_clear = (votes.n_day_first == 0) != (votes.n_month_first == 0) or votes.separators <= {"."}
    short = _decide_short(votes, order if votes.n_day_first or votes.n_month_first else None)
    texts = []
    if votes.separators:
        n_for, n_against = sorted((votes.n_day_first, votes.n_month_first), reverse=True)
        reason = f"{n_for} clear cells" if n_for else "no clear cell"
        texts.append(f"{order} ({reason}{f', {n_against} against' if n_against else ''})")
    if votes.n_short:
        doubt = "" if len(short) == 1 else f", or {_LAYOUT_NAMES[short[1]]}"
        texts.append(f"two-digit years: {_LAYOUT_NAMES[short[0]]}{doubt}")
    is_buddhist = 2 * votes.n_buddhist > votes.n_dates - votes.n_short
    return DateConvention(order, is_clear, short, is_buddhist, votes.languages, "; ".join(texts))


def _decide_short(votes: DateVotes, order: Order | None) -> tuple[Layout, ...]:
    """Return the layouts that explain most of the rows with a two-digit year, the likeliest one first.

    A layout is the likelier the fewer years its dates spread over, since a file is of a few; then the later they are.
    """
    if not votes.n_short:
        return ("DMY",)
    explained = {layout: sum(votes.short.get(layout, {}).values()) for layout in _SHORT_LAYOUTS}
    usual = {layout: _sum_of(votes.short.get(layout, {}), _USUAL_YEARS) for layout in _SHORT_LAYOUTS}
    best = max((usual[layout], explained[layout]) for layout in _SHORT_LAYOUTS)
    contenders = [layout for layout in _SHORT_LAYOUTS if (usual[layout], explained[layout]) == best]
    if "serial" in contenders:
        return ("serial", *(layout for layout in contenders if layout != "serial"))
    if order is not None and {"DMY", "MDY"} <= set(contenders):
        contenders.remove("MDY" if order == "day first" else "DMY")
    density = {layout: max(_density(votes.short[layout])) for layout in contenders}
    later = {layout: sum(year * count for year, count in votes.short[layout].items()) for layout in contenders}
    ranked = sorted(contenders, key=lambda layout: (-density[layout], -later[layout], _SHORT_LAYOUTS.index(layout)))
    first, *others = ranked
    is_dense = votes.n_short >= _MANY and all(density[first] >= 2 * density[layout] for layout in others)
    is_close = all(_spread(votes.short[first]) + _MANY_YEARS <= _spread(votes.short[layout]) for layout in others)
    return (first,) if is_dense or is_close else tuple(ranked)


def _spread(years: Mapping[int, int]) -> int:
    return max(years) - min(years)


def _sum_of(years: Mapping[int, int], among: Iterable[int]) -> int:
    return sum(years.get(year, 0) for year in among)


def _density(years: Mapping[int, int]) -> Iterable[int]:
    """Yield the rows of every two years that follow each other."""
    return (count + years.get(year + 1, 0) for year, count in years.items())


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
