"""Lists of what goods are made of, as labels of food, cosmetics and medicines print them, beside no amount of trade.

In such a list stand words for groups, mixtures and polymers that name no compound (``Caprylyl``), misprints, and
elements that are nutrients: no reasons for a chemist to look, and no goods of their own.
"""

import re
from functools import cache

from riskscan.chemistry.decode.other_compounds import metal_before
from riskscan.chemistry.decode.resolving import OPEN_POSITIONS, Resolution
from riskscan.chemistry.decode.trace import veto
from riskscan.chemistry.names.ionic_names import find_cations, is_cation
from riskscan.chemistry.text.amounts import unit_pattern
from riskscan.chemistry.text.spelling import strip_accents
from riskscan.chemistry.text.word_patterns import any_of
from riskscan.tables.small_words import load_small_words
from riskscan.tables.substance_roles import with_role
from riskscan.tables.words import load_context_words, load_packing_words

__all__ = [
    "has_amount_of_trade", "is_beside_nutrients", "is_goods_among_elements", "is_nutrient", "is_open_ingredient",
    "lists_ingredients",
]  # fmt: skip

_FEWEST_MEMBERS = 5
_READ_TO_UNREAD = 3
"""Members of a list of ingredients for each word in it that was not read."""
_PARTS_MEMBERS = re.compile(r"[,;·•*]\s|[,;](?=[^\W\d_])|[،、，；]|\s[/|-]\s")
_FEWEST_NUTRIENTS = 2
_WORD = re.compile(r"[^\W\d_]+")


def lists_ingredients(text: str, n_unread: int = 0) -> bool:
    """Whether a line is a list of several members with no amount in which goods are sent.

    Parameters
    ----------
    text : str
    n_unread : int, default 0
        Words that look chemical and were not read: of a list of ingredients they are a small part.

    Examples
    --------
    >>> lists_ingredients("Aqua, Glycerin, Caprylyl Glycol, Parfum, Linalool", 1)
    True
    >>> lists_ingredients("acetone, toluene, methanol, xylene, hexane 25 kg drum")
    False
    """
    n_members = len(_PARTS_MEMBERS.findall(text)) + 1
    return n_members >= max(_FEWEST_MEMBERS, _READ_TO_UNREAD * n_unread) and not has_amount_of_trade(text)


def is_beside_nutrients(around: str) -> bool:
    """Whether two metals with which food is enriched stand beside a name, and no amount in which goods are sent.

    Examples
    --------
    >>> is_beside_nutrients("Calcium / / Magnesio / Zinc"), is_beside_nutrients("zinc, iron, 25 kg")
    (True, False)
    """
    if has_amount_of_trade(around):
        return False
    return len(with_role("enriching_metal").keys() & set(find_cations(around))) >= _FEWEST_NUTRIENTS


def has_amount_of_trade(text: str) -> bool:
    """Whether an amount stands there in which goods are sent, larger than those of a label.

    Examples
    --------
    >>> has_amount_of_trade("iodide 25 kg"), has_amount_of_trade("iodide 30 mg/kg")
    (True, False)
    """
    return _amount_of_trade().search(text) is not None


def is_goods_among_elements(substance_id: str, around: str) -> bool:
    """Whether an element stands among nothing but other elements: no label of food, so it is goods of its own.

    Examples
    --------
    >>> is_goods_among_elements("iodine", ", zinc, calcium"), is_goods_among_elements("iodine", "vitamins, zinc, ")
    (True, False)
    """
    words = _WORD.findall(around)
    return substance_id in with_role("goods_among_elements") and bool(words) and all(map(is_cation, words))


def is_nutrient(substance_id: str, name: str, head: str, around: str) -> bool:
    """Whether an element or its salt is what food is enriched with: beside such metals or table salt, in milligrams.

    Parameters
    ----------
    substance_id : str
    name : str
        As it stands in the text.
    head, around : str
        What stands before the name, in small letters without accents, and all that stands round it.
    """
    is_element = substance_id in with_role("element")
    if substance_id not in with_role("nutrient") or (is_element and " " in name.strip()):
        return False  # "red phosphorus" and "iodine crystals" say more than a label does of a nutrient
    if is_element and metal_before(head) and not has_amount_of_trade(around):
        return True
    if _salted_pattern(substance_id).search(strip_accents(around.lower())) and not has_amount_of_trade(around):
        return True
    return _small_amount().search(_of_behind().sub("", head)) is not None or is_beside_nutrients(around)


@veto("an ingredient of which another isomer is traded", refuses=True)
def is_open_ingredient(found: Resolution, text: str) -> bool:
    """Whether a name that leaves open a listed isomer stands in a list of ingredients: ``butylene glycol`` is 1,3-."""
    is_open = found.near is not None and found.near.relation == OPEN_POSITIONS
    return is_open and not found.matches and not found.drug and lists_ingredients(text)


@cache
def _salted_pattern(substance_id: str) -> re.Pattern[str]:
    """Return the pattern of goods that a substance is added to, the goods that its own words are about."""
    words = [word for word in load_context_words() if word.effect == "about" and word.substance_id == substance_id]
    return re.compile(rf"\b{any_of(word.word for word in words)}\b" if words else r"(?!)")


@cache
def _of_behind() -> re.Pattern[str]:
    return re.compile(rf"(?<=\s){any_of(load_small_words('of'))}\s?$")


@cache
def _amount_of_trade() -> re.Pattern[str]:
    """Return the pattern of a number with a unit or container larger than those of a label; ``per kg`` is no such."""
    units = unit_pattern("unit", "container", without=_label_units("ingredient", "nutrient"))
    return re.compile(rf"(?<![\d/])\d+\s*{units}(?![^\W\d_]|/)", re.IGNORECASE)


@cache
def _small_amount() -> re.Pattern[str]:
    """Return the pattern of an amount of a nutrient at the end of what stands before its name."""
    units = "|".join(map(re.escape, sorted(_label_units("nutrient"), key=len, reverse=True)))
    return re.compile(rf"\d\s*(?:{units})\s?$")


def _label_units(*labels: str) -> tuple[str, ...]:
    return tuple(word.word for word in load_packing_words() if word.label in labels)
