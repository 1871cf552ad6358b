"""What one mention of a text is under the law of a day: a finding."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from riskscan.chemistry.decode.evidence import Edit, Sense
from riskscan.chemistry.decode.mentions import Mention, find_disguise
from riskscan.chemistry.decode.resolving import Resolution
from riskscan.chemistry.law.control_list import ControlList, applicable, watched
from riskscan.chemistry.law.resemblance import Near
from riskscan.tables.listings import Listing
from riskscan.tables.lists import EVERYWHERE
from riskscan.tables.scopes import Reach
from riskscan.tables.standing import Standing, standing_of

__all__ = [
    "NO_CHEMICAL",
    "OUTCOMES",
    "Finding",
    "Law",
    "is_of_goods",
    "judge_mention",
    "listings_behind",
    "show_disguise",
]

OUTCOMES = ("listed", "covered", "resembles", "unresolved", "watched", "controlled_drug", "clear", "no_chemical")
"""Outcomes of a text or mention, the weightiest first. The first two are hits."""

_SEEN_THROUGH = 0.93
"""Confidence at the most where letters were look-alikes or set apart: nobody writes so by chance."""

_UN = frozenset({EVERYWHERE})
_UNCLEAR = "the name does not say which chemical is meant"


class _Remembering:
    """Room for what is worked out of a finding: no field of it, neither compared nor sent nor written."""

    __slots__ = ("_standing",)
    _standing: Standing


@dataclass(frozen=True, slots=True)
class Finding(_Remembering):
    """What one mention of a text is, under the law of a day.

    Attributes
    ----------
    outcome : str
        One of `OUTCOMES`.
    mention : str or None
        The words as they stand in the text.
    substance_id, substance_name, cas_rn, relation : str or None
        The entry of the list and what the mention is to it; None where it is neither hit nor resemblance. Of a
        controlled drug, its name, its CAS RN and what the mention is to it.
    method : str or None
        How the words were read.
    read_as : str or None
        The name that was read, where its spelling was mended or translated.
    confidence : float
        In [0, 1]; 0 where nothing was resolved.
    smiles, inchikey : str or None
        Structure of the mention.
    listings : tuple of Listing
        Listings in effect, proposed and watching ones; of a controlled drug, the schedules of the UN conventions.
    note : str
        E.g. a wrong check digit.
    """

    outcome: str
    mention: str | None = None
    substance_id: str | None = None
    substance_name: str | None = None
    cas_rn: str | None = None
    relation: str | None = None
    method: str | None = None
    read_as: str | None = None
    confidence: float = 0.0
    smiles: str | None = None
    inchikey: str | None = None
    listings: tuple[Listing, ...] = ()
    note: str = ""

    @property
    def standing(self) -> Standing:
        """The listings, sorted for the rows that they may concern: once, for many rows have a finding."""
        try:
            return self._standing
        except AttributeError:
            object.__setattr__(self, "_standing", standing_of(self.listings))
            return self._standing

    @property
    def is_hit(self) -> bool:
        """Whether the mention is listed or covered."""
        return self.outcome in ("listed", "covered")


NO_CHEMICAL = Finding("no_chemical")
"""What a text says that mentions no chemical."""


class Law(NamedTuple):
    """The law that counts: since a day, of jurisdictions, on the parts of trade that a route lies in.

    Attributes
    ----------
    as_of : datetime.date
        Day from which on it is the same.
    jurisdictions : frozenset of str
        Whose lists.
    reach : Reach
        Parts of trade.
    """

    as_of: date
    jurisdictions: frozenset[str]
    reach: Reach


def is_of_goods(mention: Mention) -> bool:
    """Whether a mention is a name of goods, which is no finding under any law.

    Parameters
    ----------
    mention : Mention
        Words and how they were read.

    Returns
    -------
    bool
        False also where the words were not read.
    """
    found = mention.resolution
    return found is not None and found.sense is Sense.GOODS


def judge_mention(mention: Mention, law: Law, controls: ControlList) -> list[Finding]:
    """Return one finding for each listed component of a mention, or one that it has none; of goods none at all.

    Parameters
    ----------
    mention : Mention
        Words and how they were read.
    law : Law
        What counts.
    controls : ControlList
        What is listed.

    Returns
    -------
    list of Finding
        Empty for a name of goods.
    """
    found = mention.resolution
    if found is None or (found.sense is Sense.UNCLEAR and found.near is None):
        return [Finding("unresolved", mention.text, note=mention.note or (_UNCLEAR if found else ""))]
    if is_of_goods(mention):
        return []
    shape: dict[str, Any] = {
        "mention": mention.text, "method": found.method, "confidence": found.confidence, "smiles": found.smiles,
        "inchikey": found.inchikey, "note": mention.note,
        "read_as": found.name if found.evidence.is_mended or Edit.TRANSLATED in found.evidence.edits else None,
    }  # fmt: skip
    is_cut = found.method == "partial CAS RN"  # what a number might go on as is identical to nothing
    parts = sorted({match.part for match in found.matches})
    hits = [applicable([match for match in found.matches if match.part == part], *law) for part in parts]
    findings = [
        Finding(
            match.outcome, substance_id=match.entry_id, substance_name=match.entry_name,
            cas_rn=match.cas_rn or None, listings=listings,
            relation="cut CAS number" if is_cut else match.relation, **shape,
        )
        for match, listings in filter(None, hits)
    ]  # fmt: skip
    return findings or [
        _as_drug(found, shape, law.as_of)
        or _as_watched(found, shape, law)
        or _resembling(found.near, shape, law, controls)
        or Finding("clear", **shape)
    ]


def listings_behind(mention: Mention, controls: ControlList) -> Iterator[Listing]:
    """Yield every listing, of all days and jurisdictions, that `judge_mention` may look at.

    Parameters
    ----------
    mention : Mention
        What was read.
    controls : ControlList
        Substances and listings.

    Yields
    ------
    Listing
        Some may come twice.
    """
    found = mention.resolution
    if found is None:
        return
    near = controls.match_substance(controls.substances[found.near.substance_id]) if found.near else ()
    for match in (*found.matches, *near, *filter(None, (found.drug,))):
        yield from match.listings


def _resembling(near: Near | None, shape: dict[str, Any], law: Law, controls: ControlList) -> Finding | None:
    """Return a hint where the mention is close to a listed substance; it is never a hit."""
    if near is None:
        return None
    entry = controls.substances[near.substance_id]
    if applicable(controls.match_substance(entry), *law) is None:
        return None
    return Finding(
        "resembles", substance_id=entry.substance_id, substance_name=entry.name, cas_rn=entry.cas_rn or None,
        relation=near.relation, **shape,
    )  # fmt: skip


def _as_drug(found: Resolution, shape: dict[str, Any], as_of: date) -> Finding | None:
    """Return that a mention is a controlled drug on a day, under the UN whatever the jurisdictions asked for.

    As it is no listed precursor, it is no hit.
    """
    in_effect = applicable(filter(None, (found.drug,)), as_of, _UN)
    if in_effect is None:
        return None
    drug, listings = in_effect
    note = "; ".join(filter(None, ("no listed precursor", shape["note"])))
    return Finding(
        "controlled_drug", substance_name=drug.entry_name, cas_rn=drug.cas_rn or None, relation=drug.relation,
        listings=listings, **(shape | {"note": note}),
    )  # fmt: skip


def _as_watched(found: Resolution, shape: dict[str, Any], law: Law) -> Finding | None:
    """Return that a mention is watched or proposed, or listed on routes of which nothing is known; it is no hit."""
    in_effect = watched(found.matches, *law)
    if in_effect is None:
        return None
    match, listings = in_effect
    return Finding(
        "watched", substance_id=match.entry_id, substance_name=match.entry_name, cas_rn=match.cas_rn or None,
        relation=match.relation, listings=listings, **shape,
    )  # fmt: skip


def show_disguise(finding: Finding, text: str) -> Finding:
    """Return a hit with the words that stand in the text, where they had to be seen through, and less sure then.

    Parameters
    ----------
    finding : Finding
        A hit.
    text : str
        That it was found in.

    Returns
    -------
    Finding
        The same where nothing was hidden.
    """
    written = find_disguise(text, finding.mention or "")
    if written is None:
        return finding
    read_as = finding.read_as or finding.mention
    return replace(finding, mention=written, read_as=read_as, confidence=min(finding.confidence, _SEEN_THROUGH))
