"""References that are kept between runs, beside the trader history in the user's one file."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from riskscan.features.counts import CountTable
from riskscan.features.references import References
from riskscan.history.events import row_keys
from riskscan.history.store import HistoryStore
from riskscan.sqlite_files import transaction

__all__ = ["Learned", "learn_references", "read_references"]

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS usual_rows (row_key INTEGER PRIMARY KEY)",
    "CREATE TABLE IF NOT EXISTS usual (name TEXT NOT NULL, key INTEGER NOT NULL, value INTEGER NOT NULL,"
    " count INTEGER NOT NULL, PRIMARY KEY (name, key, value)) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class Learned:
    """What `learn_references` did: rows counted, and rows that had been counted before."""

    added: int
    known: int


def learn_references(store: HistoryStore, frame: pd.DataFrame) -> Learned:
    """Count what is usual among the rows of a past manifest; a row learned twice counts once.

    Parameters
    ----------
    store : HistoryStore
        The user's history file.
    frame : DataFrame, shape (n_rows, n_columns)
        Canonical rows of a whole manifest, without labels.
    """
    keys = row_keys(frame)
    with store.open() as connection, transaction(connection):
        for statement in _SCHEMA:
            connection.execute(statement)
        known = {key for (key,) in connection.execute("SELECT row_key FROM usual_rows")}
        fresh = np.array([key not in known for key in keys.tolist()], dtype=bool)
        new = keys[fresh].tolist()
        connection.executemany("INSERT OR IGNORE INTO usual_rows VALUES (?)", ((key,) for key in new))
        for name, table in References.of(frame[fresh].reset_index(drop=True)).tables.items():
            columns = (table.keys.view(np.int64), table.values, table.counts)
            connection.executemany(
                "INSERT INTO usual VALUES (?, ?, ?, ?)"
                " ON CONFLICT (name, key, value) DO UPDATE SET count = count + excluded.count",
                ((name, *row) for row in zip(*(values.tolist() for values in columns), strict=True)),
            )
    return Learned(len(new), len(keys) - len(new))


def read_references(store: HistoryStore) -> References:
    """Return what `learn_references` counted; nothing where it never did."""
    with store.open() as connection:
        (n_tables,) = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'usual'").fetchone()
        if not n_tables:
            return References.empty()
        (n_rows,) = connection.execute("SELECT count(*) FROM usual_rows").fetchone()
        names = [name for (name,) in connection.execute("SELECT DISTINCT name FROM usual ORDER BY name")]
        total = References(int(n_rows), {})
        for name in names:
            cells = connection.execute("SELECT key, value, count FROM usual WHERE name = ?", (name,)).fetchall()
            numbers = np.array(cells, dtype=np.int64).reshape(-1, 3)
            table = CountTable.of_counts(  # SQLite orders keys by their sign
                numbers[:, 0].copy().view(np.uint64), numbers[:, 1].astype(np.int32), numbers[:, 2].astype(np.int32)
            )
            total = total + References(0, {name: table})
    return total
