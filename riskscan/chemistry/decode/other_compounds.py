"""What right beside a name makes another compound of it: ``1,4-butanediol bisdecanoate`` is none of its own.

Words of the tables that say so are looked for in `riskscan.chemistry.decode.surroundings`; here they may bear slips,
and here is what the build of the words says: esters of alcohols, acetals, salts of another metal, compounds of an
element. The words are rows of the languages (``[[compounds]]``), the substances of ``substance_roles.csv``.
"""

import re
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from riskscan.chemistry.decode.resolving import Resolution
from riskscan.chemistry.names.ionic_names import is_cation, is_ion
from riskscan.chemistry.names.translation import translate_word
from riskscan.chemistry.text.amounts import is_packing_word
from riskscan.chemistry.text.chemical_words import is_chemical_word
from riskscan.chemistry.text.confusion import letters_for_figures, ocr_key
from riskscan.chemistry.text.other_words import is_everyday_word
from riskscan.chemistry.text.spelling import fold_name, strip_accents
from riskscan.chemistry.text.word_patterns import any_of, may_be_small_word
from riskscan.tables.compound_words import CompoundKind, load_compound_words
from riskscan.tables.ions import load_ion_words
from riskscan.tables.small_words import load_small_words
from riskscan.tables.substance_roles import Role, with_role
from riskscan.tables.words import load_context_words

__all__ = [
    "begins_another", "ends_another", "is_polymer", "may_name_salt", "metal_before", "names_metal_or_group",
]  # fmt: skip

_FOLLOWING = re.compile(r"[-\s]([^\W_]+)")
_BEFORE = re.compile(r"(?<![^\W_])([^\W_]{4,}) $")
_PART_BEFORE = re.compile(
    r"(?:yl|chloro|bromo|fluoro|iodo|nitro|amino|cyano|hydroxy|methoxy|ethoxy|oxo)-\d\d?(?:,\d\d?)* $"
)
"""A part of a French name with its position behind it: ``methyl-1 piperidine``."""
_LONG_WORD, _VERY_LONG_WORD = 9, 12
_SHORTEST_METAL = 6
_SHORTEST_STEM = 3
"""Letters before the ending of an ester or a group."""


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
    if _polymer_pattern().match(tail):
        return True
    following = _FOLLOWING.match(tail)
    if following is None:
        return False
    word, name = following[1], strip_accents(found.name.lower())
    if len(word) >= _LONG_WORD and word not in _part_words() and _is_near_one_of(word, _part_words()):
        return True
    if _ends_as(name, "alcohol") and _ester_pattern().fullmatch(word) and not is_everyday_word(word):
        return True  # a concentrate is no ester
    if _ends_as(name, "carbonyl") and _acetal_pattern().match(tail):
        return True
    is_acid = _ends_as(name, "acid") or name.partition(" ")[0] in _parts("acid", "beginning")
    if is_acid and entry_id in with_role("mineral_acid") and _is_ester_or_salt(tail):
        return True
    if entry_id in with_role("element") and _is_binary(word):
        return True
    if _ends_as(name, "ether_before_acid") and _of_acid_pattern().match(tail):
        return True
    if _ends_as(word, "group_behind") and name.split()[0] in _parts("ether_or_ester"):
        return word not in name  # ``etere etilico clorometilico`` is of two groups
    goes_on = _of_pattern().match(tail) if _ether_or_ester_pattern().search(fold_name(found.name)) else None
    return goes_on is not None and _is_of_ether(goes_on[1])


def is_polymer(tail: str) -> bool:
    """Whether a polymer is what is named: ``1,4-butanediol/adipic acid copolymer``, ``ethyl ether of cellulose``."""
    of_what = _of_pattern().match(tail)
    return _polymer_pattern().match(tail) is not None or (of_what is not None and of_what[1] in _parts("of_ether"))


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
    name = strip_accents(found.name.lower())
    if _PART_BEFORE.search(head):
        return True
    if _ends_as(name, "named_by_groups") and _is_group(_group_before_pattern().search(head)):
        return True
    if entry_id in with_role("element"):
        before = _binary_before().search(head)
        return before is not None and _is_binary(before[1])
    anion = _role_pattern("anion", entry_id)
    if anion is not None and " " not in words.strip() and anion.match(words.lower()):
        return metal_before(head) not in ("", *with_role("metal")[entry_id])  # of barium it is another salt
    # "dihydrogen sulfate" is the acid, but behind a base its salt
    anion = _role_pattern("anion_of_acid", entry_id)
    is_anion = anion is not None and words[:1] != "(" and all(map(anion.match, (words, found.name)))
    before = _BEFORE.search(head) if is_anion else None
    return before is not None and not _says_goods(before[1])


def names_metal_or_group(word: str) -> bool:
    """Whether a folded word before ``salt`` says of what: a metal, a group.

    Examples
    --------
    >>> names_metal_or_group("tin"), names_metal_or_group("disodium"), names_metal_or_group("bath")
    (True, True, False)
    """
    return is_cation(word) or word in _cations() or is_chemical_word(word)


