"""A line as a reader sees it, with what is glued to a name set apart; and whether it may hold an identifier."""

import re
from functools import cache

from riskscan.chemistry.text.amounts import UNITS_BEFORE_NAME, UNITS_BEHIND_NAME, unit_pattern
from riskscan.chemistry.text.spelling import clean_characters, strip_accents
from riskscan.tables.small_words import load_small_words
from riskscan.tables.words import load_context_words

__all__ = ["clean_line", "forms_of_token", "may_identify", "part_from_cjk", "with_articles_joined"]

_LATIN_IN_CJK = re.compile(r"[^\s\u3040-\u30ff\u3400-\u9fff]*[A-Za-z]{4}[^\s\u3040-\u30ff\u3400-\u9fff]*")
"""A word in Latin letters, which may stand in a Chinese line without spaces round it."""

_GLUED = re.compile(
    rf"(?<=[^\W\d_]{{4}})_?(?=\d+(?:[.,]\d+)?(?:{'|'.join(UNITS_BEHIND_NAME)}|%)(?![^\W_]))"
    r"|(?:(?<=^\d\))|(?<=\s\d\))|(?<=^[a-h]\))|(?<=\s[a-h]\)))(?=[^\W\d_]{4})|"
    + "|".join(rf"(?<=\d{unit})(?=[^\W\d_]{{4}})" for unit in UNITS_BEFORE_NAME),
    re.IGNORECASE,
)
"""Between a name and an amount or its place in a list: ``Acetone99%``, ``25kgacetone``, ``b)toluene``."""
_MAY_BE_GLUED = (
    re.compile(
        r"\d(?:(?<=[^\s\d,]\d)(?:(?<=_\d)|(?<=[A-Z]{3}\d)|(?<=[A-Z]{3}[-(]\d)|(?<=[^\W\d_]{4}\d))"
        r"|[kKmM](?:[gG][sS]?|[lL])(?:[A-Z]{3}|[^\W\d_]{4}))"
    ),
    re.compile(r"\)(?:(?<=^.\))|(?<=\s.\)))[^\W\d_]{4}"),
)
"""Quick looks, of an amount and of an item, that spare most lines the slow one."""

_CODE_AND_AMOUNT = re.compile(
    r"(?<![^\W_])[A-Z]{3}(?=[-_(]?\d+(?:[.,]\d+)?(?:[kK][gG][sS]?|[mM][lL]|[lL])(?![^\W_]))"
    r"|(?<=\d[kK][gG])(?=[A-Z]{3}(?![^\W_]))"
)
"""A short name to which an amount is glued: ``BMK-25kg``, ``25kgBMK``."""
_FIRST_AND_SECOND = re.compile(r"(?:^|\s)1\.(?=[^\W\d_]{3}).*\s2\.(?=[^\W\d_]{3})", re.DOTALL)
_NUMBERED = re.compile(r"(?<!\S)\d{1,2}\.(?=[^\W\d_]{3})")
"""The number of an item in a list; alone it may be a locant: ``2.methylpropan-1-ol``."""

_MAY_BE_PARTED = re.compile(r"[\d:).']")
_PARTED_FROM = re.compile(r"[^\W\d_]{3}|/\d")
"""No name has fewer letters from which something is parted; of an amount the stroke before it is enough."""
_BEFORE_AMOUNT = re.compile(r"(?<=\S)/(?=\d)")
_LABEL = re.compile(r"(?<!\S)[^\W\d_]{3,}:(?=\S)")
"""A word with a colon at which the text goes on: ``Contents:acetone``."""
_ABBREVIATED = re.compile(r"\b(ac|anh)\.\s*(?=[^\W\d_]{3,}(ico|ica|ique)\b)", re.IGNORECASE)
_IN_FULL = {
    ("ac", "co"): "acido ", ("ac", "ca"): "acido ", ("ac", "ue"): "acide ",
    ("anh", "co"): "anhidrido ", ("anh", "ca"): "anidride ", ("anh", "ue"): "anhydride ",
}  # fmt: skip
"""Short forms in trade papers of Romance languages: ``AC. FENILACETICO``, ``anh. acétique``."""
_SPACE_BEHIND_ARTICLE = re.compile(r"(?<=[a-zA-Z]') (?=[^\W_(])")
_ELIDED = re.compile(r"(?:[^\W_]+ )*[^\W_]*'(?P<next>[^\W\d_]+)")
_SIGNS = (
    re.compile(r"\d(?:\s*-\s*\d\d\s*-\s*\d|\d{3}(?:-\d\d(?!\d\d)|\d{3}-\d(?!\d)|[ ._/]\d\d[ ._/]\d))"),
    re.compile("[oil0-9]-[oil0-9]{2}-[oil0-9](?![a-z0-9])"),
    re.compile(r"\d{7}(?<![\w.,/-]\d{7})\d{0,3}(?![\w/-])"),
    re.compile(r" \S\S? \S\S? (?:\S\S? ){3}\S"),
    re.compile(r"c\.?a\.?s\D{0,12}\d"),
    re.compile(r" \(?cas\b"),
    re.compile(
        r"(?:un(?<!\wun)|e[cg](?<!\we[cg])|ce(?<!\wce)|einecs(?<!\weinecs)|fema(?<!\wfema)|cus(?<!\wcus))\D{0,9}\d{3}"
    ),
)
"""Of identifiers and of spaced-out names. One by one, and without a word boundary in front, they are found faster."""


