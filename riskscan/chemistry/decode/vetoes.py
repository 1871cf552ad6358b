"""What no cost outweighs: readings that may not stand, whatever they explain.

What the words round a name say of it stands in `riskscan.chemistry.decode.surroundings`, whether a slip is one in
`riskscan.chemistry.decode.repairing`; here is what a reading says of itself, and what the readings beside it do.
"""

import re

from riskscan.chemistry.decode.candidates import Candidate
from riskscan.chemistry.decode.evidence import Edit
from riskscan.chemistry.decode.other_compounds import may_name_salt
from riskscan.chemistry.decode.resolving import Resolution, Resolver
from riskscan.chemistry.decode.surroundings import is_heading
from riskscan.chemistry.decode.trace import veto
from riskscan.chemistry.gate.runs import Token, trim
from riskscan.chemistry.gate.tokens import TokenKind, has_locant
from riskscan.chemistry.names.near_names import NearMatch
from riskscan.chemistry.text.spelling import fold_name
from riskscan.tables.morphemes import load_morphemes

__all__ = [
    "NamesThatGoOn",
    "ends_longer_name",
    "is_as_written",
    "is_explained_otherwise",
    "is_fragment",
    "may_displace",
]

_PREFIX = re.compile(r"[\d',]+-?\(.+\)")
_OPEN_VALENCE = re.compile(r"\[(?:C|c|CH|CH2|N|NH|O)\]")
"""Of a group; but the tables draw some alkanes so too."""
_LOCANT = re.compile(r"(?:[\d',]+|[Nn])-")
_MOST_FOLLOWING = 4
"""Words in which a name that follows another must end."""
_SALT = re.compile(r"\s*,?\s*([\w()+:-]+) salt\b", re.IGNORECASE)
_AS_SALT = frozenset({"salt"})
_CLEARLY = 1.5
_LETTER_IN_EDITS = 0.4
"""Edits that reading one more letter than a name that stands there is worth."""


def is_as_written(found: Resolution) -> bool:
    """Whether a name was read without a guess at its spelling."""
    return found.is_verbatim or found.evidence.edits[-1:] == (Edit.TRANSLATED,)


@veto("a harmless group or ion, left of a longer name", refuses=True)
def is_fragment(found: Resolution) -> bool:
    """Whether what was read is harmless and the ion or group that is left of a name of which a part was not read."""
    smiles = found.smiles or ""
    is_ion = "-]" in smiles and "+" not in smiles
    is_group = _OPEN_VALENCE.search(smiles) is not None and found.name.lower().rstrip(")").endswith("yl")
    return not found.matches and (is_ion or is_group)


@veto("it ends a longer name that was not read", refuses=True)
def ends_longer_name(hit: Candidate, run: list[Token], others: list[Candidate]) -> bool:
    """Whether a listed name ends a longer one that was not read: ``4-n-boc-amino piperidine``, ``nitro 2 toluene``."""
    before = [token for token in run if token.place < hit.first]
    first = run[hit.first - run[0].place]
    if not before or first.text.startswith("("):
        return False  # a name in brackets explains what stands before it
    if hit.first == hit.last and first.kind is TokenKind.SHORT:
        return False  # so does a formula or an abbreviation
    if is_numbered := before[-1].text.rstrip(",-").isdigit():  # no "2)" of a list
        before = before[:-1]
    elif hit.first != hit.last and not before[-1].squeezed.endswith("yl"):
        return False
    if not before or any(other.covers(before[-1]) for other in others):
        return False
    word, kind = before[-1].text, before[-1].kind
    is_part = kind >= TokenKind.CHEMICAL or (kind is TokenKind.NEAR and has_locant(before[-1].folded))
    is_numbered = is_numbered or first.text.isdigit()
    is_part = is_part or (is_numbered and (word.lower().endswith("yl") or word.lower() in load_morphemes().telling))
    return is_part and (word[-1].isalnum() or _PREFIX.fullmatch(word) is not None)


@veto("a name in brackets says what the abbreviation stands for", refuses=True)
def is_explained_otherwise(hit: Candidate, others: list[Candidate], tokens: list[Token]) -> bool:
    """Whether a harmless name in brackets says what an abbreviation stands for: ``4-AP (4-aminopyridine)``."""
    return bool(hit.found and hit.found.context) and any(
        other.found is not None
        and not (other.is_hit or other.is_open or other.found.near or other.found.drug)
        and ((other.first == hit.last + 1 and tokens[other.first].text.startswith("("))
             or (other.last == hit.first - 1 and tokens[hit.first].text.startswith("(")))
        for other in others
    )  # fmt: skip


class NamesThatGoOn:
    """Tell listed names that begin a longer one which was not read.

    Parameters
    ----------
    resolver : Resolver
    """

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    @veto("it begins a longer name", refuses=True)
    def is_begun(self, found: Resolution, text: str, end: int) -> bool:
        """Whether a name that ends there is the heading of an index name or an acid of which a salt is no matter.

        ``Sulfuric acid, tin salt``: its listings leave the salts out.
        """
        if not found.matches:
            return False
        if is_heading(text, end):
            return not self._begins_with_name(text[end:].lstrip(" ,"))
        salt = _SALT.match(text, end)
        of_what = salt is not None and may_name_salt(fold_name(salt[1]).strip("()"))
        return of_what and not self._resolver.with_forms(found, _AS_SALT).matches

    def _begins_with_name(self, words: str) -> bool:
        """Whether what follows a comma is a name of its own: ``acetone, 2-butanone`` are two."""
        if not _LOCANT.match(words):
            return False
        first = words.split(maxsplit=_MOST_FOLLOWING)[:_MOST_FOLLOWING]
        spans = [" ".join(first[:size]) for size in range(len(first), 0, -1)]
        found = [self._resolver.resolve(trim(span)) for span in (*spans, words.partition(",")[0])]
        return any(resolution is not None and not resolution.evidence.is_mended for resolution in found)


def may_displace(match: NearMatch, read: Candidate, tokens: list[Token]) -> bool:
    """Whether a listed name with slips may take the place of a reading: it has it whole, or says that it was misread.

    A word that is right as it stands is no slip: it must be a part of the listed name.
    """
    if read.is_unresolved:  # what stands before the match must not be a part of its name
        return all(token.kind < TokenKind.NEAR for token in tokens[read.first : match.first])
    is_inside = match.first <= read.first and read.last <= match.last
    letters = "".join(token.squeezed for token in tokens[read.first : read.last + 1])
    is_guess = read.found is None or not is_as_written(read.found)
    if read.found is None or read.found.matches:
        return (is_inside and (is_guess or letters in match.target)) or match.gain > _CLEARLY * len(letters)
    explains_more = len(match.window) - len(letters) >= match.cost / _LETTER_IN_EDITS
    return is_inside and (is_guess or (letters in match.target and explains_more))
