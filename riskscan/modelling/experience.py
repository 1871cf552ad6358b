"""What is learned from a user's own rows, and how far it can be trusted: experience from many simulated worlds.

A trader's known violations, the rate of a route, the wording of past finds: their values are learned from the user's
own rows. How much a value says is the same question everywhere, and a few hundred violations answer it poorly. So
trees were fitted over rows of all simulated worlds, each described by what its own earlier rows taught; they see no
price, name, place or word, only such values. They are one part of a blend, which counts as much as rows that trained
none of its parts say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

import riskscan
from riskscan.features.families import FeatureFamilies
from riskscan.modelling.persistence import (
    FORMAT_VERSION,
    check_file,
    default_folder,
    dump_plain,
    load_metadata,
    load_plain,
    sha256_of,
    write_metadata,
)
from riskscan.modelling.seen_features import SeenFeature, read_seen, write_seen
from riskscan.modelling.tree_tables import TreeTables

__all__ = ["Experience", "experience_folder", "load_experience", "load_seen"]

Array = NDArray[np.float64]
_TREES, _SEEN = "trees.zip", "features.csv"


@dataclass(frozen=True, slots=True)
class Experience:
    """Trees over named features.

    Attributes
    ----------
    names : tuple of str
        Features that the trees see, in the order of their columns.
    tables : TreeTables
        The trees.
    """

    names: tuple[str, ...]
    tables: TreeTables

    def places(self, families: FeatureFamilies) -> NDArray[np.int64] | None:
        """Return where families have these features; None where one is missing."""
        named = {name: place for place, name in enumerate(families.feature_names_)}
        if not set(self.names) <= set(named):
            return None
        return np.array([named[name] for name in self.names], dtype=np.int64)

    def margin(self, features: pd.DataFrame) -> Array:
        """Return the mean margin of rows, shape (n_rows,), from features by name."""
        values = features[list(self.names)].to_numpy(dtype=np.float64)
        return np.asarray(self.tables.margins(values).mean(axis=0))

    def save(
        self, folder: Path, metadata: Mapping[str, Any], card: str, seen: Sequence[SeenFeature] = ()
    ) -> None:  # fmt: skip
        """Write the folder, in place of what it held, with what its features looked like."""
        folder.mkdir(parents=True, exist_ok=True)
        files = {_TREES: dump_plain({"names": list(self.names), "tables": self.tables}, folder / _TREES)}
        (folder / _SEEN).write_text(write_seen(seen), encoding="utf-8")
        files[_SEEN] = sha256_of(folder / _SEEN)
        versions = {name: version(name) for name in ("numpy", "scikit-learn")}
        about = {"format_version": FORMAT_VERSION, "riskscan": riskscan.__version__, "versions": versions}
        write_metadata(folder, {**about, **metadata, "files": files})
        (folder / "README.md").write_text(card, encoding="utf-8")


def experience_folder() -> Path:
    """Return the folder of the shipped experience, beside that of the shipped model."""
    return default_folder().parent / "experience"


@cache
def load_experience() -> Experience | None:
    """Return the shipped experience; None where the installation has none.

    Raises
    ------
    ModelError
        Where its files are damaged or altered.
    """
    folder = experience_folder()
    if not folder.is_dir():
        return None
    state = load_plain(folder, _TREES, load_metadata(folder))
    return Experience(tuple(state["names"]), state["tables"])


def load_seen() -> tuple[SeenFeature, ...]:
    """Return what the features of the shipped experience looked like when its trees were fitted.

    Raises
    ------
    ModelError
        Where the table is missing or altered.
    """
    path = check_file(experience_folder(), _SEEN, load_metadata(experience_folder()))
    return read_seen(path.read_text(encoding="utf-8"))
