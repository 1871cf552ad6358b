"""Turn a systematic name in another language into English, for OPSIN to read.

Parts are replaced by table (`riskscan.tables.name_parts`); what the languages order otherwise (acids, esters,
halides, anhydrides) is turned round first. A wrong translation does no harm: OPSIN reads valid names only.
"""

import re
from functools import cache, lru_cache

from riskscan.chemistry.text.spelling import fold_name
from riskscan.chemistry.text.writing import is_hangul
from riskscan.tables.name_parts import NamePart, load_name_parts

__all__ = ["is_turned_round", "may_be_foreign", "spell_out", "translate_word", "translations", "with_head_first"]

_HEAD_BEHIND = re.compile(
    r"(?P<name>[^\W\d_]{4,})\s?\((?P<head>acide?|[áa]cido|alco(?:ol|hol)|anh[iy]dride?|anidrid[eoa]|anh[íi]drido)\)",
    re.IGNORECASE,
)
_OF = r"(?: de l'| dell'| de la | de | del | di | do | da | d')"
_ACID = re.compile(r"^(?:acido|acide?) (?P<acid>[^,]+)$")
_ESTER = re.compile(rf"^(?P<acid>\S*at[eo])(?: acide| acido)?{_OF}(?P<alkyl>.+)$")
_ESTER_OF_ACID = re.compile(rf"^estere? (?P<alkyl>\S+?)(?:ico|ique){_OF}(?:acido|acide) (?P<acid>.+)$")
_ACID_COMMA_ESTER = re.compile(r"^(?:acido|acide) (?P<acid>.+?),\s*estere? (?P<alkyl>\S+?)(?:ico|ique)$")
_RUSSIAN_ESTER = re.compile(r"^(?P<alkyl>\S+?)овый эфир (?P<acid>.+ой кислоты)$")
_GERMAN_ESTER = re.compile(r"^(?P<alkyl>\S+?)-?ester (?:der|von) (?P<acid>.+saure)$")
_SALT_OF_METAL = re.compile(
    r"^(?P<acid>\S*at[eo]) (?P<alkyl>(?:mono|di|tri|tetra)?(?:sod|potass?|calc|lit|magn?es|amm?on)ico)$"
)
_HALIDE_OR_OXIDE = re.compile(rf"^(?P<ion>\S+(?:uro|ure|eto)|\S*(?:[oy]xido|ossido|oxyde)){_OF}(?P<rest>.+)$")
_ANHYDRIDE = re.compile(r"^(?:anhidrido|anidrido|anidride|anhydride) (?P<acid>.+)$")
_ETHER = re.compile(r"^(?:etere?|ether) (?P<groups>[^\W\d_]+(?: [^\W\d_]+(?:ico|ique))?)(?:ico|ique)$")
_LOCANT_BEHIND = re.compile(
    r"(?<![^\W_])(?P<part>[^\W\d_](?:[a-z()-]*[a-z)])?)-(?P<locants>\d\d?'*(?:,\d\d?'*)*) (?=[^\W_])"
)
"""In French of old a position stands behind what it is of: ``methyl-1 piperidine``."""
_ORDERS = (
    _ACID, _ANHYDRIDE, _ACID_COMMA_ESTER, _ESTER_OF_ACID, _GERMAN_ESTER, _RUSSIAN_ESTER, _ESTER, _SALT_OF_METAL,
    _HALIDE_OR_OXIDE,
)  # fmt: skip
_RUSSIAN, _KOREAN, _GREEK = "ru", "ko", "el"
_GROUP = 8
_MOST_KEPT = 20_000
_CYRILLIC = re.compile("[а-я]")
_GREEK_WORD = re.compile("[α-ω]{3}")
"""Greek letters alone are locants."""
_FOREIGN = re.compile(r"il|fen|etox|oss|amm|idr|cicl|cian|clor|tio|ftal|naft|antr|fosf|pir[idr]")
_WITH_OWN_SPELLING = ("es", "it")  # the other languages spell the parts of words as these do or as English does
_NITROGEN = re.compile(r"(?<![^\W\d_])N(?=[-,(])")
_SMALL_N = re.compile(r"(?<![^\W\d_])n(?=[-,(])")


@lru_cache(maxsize=_MOST_KEPT)
def translations(name: str) -> tuple[str, ...]:
    """Return English readings of a name, each once.

    Examples
    --------
    >>> "phenylacetic acid" in translations("ácido fenilacético")
    True
    >>> "ethyl 2-methylpropanoate" in translations("2-metilpropanoato de etilo")
    True
    """
    folded = _with_locants_before(fold_name(name))
    has_nitrogen_locant = _NITROGEN.search(name) is not None
    readings = [_turn(folded, language) for language in _languages_of(folded)]
    if has_nitrogen_locant:  # in small letters it reads as "normal"
        readings = [_SMALL_N.sub("N", reading) for reading in readings]
    return tuple(dict.fromkeys(reading for reading in readings if reading != fold_name(name)))


