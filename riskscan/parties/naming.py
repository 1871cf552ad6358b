"""Names of any script as plain words, without the forms of companies, so that spellings of one name meet."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii

from riskscan.tables.company_forms import load_company_forms

__all__ = ["NameWords", "name_words", "sound_of"]

_NOT_WORD = re.compile(r"[\W_]+")
_NO_SPACES = re.compile("([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af])")
_POINTS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_FEW = 6
_ARTICLES = frozenset({"the", "and", "of", "al", "el", "de", "la", "und", "et", "i", "y"})
_SOUNDS = (
    ("shch", "sh"), ("sch", "sh"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("ck", "k"), ("tz", "c"), ("ts", "c"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("q", "k"), ("w", "v"), ("x", "ks"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class NameWords:
    """A name made comparable.

    Attributes
    ----------
    words : tuple of str
        Plain small letters, in order, without forms of companies and articles.
    native : str
        The name in its own script, folded, without forms.
    """

    words: tuple[str, ...]
    native: str

    @property
    def ordered(self) -> str:
        """The words in the order of the alphabet; syllables of a word without spaces keep their own."""
        if not self.is_run:
            return " ".join(sorted(self.words))
        return " ".join(sorted(" ".join(_plain_words(word)) for word in self.native.split()))

    @property
    def is_run(self) -> bool:
        """Whether a script stands in the name that leaves no spaces, so that its words are syllables."""
        return _NO_SPACES.search(self.native) is not None

    @property
    def joined(self) -> str:
        """The words without spaces."""
        return "".join(self.words)


def name_words(name: str) -> NameWords:
    """Return a name made comparable.

    Examples
    --------
    >>> name_words("ООО «Северный Путь»").words, name_words("Severnyi Put LLC").words
    (('severnyi', 'put'), ('severnyi', 'put'))
    >>> name_words("上海化工有限公司").joined
    'shanghaihuagong'
    """
    native = _without_forms(_fold(name))
    words = _plain_words(native)
    kept = tuple(word for word in words if word not in _ARTICLES) or tuple(words)
    return NameWords(kept, native)


def sound_of(word: str) -> str:
    """Return one spelling for the ways in which a word of another script is written in Latin letters.

    Examples
    --------
    >>> sound_of("yusuf") == sound_of("iousuf"), sound_of("khalid") == sound_of("halid")
    (True, True)
    """
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    return _DOUBLED.sub(r"\1", word)


def _plain_words(native: str) -> list[str]:
    """Return the words of a folded name in plain letters, each syllable of a script without spaces a word."""
    plain = anyascii(_NO_SPACES.sub(r" \1 ", native)).casefold()
    return _NOT_WORD.sub(" ", plain.replace("'", "").replace("`", "")).split()


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    composed = unicodedata.normalize("NFC", "".join(char for char in decomposed if not unicodedata.combining(char)))
    return _NOT_WORD.sub(" ", _POINTS.sub("", composed.replace("'", "").replace("\u2019", ""))).strip()


def _without_forms(text: str) -> str:
    """Leave out forms of companies at either end, while something else is left."""
    forms = load_company_forms()
    words = text.split()
    cut = True
    while cut and len(words) > 1:
        cut = False
        for size in range(min(_FEW, len(words) - 1), 0, -1):
            if " ".join(words[-size:]) in forms:
                words, cut = words[:-size], True
                break
            if " ".join(words[:size]) in forms:
                words, cut = words[size:], True
                break
    joined = _joined_forms().sub("", words[-1]) if words else ""
    return " ".join([*words[:-1], joined] if joined else words)


@cache
def _joined_forms() -> re.Pattern[str]:
    """Match forms at the end of a word of a script that leaves no spaces."""
    forms = sorted((form for form in load_company_forms() if _NO_SPACES.match(form)), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, forms))})$")
