"""Ties of rows as they were known at the end of the day on which each row was lodged.

Rows of one day know each other, whatever their order: a manifest of a single day would tell nothing otherwise. Labels
count only where they were known before the day. Numbers are told beside how rare they are among the rows of the file:
a parcel hub, whose rows are many and all alike in this, is not rare among them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.history.events import NO_DAY
from riskscan.history.ledger import FrozenLedger
from riskscan.history.links.encounters import Encounters, Rarity, count_through
from riskscan.history.links.rows import LinkRows
from riskscan.history.parties import combine_keys

__all__ = ["CONTACT_DAYS", "LEG_DAYS", "LINK_COLUMNS", "LINK_FEATURES", "PLACE_DAYS", "SPLIT_DAYS", "FrozenLinks"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

PLACE_DAYS, CONTACT_DAYS, LEG_DAYS, SPLIT_DAYS = 20, 60, 45, 5
"""Days, the row's own among them, in which ties are counted."""

_NEW_DAYS = 30
_PLACES = {"to": ("sent_to", "consignee"), "from": ("sent_from", "consignor")}
_RARE = ("to_names", "from_names", "to_partners", "contact_names", "splits")
_BY_VOLUME = ("to_names", "from_names")

LINK_FEATURES: tuple[str, ...] = (
    *(f"{name}_rare" for name in _RARE), *(f"{name}_rare_for_volume" for name in _BY_VOLUME),
    "to_new", "from_new", "leg_rare", "leg_party", "near_violators", "new_near_violators",
)  # fmt: skip
"""Features of `FrozenLinks.as_of`: nothing that depends on how many rows a file has."""

LINK_COLUMNS: tuple[str, ...] = (
    *LINK_FEATURES,
    "to_names", "from_names", "to_partners", "contact_names", "splits", "legs", "to_age", "from_age",
)  # fmt: skip
"""Columns of `FrozenLinks.as_of`."""


