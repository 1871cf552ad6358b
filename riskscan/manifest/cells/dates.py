"""Dates as people and machines write them: one cell to the days that it may mean."""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal

from riskscan.identifiers.characters import to_plain
from riskscan.identifiers.spelling import fold_name
from riskscan.tables.months import load_date_words, load_month_names

__all__ = ["BUDDHIST_ERA", "Layout", "WrittenDate", "split_date"]

Layout = Literal["DMY", "MDY", "YMD", "serial"]
"""Order of day, month and year in digits alone; ``serial`` is the day number of a spreadsheet."""

BUDDHIST_ERA = 543
"""What years in Thailand are ahead by."""

_TIME = re.compile(r"(?:[T\s,]+\d{1,2}:\d{2}.*|T\d{4,6}(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?)$")
_CLOCK = re.compile(r"\s\d{1,2}:\d{2}(?::\d{2})?(?=\s\d{4}$)")
_ZONE = re.compile(r"(?<=^\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})$")
_NUMBER = re.compile(r"(\d{5,14})(?:\.\d*)?")
_GROUPS = re.compile(r"(\d+)")
_SEPARATORS = re.compile(r"[\s\-/.,_年月日년월일]*")
_DAY_ZERO = datetime.date(1899, 12, 30)
_SERIALS = range(20_000, 70_000)
_YEARS = range(1900, 2101)
_BUDDHIST_YEARS = range(2443, 2644)
_REPUBLIC_YEARS = range(90, 190)
_REPUBLIC = 1911
_EPOCH_SECONDS = range(946_684_800, 2_240_611_200)
_LAST_SHORT_YEAR = 60
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """The days that a cell may mean.

    Attributes
    ----------
    days : mapping of Layout to date
        For each layout that gives a day of the calendar. Empty where `by_language` decides.
    is_short : bool
        Whether the year has two digits, so that it could stand anywhere.
    separator : str
        Between the numbers; empty for none.
    by_language : mapping of str to date
        Where a month is named: the day by the languages that have the name.
    is_buddhist : bool
        Whether the year was counted in the Buddhist era.
    """

    days: Mapping[Layout, datetime.date] = field(default_factory=dict)
    is_short: bool = False
    separator: str = ""
    by_language: Mapping[str, datetime.date] = field(default_factory=dict)
    is_buddhist: bool = False


@lru_cache(maxsize=65_536)
def split_date(text: str) -> WrittenDate | None:
    """Return what a cell may mean as a date, or None where it is no day of the calendar.

    Examples
    --------
    >>> sorted(split_date("03/04/2026").days)
    ['DMY', 'MDY']
    >>> for text in ("2026-05-01T10:20:00+08:00", "14082025", "1.º de mayo de 2026", "20250501103000", "46056"):
    ...     [(day.isoformat()) for day in {*split_date(text).days.values(), *split_date(text).by_language.values()}]
    ['2026-05-01']
    ['2025-08-14']
    ['2026-05-01']
    ['2025-05-01']
    ['2026-02-03']
    >>> split_date("31/02/2026"), split_date("soon")
    (None, None)
    """
    if len(text) > _LONGEST:
        return None
    plain = _CLOCK.sub("", _in_ascii_digits(to_plain(text)))
    plain = _ZONE.sub("", _TIME.sub("", plain)).strip()
    if number := _NUMBER.fullmatch(plain):
        return _or_none(_of_digits(number[1], has_fraction="." in plain))
    parts = _GROUPS.split(plain)
    texts, groups = parts[::2], parts[1::2]
    if len(groups) == 3:
        return _or_none(_of_three(texts, groups))
    return _or_none(_of_named_month(texts, groups)) if len(groups) == 2 else None


def _or_none(written: WrittenDate) -> WrittenDate | None:
    return written if written.days or written.by_language else None


