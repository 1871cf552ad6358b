"""What a user has put beside the law: an own watch list, and the packs that are installed."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from riskscan.chemistry.law.watchlist import also_own, read_watchlist
from riskscan.chemistry.names.listed_names import ListedNames
from riskscan.exceptions import PackError
from riskscan.packs.store import InstalledPack
from riskscan.tables.classes import load_classes
from riskscan.tables.listings import Listing
from riskscan.tables.own_rows import OwnRows
from riskscan.tables.substances import load_forms, load_substances

__all__ = ["dated_rows", "read_own_lists", "repeated_listings", "unknown_subjects"]


def read_own_lists(watchlist: Path | str | None, packs: Iterable[InstalledPack]) -> tuple[OwnRows, ...]:
    """Return the rows of a watch list and of packs, in that order.

    Raises
    ------
    TableError
        Where the watch list has a row that breaks its format.
    PackError
        Where a pack was altered since, or speaks of what the tables do not have (any more).
    """
    own = [read_watchlist(watchlist)] if watchlist else []
    for installed in packs:
        pack = installed.open()
        if unknown := unknown_subjects(pack.rows):
            raise PackError(
                f"{pack.contents.title} speaks of {unknown[0]!r}, which these tables do not have: ask for a newer "
                f"version, or `riskscan pack remove {installed.name}`."
            )
        own.append(pack.rows)
    return tuple(own)


def dated_rows(packs: Iterable[InstalledPack]) -> tuple[tuple[date, OwnRows], ...]:
    """Return the rows of packs, each with the first day on which its pack counts.

    Raises
    ------
    PackError
        As `read_own_lists`.
    """
    packs = tuple(packs)
    days = (date.fromisoformat(pack.valid_from) for pack in packs)
    return tuple(zip(days, read_own_lists(None, packs), strict=True))


def unknown_subjects(rows: OwnRows) -> list[str]:
    """Return the subjects of names and listings that neither the rows nor the packaged tables have."""
    known = {substance.substance_id for substance in (*rows.substances, *load_substances())}
    named = {synonym.substance_id for synonym in rows.synonyms}
    listed = {listing.subject for listing in rows.listings} - {found.class_id for found in load_classes()}
    return sorted((named | listed) - known)


def repeated_listings(own: Iterable[OwnRows], names: ListedNames) -> Iterator[Listing]:
    """Yield the listings of rows that repeat what stands in the law or on another list, for that too."""
    own = tuple(own)
    for rows in own:
        others = [substance for other in own if other is not rows for substance in other.substances]
        yield from also_own(rows, (*load_substances(), *others), load_forms(), names)
