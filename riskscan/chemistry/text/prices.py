"""What a price holds or leaves out: where a text leaves that out, it says nothing of the goods."""

import re
from functools import cache

from riskscan.chemistry.text.word_patterns import any_of, may_be_small_word
from riskscan.tables.small_words import load_small_words

__all__ = ["leaves_out_price", "price_behind"]

_CJK = "[\u3040-\u30ff\u3400-\u9fff]"
"""Letters between which words need no space."""


def leaves_out_price(head: str) -> bool:
    """Whether what is left out next is a part of the price, not of the goods: ``VAT excl. acetone``.

    Parameters
    ----------
    head : str
        What stands before the word of exclusion, in small letters without accents.

    Examples
    --------
    >>> leaves_out_price("25 kg, vat "), leaves_out_price("运费"), leaves_out_price("solvents ")
    (True, True, False)
    """
    return _price_at_end().search(head) is not None


@cache
def price_behind() -> str:
    """Return a pattern of a part of the price that follows a word of exclusion, and is what it leaves out.

    Examples
    --------
    >>> [re.match("excluded" + price_behind(), text) is not None for text in ("excluded vat", "excluded by law")]
    [True, False]
    """
    small = may_be_small_word("of") + may_be_small_word("article")
    return rf"[\s:]{{0,2}}{small}{_price()}(?:(?![^\W_])|(?<={_CJK}))"


@cache
def _price_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<![^\W_])|(?<={_CJK})){_price()}[\s(,:.]*$")


def _price() -> str:
    return any_of(load_small_words("price"))
