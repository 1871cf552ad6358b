"""The columns of a frame taken apart once, for the survey of its conventions and for the cleaning alike."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from riskscan.frames import headers_of
from riskscan.manifest.cells.columns import Cells, Distinct, Reading, distinct_cells, distinct_values, read_cells
from riskscan.manifest.cells.date_columns import DateColumn, take_dates
from riskscan.manifest.cells.dates import WrittenDate
from riskscan.manifest.cells.joining import join_texts
from riskscan.manifest.cells.nulls import ColumnKind, null_kind
from riskscan.manifest.cells.number_columns import NumberColumn, take_numbers
from riskscan.manifest.cells.strings import FEW_ROWS, RawColumn, Strings
from riskscan.manifest.cells.texts import read_text_column
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.mapping import HELPERS, ColumnMapping
from riskscan.manifest.mapping.rules import ColumnRules
from riskscan.manifest.repeats import Hashes, RepeatVotes, as_whole_text, hash_rows, hash_strings, join_columns
from riskscan.manifest.schema import SCHEMA, TEXT_COLUMNS, Kind
from riskscan.manifest.sheets import SOURCE_MEMBER, SOURCE_SHEET

__all__ = ["TakenColumns"]

_SHARED = ("consignor_name", "consignee_name", "consignee_address", "destination_country")
"""What the goods items of one consignment have in common, beside its date."""

_LEAST_OTHERS = 3

_NULL_KINDS: dict[Kind, ColumnKind] = {
    Kind.COUNTRY: "country",
    Kind.COUNTRIES: "country",
    Kind.HS_CODE: "code",
    Kind.UN_NUMBER: "code",
    Kind.CAS_RN: "code",
}


class TakenColumns:
    """Every mapped column of a frame, taken apart when it is first asked for.

    Parameters
    ----------
    raw : DataFrame of shape (n_rows, n_columns)
        Cells as read, under text headers.
    mapping : ColumnMapping
        Where each canonical column comes from.
    rules : ColumnRules
        The user's mapping file.
    columns : sequence of RawColumn, optional
        The columns of the frame, where they are at hand.
    """

    def __init__(
        self, raw: pd.DataFrame, mapping: ColumnMapping, rules: ColumnRules, columns: Sequence[RawColumn] | None = None
    ) -> None:
        self.raw = raw
        self.mapping = mapping
        self.rules = rules
        self._columns: list[RawColumn] = list(columns or ())
        if columns is None:
            self._columns += [RawColumn(column) for _, column in raw.items()]
        self._headers = headers_of(raw)
        self._places: dict[str, int] = {header: place for place, header in reversed(list(enumerate(self._headers)))}
        self._joined: dict[str, RawColumn] = {}
        self._texts: dict[str, tuple[npt.NDArray[np.object_], RowIssues]] = {}
        self._distinct: dict[str, tuple[npt.NDArray[np.object_], Distinct]] = {}
        self._cells: dict[str, Cells] = {}

    def names(self, *kinds: Kind) -> list[str]:
        """Return the mapped columns of some kinds, in canonical order."""
        return [name for name, column in SCHEMA.items() if column.kind in kinds and name in self.mapping.columns]

    def source(self, header: str) -> RawColumn:
        """Return a column of the file, the first one of that name."""
        return self._columns[self._places[header]]

    def column(self, name: str) -> RawColumn:
        """Return a canonical column as it stands, the parts of a text joined."""
        sources = self.mapping.columns[name].sources
        if len(sources) == 1:
            return self.source(sources[0])
        if name not in self._joined:
            self._joined[name] = join_texts([self.source(header) for header in sources], name)
        return self._joined[name]

    def text(self, name: str) -> tuple["npt.NDArray[np.object_]", RowIssues]:
        """Return a column of text clean, and its issues."""
        if name not in self._texts:
            issues = RowIssues()
            clean = read_text_column(self.column(name), name, issues)
            self._texts[name] = (clean.values, issues)
            if clean.distinct is not None:
                self._distinct[name] = clean.values, clean.distinct
        return self._texts[name]

    def read_cells(
        self, name: str, read: Callable[[str], Reading], issues: RowIssues
    ) -> "npt.NDArray[np.object_]":  # fmt: skip
        """Return a column of codes or countries clean; issues are added to `issues`."""
        cells = self.cells(name)
        of_each = read_cells(cells, read, issues)
        values = cells.spread(of_each)
        if len(values) > FEW_ROWS:
            self._distinct[name] = values, distinct_values(cells.codes, np.array([*of_each, None], dtype=object)[:-1])
        return values

    def distinct(self, canonical: "Mapping[str, npt.NDArray[Any]]") -> dict[str, Distinct]:
        """Return what is known of the distinct texts of clean columns, of those that are as they were cleaned.

        Parameters
        ----------
        canonical : mapping of str to ndarray
            Clean columns, of which some may have been replaced since.
        """
        return {name: distinct for name, (values, distinct) in self._distinct.items() if canonical.get(name) is values}

    def cells(self, name: str) -> Cells:
        """Return the distinct cells of a column of codes or countries."""
        if name not in self._cells:
            kind = _NULL_KINDS.get(SCHEMA[name].kind, null_kind(name))
            self._cells[name] = distinct_cells(self.column(name), name, kind)
        return self._cells[name]

    @cached_property
    def dates(self) -> dict[str, DateColumn]:
        """The columns of dates."""
        return {name: take_dates(self.column(name), name, self.rules.dates.get(name)) for name in self.names(Kind.DATE)}

    @cached_property
    def numbers(self) -> dict[str, NumberColumn]:
        """The columns of numbers."""
        return {name: take_numbers(self.column(name), name) for name in self.names(Kind.NUMBER)}

    @cached_property
    def helpers(self) -> dict[str, Cells]:
        """The columns of currencies and of units of mass."""
        sources = {name: source for name in HELPERS if (source := self.mapping.source(name))}
        return {name: distinct_cells(self.source(source), name) for name, source in sources.items()}

    @cached_property
    def is_empty(self) -> npt.NDArray[np.bool_]:
        """Rows without any cell that holds more than blanks."""
        return self._are_blank(self._columns)

    @cached_property
    def is_text_alone(self) -> npt.NDArray[np.bool_]:
        """Rows in which nothing but a text of the goods stands, in a table of more columns."""
        mapped = (self.mapping.columns[name] for name in TEXT_COLUMNS if name in self.mapping.columns)
        texts = {source for one in mapped for source in one.sources}
        apart = {*texts, SOURCE_MEMBER, SOURCE_SHEET}
        others = [column for name, column in zip(self._headers, self._columns, strict=True) if name not in apart]
        if not texts or len(others) < _LEAST_OTHERS:
            return np.zeros(len(self.raw), dtype=bool)
        return self._are_blank(others) & ~self.is_empty

    def _are_blank(self, columns: Sequence[RawColumn]) -> npt.NDArray[np.bool_]:
        is_empty = np.ones(len(self.raw), dtype=bool)
        for column in columns:
            strings = column.strings
            if strings is not None:
                is_blank = pc.equal(pc.utf8_trim_whitespace(strings), "")
                is_empty &= pc.fill_null(is_blank, True).to_numpy(zero_copy_only=False)
            else:
                filled = column.values[is_empty]
                is_empty[is_empty] = [not c.strip() if isinstance(c, str) else pd.isna(c) is True for c in filled]
            if not is_empty.any():
                break
        return is_empty

    @cached_property
    def may_repeat(self) -> bool:
        """Whether two rows may have the same cells: not where every row has a consignment number of its own."""
        if "consignment_id" not in self.mapping.columns:
            return True
        ids = set(self.text("consignment_id")[0].tolist())
        return None in ids or len(ids) < len(self.raw)

    @cached_property
    def repeats(self) -> RepeatVotes:
        """Hashes of the rows, of their consignment's number and of what its items share."""
        n_rows = len(self.raw)
        rows = hash_rows(self._columns, self.is_empty)
        if "consignment_id" not in self.mapping.columns:
            return RepeatVotes(rows, np.zeros(n_rows, dtype=np.uint64), np.zeros(n_rows, dtype=np.uint64))
        ids = hash_strings(_as_text(self.text("consignment_id")[0]))
        return RepeatVotes(rows, ids, self._shared_hashes())

    def _shared_hashes(self) -> Hashes:
        shared: list[Strings] = []
        for name in _SHARED:
            if name in self.mapping.columns:
                shared.append(pc.utf8_trim_whitespace(as_whole_text(self.column(name))))
        for column in self.dates.values():
            keys = [_date_key(written, text) for written, text in zip(column.written, column.cells.texts, strict=True)]
            shared.append(_as_text(column.cells.spread(keys)))
        if not shared:
            return np.zeros(len(self.raw), dtype=np.uint64)
        return hash_strings(join_columns(shared))


def _as_text(values: "npt.NDArray[np.object_]") -> Strings:
    return as_whole_text(RawColumn(pd.Series(values, dtype=object)))


def _date_key(written: object, text: str) -> str:
    """Return the same text for two cells that mean the same day under every convention."""
    if isinstance(written, WrittenDate):
        days = {*written.days.values(), *written.by_language.values()}
        if len(days) == 1:
            return str(days.pop())
        return "|".join(
            sorted(f"{layout}{day}" for layout, day in [*written.days.items(), *written.by_language.items()])
        )
    return text if written is None else str(written)
