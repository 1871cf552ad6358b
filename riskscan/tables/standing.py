"""Listings of one finding, sorted by whose they are: which of them concern the places that a row touches."""

from collections.abc import Sequence
from typing import NamedTuple

from riskscan.tables.listings import Listing, describe_listing
from riskscan.tables.lists import OWN

__all__ = ["Concern", "Standing", "standing_of"]

_MOST_KEPT = 1_000
"""Listings of findings, and places of each, of which it is remembered what they come to."""


class Standing:
    """What of listings does not depend on a row, worked out once for all rows that have them.

    Parameters
    ----------
    listings : sequence of Listing
        In the order in which they are shown.
    """

    __slots__ = ("_binding", "_concerns", "_jurisdictions", "_listers", "_of", "_severities", "_texts", "listings")

    def __init__(self, listings: Sequence[Listing] = ()) -> None:
        self.listings = tuple(listings)
        self._jurisdictions = tuple(listing.jurisdiction for listing in self.listings)
        self._binding = tuple(listing.binds for listing in self.listings)
        self._severities = tuple(listing.severity if listing.binds else 0.0 for listing in self.listings)
        self._texts: tuple[str, ...] | None = None
        self._concerns: dict[frozenset[str], Concern] = {}
        self._listers: dict[tuple[int, ...], str] = {}
        places: dict[str, tuple[int, ...]] = {}
        for place, jurisdiction in enumerate(self._jurisdictions):
            places[jurisdiction] = (*places.get(jurisdiction, ()), place)
        self._of = tuple(places.items())

    def concerning(self, jurisdictions: frozenset[str]) -> "Concern":
        """Return the listings that concern a row, or all where none of those binds: what does not bind is no concern.

        Parameters
        ----------
        jurisdictions : frozenset of str
            Those that the row touches; a user's own lists always count.
        """
        known = self._concerns.get(jurisdictions)
        if known is None:
            if len(self._concerns) >= _MOST_KEPT:
                self._concerns.clear()
            known = self._concerns[jurisdictions] = self._find_concern(jurisdictions)
        return known

    def _find_concern(self, jurisdictions: frozenset[str]) -> "Concern":
        near = sorted(place for whose, places in self._of if whose in jurisdictions or whose == OWN for place in places)
        is_near = any(self._binding[place] for place in near)
        places = near if is_near else range(len(self.listings))
        severity = max((self._severities[place] for place in places), default=0.0)
        return Concern(self, is_near, tuple(places), severity)

    def describe(self, places: Sequence[int]) -> str:
        """Return the listings at some places as one text."""
        if self._texts is None:
            self._texts = tuple(map(describe_listing, self.listings))
        return "; ".join([self._texts[place] for place in places])

    def listers(self, places: Sequence[int]) -> str:
        """Return the jurisdictions of the listings at some places."""
        own = tuple(places)
        known = self._listers.get(own)
        if known is None:
            if len(self._listers) >= _MOST_KEPT:
                self._listers.clear()
            known = self._listers[own] = ", ".join(dict.fromkeys([self._jurisdictions[place] for place in own]))
        return known


_STANDINGS: dict[tuple[int, ...], Standing] = {}
"""By the listings themselves, which are kept as long as they are found here."""


def standing_of(listings: tuple[Listing, ...]) -> Standing:
    """Return the standing of listings: one for all findings that have the same ones, as those of a substance do.

    Parameters
    ----------
    listings : tuple of Listing
        In the order in which they are shown.
    """
    key = tuple(map(id, listings))
    known = _STANDINGS.get(key)
    if known is None:
        if len(_STANDINGS) >= _MOST_KEPT:
            _STANDINGS.clear()
        known = _STANDINGS[key] = Standing(listings)
    return known


class Concern(NamedTuple):
    """The listings that concern a row.

    Attributes
    ----------
    standing : Standing
        All listings.
    is_near : bool
        Whether a listing that binds is of a place that the row touches.
    places : tuple of int
        Which of the listings; all of them where none is near.
    severity : float
        Of the strictest of these lists that binds, 0 where none does.
    """

    standing: Standing
    is_near: bool
    places: tuple[int, ...]
    severity: float

    def describe(self, most: int | None = None) -> str:
        """Return the listings as text, at most some of them; empty where there are none."""
        if not self.places:
            return ""
        text = self.standing.describe(self.places[:most])
        return text if self.is_near else f"elsewhere: {text}"

    @property
    def listers(self) -> str:
        """The jurisdictions of the listings, in their order."""
        return self.standing.listers(self.places)
