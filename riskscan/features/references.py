"""What is usual among the user's own rows, learned without labels: counts that add up, frozen before a row is judged.

Values, masses and packages by HS line and by word, chapters by word and by consignor, routes by chapter, parties by
address. Every fact is a count of whole numbers, so that the sum does not depend on how rows are cut or ordered. No name
is kept, only 64-bit keys.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.features.base import Array
from riskscan.features.coded import Coded, join_coded
from riskscan.features.columns import (
    Frame,
    Rows,
    coded_hs,
    coded_texts,
    days,
    hash_keys,
    raw_goods,
    remembered,
)
from riskscan.features.counts import CountTable, FrozenCounts
from riskscan.features.counts_on_disk import TablesOnDisk
from riskscan.features.goods_facts import goods_facts, kept_goods
from riskscan.features.quantity import quantity_ratios
from riskscan.history.parties import keys_of_each

__all__ = [
    "BIN_WIDTH", "LEVELS", "RATIOS", "REFERENCE_COLUMNS", "ROW_KEYS", "FrozenReferences", "References", "RowKeys",
    "row_keys",
]  # fmt: skip

Keys = NDArray[np.uint64]
Ints = NDArray[np.int64]

REFERENCE_COLUMNS = (
    "lodged_on", "goods_description", "chemical_name", "hs_code", "net_mass_kg", "gross_mass_kg", "package_count",
    "customs_value_usd", "origin_country", "export_country", "destination_country", "transit_countries",
    "consignor_name", "consignee_name", "consignee_address",
)  # fmt: skip
"""Canonical columns that references are learned from."""

PARTY_COLUMNS = ("consignor_name", "consignee_name", "consignee_address")
PARTY_MEMORY = "\0party "
"""What `Rows` remember the keys of a column of parties under."""

ROW_KEYS = "\0row keys"
"""What `Rows` remember their `RowKeys` under, with the goods texts that these are of."""

BIN_WIDTH = 0.1
"""Of a quantity's logarithm (base 10)."""

LEVELS = (6, 4, 2, 0)
"""Digits of the HS code of a line, the finest first; 0 is all goods."""

RATIOS = ("value_per_kg", "mass_per_package", "net_mass")
_IN_MEMORY_ENTRIES = 500_000
_SMALL_HASH = np.uint64(0xFFFF)
_TRANSITS = 10


@dataclass(frozen=True, slots=True)
class RowKeys:
    """What rows are counted by.

    Attributes
    ----------
    ratios : mapping of str to ndarray of float
        Logarithms (base 10) of quantities, NaN where unknown.
    bins : mapping of str to ndarray of int64
        Their numbered steps.
    lines : tuple of ndarray of uint64
        Keys of the HS lines of `LEVELS`, 0 where the code is shorter.
    words : ndarray of uint64
        Keys of the words of the goods texts, none twice.
    word_rows, word_codes : ndarray
        Row of every different word of a goods text, and its place in `words`.
    chapter : ndarray of int64
        HS chapter, -1 where unknown.
    route : ndarray of int64
        Small hash of start and destination.
    way, consignor, address : ndarray of uint64
        Keys of the route, of the consignor, of the consignee's address; 0 where unknown.
    sender, receiver : ndarray of int64
        Small hashes of consignor and consignee, -1 where unknown.
    week : ndarray of int64
        Week lodged, -1 where unknown.
    transits : ndarray of int64
        Countries of transit.
    """

    ratios: Mapping[str, Array]
    bins: Mapping[str, Ints]
    lines: tuple[Keys, ...]
    words: Keys
    word_rows: Ints
    word_codes: Ints
    chapter: Ints
    route: Ints
    way: Keys
    consignor: Keys
    address: Keys
    sender: Ints
    receiver: Ints
    week: Ints
    transits: Ints

    @classmethod
    def of(cls, X: Frame) -> "RowKeys":
        """Read canonical rows; a missing column is all null."""
        X = Rows.of(X)
        ratios = quantity_ratios(X)
        start = join_coded(coded_texts(X, "export_country"), coded_texts(X, "origin_country"), ">").map(
            lambda pair: pair.split(">")[0] or pair.split(">")[1]
        )
        way = _pair_keys(start, coded_texts(X, "destination_country"))
        consignor, consignee, address = (_party(X, column) for column in PARTY_COLUMNS)
        words, word_rows, word_codes = _words(X)
        return cls(
            ratios=ratios,
            bins={name: _bins(values) for name, values in ratios.items()},
            lines=tuple(_line_keys(X, digits) for digits in LEVELS),
            words=words,
            word_rows=word_rows,
            word_codes=word_codes,
            chapter=coded_hs(X, 2).numbers(lambda text: float(text) if text.isdecimal() else -1.0).astype(np.int64),
            route=(way & _SMALL_HASH).astype(np.int64),
            way=way,
            consignor=consignor,
            address=address,
            sender=_small(consignor),
            receiver=_small(consignee),
            week=_weeks(X),
            transits=coded_texts(X, "transit_countries").numbers(_stops).astype(np.int64),
        )

    def is_round(self) -> NDArray[np.bool_]:
        """Say of every row whether a package weighs a whole number of kg that drums and bags are filled to."""
        kg = 10.0 ** self.ratios["mass_per_package"]
        return np.isin(np.round(kg, 3), (1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 25.0, 50.0, 100.0, 200.0))


