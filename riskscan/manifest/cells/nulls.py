"""Cells that say nothing: ``N/A``, ``-``, ``TO ORDER``, each in the columns where it does."""

import re
from functools import cache
from typing import Literal

from riskscan.identifiers.characters import to_plain
from riskscan.tables.null_words import NullKind, load_null_words

__all__ = ["ColumnKind", "is_null", "null_kind", "null_texts"]

_BRACKETS = (("<", ">"), ("(", ")"), ("[", "]"), ("*", "*"), ("-", "-"), ("#", ""), ('"', '"'), ("'", "'"), ("", "."))
_MARKS = "-_.*?/#=~—–•\\"
_LONGEST_RUN = 12
_COMPATIBLE = re.compile("[\u00a0\u2000-\u206f\u3000\ufe00-\uffef]")
"""Full-width letters and odd blanks, which a null word may be written with."""
_SHORT_CODE = re.compile("[a-z]{1,3}")
_LONGEST = 40

ColumnKind = NullKind | Literal["place"]
"""Kind of a column; ``place`` for ports and carriers, whose codes look like short null words (``NAN`` is Nadi)."""

_KINDS: dict[str, ColumnKind] = {
    "goods_description": "goods",
    "chemical_name": "goods",
    "consignment_id": "id",
    "permit_reference": "id",
    "port_of_loading": "place",
    "port_of_discharge": "place",
    "transport_mode": "place",
    "carrier": "place",
    "consignor_name": "party",
    "consignor_address": "party",
    "consignee_name": "party",
    "consignee_address": "party",
}


def null_kind(column: str) -> ColumnKind:
    """Return the kind of null words of a canonical column of text."""
    return _KINDS.get(column, "any")


@cache
def null_texts(kind: ColumnKind) -> frozenset[str]:
    """Return all texts, in small letters, that are null in a kind of column; runs of marks such as ``---`` among them.

    Examples
    --------
    >>> [text in null_texts("party") for text in ("n/a", "<null>", "not-available", "to order", "acme")]
    [True, True, True, True, False]
    >>> "na" in null_texts("country")
    False
    """
    texts = {mark * length for mark in _MARKS for length in range(1, _LONGEST_RUN + 1)}
    for row in load_null_words():
        if row.kind in ("any", kind):
            word = to_plain(row.word).casefold()
            spaced = {word, word.replace(" ", "-"), word.replace(" ", "_"), word.replace("/", " / ")}
            texts |= spaced | {f"{left}{word}{right}" for left, right in _BRACKETS}
    if kind == "country":  # Namibia
        texts.discard("na")
    if kind == "place":
        texts = {text for text in texts if not _SHORT_CODE.fullmatch(text)}
    return frozenset(texts)


def is_null(text: str, kind: ColumnKind) -> bool:
    """Whether a cell says nothing."""
    bare = text.strip()
    if not bare or len(bare) > _LONGEST:
        return not bare
    known = null_texts(kind)
    if bare.casefold() in known:
        return True
    return not bare.isascii() and _COMPATIBLE.search(bare) is not None and to_plain(bare).casefold() in known
