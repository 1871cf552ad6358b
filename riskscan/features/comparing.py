"""A row against the user's own rows: how far out its quantities, its chapter, its route and its parties lie.

An oddity is the number of tens that fewer rows lie as far out than at the middle: 0 at the middle and where there are
no rows to compare with, 1 where one in twenty does, 2 where one in two hundred. It cannot exceed what the number of
rows allows, so that few rows say little. The row itself is counted in the references and does not count here.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from riskscan.features.base import Array
from riskscan.features.columns import Frame
from riskscan.features.counts import FrozenCounts
from riskscan.features.references import BIN_WIDTH, LEVELS, RATIOS, FrozenReferences, RowKeys, row_keys
from riskscan.manifest.cells.factorizing import factorize

__all__ = [
    "RELATIVE_COLUMNS", "RELATIVE_FACTS", "RELATIVE_PREFIX", "compare_columns", "compare_rows", "join_comparison",
]  # fmt: skip

Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]

RELATIVE_PREFIX = "relative_"
"""Prefix of the columns that a row's comparison with the user's own rows is joined under."""

_ODDITIES = tuple(f"{ratio}_{by}_{side}" for ratio in RATIOS for by in ("line", "word") for side in ("high", "low"))
RELATIVE_COLUMNS: tuple[str, ...] = (
    *_ODDITIES, "line_log_rows", "word_log_rows", "round_package", "chapter_word_fit", "chapter_word_gap",
    "chapter_new_to_consignor", "route_rare_for_chapter", "transit_rare_for_route", "address_senders",
    "address_receivers", "address_rows_a_week", "consignor_receivers", "consignor_log_rows",
)  # fmt: skip
"""Features of `compare_rows`."""

_COUNTED = ("consignor", "route", "package")
RELATIVE_FACTS: tuple[str, ...] = (
    *(f"{ratio}_line_{fact}" for ratio in RATIOS for fact in ("from", "to", "rows", "digits")),
    *(f"{kind}_{fact}" for kind in _COUNTED for fact in ("same", "others")),
)
"""What a reason quotes: quartiles and rows of the line that a quantity was compared with; other rows that are alike."""

_LEAST_ROWS = 15
_LEAST_WORD_ROWS = 8
_PRIOR = 5.0
_SPAN, _ZERO = 1 << 20, 1 << 19
"""Of the number that stands for a place and a value, as `riskscan.features.counts` has them."""


def compare_rows(X: Frame, references: FrozenReferences) -> pd.DataFrame:
    """Return what `compare_columns` does as a frame, index of `X`."""
    return pd.DataFrame(compare_columns(X, references), index=X.index)


def compare_columns(X: Frame, references: FrozenReferences) -> dict[str, Array]:
    """Compare rows with the references, which count them too.

    Parameters
    ----------
    X : DataFrame or Rows, shape (n_rows, n_columns)
        Canonical rows.
    references : FrozenReferences
        Of the file, and of what else the user knows.

    Returns
    -------
    dict of str to ndarray of float64, shape (n_rows,)
        `RELATIVE_COLUMNS`, then `RELATIVE_FACTS`. NaN where the row or the references do not say.
    """
    keys = row_keys(X)
    columns: dict[str, Array] = {}
    facts: dict[str, Array] = {}
    for ratio in RATIOS:
        columns |= _by_line(keys, ratio, references.table(f"{ratio}/line"), facts)
        columns |= _by_word(keys, ratio, references.table(f"{ratio}/word"))
    columns["line_log_rows"] = np.log10(1.0 + np.nan_to_num(facts["value_per_kg_line_rows"]))
    columns["word_log_rows"] = _mean(
        keys, np.log10(1.0 + _others(references.table("chapter/word"), keys.words))[keys.word_codes]
    )
    columns["round_package"] = _round_package(keys, references.table("round/line"), facts)
    columns |= _chapters(keys, references)
    columns["chapter_new_to_consignor"] = _rarity(
        references.table("chapter/consignor"), keys.consignor, keys.chapter, facts, "consignor"
    )
    by_chapter = np.where(keys.lines[-2] == 0, keys.lines[-1], keys.lines[-2])
    columns["route_rare_for_chapter"] = _rarity(
        references.table("route/line"), by_chapter, keys.route, facts, "route", keys.way != 0
    )
    columns["transit_rare_for_route"] = _transits(keys, references.table("transit/route"))
    columns |= _parties(keys, references)
    columns |= facts
    return {name: columns[name] for name in (*RELATIVE_COLUMNS, *RELATIVE_FACTS)}


def join_comparison(X: pd.DataFrame, references: FrozenReferences) -> pd.DataFrame:
    """Return canonical rows with the columns of `compare_rows` joined under `RELATIVE_PREFIX`."""
    return pd.concat([X, compare_rows(X, references).add_prefix(RELATIVE_PREFIX)], axis=1)


def _oddity(beyond: Array, others: Array) -> Array:
    """Return tens of rarity against the middle, from the other rows that lie as far out."""
    return np.fmax(0.0, np.log10((others + 2.0) / (2.0 * (beyond + 1.0))))


def _both_sides(table: FrozenCounts, place: Ints, bins: Ints) -> tuple[Array, Array]:
    """Return how odd a value is for being high, and for being low."""
    others = np.maximum(table.rows(place) - 1.0, 0.0)
    below, same = table.below_and_at(place, bins)
    as_high = np.maximum(others + 1.0 - below - 1.0, 0.0)
    as_low = np.maximum(below + same - 1.0, 0.0)
    return _oddity(as_high, others), _oddity(as_low, others)


def _by_line(keys: RowKeys, ratio: str, table: FrozenCounts, facts: dict[str, Array]) -> dict[str, Array]:
    """Compare with the finest line of the tariff that has enough rows."""
    known = ~np.isnan(keys.ratios[ratio])
    place, digits = np.full(len(known), -1, dtype=np.int64), np.zeros(len(known))
    for size, line in reversed(list(zip(LEVELS, keys.lines, strict=True))):
        found = table.place(np.where(known, line, np.uint64(0)))
        enough = (table.rows(found) > _LEAST_ROWS) | ((size == 0) & (found >= 0))
        place, digits = np.where(enough, found, place), np.where(enough, size, digits)
    high, low = _both_sides(table, place, keys.bins[ratio])
    for name, share in (("from", 0.25), ("to", 0.75)):
        facts[f"{ratio}_line_{name}"] = 10.0 ** (table.quantile(place, share) * BIN_WIDTH)
    facts[f"{ratio}_line_rows"] = np.where(place < 0, np.nan, table.rows(place).astype(np.float64))
    facts[f"{ratio}_line_digits"] = digits
    return {
        f"{ratio}_line_high": np.where(known, high, np.nan),
        f"{ratio}_line_low": np.where(known, low, np.nan),
    }


def _by_word(keys: RowKeys, ratio: str, table: FrozenCounts) -> dict[str, Array]:
    """Compare with the rows that share a word, for each word with enough of them; the mean over these words."""
    known = ~np.isnan(keys.ratios[ratio])[keys.word_rows]
    place = table.place(keys.words)
    place = np.where(table.rows(place) > _LEAST_WORD_ROWS, place, -1)
    place = np.where(known, place[keys.word_codes], -1)
    # A word stands in many rows that have the same value, which is looked for once.
    bins = np.where(place < 0, 0, keys.bins[ratio][keys.word_rows])
    codes, distinct = factorize(place * _SPAN + bins + _ZERO)
    high, low = (side[codes] for side in _both_sides(table, distinct // _SPAN, distinct % _SPAN - _ZERO))
    return {
        f"{ratio}_word_high": _mean(keys, high, place >= 0),
        f"{ratio}_word_low": _mean(keys, low, place >= 0),
    }


def _mean(keys: RowKeys, values: Array, counts: NDArray[np.bool_] | None = None) -> Array:
    """Return each row's mean over its words, NaN where none counts."""
    weight = np.ones(len(values)) if counts is None else counts.astype(np.float64)
    n_rows = len(keys.chapter)
    size = np.bincount(keys.word_rows, weight, n_rows).astype(np.float64)  # whole numbers where there is no word
    total = np.bincount(keys.word_rows, values * weight, n_rows)
    size[size == 0] = np.nan
    return np.asarray(total / size)


