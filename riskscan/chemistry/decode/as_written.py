"""Candidates of a run of chemical words as they stand, in another language or with their punctuation mended.

Every span of the run is one, asked for only where the best cover has it; what that leaves unread is read as names side
by side, or as another language and with its punctuation mended.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial

from riskscan.chemistry.decode.candidates import Candidate, Line
from riskscan.chemistry.decode.costs import cost_of, least_cost, worth_of_unread
from riskscan.chemistry.decode.cover import cover
from riskscan.chemistry.decode.evidence import Edit
from riskscan.chemistry.decode.identified import Mention
from riskscan.chemistry.decode.repairing import Repairer
from riskscan.chemistry.decode.resolving import Resolution, Resolver
from riskscan.chemistry.decode.stretches import may_lack_hyphens, narrowing
from riskscan.chemistry.decode.surroundings import let_stand, makes_another
from riskscan.chemistry.decode.swallowed import is_swallowed
from riskscan.chemistry.decode.vetoes import NamesThatGoOn, ends_longer_name, is_explained_otherwise, is_fragment
from riskscan.chemistry.gate.runs import EDGE, Token, adjacent, trim, turns_brackets_out
from riskscan.chemistry.gate.tokens import TokenKind
from riskscan.chemistry.names.translation import is_turned_round, translations, with_head_first
from riskscan.chemistry.text.salts import is_salt_word
from riskscan.tables.substances import AMOUNTS_AND_GRADES

__all__ = ["AsWritten"]

_BETWEEN_WORDS = re.compile(
    r"[,;/+&]\s+|\s*[;+&]\s*|(?<=[a-z]{3})[,/](?=[a-zA-Z]{3})|(?<=[a-z]{3})\((?=[^()]*\)$)|\s\("
)
_BETWEEN_NAMES = re.compile(r"(?<=[^\W\d_]{3})(?:(?:[|\\_~=:.•→·]|<[^<>]{1,9}>)(?=[^\W\d_]{3})|,(?=(?:[\d',]+|[Nn])-))")
"""May stand between two names or for a hyphen in one: they part what is a name on each side."""
_SHORTEST_SPOKEN = 4
_ANOTHER = "the words beside it make another compound of it"


class AsWritten:
    """Read what can be read without a guess at letters.

    Parameters
    ----------
    resolver : Resolver
    repairer : Repairer
    """

    def __init__(self, resolver: Resolver, repairer: Repairer) -> None:
        self._resolver = resolver
        self._repairer = repairer
        self._going_on = NamesThatGoOn(resolver)
        self._read_otherwise = lru_cache(maxsize=20_000)(self._translate_or_respell)

    def read_run(self, line: Line, run: list[Token]) -> list[Candidate]:
        """Return the best cover of a run."""
        if all(token.kind < TokenKind.SHORT for token in run):
            return []
        refused: list[Candidate] = []

        def is_refused(candidate: Candidate, best: list[Candidate]) -> bool:
            if not candidate.is_hit:
                return False
            if is_explained_otherwise(candidate, best, line.tokens):
                return True
            if not self._goes_on(candidate, line, run, best):
                return False
            refused.append(candidate)
            return True

        chosen = cover(self._spans(line, run), is_refused)
        more = list(self._of_what_is_left(line, run, chosen, refused))
        return cover([*chosen, *more]) if more else chosen

    def read_whole(self, line: Line, words: str) -> Candidate | None:
        """Return the reading of a line as one name, or None."""
        found = self._resolve(words)
        stands = found is not None and let_stand(found, line.text, 0, len(line.text))
        return _candidate(line, line.tokens, words, found) if found and stands else None

    def is_begun(self, found: Resolution, text: str, end: int) -> bool:
        """Whether a listed name that ends there begins a longer one (`NamesThatGoOn`)."""
        return self._going_on.is_begun(found, text, end)

    def _goes_on(self, hit: Candidate, line: Line, run: list[Token], best: list[Candidate]) -> bool:
        assert hit.found is not None
        return self._going_on.is_begun(hit.found, line.text, line.end_of(hit)) or ends_longer_name(hit, run, best)

    # --- spans

    def _spans(self, line: Line, run: list[Token]) -> Iterator[Candidate]:
        """Yield the spans of a run that may be names, each with what asks for it."""
        is_chemical = any(token.kind >= TokenKind.NEAR for token in run)
        for first, token in enumerate(run):
            if token.is_small:
                continue  # no name begins or ends with ``of``
            letters, kind = 0, TokenKind.PLAIN
            for last in range(first, len(run)):
                letters += len(run[last].squeezed)
                kind = max(kind, run[last].kind)
                if kind >= TokenKind.PIECE and not run[last].is_small:
                    span = run[first : last + 1]
                    judge = partial(self._judge, line, span, kind, is_chemical, len(span) == len(run))
                    yield Candidate(token.place, run[last].place, letters - least_cost(), judge=judge)

    def _judge(
        self, line: Line, span: list[Token], kind: TokenKind, is_chemical: bool, is_whole: bool
    ) -> Candidate | None:
        words = line.words(span)
        if len(words) < 2 or turns_brackets_out(words):
            return None
        is_long = len(words) >= _SHORTEST_SPOKEN
        if is_chemical and (kind >= TokenKind.NEAR or (kind is TokenKind.SHORT and is_long)):
            found = self._resolve(words)
        else:
            found = self._resolver.find_listed(words, squeezed=not is_chemical or is_long)
        if found is None or (is_fragment(found) and not is_whole):
            return None
        if not let_stand(found, line.text, span[0].start, span[-1].end):
            if self._is_listed_without_end(found, words):
                return None  # ``toluene water free`` is free of water: the shorter name is asked
            if found.context:
                is_alone = AMOUNTS_AND_GRADES in found.context and line.text.strip(EDGE) == words
                unread = Candidate(span[0].place, span[-1].place, worth_of_unread(), (Mention(words, None),))
                return unread if is_alone else None
            another = makes_another(found, line.text, span[0].start, span[-1].end)
            said = (Mention(words, None, _ANOTHER),) if another else ()
            return replace(_candidate(line, span, words, found), mentions=said)
        if not (found.matches or found.drug) and kind < TokenKind.CHEMICAL:
            return None  # an everyday word that some compound is called by
        return _candidate(line, span, words, found)

    def _is_listed_without_end(self, found: Resolution, words: str) -> bool:
        """Whether words name the same substance without the last one, which says no salt."""
        shorter, _, last = words.rpartition(" ")
        listed = self._resolver.find_listed(shorter) if shorter and found.matches and not is_salt_word(last) else None
        return listed is not None and listed.matches[0].entry_id == found.matches[0].entry_id

    def _resolve(self, words: str) -> Resolution | None:
        found = self._read(words)
        return None if found is not None and is_swallowed(self._resolver, found, words) else found

    def _read(self, words: str) -> Resolution | None:
        found = self._resolver.resolve(words)
        if found is None and (usual := with_head_first(words)) is not None:
            return self._resolver.resolve(usual) or self._translate(usual)
        if found is None:
            return self._translate(words) if is_turned_round(words) else None
        # OPSIN makes the ion of another acid of "Benzylphenylethanoat"
        return (self._translate(words) or found) if is_fragment(found) else found

    # --- what the spans leave unread

    def _of_what_is_left(
        self, line: Line, run: list[Token], chosen: list[Candidate], refused: list[Candidate]
    ) -> Iterator[Candidate]:
        if not refused and may_lack_hyphens(run, chosen):
            words = line.words(run)
            whole = self._read_otherwise(words)
            if whole is not None and (whole.matches or not any(one.is_hit for one in chosen)):
                yield _candidate(line, run, words, whole)  # the numbers beside a listed name may be amounts
        for stretch in adjacent(token for token in run if not any(one.covers(token) for one in chosen)):
            pieces = [one for one in refused if one.first <= stretch[-1].place and stretch[0].place <= one.last]
            if pieces:
                yield self._as_one(line, stretch, pieces)
            elif any(token.kind >= TokenKind.NEAR for token in stretch):
                for span in narrowing(stretch, partial(self._has_nothing_to_mend, line)):
                    for way in (self._parts, self._otherwise):
                        yield line.open(span, partial(way, line, span), least_cost())

    def _as_one(self, line: Line, stretch: list[Token], pieces: list[Candidate]) -> Candidate:
        """Read a stretch as one name, its spelling mended, or as unresolved; a number at its end is an amount."""
        start, end = stretch[0].start, stretch[-1].start if stretch[-1].text.isdigit() else stretch[-1].end
        words = trim(line.text[start:end])
        found = self._read_otherwise(words) or self._repairer.repair(words)
        says_less = found is not None and found.smiles in {piece.found.smiles for piece in pieces if piece.found}
        if found is None or says_less or not let_stand(found, line.text, start, end):
            return Candidate(stretch[0].place, stretch[-1].place, worth_of_unread(), (Mention(words, None),))
        return _candidate(line, stretch, words, found)

    def _has_nothing_to_mend(self, line: Line, span: list[Token]) -> bool:
        return self._resolver.has_nothing_to_mend(line.words(span))

    def _otherwise(self, line: Line, span: list[Token]) -> Candidate | None:
        """Read words as another language or with their signs mended."""
        words = line.words(span)
        found = self._read_otherwise(words)
        stands = found is not None and let_stand(found, line.text, span[0].start, span[-1].end)
        return _candidate(line, span, words, found) if found and stands else None

    def _parts(self, line: Line, stretch: list[Token]) -> Candidate | None:
        """Read the parts of words joined by commas, slashes and brackets, where one of them is listed."""
        words = line.words(stretch)
        parts = [trim(part) for part in _BETWEEN_NAMES.split(words)]
        if len(parts) < 2 or not all(len(part) > 2 and self._resolver.resolve(part) for part in parts):
            parts = [trim(part) for part in _BETWEEN_WORDS.split(words)]
        mentions, worth, start = [], 0.0, stretch[0].start
        for part in parts if len(parts) > 1 else []:
            found = self._resolver.resolve(part) if len(part) > 2 else None
            place = line.text.find(part, start)
            start = place + len(part)
            if found is None or self._going_on.is_begun(found, line.text, start):
                continue
            if let_stand(found, line.text, place, start):
                mentions.append(Mention(part, found))
                worth += len(part) - cost_of(found, part)
        if not any(mention.resolution and mention.resolution.matches for mention in mentions):
            return None
        return Candidate(stretch[0].place, stretch[-1].place, worth, tuple(mentions))

    def _translate_or_respell(self, words: str) -> Resolution | None:
        return self._translate(words) or self._repairer.respell(words)

    def _translate(self, words: str) -> Resolution | None:
        for reading in translations(words):
            found = self._resolver.resolve(reading)
            if found is not None and not is_swallowed(self._resolver, found, words):
                return replace(found, name=reading, evidence=found.evidence.after(Edit.TRANSLATED), confidence=0.9)
        return None


def _candidate(line: Line, span: list[Token], words: str, found: Resolution) -> Candidate:
    return line.said(span, (Mention(words, found),), cost_of(found, words))
