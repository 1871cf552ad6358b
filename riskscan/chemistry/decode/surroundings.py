"""What the words round a name say of it: that it is absent, that something else is meant, that it is chemistry."""

import re
from functools import cache

from rapidfuzz.distance import OSA

from riskscan.chemistry.decode.exclusions import is_excluded, list_joint, start_of_name
from riskscan.chemistry.decode.ingredients import (
    is_goods_among_elements,
    is_nutrient,
    is_open_ingredient,
    lists_ingredients,
)  # fmt: skip
from riskscan.chemistry.decode.other_compounds import begins_another, ends_another, is_polymer
from riskscan.chemistry.decode.resolving import Resolution
from riskscan.chemistry.decode.trace import veto
from riskscan.chemistry.decode.traded_names import is_traded
from riskscan.chemistry.gate.runs import EDGE
from riskscan.chemistry.names.scripts import has_cjk
from riskscan.chemistry.text.amounts import amount_pattern, is_only_amounts, is_only_packing
from riskscan.chemistry.text.prices import leaves_out_price, price_behind
from riskscan.chemistry.text.salts import is_salt_word
from riskscan.chemistry.text.spelling import fold_name, squeeze_name, strip_accents
from riskscan.chemistry.text.word_patterns import any_of, may_be_small_word
from riskscan.tables.lists import OWN
from riskscan.tables.small_words import load_small_words
from riskscan.tables.substances import AMOUNTS_AND_GRADES, ONLY_AMOUNTS
from riskscan.tables.words import ABSENT, load_context_words

__all__ = [
    "has_context", "is_credible", "is_heading", "is_left_out", "let_stand", "makes_another", "says_absent",
    "speaks_of_chemistry",
]  # fmt: skip

