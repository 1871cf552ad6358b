"""Lists of what goods are made of, as labels of food, cosmetics and medicines print them, beside no amount of trade.

In such a list stand words for groups, mixtures and polymers that name no compound (``Caprylyl``, ``Dimethicone/Vinyl``),
misprints, and elements that are nutrients: no reasons for a chemist to look, and no goods of their own.
"""

import re
from functools import cache

from riskscan.chemistry.names.ionic_names import find_cations
from riskscan.chemistry.text.amounts import unit_pattern

__all__ = ["has_amount_of_trade", "is_beside_nutrients", "lists_ingredients"]

_FEWEST_MEMBERS = 5
_PARTS_MEMBERS = re.compile(r"[,;·•*]\s|[,;](?=[^\W\d_])|[،、，；]|\s[/|-]\s")
_NUTRIENTS = frozenset(
    ("calcium", "chromium", "cobalt", "copper", "iron", "magnesium", "manganese", "molybdenum", "potassium", "selenium",
     "sodium", "zinc")
)  # fmt: skip
"""Metals that food and medicines are enriched with."""
_FEWEST_NUTRIENTS = 2
_SMALL_UNITS = ("g", "gr", "mg", "µg", "μg", "ug", "mcg", "ml", "cl", "克", "毫克", "微克", "毫升")
"""Of an amount that a label states of one ingredient."""


def lists_ingredients(text: str) -> bool:
    """Whether a line is a list of several members with no amount in which goods are sent.

    Examples
    --------
    >>> lists_ingredients("Aqua, Glycerin, Caprylyl Glycol, Parfum, Linalool")
    True
    >>> lists_ingredients("acetone, toluene, methanol, xylene, hexane 25 kg drum")
    False
    """
    return len(_PARTS_MEMBERS.findall(text)) >= _FEWEST_MEMBERS - 1 and not has_amount_of_trade(text)


def is_beside_nutrients(around: str) -> bool:
    """Whether two metals with which food is enriched stand beside a name, and no amount in which goods are sent.

    Examples
    --------
    >>> is_beside_nutrients("Calcium / / Magnesio / Zinc"), is_beside_nutrients("zinc, 25 kg"), is_beside_nutrients("zinc")
    (True, False, False)
    """
    if has_amount_of_trade(around):
        return False
    return len(_NUTRIENTS.intersection(find_cations(around))) >= _FEWEST_NUTRIENTS


def has_amount_of_trade(text: str) -> bool:
    """Whether an amount stands there in which goods are sent, larger than those of a label.

    Examples
    --------
    >>> has_amount_of_trade("iodide 25 kg"), has_amount_of_trade("iodide 30 mg/kg")
    (True, False)
    """
    return _amount_of_trade().search(text) is not None


@cache
def _amount_of_trade() -> re.Pattern[str]:
    """Return the pattern of a number with a unit or container larger than those of a label; ``per kg`` is no such."""
    units = unit_pattern("unit", "container", without=_SMALL_UNITS)
    return re.compile(rf"(?<![\d/])\d+\s*{units}(?![^\W\d_]|/)", re.IGNORECASE)
