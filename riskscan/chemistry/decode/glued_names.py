"""Brands, codes and item numbers glued to names: ``HONGDA-acetone``, ``safrole/HP``, ``2.acetone``."""

import re
from collections.abc import Collection, Sequence

from riskscan.chemistry.decode.resolving import Resolver
from riskscan.chemistry.gate.tokens import TokenJudge, TokenKind
from riskscan.chemistry.names.translation import translate_word
from riskscan.chemistry.text.chemical_words import has_telling_part
from riskscan.chemistry.text.other_words import is_everyday_word, is_medicine
from riskscan.chemistry.text.salts import is_salt_word
from riskscan.chemistry.text.spelling import fold_name
from riskscan.tables.morphemes import load_morphemes

__all__ = ["GluedNames"]

_GLUED = re.compile(r"\S*[^\W_][-_/\\|]+[^\W_]\S*|\d{1,2}[.)]\S{4,}")
_MAY_BE_GLUED = re.compile(r"[^\W_][-_/\\|]+[^\W_]|\d[.)]\S{4}")
"""Stands in all that the pattern above finds: a look that spares most lines the other."""
_GLUE = re.compile(r"[-_/\\|]+")
_ITEM_NUMBER = re.compile(r"\d{1,2}[.)](?=\S{4})")
_CODE = re.compile(r"[A-Z]{2,4}\d{1,4}")
_LONGEST_CODE = 4
_MOST_BRANDS = 6
"""Pieces on one side of a name; where more are glued to it, every span between them would have to be tried."""


class GluedNames:
    """Set apart what is glued to words and can be no part of a chemical name.

    Parameters
    ----------
    resolver : Resolver
    tokens : TokenJudge
    """

    def __init__(self, resolver: Resolver, tokens: TokenJudge) -> None:
        self._resolver = resolver
        self._tokens = tokens

    def set_apart(self, text: str, read: Collection[str]) -> str:
        """Return a text of the same length but for item numbers, without the brands and codes glued to its words.

        Parameters
        ----------
        text : str
        read : collection of str
            Words that were read as they stand: what is glued in them belongs there.
        """

        def apart(token: re.Match[str]) -> str:
            word = token.group()
            if any(word in words for words in read):
                return word
            number = _ITEM_NUMBER.match(word)
            head, word = (f"{number.group()} ", word[number.end() :]) if number else ("", word)
            return head + self._apart(word)

        return _GLUED.sub(apart, text) if _MAY_BE_GLUED.search(text) else text

    def _apart(self, word: str) -> str:
        glue = list(_GLUE.finditer(word))
        pieces = _GLUE.split(word)
        behind = pieces[:0:-1]
        if behind and glue[-1].group() == "-" and not behind[0].isupper() and is_everyday_word(fold_name(behind[0])):
            behind = []  # goods that are named after it: ``Salzsäure-Tabletten``
        n_before, n_behind = self._count_brands(pieces[:-1]), self._count_brands(behind)
        if n_before + n_behind >= len(pieces):  # brands only, but for the word of a longer name at one end
            at_ends = [self._is_word_of_name(piece) for piece in (pieces[0], pieces[-1])]
            if len(pieces) == 1 or at_ends[0] == at_ends[1]:
                return word
            n_before, n_behind = (len(pieces) - 1, 0) if at_ends[1] else (0, len(pieces) - 1)
        first = glue[n_before - 1].end() if n_before else 0
        last = glue[len(glue) - n_behind].start() if n_behind else len(word)
        return " " * first + word[first:last] + " " * (len(word) - last)

    def _is_word_of_name(self, piece: str) -> bool:
        """Whether a piece is a word of a listed name of several: ``HONGDA-bezwodnik octowy``."""
        if piece.isupper() and len(piece) <= _LONGEST_CODE:
            return False
        return fold_name(piece) in self._resolver.names.words or self._tokens.judge(piece) >= TokenKind.SHORT

    def _count_brands(self, pieces: Sequence[str]) -> int:
        """Count the pieces from one end of a word on that can be no part of a name, as far as a brand may reach."""
        n_brands = 0
        for piece in pieces[:_MOST_BRANDS]:
            if piece and not self._is_brand(piece):
                break
            n_brands += 1
        return n_brands

    def _is_brand(self, piece: str) -> bool:
        """Whether a piece of a word can be no part of a chemical name."""
        folded = fold_name(piece)
        if not folded.isascii() or len(folded) < 2 or self._resolver.names.find(folded) is not None:
            return False
        if _CODE.fullmatch(piece):
            return True
        if not folded.isalpha() or is_salt_word(folded) or is_medicine(folded):
            return False
        if folded in load_morphemes().joining or any(map(has_telling_part, (folded, *translate_word(folded)))):
            return False  # ``di-isocianatos``
        is_code = piece.isupper() and len(piece) <= _LONGEST_CODE
        return is_code or self._tokens.judge(piece) in (TokenKind.PLAIN, TokenKind.PIECE, TokenKind.SHORT)
