"""Scored parts that are kept in a folder, so that an interrupted run goes on from them.

A part appears under its own name only when it is whole on the disk, and its bytes are checked before they are believed.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from riskscan.exceptions import OutputError
from riskscan.features.coded import as_objects
from riskscan.features.columns import Rows
from riskscan.history.events import Events
from riskscan.manifest.parts import Part
from riskscan.modelling.plain_state import read_plain, write_plain
from riskscan.scoring.rank_keys import RankKeys
from riskscan.scoring.rows import ScoredPart, TopRows
from riskscan.scoring.stamps import part_digest
from riskscan.tables.reasons import pack_reasons, parse_reasons

__all__ = ["KeptParts", "score_or_find"]

_HASH_BYTES = 32
_REASONS = "screening_reasons"


@dataclass(frozen=True, slots=True)
class KeptParts:
    """A folder of scored parts of one run; picklable.

    Attributes
    ----------
    folder : Path
        Where they lie.
    stamp : str
        Of the run: parts with another one are not believed.
    """

    folder: Path
    stamp: str

    @classmethod
    def in_folder(cls, folder: Path, stamp: str) -> "KeptParts":
        """Return the parts of a folder, which is made where it is not there; those of other runs are removed.

        Raises
        ------
        OutputError
            Where the folder cannot be written.
        """
        try:
            folder.mkdir(exist_ok=True)
            for path in folder.iterdir():
                if not path.name.startswith(stamp) or path.suffix != ".part":
                    path.unlink()
        except OSError as error:
            raise OutputError(
                f"Cannot keep finished parts in {folder}: {error.strerror}. Choose another output,"
                " or leave --resume out."
            ) from error
        return cls(folder, stamp)

    def find(self, digest: str) -> ScoredPart | None:
        """Return a scored part; None where it is not there as it was written."""
        try:
            content = self._path(digest).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(content[_HASH_BYTES:]).digest() != content[:_HASH_BYTES]:
            return None
        return _from_plain(read_plain(BytesIO(content[_HASH_BYTES:])))

    def keep(self, digest: str, scored: ScoredPart) -> None:
        """Keep a scored part; one with cells of unusual kinds is not kept, and scored again.

        Raises
        ------
        OutputError
            Where the disk is full.
        """
        target = BytesIO()
        try:
            write_plain(_to_plain(scored), target, level=1)
        except TypeError:
            return
        content = target.getvalue()
        path = self._path(digest)
        try:
            descriptor, name = tempfile.mkstemp(dir=self.folder, prefix=f"{path.stem}.")
            try:
                with os.fdopen(descriptor, "wb") as handle:
                    handle.write(hashlib.sha256(content).digest() + content)
                    handle.flush()
                    os.fsync(handle.fileno())
                Path(name).replace(path)
            finally:
                with suppress(OSError):
                    Path(name).unlink()
        except OSError as error:
            raise OutputError(
                f"Cannot keep a finished part in {self.folder}: {error.strerror}. Make room there,"
                " or leave --resume out."
            ) from error

    def _path(self, digest: str) -> Path:
        return self.folder / f"{self.stamp}-{digest}.part"


def score_or_find(
    part: Part, events: Events | None, number: int, before: int, *, kept: KeptParts,
    score: Callable[..., ScoredPart], **shared: Any,
) -> ScoredPart:  # fmt: skip
    """Return a part that is kept; else score it and keep it.

    Parameters
    ----------
    part, events, number, before
        As for `riskscan.scoring.rows.score_part`.
    kept : KeptParts
        Those that are finished.
    score : callable
        Scores the part; takes `shared` too.
    """
    digest = part_digest(part, events, number, before)
    found = kept.find(digest) if digest is not None else None
    if found is None:
        found = score(part, events, number, before, **shared)
        if digest is not None:
            kept.keep(digest, found)
    return found


def _to_plain(scored: ScoredPart) -> dict[str, Any]:
    top = scored.top
    return {
        "added": _columns(scored.columns()), "keys": dict(scored.keys.arrays()), "positions": top.positions,
        "top_keys": dict(top.keys.arrays()), "features": top.features,
        "X": _columns({name: top.X[name] for name in top.X.columns}),
    }  # fmt: skip


def _from_plain(kept: dict[str, Any]) -> ScoredPart:
    X = Rows(_arrays(kept["X"]), n_rows=len(kept["positions"]))
    top = TopRows(kept["positions"], RankKeys(**kept["top_keys"]), X, kept["features"])
    added = _arrays(kept["added"])
    return ScoredPart(added, RankKeys(**kept["keys"]), top, int((added["row_issues"] != "").sum()))


def _columns(columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [_column(name, values) for name, values in columns.items()]


def _column(name: str, values: Any) -> dict[str, Any]:
    """Return a column as an array or as a list of texts.

    Raises
    ------
    TypeError
        Where it holds anything else.
    """
    if name == _REASONS:
        return {"name": name, "kind": "reasons", "values": list(map(pack_reasons, values))}
    if isinstance(values.dtype, np.dtype) and values.dtype != object:
        return {"name": name, "kind": "array", "values": values}
    if values.dtype == object:
        return {"name": name, "kind": "object", "values": values.tolist()}
    if isinstance(values.dtype, pd.StringDtype):
        texts = [value if isinstance(value, str) else None for value in values]
        return {"name": name, "kind": str(values.dtype), "values": texts}
    raise TypeError(f"A column of {values.dtype} is not kept.")


def _arrays(columns: list[dict[str, Any]]) -> dict[str, Any]:
    found = {}
    for column in columns:
        name, kind, values = column["name"], column["kind"], column["values"]
        if kind == "array":
            found[name] = values
        else:
            cells = as_objects(list(map(parse_reasons, values)) if kind == "reasons" else values)
            found[name] = cells if kind in ("reasons", "object") else pd.array(cells, dtype=kind)
    return found
