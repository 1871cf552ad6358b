"""Texts in several columns: which of them say what the goods are, and in which order they are joined."""

from collections.abc import Sequence
from dataclasses import dataclass

from riskscan.manifest.mapping.choosing import Choice
from riskscan.manifest.mapping.recognizing import Claim, recognize

__all__ = ["JOINED", "GoodsText", "is_tariff_text", "join_parts", "select_goods_texts"]

JOINED = ("consignor_address", "consignee_address")
"""Targets whose numbered parts (``Address 1``, ``Address 2``) are joined."""

_TARIFF = "tariff_text"


@dataclass(frozen=True, slots=True)
class GoodsText:
    """The columns that say what the goods are.

    Attributes
    ----------
    claims : tuple of Claim
        In the order in which they are joined: the goods before their attributes, else as in the file.
    is_tariff_text : bool
        Whether they hold the text of the tariff heading, because nothing else says more.
    left_out : tuple of Claim
        Texts that are not read.
    """

    claims: tuple[Claim, ...]
    is_tariff_text: bool
    left_out: tuple[Claim, ...]


def select_goods_texts(claims: Sequence[Claim]) -> GoodsText:
    """Take every text of the goods; that of the tariff heading only where there is no other.

    A heading names many things that a consignment is not ("other than ..."), so that it would make hits of its own.
    """
    filled = [claim for claim in claims if not claim.traits & {"empty", "unread"}] or list(claims)
    product = [claim for claim in filled if _TARIFF not in claim.traits]
    main = [claim for claim in product if "attribute" not in claim.traits]
    if main:
        chosen = [*main, *(claim for claim in product if "attribute" in claim.traits)]
        return GoodsText(tuple(chosen), False, tuple(claim for claim in claims if claim not in chosen))
    if tariff := [claim for claim in filled if _TARIFF in claim.traits]:
        return GoodsText((*tariff, *product), True, ())
    return GoodsText(tuple(filled), False, tuple(claim for claim in claims if claim not in filled))


def is_tariff_text(header: str) -> bool:
    """Whether a header says that its column holds the text of the tariff heading.

    Examples
    --------
    >>> is_tariff_text("HS description"), is_tariff_text("Description of goods")
    (True, False)
    """
    claim = recognize(header)
    return claim is not None and claim.target == "goods_description" and _TARIFF in claim.traits


def join_parts(choice: Choice) -> tuple[Claim, ...]:
    """Return the chosen column with its numbered parts, in order."""
    best = choice.claim
    if best.ordinal is None and not any(claim.ordinal for claim in choice.others):
        return (best,)
    same = [
        claim
        for claim in (best, *choice.others)
        if claim.traits - {"ordinal", "empty"} == best.traits - {"ordinal", "empty"}
    ]
    return tuple(sorted(same, key=lambda claim: claim.ordinal or 0))