def may_name_salt(word: str) -> bool:
    """Whether a folded word before ``salt`` may say of what: ``bath`` says what for."""
    return names_metal_or_group(word) or not _says_goods(word)


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


def _is_of_ether(word: str) -> bool:
    return (
        word in _parts("of_ether")
        or _ends_as(word, "of_ether")
        or any(map(is_chemical_word, (word, *translate_word(word))))
    )


def _is_group(before: re.Match[str] | None) -> bool:
    """Whether a word that ends as groups do is one, and no word of goods: ``varil`` (Turkish) is a barrel."""
    return before is not None and (before[1] in _parts("group") or not _says_goods(before[1]))


def _says_goods(word: str) -> bool:
    return is_everyday_word(word) or is_packing_word(word)


def _is_ester_or_salt(tail: str) -> bool:
    """Whether words that end in an ester or salt follow an acid; of a salt they say its metal or group."""
    match = _ester_or_salt_pattern().match(tail)
    if match is None or match["salt"] is None:
        return match is not None
    return names_metal_or_group(match["last"])


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


def _ends_as(name: str, kind: CompoundKind) -> bool:
    return name.endswith(_parts(kind, "ending"))


@cache
def _parts(kind: CompoundKind, place: str = "") -> tuple[str, ...]:
    """Return the words of a kind, or what such words begin or end with."""
    words = (word.word for word in load_compound_words() if word.kind == kind and word.place == place)
    return tuple(dict.fromkeys(map(strip_accents, words)))


@cache
def _role_pattern(role: Role, entry_id: str) -> re.Pattern[str] | None:
    words = with_role(role).get(entry_id)
    return re.compile("|".join(words), re.IGNORECASE) if words else None


@cache
def _polymer_pattern() -> re.Pattern[str]:
    """Return the pattern of monomers that are parted by strokes, with a polymer behind them but no drum made of one."""
    parting = rf",\s|\s{any_of(_parts('no_polymer'))}\s|\d\s"
    return re.compile(rf"\s?/(?:(?!{parting})[^;])*?{any_of(_parts('polymer', 'beginning'))}\w*\s*(?:$|[,;.(*])")


@cache
def _ester_pattern() -> re.Pattern[str]:
    return re.compile(rf"[a-z]{{{_SHORTEST_STEM},}}{any_of(_parts('ester', 'ending'))}")


@cache
def _acetal_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:[-\s][\w,'-]+){{0,4}}?[-\s]{any_of(_parts('acetal', 'beginning'))}")


@cache
def _ester_or_salt_pattern() -> re.Pattern[str]:
    """Return the pattern of the words that say of which ester or salt an acid is named: ``dodecyl ester``."""
    word = rf"(?!{any_of(_parts('joining'))}\b)[\w,'-]+"
    ester, salt = any_of(_parts("of_acid_ester")), any_of(_parts("of_acid_salt"))
    return re.compile(rf"(?:[-\s](?P<last>{word})){{1,4}}?[-\s](?:{ester}|(?P<salt>{salt}))\b")


@cache
def _of_acid_pattern() -> re.Pattern[str]:
    return re.compile(rf"\s(?:[^\W\d_]+\s){{0,3}}{any_of(_parts('acid_behind', 'beginning'))}")


@cache
def _ether_or_ester_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(_parts('ether_or_ester'))}\b")


@cache
def _group_before_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])([^\W\d_]{{{_SHORTEST_STEM},}}{any_of(_parts('group', 'ending'))}) $")


@cache
def _binary_words() -> tuple[str, ...]:
    counts, endings = ("", *_parts("binary_count")), _parts("binary_ending")
    return tuple(count + stem + ending for count in counts for stem in _parts("binary_stem") for ending in endings)


@cache
def _binary_before() -> re.Pattern[str]:
    """Return the pattern of a word before an element, as Romance languages have it: ``tricloruro de fósforo``."""
    return re.compile(rf"(?<![^\W_])([^\W_]{{8,}})\s{may_be_small_word('of')}$")


@cache
def _metals() -> tuple[str, ...]:
    """Return the metals in English; those of few letters are other words with a slip."""
    return tuple(name for name in _cations() if len(name) >= _SHORTEST_METAL)


@cache
def _cations() -> frozenset[str]:
    """Return the metals and the like in English, without their charge."""
    return frozenset(word.name.partition("(")[0] for word in load_ion_words() if word.kind == "cation")


@cache
def _of_pattern() -> re.Pattern[str]:
    """Return the pattern of ``of`` with the word that follows it."""
    of = "|".join(
        rf"{word}\s?" if word.endswith("'") else rf"{word}\s" for word in map(re.escape, load_small_words("of"))
    )
    return re.compile(rf"\s+(?:{of})\s*([^\W\d_]{{4,}})")


@cache
def _part_words() -> tuple[str, ...]:
    """Return the long words that make another compound of the name before them."""
    words = [word for word in load_context_words() if word.place == "after" and word.effect == "other"]
    return tuple({strip_accents(word.word) for word in words if not word.substance_id and len(word.word) >= _LONG_WORD})