def _with_locants_before(folded: str) -> str:
    """Return a name with the positions that stand behind its parts before them."""

    def turn(part: re.Match[str]) -> str:
        follows = folded[part.end() :]
        joint = "-" if _LOCANT_BEHIND.match(follows) or follows[1:2] == "-" else ""
        return f"{part['locants']}-{part['part']}{joint}"

    return _LOCANT_BEHIND.sub(turn, folded)


def is_turned_round(name: str) -> bool:
    """Whether a name of several words has an order that English has not, so that a part of it must not be read alone.

    Examples
    --------
    >>> is_turned_round("2-phénylacétate de butyle"), is_turned_round("butyl phenylacetate")
    (True, False)
    """
    folded = fold_name(name)
    return any(order.match(folded) for order in _ORDERS) or _LOCANT_BEHIND.search(folded) is not None


def with_head_first(name: str) -> str | None:
    """Return a name that an index has behind the word it begins with, in the usual order; None for any other.

    Examples
    --------
    >>> with_head_first("PHÉNYLACÉTIQUE (ACIDE)")
    'ACIDE PHÉNYLACÉTIQUE'
    """
    found = _HEAD_BEHIND.fullmatch(name)
    return f"{found['head']} {found['name']}" if found else None


def spell_out(folded: str) -> str:
    """Return an English name with the abbreviations of its parts spelled out.

    Examples
    --------
    >>> spell_out("benzyl bmk glycidate")
    'benzyl 2-methyl-3-phenyloxirane-2-carboxylate'
    """
    return _replace(folded, "en")


def may_be_foreign(word: str) -> bool:
    """Whether a folded word may have a reading in English that differs from it: a look that spares most the other."""
    return _FOREIGN.search(word) is not None or not word.isascii()


def translate_word(word: str) -> tuple[str, ...]:
    """Return the English readings of one folded word that differ from it.

    Examples
    --------
    >>> translate_word("fenilacetato"), translate_word("carbossilato")
    (('phenylacetate',), ('carbossilate', 'carboxylate'))
    """
    if _CYRILLIC.match(word):
        languages: tuple[str, ...] = (_RUSSIAN,)
    elif _GREEK_WORD.match(word):
        languages = (_GREEK,)
    else:
        if not _FOREIGN.search(word):
            return ()
        languages = _WITH_OWN_SPELLING
    return tuple(sorted({_replace(word, language) for language in languages} - {word}))


def _turn(name: str, language: str) -> str:
    if match := _ACID_COMMA_ESTER.match(name) or _ESTER_OF_ACID.match(name):
        alkyl = match["alkyl"]
        return f"{_replace(match['acid'], language)} acid {_replace(alkyl, language)} ester"
    if match := _GERMAN_ESTER.match(name) or _RUSSIAN_ESTER.match(name):
        return f"{_replace(match['acid'], language)} {_replace(match['alkyl'], language)} ester"
    if match := _ACID.match(name):
        return f"{_replace(match['acid'], language)} acid"
    if match := _ESTER.match(name) or _SALT_OF_METAL.match(name):
        return f"{_replace(match['alkyl'], language)} {_replace(match['acid'], language)}"
    if match := _HALIDE_OR_OXIDE.match(name):
        return f"{_replace(match['rest'], language)} {_replace(match['ion'], language)}"
    if match := _ETHER.match(name):
        groups = re.sub(r"(?<=[iy]l)(?:ico|ique)(?= )", "", match["groups"])
        return f"{_replace(groups, language)} ether"
    if match := _ANHYDRIDE.match(name):
        return f"{_replace(match['acid'], language)} anhydride"
    return _replace(name, language)


def _replace(name: str, language: str) -> str:
    for any_of, some in _in_groups(language):
        if any_of.search(name):
            for part in some:
                name = part.pattern.sub(part.english, name)
    return name


def _languages_of(folded: str) -> tuple[str, ...]:
    """Return the languages that may have written a name: one where its script tells."""
    if _CYRILLIC.search(folded):
        return (_RUSSIAN,)
    if _GREEK_WORD.search(folded):
        return (_GREEK,)
    return (_KOREAN,) if is_hangul(folded[-1:]) else _in_latin_letters()


@cache
def _in_latin_letters() -> tuple[str, ...]:
    return tuple(language for language in load_name_parts() if language not in (_RUSSIAN, _KOREAN, _GREEK))


@cache
def _in_groups(language: str) -> list[tuple[re.Pattern[str], tuple[NamePart, ...]]]:
    """Return the parts of a language in groups, each with the pattern of any of them: most need no closer look."""
    groups: list[list[NamePart]] = [[]]
    for part in load_name_parts()[language]:
        if part.pattern.groups or len(groups[-1]) == _GROUP:  # one that refers to its own groups stands alone
            groups.append([])
        groups[-1].append(part)
        if part.pattern.groups:
            groups.append([])
    return [(re.compile("|".join(part.pattern.pattern for part in group)), tuple(group)) for group in groups if group]
