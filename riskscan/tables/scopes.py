"""Parts of trade that a listing may be limited to: exports from its jurisdiction or imports into it, with whom.

A cell of the listings says ``exports to US;MX;CA``, ``imports from CN``, ``exports`` or ``imports``; an empty one is
all trade.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from riskscan.exceptions import TableError
from riskscan.tables.lists import jurisdictions_in
from riskscan.tables.reading import split_cell

__all__ = ["NO_REACH", "UNKNOWN_ROUTE", "Reach", "Route", "Scope", "parse_scope", "reach_among"]

_CELL = re.compile(r"(?P<direction>exports(?= to |$)|imports(?= from |$))(?: (?:to|from) (?P<partners>.+))?")


@dataclass(frozen=True, slots=True)
class Route:
    """The countries (alpha-2 codes) that goods leave and those that they go to; empty where not known."""

    leaving: frozenset[str] = frozenset()
    entering: frozenset[str] = frozenset()


UNKNOWN_ROUTE = Route()


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the trade of a jurisdiction.

    Attributes
    ----------
    jurisdiction : str
        Whose trade.
    direction : {"exports", "imports"}
        Which way the goods cross its border.
    partners : tuple of str
        Countries (alpha-2) or groups of countries on the other side; empty is all.
    """

    jurisdiction: str
    direction: Literal["exports", "imports"]
    partners: tuple[str, ...]

    def __str__(self) -> str:
        preposition = "to" if self.direction == "exports" else "from"
        return f"{self.direction} {preposition} {', '.join(self.partners)}" if self.partners else self.direction

    def takes_in(self, route: Route, day: date) -> bool | None:
        """Say whether a route lies in it on a day; None where the route does not tell."""
        near, far = route.leaving, route.entering
        if self.direction == "imports":
            near, far = far, near
        at_home = _is_in(near, (self.jurisdiction,), day)
        abroad = _is_in(far, self.partners, day) if self.partners else not _is_in(far, (self.jurisdiction,), day)
        if (near and not at_home) or (far and not abroad):
            return False
        return True if near and (far or not self.partners) else None


@dataclass(frozen=True, slots=True)
class Reach:
    """The scopes that a route lies in, and those of which it does not tell."""

    inside: frozenset[Scope]
    open: frozenset[Scope]


NO_REACH = Reach(frozenset(), frozenset())


def reach_among(scopes: Iterable[Scope], route: Route, day: date) -> Reach:
    """Return which of some scopes a route lies in on a day, and of which it does not tell."""
    judged = {scope: scope.takes_in(route, day) for scope in scopes}
    return Reach(
        frozenset(scope for scope, holds in judged.items() if holds),
        frozenset(scope for scope, holds in judged.items() if holds is None),
    )


def parse_scope(where: str, jurisdiction: str, cell: str) -> Scope | None:
    """Return the scope of a cell, None of an empty one.

    Raises
    ------
    TableError
        Where the cell is written in another way.
    """
    if not cell:
        return None
    read = _CELL.fullmatch(cell)
    if read is None:
        raise TableError(f"{where}: {cell!r} is no part of trade; write 'exports to US;MX', 'imports' or the like.")
    partners = tuple(sorted(split_cell(read["partners"] or "")))
    return Scope(jurisdiction, read["direction"], partners)  # type: ignore[arg-type]


def _is_in(countries: frozenset[str], places: tuple[str, ...], day: date) -> bool:
    return any(place == country or place in jurisdictions_in(country, day) for country in countries for place in places)
