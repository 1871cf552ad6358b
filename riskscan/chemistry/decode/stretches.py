"""Where in a line the words stand that were not read, and where a listed name with slips may."""

import re
from collections.abc import Callable, Iterator

from riskscan.chemistry.decode.candidates import Candidate
from riskscan.chemistry.gate.runs import EDGE, Token, adjacent, without_ends
from riskscan.chemistry.gate.tokens import TokenKind
from riskscan.chemistry.text.amounts import is_quantity
from riskscan.chemistry.text.other_words import is_everyday_word

__all__ = ["may_lack_hyphens", "narrowing", "shorter", "where_slips_may_stand"]

_LETTER = re.compile(r"[^\W\d_]")
_SHORTEST = 2
_MOST_BESIDE, _MOST_PLAIN = 10, 2
"""Words of a name to one side of one of them, and how many of them may look ordinary."""


def may_lack_hyphens(run: list[Token], read: list[Candidate]) -> bool:
    """Whether bare numbers stand in a run of which chemical words stayed unread: ``methyl 2 phenyl 3 oxobutanoate``.

    A word that leaves open what it means (``oxobutanoate``) may be the end of a name that says it.
    """
    told = [candidate for candidate in read if not candidate.is_open]
    unread = [token for token in run if not any(candidate.covers(token) for candidate in told)]
    has_number = any(token.text[0].isdigit() and token.text.replace(",", "").isdigit() for token in run[1:])
    return has_number and any(token.kind is TokenKind.CHEMICAL for token in unread)


def where_slips_may_stand(
    tokens: list[Token], readings: list[Candidate], is_right: Callable[[str], bool]
) -> list[range]:
    """Return the stretches of a line in which a listed name with slips may stand: places of tokens, none twice.

    They lie round the words that may be chemical and were not read, and round names read side by side, which may be
    one; a few ordinary words belong to them, since a slip may make one of a part of a name.

    Parameters
    ----------
    tokens : list of Token
    readings : list of Candidate
    is_right : callable
        Whether a folded word is one of many chemical names, so that it is no slip of another.
    """
    named = [candidate for candidate in readings if not candidate.is_unresolved]
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
        if stretches and first <= stretches[-1].stop and not _ends_name(tokens[first - 1]):
            first, last = stretches.pop().start, max(last, first)
        stretches.append(range(first, last + 1))
    return stretches


def _may_be_slip(token: Token, is_beside: bool) -> bool:
    """Whether a word that was not read may be part of a name: a telling one, or a strange one beside a name."""
    if token.kind >= TokenKind.PIECE or (token.kind is TokenKind.PLAIN and not is_beside):
        return token.kind >= TokenKind.PIECE
    word = "".join(_LETTER.findall(token.folded))
    if is_beside and len(word) > _SHORTEST and token.text.rstrip(EDGE).endswith("-"):
        return True  # a term of an index name: ``Ethane, hitro-``
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
        if not 0 <= place + step < len(tokens) or _parts(tokens[place + step]):
            break
        if _ends_name(tokens[min(place, place + step)]):
            break
        if tokens[place + step].kind is TokenKind.PLAIN:
            plain += 1
            further = place + 2 * step
            bridges = 0 <= further < len(tokens) and tokens[further].kind is not TokenKind.PLAIN
            if plain > _MOST_PLAIN or (not bridges and _is_ordinary(tokens[place + step])):
                break
        place += step
    return place


def _parts(token: Token) -> bool:
    """Whether no name goes on over a token: a word like ``or``, the border of a cell."""
    return token.is_parting or token.text == "|"


def _ends_name(token: Token) -> bool:
    return token.text.endswith(";")


def _is_ordinary(token: Token) -> bool:
    return is_quantity(token.text) or is_everyday_word("".join(_LETTER.findall(token.folded)))


def narrowing(stretch: list[Token], is_done: Callable[[list[Token]], bool]) -> Iterator[list[Token]]:
    """Yield a stretch, and what is left of it when it is made shorter again and again; nothing of one that is done."""
    if not is_done(stretch):
        yield stretch
        for group in shorter(stretch):
            yield from narrowing(group, is_done)


def shorter(stretch: list[Token]) -> Iterator[list[Token]]:
    """Yield a stretch without its ends that are not chemical, else its chemical words in groups."""
    inner = without_ends(stretch)
    if 0 < len(inner) < len(stretch):
        yield inner
        return
    chemical = [token for token in stretch if token.kind >= TokenKind.NEAR]
    if 0 < len(chemical) < len(stretch):
        yield from adjacent(chemical)
