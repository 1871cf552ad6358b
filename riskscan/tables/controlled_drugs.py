"""Controlled drugs: the substances of the two conventions of the UN that list drugs, not their precursors."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from riskscan.tables.listings import Listing
from riskscan.tables.lists import EVERYWHERE, load_lists
from riskscan.tables.reading import DATA, read_rows, split_cell

__all__ = ["ControlledDrug", "load_controlled_drugs"]

_COLUMNS = (
    "name", "other_names", "cas_rn", "smiles", "inchikey", "convention", "schedule", "not_before", "source", "mark",
)  # fmt: skip
_LISTS = {
    "1961": ("Single Convention Schedule", "Single Convention on Narcotic Drugs of 1961, Schedule"),
    "1971": ("1971 Convention Schedule", "Convention on Psychotropic Substances of 1971, Schedule"),
}
_COVERS = frozenset({"salts", "stereoisomers", "isotopologues"})


@dataclass(frozen=True, slots=True)
class ControlledDrug:
    """A substance in the schedules of a convention, or one that they except by name.

    Attributes
    ----------
    name : str
        International nonproprietary name, else the trivial name of the schedule. One drawn in two ways has two rows.
    other_names : tuple of str
        Further names that goods are described by.
    cas_rn : str
        CAS RN, empty where it was not found.
    smiles, inchikey : str
        Structure; the InChIKey is RDKit's for the SMILES.
    convention : {"1961", "1971"}
        The Single Convention on Narcotic Drugs or the Convention on Psychotropic Substances.
    schedules : tuple of str
        Of ``I II III IV``; empty where the convention excepts the substance, which is then no stereoisomer of a
        controlled one.
    not_before : datetime.date
        A day before which it cannot have been listed: of the convention, of schedules that lack it, or of the session
        that decided on it.
    source, mark : str
        Where the row was read, how sure it is (see `riskscan.tables.reading.Mark`).
    """

    name: str
    other_names: tuple[str, ...]
    cas_rn: str
    smiles: str
    inchikey: str
    convention: Literal["1961", "1971"]
    schedules: tuple[str, ...]
    not_before: date
    source: str
    mark: str

    def listings(self, subject: str) -> tuple[Listing, ...]:
        """Return its schedules as listings of the UN; their first days were not looked up."""
        shown, citation = _LISTS[self.convention]
        return tuple(
            Listing(
                EVERYWHERE, subject, f"{shown} {schedule}", _COVERS, "in_force", self.not_before, None, None,
                f"{citation} {schedule}", self.source, self.mark, "",
                load_lists()[EVERYWHERE, f"{shown} {schedule}"].severity,
            )
            for schedule in self.schedules
        )  # fmt: skip


@cache
def load_controlled_drugs() -> tuple[ControlledDrug, ...]:
    """Return every row, in table order.

    Examples
    --------
    >>> [row.schedules for row in load_controlled_drugs() if row.name in ("diazepam", "dextromethorphan")]
    [(), ('IV',)]
    """
    return tuple(
        ControlledDrug(
            schedules=split_cell(row.pop("schedule")),
            other_names=split_cell(row.pop("other_names")),
            not_before=date.fromisoformat(row.pop("not_before")),
            **row,  # type: ignore[arg-type]
        )
        for row in read_rows(DATA / "controlled_drugs.csv", _COLUMNS)
    )