_PURITY = re.compile(r"(?<![\d.,])9\d(?:[.,]\d+)? ?(?:%|pct\b|percent\b)")
_FREE_BASE = r"free (?:base|acid|amine|form)s?(?= *(?:$|[^\w\s-]|\d|(?:powder|crystal|drum|bag|bottle|purity|grade)))"
"""Of a compound that is no salt; an ``acetone free base coat`` has none."""
_FORM = "powder"
"""Beside a name that may stand beside it, the forms of chemicals in every language may."""
_SECOND_HAND = re.compile(r"\d+\s*%\s*new\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(r"[\d.,]*")
_ITEM = re.compile(r"\d\s+$")
_TELLING = 4
_FORMULA = 2
"""Letters of the shortest formulas, which keep their capitals."""
_REACH = 500
"""Characters before and behind a name that may say something of it."""
_BESIDE = 120
"""Characters before a name in which a word right beside it stands, whatever spaces are between."""
_SIGNS_BEFORE = "% "
_SIGNS_BEHIND = " <>=~≤:"
_ENDS = (".", ",", ";")
"""After them a word says nothing of the name before: ``acetone, bottles 500 ml``."""
_MULTIPLIED = re.compile(r"(?:bis|tris|tetrakis|бис|трис|тетракис) ?\($|(?:бис|трис|тетракис) $|[\])](?:di|tri)?- $")
_PLAIN_WORDS = re.compile(r"[^\W\d_]+(?:[-\s][^\W\d_]+)*")
_CODE = re.compile(r"[^\W_]{1,4}(?:[-,][^\W_]{1,4}){2,4}")
"""Of a name, with a slip that of any other goods: ``N-box-4-AP wifi``."""
_LONG_WORD = 9
_WORD_BEFORE = re.compile(r"(?<![^\W_])([^\W_]{4,}) $")
_SHORTEST_WITH_SLIP = 5
_NONE_BEFORE = re.compile(
    r"(?:(?<![\d.,])0(?:[.,]0+)?|(?:<|≤|less than|below)\s*(?:0?[.,]\d+|1))\s?(?:%|pct|percent)\s*(?:of\s)?$"
)
_NONE_AFTER = re.compile(
    r"\s*\(?(?:content|level|conc\.?)?\s*(?:(?:<|≤|max\.?|less than|below)\s*(?:0?[.,]\d+|1)\s?(?:%|pct)"
    r"|[:=-]+\s*(?:no|n\.?d\.?)(?![^\W_])|[:=-]*\s*(?:none|nil|absent|not detected|0(?:[.,]0+)?\s?(?:%|pct))(?![^\W_]))"
)
"""Less than a hundredth, or a line of a table that says there is none."""
_LONG_ENOUGH = ((10, 0.79), (12, 0.76), (15, 0.66))
"""Letters and confidence with which mended plain words speak for themselves."""
_LONG_ONLY_PACKING = 6
"""Letters with which they do where nothing stands beside them but amounts and packing."""
_LONG_BESIDE_AMOUNT = 12
"""Letters with which they do beside an amount."""
_HEADED = re.compile(
    r"\s*,\s*(?:(?:[\d',]+|n(?:,n)+)-[a-z(]|n ?-[(\[]|[a-z\d',()\[\]-]+-(?=[\s,;]|\(\d{1,2}ci|$)"
    r"|[a-z\d -]*(?:derivs?|esters?|oxime|polymer|compds?|reaction)\b)"
    r"|\s[nos]'*(?:,\s?[nos]'*)+-[(a-z]"
    r"|[- ]\d[\d',]*[- ]yl(?:idene|idyne)?\b"
    r"| (?:mono|di|tri|tetra|penta|hexa)(?:chlor|brom|iod|fluor|ox|sulf|sulph)i[a-z]{1,4}\b",
    re.IGNORECASE,
)


@veto("the words round it speak against it", refuses=False)
def let_stand(found: Resolution, text: str, start: int, end: int) -> bool:
    """Whether a name may stand where it does: its context is there, and nothing says it is absent.

    Parameters
    ----------
    found : Resolution
        What the name was resolved to; one that is neither listed, nor near to that, nor a controlled drug stands.
    text : str
    start, end : int
        Place of the name in the text.
    """
    if not (found.matches or found.drug or found.near):
        return True
    begin = max(0, start - _REACH)
    text, start, end = text[begin : end + _REACH], start - begin, end - begin
    start += len(text[start:end]) - len(text[start:end].lstrip(_SIGNS_BEFORE))  # ``% acetone``
    name = text[start:end]
    if len(name) == _FORMULA and name[0].isupper() and name[1].islower():
        return False  # ``Hi`` is no formula
    if _MULTIPLIED.search(text[max(0, start - 10) : start].lower()):
        return False  # ``2,2'-oxybis(ethylamine)``, ``...ylidene]di- methylammonium acetate``
    around = _SECOND_HAND.sub("", f"{text[:start]} {text[end:]}")
    if (
        found.context
        and around.strip()
        and not (
            has_context(found.context, fold_name(around))
            or (ONLY_AMOUNTS in found.context and is_only_amounts(around))
            or _has_amount_behind(found.context, text[start:end], text[end:])
            or (AMOUNTS_AND_GRADES in found.context and is_traded(text, start, end))
        )
    ):
        return False
    if AMOUNTS_AND_GRADES in found.context and not around.strip():
        return False
    if len(squeeze_name(fold_name(found.name))) < _TELLING and around.strip() and found.name.isascii():
        is_sure = bool(found.context) or _is_own(found) or speaks_of_chemistry(around) or is_only_packing(around)
        if not is_sure:
            return False
    end = len(text[:end].rstrip(_SIGNS_BEHIND))
    tail, head = strip_accents(text[end:].lower()), strip_accents(text[:start].lower())
    head += start_of_name(text[start:end])
    substance_id = found.matches[0].entry_id if found.matches else ""
    is_code = _is_own_code(found)
    if not text[:end].endswith(_ENDS) and (
        _says_so_behind(tail, substance_id, only_absent=is_code)
        or (not is_code and begins_another(found, substance_id, tail))
    ):
        return False
    if is_goods_among_elements(substance_id, around):
        return True
    if _says_so_before(head, substance_id, only_absent=is_code):
        return False
    if not is_code and (is_nutrient(substance_id, name, head, around) or ends_another(found, substance_id, name, head)):
        return False
    if is_open_ingredient(found, text):
        return False
    if not is_code and _says_so_with_a_slip(head, substance_id):
        return False
    if _is_for(head) or _is_about(head, tail) or _is_excluded(text, start, end):
        return False
    return _NONE_BEFORE.search(head) is None and _NONE_AFTER.match(tail) is None


def makes_another(found: Resolution, text: str, start: int, end: int) -> bool:
    """Whether a listed name is taken back because the words beside it make another compound of it.

    A chemist should look which: ``1,4-butanediol bisdecanoate`` is chemistry, though not that of the list. Of a
    polymer, a list of ingredients and what is said to be absent this is not asked.
    """
    if not found.matches or _is_own_code(found) or is_left_out(text, start, end) or lists_ingredients(text):
        return False
    end = len(text[:end].rstrip(_SIGNS_BEHIND))
    tail, head = strip_accents(text[end : end + _REACH].lower()), strip_accents(text[:start].lower())[-_REACH:]
    begins = not text[:end].endswith(_ENDS) and begins_another(found, found.matches[0].entry_id, tail)
    return (begins and not is_polymer(tail)) or ends_another(found, found.matches[0].entry_id, text[start:end], head)


@veto("the goods are said to be without it", refuses=True)
def is_left_out(text: str, start: int, end: int) -> bool:
    """Whether words stand where the goods are said to be without them, whatever they name."""
    head = strip_accents(text[:start].lower()) + start_of_name(text[start:end])
    return _says_so_before(head, only_absent=True) or _is_excluded(text, start, end)


def _is_excluded(text: str, start: int, end: int) -> bool:
    head = strip_accents(text[:start].lower()) + start_of_name(text[start:end]) + _opening(text[start:end])
    behind = strip_accents(text[len(text[:end].rstrip(_SIGNS_BEHIND + "".join(_ENDS))) :].lower())
    return is_excluded(head, behind)  # behind a comma a list goes on


def _opening(words: str) -> str:
    """Return the brackets and quotes in front of words."""
    return words[: len(words) - len(words.lstrip("([«\"'"))]


def _is_for(head: str) -> bool:
    """Whether the goods are for a substance (``gloves for``) and neither it (``material for``) nor a paper about it."""
    purpose = _purpose_pattern().search(head)
    return purpose is not None and _goods_pattern().search(head[: purpose.start()]) is None


def _is_about(head: str, tail: str) -> bool:
    """Whether the goods are printed matter; an amount beside says that they are not."""
    around = f"{head} {_free_pattern().sub('', tail, count=1)}"
    return _about_pattern().search(around) is not None and amount_pattern().search(f"{head} {tail}") is None


@veto("the words say that something is absent", refuses=True)
def says_absent(words: str) -> bool:
    """Whether words that were taken for one name say that something is absent: ``non-acetone``."""
    lowered = strip_accents(words.lower())
    [after], [before] = _beside_patterns("after"), _beside_patterns("before")
    return any(
        after.match(lowered, word.end()) or before.match(lowered[: word.start()]) for word in _LETTERS.finditer(lowered)
    )


@veto("plain words among ordinary ones, with no sign of chemistry", refuses=False)
def is_credible(found: Resolution, words: str, text: str) -> bool:
    """Whether a mended name may stand: plain words among ordinary ones need a sign of chemistry."""
    is_code = not _PLAIN_WORDS.fullmatch(words)
    if not found.evidence.is_mended or not (found.matches or found.near) or (is_code and not _CODE.fullmatch(words)):
        return True
    if not is_code and any(
        len(words) >= length and found.confidence >= confidence for length, confidence in _LONG_ENOUGH
    ):
        return True
    around = text.replace(words, " ", 1)
    if not around.strip(EDGE) or speaks_of_chemistry(around):
        return True
    if len(words) >= _LONG_ONLY_PACKING and is_only_packing(around):
        return True
    return not is_code and len(words) >= _LONG_BESIDE_AMOUNT and amount_pattern().search(around) is not None


def is_heading(text: str, end: int) -> bool:
    """Whether a name that ends here is only the heading of an index name: ``Benzene, methyl-, nitro derivs.``"""
    return _HEADED.match(text, end) is not None


def _is_own(found: Resolution) -> bool:
    """Whether a name stands on the user's own list: who put a short code name there wants it found."""
    return any(listing.jurisdiction == OWN for match in found.matches for listing in match.listings)


def _is_own_code(found: Resolution) -> bool:
    """Whether a name of the user's own list has no structure: no word beside it makes another compound of it."""
    return _is_own(found) and not found.smiles


def speaks_of_chemistry(text: str) -> bool:
    """Whether a text has a sign of chemicals, though it may name none: ``solvent``, ``reagent``, ``99 %``."""
    return _sign_pattern().search(text.lower()) is not None


def has_context(context: tuple[str, ...], around: str) -> bool:
    """Whether one of the words stands in a folded text; any does where none is asked for."""
    if not context or (_PURITY.search(around) and any(word.endswith("%") for word in context)):
        return True
    words = (*context, *_form_words()) if _FORM in context else context
    return any(
        re.search(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_]|[- ]free)", around) if word.isascii() else word in around
        for word in words
    )


