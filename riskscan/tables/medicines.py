"""International nonproprietary names of medicines."""

from dataclasses import dataclass
from functools import cache

from riskscan.tables.reading import DATA, read_rows

__all__ = ["Medicine", "load_medicines"]


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine by its international nonproprietary name (WHO), in English and, where known, in Russian.

    The rows are the register of such names of the Eurasian Economic Union, as published with the terminology of the
    Digital Health Platform of Uzbekistan (mark S).
    """

    inn: str
    russian: str


@cache
def load_medicines() -> tuple[Medicine, ...]:
    """Return every name, in alphabetical order."""
    return tuple(Medicine(**row) for row in read_rows(DATA / "medicines.csv", ("inn", "russian")))