def _others(table: FrozenCounts, keys: Keys) -> Array:
    return np.asarray(np.maximum(table.rows(table.place(keys)) - 1.0, 0.0))


def _rarity(
    table: FrozenCounts, keys: Keys, values: Ints, facts: dict[str, Array], kind: str,
    known: NDArray[np.bool_] | None = None,
) -> Array:  # fmt: skip
    """Return how rare a value is among the other rows of its key."""
    place = table.place(keys)
    others = np.maximum(table.rows(place) - 1.0, 0.0)
    same = np.maximum(table.same(place, values) - 1.0, 0.0)
    facts[f"{kind}_same"], facts[f"{kind}_others"] = same, others
    told = (place >= 0) & (values >= 0)
    return np.where(told if known is None else told & known, _oddity(same, others), np.nan)


def _round_package(keys: RowKeys, table: FrozenCounts, facts: dict[str, Array]) -> Array:
    """Return how rare packages of a round mass are in the chapter, for a row that has them; 0 for another."""
    known = ~np.isnan(keys.ratios["mass_per_package"])
    by_chapter = np.where(keys.lines[-2] == 0, keys.lines[-1], keys.lines[-2])
    rarity = _rarity(table, by_chapter, np.ones(len(known), dtype=np.int64), facts, "package")
    return np.where(known, np.where(keys.is_round(), rarity, 0.0), np.nan)


