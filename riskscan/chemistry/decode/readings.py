"""What was read in a line, on which of its words, and how the readings of the same words weigh against one another."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from riskscan.chemistry.decode.evidence import Edit
from riskscan.chemistry.decode.identified import Mention
from riskscan.chemistry.decode.resolving import Resolution
from riskscan.chemistry.gate.runs import EDGE, Token
from riskscan.chemistry.gate.tokens import TokenKind, has_locant
from riskscan.chemistry.names.near_names import NearMatch
from riskscan.chemistry.text.amounts import is_quantity
from riskscan.chemistry.text.other_words import is_everyday_word

__all__ = [
    "Reading", "goes_on_before", "is_as_written", "is_fragment", "is_outdone", "may_lack_hyphens",
    "where_slips_may_stand", "worth",
]  # fmt: skip

_CLEARLY = 1.5
_PIECE = 1.0
_COST_OF_A_LETTER = 0.4
"""Edits that reading one more letter of the line is worth."""
_PREFIX = re.compile(r"[\d',]+-?\(.+\)")
_OPEN_VALENCE = re.compile(r"\[(?:C|c|CH|CH2|N|NH|O)\]")
"""Of a group; but the tables draw some alkanes so too."""
_LETTER = re.compile(r"[^\W\d_]")
_SHORTEST = 2
_MOST_BESIDE, _MOST_PLAIN = 10, 2
"""Words of a name to one side of one of them, and how many of them may look ordinary."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention on the tokens from `first` to `last`; without one, the words round a name took it back."""

    mention: Mention | None
    first: int
    last: int

    @property
    def is_hit(self) -> bool:
        """Whether a listed substance was read."""
        return bool(self.mention and self.mention.resolution and self.mention.resolution.matches)

    @property
    def smiles(self) -> str | None:
        """The structure that was read."""
        return self.mention.resolution.smiles if self.mention and self.mention.resolution else None

    @property
    def is_unresolved(self) -> bool:
        """Whether the words look chemical and were not read."""
        return self.mention is not None and self.mention.resolution is None

    def covers(self, token: Token) -> bool:
        """Whether a token is one of the reading's."""
        return self.first <= token.place <= self.last


def may_lack_hyphens(run: list[Token], readings: list[Reading]) -> bool:
    """Whether bare numbers stand in a run of which chemical words stayed unread: ``methyl 2 phenyl 3 oxobutanoate``."""
    unread = [token for token in run if not any(reading.covers(token) for reading in readings)]
    has_number = any(token.text[0].isdigit() and token.text.replace(",", "").isdigit() for token in run[1:])
    return has_number and any(token.kind is TokenKind.CHEMICAL for token in unread)


def where_slips_may_stand(tokens: list[Token], readings: list[Reading], is_right: Callable[[str], bool]) -> list[range]:
    """Return the stretches of a line in which a listed name with slips may stand: places of tokens, none twice.

    They lie round the words that may be chemical and were not read, and round names read side by side, which may be
    one; a few ordinary words belong to them, since a slip may make one of a part of a name.

    Parameters
    ----------
    tokens : list of Token
    readings : list of Reading
    is_right : callable
        Whether a folded word is one of many chemical names, so that it is no slip of another.
    """
    named = [reading for reading in readings if not reading.is_unresolved]
    read = {place for reading in named for place in range(reading.first, reading.last + 1)}
    beside = {place for reading in named for place in (reading.first - 1, reading.last + 1)}
    anchors = [
        token.place
        for token in tokens
        if token.place not in read
        and _may_be_slip(token, token.place in beside)
        and not (is_right(token.folded.strip(EDGE)) and _stands_alone(tokens, token.place))
    ]
    anchors += [place for place in beside if place in read]
    stretches: list[range] = []
    for place in sorted(anchors):
        first, last = _reach(tokens, place, -1), _reach(tokens, place, 1)
        if stretches and first <= stretches[-1].stop:
            first, last = stretches.pop().start, max(last, first)
        stretches.append(range(first, last + 1))
    return stretches


def _may_be_slip(token: Token, is_beside: bool) -> bool:
    """Whether a word that was not read may be part of a name: a telling one, or a strange one beside a name."""
    if token.kind >= TokenKind.PIECE or (token.kind is TokenKind.PLAIN and not is_beside):
        return token.kind >= TokenKind.PIECE
    word = "".join(_LETTER.findall(token.folded))
    if is_beside and word and token.text[0] == "0":
        return True  # no amount: the end of ``propan0l``
    return len(word) >= _SHORTEST and ((is_beside and token.kind is TokenKind.JOINS) or not is_everyday_word(word))


