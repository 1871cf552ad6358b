"""Candidates that listed names with slips are, anywhere in a line; they compete with all that was read there."""

import re
from dataclasses import replace
from functools import partial

from riskscan.chemistry.decode.as_written import AsWritten
from riskscan.chemistry.decode.candidates import Candidate, Line
from riskscan.chemistry.decode.costs import cost_of_slips, worth_of_unread
from riskscan.chemistry.decode.cover import cover
from riskscan.chemistry.decode.evidence import Source
from riskscan.chemistry.decode.identified import Mention
from riskscan.chemistry.decode.repairing import Repairer, as_hint
from riskscan.chemistry.decode.resolving import Resolution, Resolver
from riskscan.chemistry.decode.stretches import where_slips_may_stand
from riskscan.chemistry.decode.surroundings import is_credible, is_heading, let_stand, says_absent
from riskscan.chemistry.decode.vetoes import may_displace
from riskscan.chemistry.gate.runs import cuts_brackets, trim
from riskscan.chemistry.names.near_names import NearMatch
from riskscan.chemistry.text.chemical_words import looks_chemical
from riskscan.chemistry.text.spelling import fold_name
from riskscan.tables.languages import FIRST_LANGUAGES

__all__ = ["Slips"]

_LETTERS = re.compile(r"[^\W\d_]{3,}")
_SWAPPED = re.compile(r"(?:meth|eth|prop|but)aen(?![^\W\d_])")
"""The ending of an alkane with two letters swapped, which no language has."""
_MOST_JUDGED = 12
_SHORTEST_HINT, _SHORTEST_IN_DOUBT = 6, 8
"""Letters of a word that is a hint wherever it stands, also where it may be another name."""
_LANGUAGE_OF_BRANDS = "en"
_AMONG_OTHERS = "one slip away, beside words that say nothing of chemistry"
_LONG = 9
"""Letters of a word that is no everyday one by chance."""


