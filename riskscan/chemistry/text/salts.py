"""Words that make a name a salt or hydrate: told apart from the name they stand at."""

import re
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from riskscan.chemistry.text.spelling import fold_name, squeeze_name
from riskscan.chemistry.text.word_patterns import may_be_small_word
from riskscan.tables.words import load_salt_words

__all__ = ["is_formless_word", "is_near_salt_word", "is_salt_word", "says_only_salts", "set_salt_words_aside"]

_BETWEEN = re.compile(r"[\s,]+")
_CATIONS = ("sodium", "potassium", "lithium")  # with an anion they are a compound
_MIN_GLUED = 6
_SHORTEST_WITH_SLIP = 8
_JUST_SALT = 4
"""Letters of the words that say no more than ``salt``."""
_CJK = "\u3000"


def is_salt_word(words: str) -> bool:
    """Whether the words only say that something is a salt or hydrate.

    Examples
    --------
    >>> is_salt_word("Hydrochloride"), is_salt_word("hydrogen chloride")
    (True, False)
    >>> is_salt_word("hydrochloride salt, trihydrate")
    True
    """
    folded = fold_name(words)
    if squeeze_name(folded) in _squeezed_forms():
        return True
    parts = _BETWEEN.split(folded.strip(" ()"))
    return len(parts) > 1 and all(_folded_forms().get(part, "ion") != "ion" and part not in _CATIONS for part in parts)


def is_formless_word(folded: str) -> bool:
    """Whether a folded word stands beside names and says nothing of the substance: ``solution``, ``anhydrous``.

    Examples
    --------
    >>> is_formless_word("anhydrous"), is_formless_word("hydrochloride")
    (True, False)
    """
    return _folded_forms().get(folded) == ""


@lru_cache(maxsize=20_000)
def is_near_salt_word(word: str) -> bool:
    """Whether a long folded word is one for a salt or hydrate with a slip.

    Examples
    --------
    >>> is_near_salt_word("trihydratee"), is_near_salt_word("hydrocloride"), is_near_salt_word("hydrochloride")
    (True, True, False)
    """
    if len(word) < _SHORTEST_WITH_SLIP or word in _folded_forms():
        return False
    others = (other for other in _folded_forms() if abs(len(other) - len(word)) < 2 and _folded_forms()[other] != "ion")
    return any(OSA.distance(word, other, score_cutoff=1) <= 1 for other in others)


def says_only_salts(words: str) -> bool:
    """Whether all words say salts and hydrates, slips counted in: ``hydrochloride dihydrat`` names nothing alone."""
    parts = _BETWEEN.split(fold_name(words).strip(" ()"))
    return all(is_salt_word(part) or is_near_salt_word(part) for part in parts)


def set_salt_words_aside(folded: str) -> tuple[str, frozenset[str]]:
    """Return a folded name without the salt and hydrate words at its ends, and the forms they state.

    Examples
    --------
    >>> set_salt_words_aside("clorhidrato de efedrina")
    ('efedrina', frozenset({'salt'}))
    >>> set_salt_words_aside("ephedrinhydrochlorid")[0]
    'ephedrin'
    """
    said: set[str] = set()
    words = _words_aside()
    while folded.endswith(words) or folded.startswith(words):  # most names have none
        for word in words:
            bare = _strip_word(folded, word)
            if bare is not None and len(bare) > 1:
                folded = bare
                said |= {form} if (form := _folded_forms()[word]) else set()
                break
        else:
            break
    return folded, frozenset(said)


@cache
def _words_aside() -> tuple[str, ...]:
    """Return the folded words that may be set aside: "benzyl chloride" is no salt of benzyl."""
    return tuple(word for word, form in _folded_forms().items() if form != "ion")


@cache
def _squeezed_forms() -> frozenset[str]:
    return frozenset(squeeze_name(word) for word in _folded_forms())


@cache
def _folded_forms() -> dict[str, str]:
    """Return form by folded word, the longest word first."""
    words = {fold_name(word.word): word.form for word in load_salt_words()}
    return dict(sorted(words.items(), key=lambda entry: -len(entry[0])))


@cache
def _of() -> re.Pattern[str]:
    return re.compile(rf"^[ -]*{may_be_small_word('of')}")


def _strip_word(folded: str, word: str) -> str | None:
    if folded.endswith(word):
        bare = folded[: -len(word)]
        if bare and (len(word) >= _MIN_GLUED or word[0] > _CJK or not bare[-1].isalnum()):
            return bare.rstrip(" -,;(.")
    if folded.startswith(word):
        rest = folded[len(word) :]
        if rest.startswith(",") and len(word) <= _JUST_SALT:
            return None  # in a list: ``salt, yeast``
        if rest and (word[0] > _CJK or not rest[0].isalnum()):
            return _of().sub("", rest).lstrip(" -,;)")
    return None
