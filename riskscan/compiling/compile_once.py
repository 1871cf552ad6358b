"""Folders that are compiled once and kept in the user's cache: whole or absent, by one process at a time.

What lies there is checked before it is believed (`riskscan.compiling.contents`), and compiled anew where it is not
as it was written.
"""

import errno
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

import riskscan
from riskscan.compiling.cache_folder import VARIABLE, cache_folder, temporary_folder
from riskscan.compiling.contents import find_damage, write_contents
from riskscan.exceptions import CacheError

__all__ = ["compile_once", "compiled_here", "tables_digest"]

_LOG = logging.getLogger(__name__)
_TABLES = Path(riskscan.__file__).parent / "tables" / "data"
_FORMAT = 2  # of the folders themselves: those of the first had no list of their files
_KEPT_DAYS = 60
_COMPILED: set[str] = set()
_DIGITS = 12
_LEAST_FREE = 100_000_000
"""Bytes that must be free for it to be worth trying."""


def compile_once(kind: str, stamp: str, compile_into: Callable[[Path], None], why: str = "") -> Path:
    """Return the compiled folder of a kind for a stamp, compiling it where it is absent or damaged.

    Folders live in ``RISKSCAN_CACHE``, else the user's cache folder; where those cannot be written, in a temporary one.
    A folder appears only when it is complete, whatever is interrupted; other processes wait for the one that compiles.

    Parameters
    ----------
    kind : str
        First part of the folder's name.
    stamp : str
        Everything that the contents depend on.
    compile_into : callable
        Writes the contents into the empty folder it is given; an OSError where that fails.
    why : str
        What is being done and how long it takes: logged as a warning, since the user waits; empty where it is soon
        done.

    Raises
    ------
    CacheError
        Where nothing can be written, in a temporary folder either.
    """
    name = f"{kind}-{sha256(f'{_FORMAT}-{stamp}'.encode(errors='surrogatepass')).hexdigest()[:_DIGITS]}"
    wanted = _Wanted(kind, name, stamp, compile_into, why)
    chosen = cache_folder()
    try:
        return wanted.get_from(chosen)
    except OSError as error:
        try:
            other = temporary_folder()
            _say_elsewhere(chosen, other, _reason(error))
            return wanted.get_from(other)
        except OSError as second:
            raise CacheError(
                f"Neither {chosen} nor a temporary folder can be written ({_reason(second)}); free some space or name"
                f" a folder in {VARIABLE}."
            ) from second


def compiled_here() -> frozenset[str]:
    """Return the kinds of folders that this process compiled itself."""
    return frozenset(_COMPILED)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A folder that is asked for; parameters as of `compile_once`."""

    kind: str
    name: str
    stamp: str
    compile_into: Callable[[Path], None]
    why: str

    def get_from(self, root: Path) -> Path:
        """Return the folder in a root, compiled where it is not there as it was written."""
        folder = root / self.name
        if folder.exists() and find_damage(folder, self.stamp) is None:
            with suppress(OSError):  # of somebody else
                os.utime(folder)
            return folder
        with FileLock(root / f"{self.kind}.lock"):
            damage = find_damage(folder, self.stamp) if folder.exists() else ""
            if damage is not None:  # nobody has compiled it in the meantime
                self._compile(root, folder, damage and f", since {damage}")
            _remove_unused(root, self.kind)
        return folder

    def _compile(self, root: Path, folder: Path, since: str) -> None:
        """Compile into a scratch folder that takes the place of the folder at last; the lock is held."""
        for scratch in root.glob(f"{self.name}.*"):  # of a process that was killed
            shutil.rmtree(scratch, ignore_errors=True)
        if shutil.disk_usage(root).free < _LEAST_FREE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(root))
        _COMPILED.add(self.kind)
        if self.why:
            _LOG.warning("%s (into %s%s).", self.why, root, since)
        scratch = Path(tempfile.mkdtemp(prefix=f"{self.name}.", dir=root))
        try:
            self.compile_into(scratch)
            write_contents(scratch, self.stamp)
            if folder.exists():
                folder.rename(root / f"{self.name}.damaged")
            scratch.rename(folder)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
            shutil.rmtree(root / f"{self.name}.damaged", ignore_errors=True)


def tables_digest(*patterns: str) -> str:
    """Return what tells the contents of packaged tables apart: part of the stamp of whatever is compiled from them.

    Parameters
    ----------
    *patterns : str
        Of paths in the folder of the tables.
    """
    tables = sorted(path for pattern in patterns for path in _TABLES.glob(pattern))
    return sha256(b"".join(table.read_bytes() for table in tables)).hexdigest()


@cache
def _say_elsewhere(chosen: Path, other: Path, reason: str) -> None:
    """Say once what is kept elsewhere, and why."""
    _LOG.warning("%s cannot be written (%s); what is compiled is kept in %s.", chosen, reason, other)


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _remove_unused(root: Path, kind: str) -> None:
    """Remove the folders of a kind that no process has asked for in weeks, as of tables that have changed since."""
    for folder in root.glob(f"{kind}-{'?' * _DIGITS}"):
        if time.time() - folder.stat().st_mtime > _KEPT_DAYS * 86_400:
            shutil.rmtree(folder, ignore_errors=True)
