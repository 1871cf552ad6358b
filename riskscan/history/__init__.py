"""What is known of traders as of a date: point-in-time counts, and the file that keeps them between runs."""

from riskscan.history.aggregates import HISTORY_COLUMNS, TraderHistory
from riskscan.history.store import HistoryStore

__all__ = ["HISTORY_COLUMNS", "HistoryStore", "TraderHistory"]
