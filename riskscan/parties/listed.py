"""What every list of parties gives, whatever its format."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = ["DayBasis", "ListedName", "ListedParty", "PartyKind", "SanctionsList"]

PartyKind = Literal["person", "firm", "vessel", "other"]

DayBasis = Literal["stated", "file"]
"""Whether the list states its day, or only the file has a time stamp."""


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name of a listed party; `is_weak` where the list itself calls the alias weak."""

    text: str
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class ListedParty:
    """A person, firm, vessel or other body that a list names.

    Attributes
    ----------
    id : str
        Of the list.
    kind : {"person", "firm", "vessel", "other"}
        What it is.
    names : tuple of ListedName
        The first is the one it is listed under.
    countries : frozenset of str
        ISO alpha-2 codes; empty where none is known.
    addresses : tuple of str
        As on the list.
    programs : tuple of str
        Programs or regimes.
    """

    id: str
    kind: PartyKind
    names: tuple[ListedName, ...]
    countries: frozenset[str] = frozenset()
    addresses: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SanctionsList:
    """A list as a file has it.

    Attributes
    ----------
    name : str
        Of the list.
    day : date
        Of its contents.
    day_basis : {"stated", "file"}
        Where the day comes from.
    parties : tuple of ListedParty
        All that have a name.
    n_nameless : int
        Entries that were left out because they have none.
    """

    name: str
    day: date
    day_basis: DayBasis
    parties: tuple[ListedParty, ...]
    n_nameless: int = 0

    @property
    def edition(self) -> str:
        """The day, and where it is only that of the file, that it is."""
        return f"{self.day.isoformat()}{' (time stamp of the file)' if self.day_basis == 'file' else ''}"
