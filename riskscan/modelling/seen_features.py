"""What the features looked like that shipped trees were fitted to: whether they still mean the same can be asked later.

Trees outlive the code of the features they see. A feature that comes to mean something else, under the same name,
leaves every test of the trees green and makes them wrong. So a table of the features goes beside the trees: what the
catalogue says of them, and how their values lie in rows that anybody can simulate again.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, get_type_hints

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.tables.features import FeatureDoc, load_feature_docs

__all__ = ["SeenFeature", "changed_features", "describe_features", "read_seen", "write_seen"]

_SHARE_AWAY = 0.02
_SPREAD_AWAY = 0.10
_CATALOGUE = ("family", "kind", "unit", "direction")
_VALUES = ("mean", "low", "middle", "high")


@dataclass(frozen=True, slots=True)
class SeenFeature:
    """One feature as trees were shown it.

    Attributes
    ----------
    feature, family, kind, unit, direction
        As in the catalogue (`riskscan.tables.features.FeatureDoc`).
    null_share : float
        Share of the rows without a value.
    mean, spread : float
        Of the others; NaN where there are none.
    low, middle, high : float
        Their 10 %, 50 % and 90 % quantiles.
    """

    feature: str
    family: str
    kind: str
    unit: str
    direction: int
    null_share: float
    mean: float
    spread: float
    low: float
    middle: float
    high: float


def describe_features(features: pd.DataFrame, names: Iterable[str]) -> tuple[SeenFeature, ...]:
    """Return how the values of some features lie.

    Parameters
    ----------
    features : DataFrame, shape (n_rows, n_features)
        Features by name.
    names : iterable of str
        Those that are described, in order.
    """
    docs = {doc.feature: doc for doc in load_feature_docs()}
    return tuple(_described(docs[name], features[name].to_numpy(dtype=np.float64)) for name in names)


def _described(doc: FeatureDoc, values: NDArray[np.float64]) -> SeenFeature:
    known = values[~np.isnan(values)]
    facts = [float("nan")] * 5
    if len(known):
        facts = [float(known.mean()), float(known.std()), *map(float, np.quantile(known, (0.1, 0.5, 0.9)))]
    rounded = (float(f"{fact:.6g}") for fact in (1 - len(known) / len(values), *facts))
    return SeenFeature(doc.feature, *(getattr(doc, name) for name in _CATALOGUE), *rounded)


def changed_features(seen: Iterable[SeenFeature], now: Iterable[SeenFeature]) -> list[str]:
    """Return a sentence about every feature that is not what it was, by catalogue or by values of the same rows.

    A chemical more that is found, or a word more that is known, moves a few rows of many: what is told is a share of
    nulls that moved by more than 2 points, and values that moved by more than a tenth of their spread. That
    rows only change places among themselves is not seen.

    Examples
    --------
    >>> one = SeenFeature("n_words", "description", "number", "words", 0, 0.0, 4.1, 2.0, 2.0, 4.0, 7.0)
    >>> other = SeenFeature("n_words", "description", "number", "characters", 0, 0.0, 21.5, 9.0, 9.0, 20.0, 33.0)
    >>> changed_features([one], [other])
    ['n_words: unit words, now characters; mean 4.1, now 21.5; low 2, now 9; middle 4, now 20; high 7, now 33']
    """
    found = {one.feature: one for one in now}
    sentences = []
    for before in seen:
        after = found.get(before.feature)
        if after is None:
            sentences.append(f"{before.feature}: is no feature now")
        elif told := [*_by_catalogue(before, after), *_by_values(before, after)]:
            sentences.append(f"{before.feature}: {'; '.join(told)}")
    return sentences


def _by_catalogue(before: SeenFeature, after: SeenFeature) -> list[str]:
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in _CATALOGUE)
    return [f"{name} {old}, now {new}" for name, old, new in pairs if old != new]


def _by_values(before: SeenFeature, after: SeenFeature) -> list[str]:
    told = []
    if abs(before.null_share - after.null_share) > _SHARE_AWAY:
        told.append(f"null {before.null_share:.0%}, now {after.null_share:.0%}")
    allowed = _SPREAD_AWAY * np.nan_to_num(max(before.spread, after.spread)) + 1e-6
    for name in _VALUES:
        old, new = getattr(before, name), getattr(after, name)
        if np.isnan(old) != np.isnan(new) or abs(old - new) > allowed:
            told.append(f"{name} {old:g}, now {new:g}")
    return told


def write_seen(seen: Iterable[SeenFeature]) -> str:
    """Return the table as CSV."""
    return pd.DataFrame(list(seen)).to_csv(index=False, lineterminator="\n")


def read_seen(text: str) -> tuple[SeenFeature, ...]:
    """Return what `write_seen` wrote.

    Examples
    --------
    >>> one = SeenFeature("n_words", "description", "number", "words", 0, 0.0, 4.1, 2.0, 2.0, 4.0, 7.0)
    >>> read_seen(write_seen([one])) == (one,)
    True
    """
    return tuple(
        SeenFeature(**{name: _parsed(row[name], kind) for name, kind in get_type_hints(SeenFeature).items()})
        for row in csv.DictReader(io.StringIO(text))
    )


def _parsed(cell: str, kind: type) -> Any:
    return kind(cell or "nan") if kind is float else kind(cell)
