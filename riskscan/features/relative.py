"""Relative family: how far out a row lies among the user's own rows, and nothing of any other rows."""

from typing import ClassVar

from riskscan.features.base import Array, FeatureFamily, Prepared
from riskscan.features.columns import Frame, numbers
from riskscan.features.comparing import RELATIVE_COLUMNS, RELATIVE_PREFIX

__all__ = ["RelativeFeatures"]


class RelativeFeatures(FeatureFamily):
    """Columns of `riskscan.features.comparing.compare_rows` as they were joined to the rows; they learn nothing."""

    family: ClassVar[str] = "relative"
    learns: ClassVar[bool] = False
    asks_references: ClassVar[bool] = True
    names: ClassVar[tuple[str, ...]] = tuple(RELATIVE_PREFIX + name for name in RELATIVE_COLUMNS)

    def _prepare(self, X: Frame) -> Prepared:
        return Prepared({name: numbers(X, name) for name in self.names}, len(X))

    def _describe(self, prepared: Prepared) -> dict[str, Array]:
        return {name: prepared.columns[name] for name in self.names}
