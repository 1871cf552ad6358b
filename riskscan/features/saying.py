"""What a family may speak from when it gives its reasons for a row: cells, features, further facts, training rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["RAISED", "Said", "ShownRow", "TrainingRows", "shortened"]

Said = Iterator[tuple[str, dict[str, object]]]
"""Codes of reasons with their facts, the most telling first."""

RAISED = 1.3
"""Times the usual share of violations from which a rate is worth a sentence."""


@dataclass(frozen=True, slots=True)
class TrainingRows:
    """How many rows of the user's own a model learned from.

    Attributes
    ----------
    n_rows, n_labelled : int
        All rows, and those with a label.
    """

    n_rows: int = 0
    n_labelled: int = 0


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row that is explained.

    Attributes
    ----------
    cells : mapping of str to object
        Of the prepared row, with history and comparison where they were joined.
    features : mapping of str to float
        Of all families.
    facts : mapping of str to object
        What the family's `FeatureFamily.facts` found for the row.
    training : TrainingRows
        What the model learned from; no rows where they were simulated.
    """

    cells: Mapping[str, Any]
    features: Mapping[str, float]
    facts: Mapping[str, Any] = field(default_factory=dict)
    training: TrainingRows = field(default_factory=TrainingRows)

    def cell(self, column: str) -> str:
        """Return a cell as text, empty where it is null or the column is missing."""
        value = self.cells.get(column)
        if isinstance(value, str):
            return value
        return "" if value is None or pd.isna(value) else str(value)

    def feature(self, name: str) -> float:
        """Return a feature, NaN where the row or the model has none."""
        return float(self.features.get(name, float("nan")))

    def count(self, name: str) -> str:
        """Return a number of training rows from the feature that holds its logarithm."""
        return f"{np.expm1(np.nan_to_num(self.feature(name))):,.0f}"

    def lift(self, name: str) -> float:
        """Return times the usual share of violations from the feature that holds its logarithm."""
        return float(np.exp(np.nan_to_num(self.feature(name))))

    @property
    def goods(self) -> str:
        """What the row says of its goods, as a sentence quotes it."""
        return shortened(self.cell("goods_description") or self.cell("chemical_name"))

    @property
    def way(self) -> tuple[str, str]:
        """Countries that the goods leave and enter, empty where not known."""
        return self.cell("export_country") or self.cell("origin_country"), self.cell("destination_country")


def shortened(text: str, limit: int = 60) -> str:
    """Return a text as one line, cut where it is longer than the limit.

    Examples
    --------
    >>> shortened("two\\n lines of some length", 12)
    'two lines o…'
    """
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
