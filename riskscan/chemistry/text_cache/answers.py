"""Answers kept on disk, shared by threads and processes: whatever happens to them, nobody's work fails.

A damaged file is moved aside and begun anew; one that cannot be written is only read; what cannot be read is not there.
"""

import errno
import logging
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from filelock import FileLock

from riskscan.chemistry.text_cache.answer_file import (
    DamagedError,
    count_answers,
    find_answers,
    insert_answers,
    open_file,
    open_to_read,
)
from riskscan.compiling.cache_folder import folder_bytes

__all__ = ["MOST_BYTES", "AnswerStore", "AnswerSummary"]

MOST_BYTES = 256_000_000
"""Bytes of answers that are kept by default."""

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")
_FILE = "answers.sqlite"
_PRIMARY = 0xFF
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH}
"""A missing table or column is an `SQLITE_ERROR`."""
_WITHOUT_RIGHTS = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_NO_RIGHTS = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True, slots=True)
class AnswerSummary:
    """Number of answers that are kept, and bytes on disk."""

    answers: int
    size: int


class AnswerStore:
    """Answers by key.

    Each process opens the file for itself. A forked child does not use what its parent has opened, since SQLite forbids
    that.

    Parameters
    ----------
    folder : pathlib.Path
        Holds the file and SQLite's logs, and nothing else; made where it does not exist. A damaged file is moved aside
        with its folder, since a log that stayed behind would be taken for that of the next.
    most_bytes : int, default `MOST_BYTES`
        Beyond that the oldest answers are removed.
    """

    def __init__(self, folder: Path, *, most_bytes: int = MOST_BYTES) -> None:
        self.folder = folder
        self._most_bytes = most_bytes
        self._path = folder / _FILE
        self._lock = threading.Lock()
        self._process = os.getpid()
        self._connection: sqlite3.Connection | None = None
        self._opened: tuple[int, int] | None = None
        self._may_read = self._may_write = True
        self._was_damaged = False

    @property
    def may_write(self) -> bool:
        """Whether answers are kept, as far as is known by now."""
        return self._may_write and self._may_read

    def find(self, key: bytes) -> bytes | None:
        """Return the answer of a key, None where there is none."""
        return self.find_all([key]).get(key)

    def find_all(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return the answers of those keys that have one."""
        return self._ask(lambda connection: find_answers(connection, keys)) or {}

    def add(self, answers: Mapping[bytes, bytes]) -> None:
        """Keep answers, all or none; of a key that has one already the first stays."""
        if answers and self.may_write:
            self._ask(lambda connection: insert_answers(connection, answers, self._most_bytes), writes=True)

    def summarize(self) -> AnswerSummary:
        """Return what is kept."""
        if not self._path.exists():
            return AnswerSummary(0, 0)
        size = folder_bytes(self.folder)  # an open file has a log beside it
        return AnswerSummary(self._ask(count_answers) or 0, size)

    def close(self) -> None:
        """Close the file; it is opened again where it is asked again."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
            self._connection = None

    def _ask(self, work: Callable[[sqlite3.Connection], _T], *, writes: bool = False) -> _T | None:
        """Return what work makes of the open file, None where that cannot be done."""
        with self._lock:
            if not self._may_read or self._process != os.getpid():
                return None
            try:
                return work(self._open())
            except DamagedError as error:
                self._begin_anew(str(error))
            except sqlite3.DatabaseError as error:
                if not hasattr(error, "sqlite_errorcode"):
                    raise  # our own mistake
                code = error.sqlite_errorcode & _PRIMARY
                if code in _DAMAGED:
                    self._begin_anew(str(error))
                else:
                    self._do_without(str(error), writes=writes, silently=code in _WITHOUT_RIGHTS)
            except OSError as error:
                self._do_without(str(error), writes=writes, silently=error.errno in _NO_RIGHTS)
        return None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # words of manifests stand in it
            self._opened = self._identity()
            try:
                self._connection = open_file(self._path)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & _PRIMARY not in _WITHOUT_RIGHTS or self._opened is None:
                    raise
                self._may_write = False
                self._connection = open_to_read(self._path)
            self._opened = self._identity()
        return self._connection

    def _do_without(self, reason: str, *, writes: bool, silently: bool) -> None:
        """Go on without writing, or without the file where it cannot be read."""
        only_read = writes and self._connection is not None
        self._may_write = False
        self._may_read = only_read
        if not silently:
            _LOG.warning("Texts cannot be %s in %s (%s).", "kept" if only_read else "looked up", self.folder, reason)

    def _begin_anew(self, reason: str) -> None:
        """Move a damaged file aside, unless another process has done so already."""
        self._close()
        if self._was_damaged:  # something damages it again and again
            return self._do_without(reason, writes=False, silently=False)
        self._was_damaged = True
        aside = self.folder.with_name(f"{self.folder.name}.damaged")
        try:
            with FileLock(self.folder.with_name(f"{self.folder.name}.lock")):
                if self._identity() == self._opened:
                    shutil.rmtree(aside, ignore_errors=True)
                    self.folder.rename(aside)
                    _LOG.warning(
                        "Texts kept in %s are damaged (%s): moved to %s, begun anew.", self.folder, reason, aside
                    )
        except OSError as error:
            self._do_without(f"{reason}; {error}", writes=False, silently=False)
        return None

    def _identity(self) -> tuple[int, int] | None:
        """Return which file lies there: another process may have put a new one in place of a damaged one."""
        with suppress(OSError):
            found = self._path.stat()
            return found.st_dev, found.st_ino
        return None
