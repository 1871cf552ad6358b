"""Answers by key in one SQLite file: its form, and what is asked of it."""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from riskscan.sqlite_files import transaction, use_write_ahead_log

__all__ = ["DamagedError", "count_answers", "find_answers", "insert_answers", "open_file", "open_to_read"]

_VERSION = 1
_WAIT_SECONDS = 10.0
_CHECKSUM_BYTES = 8
_MOST_ASKED = 500
"""Keys that are asked for together: SQLite takes some thousand at least."""

_REMOVED_SHARE = 0.1
"""So much is removed at a time that others do not wait long."""

_MOST_LOG_BYTES = 16_000_000
_SCHEMA = "CREATE TABLE answers (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, answer BLOB NOT NULL)"


class DamagedError(Exception):
    """The file is not as it was written, or is another one."""


def open_file(path: Path) -> sqlite3.Connection:
    """Open a file to read and write, and make its table where it is new.

    Raises
    ------
    DamagedError
        Where it is another file.
    sqlite3.DatabaseError
        Where it cannot be opened.
    """
    connection = _connect(path, "")
    try:
        _prepare(connection)
    except (DamagedError, sqlite3.DatabaseError):
        connection.close()
        raise
    return connection


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open a file that cannot be written, nor the folder that it is in."""
    return _connect(path, "?immutable=1")


def _connect(path: Path, parameters: str) -> sqlite3.Connection:
    uri = path.absolute().as_uri() + parameters
    return sqlite3.connect(uri, uri=True, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)


def _prepare(connection: sqlite3.Connection) -> None:
    if _version(connection) == 0:
        use_write_ahead_log(connection, _WAIT_SECONDS)
        with transaction(connection):
            if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                connection.execute(_SCHEMA)
                connection.execute(f"PRAGMA user_version = {_VERSION}")
    if _version(connection) != _VERSION:
        raise DamagedError("it is a file of another kind or version")
    connection.execute(f"PRAGMA journal_size_limit = {_MOST_LOG_BYTES}")
    connection.execute("PRAGMA synchronous = NORMAL")  # a log that is cut by a power failure is still whole


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def find_answers(connection: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    """Return the answers of those keys that have one.

    Raises
    ------
    DamagedError
        Where one is not as it was written: SQLite itself does not look.
    """
    answers = {}
    for start in range(0, len(keys), _MOST_ASKED):
        some = keys[start : start + _MOST_ASKED]
        marks = ",".join("?" * len(some))
        with closing(connection.execute(f"SELECT key, answer FROM answers WHERE key IN ({marks})", some)) as found:
            for key, row in found:
                checksum, answer = row[:_CHECKSUM_BYTES], row[_CHECKSUM_BYTES:]
                if checksum != _checksum(key, answer):
                    raise DamagedError("an answer is not as it was written")
                answers[key] = answer
    return answers


def insert_answers(connection: sqlite3.Connection, answers: Mapping[bytes, bytes], most_bytes: int) -> None:
    """Add answers whose key has none yet, all or none of them; beyond so many bytes the oldest tenth goes."""
    rows = [(key, _checksum(key, answer) + answer) for key, answer in answers.items()]
    with transaction(connection):
        connection.executemany("INSERT OR IGNORE INTO answers (key, answer) VALUES (?, ?)", rows)
        if _used_bytes(connection) > most_bytes:
            first, last = connection.execute("SELECT min(number), max(number) FROM answers").fetchone()
            oldest = first + int((last - first) * _REMOVED_SHARE)
            connection.execute("DELETE FROM answers WHERE number <= ?", (oldest,))


def count_answers(connection: sqlite3.Connection) -> int:
    """Return how many answers there are."""
    return int(connection.execute("SELECT count(*) FROM answers").fetchone()[0])


def _used_bytes(connection: sqlite3.Connection) -> int:
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def _checksum(key: bytes, answer: bytes) -> bytes:
    return hashlib.blake2b(answer, digest_size=_CHECKSUM_BYTES, key=key).digest()
