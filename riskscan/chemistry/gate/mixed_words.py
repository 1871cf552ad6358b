"""Words with figures and punctuation in them, a column at once: which say the same, and which say nothing for certain.

``C/24`` and ``C/30`` are no different to a chemist, and ``LIMP.VEJA/500`` is as little part of a name as its words are.
What only a closer look can tell (locants, letters of a bad scan, listed names, parts of CAS RNs) is left to that.
"""

import re
from collections.abc import Iterable, Sequence

from riskscan.chemistry.gate.tokens import TokenJudge
from riskscan.chemistry.text.word_columns import rows_at

__all__ = ["MixedWords"]

_FIGURES = str.maketrans("0123456789", "2222222222")
_FIGURES_MATTER = re.compile(r"[A-Za-z][015](?=[A-Za-z])|(?<!\d)0\d[-(\[,']|1[sS]/|\d'")
"""A figure that may be a letter, one that makes a number no locant, the sign of InChI, a prime."""
_UNUSUAL = re.compile(r"[^A-Za-z0-9.,;:!?'\"()/&+*%$\n-]|\d'")
_MAY_SAY_MORE = re.compile(
    r"[a-z][015](?=[a-z])|(?<![a-z\d])\d{1,2}(?:,\d{1,2})*[-(]|[-)]\d[-)]|^[^a-z\d\n]*(?:[nos](?:,[nos])*-[a-z(]"
    r"|(?:tert|sec|iso|cis|trans|alpha|beta|gamma)-)|[cnos]\d[cno(s]|c\d+[cno(]|p\d+p\d|\)[cno]|1s/|[a-z]{14}-"
    r"|\d(?:kgs?|ml)[a-z]{3}|\b(?:ac|anh)\.|\d-\d\d-\d|\d{4}(?:-\d\d|\.\d\d\.\d)(?!\d)",
    re.IGNORECASE | re.MULTILINE,
)
"""Figures for letters, locants, prefixes of names, SMILES, an amount before a name, an abbreviation, a CAS RN."""
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
        names = [name for name in self._names_in(joined) if not name.isalpha()]
        for row in {*rows_at(_starts(_FIGURES_MATTER, joined), words), *_rows_with(names, joined)}:
            keys[row] = _own_key(words[row])
        return keys

    def inert(self, words: Sequence[str]) -> list[str]:
        """Return those of some ASCII words that are no part of a name, whatever form they take in a line.

        Parameters
        ----------
        words : sequence of str
            Whose runs of three letters and more say nothing.
        """
        joined = "\n".join(words)
        says_more = {row for sign in (_UNUSUAL, _MAY_SAY_MORE) for row in rows_at(_starts(sign, joined), words)}
        says_more.update(_rows_with(self._names_in(joined), joined))
        left = [word for row, word in enumerate(words) if row not in says_more]
        is_near = self._tokens.is_near
        return [word for word in left if not is_near("".join(_LETTERS.findall(word.lower())))]

    def _names_in(self, joined: str) -> set[str]:
        """Return what is a squeezed name, or says something beside others of one, among words and their parts."""
        lowered = joined.lower()
        before_hyphen = _BEHIND_HYPHEN.sub("", lowered), _BEHIND_HYPHEN_IN_PART.sub("", lowered)
        parts = (
            lowered.translate(_PARTED), before_hyphen[0].translate(_SQUEEZED), lowered.translate(_SQUEEZED),
            lowered.translate(_LABEL_OR_AMOUNT), before_hyphen[1].translate(_LABEL_OR_AMOUNT),
        )  # fmt: skip
        return self._tokens.names_among({part for some in parts for part in some.split("\n")})


def _own_key(word: str) -> str:
    return f"\n{word}"


def _starts(pattern: re.Pattern[str], joined: str) -> Iterable[int]:
    return (match.start() for match in pattern.finditer(joined))


def _rows_with(names: Iterable[str], joined: str) -> list[int]:
    """Return which words have one of some squeezed names in them."""
    names = tuple(names)
    squeezed = joined.lower().translate(_SQUEEZED).split("\n") if names else []
    return [row for row, word in enumerate(squeezed) if any(name in word for name in names)]
