"""Trader history that is kept between runs, in one SQLite file.

Two runs may share the file: writers wait for each other, readers never wait (write-ahead log). A run that is killed
leaves what was committed before. Unlike a model, the file is the user's own and keeps names, so that it can be read.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.exceptions import OptionError
from riskscan.history.aggregates import TraderHistory
from riskscan.history.events import NO_DAY, UNKNOWN_LABEL, Events, days_of, events_of, row_keys
from riskscan.history.store_results import AddedLabels, AddedRows, HistorySummary
from riskscan.sqlite_files import transaction, use_write_ahead_log

__all__ = ["HistoryStore"]

_VERSION = 1
_WAIT_SECONDS = 60.0
_BLOCK_ROWS = 100_000
_FACTS = tuple(field.name for field in fields(Events))
_SCHEMA = """
CREATE TABLE events (
    row_key INTEGER PRIMARY KEY, source_id TEXT NOT NULL, consignment_id TEXT, day INTEGER, consignor INTEGER NOT NULL,
    consignee INTEGER NOT NULL, address INTEGER NOT NULL, return_address INTEGER NOT NULL,
    chapter INTEGER NOT NULL, small INTEGER NOT NULL, permitted INTEGER NOT NULL, label INTEGER, known_day INTEGER
);
CREATE INDEX events_by_consignment ON events (consignment_id);
CREATE TABLE parties (
    party_key INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (party_key, kind)
);
"""
_PARTY_COLUMNS = {
    "consignor": "consignor_name",
    "consignee": "consignee_name",
    "address": "consignee_address",
    "return_address": "consignor_address",
}


class HistoryStore:
    """Trader history in one SQLite file.

    Parameters
    ----------
    path : str or Path
        The file; made where it does not exist.
    must_exist : bool, default False
        Refuse a path that does not exist, or a file that is empty.

    Raises
    ------
    OptionError
        Where the file is no history file, is of a newer version, or cannot be opened.
    """

    def __init__(self, path: str | Path, *, must_exist: bool = False) -> None:
        self.path = Path(path)
        if must_exist and not self.path.exists():
            raise OptionError(f"History file {self.path} does not exist; score with --history to make one.")
        if must_exist and self.path.is_file() and not self.path.stat().st_size:
            # Who only reads makes nothing of another's file.
            raise OptionError(f"{self.path} is empty, and no history file; score with --history to make one.")
        with self.open() as connection:
            self._prepare(connection)

    def load(self, *, without: pd.DataFrame | NDArray[np.int64] | None = None) -> TraderHistory:
        """Return the history of all rows.

        Parameters
        ----------
        without : DataFrame or ndarray of int64, optional
            Canonical rows, or their keys (`riskscan.history.events.row_keys`), to leave out if the store holds them:
            scoring a file again after it was added then gives the same result.

        Returns
        -------
        TraderHistory
            What is known of traders.
        """
        return TraderHistory.from_events(self.events(without=without))

    def events(self, *, without: pd.DataFrame | NDArray[np.int64] | None = None) -> Events:
        """Return the facts of all rows.

        Parameters
        ----------
        without : DataFrame or ndarray of int64, optional
            Rows to leave out, or their keys, as for `load`.

        Returns
        -------
        Events
            In the order in which they were added.
        """
        with self.open() as connection:
            table = _fetch_table(connection)
        if without is not None and len(table):
            keys = row_keys(without) if isinstance(without, pd.DataFrame) else without
            table = table[~np.isin(table[:, 0], keys)]
        return Events(*table[:, 1:].T.copy())

    def rows(self, *, without: NDArray[np.int64]) -> pd.DataFrame:
        """Return the parties of all rows with their days and consignments, each party as it was first written.

        Parameters
        ----------
        without : ndarray of int64
            Keys of rows to leave out.

        Returns
        -------
        DataFrame of shape (n_rows, 6)
            Canonical columns, the rows in the order of `events`.
        """
        with self.open() as connection:
            table = _fetch_table(connection)
            cells = connection.execute("SELECT consignment_id FROM events ORDER BY row_key").fetchall()
            written = {(kind, key): name for key, kind, name in connection.execute("SELECT * FROM parties")}
        kept = ~np.isin(table[:, 0], without)
        events = Events(*table[kept, 1:].T.copy())
        found: dict[str, object] = {
            "lodged_on": pd.to_datetime(events.day, unit="D"),
            "consignment_id": np.array([identity for (identity,) in cells], dtype=object)[kept],
        }
        for kind, column in _PARTY_COLUMNS.items():
            keys, codes = np.unique(getattr(events, kind), return_inverse=True)
            found[column] = np.array([written.get((kind, key)) for key in keys.tolist()], dtype=object)[codes]
        return pd.DataFrame(found)

    def add_rows(self, frame: pd.DataFrame, source_id: str = "") -> AddedRows:
        """Add the rows of a manifest; rows that the store holds already are not counted again.

        Add a manifest whole: rows alike in every column are told apart by their number within the frame.

        Parameters
        ----------
        frame : DataFrame of shape (n_rows, ...)
            Canonical rows.
        source_id : str
            Where they come from, e.g. the file's name.

        Returns
        -------
        AddedRows
            How many were added, known already, or had no date.
        """
        return self.add_parts([(frame, row_keys(frame), source_id)])

    def add_parts(self, parts: Iterable[tuple[pd.DataFrame, NDArray[np.int64], str]]) -> AddedRows:
        """Add the rows of manifests part by part, all of them or none.

        Parameters
        ----------
        parts : iterable of (DataFrame, ndarray of int64, str)
            Canonical rows, their keys (`row_keys` of the whole manifest) and where they come from.

        Returns
        -------
        AddedRows
            As `add_rows`.
        """
        total = AddedRows(0, 0, 0)
        with self.open() as connection, transaction(connection):
            for frame, keys, source_id in parts:
                added = _add_part(connection, frame, keys, source_id)
                total = AddedRows(total.added + added.added, total.known + added.known, total.undated + added.undated)
        return total

    def add_labels(
        self,
        consignment_ids: pd.Series,
        labels: pd.Series,
        *,
        known_on: pd.Series | str | None = None,
        label_delay_days: int = 0,
    ) -> AddedLabels:
        """Add results of inspections to rows that the store holds.

        Parameters
        ----------
        consignment_ids, labels : Series of shape (n_labels,)
            Ids, and 1 violation, 0 in order, null not known.
        known_on : Series or str, optional
            Day on which the results became known; default `label_delay_days` after each row was lodged.
        label_delay_days : int, default 0
            Used where `known_on` is not given.

        Returns
        -------
        AddedLabels
            What became of the results.
        """
        ids = pd.Series(_texts(pd.DataFrame({"id": consignment_ids.to_numpy()}), "id"), dtype=object)
        values = pd.to_numeric(labels).reset_index(drop=True)
        known = days_of(_dates(known_on, len(ids)))
        given = ids.notna() & values.notna()
        table = pd.DataFrame({"id": ids, "label": (values > 0.5).astype(int), "known": known})[given]
        found = table.groupby("id")["label"].agg(["min", "max"])
        latest = table.groupby("id")["known"].max()
        rows = [
            (int(label), None if day == NO_DAY else int(day), label_delay_days, str(identity))
            for identity, label, day in zip(found.index, found["max"], latest, strict=True)
        ]
        matched = unmatched = 0
        with self.open() as connection, transaction(connection):
            for row in rows:
                changed = connection.execute(
                    "UPDATE events SET label = ?, known_day = coalesce(?, day + ?) WHERE consignment_id = ?", row
                ).rowcount
                matched += changed
                unmatched += changed == 0
        contradictory = int((found["min"] != found["max"]).sum())
        return AddedLabels(matched, unmatched, int((~given).sum()), contradictory)

    def summarize(self, top: int = 10) -> HistorySummary:
        """Return what the store holds, with the `top` parties of each kind.

        Parameters
        ----------
        top : int, default 10
            Parties of each kind.

        Returns
        -------
        HistorySummary
            Counts, days, and the busiest parties.
        """
        with self.open() as connection:
            rows, sources, labeled, violations, first, last = connection.execute(
                "SELECT count(*), count(DISTINCT source_id), count(label), total(label), min(day), max(day) FROM events"
            ).fetchone()
            parties = dict(connection.execute("SELECT kind, count(*) FROM parties GROUP BY kind").fetchall())
            busiest = [row for kind in _PARTY_COLUMNS for row in _busiest(connection, kind, top)]
            learned = _count_learned(connection)
        return HistorySummary(
            rows=rows,
            learned=learned,
            sources=sources,
            labeled=labeled,
            violations=int(violations),
            first_day=_iso(first),
            last_day=_iso(last),
            parties={kind: parties.get(kind, 0) for kind in _PARTY_COLUMNS},
            busiest=pd.DataFrame(busiest, columns=["kind", "name", "rows", "labeled", "violations"]),
        )

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """Open the file; what SQLite cannot do (a full disk, a damaged file) is an `OptionError` that names it.

        Yields
        ------
        Connection
            Closed afterwards.
        """
        try:
            connection = sqlite3.connect(self.path, timeout=_WAIT_SECONDS, isolation_level=None)
        except sqlite3.OperationalError as error:
            raise OptionError(
                f"History file {self.path} cannot be opened ({error}); check folder and rights."
            ) from error
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            raise OptionError(f"History file {self.path} cannot be used: {error}.") from error
        finally:
            connection.close()

    def _prepare(self, connection: sqlite3.Connection) -> None:
        with transaction(connection):
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (n_tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if version == 0 and n_tables == 0:
                for statement in _SCHEMA.split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {_VERSION}")
            elif version != _VERSION:
                raise OptionError(
                    f"{self.path} is not a history file of this version (found version {version}, expected {_VERSION});"
                    " name another file."
                )
        use_write_ahead_log(connection, _WAIT_SECONDS)


def _add_part(
    connection: sqlite3.Connection, frame: pd.DataFrame, keys: NDArray[np.int64], source_id: str
) -> AddedRows:
    events = events_of(frame)
    dated = events.day != NO_DAY
    columns = [getattr(events, name)[dated].tolist() for name in _FACTS]
    for name in ("label", "known_day"):  # labels come later
        columns[_FACTS.index(name)] = [None] * int(dated.sum())
    identities = _texts(frame, "consignment_id")
    kept = [identity for identity, keep in zip(identities, dated, strict=True) if keep]
    rows = zip(keys[dated].tolist(), [source_id] * len(kept), kept, *columns, strict=True)
    before = connection.total_changes
    connection.executemany(
        f"INSERT OR IGNORE INTO events (row_key, source_id, consignment_id, {', '.join(_FACTS)})"
        f" VALUES ({', '.join('?' * (3 + len(_FACTS)))})",
        rows,
    )
    added = connection.total_changes - before
    connection.executemany("INSERT OR IGNORE INTO parties VALUES (?, ?, ?)", _party_rows(frame, events))
    return AddedRows(added=added, known=len(kept) - added, undated=int((~dated).sum()))


def _fetch_table(connection: sqlite3.Connection) -> NDArray[np.int64]:
    """Return row keys and facts of all rows as numbers, shape (n_rows, 1 + n_facts), read in blocks to save memory."""
    unknown = {"label": f"coalesce(label, {UNKNOWN_LABEL})", "known_day": "coalesce(known_day, 0)"}
    columns = ", ".join(unknown.get(name, name) for name in _FACTS)
    cursor = connection.execute(f"SELECT row_key, {columns} FROM events ORDER BY row_key")
    blocks = [np.empty((0, 1 + len(_FACTS)), dtype=np.int64)]
    while rows := cursor.fetchmany(_BLOCK_ROWS):
        blocks.append(np.array(rows, dtype=np.int64))
    return np.concatenate(blocks)


def _count_learned(connection: sqlite3.Connection) -> int:
    """Return how many rows told what is usual (`riskscan.features.reference_store`)."""
    (n_tables,) = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'usual_rows'").fetchone()
    return int(connection.execute("SELECT count(*) FROM usual_rows").fetchone()[0]) if n_tables else 0


def _party_rows(frame: pd.DataFrame, events: Events) -> list[tuple[int, str, str]]:
    found: dict[tuple[int, str], str] = {}
    for kind, column in _PARTY_COLUMNS.items():
        for key, name in zip(getattr(events, kind).tolist(), _texts(frame, column), strict=True):
            if key and name is not None:
                found.setdefault((key, kind), name)
    return [(key, kind, name) for (key, kind), name in found.items()]


def _busiest(connection: sqlite3.Connection, kind: str, top: int) -> list[tuple[str, str, int, int, int]]:
    return connection.execute(
        f"""SELECT '{kind}', name, count(*) AS n, count(label), CAST(total(label) AS INTEGER) AS v
        FROM events JOIN parties ON parties.party_key = events.{kind} AND parties.kind = '{kind}'
        GROUP BY party_key ORDER BY v DESC, n DESC, name LIMIT ?""",
        (top,),
    ).fetchall()


def _texts(frame: pd.DataFrame, column: str) -> list[str | None]:
    if column not in frame:
        return [None] * len(frame)
    return [None if pd.isna(cell) else str(cell) for cell in frame[column]]


def _dates(known_on: pd.Series | str | None, n_rows: int) -> pd.Series:
    if isinstance(known_on, pd.Series):
        return known_on
    return pd.Series([pd.NaT if known_on is None else pd.Timestamp(known_on)] * n_rows, dtype="datetime64[ns]")


def _iso(day: int | None) -> str:
    return "" if day is None else str(np.datetime64(day, "D"))
