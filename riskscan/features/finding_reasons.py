"""Say what was found in the texts of a row, one reason for each finding, in words that an officer can check."""

import unicodedata
from collections.abc import Iterable

from riskscan.chemistry.findings import Finding
from riskscan.chemistry.text.spelling import clean_characters
from riskscan.tables.listings import describe_listings
from riskscan.tables.reasons import Reason, make_reason
from riskscan.tables.standing import Concern

__all__ = ["MAX_SHOWN", "reasons_of"]

MAX_SHOWN = 80
"""Characters of a text that a reason quotes."""
_MOST_SIGNS = 3


def reasons_of(weighed: Iterable[tuple[Finding, Concern]]) -> list[Reason]:
    """Return the reasons of a row, in the order of its findings.

    Parameters
    ----------
    weighed : iterable of (Finding, Concern)
        What was found, and which of its listings concern the row.
    """
    reasons = []
    for finding, concern in weighed:
        mention = (finding.mention or "")[:MAX_SHOWN]
        if finding.is_hit:
            facts = {
                "mention": mention, "substance": finding.substance_name, "cas_rn": finding.cas_rn or "-",
                "relation": finding.relation, "listings": concern.describe(3),
                "jurisdictions": concern.listers,
            }  # fmt: skip
            code = "PARTIAL_CAS" if finding.method == "partial CAS RN" else finding.outcome.upper()
            weight = 0.9 + 0.1 * finding.confidence if code != "PARTIAL_CAS" else None
            reasons.append(make_reason(code, weight, **facts))
            if finding.read_as:
                reasons.append(_written_otherwise(finding.mention or "", finding.read_as))
        elif finding.outcome == "unresolved":
            is_number = finding.note == "wrong CAS check digit"
            reasons.append(make_reason("CAS_CHECK_DIGIT" if is_number else "UNRESOLVED", mention=mention))
        elif finding.outcome == "controlled_drug":
            schedules = ", ".join(listing.list for listing in finding.listings)
            reasons.append(
                make_reason("CONTROLLED_DRUG", mention=mention, substance=finding.substance_name, schedules=schedules)
            )
        elif finding.outcome == "watched":
            facts = {
                "mention": mention, "substance": finding.substance_name, "cas_rn": finding.cas_rn or "-",
                "listings": describe_listings(finding.listings[:3]),
                "jurisdictions": ", ".join(dict.fromkeys(listing.jurisdiction for listing in finding.listings)),
            }  # fmt: skip
            reasons.append(make_reason("WATCHED", None, **facts))
        elif finding.outcome == "resembles":
            reasons.append(
                make_reason("RESEMBLES", mention=mention, substance=finding.substance_name, relation=finding.relation)
            )
    return reasons


def _written_otherwise(mention: str, read_as: str) -> Reason:
    """Say that a name is misspelt; or which of its characters differ, where a reader sees no difference."""
    own = read_as.casefold()
    others = [sign for sign in dict.fromkeys(mention) if sign.casefold() not in own]
    if not others or clean_characters(mention).casefold() != own:
        return make_reason("NAME_REPAIRED", mention=mention[:MAX_SHOWN], repaired=read_as)
    names = [unicodedata.name(sign, f"U+{ord(sign):04X}").casefold() for sign in others]
    shown = ", ".join(names[:_MOST_SIGNS]) + (
        f" and {len(names) - _MOST_SIGNS} more" if len(names) > _MOST_SIGNS else ""
    )
    return make_reason("LOOK_ALIKES", mention=mention[:MAX_SHOWN], repaired=read_as, characters=shown)
