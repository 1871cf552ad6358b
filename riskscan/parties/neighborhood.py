"""All that connects a party of a manifest with others as of a day, as plain numbers and texts."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from riskscan.exceptions import OptionError
from riskscan.history.events import row_keys
from riskscan.history.links.rows import LinkRows
from riskscan.history.store import HistoryStore
from riskscan.parties.mentions import read_mentions
from riskscan.parties.network import Connection, Network, Tie
from riskscan.parties.onward import Leg, Split, find_legs, find_splits, rows_of

__all__ = ["Neighborhood", "find_neighborhood"]


@dataclass(frozen=True, slots=True)
class Neighborhood:
    """What is connected to a party.

    Attributes
    ----------
    name : str
        The party as first written.
    as_of : str
        Rows after this day (ISO) do not count; empty where all count.
    rows : int
        Its rows, from `since` to `until`.
    since, until : str
        Days (ISO); empty without a day.
    n_parties : int
        Parties of all rows.
    component_size : int
        Parties that hang together with this one, it among them.
    ties : tuple of Tie
        What it has.
    connections : tuple of Connection
        Others.
    legs : tuple of Leg
        Its goods that went on, or came from elsewhere, under another description.
    splits : tuple of Split
        Its goods that went in parts.
    """

    name: str
    as_of: str
    rows: int
    since: str
    until: str
    n_parties: int
    component_size: int
    ties: tuple[Tie, ...]
    connections: tuple[Connection, ...]
    legs: tuple[Leg, ...]
    splits: tuple[Split, ...]


def find_neighborhood(
    frame: pd.DataFrame,
    name: str,
    *,
    store: HistoryStore | None = None,
    as_of: date | None = None,
    steps: int = 2,
    most_names: int = 50,
) -> Neighborhood:
    """Return what is connected to a party.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, n_columns)
        Canonical rows, with the other columns of the file.
    name : str
        The party.
    store : HistoryStore, optional
        Its rows count as well, each once.
    as_of : date, optional
        Rows after this day, and those without a day, do not count; all count where left out.
    steps, most_names : int
        As for `riskscan.parties.network.Network`.

    Raises
    ------
    OptionError
        Where no row names the party, or none names any.
    """
    rows = frame.reset_index(drop=True)
    named = rows.reindex(columns=["consignor_name", "consignee_name"])
    if store is None and len(rows) and not named.notna().to_numpy().any():
        raise OptionError(
            "No row names a consignor or a consignee. Name one in a mapping file (--columns mapping.toml) as"
            ' [columns] consignee_name = "its header".'
        )
    if store is not None:
        rows = pd.concat([rows, store.rows(without=row_keys(frame))], ignore_index=True)
    if as_of is not None:
        days = pd.to_datetime(rows["lodged_on"]) if "lodged_on" in rows else pd.Series(pd.NaT, index=rows.index)
        rows = rows[(days <= pd.Timestamp(as_of)).to_numpy()].reset_index(drop=True)
    if not len(rows):
        raise OptionError("No row counts: the file is empty, or all rows were lodged later or have no day.")
    mentions = read_mentions(rows)
    network = Network(mentions, most_names=most_names)
    party = network.find(name)
    keys = LinkRows.of(rows)
    own = rows_of(keys, mentions.names[party])
    days = pd.to_datetime(rows["lodged_on"])[own].dropna() if "lodged_on" in rows else pd.Series(dtype="datetime64[ns]")
    return Neighborhood(
        name=mentions.names[party],
        as_of="" if as_of is None else as_of.isoformat(),
        rows=int(np.count_nonzero(own)),
        since=_iso(days.min()) if len(days) else "",
        until=_iso(days.max()) if len(days) else "",
        n_parties=network.n_parties,
        component_size=network.component_size(party),
        ties=tuple(network.ties(party)),
        connections=tuple(network.connections(party, steps=steps)),
        legs=tuple(find_legs(rows, keys, own)),
        splits=tuple(find_splits(rows, keys, own)),
    )


def _iso(day: pd.Timestamp) -> str:
    return day.date().isoformat()
