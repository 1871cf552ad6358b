"""What the cells of a column say of it: a sample over the whole table, taken once and kept with the mapping."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pandas as pd

from riskscan.frames import headers_of
from riskscan.identifiers.characters import fold
from riskscan.identifiers.country import normalize_country
from riskscan.identifiers.hs_code import normalize_hs_code
from riskscan.manifest.cells.columns import distinct_cells
from riskscan.manifest.cells.numbers import split_number
from riskscan.manifest.cells.strings import RawColumn
from riskscan.manifest.cells.units import lookup_unit
from riskscan.manifest.mapping.header_units import read_currency
from riskscan.manifest.schema import SCHEMA, Kind
from riskscan.tables.transport import load_transport_mode_names

__all__ = [
    "SAMPLE_ROWS",
    "ColumnSample",
    "Sample",
    "is_mass_unit",
    "is_transport_word",
    "reads_as",
    "states_currency",
    "take_sample",
]

SAMPLE_ROWS = 400
"""Rows that are looked at, at most."""
_LETTERS = re.compile(r"[^\W\d_].*[^\W\d_]", re.S)
_DATE = re.compile(
    r"\d{1,4}\D{1,3}\d{1,2}\D{1,3}\d{2,4}|\d{6,8}(?!\d)|\d{1,2}\W*[^\W\d]{3,}\W*\d{2,4}|^[2-6]\d{4}(?:\.\d+)?$"
)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class ColumnSample:
    """Some cells of a column.

    Attributes
    ----------
    n_rows : int
        Rows that were looked at.
    texts : tuple of (str, int)
        Distinct cells that hold something, with the number of rows.
    """

    n_rows: int
    texts: tuple[tuple[str, int], ...]

    @property
    def n_filled(self) -> int:
        """Number of rows with a cell that holds something."""
        return sum(count for _, count in self.texts)

    def share(self, is_so: Callable[[str], bool]) -> float:
        """Return the share of the filled cells of which something is so, 0 where none is filled."""
        n_filled = self.n_filled
        return sum(count for text, count in self.texts if is_so(text)) / n_filled if n_filled else 0.0


Sample = Mapping[str, ColumnSample]
"""By header."""


def take_sample(frame: pd.DataFrame, columns: Sequence[RawColumn] | None = None) -> dict[str, ColumnSample]:
    """Look at up to 400 rows that lie evenly over a table.

    Parameters
    ----------
    frame : DataFrame
        Raw cells.
    columns : sequence of RawColumn, optional
        Its columns, where they are at hand and are not longer than is looked at.

    Examples
    --------
    >>> take_sample(pd.DataFrame({"a": ["1", "N/A", "1"]}))["a"]
    ColumnSample(n_rows=3, texts=(('1', 2),))
    """
    step = max(1, -(-len(frame) // SAMPLE_ROWS))
    some = frame if step == 1 else frame.iloc[::step]
    if columns is None or step > 1:
        columns = [RawColumn(column) for _, column in some.items()]
    sample = {}
    for header, column in zip(headers_of(some), columns, strict=True):
        cells = distinct_cells(column, str(header))
        counts = cells.counts().tolist()
        sample[str(header)] = ColumnSample(len(some), tuple(zip(cells.texts, counts, strict=True)))
    return sample


def reads_as(target: str, text: str) -> bool:
    """Whether a cell can be what a target holds."""
    return _READERS.get(target, _BY_KIND[SCHEMA[target].kind] if target in SCHEMA else _is_any)(text)


def _is_any(text: str) -> bool:
    return True


def _is_text(text: str) -> bool:
    return _LETTERS.search(text) is not None


def _is_number(text: str) -> bool:
    return len(text) <= 60 and split_number(text.strip()) is not None


def _is_date(text: str) -> bool:
    return len(text) <= 40 and _DATE.search(text.strip()) is not None


def _is_country(text: str) -> bool:
    return len(text) <= 80 and normalize_country(text) is not None


def _is_countries(text: str) -> bool:
    return any(normalize_country(part) for part in re.split(r"[;,|/]", text))


def _is_hs_code(text: str) -> bool:
    return normalize_hs_code(text) is not None


def _is_reference(text: str) -> bool:
    return _DIGIT.search(text) is not None


def is_mass_unit(text: str) -> bool:
    """Whether a cell is a known unit of mass."""
    return lookup_unit(text.strip(), "mass") is not None


def _is_unit(text: str) -> bool:
    """A unit that is not known is a unit all the same: its rows are null, not kilograms."""
    return is_mass_unit(text) or (len(text.strip()) <= 12 and text.strip(" .()").isalpha())


def _is_currency(text: str) -> bool:
    stated = text.strip()
    return bool(read_currency(stated)) or (len(stated) == 3 and stated.isalnum())


def is_transport_word(text: str) -> bool:
    """Whether a cell names a mode of transport in words."""
    return len(text) <= 60 and fold(text) in _transport_words()


def _is_transport_mode(text: str) -> bool:
    folded = fold(text)
    is_code = folded.isdecimal() and len(folded) <= 2
    return is_code or folded in _transport_words() or any(word in _transport_words() for word in folded.split())


@cache
def _transport_words() -> frozenset[str]:
    return frozenset(fold(name.name) for name in load_transport_mode_names())


def states_currency(text: str) -> bool:
    """Whether a cell with an amount states its currency."""
    number = split_number(text.strip()) if len(text) <= 60 else None
    return number is not None and bool(read_currency(number.unit))


def _is_count(text: str) -> bool:
    return re.match(r"\s*\d", text) is not None


_BY_KIND: dict[Kind, Callable[[str], bool]] = {
    Kind.TEXT: _is_text,
    Kind.NUMBER: _is_number,
    Kind.DATE: _is_date,
    Kind.COUNTRY: _is_country,
    Kind.COUNTRIES: _is_countries,
    Kind.HS_CODE: _is_hs_code,
    Kind.UN_NUMBER: _is_reference,
    Kind.CAS_RN: _is_reference,
}
_READERS: dict[str, Callable[[str], bool]] = {
    "consignment_id": _is_reference,
    "permit_reference": _is_any,
    "transport_mode": _is_transport_mode,
    "package_count": _is_count,
    "mass_unit": _is_unit,
    "net_mass_unit": _is_unit,
    "currency": _is_currency,
}
