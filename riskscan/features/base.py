"""What every feature family is: a scikit-learn transformer from manifest rows to numbers, cross-fitted in time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.features.columns import Frame, Rows
from riskscan.features.estimator import Transformer
from riskscan.features.saying import Said, ShownRow

__all__ = ["Array", "FeatureFamily", "Folds", "Prepared"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Folds:
    """Which rows may teach the statistics of which rows.

    Attributes
    ----------
    block : ndarray of int, shape (n_rows,)
        Block of every row; block 0 is the run-in where `forward`.
    forward : bool
        True: a block learns from earlier blocks only (rows have dates). False: from all other blocks.
    known : ndarray of float, shape (n_rows,) or None
        With `forward`, the number of the first block that may use the row, later than its own block plus one where
        its label was not known yet when that block began.
    """

    block: NDArray[np.int64]
    forward: bool
    known: NDArray[np.int64] | None = None

    def pairs(self) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
        """Yield masks (rows to learn from, rows to describe)."""
        for number in range(1 if self.forward else 0, int(self.block.max(initial=0)) + 1):
            use = self.block == number
            if not use.any():
                continue
            if not self.forward:
                yield self.block != number, use
            else:
                known = self.known if self.known is not None else self.block + 1
                yield known <= number, use

    @property
    def usable(self) -> NDArray[np.bool_]:
        """Rows that get statistics: all but the run-in block."""
        return self.block > 0 if self.forward else np.ones(len(self.block), dtype=bool)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rows made ready for learning: cheap columns and sparse word matrices, sliced together."""

    columns: dict[str, Any]
    n_rows: int

    def take(self, rows: NDArray[np.bool_]) -> "Prepared":
        """Return the chosen rows."""
        return Prepared({name: values[rows] for name, values in self.columns.items()}, int(rows.sum()))


class FeatureFamily(Transformer):
    """Base of the feature families.

    A family reads what it needs from a manifest frame (canonical columns, screening columns, history columns); a
    missing column reads as all null. Every feature is a float; a categorical feature is an integer code, NaN where
    unknown. Subclasses implement `_prepare`, `_learn` and `_describe`.

    Attributes
    ----------
    family : str
        Name of the family in the catalogue.
    names : tuple of str
        Features in order.
    categorical : frozenset of str
        Features that are codes of a category.
    learns : bool
        False for a family that learns nothing but category codes, and needs no cross-fitting.
    asks_history : bool
        True for a family that reads what is known of traders; where no family does, it is not worked out.
    asks_references : bool
        True for a family that reads how a row compares with the user's own rows.
    asks_links : bool
        True for a family that reads what ties the parties of a row to others.
    learned : tuple of type
        Classes of what it learns, which a model file may then hold.
    """

    family: ClassVar[str] = ""
    names: ClassVar[tuple[str, ...]] = ()
    categorical: ClassVar[frozenset[str]] = frozenset()
    learns: ClassVar[bool] = True
    asks_history: ClassVar[bool] = False
    asks_references: ClassVar[bool] = False
    asks_links: ClassVar[bool] = False
    learned: ClassVar[tuple[type, ...]] = ()

    def fit(self, X: pd.DataFrame, y: Array | None = None, sample_weight: Array | None = None) -> Self:
        """Learn the family's statistics.

        Parameters
        ----------
        X : DataFrame, shape (n_rows, n_columns)
            Manifest rows.
        y : ndarray, shape (n_rows,), optional
            1 violation, 0 none, NaN not inspected.
        sample_weight : ndarray, shape (n_rows,), optional
            Weight of every row's label.
        """
        return self._fit(self._prepare(X), y, sample_weight)

    def read(self, X: Frame) -> Prepared:
        """Return rows made ready: read once, they can be learned from and described in parts.

        Parameters
        ----------
        X : DataFrame or Rows, shape (n_rows, n_columns)
            Manifest rows.
        """
        return self._prepare(X)

    def transform(self, X: Frame) -> pd.DataFrame:
        """Return the features, shape (n_rows, n_features), same index as `X`.

        Parameters
        ----------
        X : DataFrame or Rows, shape (n_rows, n_columns)
            Manifest rows.
        """
        return pd.DataFrame(self.described(X), index=X.index, dtype=np.float64)

    def described(self, X: Frame | Prepared) -> dict[str, Array]:
        """Return the features as arrays of shape (n_rows,), by name in their order."""
        self._check_fitted("n_rows_")
        found = self._describe(X if isinstance(X, Prepared) else self._prepare(X))
        return {str(name): found[name] for name in self.get_feature_names_out()}

    def cross_fit_transform(self, X: pd.DataFrame, y: Array, folds: Folds, sample_weight: Array | None) -> pd.DataFrame:
        """Fit on all rows, and return features whose statistics come from other (earlier) rows.

        Rows of the run-in block get NaN for what is learned. Codes of categories are those of the final fit.
        """
        values = self.cross_fit(self._prepare(X), y, folds, sample_weight)
        return pd.DataFrame(values, index=X.index, columns=list(self.get_feature_names_out()))

    def cross_fit(self, prepared: Prepared, y: Array, folds: Folds, sample_weight: Array | None) -> Array:
        """Do as `cross_fit_transform` with rows that were read; returns shape (n_rows, n_features)."""
        self._fit(prepared, y, sample_weight)
        names = self.get_feature_names_out()
        if not self.learns:
            return self._values(prepared)
        codes = np.array([name in self.categories() for name in names], dtype=bool)
        values = np.full((prepared.n_rows, len(names)), np.nan)
        if codes.any():
            values[:, codes] = self._values(prepared)[:, codes]
        for fit_rows, use_rows in folds.pairs():
            weights = None if sample_weight is None else sample_weight[fit_rows]
            part = type(self)(**self.get_params())._fit(prepared.take(fit_rows), y[fit_rows], weights)
            values[np.ix_(use_rows, ~codes)] = part._values(prepared.take(use_rows))[:, ~codes]
        return values

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Return the names of the features, in order."""
        return np.array(self.names, dtype=object)

    def categories(self) -> frozenset[str]:
        """Return the features that are codes of a category."""
        return self.categorical

    def facts(self, rows: Rows) -> Mapping[str, Iterable[Any]]:
        """Return what `say` needs to know of rows beside cells and features, by name, in their order; by default none.

        Parameters
        ----------
        rows : Rows, shape (n_rows, n_columns)
            Prepared rows that are explained.
        """
        return {}

    def say(self, row: ShownRow) -> Said:
        """Yield codes of reasons with their facts that are true of a row, the most telling first; by default none.

        Parameters
        ----------
        row : ShownRow
            What the family may speak from.
        """
        yield from ()

    def _fit(self, prepared: Prepared, y: Array | None, sample_weight: Array | None) -> Self:
        labels = np.full(prepared.n_rows, np.nan) if y is None else np.asarray(y, dtype=np.float64)
        weights = np.ones(prepared.n_rows) if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
        self._learn(prepared, labels, weights)
        self.n_rows_ = prepared.n_rows
        return self

    def _values(self, prepared: Prepared) -> Array:
        described = self._describe(prepared)
        names = self.get_feature_names_out()
        found = np.empty((prepared.n_rows, len(names)))
        for place, name in enumerate(names):
            found[:, place] = described[name]
        return found

    def _prepare(self, X: Frame) -> Prepared:
        raise NotImplementedError

    def _learn(self, prepared: Prepared, y: Array, weights: Array) -> None:
        """Learn statistics; a family that learns nothing leaves this."""

    def _describe(self, prepared: Prepared) -> dict[str, Array]:
        raise NotImplementedError
