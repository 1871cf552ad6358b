"""What right beside a name makes another compound of it: ``1,4-butanediol bisdecanoate`` is none of its own.

Words of the tables that say so are looked for in `riskscan.chemistry.decode.surroundings`; here they may bear slips,
and here is what the build of the words says: esters of alcohols, acetals, salts of another metal, compounds of an
element.
"""

import re
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from riskscan.chemistry.decode.resolving import Resolution
from riskscan.chemistry.names.ionic_names import is_cation, is_ion
from riskscan.chemistry.text.confusion import letters_for_figures, ocr_key
from riskscan.chemistry.text.other_words import is_everyday_word
from riskscan.chemistry.text.spelling import fold_name, strip_accents
from riskscan.chemistry.text.word_patterns import any_of, may_be_small_word
from riskscan.tables.ions import load_ion_words
from riskscan.tables.small_words import load_small_words
from riskscan.tables.words import load_context_words

__all__ = ["begins_another", "ends_another", "metal_before"]

_FOLLOWING = re.compile(r"[-\s]([^\W_]+)")
_BEFORE = re.compile(r"(?<![^\W_])([^\W_]{4,}) $")
_LONG_WORD, _VERY_LONG_WORD = 9, 12
_POLYMER = re.compile(
    r"\s?/(?:(?!,\s|\s(?:in|for|with|of)\s|\d\s)[^;])*?(?:(?:co|cross|ter)-?pol[iyí]m[eèé]r|сополимер)\w*\s*(?:$|[,;.(*])"
)
"""Monomers that are parted by strokes and a polymer behind them, but no drum that is made of one."""
_RUSSIAN_ETHER = re.compile(r"эфир\w{0,2}$")
_OF_ACID = re.compile(r"\s(?:[^\W\d_]+\s){0,3}кислот")
_ETHER_OR_ESTER = re.compile(r"\b(?:a?et(?:h?)er|ester)\b")
_ALCOHOL = re.compile(r"(?:ol|gl[iy]col)$")
_ESTER = re.compile(r"(?:bis|di|mono|tri)?[a-z]{3,}(?:oate|eate|rate|late|nate)s?")
_CARBONYL = re.compile(r"(?:aldeh[iy]de?|aldeide|aldeido|[ck][eé]tone?|acetone?|aceton)$")
_ACETAL = re.compile(r"(?:[-\s][\w,'-]+){0,4}?[-\s](?:(?:hemi)?a[ckz]etal|ketal|cetal|schiff[-\s]base|ацетал|кетал)")
_ACID = re.compile(r"acide?$|s[aä]ure$|^[aá]cido\b|^acide\b")
_ESTER_OF_ACID = re.compile(r"(?:[-\s](?!and|or|with|in|for|of)[\w,'-]+){1,4}?[-\s](?:ester|salt)s?\b")
_NAMED_BY_GROUPS = re.compile(r"(?:amin[ae]?|[ée]?th?er|[ck][eé]tone?)$")
_GROUP_BEFORE = re.compile(r"(?<![^\W_])[^\W\d_]{3,}[iy]l $")
_MINERAL_ACIDS = frozenset(("sulfuric-acid", "hydrochloric-acid"))
_ELEMENTS = frozenset(("iodine", "red-phosphorus", "bromine"))
_OWN_METALS = {"potassium-permanganate": ("potassium", "sodium")}
_PERMANGANATE = re.compile(r"p\w{0,2}e?r?\w{0,3}an\w*")
_SULFATE = re.compile(r"(?:(?:di)?hydrogen )?sul(?:ph|f)at(?!.*h[iyí]dr[oó]g)", re.IGNORECASE)
_SHORT_METAL = 5
_COUNTS = ("", "mono", "di", "tri", "tetra", "penta", "hexa", "hepta", "oxy")
_BINARY = ("fluor", "chlor", "clor", "brom", "iod", "jod", "sulf", "sulph", "ox", "hydr", "selen")
_BINARY_ENDINGS = ("ide", "id", "ure", "uro", "eto", "ido", "ydo")


