"""One table of a file with all its parts: what it knows of goods, and whether another one goes with it."""

import itertools
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from riskscan.exceptions import ManifestError
from riskscan.identifiers.characters import fold
from riskscan.manifest.formats.base import Table
from riskscan.manifest.header_shapes import column_kinds
from riskscan.manifest.mapping import count_known_headers, map_columns
from riskscan.manifest.mapping.recognizing import recognize
from riskscan.manifest.schema import TEXT_COLUMNS

__all__ = ["KINDS_SAMPLE", "Sheet", "beginning_of"]

_LIKE = 0.6
_MISSING_KNOWN = 0.2
KINDS_SAMPLE = 200
"""First rows of a part that its sheet is judged by."""
_KINDS_EQUAL = 0.8
_MOST_NAMES = 60
_NAMES_ON_SIDE = 0.8
_SOME_NAMES_ON_SIDE = 0.3
"""Share of the goods that are names of columns: of two columns, and of three or more, which no goods are together."""


def beginning_of(frame: pd.DataFrame, most: int = KINDS_SAMPLE) -> pd.DataFrame:
    """Return the first rows of a frame by themselves: a slice of columns of Arrow keeps all rows, also its copy."""
    return frame.take(np.arange(min(most, len(frame)))).reset_index(drop=True)


@dataclass(frozen=True)
class Sheet:
    """The parts of one table.

    Attributes
    ----------
    parts : tuple of Table
        One at least, in order.
    named : frozenset of str
        Headers that the user's mapping file names, folded.
    """

    parts: tuple[Table, ...]
    named: frozenset[str] = frozenset()

    @property
    def first(self) -> Table:
        """The first part, which speaks for the table."""
        return self.parts[0]

    @property
    def label(self) -> str:
        """Name for a reader: member of the archive, and sheet."""
        return ": ".join(part for part in (self.first.member, self.first.name) if part) or "The table"

    @property
    def columns(self) -> list[str]:
        """Headers of the widest part."""
        widest = max(self.parts, key=lambda part: part.frame.shape[1])
        return [str(column) for column in widest.frame.columns]

    @property
    def n_rows(self) -> int:
        """Rows of all parts."""
        return sum(part.n_rows for part in self.parts)

    @cached_property
    def _given(self) -> list[str]:
        """The headers that the file gives: a sheet may be thousands of nameless columns wide."""
        nameless = {name for part in self.parts for name in part.nameless}
        return [column for column in self.columns if column not in nameless]

    @cached_property
    def known(self) -> frozenset[str]:
        """Folded headers that stand for a canonical column."""
        return frozenset(fold(column) for column in self._given if count_known_headers((column,))) | self._named

    @property
    def _named(self) -> frozenset[str]:
        return self.named & {fold(column) for column in self.columns}

    @cached_property
    def texts(self) -> frozenset[str]:
        """Folded headers that say what goods are."""
        try:
            mapped = map_columns(self._given, require_text=False).columns
        except ManifestError:  # two columns for one target: the caller hears of it when the chosen table is cleaned
            return frozenset(fold(column) for column in self._given if _says_goods(column))
        return frozenset(
            fold(source) for target in TEXT_COLUMNS if target in mapped for source in mapped[target].sources
        )

    @property
    def is_on_its_side(self) -> bool:
        """Whether the rows of the goods are names of columns, and the names of the other columns are none."""
        if not 1 <= self.n_rows <= _MOST_NAMES or self._named or len(self.known) != 1 or not self.texts:
            return False
        frame = self.first.frame
        column = next((place for place, name in enumerate(map(str, frame.columns)) if fold(name) in self.texts), None)
        cells = [] if column is None else [cell.strip() for cell in frame.iloc[:, column] if isinstance(cell, str)]
        said = list(filter(None, cells))
        claims = [claim for cell in said if count_known_headers((cell,)) and (claim := recognize(cell))]
        names = [claim.target for claim in claims if claim.target not in TEXT_COLUMNS]
        if len(said) == 1:
            return bool(names) and " " in said[0]  # "Net weight"; "Cartons" may be goods
        is_most = len(names) >= _NAMES_ON_SIDE * len(said) and len(set(names)) > 1
        return is_most or (len(names) >= _SOME_NAMES_ON_SIDE * len(said) and len(set(names)) > 2)

    def rank(self) -> tuple[bool, bool, int, int]:
        """What makes a table the manifest; the first of equal ones is."""
        return (
            bool(self.texts or self._named) and self.n_rows > 0,
            not self.first.is_hidden,
            len(self.known),
            self.n_rows,
        )

    def is_like(self, other: "Sheet") -> bool:
        """Whether the rows of another table are goods under the same header: names in any order, one or two amiss."""
        mine, others = {fold(column) for column in self.columns}, {fold(column) for column in other.columns}
        if mine == others:
            return True
        common = len(mine & others)
        missing = len(self.known - other.known)
        return (
            common >= _LIKE * max(len(mine), len(others))
            and missing <= _MISSING_KNOWN * len(self.known)
            and bool(self.texts)
            and self.texts <= others
        )

    def fits(self, other: "Sheet") -> bool:
        """Whether another table without a header has as many columns, and numbers where this one has numbers."""
        mine, others = self._kinds(), other._kinds()
        pairs = [(one, two) for one, two in itertools.zip_longest(mine, others, fillvalue="") if one and two]
        has_both = {one for one, _ in pairs} == {"text", "typed"}
        n_equal = sum(one == two for one, two in pairs)
        n_stray = sum(bool(two) and column >= len(self.columns) for column, two in enumerate(others))
        return has_both and not n_stray and n_equal >= max(3, _KINDS_EQUAL * max(len(list(filter(None, mine))), 1))

    def _kinds(self) -> list[str]:
        rows = self.first.frame.head(KINDS_SAMPLE).astype(object)
        return column_kinds([[None if cell is None else str(cell) for cell in row] for row in rows.to_numpy().tolist()])


def _says_goods(column: str) -> bool:
    return any(target in TEXT_COLUMNS for target in map_columns([column], require_text=False).columns)
