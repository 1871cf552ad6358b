"""Options of screening: a day, jurisdictions and a route, as a person or a program gives them."""

from collections.abc import Iterable
from datetime import date, datetime

from riskscan.exceptions import OptionError
from riskscan.identifiers.country import parse_country
from riskscan.tables.lists import jurisdictions_in, load_jurisdictions
from riskscan.tables.scopes import Route

__all__ = ["parse_as_of", "parse_jurisdictions", "parse_route"]


def parse_as_of(as_of: date | str | None, option: str = "as-of date") -> date:
    """Return the day of an option; None is today, an empty text (of an unset variable, say) is no day.

    Parameters
    ----------
    as_of : datetime.date or str, optional
        The day, ISO where it is text.
    option : str
        What it is called where it is wrong.

    Raises
    ------
    OptionError
        Where it is neither a date nor an ISO date as text.
    """
    if isinstance(as_of, datetime):  # a pandas Timestamp is one
        return as_of.date()
    if isinstance(as_of, date):
        return as_of
    if as_of is None:
        return date.today()
    try:
        return date.fromisoformat(as_of)
    except (TypeError, ValueError) as error:
        raise OptionError(f"{option} {as_of!r} is not a date; write it as 2026-01-31.") from error


def parse_jurisdictions(jurisdictions: Iterable[str] | None) -> frozenset[str]:
    """Return the jurisdictions of an option; None is all.

    Raises
    ------
    OptionError
        On an unknown one.
    """
    known = load_jurisdictions()
    if jurisdictions is None:
        return frozenset(known)
    if isinstance(jurisdictions, str):
        raise OptionError(f"jurisdictions is the text {jurisdictions!r}; give a list: [{jurisdictions!r}].")
    chosen = frozenset(str(name).upper() for name in jurisdictions)
    if not chosen:
        raise OptionError(f"no jurisdiction given; known: {', '.join(known)}, or None for all.")
    if unknown := chosen - set(known):
        others = sorted(f"the law of {one} is that of {group}" for one in unknown for group in _laws_of(one))
        raise OptionError(
            "; ".join([f"unknown jurisdiction {', '.join(map(_shown, sorted(unknown)))}", *others])
            + f"; known: {', '.join(known)}."
        )
    return chosen


def _laws_of(country: str) -> frozenset[str]:
    return jurisdictions_in(country, date.today())


def _shown(name: str) -> str:
    return name or "''"


def parse_route(route: tuple[str | None, str | None] | str | None) -> Route:
    """Return the route of an option: the country that goods leave and the one they enter; None is not known.

    Raises
    ------
    OptionError
        Where it is no pair, as a tuple or as ``CN:US``.
    IdentifierError
        Where one of the two is no country.
    """
    places = route.split(":") if isinstance(route, str) else (None, None) if route is None else tuple(route)
    if len(places) != 2:
        raise OptionError(f"route {route!r} is no pair of countries; give it as 'CN:US', one may be left empty.")
    return Route(*(frozenset({parse_country(place)}) if place else frozenset[str]() for place in places))