@dataclass(frozen=True, slots=True)
class FrozenLinks:
    """Ties of all rows, ready to be asked about rows in parts; picklable.

    Attributes
    ----------
    ledgers : mapping of str to FrozenLedger
        Counts by key and day.
    rarities : mapping of str to Rarity
        How rare a number is, by column.
    first_day : int
        Of all rows.
    """

    ledgers: Mapping[str, FrozenLedger]
    rarities: Mapping[str, Rarity]
    first_day: int

    @classmethod
    def of(cls, rows: LinkRows) -> "FrozenLinks":
        """Freeze rows; their order does not count."""
        ledgers = _ledgers(rows)
        dated = rows.day != NO_DAY
        first_day = int(rows.day[dated].min(initial=np.iinfo(np.int64).max))
        bare = cls(ledgers, {}, first_day)
        counts = bare._counts(rows)
        rarities = {}
        for name in _RARE:
            told = dated & (counts[name] > 0)
            day, number = rows.day[told], counts[name][told]
            rarities[name] = Rarity.of(day, np.ones_like(day), number)
            if name in _BY_VOLUME:
                volume = counts[f"{name.partition('_')[0]}_consignments"][told]
                rarities[f"{name}/volume"] = Rarity.of(day, volume, number)
        return cls(ledgers, rarities, first_day)

    def as_of(self, rows: LinkRows, index: pd.Index | None = None) -> pd.DataFrame:
        """Return the ties of rows, which the frozen ones contain.

        Returns
        -------
        DataFrame of shape (n_rows, n_columns)
            `LINK_COLUMNS`, float: rarities in tens, then the numbers themselves, without the row's own. Null where the
            row does not say or has no day.
        """
        day, counts = rows.day, self._counts(rows)
        asked = np.where(day == NO_DAY, self.first_day, day)
        columns: dict[str, Floats] = {}
        for name in _RARE:
            told = counts[name] > 0
            rare = self.rarities[name].ask(asked, np.ones_like(asked), counts[name])
            columns[f"{name}_rare"] = np.where(told, rare, np.nan)
            columns[name] = np.where(told, counts[name] - 1.0, np.nan)
        for name in _BY_VOLUME:
            volume = counts[f"{name.partition('_')[0]}_consignments"]
            rare = self.rarities[f"{name}/volume"].ask(asked, volume, counts[name])
            columns[f"{name}_rare_for_volume"] = np.where(counts[name] > 0, rare, np.nan)
        for side, (place, _) in _PLACES.items():
            columns |= self._ages(side, getattr(rows, place), asked)
        columns |= self._legs(rows, asked, counts)
        columns |= self._violators(rows, asked)
        undated = day == NO_DAY
        return pd.DataFrame(
            {name: np.where(undated, np.nan, columns[name]) for name in LINK_COLUMNS}, index=index, dtype=np.float64
        )

    def _counts(self, rows: LinkRows) -> dict[str, Ints]:
        """Return numbers of others as they were known, the row's own among them; 0 where the row does not say."""
        day = np.where(rows.day == NO_DAY, self.first_day, rows.day)
        counts: dict[str, Ints] = {}
        for side, (place, _) in _PLACES.items():
            for what in ("names", "consignments"):
                counts[f"{side}_{what}"] = count_through(self.ledgers[f"place_{what}"], getattr(rows, place), day)
        counts["to_partners"] = count_through(self.ledgers["place_partners"], rows.sent_to, day)
        found = count_through(self.ledgers["contact_names"], rows.contact, day[rows.contact_row])
        counts["contact_names"] = _most(rows.contact_row, found, len(rows))
        counts["splits"] = count_through(self.ledgers["splits"], _split_key(rows), day)
        return counts

    def _ages(self, side: str, place: Ints, day: Ints) -> dict[str, Floats]:
        """Return how long a place has been known, and how short that is of the time that rows tell of."""
        first = self.ledgers["place_names"].look_back(place).before(day + 1).first_day
        told = np.maximum(day - self.first_day, 0).astype(np.float64)
        # A few days tell nothing of what is new.
        share = np.where(told >= PLACE_DAYS, 1.0 - (day - first) / np.maximum(told, 1.0), np.nan)
        return {
            f"{side}_new": np.where(place == 0, np.nan, share),
            f"{side}_age": np.where(place == 0, np.nan, day - first),
        }

    def _legs(self, rows: LinkRows, day: Ints, counts: Mapping[str, Ints]) -> dict[str, Floats]:
        """Return consignments of the same mass and other goods that came to where this one starts."""
        could = (rows.start != rows.end) & (rows.start != 0) & (rows.end != 0) & (rows.mass != 0)
        arrived = combine_keys(rows.mass, rows.start)

        def ask(name: str, key: Ints) -> Floats:
            found = count_through(self.ledgers[name], key, day)
            return np.where(could, found.astype(np.float64), np.nan)

        legs = ask("arrivals", arrived) - ask("arrivals_goods", combine_keys(arrived, rows.goods))
        by_party = [
            ask("arrivals_party", combine_keys(rows.mass, key))
            - ask("arrivals_party_goods", combine_keys(combine_keys(rows.mass, key), rows.goods))
            for key in (rows.consignor, rows.sent_from)
        ]
        alike = np.maximum(ask("masses", rows.mass) - legs - 1.0, 0.0)
        everything = np.full(len(day), 1, dtype=np.int64)
        share = (ask("ends", rows.start) + 1.0) / (ask("all", everything) + 2.0)
        # Tens by which chance alone would seldom bring one of this mass to this country.
        rare = np.fmax(0.0, -np.log10((alike + 0.5) * share))
        return {
            "legs": legs, "leg_rare": np.where(legs > 0, rare, np.where(could, 0.0, np.nan)),
            "leg_party": np.where(could, np.fmin(np.fmax(*by_party), 1.0), np.nan),
        }  # fmt: skip

    def _violators(self, rows: LinkRows, day: Ints) -> dict[str, Floats]:
        """Return other names with a known violation that the row's places and contacts have had."""
        found = np.zeros(len(rows), dtype=np.int64)
        ties = [(np.arange(len(rows)), getattr(rows, place), getattr(rows, name)) for place, name in _PLACES.values()]
        ties.append((rows.contact_row, rows.contact, rows.contact_of))
        for row, key, name in ties:
            before = day[row] - 1
            others = count_through(self.ledgers["violators"], key, before)
            own = count_through(self.ledgers["own_violations"], combine_keys(key, name), before) > 0
            np.maximum.at(found, row, others - own)
        first = self.ledgers["names"].look_back(rows.consignor).before(day + 1).first_day
        is_new = (day - first) < _NEW_DAYS
        return {
            "near_violators": found.astype(np.float64), "new_near_violators": np.where(is_new, found, 0.0),
        }  # fmt: skip


