"""Keys under which a chemical word is the same in the languages that write it after the Greek and Latin.

``phenylic``, ``fenílico``, ``phénylique`` and ``fenylowy`` differ in spelling and ending only. Two words with one key
are the same word; a word whose key is that of a known harmless one is no slip of a listed name.
"""

import re
from collections.abc import Iterable

from riskscan.chemistry.text.spelling import strip_accents

__all__ = ["word_key", "word_keys"]

_SOUNDS = (
    (re.compile("ceton"), "keton"),
    (re.compile("sch"), "x"),
    (re.compile("tz"), "z"),
    (re.compile("ph"), "f"),
    (re.compile("(?:qu|ck|ch|c(?=[^eiyh]|$)|q)"), "k"),
    (re.compile("th"), "t"),
    (re.compile("rh"), "r"),
    (re.compile("c"), "z"),
    (re.compile("ks|x|cs"), "s"),
    (re.compile("z"), "s"),
    (re.compile("[yj]"), "i"),
    (re.compile("ae|oe"), "e"),
    (re.compile("h"), ""),
    (re.compile("w"), "v"),
    (re.compile(r"([a-z])\1"), r"\1"),
)
_ENDINGS = re.compile(r"(?:i(?:k|s)?(?:ue|o|a|os|as|um|us|i|e|es)?|ov[iy]|um|us|[aeiou]s?|en|er)$", re.MULTILINE)
_SHORTEST = 4


def word_key(folded: str) -> str:
    """Return the key of a folded word of Latin letters; what is too short keeps its ending.

    Examples
    --------
    >>> word_key("propafenona") == word_key("propafenone") == word_key("propafenonum")
    True
    >>> word_key("miristico") == word_key("myristic"), word_key("difenilico") == word_key("diphenyl")
    (True, True)
    >>> word_key("acetone") == word_key("acetal")
    False
    """
    return word_keys((folded,))[0]


def word_keys(words: Iterable[str]) -> list[str]:
    """Return the keys of many folded words, which takes little more time than that of one."""
    joined = strip_accents("\n".join(words))
    for pattern, sound in _SOUNDS:
        joined = pattern.sub(sound, joined)
    keys, stems = joined.split("\n"), _ENDINGS.sub("", joined).split("\n")
    return [stem if len(stem) >= _SHORTEST else key for key, stem in zip(keys, stems, strict=True)]