def _in_ascii_digits(text: str) -> str:
    """Return the text with the digits of every script as ASCII ones."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in text)


def _of_digits(digits: str, *, has_fraction: bool) -> WrittenDate:
    """Read digits without anything between them, by their number."""
    if len(digits) == 5:
        short = {} if has_fraction else _short(digits[0], digits[1:3], digits[3:])
        return WrittenDate({**_serial(digits), **short}, is_short=True)
    if len(digits) == 6:
        return WrittenDate(_short(digits[:2], digits[2:4], digits[4:]), is_short=True)
    if len(digits) == 7:
        return WrittenDate(_long(digits[0], digits[1:3], digits[3:]))
    if len(digits) == 8:
        return WrittenDate(
            _year_first(digits[:4], digits[4:6], digits[6:]) or _long(digits[:2], digits[2:4], digits[4:])
        )
    if len(digits) in (10, 12, 14) and (stamp := _year_first(digits[:4], digits[4:6], digits[6:8])):
        return WrittenDate(stamp)
    return WrittenDate(_epoch(digits))


def _of_three(texts: list[str], groups: list[str]) -> WrittenDate:
    """Read three numbers with separators or signs such as 年 between them."""
    first, second, third = groups
    before, *between = texts
    era = _era(before)
    if not all(map(_is_separator, between)) or (era == 0 and not _is_separator(before)):
        return WrittenDate()
    separator = between[0].strip() or " "
    if era:
        return WrittenDate(_days({"YMD": (int(first) + era, second, third)}))
    if len(first) == 3 and int(first) in _REPUBLIC_YEARS:
        return WrittenDate(_days({"YMD": (int(first) + _REPUBLIC, second, third)}))
    if len(first) == 4:
        return WrittenDate(_year_first(first, second, third), is_buddhist=int(first) in _BUDDHIST_YEARS)
    if max(map(len, groups[:2])) > 2:
        return WrittenDate()
    if len(third) == 4:
        days = _long(first, second, third)
        if any(fold_name(text) for text in between):  # words such as "tháng" or "г." say that the day stands first
            days = {layout: day for layout, day in days.items() if layout == "DMY"}
        return WrittenDate(days, separator=separator, is_buddhist=int(third) in _BUDDHIST_YEARS)
    if len(third) == 2:
        return WrittenDate(_short(first, second, third), is_short=True, separator=separator)
    return WrittenDate()


def _of_named_month(texts: list[str], groups: list[str]) -> WrittenDate:
    """Read two numbers and a month by name before, between or behind them."""
    first, second = groups
    before, middle, after = texts
    for place, text in enumerate((middle, before)):
        others = (before, after) if place == 0 else (middle, after)
        months = _months(text)
        if not months or not all(map(_is_filler, others)):
            continue
        day, year = (second, first) if place == 0 and len(first) == 4 else (first, second)
        if len(year) not in (2, 4) or len(day) > 2:
            continue
        in_thai = "th" in months and set(months) == {"th"}
        full = int(year) if len(year) == 4 else int(year) + 2500 if in_thai else _full_year(year)
        found = {language: _day(full, month, int(day)) for language, month in months.items()}
        by_language = {language: date for language, date in found.items() if date}
        return WrittenDate(by_language=by_language, is_buddhist=full in _BUDDHIST_YEARS)
    return WrittenDate()


def _is_separator(text: str) -> bool:
    return _SEPARATORS.fullmatch(text) is not None or _is_filler(text)


def _is_filler(text: str) -> bool:
    """Whether the words of a text say nothing more of the date."""
    return _fillers().issuperset(fold_name(text).split())


def _era(text: str) -> int:
    """Return the year before the first one of the era that a text names, 0 for none."""
    return _eras().get(fold_name(text), 0)


@cache
def _fillers() -> frozenset[str]:
    return frozenset(fold_name(row.word) for row in load_date_words() if row.role != "era")


@cache
def _eras() -> dict[str, int]:
    return {fold_name(row.word): row.value for row in load_date_words() if row.role == "era"}


@lru_cache(maxsize=4_096)
def _months(text: str) -> Mapping[str, int]:
    """Return the month that the words of a text name, by language; empty where there is not one month in it."""
    names = _month_names()
    folded = fold_name(text.strip("-/.,' "))
    if folded in names:
        return names[folded]
    words = [word for word in folded.split() if word not in _fillers()]
    return names.get(" ".join(words), {})


@cache
def _month_names() -> dict[str, dict[str, int]]:
    names: dict[str, dict[str, int]] = {}
    for row in load_month_names():
        names.setdefault(fold_name(row.name), {})[row.language] = row.month
    return names


def _long(first: str, second: str, year: str) -> dict[Layout, datetime.date]:
    return _days({"DMY": (int(year), second, first), "MDY": (int(year), first, second)})


def _year_first(year: str, month: str, day: str) -> dict[Layout, datetime.date]:
    return _days({"YMD": (int(year), month, day)})


def _short(first: str, second: str, third: str) -> dict[Layout, datetime.date]:
    layouts: dict[Layout, tuple[int, str, str]] = {
        "DMY": (_full_year(third), second, first),
        "MDY": (_full_year(third), first, second),
    }
    if len(first) == 2:
        layouts["YMD"] = (_full_year(first), second, third)
    return _days(layouts)


def _days(layouts: Mapping[Layout, tuple[int, str, str]]) -> dict[Layout, datetime.date]:
    found = {layout: _day(year, int(month), int(day)) for layout, (year, month, day) in layouts.items()}
    return {layout: day for layout, day in found.items() if day is not None}


def _serial(digits: str) -> dict[Layout, datetime.date]:
    number = int(digits)
    return {"serial": _DAY_ZERO + datetime.timedelta(days=number)} if number in _SERIALS else {}


def _epoch(digits: str) -> dict[Layout, datetime.date]:
    """Read seconds (10 digits) or milliseconds (13) since 1970, of the years 2000 to 2040."""
    seconds = int(digits) // 1000 if len(digits) == 13 else int(digits) if len(digits) == 10 else 0
    return {"YMD": datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()} if seconds in _EPOCH_SECONDS else {}


def _full_year(year: str) -> int:
    return int(year) + (2000 if int(year) < _LAST_SHORT_YEAR else 1900)


def _day(year: int, month: int, day: int) -> datetime.date | None:
    if year in _BUDDHIST_YEARS:
        year -= BUDDHIST_ERA
    try:
        return datetime.date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