def row_keys(X: Frame) -> RowKeys:
    """Return what rows are counted by; what they remember of an earlier pass, where their goods texts are the same."""
    if not isinstance(X, Rows):
        return RowKeys.of(X)
    codes, digest = raw_goods(X).codes, goods_facts(X)[0].digest
    known = X.memory.get(ROW_KEYS)
    if known is None or known[0] != digest or not np.array_equal(known[1], codes):
        known = X.memory[ROW_KEYS] = digest, codes, RowKeys.of(X)
    return cast(RowKeys, known[2])


@dataclass(frozen=True, slots=True)
class References:
    """Counts of rows; `+` adds those of other rows.

    Attributes
    ----------
    n_rows : int
        Rows counted.
    tables : mapping of str to CountTable
        By what is counted and by what: ``value_per_kg/line``, ``chapter/word`` ...
    """

    n_rows: int
    tables: Mapping[str, CountTable]

    @classmethod
    def empty(cls) -> "References":
        """Return references that know no row."""
        return cls(0, {})

    @staticmethod
    def kept(rows: Rows) -> dict[str, Any]:
        """Return what was worked out of counted rows and is small enough to be kept until they are compared."""
        parties = {key: values for key, values in rows.memory.items() if key.startswith(PARTY_MEMORY)}
        return parties | kept_goods(rows.memory)

    @classmethod
    def of(cls, X: Frame) -> "References":
        """Count canonical rows, shape (n_rows, n_columns)."""
        keys = row_keys(X)
        tables: dict[str, CountTable] = {}
        for name in RATIOS:
            known = ~np.isnan(keys.ratios[name])
            by_line = [np.where(known, line, np.uint64(0)) for line in keys.lines]
            tables[f"{name}/line"] = _joined(by_line, keys.bins[name])
            tables[f"{name}/word"] = _by_word(keys, known, keys.bins[name])
        weighed = ~np.isnan(keys.ratios["mass_per_package"])
        lines = [np.where(weighed, line, np.uint64(0)) for line in keys.lines[-2:]]
        tables["round/line"] = _joined(lines, keys.is_round().astype(np.int64))
        tables["chapter/word"] = _by_word(keys, keys.chapter >= 0, keys.chapter)
        everything = np.where(keys.chapter >= 0, _ALL, np.uint64(0))
        tables["chapter/all"] = CountTable.of(everything, keys.chapter)
        tables["chapter/consignor"] = CountTable.of(
            np.where(keys.chapter >= 0, keys.consignor, np.uint64(0)), keys.chapter
        )
        known = keys.way != 0
        tables["route/line"] = _joined([np.where(known, line, np.uint64(0)) for line in keys.lines[-2:]], keys.route)
        tables["transit/route"] = CountTable.of(keys.way, keys.transits)
        for name, values in (("sender", keys.sender), ("receiver", keys.receiver), ("week", keys.week)):
            tables[f"{name}/address"] = CountTable.of(np.where(values >= 0, keys.address, np.uint64(0)), values)
        tables["week/all"] = CountTable.of(np.where(keys.week >= 0, _ALL, np.uint64(0)), keys.week)
        tables["receiver/consignor"] = CountTable.of(
            np.where(keys.receiver >= 0, keys.consignor, np.uint64(0)), keys.receiver
        )
        return cls(len(keys.chapter), tables)

    def __add__(self, other: Self) -> "References":
        return References.sum((self, other))

    @classmethod
    def sum(cls, parts: Iterable["References"]) -> "References":
        """Return the counts of all, of neighbors first; of large ones no table is there twice but the one at work."""
        n_rows, waiting = 0, list[tuple[int, dict[str, CountTable]]]()
        for part in parts:
            n_rows, tables, level = n_rows + part.n_rows, dict(part.tables), 0
            while waiting and waiting[-1][0] == level:
                tables, level = _added(waiting.pop()[1], tables), level + 1
            waiting.append((level, tables))
        total: dict[str, CountTable] = {}
        while waiting:
            total = _added(waiting.pop()[1], total)
        return cls(n_rows, total)

    def to_dict(self) -> dict[str, Any]:
        """Return the references as nested dicts of numpy arrays."""
        tables = {
            name: {"keys": table.keys, "values": table.values, "counts": table.counts}
            for name, table in self.tables.items()
        }
        return {"n_rows": np.array([self.n_rows]), "tables": tables}

    @classmethod
    def from_dict(cls, parts: Mapping[str, Any] | None) -> "References":
        """Return the references that `to_dict` wrote; none where there are none."""
        if parts is None:
            return cls.empty()
        tables = {
            name: CountTable(table["keys"], *(np.asarray(table[part], np.int32) for part in ("values", "counts")))
            for name, table in parts["tables"].items()
        }
        return cls(int(parts["n_rows"][0]), tables)

    def freeze(self, *, is_local: bool = False) -> "FrozenReferences":
        """Return what can be asked.

        Parameters
        ----------
        is_local : bool, default False
            Whether no other process asks: then large references wait on disk.
        """
        if is_local and sum(len(table.keys) for table in self.tables.values()) > _IN_MEMORY_ENTRIES:
            return FrozenReferences(self.n_rows, TablesOnDisk(self.tables))
        return FrozenReferences(self.n_rows, {name: table.freeze() for name, table in self.tables.items()})