def begins_another(found: Resolution, entry_id: str, tail: str) -> bool:
    """Whether what follows makes another compound of a name, though it be misspelt or in another order of words.

    ``Toluene diisocyante`` is no toluene, ``ethyl ether of cellulose`` no ethyl ether.

    Parameters
    ----------
    found : Resolution
    entry_id : str
        The entry that it matches, empty for none.
    tail : str
        What follows, in small letters without accents.
    """
    if _POLYMER.match(tail):
        return True  # ``1,4-butanediol/adipic acid copolymer``
    following = _FOLLOWING.match(tail)
    if following is None:
        return False
    word, name = following[1], found.name.lower()
    if len(word) >= _LONG_WORD and _is_near_one_of(word, _part_words()):
        return True
    if _ALCOHOL.search(name) and _ESTER.fullmatch(word) and not is_everyday_word(word):  # a concentrate is no ester
        return True
    if _CARBONYL.search(name) and _ACETAL.match(tail):
        return True
    if entry_id in _MINERAL_ACIDS and _ACID.search(name) and _ESTER_OF_ACID.match(tail):
        return True
    if entry_id in _ELEMENTS and _is_binary(word):
        return True
    if _RUSSIAN_ETHER.search(name) and _OF_ACID.match(tail):
        return True
    goes_on = _of_pattern().match(tail) if _ETHER_OR_ESTER.search(fold_name(found.name)) else None
    return goes_on is not None and not _chemistry_pattern().search(goes_on[1])


def ends_another(found: Resolution, entry_id: str, words: str, head: str) -> bool:
    """Whether what stands right before a name makes another compound of it: ``dibehenyl methylamine``.

    Parameters
    ----------
    found : Resolution
    entry_id : str
        The entry that it matches, empty for none.
    words : str
        The name as it stands in the text.
    head : str
        What stands before it, in small letters without accents.
    """
    if found.name.isascii() and _NAMED_BY_GROUPS.search(found.name.lower()) and _GROUP_BEFORE.search(head):
        return True
    if entry_id in _ELEMENTS:
        before = _binary_before().search(head)
        return before is not None and _is_binary(before[1])
    if entry_id in _OWN_METALS and " " not in words.strip() and _PERMANGANATE.match(words.lower()):
        return metal_before(head) not in ("", *_OWN_METALS[entry_id])  # of barium it is another salt
    # "dihydrogen sulfate" is the acid, but behind a base its salt
    is_sulfate = entry_id == "sulfuric-acid" and words[:1] != "(" and any(map(_SULFATE.match, (words, found.name)))
    return is_sulfate and _BEFORE.search(head) is not None


def metal_before(head: str) -> str:
    """Return the metal that the word right before a name says, a slip counted in; empty for none.

    Examples
    --------
    >>> metal_before("braium "), metal_before("c0balt "), metal_before("acetone ")
    ('barium', 'cobalt', '')
    """
    before = _BEFORE.search(head)
    if before is None:
        return ""
    word = letters_for_figures(before[1])
    near = process.extractOne(word, _metals(), scorer=OSA.distance, score_cutoff=1)
    return near[0] if near else ("other" if is_cation(word) else "")


def _is_binary(word: str) -> bool:
    """Whether a word with slips says how many of a halide or the like an element has: ``trichlorldc``.

    Without slips it is read with the element, or left unread.
    """
    return len(word) >= _LONG_WORD - 1 and not is_ion(word) and _is_near_one_of(word, _binary_words())


def _is_near_one_of(word: str, others: tuple[str, ...]) -> bool:
    most = 1 if len(word) < _VERY_LONG_WORD - 2 else 2
    scanned = ocr_key(word)
    return (
        process.extractOne(word, others, scorer=OSA.distance, score_cutoff=most) is not None
        or process.extractOne(scanned, [ocr_key(other) for other in others], scorer=OSA.distance, score_cutoff=most - 1)
        is not None
    )


@cache
def _binary_words() -> tuple[str, ...]:
    return tuple(count + stem + ending for count in _COUNTS for stem in _BINARY for ending in _BINARY_ENDINGS)


@cache
def _binary_before() -> re.Pattern[str]:
    """Return the pattern of a word before an element, as Romance languages have it: ``tricloruro de fósforo``."""
    return re.compile(rf"(?<![^\W_])([^\W_]{{8,}})\s{may_be_small_word('of')}$")


@cache
def _metals() -> tuple[str, ...]:
    """Return the metals in English; those of few letters are other words with a slip."""
    names = {word.name.partition("(")[0] for word in load_ion_words() if word.kind == "cation"}  # without its charge
    return tuple(name for name in names if len(name) > _SHORT_METAL)


@cache
def _of_pattern() -> re.Pattern[str]:
    """Return the pattern of ``of`` with what follows it, where that is no grade."""
    return re.compile(rf"\s+{any_of(load_small_words('of'))}\s*((?!high|tech|pure|pur)[^\W\d_]{{4,}})")


@cache
def _chemistry_pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word.word) for word in load_context_words() if word.effect == "chemistry"))


@cache
def _part_words() -> tuple[str, ...]:
    """Return the long words that make another compound of the name before them."""
    words = [word for word in load_context_words() if word.place == "after" and word.effect == "other"]
    return tuple({strip_accents(word.word) for word in words if not word.substance_id and len(word.word) >= _LONG_WORD})
