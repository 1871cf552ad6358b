"""Read a text: find every chemical that it mentions.

Identifiers first, then the whole text as one name, then the runs of chemical words in it, the longest readable
span of each run before shorter ones. What stays unread is translated, then mended, and at last reported as
unresolved: not found is not clean.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from riskscan.chemistry.embedded import find_identifiers
from riskscan.chemistry.identified import IdentifierReader, Mention
from riskscan.chemistry.repairing import Repairer
from riskscan.chemistry.resolving import Resolution, Resolver
from riskscan.chemistry.salts import is_salt_word
from riskscan.chemistry.scripts import ScriptNames, has_cjk
from riskscan.chemistry.spacing import close_gaps
from riskscan.chemistry.spelling import clean_characters, fold_name, join_line_breaks, squeeze_name
from riskscan.chemistry.tokens import TokenJudge, TokenKind
from riskscan.chemistry.translation import translations
from riskscan.tables.words import load_context_words

__all__ = ["MAX_TEXT_LENGTH", "Mention", "TextReader"]

MAX_TEXT_LENGTH = 4000
"""Longer texts are cut here; what is cut is reported by the caller."""

_MAX_RUN = 12
_MAX_RUNS = 20
_TOKEN = re.compile(r"\S+")
_NUMBERS = re.compile(
    r"\d\s*-\s*\d\d\s*-\s*\d|\d{4}-\d\d(?!\d)|\d{4}[ .]\d\d[ .]\d|(?: \S\S?){6}|c\.?a\.?s\D{0,12}\d"
    r"|\b(?:un|ec|einecs|fema)\D{0,9}\d{3}"
)
_EDGE = " \t\"'.,;:!?*|#&+=<>/"
_BETWEEN_WORDS = re.compile(
    r"[,;/+&]\s+|\s*[;+&]\s*|(?<=[a-z]{3})[,/](?=[a-zA-Z]{3})|(?<=[a-z]{3})\((?=[^()]*\)$)|\s\("
)
_HEADED = re.compile(
    r"\s*,\s*(?:[\d',]+-[a-z(]|[a-z\d',()\[\]-]+-(?=[\s,]|$)"
    r"|[a-z -]*(?:derivs?|esters?|oxime|polymer|compds?|reaction)\b)",
    re.IGNORECASE,
)
_PLAIN_WORDS = re.compile(r"[^\W\d_]+(?:[-\s][^\W\d_]+)*")
_TELLING = 4
_SHORT_WORD = 3
_LONG_WORDS, _ONE_EDIT = 12, 0.79


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    kind: TokenKind


class TextReader:
    """Find the chemicals that texts mention.

    Parameters
    ----------
    resolver : Resolver
    """

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._identified = IdentifierReader(resolver)
        self._repairer = Repairer(resolver)
        self._tokens = TokenJudge(folded for folded, _ in resolver.names.items())
        self._mend_lightly = lru_cache(maxsize=100_000)(self._read_otherwise)
        self._scripts = ScriptNames(resolver.names)
        self._after = _context_pattern("after")
        self._before = _context_pattern("before")
        self._signs = _sign_pattern()

    def is_ordinary(self, text: str) -> bool:
        """Whether a text of plain ASCII mentions no chemical at first sight: quicker than remembering it."""
        return text.isascii() and len(text) <= MAX_TEXT_LENGTH and self._is_ordinary(clean_characters(text))

    def _is_ordinary(self, cleaned: str) -> bool:
        readings = join_line_breaks(cleaned)  # a name broken over two lines shows only when joined
        return all(map(self._tokens.is_ordinary, readings)) and not _may_identify(cleaned.lower())

    def read(self, text: str) -> tuple[Mention, ...]:
        """Return the mentions of a text, in order of appearance.

        Parameters
        ----------
        text : str
            Any text; only its first `MAX_TEXT_LENGTH` characters are read.
        """
        cleaned = clean_characters(text[:MAX_TEXT_LENGTH])
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
        yield from self._read_words(rest)

    def _read_scripts(self, text: str) -> Iterator[tuple[Mention, int, int]]:
        """Yield the listed Chinese and Japanese names of a folded text, with their places."""
        for match in self._scripts.find(text):
            if not _has_context(match.name.context, text, match.text):
                continue
            found = self._resolver.from_listed(match.text, match.name, "listed name", 0.97)
            if match.forms:
                found = self._resolver.with_forms(found, match.forms)
            yield Mention(text[match.start : match.end], found), match.start, match.end

    def _read_words(self, text: str) -> Iterator[Mention]:
        text = close_gaps(text)
        tokens = [
            _Token(match.group(), match.start(), match.end(), self._tokens.judge(match.group()))
            for match in _TOKEN.finditer(text)
        ]
        if all(token.kind < TokenKind.SHORT for token in tokens):
            return
        whole = text.strip(_EDGE)
        if all(token.kind is not TokenKind.PLAIN for token in tokens) or self._resolver.knows(whole):
            found = self._resolver.resolve(whole)
            if found is not None and self._stands(found, text, 0, len(text)):
                yield Mention(whole, found)
                return
        for run in list(_runs(tokens))[:_MAX_RUNS]:
            yield from self._read_run(text, run)

    def _read_run(self, text: str, run: list[_Token]) -> Iterator[Mention]:
        """Yield the mentions of a run of tokens; a run read only in part is mended as a whole where that helps."""
        mentions = list(self._read_spans(text, run))
        if len(run) > 1 and self._is_read_in_part(run, mentions):
            words = _trim(text[run[0].start : run[-1].end])
            whole = self._repairer.repair(words)
            start, end = run[0].start, run[-1].end
            if (
                whole
                and whole.matches
                and self._is_credible(whole, words, text)
                and self._stands(whole, text, start, end)
            ):
                mentions = [Mention(words, whole)]
        if any(self._is_heading(mention, text) or _goes_on_before(mention, run, mentions) for mention in mentions):
            mentions = [Mention(_trim(text[run[0].start : run[-1].end]), None)]
        yield from mentions

    def _is_heading(self, mention: Mention, text: str) -> bool:
        """Whether a listed name is only the heading of an index name: ``Benzene, methyl-, nitro derivs.``"""
        if mention.resolution is None or not mention.resolution.matches:
            return False
        return _HEADED.match(text, text.find(mention.text) + len(mention.text)) is not None

    def _is_read_in_part(self, run: list[_Token], mentions: list[Mention]) -> bool:
        """Whether something chemical of a run was left out or had to be mended."""
        if any(mention.resolution is None or "mended" in mention.resolution.method for mention in mentions):
            return True
        read = " ".join(mention.text for mention in mentions)
        return any(token.kind >= TokenKind.NEAR and _trim(token.text) not in read for token in run)

    def _read_spans(self, text: str, run: list[_Token]) -> Iterator[Mention]:
        """Yield the longest span that resolves, then what is left on each side."""
        if all(token.kind < TokenKind.SHORT for token in run):
            return
        is_chemical = any(token.kind >= TokenKind.NEAR for token in run)
        for size in range(len(run), 0, -1):
            for first in range(len(run) - size + 1):
                span = run[first : first + size]
                found = self._read_span(text, span, is_chemical)
                if found is None:
                    continue
                yield from self._read_spans(text, run[:first])
                if found is not _TAKEN_BACK:
                    yield found
                yield from self._read_spans(text, run[first + size :])
                return
        if is_chemical:
            yield from self._read_damaged(text, run)

    def _read_span(self, text: str, span: list[_Token], is_chemical: bool) -> Mention | None:
        start, end = span[0].start, span[-1].end
        words = _trim(text[start:end])
        if len(words) < 2:
            return None
        if not is_chemical:
            folded = fold_name(words)
            listed = self._resolver.names.find(folded) or self._resolver.names.find_squeezed(squeeze_name(folded))
            found = self._resolver.from_listed(words, listed, "listed name", 0.95) if listed else None
        else:
            if not any(token.kind >= TokenKind.NEAR for token in span) and len(words) < 4:
                listed = self._resolver.names.find(fold_name(words))
                found = self._resolver.from_listed(words, listed, "listed name", 0.95) if listed else None
            else:
                found = self._resolver.resolve(words)
        if found is None:
            return None
        if not self._stands(found, text, start, end):
            return None if found.context else _TAKEN_BACK
        if not found.matches and all(token.kind < TokenKind.CHEMICAL for token in span):
            return None  # an everyday word that some compound is called by
        return Mention(words, found)

    def _stands(self, found: Resolution, text: str, start: int, end: int) -> bool:
        """Whether the words round a name let it stand: its context is there, and nothing says it is absent."""
        if not found.matches:
            return True
        around = f"{text[:start]} {text[end:]}"
        if found.context and around.strip() and not _has_context(found.context, fold_name(around), found.name):
            return False
        if len(squeeze_name(fold_name(found.name))) < _TELLING and around.strip() and found.name.isascii():
            is_sure = bool(found.context) or self._signs.search(around.lower()) is not None
            if not is_sure:
                return False
        tail = text[end:].lower()
        return not (self._after.match(tail) or self._before.search(text[:start].lower()))

    def _read_damaged(self, text: str, run: list[_Token]) -> Iterator[Mention]:
        words = _trim(text[run[0].start : run[-1].end])
        if is_salt_word(words) or self._resolver.resolve(words) is not None:
            return  # nothing to mend: a name that the words round it took back
        parts = self._split(text, run[0].start, words)
        if parts:
            yield from parts
            return
        for attempt in (self._mend_lightly, self._repairer.repair):
            found = attempt(words)
            if (
                found is not None
                and self._is_credible(found, words, text)
                and self._stands(found, text, run[0].start, run[-1].end)
            ):
                yield Mention(words, found)
                return
        shorter = _without_ends(run)
        if 0 < len(shorter) < len(run):
            yield from self._read_damaged(text, shorter)
            return
        shorter = [token for token in run if token.kind >= TokenKind.NEAR]
        if 0 < len(shorter) < len(run):
            for group in _adjacent(shorter):
                yield from self._read_damaged(text, group)
        elif any(token.kind is TokenKind.CHEMICAL for token in run):
            yield Mention(words, None)

    def _is_credible(self, found: Resolution, words: str, text: str) -> bool:
        """Whether a mended name may stand: plain words among ordinary ones need a sign of chemistry."""
        if "spelling mended" not in found.method or not found.matches or not _PLAIN_WORDS.fullmatch(words):
            return True
        if len(words) >= _LONG_WORDS and found.confidence >= _ONE_EDIT:
            return True
        around = text.replace(words, " ", 1)
        return not around.strip(_EDGE) or self._signs.search(around.lower()) is not None

    def _read_otherwise(self, words: str) -> Resolution | None:
        """Read the words as another language, or with their punctuation mended."""
        return self._translate(words) or self._repairer.respell(words)

    def _translate(self, words: str) -> Resolution | None:
        for reading in translations(words):
            found = self._resolver.resolve(reading)
            if found is not None:
                return replace(found, name=reading, method=f"{found.method}, translated", confidence=0.9)
        return None

    def _split(self, text: str, start: int, words: str) -> list[Mention]:
        """Read the parts of words joined by commas, slashes and brackets, where one of them is listed."""
        mentions = []
        parts = [_trim(part) for part in _BETWEEN_WORDS.split(words)]
        for part in parts if len(parts) > 1 else []:
            found = self._resolver.resolve(part) if len(part) > 2 else None
            place = text.find(part, start)
            if found is not None and self._stands(found, text, place, place + len(part)):
                mentions.append(Mention(part, found))
        return mentions if any(mention.resolution and mention.resolution.matches for mention in mentions) else []


def _goes_on_before(mention: Mention, run: list[_Token], mentions: list[Mention]) -> bool:
    """Whether a one-word listed name ends a longer name that was not read: ``4-n-boc-amino piperidine``."""
    if mention.resolution is None or not mention.resolution.matches or not mention.text.isalpha():
        return False
    tokens = [token.text for token in run]
    if mention.text not in tokens[1:]:
        return False
    before = run[tokens.index(mention.text, 1) - 1]
    read = any(other.resolution is not None and _trim(before.text) in other.text for other in mentions)
    return before.kind >= TokenKind.NEAR and not read and before.text[-1].isalnum()


_TAKEN_BACK = Mention("", None)
"""Stands for a name that was read and that the words round it take back: "toluene-free"."""


def _may_identify(lowered: str) -> bool:
    """Whether a text without chemical words may still hold an identifier or a spaced-out name."""
    return "inchi" in lowered or "smiles" in lowered or _NUMBERS.search(lowered) is not None


def _runs(tokens: list[_Token]) -> Iterator[list[_Token]]:
    """Yield the maximal runs of tokens that may form a name, at most `_MAX_RUN` long."""
    run: list[_Token] = []
    for token in tokens:
        breaks = token.kind is TokenKind.PLAIN or token.text == "|"
        if run and (breaks or len(run) == _MAX_RUN or _parts_names(run[-1], token)):
            yield run
            run = []
        if not breaks and (run or token.text != "-"):
            run.append(token)
    if run:
        yield run


def _parts_names(before: _Token, token: _Token) -> bool:
    """Whether punctuation between two tokens ends a name: a colon, or a comma before what is no index term."""
    if before.text.endswith((":", ";", "!", "?")):
        return True
    return (
        before.text.endswith(",")
        and token.kind is TokenKind.JOINS
        and token.text.rstrip(",.").isalpha()
        and (token.text.isupper() or len(token.text) <= _SHORT_WORD)
    )


def _without_ends(run: list[_Token]) -> list[_Token]:
    """Return the run from its first to its last chemical word."""
    places = [place for place, token in enumerate(run) if token.kind >= TokenKind.NEAR]
    return run[places[0] : places[-1] + 1] if places else []


def _adjacent(tokens: list[_Token]) -> Iterator[list[_Token]]:
    group: list[_Token] = []
    for token in tokens:
        if group and token.start - group[-1].end > 1:
            yield group
            group = []
        group.append(token)
    if group:
        yield group


def _trim(words: str) -> str:
    """Strip punctuation that is not part of a name: quotes, full stops, brackets without a partner."""
    words = words.strip(_EDGE).lstrip("- ")
    for opening, closing in ("()", "[]", "{}"):
        if words.startswith(opening) and words.endswith(closing) and words.count(opening) == 1:
            words = words[1:-1].strip(_EDGE)
        if words.count(opening) > words.count(closing) and words.startswith(opening):
            words = words[1:]
        if words.count(closing) > words.count(opening) and words.endswith(closing):
            words = words[:-1]
    return words.strip(_EDGE)


def _has_context(context: tuple[str, ...], around: str, name: str) -> bool:
    if not context:
        return True
    return any(
        re.search(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])", around) if word.isascii() else word in around
        for word in context
    )


def _context_pattern(place: str) -> re.Pattern[str]:
    words = sorted((word.word for word in load_context_words() if word.place == place), key=len, reverse=True)
    choice = "|".join(map(re.escape, words))
    return re.compile(rf"[-\s]?(?:{choice})\b" if place == "after" else rf"\b(?:{choice})[-\s]$")


def _sign_pattern() -> re.Pattern[str]:
    words = [word.word for word in load_context_words() if word.place == "anywhere"]
    return re.compile(
        r"\d\s*%|" + "|".join(rf"\b{re.escape(word)}" if word.isascii() else re.escape(word) for word in words)
    )