@dataclass(frozen=True, slots=True)
class FrozenReferences:
    """Complete references; see `riskscan.features.comparing` for what is asked of them."""

    n_rows: int
    tables: Mapping[str, FrozenCounts]

    def table(self, name: str) -> FrozenCounts:
        """Return one table; where nobody counted for it, one that knows nothing."""
        return self.tables.get(name) or CountTable.empty().freeze()


def _added(one: dict[str, CountTable], other: dict[str, CountTable]) -> dict[str, CountTable]:
    """Return the tables of both added up; neither holds one afterwards."""
    none = CountTable.empty()
    return {name: one.pop(name, none) + other.pop(name, none) for name in dict.fromkeys([*one, *other])}


_ALL = np.uint64(pd.util.hash_array(np.array(["*"], dtype=object))[0])


def _joined(keys: list[Keys], values: Ints) -> CountTable:
    return CountTable.of(np.concatenate(keys), np.tile(values, len(keys)))


def _by_word(keys: RowKeys, known: NDArray[np.bool_], values: Ints) -> CountTable:
    """Count the values of the rows that have one under each of their words."""
    counted = known[keys.word_rows]
    return CountTable.of_coded(keys.words, keys.word_codes[counted], values[keys.word_rows[counted]])


def _bins(values: Array) -> Ints:
    """Return the number of the step that a logarithm falls into; 0 for NaN, which nobody counts."""
    return np.floor(np.nan_to_num(values) / BIN_WIDTH).astype(np.int64)


def _line_keys(X: Frame, digits: int) -> Keys:
    if digits == 0:
        return np.full(len(X), _ALL)
    return hash_keys(coded_hs(X, digits))


def _pair_keys(left: Coded, right: Coded) -> Keys:
    keys = hash_keys(join_coded(left, right, "\x1f"))
    return np.where(left.is_filled & right.is_filled, keys, np.uint64(0))


def _party(X: Frame, column: str) -> Keys:
    return cast(Keys, remembered(X, PARTY_MEMORY + column, lambda: _party_keys(X, column)))


def _party_keys(X: Frame, column: str) -> Keys:
    coded = coded_texts(X, column)
    keys = keys_of_each(coded.values, address=column.endswith("address"))
    return keys.view(np.uint64)[coded.codes]


def _small(keys: Keys) -> Ints:
    return np.where(keys == 0, -1, (keys & _SMALL_HASH).astype(np.int64))


def _stops(cell: str) -> int:
    return min(len([part for part in cell.split(";") if part]), _TRANSITS)


def _weeks(X: Frame) -> Ints:
    lodged = days(X, "lodged_on")
    return np.where(np.isnat(lodged), -1, lodged.astype(np.int64) // 7)


def _words(X: Frame) -> tuple[Keys, Ints, Ints]:
    """Return the keys of the words of the goods texts, and row and place among them of those of each; no numbers."""
    facts, texts = goods_facts(X)
    starts, counts = np.cumsum(facts.told_sizes) - facts.told_sizes, facts.told_sizes[texts]
    rows = np.repeat(np.arange(len(texts)), counts)
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return facts.keys, rows, facts.told_codes[np.repeat(starts[texts], counts) + offsets].astype(np.int64)
