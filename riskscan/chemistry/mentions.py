"""Read a text: find every chemical that it mentions.

Identifiers first, then listed names in scripts without spaces, then the words (`riskscan.chemistry.word_reading`).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from riskscan.chemistry.amounts import UNITS_BEFORE_NAME, UNITS_BEHIND_NAME, unit_pattern
from riskscan.chemistry.embedded import find_identifiers
from riskscan.chemistry.identified import IdentifierReader, Mention
from riskscan.chemistry.repairing import Repairer
from riskscan.chemistry.resolving import Resolution, Resolver
from riskscan.chemistry.scripts import ScriptMatch, ScriptNames, has_cjk
from riskscan.chemistry.spacing import close_gaps
from riskscan.chemistry.spelling import clean_characters, fold_name, join_line_breaks
from riskscan.chemistry.surroundings import has_context, let_stand
from riskscan.chemistry.tokens import TokenJudge
from riskscan.chemistry.word_reading import WordReader
from riskscan.chemistry.word_scripts import WordMatch, WordScripts
from riskscan.chemistry.writing import has_word_script, without_word_scripts

__all__ = ["MAX_TEXT_LENGTH", "Mention", "TextReader", "find_disguise"]

MAX_TEXT_LENGTH = 4000
"""Longer texts are cut here; what is cut is reported by the caller."""

_MOST_CLEANED = 20
_MOST_TOKENS = 100
_TOKEN = re.compile(r"\S+")
_LATIN_IN_CJK = re.compile(r"[^\s\u3040-\u30ff\u3400-\u9fff]*[A-Za-z]{4}[^\s\u3040-\u30ff\u3400-\u9fff]*")
"""A word in Latin letters, which may stand in a Chinese line without spaces round it."""

_SEPARATOR = re.compile(r"\|(?:(?<=[\s\d]\|)|(?=[\s\d]))")
"""Between cells of a table that were pasted into one; between letters it is a letter on a bad scan."""

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

_MARKUP = re.compile(r"</?[a-z]{1,6} ?/?>|[•→]", re.IGNORECASE)
_TRADE_MARK = re.compile("[™®©]")
_LABEL = re.compile(r"(?<!\S)[^\W\d_]{3,}:(?=\S)")
"""A word with a colon at which the text goes on: ``Contents:acetone``."""
_ABBREVIATED = re.compile(r"\b(ac|anh)\.\s*(?=[^\W\d_]{3,}(ico|ica|ique)\b)", re.IGNORECASE)
_IN_FULL = {
    ("ac", "co"): "acido ", ("ac", "ca"): "acido ", ("ac", "ue"): "acide ",
    ("anh", "co"): "anhidrido ", ("anh", "ca"): "anidride ", ("anh", "ue"): "anhydride ",
}  # fmt: skip
"""Short forms in trade papers of Romance languages: ``AC. FENILACETICO``, ``anh. acétique``."""
_SIGNS = (
    re.compile(r"\d(?:\s*-\s*\d\d\s*-\s*\d|\d{3}(?:-\d\d(?!\d)|[ .]\d\d[ .]\d))"),
    re.compile(r" \S\S? \S\S? (?:\S\S? ){3}\S"),
    re.compile(r"c\.?a\.?s\D{0,12}\d"),
    re.compile(r" \(?cas\b"),
    re.compile(
        r"(?:un(?<!\wun)|e[cg](?<!\we[cg])|ce(?<!\wce)|einecs(?<!\weinecs)|fema(?<!\wfema)|cus(?<!\wcus))\D{0,9}\d{3}"
    ),
)
"""Of identifiers and of spaced-out names. One by one, and without a word boundary in front, they are found faster."""


class TextReader:
    """Find the chemicals that texts mention.

    Parameters
    ----------
    resolver : Resolver
    """

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._identified = IdentifierReader(resolver)
        self._tokens = TokenJudge(folded for folded, _ in resolver.names.items())
        self._scripts = ScriptNames(resolver.names)
        self._word_scripts = WordScripts(resolver.names, resolver.names.chemical_words)
        self._words = WordReader(resolver, Repairer(resolver), self._tokens)

    def is_ordinary(self, text: str) -> bool:
        """Whether a text of plain ASCII mentions no chemical at first sight: quicker than remembering it."""
        return text.isascii() and len(text) <= MAX_TEXT_LENGTH and self._is_ordinary(_clean(text))

    def _is_ordinary(self, cleaned: str) -> bool:
        readings = join_line_breaks(cleaned)  # a name broken over two lines shows only when joined
        if not all(map(self._tokens.is_ordinary, readings)) or _may_identify(cleaned.lower()):
            return False
        return not has_word_script(cleaned) or next(self._word_scripts.find(cleaned), None) is None

    def read(self, text: str) -> tuple[Mention, ...]:
        """Return the mentions of a text, in order of appearance.

        Parameters
        ----------
        text : str
            Any text; only its first `MAX_TEXT_LENGTH` characters are read.
        """
        # What cannot be seen does not count towards the limit.
        shown = text[: _MOST_CLEANED * MAX_TEXT_LENGTH].replace("\t", " | ")
        if "<" in shown or not shown.isascii():
            shown = _MARKUP.sub(" | ", _TRADE_MARK.sub(" ", shown))
        cleaned = _SEPARATOR.sub(" | ", _clean(shown)[:MAX_TEXT_LENGTH])
        if self._is_ordinary(cleaned):
            return ()
        found: tuple[Mention, ...] = ()
        for reading in join_line_breaks(cleaned):
            mentions = tuple(self._read_line(reading))
            if any(mention.resolution and mention.resolution.matches for mention in mentions):
                return mentions
            found = found or mentions
        return found

    def _read_line(self, text: str) -> Iterator[Mention]:
        rest = text
        for identifier in find_identifiers(text):
            mention = self._identified.read(identifier, text)
            if mention is not None:
                yield mention
                blank = " | " if identifier.end - identifier.start >= 3 else " "
                rest = (
                    rest[: identifier.start] + blank.ljust(identifier.end - identifier.start) + rest[identifier.end :]
                )
        if has_cjk(rest):
            rest = fold_name(rest)  # the names are compared folded, so places count in the folded text
            spans = list(self._read_scripts(rest))
            yield from (mention for mention, _, _ in spans)
            for _, start, end in spans:
                rest = rest[:start] + " | ".ljust(end - start)[: end - start] + rest[end:]
            rest = _LATIN_IN_CJK.sub(_set_apart, rest)
        if has_word_script(rest):
            matches = tuple(self._word_scripts.find(rest))
            yield from self._read_word_scripts(rest, matches)
            for match in matches:  # a locant or ``boc`` of a name is no word of its own
                rest = rest[: match.start] + " " * (match.end - match.start) + rest[match.end :]
            rest = without_word_scripts(rest)
        yield from self._words.read(rest)

    def _read_word_scripts(self, text: str, matches: tuple[WordMatch, ...]) -> Iterator[Mention]:
        """Yield the listed names in scripts of words, and the words that only look chemical."""
        for match in matches:
            words = text[match.start : match.end]
            if match.name is None:
                yield Mention(words, None)
                continue
            found = self._resolver.from_listed(words, match.name, "listed name", 0.97)
            if let_stand(found, text, match.start, match.end) and not self._word_scripts.says_absent(text, match):
                yield Mention(words, found)

    def _read_scripts(self, text: str) -> Iterator[tuple[Mention, int, int]]:
        """Yield the listed Chinese and Japanese names of a folded text, with their places."""
        for match in self._scripts.find(text):
            if not has_context(match.name.context, text):
                continue
            found = self._resolve_script(match)
            if found is None:
                continue
            yield Mention(text[match.start : match.end], found), match.start, match.end

    def _resolve_script(self, match: ScriptMatch) -> Resolution | None:
        if match.ester:
            acid = self._resolver.controls.substances[match.name.substance_id].systematic_name
            found = self._resolver.resolve(f"{acid} {match.ester} ester")
            return found and replace(found, name=match.text, method="systematic name, translated", confidence=0.9)
        found = self._resolver.from_listed(match.text, match.name, "listed name", 0.97)
        return self._resolver.with_forms(found, match.forms) if match.forms else found


def find_disguise(text: str, words: str) -> str | None:
    """Return what stands in a text for words that were read in it, None where they stand there themselves.

    Look-alike letters, full-width ones, letters set apart by spaces and words broken over lines are seen through; an
    officer must see that this was done.

    Examples
    --------
    >>> find_disguise("5 kg a c e t o n e, new", "acetone"), find_disguise("5 kg acetone, new", "acetone")
    ('a c e t o n e,', None)
    """
    if _is_in(words, text) or _is_in(words, fold_name(text)):
        return None
    tokens = list(_TOKEN.finditer(text[: _MOST_CLEANED * MAX_TEXT_LENGTH]))[:_MOST_TOKENS]
    for last in range(len(tokens)):
        if _is_behind(words, text[: tokens[last].end()]):
            starts = [token.start() for token in tokens[: last + 1]]
            first = max(start for start in starts if _is_behind(words, text[start : tokens[last].end()]))
            return text[first : tokens[last].end()]
    return None


def _is_in(words: str, text: str) -> bool:
    return " ".join(words.casefold().split()) in " ".join(text.casefold().split())


def _is_behind(words: str, written: str) -> bool:
    """Whether the words are in a text once it is cleaned."""
    return any(_is_in(words, close_gaps(reading)) for reading in join_line_breaks(clean_characters(written)))


def _clean(text: str) -> str:
    """Return the text as a reader sees it, labels and amounts that are glued to a name set apart."""
    cleaned = clean_characters(text)
    if "." in cleaned:
        cleaned = _ABBREVIATED.sub(_spell_out, cleaned)
    if ":" in cleaned:
        cleaned = _LABEL.sub(r"\g<0> ", cleaned)
    if "/" in cleaned:
        cleaned = _amount_behind().sub(" / ", cleaned)
    if "2." in cleaned and _FIRST_AND_SECOND.search(cleaned):
        cleaned = _NUMBERED.sub(" | ", cleaned)
    if any(sign.search(cleaned) for sign in _MAY_BE_GLUED):
        cleaned = _GLUED.sub(" ", _CODE_AND_AMOUNT.sub(r"\g<0> ", cleaned))
    return cleaned


@cache
def _amount_behind() -> re.Pattern[str]:
    units = unit_pattern("unit", "container", "count")
    return re.compile(rf"(?<=\S)/(?=\d+ ?{units}(?!\w))", re.IGNORECASE)


def _spell_out(match: re.Match[str]) -> str:
    """Return the word for acid or anhydride in full, as the language of the adjective behind it has it."""
    return _IN_FULL[match[1].lower(), match[2][-2:].lower()]


def _set_apart(match: re.Match[str]) -> str:
    """Return Latin letters with spaces round them; those joined by a hyphen belong to the Chinese name beside them."""
    word = match.group()
    return word if word.startswith("-") or word.endswith("-") else f" {word} "


def _may_identify(lowered: str) -> bool:
    """Whether a text without chemical words may still hold an identifier or a spaced-out name."""
    return "inchi" in lowered or "smiles" in lowered or any(sign.search(lowered) for sign in _SIGNS)
