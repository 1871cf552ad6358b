"""Write the mentions of a text as bytes and read them again, exactly.

JSON by position, not by name, and listings as their numbers in the control lists: the cache is keyed by the code and by
the tables, so that both stay what they were.
"""

import json
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Any

from riskscan.chemistry.decode.evidence import Edit, Evidence, Sense, Source
from riskscan.chemistry.decode.identified import Mention
from riskscan.chemistry.decode.resolving import Resolution
from riskscan.chemistry.law.control_list import Match
from riskscan.chemistry.law.resemblance import Near
from riskscan.tables.listings import Listing

__all__ = ["MentionEncoding"]

_BETWEEN = ", "


class MentionEncoding:
    """Encode mentions for given control lists.

    Parameters
    ----------
    listings : iterable of Listing
        All that a match may hold, in an order that is the same in every process.
    """

    def __init__(self, listings: Iterable[Listing]) -> None:
        self._listings = tuple(listings)

    @cached_property
    def _numbers(self) -> dict[Listing, int]:
        return {listing: number for number, listing in enumerate(self._listings)}

    def encode(self, mentions: Iterable[Mention]) -> bytes:
        """Return mentions as bytes."""
        rows = [(mention.text, mention.note, self._pack(mention.resolution)) for mention in mentions]
        # Escapes would join two halves of a character that stand beside one another.
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")

    def decode(self, data: bytes) -> tuple[Mention, ...]:
        """Return the mentions of `encode`."""
        rows = json.loads(data.decode("utf-8", "surrogatepass"))
        return tuple(Mention(text, self._unpack(packed), note) for text, note, packed in rows)

    def _pack(self, found: Resolution | None) -> tuple[Any, ...] | None:
        if found is None:
            return None
        near = found.near and (found.near.substance_id, found.near.similarity, found.near.relation)
        return (
            found.name, str(found.evidence), found.confidence, [self._pack_match(match) for match in found.matches],
            found.smiles, found.inchikey, found.context, near, found.drug and self._pack_match(found.drug), found.sense,
        )  # fmt: skip

    def _unpack(self, packed: list[Any] | None) -> Resolution | None:
        if packed is None:
            return None
        name, evidence, confidence, matches, smiles, inchikey, context, near, drug, sense = packed
        return Resolution(
            name, _evidence(evidence), confidence, tuple(map(self._unpack_match, matches)), smiles, inchikey,
            tuple(context), near and Near(*near), drug and self._unpack_match(drug), Sense(sense),
        )  # fmt: skip

    def _pack_match(self, match: Match) -> tuple[Any, ...]:
        listings = [self._numbers[listing] for listing in match.listings]
        return match.outcome, match.entry_id, match.entry_name, match.cas_rn, match.relation, listings, match.part

    def _unpack_match(self, packed: list[Any]) -> Match:
        outcome, entry_id, entry_name, cas_rn, relation, numbers, part = packed
        listings = tuple(self._listings[number] for number in numbers)
        return Match(outcome, entry_id, entry_name, cas_rn, relation, listings, part)


@lru_cache(maxsize=1_000)
def _evidence(text: str) -> Evidence:
    """Return evidence from its words."""
    source, *edits = text.split(_BETWEEN)
    return Evidence(Source(source), tuple(map(Edit, edits)))
