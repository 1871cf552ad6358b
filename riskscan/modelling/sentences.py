"""Reasons of the statistical part: what the families say that is true of a row, with the row's own numbers.

What was learned from simulated rows is no fact about anybody's trade, and its traders may bear real names: from such
a model only the row's own cells and the user's own rows speak.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskscan.features.base import FeatureFamily
from riskscan.features.columns import Frame, Rows
from riskscan.features.families import FeatureFamilies
from riskscan.features.saying import ShownRow, TrainingRows
from riskscan.tables.reasons import Reason, load_reason_kinds, make_reason

__all__ = ["Sentences"]

_UNTAUGHT = ("row", "own_rows")


class _Columns(dict[str, list[Any]]):
    """The columns of rows as lists, made as they are asked for."""

    def __init__(self, X: Rows) -> None:
        super().__init__()
        self.X = X

    def __missing__(self, name: str) -> list[Any]:
        self[name] = self.X[name].tolist()
        return self[name]


class _Cells(Mapping[str, Any]):
    """The cells of one row by column."""

    def __init__(self, columns: _Columns, place: int) -> None:
        self._columns = columns
        self._place = place

    def __getitem__(self, name: str) -> Any:
        return self._columns[name][self._place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns.X.columns)

    def __len__(self) -> int:
        return len(self._columns.X.columns)


class Sentences:
    """Asks the families for their reasons.

    Parameters
    ----------
    families : FeatureFamilies
        The model's fitted families.
    X : Rows or DataFrame, shape (n_rows, n_columns)
        Prepared rows with history.
    features : ndarray, shape (n_rows, n_features)
        Their features.
    own : TrainingRows or None
        What the model learned from; None where the rows were simulated.
    """

    def __init__(
        self, families: FeatureFamilies, X: Frame, features: NDArray[np.float64], own: TrainingRows | None
    ) -> None:
        self._fitted: dict[str, FeatureFamily] = {family.family: family for family in families.families_}
        self._own = own
        self._rows = Rows.of(X)
        columns = _Columns(self._rows)
        self._cells = [_Cells(columns, place) for place in range(len(X))]
        self._features = _records(dict(zip(families.feature_names_, features.T.tolist(), strict=True)))
        self._facts: dict[str, list[dict[str, Any]]] = {}

    def reason(self, row: int, family: str, contribution: float) -> Reason | None:
        """Return the family's reason for a row, None where it has nothing true to say.

        Parameters
        ----------
        row : int
            Position of the row.
        family : str
            Name of the family.
        contribution : float
            What the family adds to the row's margin, in log odds.
        """
        codes = _codes_of(family) if self._own is not None else _untaught_codes_of(family)
        if family not in self._fitted or not codes:
            return None
        strength = float(1 - np.exp(-max(contribution, 0.0) / 3))
        for code, facts in self._fitted[family].say(self._shown(row, family)):
            if code in codes:
                return make_reason(code, strength, **facts)
        return None

    def _shown(self, place: int, family: str) -> ShownRow:
        if family not in self._facts:
            self._facts[family] = _records(self._fitted[family].facts(self._rows))
        facts = self._facts[family][place] if self._facts[family] else {}
        return ShownRow(self._cells[place], self._features[place], facts, self._own or TrainingRows())


def _records(columns: Mapping[str, Iterable[Any]]) -> list[dict[str, Any]]:
    """Return the values of each row by the names of their columns."""
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


@cache
def _codes_of(family: str) -> frozenset[str]:
    return frozenset(code for code, kind in load_reason_kinds().items() if kind.family == family)


@cache
def _untaught_codes_of(family: str) -> frozenset[str]:
    kinds = load_reason_kinds()
    return frozenset(code for code in _codes_of(family) if kinds[code].rests_on in _UNTAUGHT)
