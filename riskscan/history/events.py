"""The few facts of a manifest row that trader history keeps: keys instead of names, a day, and flags."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.history.parties import combine_keys, key_of, party_keys

__all__ = [
    "NO_DAY",
    "SMALL_PARCEL_KG",
    "UNKNOWN_LABEL",
    "Events",
    "alike_keys",
    "days_of",
    "events_of",
    "number_alike",
    "row_keys",
]

Ints = NDArray[np.int64]

SMALL_PARCEL_KG = 2.0
"""Below this gross mass (net, where gross is null) a consignment counts as a small parcel."""

NO_DAY = np.iinfo(np.int64).min
"""Stands for a null date."""

UNKNOWN_LABEL = -1

_KEY_COLUMNS = (
    "consignment_id", "lodged_on", "goods_description", "chemical_name", "hs_code", "gross_mass_kg",
    "customs_value_usd", "consignor_name", "consignee_name", "consignee_address",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Events:
    """Facts of rows, each array of int64 of shape (n_rows,).

    Attributes
    ----------
    day : ndarray
        Day lodged, since 1970-01-01; `NO_DAY` where null.
    consignor, consignee, address, return_address, chapter : ndarray
        Keys of the parties, of the consignee's and the consignor's address, and of the HS chapter; 0 where null.
    small, permitted : ndarray
        1 for a small parcel; 1 for a row with a permit reference.
    label : ndarray
        1 for a violation, 0 for a row found in order, `UNKNOWN_LABEL` where not known.
    known_day : ndarray
        Day on which the label became known, since 1970-01-01.
    """

    day: Ints
    consignor: Ints
    consignee: Ints
    address: Ints
    return_address: Ints
    chapter: Ints
    small: Ints
    permitted: Ints
    label: Ints
    known_day: Ints

    @property
    def pair(self) -> Ints:
        """Keys of the consignor-consignee pairs."""
        return combine_keys(self.consignor, self.consignee)

    @classmethod
    def join(cls, parts: Sequence["Events"]) -> "Events":
        """Return the rows of all parts, in order."""
        return cls(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)))

    def take(self, rows: NDArray[np.bool_] | Ints) -> "Events":
        """Return some of the rows."""
        return Events(*(getattr(self, field.name)[rows] for field in fields(self)))

    def labelled(self, labels: pd.Series | NDArray[np.float64], *, label_delay_days: int = 0) -> "Events":
        """Return the same rows with labels, as `events_of` takes them."""
        values = np.asarray(labels, dtype=np.float64)
        label = np.where(np.isnan(values), UNKNOWN_LABEL, values > 0.5).astype(np.int64)
        return replace(self, label=label, known_day=np.where(self.day == NO_DAY, NO_DAY, self.day + label_delay_days))


def events_of(
    frame: pd.DataFrame, labels: pd.Series | NDArray[np.float64] | None = None, *, label_delay_days: int = 0
) -> Events:
    """Return the facts of canonical rows.

    Parameters
    ----------
    frame : DataFrame of shape (n_rows, ...)
        Canonical rows; missing columns count as null.
    labels : Series or ndarray of shape (n_rows,), optional
        1 violation, 0 in order, NaN not known; by position, not by index.
    label_delay_days : int, default 0
        Days from lodging until a label is known.
    """
    day = days_of(_column(frame, "lodged_on"))
    mass = pd.to_numeric(_column(frame, "gross_mass_kg")).fillna(pd.to_numeric(_column(frame, "net_mass_kg")))
    found = Events(
        day=day,
        consignor=party_keys(_column(frame, "consignor_name")),
        consignee=party_keys(_column(frame, "consignee_name")),
        address=party_keys(_column(frame, "consignee_address"), address=True),
        return_address=party_keys(_column(frame, "consignor_address"), address=True),
        chapter=_chapter_keys(_column(frame, "hs_code")),
        small=(mass.to_numpy(dtype=np.float64) < SMALL_PARCEL_KG).astype(np.int64),
        permitted=_column(frame, "permit_reference").notna().to_numpy().astype(np.int64),
        label=np.full(len(frame), UNKNOWN_LABEL, dtype=np.int64),
        known_day=day,
    )
    unknown = np.full(len(frame), np.nan)
    return found.labelled(unknown if labels is None else labels, label_delay_days=label_delay_days)


def days_of(dates: pd.Series) -> Ints:
    """Return the day since 1970-01-01 of each date, `NO_DAY` where null."""
    stamps = pd.to_datetime(dates).to_numpy(dtype="datetime64[D]")
    days = stamps.astype(np.int64)
    return np.where(np.isnat(stamps), NO_DAY, days)


def row_keys(frame: pd.DataFrame) -> Ints:
    """Return a key for each row from its contents, so that a row added twice counts once.

    Rows alike in every such column get different keys by their number among the alike.
    """
    return number_alike(alike_keys(frame))


def alike_keys(frame: pd.DataFrame) -> Ints:
    """Return a key for each row from its contents, the same for rows alike in every such column."""
    return pd.util.hash_pandas_object(_key_frame(frame), index=False).to_numpy().view(np.int64)


def number_alike(alike: Ints) -> Ints:
    """Return keys of which each occurs once: of the key and its number among the equal ones."""
    keys = pd.Series(alike)
    number = keys.groupby(keys).cumcount().to_numpy().astype(np.int64)
    return combine_keys(alike, number + 1)


def _key_frame(frame: pd.DataFrame) -> pd.DataFrame:
    columns = {}
    for name in _KEY_COLUMNS:
        column = _column(frame, name)
        if name == "lodged_on":
            columns[name] = pd.Series(days_of(column))
        elif name in ("gross_mass_kg", "customs_value_usd"):
            columns[name] = pd.Series(pd.to_numeric(column).to_numpy(dtype=np.float64))
        else:
            columns[name] = pd.Series([None if pd.isna(cell) else str(cell) for cell in column], dtype=object)
    return pd.DataFrame(columns)


def _chapter_keys(codes: pd.Series) -> Ints:
    chapters = codes.astype(object).where(codes.notna(), "").astype(str).str[:2]
    places, uniques = pd.factorize(chapters)
    keys = np.array([key_of(f"chapter {chapter}") if chapter else 0 for chapter in uniques], dtype=np.int64)
    return np.asarray(keys[places], dtype=np.int64)


def _column(frame: pd.DataFrame, name: str) -> pd.Series:
    return frame[name] if name in frame else pd.Series(np.full(len(frame), None, dtype=object), index=frame.index)
