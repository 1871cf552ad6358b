"""All feature families side by side: one transformer from manifest rows to the model's feature table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.features.base import Array, FeatureFamily, Folds, Prepared
from riskscan.features.calendar import CalendarFeatures
from riskscan.features.carriage import CarriageFeatures
from riskscan.features.columns import Frame, Rows
from riskscan.features.commodity import CommodityFeatures
from riskscan.features.description import DescriptionFeatures
from riskscan.features.estimator import Transformer
from riskscan.features.extra import ExtraFeatures
from riskscan.features.links import LinksFeatures
from riskscan.features.party import PartyFeatures
from riskscan.features.quantity import QuantityFeatures
from riskscan.features.rarity import RarityFeatures
from riskscan.features.relative import RelativeFeatures
from riskscan.features.route import RouteFeatures
from riskscan.features.substance import SubstanceFeatures

__all__ = ["FAMILIES", "FURTHER", "FeatureFamilies", "ReadRows", "trusted_classes"]

FAMILIES: tuple[type[FeatureFamily], ...] = (
    SubstanceFeatures, CommodityFeatures, QuantityFeatures, RarityFeatures, RouteFeatures, CarriageFeatures,
    PartyFeatures, DescriptionFeatures, CalendarFeatures,
)  # fmt: skip

FURTHER: tuple[type[FeatureFamily], ...] = (RelativeFeatures, LinksFeatures)
"""Families that a model takes in where its choices name them: ``relative`` for how a row compares with the user's own
rows, ``links`` for what ties parties to one another."""


@dataclass(frozen=True, slots=True)
class ReadRows:
    """Rows as each family reads them: read once, and sliced for every window that is learned from.

    Attributes
    ----------
    parts : mapping of str to Prepared
        What each family reads, by its name.
    index : Index
        Of the rows.
    """

    parts: Mapping[str, Prepared]
    index: pd.Index

    def take(self, rows: NDArray[np.bool_]) -> "ReadRows":
        """Return the chosen rows."""
        return ReadRows({name: part.take(rows) for name, part in self.parts.items()}, self.index[rows])

    def __len__(self) -> int:
        return len(self.index)


class FeatureFamilies(Transformer):
    """Every family of `FAMILIES` plus the user's extra columns.

    Parameters
    ----------
    extra_numeric, extra_categorical : tuple of str
        The user's own columns.
    without : tuple of str
        Families to leave out.
    also : tuple of str
        Families of `FURTHER` to take in.

    Attributes
    ----------
    families_ : list of FeatureFamily
        The fitted families.
    feature_names_ : list of str
        Features in order.
    """

    def __init__(
        self,
        extra_numeric: tuple[str, ...] = (),
        extra_categorical: tuple[str, ...] = (),
        without: tuple[str, ...] = (),
        also: tuple[str, ...] = (),
    ) -> None:
        self.extra_numeric = extra_numeric
        self.extra_categorical = extra_categorical
        self.without = without
        self.also = also

    def _unfitted(self) -> list[FeatureFamily]:
        chosen: list[FeatureFamily] = [family() for family in FAMILIES if family.family not in self.without]
        chosen += [family() for family in FURTHER if family.family in self.also and family.family not in self.without]
        if self.extra_numeric or self.extra_categorical:
            chosen.append(ExtraFeatures(tuple(self.extra_numeric), tuple(self.extra_categorical)))
        return chosen

    def _remember(self, families: list[FeatureFamily]) -> None:
        self.families_ = families
        self.feature_names_ = [str(name) for family in families for name in family.get_feature_names_out()]

    def fit(self, X: pd.DataFrame, y: Array | None = None, sample_weight: Array | None = None) -> Self:
        """Fit every family on all rows."""
        families = self._unfitted()
        for family in families:
            family.fit(X, y, sample_weight)
        self._remember(families)
        return self

    def read(self, X: Frame, before: ReadRows | None = None) -> ReadRows:
        """Return rows as the families read them.

        Parameters
        ----------
        X : DataFrame or Rows, shape (n_rows, n_columns)
            Manifest rows.
        before : ReadRows, optional
            The same rows with another history: what does not depend on it is taken from there.
        """
        rows, parts = Rows.of(X), {} if before is None else dict(before.parts)
        for family in self._unfitted():
            if family.family not in parts or family.asks_history or family.asks_links:
                parts[family.family] = family.read(rows)
        return ReadRows(parts, rows.index)

    def cross_fit_transform(
        self, X: pd.DataFrame | ReadRows, y: Array, folds: Folds, sample_weight: Array | None = None
    ) -> pd.DataFrame:
        """Fit on all rows and return training features whose statistics come from other (earlier) rows."""
        rows, families = X if isinstance(X, ReadRows) else self.read(X), self._unfitted()
        values = [family.cross_fit(rows.parts[family.family], y, folds, sample_weight) for family in families]
        self._remember(families)
        return pd.DataFrame(np.hstack(values), index=rows.index, columns=self.feature_names_)

    def transform(self, X: Frame | ReadRows) -> pd.DataFrame:
        """Return the features, shape (n_rows, n_features), same index as `X`."""
        return pd.DataFrame(self.values(X), index=X.index, columns=self.feature_names_, copy=False)

    def values(self, X: Frame | ReadRows) -> Array:
        """Return what `transform` does without names."""
        self._check_fitted("families_")
        rows = X if isinstance(X, ReadRows) else Rows.of(X)
        described: list[Array] = []
        for family in self.families_:
            found = family.described(rows.parts[family.family] if isinstance(rows, ReadRows) else rows)
            described += found.values()
        values = np.empty((len(described), len(rows)))  # as pandas keeps columns, so that nothing is copied
        for place, column in enumerate(described):
            values[place] = column
        return values.T

    @property
    def asks_history(self) -> bool:
        """Whether a family reads what is known of traders."""
        return any(family.asks_history for family in self.families_)

    @property
    def asks_references(self) -> bool:
        """Whether a family reads how a row compares with the user's own rows."""
        return any(family.asks_references for family in self.families_)

    @property
    def asks_links(self) -> bool:
        """Whether a family reads what ties the parties of a row to others."""
        return any(family.asks_links for family in self.families_)

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Return the names of the features, in order."""
        self._check_fitted("families_")
        return np.array(self.feature_names_, dtype=object)

    def family_of(self) -> dict[str, str]:
        """Return the family of every feature."""
        return {str(name): family.family for family in self.families_ for name in family.get_feature_names_out()}

    def categories(self) -> frozenset[str]:
        """Return the features that are codes of a category."""
        return frozenset().union(*(family.categories() for family in self.families_))


def trusted_classes() -> tuple[str, ...]:
    """Return the names of all classes of fitted families, with their modules: those that a model file may hold."""
    families: tuple[type[FeatureFamily], ...] = (*FAMILIES, *FURTHER, ExtraFeatures)
    classes: set[type] = {FeatureFamilies, *families, *(one for family in families for one in family.learned)}
    return tuple(sorted(f"{one.__module__}.{one.__qualname__}" for one in classes))
