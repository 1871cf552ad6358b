"""The feature catalogue: what every feature of the model means, why it should matter, when it is null."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["FeatureDoc", "load_feature_docs"]

_COLUMNS = ("feature", "family", "kind", "unit", "direction", "meaning", "why", "null_when", "source", "mark")


@dataclass(frozen=True, slots=True)
class FeatureDoc:
    """One feature.

    Attributes
    ----------
    feature, family : str
        Name and family; ``extra_{column}`` stands for every column of the user's own.
    kind : {"number", "flag", "category"}
        A category is an integer code.
    unit : str
        Unit, empty where it has none.
    direction : {-1, 0, 1}
        1: a higher value never lowers the score (monotonic constraint); -1: never raises it; 0: learned freely.
    meaning, why, null_when : str
        What it is, why it should matter, when it is null.
    source, mark : str
        Where the reason for it was read, how sure it is.
    """

    feature: str
    family: str
    kind: Literal["number", "flag", "category"]
    unit: str
    direction: int
    meaning: str
    why: str
    null_when: str
    source: str
    mark: str


@cache
def load_feature_docs() -> tuple[FeatureDoc, ...]:
    """Return the catalogue, in table order.

    Raises
    ------
    TableError
        On an unknown kind or direction.
    """
    docs = []
    for row in read_rows(DATA / "features.csv", _COLUMNS):
        if row["kind"] not in ("number", "flag", "category") or row["direction"] not in ("-1", "0", "1"):
            raise TableError(f"features.csv, {row['feature']}: unknown kind or direction.")
        docs.append(FeatureDoc(**(row | {"direction": int(row["direction"])})))  # type: ignore[arg-type]
    return tuple(docs)
