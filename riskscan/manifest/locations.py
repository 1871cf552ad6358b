"""Where manifests lie: paths, patterns of paths, and addresses that fsspec knows (``s3://``, ``gs://``, ``memory://``)."""

import glob
import re
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from riskscan.exceptions import ManifestError

__all__ = ["expand_patterns", "is_address", "open_address"]

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://|[A-Za-z][A-Za-z0-9+.-]+::")
_PATTERN = re.compile(r"[*?\[]")
_FAILURES = (OSError, ValueError, ImportError)
"""ImportError names the package that an address needs; ValueError is a protocol that nobody knows."""


def is_address(name: str) -> bool:
    """Whether a name is an address for fsspec.

    Examples
    --------
    >>> is_address("s3://customs/2026-01.parquet"), is_address("2026-01.parquet"), is_address("C:/manifest.csv")
    (True, False, False)
    """
    return _ADDRESS.match(name) is not None


def expand_patterns(names: Sequence[str]) -> list[str]:
    """Return the files that names and patterns stand for: those of a pattern in the order of their names.

    Parameters
    ----------
    names : sequence of str
        Paths, addresses, ``-``; with ``*``, ``?`` or ``[`` a pattern, unless a file has that very name.

    Raises
    ------
    ManifestError
        Where a pattern finds no file.
    """
    found: list[str] = []
    for name in names:
        is_pattern = _PATTERN.search(name) and not (not is_address(name) and Path(name).exists())
        files = [name] if not is_pattern else _matching(name)
        if not files:
            raise ManifestError(f"No file matches {name}: look at the folder, or name the files one by one.")
        found += files
    return found


def _matching(pattern: str) -> list[str]:
    if not is_address(pattern):
        found = glob.glob(pattern, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute pattern
        return sorted(path for path in found if not Path(path).is_dir())
    fsspec = _fsspec(pattern)
    try:
        system, path = fsspec.core.url_to_fs(pattern)
        return sorted(system.unstrip_protocol(file) for file in system.glob(path))
    except _FAILURES as error:
        raise ManifestError(f"Cannot look for {pattern}: {_why(error)}.") from error


def open_address(address: str) -> IO[bytes]:
    """Open what lies at an address.

    Raises
    ------
    ManifestError
        Where it cannot be read, or a package is missing for it.
    """
    fsspec = _fsspec(address)
    try:
        file: IO[bytes] = fsspec.open(address, "rb").open()
    except _FAILURES as error:
        raise ManifestError(f"Cannot read {address}: {_why(error)}.") from error
    return file


def _fsspec(address: str) -> Any:
    try:
        import fsspec
        import fsspec.core
    except ImportError as error:
        raise ManifestError(
            f"{address} is an address, which needs fsspec: run `pip install 'riskscan[dask]'`, or name a file."
        ) from error
    return fsspec


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error).rstrip(".") or type(error).__name__
