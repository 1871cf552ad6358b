"""Tell whether a word in a script or language without tables sounds like a chemical: ``პერმანგანატი``, ``אצטון``.

Chemistry writes its words after their sound nearly everywhere. Letters are reduced to ten sounds (what differs between
languages falls together); a word that then equals a word of the listed names, or begins like a part of chemical names,
is for a chemist to look at: not found is not clean.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from riskscan.chemistry.text.spelling import strip_accents
from riskscan.tables.letter_sounds import load_letter_sounds

__all__ = ["ChemicalSounds", "sounds_of", "sounds_of_latin"]

_LATIN = (
    ("ph", "p"), ("ch", "k"), ("th", "t"), ("qu", "ku"), ("x", "ks"), ("ae", "i"), ("oe", "i"),
    ("y", "i"), ("j", "i"), ("w", "u"), ("h", ""),
)  # fmt: skip
_SOFT_C = re.compile("c(?=[ei])")
_LATIN_LETTERS = str.maketrans("bfvdgqclzeo", "ppptkkkrsiu")
_TWICE = re.compile(r"(.)\1+")
_VOWELS = "aiu"
_INDIC, _BLOCK, _DEVANAGARI = range(0x0900, 0x0D80), 0x80, 0x0900
_WITHOUT_VOWELS = re.compile("[\u0590-\u06ff]")
"""Hebrew and Arabic letters."""
_SHORTEST, _SHORT_SKELETON, _WITH_HEAD = 7, 6, 9
_HANGUL = re.compile("[\uac00-\ud7a3]")
_SHORT_WORDS = ("acetone", "toluene", "safrole")
"""Words of trade that are found although everyday words are as short."""
_HEADS = (
    "phenyl", "methylen", "benzyl", "piperid", "anhydrid", "permangan", "ephedr", "pseudoephedr", "ergotam", "fentan",
    "anthranil", "acetyl", "chlorid", "hydroxy", "nitroeth", "propion", "butyro", "benzald", "piperon",
)  # fmt: skip


class ChemicalSounds:
    """Compare words by their sound with those of listed names.

    Parameters
    ----------
    words : iterable of str
        Folded words of Latin letters.
    """

    def __init__(self, words: Iterable[str]) -> None:
        keys = {key for word in words for key in sounds_of_latin(word)}
        short = {key for word in _SHORT_WORDS for key in sounds_of_latin(word)}
        self._keys = frozenset(key for key in keys if len(key) >= _SHORTEST) | short
        self._skeletons = frozenset(key for key in map(_skeleton, keys) if len(key) >= _SHORT_SKELETON)
        self._short_skeletons = frozenset(map(_skeleton, short))
        self._heads = tuple(sorted({key for head in _HEADS for key in sounds_of_latin(head)}))

    def has(self, word: str) -> bool:
        """Whether a folded word in another script sounds like a chemical."""
        key = sounds_of(word)
        if key in self._keys or (len(key) >= _WITH_HEAD and key.startswith(self._heads)):
            return True
        skeleton = _skeleton(key)
        return skeleton in self._skeletons or (
            skeleton in self._short_skeletons and _WITHOUT_VOWELS.search(word) is not None
        )


def sounds_of(word: str) -> str:
    """Return the sounds of a word in another script, its last vowels left off.

    Examples
    --------
    >>> sounds_of("აცეტონი"), sounds_of("एसिटोन"), sounds_of("פרמנגנט")
    ('asitun', 'isitun', 'prmnknt')
    """
    sounds = load_letter_sounds()
    letters = strip_accents("".join(map(_as_devanagari, word)))
    if _HANGUL.search(letters):
        letters = unicodedata.normalize("NFD", letters)
    return _close("".join(sounds.get(letter, "") for letter in letters))


@cache
def sounds_of_latin(word: str) -> tuple[str, ...]:
    """Return the sounds of a folded word of Latin letters: with a soft c as s, and as k.

    Examples
    --------
    >>> sounds_of_latin("acetone"), sounds_of_latin("phenyl")
    (('asitun', 'akitun'), ('pinir',))
    """
    return tuple(dict.fromkeys(_reduce(_SOFT_C.sub(soft, word)) for soft in ("s", "k")))


def _reduce(word: str) -> str:
    for letters, sound in _LATIN:
        word = word.replace(letters, sound)
    return _close(word.translate(_LATIN_LETTERS))


def _close(sounds: str) -> str:
    return _TWICE.sub(r"\1", sounds).rstrip(_VOWELS)


def _as_devanagari(letter: str) -> str:
    """Return a letter of another script of India as the Devanagari one that stands at the same place of its block."""
    code = ord(letter)
    return chr(_DEVANAGARI + (code - _DEVANAGARI) % _BLOCK) if code in _INDIC else letter


def _skeleton(key: str) -> str:
    """Return sounds without the vowels that Hebrew and Arabic leave out; a first one is written."""
    return key[:1] + key[1:].replace("a", "").replace("i", "")
