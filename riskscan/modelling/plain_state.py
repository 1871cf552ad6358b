"""Objects as plain JSON and arrays in one archive: what scoring needs of a model, read without scikit-learn.

Nothing in such a file can name code to run: only the classes of `_CLASSES` are rebuilt, from numbers and texts.
"""

import json
import zipfile
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from riskscan.features.families import trusted_classes

__all__ = ["read_plain", "write_plain"]

_CLASSES = (
    *trusted_classes(),
    "riskscan.modelling.calibration.MarginCalibrator", "riskscan.modelling.drift.ReferenceProfile",
    "riskscan.modelling.tree_tables.FeatureTable", "riskscan.modelling.tree_tables.TreeTables",
)  # fmt: skip
_STATE = "state.json"
_DATED = (2000, 1, 1, 0, 0, 0)  # the same objects give the same bytes


def write_plain(value: Any, target: Path | IO[bytes], *, level: int = 6) -> None:
    """Write an object.

    Parameters
    ----------
    value : object
        Of numbers, texts, arrays, sparse matrices, lists, tuples, dicts with names as keys, and `_CLASSES`.
    target : Path or binary file
        Where to write.
    level : int, default 6
        Of compression, 1 to 9.

    Raises
    ------
    TypeError
        For an object of another kind.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        arrays = 0

        def keep(array: NDArray[Any]) -> int:
            nonlocal arrays
            with _entry(archive, f"{arrays}.npy") as entry:
                np.lib.format.write_array(entry, array, allow_pickle=False)
            arrays += 1
            return arrays - 1

        state = _encoded(value, keep)
        with _entry(archive, _STATE) as entry:
            entry.write(json.dumps(state, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _entry(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    info = zipfile.ZipInfo(name, _DATED)
    info.compress_type = zipfile.ZIP_DEFLATED
    info._compresslevel = archive.compresslevel  # type: ignore[attr-defined]
    return archive.open(info, "w")


def _encoded(value: Any, keep: Callable[[NDArray[Any]], int]) -> Any:
    """Return an object as JSON: plain values as they are, all others as an object with one key."""
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, list | tuple):
        return {type(value).__name__: [_encoded(one, keep) for one in value]}
    if isinstance(value, dict) and all(isinstance(name, str) for name in value):
        return {"dict": {name: _encoded(one, keep) for name, one in value.items()}}
    if isinstance(value, np.ndarray | np.generic) and value.dtype != object:
        return {"array": keep(np.asarray(value))}
    if type(value).__name__ == "csr_matrix":
        parts = [keep(part) for part in (value.data, value.indices, value.indptr)]
        return {"sparse": [*parts, *value.shape]}
    name = f"{type(value).__module__}.{type(value).__qualname__}"
    if name not in _CLASSES:
        raise TypeError(f"An object of {name} is not kept plainly.")
    if is_dataclass(value):
        state = {one.name: getattr(value, one.name) for one in fields(value)}
    else:
        state = value.__getstate__()
    return {"object": name, "state": {key: _encoded(one, keep) for key, one in state.items()}}


def read_plain(source: Path | IO[bytes]) -> Any:
    """Return the object that `write_plain` wrote.

    Raises
    ------
    ValueError
        Where the file is none, or names a class that is not rebuilt.
    """
    try:
        with zipfile.ZipFile(source) as archive:

            def array(number: int) -> NDArray[Any]:
                with archive.open(f"{number}.npy") as entry:
                    return np.asarray(np.lib.format.read_array(entry, allow_pickle=False))

            return _decoded(json.loads(archive.read(_STATE)), array)
    except (zipfile.BadZipFile, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{source} holds no plain objects.") from error


def _decoded(found: Any, array: Callable[[int], NDArray[Any]]) -> Any:
    if not isinstance(found, dict):
        return found
    if "object" in found:
        if found["object"] not in _CLASSES:
            raise ValueError(f"{found['object']!r} is none of the classes that are rebuilt.")
        module, name = found["object"].rsplit(".", 1)
        state = {key: _decoded(one, array) for key, one in found["state"].items()}
        return _rebuilt(getattr(import_module(module), name), state)
    ((kind, content),) = found.items()
    if kind == "dict":
        return {name: _decoded(one, array) for name, one in content.items()}
    if kind == "list":
        return [_decoded(one, array) for one in content]
    if kind == "tuple":
        return tuple(_decoded(one, array) for one in content)
    if kind == "array":
        values = array(content)
        return values if values.ndim else values[()]
    return _sparse(content, array)


def _rebuilt(kind: type, state: dict[str, Any]) -> Any:
    if is_dataclass(kind):
        return kind(**state)
    made: Any = object.__new__(kind)
    vars(made).update(state)
    return made


def _sparse(content: list[int], array: Callable[[int], NDArray[Any]]) -> Any:
    from scipy.sparse import csr_matrix

    data, indices, indptr, *shape = content
    return csr_matrix((array(data), array(indices), array(indptr)), shape=tuple(shape))
