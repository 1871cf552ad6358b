"""Set aside what a name says of the form of a chemical: its isotopes, stereoisomer, salt or hydrate."""

import re

from riskscan.chemistry.text.salts import set_salt_words_aside

__all__ = ["says_isotopes", "set_forms_aside"]

_ISOTOPES = re.compile(r"(?<![-\s,(\[])(?:[-\s,(\[]*(?:d\d{1,2}|\d{1,2}c\d{0,2}|15n\d?|deuterated)[)\]]*){1,3}$|-d$")
_LABELED = re.compile(
    r"^(?:(?:[\d',]+-|(?:alpha,)*alpha-)?\((?:[a-z]+-|[\d',]*-?)2h\d{0,2}\)[- ]?"
    r"|(?:[no](?:,[no])*-)?(?:mono|per|di|tri|tetra|penta|hexa|hepta|octa|deca)?deuter(?:io|o))"
)
_LABELED_WORD = re.compile(r"(?<=[a-z]{3})-d\d{1,2}(?= )")
_DESCRIPTOR = r"(?:\d{1,2}[a-h]?'*)?(?:rs|sr|[rsez])\*?"
"""``2R``, ``3aS``, ``E``, ``RS``; ``(vanilline)`` is a word."""
_STEREO = re.compile(
    rf"^(?:\((?:(?:{_DESCRIPTOR}|\d+),)*{_DESCRIPTOR}\)-?|\([+±-]+\)-?"
    r"|(?:rac|dl|cis|trans|d|l|r|s|e|z|threo|erythro|meso|racemic)[-\s]+"
    r"|\+/--|\(\+/-\)-?|±)+"
)
_STRAIGHT = re.compile(r"^n-(?=(?:prop|but|pent|hex|hept|oct|non|dec|valer|capr)[a-z]{2})")
"""A chain without branches: said, although a name without it means the same."""
_LABELS = (_ISOTOPES, _LABELED_WORD, _LABELED)
_SHORTEST = 4
"""Letters that must be left of a name."""


def says_isotopes(folded: str) -> bool:
    """Whether a folded name ends in a label of isotopes: ``acetone-d6``."""
    return _ISOTOPES.search(folded) is not None


def set_forms_aside(name: str, folded: str) -> tuple[str, frozenset[str]]:
    """Return a folded name without the words and signs that say its form, and the forms that change what is listed.

    Parameters
    ----------
    name : str
        As it stands in the text: a small ``n-`` is a straight chain, a capital one a position.
    folded : str

    Examples
    --------
    >>> set_forms_aside("acetone-d6", "acetone-d6"), set_forms_aside("(+)-ephedrine", "(+)-ephedrine")[0]
    (('acetone', frozenset({'isotopologue'})), 'ephedrine')
    """
    bare, labeled = folded, frozenset[str]()
    for label in _LABELS:
        without = label.sub("", bare)
        if without != bare and len(without) >= _SHORTEST:
            bare, labeled = without, frozenset({"isotopologue"})
    without = _STEREO.sub("", bare)
    if len(without) >= _SHORTEST:
        bare = without
    if name.startswith("n-"):
        bare = _STRAIGHT.sub("", bare)
    bare, said = set_salt_words_aside(bare)
    return bare, labeled | said