def clean_line(text: str) -> str:
    """Return the text as a reader sees it, labels, amounts and articles that are glued to a name set apart."""
    return _set_glued_apart(clean_characters(text))


def with_articles_joined(cleaned: str) -> str:
    """Return words of a cleaned line with the articles of Romance languages as they are written.

    Examples
    --------
    >>> clean_line("fûts d'acide sulfurique"), with_articles_joined("chlorure d' hydrogène")
    ("fûts d' acide sulfurique", "chlorure d'hydrogène")
    """
    return _SPACE_BEHIND_ARTICLE.sub("", cleaned) if "' " in cleaned else cleaned


def _set_glued_apart(cleaned: str) -> str:
    if "." in cleaned:
        cleaned = _ABBREVIATED.sub(_spell_out, cleaned)
    if ":" in cleaned:
        cleaned = _LABEL.sub(r"\g<0> ", cleaned)
    if "/" in cleaned:
        cleaned = _amount_behind().sub(" / ", cleaned)
    if "'" in cleaned:
        cleaned = _article().sub(r"\g<0> ", cleaned)
    if "2." in cleaned and _FIRST_AND_SECOND.search(cleaned):
        cleaned = _NUMBERED.sub(" | ", cleaned)
    return _set_amounts_apart(cleaned)


def forms_of_token(cleaned: str) -> set[str]:
    """Return every form that a cleaned word between spaces may take in a line, whatever stands beside it.

    Examples
    --------
    >>> sorted(forms_of_token("acetone99%")), sorted(forms_of_token("drum"))
    (['acetone 99%', 'acetone99%'], ['drum'])
    """
    if not _MAY_BE_PARTED.search(cleaned) or not _PARTED_FROM.search(cleaned):
        return {cleaned}
    parted = _LABEL.sub(r"\g<0> ", cleaned) if ":" in cleaned else cleaned
    if "." in cleaned:
        parted = _NUMBERED.sub(" | ", parted)
    if "/" in cleaned:
        parted = _BEFORE_AMOUNT.sub(" / ", parted)
    return {cleaned, _set_glued_apart(cleaned), _set_amounts_apart(parted)}


def _set_amounts_apart(cleaned: str) -> str:
    if any(sign.search(cleaned) for sign in _MAY_BE_GLUED):
        cleaned = _GLUED.sub(" ", _CODE_AND_AMOUNT.sub(r"\g<0> ", cleaned))
    return cleaned


@cache
def _article() -> re.Pattern[str]:
    """Return the pattern of an article that lost its vowel; in phrases like ``l'exclusion`` it stays where it is."""
    articles = {word.split()[-1] for kind in ("of", "article") for word in load_small_words(kind) if word.endswith("'")}
    fixed = {found["next"] for word in load_context_words() if (found := _ELIDED.search(word.word))}
    phrases = "|".join(sorted(fixed | set(map(strip_accents, fixed))))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(articles))})(?=[^\W_(])(?!(?:{phrases})\b)", re.IGNORECASE)


@cache
def _amount_behind() -> re.Pattern[str]:
    units = unit_pattern("unit", "container", "count")
    return re.compile(rf"(?<=\S)/(?=\d+ ?{units}(?!\w))", re.IGNORECASE)


def _spell_out(match: re.Match[str]) -> str:
    """Return the word for acid or anhydride in full, as the language of the adjective behind it has it."""
    return _IN_FULL[match[1].lower(), match[2][-2:].lower()]


def part_from_cjk(text: str) -> str:
    """Return a text with spaces round the Latin words that stand among Chinese or Japanese characters.

    Examples
    --------
    >>> part_from_cjk("日本acetone4丙酮")
    '日本 acetone4 丙酮'
    """
    return _LATIN_IN_CJK.sub(_set_apart, text)


def _set_apart(match: re.Match[str]) -> str:
    """Return Latin letters with spaces round them; those joined by a hyphen belong to the Chinese name beside them."""
    word = match.group()
    return word if word.startswith("-") or word.endswith("-") else f" {word} "


def may_identify(lowered: str) -> bool:
    """Whether a text without chemical words may still hold an identifier or a spaced-out name."""
    return "inchi" in lowered or "smiles" in lowered or any(sign.search(lowered) for sign in _SIGNS)
