"""Read the names in a line of words: exactly where that is possible, then with the slips mended.

1. The whole line as one name, then the runs of chemical words in it, the longest readable span of each before shorter
   ones; what is left of a run as another language, or with its punctuation mended.
2. Where words stay unread: listed names that stand in the line with a few slips, best explanation first. One may take
   the place of shorter names read in it (an ester whose last word is misspelt was read as the acid).
3. What is still unread: word by word with mended spelling, and at last unresolved: not found is not clean.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from riskscan.chemistry.decode.evidence import Edit, Source
from riskscan.chemistry.decode.glued_names import GluedNames
from riskscan.chemistry.decode.identified import Mention
from riskscan.chemistry.decode.readings import (
    Reading,
    goes_on_before,
    is_as_written,
    is_fragment,
    is_outdone,
    may_lack_hyphens,
    where_slips_may_stand,
    worth,
)
from riskscan.chemistry.decode.repairing import Repairer
from riskscan.chemistry.decode.resolving import Resolution, Resolver
from riskscan.chemistry.decode.surroundings import is_credible, is_heading, let_stand, says_absent
from riskscan.chemistry.gate.runs import EDGE, Token, adjacent, cut_runs, cut_tokens, cuts_brackets, trim, without_ends
from riskscan.chemistry.gate.tokens import TokenJudge, TokenKind, has_locant
from riskscan.chemistry.names.near_names import NearMatch
from riskscan.chemistry.names.scripts import has_cjk
from riskscan.chemistry.names.translation import is_turned_round, translate_word, translations
from riskscan.chemistry.text.chemical_words import is_chemical_word
from riskscan.chemistry.text.other_words import is_everyday_word
from riskscan.chemistry.text.salts import is_salt_word
from riskscan.chemistry.text.spacing import close_gaps, is_spaced_out
from riskscan.chemistry.text.spelling import fold_name
from riskscan.tables.languages import FIRST_LANGUAGES
from riskscan.tables.morphemes import load_seldom_words

__all__ = ["WordReader"]

_BETWEEN_WORDS = re.compile(
    r"[,;/+&]\s+|\s*[;+&]\s*|(?<=[a-z]{3})[,/](?=[a-zA-Z]{3})|(?<=[a-z]{3})\((?=[^()]*\)$)|\s\("
)
_BETWEEN_NAMES = re.compile(r"(?<=[^\W\d_]{3})(?:(?:[|\\_~=:.•→·]|<[^<>]{1,9}>)(?=[^\W\d_]{3})|,(?=(?:[\d',]+|[Nn])-))")
"""May stand between two names or for a hyphen in one: they part what is a name on each side."""
_SHORTEST_SPOKEN = 4
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_MOST_JUDGED = 12
_LOCANT = re.compile(r"(?:[\d',]+|[Nn])-")
_MOST_FOLLOWING = 4
"""Words in which a name that follows another must end."""
_SALT = re.compile(r"\s*,?\s*[\w()+:-]+ salt\b", re.IGNORECASE)
_SHORTEST_UNREAD = 7
"""Letters of a word that looks chemical for a chemist to look at it."""
_AS_SALT = frozenset({"salt"})


class WordReader:
    """Read the chemical names in lines of words.

    Parameters
    ----------
    resolver : Resolver
    repairer : Repairer
    tokens : TokenJudge
    """

    def __init__(self, resolver: Resolver, repairer: Repairer, tokens: TokenJudge) -> None:
        self._resolver = resolver
        self._repairer = repairer
        self._tokens = tokens
        self._glued = GluedNames(resolver, repairer, tokens)
        self._read_otherwise = lru_cache(maxsize=100_000)(self._translate_or_respell)

    def read(self, text: str) -> list[Mention]:
        """Return the mentions of a cleaned line, in order: its gaps closed or, where that hides a hit, as it is."""
        closed = close_gaps(text)
        mentions = self._read_line(closed)
        if closed == text or any(mention.resolution and mention.resolution.matches for mention in mentions):
            return mentions
        as_it_is = self._read_line(text)
        is_better = any(
            mention.resolution and mention.resolution.matches and not is_spaced_out(mention.text)
            for mention in as_it_is
        )
        return as_it_is if is_better or not mentions else mentions

    def _read_line(self, text: str) -> list[Mention]:
        tokens = cut_tokens(text, self._tokens)
        if all(token.kind < TokenKind.SHORT for token in tokens) and not self._tokens.has_cut_word(text):
            return []
        whole = self._read_whole(text, tokens)
        if whole is not None:
            return [whole]
        readings = [reading for run in cut_runs(tokens) for reading in self._read_run(text, run)]
        readings = self._read_near_names(text, tokens, readings)
        readings += self._mend_rest(text, tokens, readings)
        readings.sort(key=lambda reading: reading.first)
        return [reading.mention for reading in readings if reading.mention is not None]

    def _read_whole(self, text: str, tokens: list[Token]) -> Mention | None:
        whole = text.strip(EDGE)
        if any(token.kind is TokenKind.PLAIN for token in tokens) and not self._resolver.knows(whole):
            return None
        found = self._resolve_span(whole)
        stands = found is not None and let_stand(found, text, 0, len(text))
        return Mention(whole, found) if stands else None

    # --- 1. what can be read as it stands

    def _read_run(self, text: str, run: list[Token]) -> Iterator[Reading]:
        """Yield the readings of a run; where a listed one is a piece of a longer name, the run counts as one name."""
        readings = list(self._read_spans(text, run))
        mentions = [(reading.mention, run[reading.first - run[0].place].start) for reading in readings]
        goes_on = any(mention and self._goes_on_after(mention, text, start) for mention, start in mentions)
        if goes_on or any(goes_on_before(reading, run, readings) for reading in readings):
            readings = [self._read_as_one(text, run, readings)]
        elif may_lack_hyphens(run, readings):
            words = trim(text[run[0].start : run[-1].end])
            whole = self._read_otherwise(words)
            if whole is not None and (whole.matches or not any(reading.is_hit for reading in readings)):
                readings = [Reading(Mention(words, whole), run[0].place, run[-1].place)]
        yield from readings

    def _read_as_one(self, text: str, run: list[Token], pieces: list[Reading]) -> Reading:
        """Read a run as one name, its spelling mended, or as unresolved; a number at its end is an amount."""
        start, end = run[0].start, run[-1].start if run[-1].text.isdigit() and run[1:] else run[-1].end
        words = trim(text[start:end])
        found = self._read_otherwise(words) or self._repairer.repair(words)
        says_less = found is not None and found.smiles in {piece.smiles for piece in pieces}  # the rest went unread
        stands = found is not None and not says_less and let_stand(found, text, start, end)
        return Reading(Mention(words, found if stands else None), run[0].place, run[-1].place)

    def _goes_on_after(self, mention: Mention, text: str, start: int) -> bool:
        """Whether a listed name begins a longer one that was not read.

        It is the heading of an index name, or an acid whose salt its listings leave out (``sulfuric acid, tin salt``).
        """
        found = mention.resolution
        if found is None or not found.matches:
            return False
        end = text.find(mention.text, start) + len(mention.text)
        if is_heading(text, end):
            return not self._begins_with_name(text[end:].lstrip(" ,"))
        return _SALT.match(text, end) is not None and not self._resolver.with_forms(found, _AS_SALT).matches

    def _begins_with_name(self, words: str) -> bool:
        """Whether what follows a comma is a name of its own: ``acetone, 2-butanone`` are two."""
        if not _LOCANT.match(words):
            return False
        first = words.split(maxsplit=_MOST_FOLLOWING)[:_MOST_FOLLOWING]
        spans = [" ".join(first[:size]) for size in range(len(first), 0, -1)]
        found = [self._resolver.resolve(trim(span)) for span in (*spans, words.partition(",")[0])]
        return any(resolution is not None and not resolution.evidence.is_mended for resolution in found)

    def _read_spans(self, text: str, run: list[Token]) -> Iterator[Reading]:
        """Yield the longest span that resolves, then what is left on each side."""
        if all(token.kind < TokenKind.SHORT for token in run):
            return
        is_chemical = any(token.kind >= TokenKind.NEAR for token in run)
        for size in range(len(run), 0, -1):
            found = self._read_best_span(text, run, size, is_chemical)
            if found is not None:
                yield from self._read_spans(text, run[: found.first - run[0].place])
                yield found
                yield from self._read_spans(text, run[found.last - run[0].place + 1 :])
                return
        if is_chemical:
            yield from self._read_lightly(text, run)

    def _read_best_span(self, text: str, run: list[Token], size: int, is_chemical: bool) -> Reading | None:
        """Return the first reading of so many words that is there as written, else the first."""
        best: Reading | None = None
        for first in range(len(run) - size + 1):
            if run[first].is_small or run[first + size - 1].is_small:
                continue  # no name begins or ends with ``of``
            found = self._read_span(text, run[first : first + size], is_chemical)
            resolution = found.mention.resolution if found and found.mention else None
            if found is None or (size < len(run) and resolution and is_fragment(resolution)):
                continue
            if resolution is None or is_as_written(resolution):
                return found
            best = best or found
        return best

    def _read_span(self, text: str, span: list[Token], is_chemical: bool) -> Reading | None:
        start, end = span[0].start, span[-1].end
        words = trim(text[start:end])
        if len(words) < 2:
            return None
        is_long, kind = len(words) >= _SHORTEST_SPOKEN, max(token.kind for token in span)
        if is_chemical and (kind >= TokenKind.NEAR or (kind is TokenKind.SHORT and is_long)):
            found = self._resolve_span(words)
        else:
            found = self._resolver.find_listed(words, squeezed=not is_chemical or is_long)
        if found is None:
            return None
        if not let_stand(found, text, start, end):
            return None if found.context else Reading(None, span[0].place, span[-1].place)
        if not found.matches and all(token.kind < TokenKind.CHEMICAL for token in span):
            return None  # an everyday word that some compound is called by
        return Reading(Mention(words, found), span[0].place, span[-1].place)

    def _resolve_span(self, words: str) -> Resolution | None:
        found = self._resolver.resolve(words)
        if found is None:
            return self._translate(words) if is_turned_round(words) else None
        # OPSIN makes the ion of another acid of "Benzylphenylethanoat"
        return (self._translate(words) or found) if is_fragment(found) else found

    def _read_lightly(self, text: str, run: list[Token]) -> Iterator[Reading]:
        """Yield the parts of a run, or the run as another language or with its punctuation mended."""
        words = trim(text[run[0].start : run[-1].end])
        if is_salt_word(words) or self._resolver.resolve(words) is not None:
            return  # nothing to mend: a name that the words round it took back
        parts = self._split(text, run[0].start, words)
        if parts:
            yield from (Reading(part, run[0].place, run[-1].place) for part in parts)
            return
        found = self._read_otherwise(words)
        if found is not None and let_stand(found, text, run[0].start, run[-1].end):
            yield Reading(Mention(words, found), run[0].place, run[-1].place)
            return
        for group in _shorter(run):
            yield from self._read_lightly(text, group)

    def _split(self, text: str, start: int, words: str) -> list[Mention]:
        """Read the parts of words joined by commas, slashes and brackets, where one of them is listed."""
        mentions = []
        parts = [trim(part) for part in _BETWEEN_NAMES.split(words)]
        if len(parts) < 2 or not all(len(part) > 2 and self._resolver.resolve(part) for part in parts):
            parts = [trim(part) for part in _BETWEEN_WORDS.split(words)]
        for part in parts if len(parts) > 1 else []:
            found = self._resolver.resolve(part) if len(part) > 2 else None
            place = text.find(part, start)
            start = place + len(part)
            if found is None or self._goes_on_after(Mention(part, found), text, place):
                continue
            if let_stand(found, text, place, start):
                mentions.append(Mention(part, found))
        return mentions if any(mention.resolution and mention.resolution.matches for mention in mentions) else []

    def _translate_or_respell(self, words: str) -> Resolution | None:
        return self._translate(words) or self._repairer.respell(words)

    def _translate(self, words: str) -> Resolution | None:
        for reading in translations(words):
            found = self._resolver.resolve(reading)
            if found is not None:
                return replace(found, name=reading, evidence=found.evidence.after(Edit.TRANSLATED), confidence=0.9)
        return None

    # --- 2. listed names with slips

    def _read_near_names(self, text: str, tokens: list[Token], readings: list[Reading]) -> list[Reading]:
        """Return the readings with those listed names put in that explain more of the line than what was read."""
        read = [reading for reading in readings if not reading.is_unresolved]
        unread = [token for token in tokens if not any(reading.covers(token) for reading in read)]
        if len(readings) < 2 and not any(_LETTERS.search(token.text) for token in unread):
            return readings
        judged = 0
        for match in self._find_near(tokens, readings):
            if judged == _MOST_JUDGED:
                break
            if any(token.is_parting for token in tokens[match.first : match.last + 1]):
                continue
            beside = [reading for reading in readings if reading.first <= match.last and match.first <= reading.last]
            if len(beside) < 2 and not any(match.first <= token.place <= match.last for token in unread):
                continue
            if match.gain <= sum(worth(reading, tokens) for reading in beside) or not all(
                is_outdone(reading, match, tokens) for reading in beside
            ):
                continue
            judged += 1
            better = self._judge_near(text, tokens, match)
            if better is not None and not self._goes_on(better, readings, tokens):
                readings = [reading for reading in readings if reading not in beside] + [better]
                unread = [token for token in unread if not better.covers(token)]
        return readings

    def _find_near(self, tokens: list[Token], readings: list[Reading]) -> list[NearMatch]:
        """Return listed names that stand in a line with a few slips, the one that explains most of it first."""
        found: list[NearMatch] = []
        for stretch in where_slips_may_stand(tokens, readings, self._repairer.is_right):
            words = tuple(tokens[place].folded for place in stretch)
            found += (match.moved(stretch.start) for match in self._repairer.find_near(words))
        return sorted(found, key=NearMatch.order)

    def _goes_on(self, better: Reading, readings: list[Reading], tokens: list[Token]) -> bool:
        """Whether a mended name is only the end of a harmless one: ``ethylene glycol diethyl ehter``."""
        before = [reading for reading in readings if reading.last == better.first - 1 and not reading.is_hit]
        if not before or before[0].mention is None or tokens[before[0].last].text[-1] in ",;:":
            return False
        assert better.mention is not None and better.mention.resolution is not None
        whole = self._resolver.resolve(f"{before[0].mention.text} {better.mention.resolution.name}")
        return whole is not None and not whole.matches

    def _judge_near(self, text: str, tokens: list[Token], match: NearMatch) -> Reading | None:
        start, end = tokens[match.first].start, tokens[match.last].end
        words = trim(text[start:end])
        found = self._repairer.accept(match, words) if ";" not in words else None
        if (
            found is None
            or says_absent(words)
            or not is_credible(found, words, text)
            or not let_stand(found, text, start, end)
            or self._goes_on_after(Mention(words, found), text, start)
            or cuts_brackets(text, start, end)
        ):
            return None
        # Of the other languages no harmless names are known that might be nearer: a slip there is for a chemist to see.
        is_sure = match.name.language in FIRST_LANGUAGES or match.cost == 0
        return Reading(Mention(words, found if is_sure else None), match.first, match.last)

    # --- 3. the rest

    def _mend_rest(self, text: str, tokens: list[Token], readings: list[Reading]) -> Iterator[Reading]:
        for run in cut_runs(token for token in tokens if not any(reading.covers(token) for reading in readings)):
            yield from self._mend(text, run)

    def _mend(self, text: str, run: list[Token]) -> Iterator[Reading]:
        """Yield a run with its words mended, or as unresolved."""
        if all(token.kind < TokenKind.NEAR for token in run):
            return
        if len(run) == 1 and run[0].kind is TokenKind.NEAR and self._repairer.is_right(run[0].folded.strip(EDGE)):
            return
        words = trim(text[run[0].start : run[-1].end])
        if is_salt_word(words) or self._resolver.resolve(words) is not None:
            return  # a name that the words round it took back
        found = self._repairer.repair(words) if not any(token.is_parting for token in run) else None
        if found is not None and not found.matches and found.evidence.source is Source.SYSTEMATIC:
            found = None  # of a name nobody knows, letters changed until a parser takes it mean nothing
        if found is not None and says_absent(words):
            found = None
        if found is not None and is_credible(found, words, text) and let_stand(found, text, run[0].start, run[-1].end):
            yield Reading(Mention(words, found), run[0].place, run[-1].place)
            return
        groups = list(_shorter(run))
        if groups:
            for group in groups:
                yield from self._mend(text, group)
        elif any(map(_wants_a_look, run)) and not says_absent(words):
            glued = self._glued.read(text, run[0]) if len(run) == 1 else None
            yield Reading(glued or Mention(words, None), run[0].place, run[-1].place)


def _wants_a_look(token: Token) -> bool:
    """Whether a word that was not read looks chemical and is none of the words that only do.

    Short ones alone are stems and brands (``SILIC``); of parts that are glued (``CHOC.LACTA``) each must say nothing.
    """
    if token.kind is not TokenKind.CHEMICAL or has_locant(token.folded) or has_cjk(token.text):
        return token.kind is TokenKind.CHEMICAL
    words = _LETTERS.findall(fold_name(token.text))
    return not words or any(map(_may_be_name, words))


def _may_be_name(word: str) -> bool:
    if not any(map(is_chemical_word, (word, *translate_word(word)))):
        return False
    return len(word) >= _SHORTEST_UNREAD and word not in load_seldom_words() and not is_everyday_word(word)


def _shorter(run: list[Token]) -> Iterator[list[Token]]:
    """Yield the run without its ends that are not chemical, else its chemical words in groups."""
    shorter = without_ends(run)
    if 0 < len(shorter) < len(run):
        yield shorter
        return
    chemical = [token for token in run if token.kind >= TokenKind.NEAR]
    if 0 < len(chemical) < len(run):
        yield from adjacent(chemical)
