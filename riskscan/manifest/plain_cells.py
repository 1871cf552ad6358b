"""Cells as plain types, for JSON and for columns of one type."""

import datetime
import json

import numpy as np
import pandas as pd

__all__ = ["as_json", "json_cell"]


def json_cell(cell: object) -> object:
    """Return a cell for JSON: None for a missing one, a whole number without its point."""
    if cell is None or isinstance(cell, str | list | tuple | dict | np.ndarray):
        return cell
    if pd.isna(cell):  # type: ignore[call-overload]
        return None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    return cell


def as_json(value: object) -> str:
    """Return a value as JSON, with what JSON has no type for as text."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, np.generic):
        return value.item()
    return value.isoformat() if isinstance(value, datetime.date | pd.Timestamp) else str(value)