def _has_amount_behind(context: tuple[str, ...], name: str, tail: str) -> bool:
    """Whether an amount follows a short name in capitals: ``phone case BMK 1kg`` names what is sent."""
    behind = tail.lstrip(" -:,(")
    last_digit = max(_FIGURES.match(behind).end() - 1, 0)  # type: ignore[union-attr]  # it may be empty
    if is_salt_word(name):
        return False  # it may go with a word before: ``BETAINE HCL 25 KG``
    return ONLY_AMOUNTS in context and name.isupper() and amount_pattern().match(behind, last_digit) is not None


def _says_so_behind(tail: str, substance_id: str = "", *, only_absent: bool = False) -> bool:
    """Whether what follows the names of a substance says that it is absent or another thing is meant."""
    return any(one.match(tail) for one in _beside_patterns("after", substance_id, only_absent=only_absent))


def _says_so_before(head: str, substance_id: str = "", *, only_absent: bool = False) -> bool:
    near = head[-_BESIDE:]
    found = (one.search(near) for one in _beside_patterns("before", substance_id, only_absent=only_absent))
    said = (word for word in found if word is not None and not _says_number(near, word))
    return any(not leaves_out_price(near[: word.start()]) for word in said)


def _says_number(head: str, word: re.Match[str]) -> bool:
    """Whether a word that may deny stands for a number: ``batch no acetone``, ``no 3 acetone``."""
    said = _ITEM.sub("", word.group()).strip(" -:")
    if said not in load_small_words("number"):
        return False
    return said != word.group().strip(" -:") or _numbered_pattern().search(head[: word.start()]) is not None