class Slips:
    """Find listed names with slips that explain more of a line than what was read.

    Parameters
    ----------
    resolver : Resolver
    repairer : Repairer
    as_written : AsWritten
    """

    def __init__(self, resolver: Resolver, repairer: Repairer, as_written: AsWritten) -> None:
        self._resolver = resolver
        self._repairer = repairer
        self._as_written = as_written

    def read(self, line: Line, chosen: list[Candidate]) -> list[Candidate]:
        """Return the best cover of what was read and the listed names with slips."""
        named = [one for one in chosen if not one.is_unresolved]
        unread = [token for token in line.tokens if not any(one.covers(token) for one in named)]
        if len(chosen) < 2 and not any(_LETTERS.search(token.text) for token in unread):
            return chosen
        unread_places = {token.place for token in unread}
        n_judged = 0

        def judge(match: NearMatch, worth: float) -> Candidate | None:
            nonlocal n_judged
            if n_judged == _MOST_JUDGED:
                return None
            n_judged += 1
            read = self._judge(line, match, worth, chosen)
            return self._with_rival(line, match, read, matches) if read and read.is_hit else read

        slips = []
        matches = self._find(line, chosen)
        for match in matches:
            places = range(match.first, match.last + 1)
            beside = [one for one in chosen if one.first <= match.last and match.first <= one.last]
            if (
                any(line.tokens[place].is_parting for place in places)
                or (match.cost and any(line.tokens[end].is_small for end in (match.first, match.last)))
                or (len(beside) < 2 and unread_places.isdisjoint(places))
                or not all(may_displace(match, one, line.tokens) for one in beside)
            ):
                continue
            words = line.text[line.tokens[match.first].start : line.tokens[match.last].end]
            worth = len(match.window) - cost_of_slips(match, words)
            worth += sum(one.worth for one in beside if _begins(match, one))
            slips.append(Candidate(match.first, match.last, worth, judge=partial(judge, match, worth)))
        if not slips:
            return chosen
        counted = {self._counted(line, one): one for one in chosen}
        return [counted.get(one, one) for one in cover([*counted, *slips])]

    def _counted(self, line: Line, read: Candidate) -> Candidate:
        """Return a reading as it counts beside listed names with slips that hold it.

        The heading of an index name explains nothing without what follows: ethane is no ``Ethane, hitro-``.
        """
        explains = not read.mentions or read.is_hit or not is_heading(line.text, line.end_of(read))
        return replace(read, worth=read.worth if explains else min(read.worth, worth_of_unread()))

    def mend_unknown(self, line: Line, chosen: list[Candidate]) -> list[Candidate]:
        """Return readings, each structure that nobody knows (``phenylcetylmalonate``) as the listed name beside it."""
        return [self._listed_beside(line, one) or one for one in chosen]

    def _listed_beside(self, line: Line, read: Candidate) -> Candidate | None:
        """Return the listed name one letter from a systematic one that only a parser takes, or None."""
        found = read.found
        if found is None or read.is_hit or len(read.mentions) != 1 or found.drug:
            return None
        words = read.mentions[0].text
        if not self._is_made_of_parts(found, words):
            return None
        mended = self._repairer.find_nearest(words)
        if mended is None or mended.cost > 1 or not mended.found.matches:
            return None
        start, end = line.tokens[read.first].start, line.tokens[read.last].end
        if says_absent(words) or not let_stand(mended.found, line.text, start, end):
            return None
        return Candidate(read.first, read.last, read.worth, (Mention(words, mended.found),))

    def _is_made_of_parts(self, found: Resolution, words: str) -> bool:
        """Whether a name that nobody writes so was read by its parts: by a parser, or with words for a salt aside.

        ``permanganic acid sodium sal``; ``aminoethaen``, which a parser takes for ethenamine.
        """
        if found.evidence.source is Source.SYSTEMATIC:
            is_known = self._resolver.lexicon.find_inchikey(found.inchikey or "") is not None
            return not is_known or _SWAPPED.search(words.lower()) is not None
        return found.evidence.source is Source.KNOWN and found.is_verbatim and not self._resolver.knows(words)

    def _find(self, line: Line, chosen: list[Candidate]) -> list[NearMatch]:
        """Return listed names that stand in a line with a few slips, the one that explains most of it first."""
        found: list[NearMatch] = []
        for stretch in where_slips_may_stand(line.tokens, chosen, self._repairer.is_right):
            words = tuple(line.tokens[place].folded for place in stretch)
            found += (match.moved(stretch.start) for match in self._repairer.find_near(words))
        return sorted(found, key=NearMatch.order)

    def _judge(self, line: Line, match: NearMatch, worth: float, chosen: list[Candidate]) -> Candidate | None:
        start, end = line.tokens[match.first].start, line.tokens[match.last].end
        words = trim(line.text[start:end])
        found = self._repairer.accept(match, words) if ";" not in words else None
        if (
            found is None
            or says_absent(words)
            or not let_stand(found, line.text, start, end)
            or self._as_written.is_begun(found, line.text, line.text.find(words, start) + len(words))
            or cuts_brackets(line.text, start, end)
            or self._ends_harmless_name(line, match, found.name, chosen)
        ):
            return None
        if not (self._is_long_beside_listed(words, chosen) or is_credible(found, words, line.text)):
            if match.cost > 1 or any(one.is_hit for one in chosen):
                return None  # beside a listed name, what is left unread is looked at again
            hint = _hint_among_others(found, words, match.name.language)
            return Candidate(match.first, match.last, worth, (Mention(words, hint),)) if hint else None
        # Of the other languages no harmless names are known that might be nearer: a slip there is for a chemist to see.
        if match.name.language in FIRST_LANGUAGES or match.cost == 0:
            return Candidate(match.first, match.last, worth, (Mention(words, found),))
        return Candidate(match.first, match.last, worth_of_unread(), (Mention(words, None),))

    def _with_rival(self, line: Line, match: NearMatch, read: Candidate, matches: list[NearMatch]) -> Candidate:
        """Return a reading with the other listed substance of which the same words are as many edits away.

        Nothing tells which of the two was meant: ``aminmoethane``, ``MK glycidate``.
        """
        words = read.mentions[0].text
        start, end = line.tokens[match.first].start, line.tokens[match.last].end
        for rival in matches:
            if (rival.first, rival.last, rival.cost) != (match.first, match.last, match.cost):
                continue
            if rival.cost < 1 or rival.unlike > match.unlike or rival.name.substance_id == match.name.substance_id:
                continue
            found = self._repairer.accept(rival, words)
            if found and found.matches and let_stand(found, line.text, start, end):
                return replace(read, mentions=(*read.mentions, Mention(words, found)))
        return read

    def _ends_harmless_name(self, line: Line, match: NearMatch, name: str, chosen: list[Candidate]) -> bool:
        """Whether a mended name is only the end of a harmless one: ``ethylene glycol diethyl ehter``."""
        before = [one for one in chosen if one.last == match.first - 1 and not one.is_hit]
        if not before or not before[0].mentions or line.tokens[before[0].last].text[-1] in ",;:":
            return False
        whole = self._resolver.resolve(f"{before[0].mentions[0].text} {name}")
        return whole is not None and not whole.matches

    def _is_long_beside_listed(self, words: str, chosen: list[Candidate]) -> bool:
        """Whether a long word stands in a line that names a listed substance as it is written: a sign of chemistry.

        The plural of a chemical word is none: ``acetone, permanganates``.
        """
        if len(words) < _LONG or self._repairer.is_right(fold_name(words).removesuffix("s")):
            return False
        return any(one.is_hit and one.found and one.found.is_verbatim for one in chosen)


def _hint_among_others(found: Resolution, words: str, language: str) -> Resolution | None:
    """Return what a word with a slip comes near to, beside words that have nothing to do with it."""
    if language == _LANGUAGE_OF_BRANDS and not looks_chemical(fold_name(found.name)):
        return None  # "lavanda" is a plant, not the Lazanda of the tables
    if found.near:
        return found if len(words) >= _SHORTEST_IN_DOUBT else None
    return as_hint(found, _AMONG_OTHERS) if len(words) >= _SHORTEST_HINT else None


def _begins(match: NearMatch, read: Candidate) -> bool:
    """Whether a name with one slip at the most goes on behind words that were taken back: ``P-2-P sec-butyl glycidat``.

    What stands before such words may say that they are absent, and then says so still.
    """
    return not read.mentions and match.cost <= 1 and read.first == match.first and read.last < match.last
