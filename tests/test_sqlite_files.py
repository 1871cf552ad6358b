"""Writers of a shared SQLite file queue, and what fails halfway leaves nothing."""

import sqlite3
import threading
from contextlib import closing

import pytest

from riskscan.sqlite_files import transaction, use_write_ahead_log


def connect(path, timeout=10.0):
    return closing(sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "shared.sqlite"
    with connect(path) as connection:
        use_write_ahead_log(connection, 10)
        connection.execute("CREATE TABLE counts (n INTEGER)")
        connection.execute("INSERT INTO counts VALUES (0)")
    return path


def count(connection):
    return connection.execute("SELECT n FROM counts").fetchone()[0]


def test_the_log_is_on_for_whoever_opens_it(path):
    with connect(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_what_fails_leaves_nothing(path):
    with connect(path) as connection:
        with pytest.raises(KeyError), transaction(connection):
            connection.execute("UPDATE counts SET n = 7")
            raise KeyError
        assert not connection.in_transaction and count(connection) == 0


def test_an_error_that_ends_the_transaction_is_the_one_that_is_told(path):
    no_table = pytest.raises(sqlite3.OperationalError, match="no such table")
    with connect(path) as connection, no_table, transaction(connection):
        connection.execute("ROLLBACK")
        connection.execute("SELECT * FROM others")


def test_who_reads_before_writing_waits_for_others(path):
    def add():
        with connect(path) as connection:
            for _ in range(30):
                with transaction(connection):
                    connection.execute("UPDATE counts SET n = ?", (count(connection) + 1,))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with connect(path) as connection:
        assert count(connection) == 120


def test_a_file_that_is_locked_too_long_is_an_error(tmp_path):
    path = tmp_path / "new.sqlite"
    with connect(path) as other, connect(path, timeout=0.0) as connection:
        other.execute("CREATE TABLE counts (n INTEGER)")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            use_write_ahead_log(connection, 0.0)


def test_a_file_that_is_none_is_an_error_at_once(tmp_path):
    path = tmp_path / "noise.sqlite"
    path.write_bytes(b"noise" * 1_000)
    with connect(path) as connection, pytest.raises(sqlite3.DatabaseError, match="not a database"):
        use_write_ahead_log(connection, 3_600)