def _says_so_with_a_slip(head: str, substance_id: str) -> bool:
    """Whether the word before a name is one of the substance's own, misspelt: ``Ethylene hlycol diethyl ether``."""
    before = _WORD_BEFORE.search(head[-_BESIDE:]) if substance_id else None
    return before is not None and any(
        OSA.distance(before[1], word, score_cutoff=slips) <= slips for word, slips in _words_with_slips(substance_id)
    )


@cache
def _words_with_slips(substance_id: str) -> tuple[tuple[str, int], ...]:
    """Return the words that make another thing of what they stand before, and how many slips each may bear."""
    own = (word for word in load_context_words() if word.substance_id == substance_id and word.effect == "other")
    words = {strip_accents(word.word) for word in own if word.place == "before" and word.word.isalpha()}
    return tuple(
        (word, 1 if len(word) < _LONG_WORD else 2) for word in sorted(words) if len(word) >= _SHORTEST_WITH_SLIP
    )


@cache
def _beside_patterns(place: str, substance_id: str = "", *, only_absent: bool = False) -> list[re.Pattern[str]]:
    """Return the patterns of the words that say so of every substance, and of this one's own where it has some."""
    effects = ABSENT if only_absent else (*ABSENT, "other")
    has_own = any((substance_id, place, effect) in _own_words() for effect in effects)
    return [_compile_beside(place, one, effects) for one in (("", substance_id) if has_own else ("",))]


@cache
def _own_words() -> frozenset[tuple[str, str, str]]:
    """Return the substances that have words of their own, with the place and the effect of those."""
    return frozenset((word.substance_id, word.place, word.effect) for word in load_context_words() if word.substance_id)


@cache
def _numbered_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(load_small_words('numbered'))}\W{{0,3}}$")