def _transits(keys: RowKeys, table: FrozenCounts) -> Array:
    place = table.place(keys.way)
    high, _ = _both_sides(table, place, keys.transits)
    return np.where(place < 0, np.nan, np.where(keys.transits > 0, high, 0.0))


def _chapters(keys: RowKeys, references: FrozenReferences) -> dict[str, Array]:
    """Return how well the words fit the declared chapter in the other rows, and how much better the best other one.

    A word speaks for a chapter by log P(chapter | word) / P(chapter), smoothed; a text by the mean over its words.
    """
    by_word, overall = references.table("chapter/word"), references.table("chapter/all")
    chapters = overall.values()
    share = (np.diff(overall.sums) + 0.5) / (np.diff(overall.sums) + 0.5).sum()
    n_rows = len(keys.chapter)
    place = by_word.place(keys.words)
    told = (place[keys.word_codes] >= 0) & (keys.chapter[keys.word_rows] >= 0)
    rows, (distinct, word) = keys.word_rows[told], _distinct(place, keys.word_codes[told])
    size = np.bincount(rows, minlength=n_rows).astype(np.float64)
    size[size == 0] = np.nan
    if not len(rows):
        return {name: np.full(n_rows, np.nan) for name in ("chapter_word_fit", "chapter_word_gap")}
    others = np.maximum(by_word.rows(distinct) - 1.0, 0.0)[:, None]
    counts = by_word.spread(distinct, chapters)
    speaks = np.log((counts + _PRIOR * share) / (others + _PRIOR) / share)
    holds = sparse.csr_matrix((np.ones(len(rows)), (rows, word)), shape=(n_rows, len(distinct)))
    evidence = (holds @ speaks) / size[:, None]
    own = np.minimum(np.searchsorted(chapters, keys.chapter), len(chapters) - 1)
    is_known = chapters[own] == keys.chapter
    evidence[np.arange(n_rows), own] = np.where(is_known, -np.inf, evidence[np.arange(n_rows), own])
    # In its own chapter the row itself does not count.
    column = own[rows]
    mine = np.maximum(counts[word, column] - is_known[rows], 0.0)
    fits = np.log((mine + _PRIOR * share[column]) / (others[word, 0] + _PRIOR) / share[column])
    fit = np.bincount(rows, fits, n_rows) / size
    return {"chapter_word_fit": fit, "chapter_word_gap": evidence.max(axis=1) - fit if len(chapters) > 1 else fit * 0.0}


def _distinct(place: Ints, codes: Ints) -> tuple[Ints, Ints]:
    """Return the places of the words that occur, ascending, and for each of some words which of them is its own."""
    occurring = np.flatnonzero(np.bincount(codes, minlength=len(place)))
    ascending = occurring[np.argsort(place[occurring])]
    number = np.zeros(len(place), dtype=np.int64)
    number[ascending] = np.arange(len(ascending))
    return place[ascending], number[codes]


def _parties(keys: RowKeys, references: FrozenReferences) -> dict[str, Array]:
    """Return how many send to and receive at the address, and how busy the consignor is."""

    def ask(name: str, key: Keys, what: Callable[[FrozenCounts, Ints], Array]) -> Array:
        table = references.table(name)
        place = table.place(key)
        return np.where(place < 0, np.nan, what(table, place))

    def count(table: FrozenCounts, place: Ints) -> Array:
        return table.rows(place).astype(np.float64)

    def different(table: FrozenCounts, place: Ints) -> Array:
        return table.different(place).astype(np.float64)

    rows = ask("chapter/consignor", keys.consignor, count)
    weeks = ask("week/address", keys.address, different)
    usual = references.table("chapter/consignor").mean_rows
    return {
        "address_senders": np.log10(ask("sender/address", keys.address, different)),
        "address_receivers": np.log10(ask("receiver/address", keys.address, different)),
        "address_rows_a_week": np.log10(ask("week/address", keys.address, count) / weeks),
        "consignor_receivers": np.log10(ask("receiver/consignor", keys.consignor, different)),
        "consignor_log_rows": np.log10(rows / usual),
    }