def _ledgers(rows: LinkRows) -> dict[str, FrozenLedger]:
    day, consignment = rows.day, rows.consignment
    one = np.ones_like(day)
    abroad = (rows.start != rows.end) & (rows.start != 0)
    mass = np.where(abroad, rows.mass, 0)
    arrived = combine_keys(mass, rows.end)
    at_party = [combine_keys(mass, key) for key in (rows.consignee, rows.sent_to)]
    contact_day = day[rows.contact_row]
    named = ((rows.sent_to, rows.consignee, day), (rows.sent_from, rows.consignor, day))
    busy = ((rows.sent_to, consignment, day), (rows.sent_from, consignment, day))
    found = {
        "place_names": Encounters.of(*named).lately(PLACE_DAYS),
        "place_partners": Encounters.of((rows.sent_to, rows.consignor, day)).lately(PLACE_DAYS),
        "place_consignments": Encounters.of(*busy).lately(PLACE_DAYS),
        "contact_names": Encounters.of((rows.contact, rows.contact_of, contact_day)).lately(CONTACT_DAYS),
        "splits": Encounters.of((_split_key(rows), consignment, day)).lately(SPLIT_DAYS),
        "arrivals": Encounters.of((arrived, consignment, day)).lately(LEG_DAYS),
        "arrivals_goods": Encounters.of((combine_keys(arrived, rows.goods), consignment, day)).lately(LEG_DAYS),
        "arrivals_party": Encounters.of(*((key, consignment, day) for key in at_party)).lately(LEG_DAYS),
        "arrivals_party_goods": Encounters.of(
            *((combine_keys(key, rows.goods), consignment, day) for key in at_party)
        ).lately(LEG_DAYS),
        "masses": Encounters.of((rows.mass, consignment, day)).lately(LEG_DAYS),
        "ends": Encounters.of((rows.end, consignment, day)).lately(LEG_DAYS),
        "all": Encounters.of((one, consignment, day)).lately(LEG_DAYS),
        "names": Encounters.of((rows.consignor, one, day), (rows.consignee, one, day)).ever(),
    }  # fmt: skip
    known = np.where(rows.violation == 1, rows.known_day, NO_DAY)
    ties = [(getattr(rows, place), getattr(rows, name), known) for place, name in _PLACES.values()]
    ties.append((rows.contact, rows.contact_of, known[rows.contact_row]))
    found["violators"] = Encounters.of(*ties).ever()
    found["own_violations"] = Encounters.of(
        *((combine_keys(key, name), np.ones_like(key), on) for key, name, on in ties)
    ).ever()
    return found


def _split_key(rows: LinkRows) -> Ints:
    """Return the key of goods that one party sends to another."""
    receiver = np.where(rows.sent_to == 0, rows.consignee, rows.sent_to)
    return combine_keys(combine_keys(rows.consignor, receiver), rows.goods)


def _most(row: Ints, found: Ints, n_rows: int) -> Ints:
    """Return the highest number of each row, 0 where it has none."""
    most = np.zeros(n_rows, dtype=np.int64)
    np.maximum.at(most, row, found)
    return most
