"""What a column of dates says of its layout, counted row by row and decided once for the whole file."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from riskscan.manifest.cells.date_columns import DateColumn, DateConvention, Order
from riskscan.manifest.cells.dates import Layout, WrittenDate

__all__ = ["DateVotes", "count_dates", "decide_dates"]

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
