"""What a reading costs, by its evidence: the one place where readings of the same words are weighed."""

import re
from functools import cache

from riskscan.chemistry.decode.evidence import Edit, Source
from riskscan.chemistry.decode.resolving import Resolution
from riskscan.chemistry.names.near_names import NearMatch
from riskscan.tables.decoding_costs import load_decoding_costs

__all__ = ["cost_of", "cost_of_mending", "cost_of_slips", "least_cost", "worth_of_unread"]

_BREAK = re.compile(r"[,;:] ")
_BREAK_IN_NAME = re.compile(r"(?<!acid)[,;:] |(?<=acid)[;:] ")
"""Behind an acid a comma belongs to an index name: ``propionic acid, chloride`` is the name without it as well."""


def least_cost() -> float:
    """Return what a reading costs at the least: that of a name as it stands in a table."""
    return load_decoding_costs().name


def cost_of(found: Resolution, words: str) -> float:
    """Return what it costs to read words so, where none of their letters was mended."""
    costs = load_decoding_costs()
    is_joined = Edit.PUNCTUATION in found.evidence.edits and _BREAK.search(words) is not None
    return (
        costs.name
        + costs.systematic * (found.evidence.source is Source.SYSTEMATIC)
        + costs.edited * len(found.evidence.edits)
        + costs.ambiguous * found.is_ambiguous
        + costs.joined * is_joined
    )


def cost_of_slips(match: NearMatch, words: str) -> float:
    """Return what it costs to take words for a listed name with slips, more where a comma parts them but no name."""
    costs = load_decoding_costs()
    is_joined = _BREAK_IN_NAME.search(words) is not None and _BREAK.search(match.name.name) is None
    return costs.spelling * match.cost + costs.punctuation * match.unlike + costs.joined * is_joined


def cost_of_mending(n_edits: float) -> float:
    """Return what it costs to mend so many letters of the words of a name."""
    costs = load_decoding_costs()
    return costs.name + costs.spelling * n_edits


@cache
def worth_of_unread() -> float:
    """Return what it is worth to say that words look chemical and were not read."""
    return load_decoding_costs().unread
