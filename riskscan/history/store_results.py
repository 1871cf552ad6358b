"""What a history file answers: what was added, what it holds."""

from dataclasses import dataclass

import pandas as pd

__all__ = ["AddedLabels", "AddedRows", "HistorySummary"]


@dataclass(frozen=True, slots=True)
class AddedRows:
    """What `HistoryStore.add_rows` did: rows added, already there, and without a date (left out).

    Parameters
    ----------
    added, known, undated : int
        Rows.
    """

    added: int
    known: int
    undated: int


@dataclass(frozen=True, slots=True)
class AddedLabels:
    """What `HistoryStore.add_labels` did.

    Attributes
    ----------
    matched : int
        Rows of the store that have the label now.
    unmatched : int
        Given labels whose consignment the store does not hold.
    empty : int
        Given rows without a label or without an id.
    contradictory : int
        Consignments given both labels; the violation counts.
    """

    matched: int
    unmatched: int
    empty: int
    contradictory: int


@dataclass(frozen=True, slots=True)
class HistorySummary:
    """What a store holds.

    Attributes
    ----------
    rows, learned, sources, labeled, violations : int
        Counts; ``learned`` are rows that told what is usual (``riskscan history learn``), which are no history.
    first_day, last_day : str
        Period, ISO; empty where there are no rows.
    parties : dict of str to int
        Number of consignors, consignees, their addresses and return addresses.
    busiest : DataFrame
        Columns ``kind, name, rows, labeled, violations``: those with the most violations, then the most rows.
    """

    rows: int
    learned: int
    sources: int
    labeled: int
    violations: int
    first_day: str
    last_day: str
    parties: dict[str, int]
    busiest: pd.DataFrame
