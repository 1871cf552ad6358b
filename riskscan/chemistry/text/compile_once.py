"""Folders that are compiled once and kept in the user's cache: whole or absent, by one process at a time."""

import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import platformdirs
from filelock import FileLock

from riskscan.tables.reading import DATA

__all__ = ["compile_once", "tables_digest"]

_LOG = logging.getLogger(__name__)
_KEPT_DAYS = 60
_DIGITS = 12


def compile_once(kind: str, stamp: str, compile_into: Callable[[Path], None], why: str) -> Path:
    """Return the compiled folder of a kind for a stamp, compiling it where it is absent.

    Folders live in ``RISKSCAN_CACHE``, else the user's cache folder, else a temporary one. A folder appears only when
    it is complete, whatever is interrupted; other processes wait for the one that compiles.

    Parameters
    ----------
    kind : str
        First part of the folder's name.
    stamp : str
        Everything that the contents depend on.
    compile_into : callable
        Writes the contents into the empty folder it is given.
    why : str
        What is being done and how long it takes: logged as a warning, since the user waits.
    """
    root = _cache_root()
    folder = root / f"{kind}-{sha256(stamp.encode()).hexdigest()[:_DIGITS]}"
    if folder.exists():
        with suppress(OSError):  # of somebody else
            os.utime(folder)
        return folder
    with FileLock(root / f"{kind}.lock"):
        if not folder.exists():
            _LOG.warning("%s (into %s).", why, root)
            scratch = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=root))
            try:
                compile_into(scratch)
                scratch.rename(folder)
            finally:
                shutil.rmtree(scratch, ignore_errors=True)
            _remove_unused(root, kind)
    return folder


def tables_digest(*patterns: str) -> str:
    """Return what tells the contents of packaged tables apart: part of the stamp of whatever is compiled from them.

    Parameters
    ----------
    *patterns : str
        Of paths in the folder of the tables.
    """
    tables = sorted(path for pattern in patterns for path in DATA.glob(pattern))
    return sha256(b"".join(table.read_bytes() for table in tables)).hexdigest()


def _remove_unused(root: Path, kind: str) -> None:
    """Remove the folders of a kind that no process has asked for in weeks, as of tables that have changed since."""
    for folder in root.glob(f"{kind}-{'?' * _DIGITS}"):
        if time.time() - folder.stat().st_mtime > _KEPT_DAYS * 86_400:
            shutil.rmtree(folder, ignore_errors=True)


def _cache_root() -> Path:
    """Return a folder that can be written: the user's choice, the user's cache, else a temporary one."""
    chosen = os.environ.get("RISKSCAN_CACHE")
    root = Path(chosen) if chosen else Path(platformdirs.user_cache_dir("riskscan"))
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.gettempdir())
    return root if os.access(root, os.W_OK) else Path(tempfile.gettempdir())
