"""Words with figures and punctuation in them, a column at once: which say the same, and which say nothing for certain.

``C/24`` and ``C/30`` are no different to a chemist, and ``LIMP.VEJA/500`` is as little part of a name as its words are.
What only a closer look can tell (locants, letters of a bad scan, listed names, parts of CAS RNs) is left to that.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from riskscan.chemistry.gate.tokens import TokenJudge
from riskscan.chemistry.text.near_words import SHORTEST
from riskscan.chemistry.text.word_columns import rows_at

__all__ = ["MixedWords", "shapes_of"]

_FIGURES = str.maketrans("0123456789", "2222222222")
_FIGURES_MATTER = re.compile(r"[A-Za-z][015](?=[A-Za-z])|(?<!\d)0\d[-(\[,']|1[sS]/|\d'")
"""A figure that may be a letter, one that makes a number no locant, the sign of InChI, a prime."""
_UNUSUAL = re.compile(r"[^a-z2.,;:!?'\"()/&+*%$\n-]|2'")
_MAY_SAY_MORE = re.compile(
    r"(?<![a-z2])22?(?:,22?)*[-(]|[-)]2[-)]|^[^a-z2\n]*(?:[nos](?:,[nos])*-[a-z(]"
    r"|(?:tert|sec|iso|cis|trans|alpha|beta|gamma)-)|[cnos]2[cno(s]|c2+[cno(]|p2+p2|\)[cno]|2s/|[a-z]{14}-"
    r"|2(?:kgs?|ml)[a-z]{3}|\b(?:ac|anh)\.|2-22-2|2222(?:-22|\.22\.2)(?!2)",
    re.MULTILINE,
)
"""Locants, prefixes of names, SMILES, an amount before a name, an abbreviation, a CAS RN, of words as shapes."""
_FIGURE_IN_WORD = re.compile("[a-z]2(?=[a-z])")
"""It may be a letter of a bad scan."""
_READ_AS_LETTER = re.compile("[a-z]|(?<=[a-z])2(?=[a-z])")
_LETTERS = re.compile("[a-z]+")
_PUNCTUATION = [code for code in range(128) if not chr(code).isalnum() and chr(code) != "\n"]
_SQUEEZED = dict.fromkeys(_PUNCTUATION)
_PARTED = _SQUEEZED | dict.fromkeys(map(ord, "([,_&./:'-"), "\n")
_LABEL_OR_AMOUNT = _SQUEEZED | dict.fromkeys(map(ord, "/:"), "\n")
_BEHIND_HYPHEN = re.compile(r"-[^-\n]*$", re.MULTILINE)
_BEHIND_HYPHEN_IN_PART = re.compile(r"-[^-/:\n]*(?=[/:\n]|$)")


class MixedWords:
    """Look at words of letters, figures and punctuation together.

    Parameters
    ----------
    tokens : TokenJudge
    """

    def __init__(self, tokens: TokenJudge) -> None:
        self._tokens = tokens

    def keys(self, words: Sequence[str]) -> list[str]:
        """Return, for each of some words, what is the same for all that say the same as it: with other figures."""
        if not words:
            return []
        joined = "\n".join(words)
        if not joined.isascii():  # a letter may be a figure
            places = [place for place, word in enumerate(words) if word.isascii()]
            keys = [_own_key(word) for word in words]
            for place, key in zip(places, self.keys([words[place] for place in places]), strict=True):
                keys[place] = key
            return keys
        keys = joined.translate(_FIGURES).split("\n")
        names = [name for name in _parts_of(joined) & self._tokens.speaking if not name.isalpha()]
        for row in {*rows_at(_starts(_FIGURES_MATTER, joined), words), *_rows_with(names, words, joined)}:
            keys[row] = _own_key(words[row])
        return keys

    def inert(self, shapes: Sequence[str]) -> list[str]:
        """Return those shapes of ASCII words that are no part of a name, whatever form and figures they take in a line.

        Parameters
        ----------
        shapes : sequence of str
            As of `shapes_of`; their runs of three letters say nothing.
        """
        joined = "\n".join(shapes)
        says_more = {row for sign in (_UNUSUAL, _MAY_SAY_MORE) for row in rows_at(_starts(sign, joined), shapes)}
        for row in rows_at(_starts(_FIGURE_IN_WORD, joined), shapes):
            if len(_READ_AS_LETTER.findall(shapes[row])) >= SHORTEST:
                says_more.add(row)
        says_more.update(_rows_with(_parts_of(joined) & self._names_as_shapes, shapes, joined))
        left = [shape for row, shape in enumerate(shapes) if row not in says_more]
        is_near = self._tokens.is_near
        return [shape for shape in left if not is_near("".join(_LETTERS.findall(shape)))]

    @cached_property
    def _names_as_shapes(self) -> frozenset[str]:
        # a name without figures is its own shape, and no other string is kept for it
        return frozenset(name if name.isalpha() else name.translate(_FIGURES) for name in self._tokens.speaking)


def shapes_of(words: Iterable[str]) -> list[str]:
    """Return some words in small letters and with other figures: what is the same for nearly all that say the same.

    Examples
    --------
    >>> shapes_of(["12X500ML", "C/24"])
    ['22x222ml', 'c/22']
    """
    return "\n".join(words).lower().translate(_FIGURES).split("\n")


def _parts_of(joined: str) -> set[str]:
    """Return words and their parts, squeezed."""
    lowered = joined.lower()
    before_hyphen = _BEHIND_HYPHEN.sub("", lowered), _BEHIND_HYPHEN_IN_PART.sub("", lowered)
    parts = (
        lowered.translate(_PARTED), before_hyphen[0].translate(_SQUEEZED), lowered.translate(_SQUEEZED),
        lowered.translate(_LABEL_OR_AMOUNT), before_hyphen[1].translate(_LABEL_OR_AMOUNT),
    )  # fmt: skip
    return {part for some in parts for part in some.split("\n")}


def _own_key(word: str) -> str:
    return f"\n{word}"


def _starts(pattern: re.Pattern[str], joined: str) -> Iterable[int]:
    return (match.start() for match in pattern.finditer(joined))


def _rows_with(names: Collection[str], words: Sequence[str], joined: str) -> list[int]:
    """Return which of some words are one of some squeezed names, or have one as a part."""
    squeezed = joined.lower().translate(_SQUEEZED).split("\n") if names else []
    rows = (row for row, word in enumerate(squeezed) if any(name in word for name in names))
    return [row for row in rows if not _parts_of(words[row]).isdisjoint(names)]
