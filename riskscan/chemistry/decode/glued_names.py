"""Listed names to which a brand or a code is glued: ``HONGDA-acetone``, ``safrole/HP``."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from riskscan.chemistry.decode.candidates import Candidate, Line
from riskscan.chemistry.decode.costs import cost_of_mending, least_cost
from riskscan.chemistry.decode.identified import Mention
from riskscan.chemistry.decode.repairing import Repairer
from riskscan.chemistry.decode.resolving import Resolver
from riskscan.chemistry.decode.surroundings import is_credible, let_stand
from riskscan.chemistry.gate.runs import Token, trim
from riskscan.chemistry.gate.tokens import TokenJudge, TokenKind
from riskscan.chemistry.text.salts import is_salt_word
from riskscan.chemistry.text.spelling import fold_name, squeeze_name

__all__ = ["GluedNames"]

_GLUE = re.compile(r"[-_/\\|]")
_SHORTEST_NAME = 5
_LONGEST_CODE = 4
_MOST_BRANDS = 6
"""Pieces on one side of a name; where more are glued to it, every span between them would have to be tried."""


class GluedNames:
    """Read words that are a listed name with other things glued to it.

    Parameters
    ----------
    resolver : Resolver
    repairer : Repairer
    tokens : TokenJudge
    """

    def __init__(self, resolver: Resolver, repairer: Repairer, tokens: TokenJudge) -> None:
        self._resolver = resolver
        self._repairer = repairer
        self._tokens = tokens

    def candidates(self, line: Line, token: Token) -> Iterator[Candidate]:
        """Yield the listed names that a word of a line may be between its brands."""
        marks = [-1, *(match.start() for match in _GLUE.finditer(token.text)), len(token.text)]
        n_before, n_behind = (self._count_brands(token.text, side) for side in (marks, marks[::-1]))
        for first in range(n_before + 1):
            for last in range(len(marks) - 1 - n_behind, len(marks)):
                start, end = token.start + marks[first] + 1, token.start + marks[last]
                if end - start >= _SHORTEST_NAME and len(marks) > 2:
                    letters = len(squeeze_name(fold_name(line.text[start:end])))
                    judge = partial(self._judge, line, token, start, end, letters)
                    yield Candidate(token.place, token.place, letters - least_cost(), judge=judge)

    def _judge(self, line: Line, token: Token, start: int, end: int, letters: int) -> Candidate | None:
        words = trim(line.text[start:end])
        found, cost = self._resolver.find_listed(words), least_cost()
        if found is None and (mended := self._repairer.mend(words)):
            found, cost = mended.found, cost_of_mending(mended.cost)
        if found is None or not found.matches or not is_credible(found, words, line.text.replace(token.text, words)):
            return None
        if not let_stand(found, line.text, start, end):
            return None
        return Candidate(token.place, token.place, letters - cost, (Mention(words, found),))

    def _count_brands(self, text: str, marks: Sequence[int]) -> int:
        """Count the pieces from one end of a word on that can be no part of a name, as far as a brand may reach."""
        n_brands = 0
        for one, other in pairwise(marks[: _MOST_BRANDS + 1]):
            piece = text[min(one, other) + 1 : max(one, other)]
            if piece and not self._is_brand(piece):
                break
            n_brands += 1
        return n_brands

    def _is_brand(self, piece: str) -> bool:
        """Whether a piece of a word can be no part of a chemical name."""
        folded = fold_name(piece)
        if not folded.isascii() or not folded.isalpha() or len(folded) < 2 or is_salt_word(folded):
            return False
        is_code = piece.isupper() and len(piece) <= _LONGEST_CODE and self._resolver.names.find(folded) is None
        return is_code or self._tokens.judge(piece) in (TokenKind.PLAIN, TokenKind.PIECE, TokenKind.SHORT)
