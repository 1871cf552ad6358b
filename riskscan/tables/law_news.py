"""What changed in the law, in the tariff and on the lists of packs, when and where, from the dates of the tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from riskscan.tables.classes import load_classes
from riskscan.tables.listings import Listing, load_listings
from riskscan.tables.lists import load_lists
from riskscan.tables.own_rows import OwnRows
from riskscan.tables.substances import load_substances
from riskscan.tables.tariff_codes import TariffCode, load_tariff_codes, shown_codes

__all__ = ["LawChange", "changes_since"]

Kind = Literal["begins", "begins, day not found", "ends", "is proposed", "tariff code"]


@dataclass(frozen=True, slots=True)
class LawChange:
    """One thing that changed for one substance or legal class.

    Attributes
    ----------
    day : datetime.date
        First day on which it is so; where it was not found, a day before which it cannot have been.
    kind : {"begins", "begins, day not found", "ends", "is proposed", "tariff code"}
        A listing begins, ends (the day after its last) or is proposed; a tariff has a code from that day.
    place : str
        Jurisdiction and list, or the edition of the tariff.
    name : str
        The substance or class; with its code where it is of a tariff.
    citation, source, mark : str
        The legal text, where it was read, how sure it is.
    """

    day: date
    kind: Kind
    place: str
    name: str
    citation: str
    source: str
    mark: str


def changes_since(
    day: date, jurisdictions: Iterable[str] | None = None, own: Iterable[tuple[date, OwnRows]] = ()
) -> tuple[LawChange, ...]:
    """Return what changed on a day or later, changes to come included: the earliest first, list by list.

    Parameters
    ----------
    day : datetime.date
    jurisdictions : iterable of str, optional
        Only these, and no tariffs; default all, tariffs and the lists of packs.
    own : iterable of tuple of datetime.date and OwnRows
        Rows of packs, each with the day from which those of its listings count that say no day.

    Examples
    --------
    >>> from datetime import date
    >>> [found.name for found in changes_since(date(2027, 1, 1), ["CA"])]
    ['R 29676 (5-chloro-1-(piperidin-4-yl)benzimidazol-2-one)', 'spirobrorphine', 'spirochlorphine']
    """
    names = {substance.substance_id: substance.name for substance in load_substances()}
    names |= {legal_class.class_id: legal_class.name for legal_class in load_classes()}
    wanted = None if jurisdictions is None else frozenset(jurisdictions)
    of_lists: dict[tuple[str, str], list[LawChange]] = {found: [] for found in load_lists()}
    listings = list(load_listings())
    for first, rows in own:
        names |= {substance.substance_id: substance.name for substance in rows.substances}
        listings += (_dated(listing, first) for listing in rows.listings)
    for listing in listings:
        if wanted is None or listing.jurisdiction in wanted:
            changes = of_lists.setdefault((listing.jurisdiction, listing.list), [])
            changes += _changes_of(listing, names[listing.subject])
    found = [change for changes in of_lists.values() for change in sorted(changes, key=lambda one: one.kind)]
    if wanted is None:
        codes = [code for rows in load_tariff_codes().values() for code in rows]
        changes = [_change_of(code, names[code.substance_id]) for code in codes if code.effective_from]
        found += sorted(changes, key=lambda one: one.place)
    return tuple(sorted((change for change in found if change.day >= day), key=lambda change: change.day))


def _dated(listing: Listing, first: date) -> Listing:
    return listing if listing.effective_from or listing.not_before else replace(listing, effective_from=first)


def _changes_of(listing: Listing, name: str) -> Iterator[LawChange]:
    scope = f" (only {listing.applies_to})" if listing.applies_to else ""
    rest = f"{listing.jurisdiction} {listing.list}{scope}", name, listing.citation, listing.source, listing.mark
    if listing.effective_from:
        yield LawChange(listing.effective_from, "is proposed" if listing.status == "proposed" else "begins", *rest)
    elif listing.not_before:
        yield LawChange(listing.not_before, "begins, day not found", *rest)
    if listing.effective_to:
        yield LawChange(listing.effective_to + timedelta(days=1), "ends", *rest)


def _change_of(code: TariffCode, name: str) -> LawChange:
    form = {"base": "", "salt": ", salts"}.get(code.form, "")
    text = f"{name}{form}: {shown_codes([code.code])}"
    return LawChange(code.effective_from or date.min, "tariff code", code.edition, text, "", code.source, code.mark)
