"""SQLite files that several processes share: writers queue, readers never wait (write-ahead log)."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["transaction", "use_write_ahead_log"]

_RETRY_SECONDS = 0.02


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Take the write lock at once, so that two writers queue instead of failing halfway."""
    connection.execute("BEGIN IMMEDIATE")
    is_whole = False
    try:
        yield
        is_whole = True
    finally:
        if connection.in_transaction:  # some errors end it
            connection.execute("COMMIT" if is_whole else "ROLLBACK")


def use_write_ahead_log(connection: sqlite3.Connection, wait_seconds: float) -> None:
    """Switch a new file to the write-ahead log; SQLite itself does not wait here for another run that switches too."""
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)
