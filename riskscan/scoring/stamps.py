"""What tells one run from another: a digest of everything that the scored rows of a part depend on beside the part."""

import hashlib
import json
import re
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import riskscan
from riskscan.history.events import Events
from riskscan.manifest.parts import Part
from riskscan.modelling.artefact import TrainedModel
from riskscan.parties import PartyIndex

__all__ = ["part_digest", "run_stamp"]

_PACKAGE = Path(riskscan.__file__).parent
_LIBRARIES = ("numpy", "pandas", "pyarrow", "rdkit")


def run_stamp(*parts: Any) -> str:
    """Return a digest of the installed code and tables, of libraries, and of what a run is given.

    Parameters
    ----------
    *parts : object
        Plain values, dates, arrays, sets, mappings, dataclasses, models, and files by their path.
    """
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(path for path in _PACKAGE.rglob("*") if path.suffix != ".pyc" and path.is_file()):
        digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode())
        digest.update(hashlib.blake2b(path.read_bytes()).digest())
    digest.update(_digest([list(map(version, _LIBRARIES)), *parts]))
    return digest.hexdigest()


def part_digest(part: Part, events: Events | None, number: int, before: int) -> str | None:
    """Return a digest of a part and its place; None where its cells are of kinds that have none."""
    frame = part.frame
    kinds = [pd.api.types.infer_dtype(frame.iloc[:, place]) for place in range(frame.shape[1])]
    try:
        cells = [pd.util.hash_array(frame.iloc[:, place].to_numpy()) for place in range(frame.shape[1])]
    except TypeError:
        return None
    issues = [[issue.row, issue.kind, issue.column, issue.value] for issue in part.issues]
    place = [number, before, part.first_row, len(frame)]
    return _digest([list(map(str, frame.columns)), kinds, cells, issues, place, events]).hex()


def _digest(value: Any) -> bytes:
    """Return a digest of a value, the same in every process: sets have no order."""
    kind, content = _content(value)
    return hashlib.blake2b(kind.encode() + b"\0" + content, digest_size=16).digest()


def _content(value: Any) -> tuple[str, bytes]:
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool | int | float | str | bytes | date | np.generic):
        return type(value).__name__, repr(value).encode("utf-8", "surrogatepass")
    if isinstance(value, list | tuple):
        return "list", b"".join(map(_digest, value))
    if isinstance(value, Set):
        return "set", b"".join(sorted(map(_digest, value)))
    if isinstance(value, Mapping):
        return "map", b"".join(sorted(_digest(key) + _digest(one) for key, one in value.items()))
    if isinstance(value, np.ndarray):
        plain = value.tolist() if value.dtype == object else None
        return f"{value.dtype}{value.shape}", np.ascontiguousarray(value).tobytes() if plain is None else _digest(plain)
    if isinstance(value, Path):
        return "file", value.read_bytes()
    if isinstance(value, re.Pattern):
        return "pattern", repr(value).encode()
    if isinstance(value, PartyIndex):  # all else of it follows from the lists
        return "parties", _digest(value.lists)
    if isinstance(value, TrainedModel):
        return "model", json.dumps(value.metadata, sort_keys=True).encode()
    kind = type(value).__qualname__
    if is_dataclass(value):
        return kind, b"".join(_digest(getattr(value, one.name)) for one in fields(value))
    raise TypeError(f"{kind} has no digest.")