def _stands_alone(tokens: list[Token], place: int) -> bool:
    """Whether the words to both sides of one are ordinary."""
    beside = tokens[max(0, place - 1) : place] + tokens[place + 1 : place + 2]
    return all(token.kind is TokenKind.PLAIN and _is_ordinary(token) for token in beside)


def _reach(tokens: list[Token], place: int, step: int) -> int:
    """Return the last place to one side of a word that may belong to its name.

    Of ordinary words only one that stands between two others does: ``P2P shite powder``.
    """
    plain = 0
    for _ in range(_MOST_BESIDE):
        if not 0 <= place + step < len(tokens):
            break
        if tokens[place + step].kind is TokenKind.PLAIN:
            plain += 1
            further = place + 2 * step
            bridges = 0 <= further < len(tokens) and tokens[further].kind is not TokenKind.PLAIN
            if plain > _MOST_PLAIN or (not bridges and _is_ordinary(tokens[place + step])):
                break
        place += step
    return place


def _is_ordinary(token: Token) -> bool:
    return is_quantity(token.text) or is_everyday_word("".join(_LETTER.findall(token.folded)))


def is_outdone(reading: Reading, match: NearMatch, tokens: list[Token]) -> bool:
    """Whether a listed name may take the place of a reading: it has it whole, or says that it was misread."""
    is_inside = match.first <= reading.first and reading.last <= match.last
    if reading.is_unresolved:  # what stands before the match must not be a part of its name
        return all(token.kind < TokenKind.NEAR for token in tokens[reading.first : match.first])
    found = reading.mention.resolution if reading.mention else None
    read = _read_letters(reading, tokens)
    is_guess = found is None or not is_as_written(found)
    explains_more = len(match.window) - len(read) > match.cost / _COST_OF_A_LETTER
    if found is None or found.matches:
        return (is_inside and (is_guess or read in match.target)) or match.gain > _CLEARLY * len(read)
    return is_inside and (is_guess or (read in match.target and explains_more))


def is_as_written(found: Resolution) -> bool:
    """Whether a name was read without a guess at its spelling."""
    return found.is_verbatim or found.evidence.edits[-1:] == (Edit.TRANSLATED,)


def worth(reading: Reading, tokens: list[Token]) -> float:
    """Return the letters read, less something for each piece that a name falls into and each that had to be mended."""
    if reading.is_unresolved:
        return 0.0
    found = reading.mention.resolution if reading.mention else None
    as_written = found is not None and found.is_verbatim
    return len(_read_letters(reading, tokens)) - _PIECE * (1 if as_written else 2)


def is_fragment(found: Resolution) -> bool:
    """Whether what was read is harmless and the ion or group that is left of a name of which a part was not read."""
    smiles = found.smiles or ""
    is_ion = "-]" in smiles and "+" not in smiles
    is_group = _OPEN_VALENCE.search(smiles) is not None and found.name.lower().rstrip(")").endswith("yl")
    return not found.matches and (is_ion or is_group)


def _read_letters(reading: Reading, tokens: list[Token]) -> str:
    return "".join(token.squeezed for token in tokens[reading.first : reading.last + 1])


def goes_on_before(reading: Reading, run: list[Token], readings: list[Reading]) -> bool:
    """Whether a listed name ends a longer one that was not read: ``4-n-boc-amino piperidine``, ``nitro 2 toluene``."""
    before = [token for token in run if token.place < reading.first]
    first = run[reading.first - run[0].place]
    if not reading.is_hit or not before or first.text.startswith("("):
        return False  # a name in brackets explains what stands before it
    if reading.first == reading.last and first.kind is TokenKind.SHORT:
        return False  # so does a formula or an abbreviation
    if before[-1].text.rstrip(",-").isdigit():  # no "2)" of a list
        before = before[:-1]
    elif reading.first != reading.last and not before[-1].squeezed.endswith("yl"):
        return False
    if not before or any(other.covers(before[-1]) for other in readings):
        return False
    word, kind = before[-1].text, before[-1].kind
    is_part = kind >= TokenKind.CHEMICAL or (kind is TokenKind.NEAR and has_locant(before[-1].folded))
    return is_part and (word[-1].isalnum() or _PREFIX.fullmatch(word) is not None)
