"""Rows beside the packaged tables: of a user's watch list, or of a pack."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256

from riskscan.tables.listings import Listing
from riskscan.tables.substances import Substance, Synonym

__all__ = ["OwnRows"]


@dataclass(frozen=True, slots=True)
class OwnRows:
    """Substances, names and listings in the form of the tables.

    Names and listings may also be of substances that the packaged tables have.
    """

    substances: tuple[Substance, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    listings: tuple[Listing, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.substances or self.synonyms or self.listings)

    def __add__(self, other: "OwnRows") -> "OwnRows":
        return OwnRows(
            self.substances + other.substances, self.synonyms + other.synonyms, self.listings + other.listings
        )

    @property
    def digest(self) -> str:
        """What tells such rows apart, alike in every process."""
        rows = json.dumps(
            asdict(self), default=lambda value: sorted(value) if isinstance(value, frozenset) else str(value)
        )
        return sha256(rows.encode()).hexdigest()