@cache
def _compile_beside(place: str, substance_id: str, effects: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a substance's own words, of those for all substances where the id is empty."""
    words = [word for word in load_context_words() if word.place == place]
    said = [word.word for word in words if word.effect in effects and word.substance_id == substance_id]
    if place == "before":
        of_others = {word.word for word in words if word.effect == "other"}
        close = any_of(word for word in said if word not in of_others)
        wide = any_of(word for word in said if word in of_others)  # ``povidone - iodine``; but ``item no - acetone``
        joined = rf"(?:{close}(?:[-\s]|:\s*|(?<='))|{wide}(?:\s?-\s?|\s|:\s*|(?<=')))"
        return re.compile(rf"\b{joined}(?:\d\s*)?{may_be_small_word('article')}$")
    present = any_of(word.word for word in words if word.effect == "present")
    spaced, unspaced = [word for word in said if not has_cjk(word)], [word for word in said if has_cjk(word)]
    goods = rf"(?!{price_behind()})"  # ``acetone, excluded VAT`` leaves out the tax
    patterns = [rf"(?:-|\s?(?!{_FREE_BASE}))(?!{present}\b){any_of(spaced)}\b{goods}"] if spaced else []
    if unspaced:
        before = {word.word for word in load_context_words() if word.effect in ABSENT and word.place == "before"}
        once, both = [word for word in unspaced if word not in before], [word for word in unspaced if word in before]
        patterns += [rf"\s?{any_of(once)}{goods}"] if once else []
        patterns += [rf"\s?{any_of(both)}(?!\s?\w)"] if both else []  # what follows is what is absent
    if substance_id:  # ``bromine or iodine derivatives``
        patterns.append(rf",?{list_joint()}[^\W\d_]+\s{any_of(said)}\b")
    return re.compile("|".join(patterns))


def _words(effect: str) -> list[str]:
    return [word.word for word in load_context_words() if word.effect == effect and not word.substance_id]


@cache
def _purpose_pattern() -> re.Pattern[str]:
    """Return the pattern of what a substance is named for, with other substances of the list before it."""
    return re.compile(
        rf"(?<!^)\b{any_of(_words('purpose'))}\s{may_be_small_word('article')}(?:[^\W_][\w-]*(?:,\s|{list_joint()}))*$"
    )


@cache
def _goods_pattern() -> re.Pattern[str]:
    """Return the pattern of what goes with a substance, or is the substance by another word, up to the purpose."""
    papers, goods = any_of(_words("paper")), any_of((*_words("goods"), *_words("chemistry")))
    return re.compile(rf"\b(?:{papers}\s(?:[\w-]+\s){{0,3}}|{goods}\s)$")


@cache
def _free_pattern() -> re.Pattern[str]:
    """Return the pattern of a word behind a name that is French for a book and Portuguese for free: ``base livre``."""
    absent = [strip_accents(one.word) for one in load_context_words() if one.effect in ABSENT and one.place == "before"]
    either = [
        about for about in map(strip_accents, _words("about")) if any(of.startswith(f"{about} ") for of in absent)
    ]
    return re.compile(rf"^[\s(,-]*{any_of(either)}\b") if either else re.compile(r"(?!)")


@cache
def _about_pattern() -> re.Pattern[str]:
    """Return the pattern of words for printed matter; ``livre`` in ``livre de ferro`` is none."""
    about = tuple(map(strip_accents, _words("about")))
    beginnings = {word[:size] for word in about for size in range(1, len(word) + 1)}
    absent = (strip_accents(one.word) for one in load_context_words() if one.effect in ABSENT and one.place == "before")
    either = [word for word in absent if word in beginnings or word.startswith(about)]
    return re.compile(rf"\b(?!{any_of(either)}\b){any_of(about)}\b")


@cache
def _form_words() -> tuple[str, ...]:
    """Return the words for the forms in which chemicals are sold, folded."""
    return tuple(map(fold_name, _words("form")))


@cache
def _sign_pattern() -> re.Pattern[str]:
    words = [word.word for word in load_context_words() if word.effect == "chemistry"]
    return re.compile(
        r"\d\s*%|" + "|".join(rf"\b{re.escape(word)}" if word.isascii() else re.escape(word) for word in words)
    )
