"""Read the names in a line of words: candidates of every kind, and the cover of the line that explains most of it.

A source of candidates is asked where those before it leave words unread, the cheap ones first:

1. `as_written`: the line as one name; the spans of its runs of chemical words, what is left of a run as names side by
   side, as another language or with its punctuation mended;
2. `ionic_salts`: salts that are named by their ions, in any language;
3. `slips`: listed names that stand in the line with a few slips; then runs read in part, mended as one listed name;
4. `leftovers`: word by word with mended spelling, and at last unresolved: not found is not clean.

What a candidate is worth is said in `costs`, what may not stand in `vetoes`, and `cover` chooses.

Outside the cover stands what makes another line of the text, whose words are others, so that no cover holds both: its
gaps closed or not, brands and numbers set apart from words, a hyphen at a line break kept or dropped (`mentions`). Such
lines are compared as wholes, and a further one is read only where none before shows a listed name for certain.
"""

from dataclasses import replace

from riskscan.chemistry.decode.as_written import AsWritten
from riskscan.chemistry.decode.candidates import Candidate, Line
from riskscan.chemistry.decode.costs import least_cost
from riskscan.chemistry.decode.evidence import Edit
from riskscan.chemistry.decode.glued_names import GluedNames
from riskscan.chemistry.decode.identified import Mention
from riskscan.chemistry.decode.ionic_salts import IonicSalts
from riskscan.chemistry.decode.leftovers import Leftovers
from riskscan.chemistry.decode.repairing import Repairer
from riskscan.chemistry.decode.resolving import Resolver
from riskscan.chemistry.decode.slips import Slips
from riskscan.chemistry.decode.trace import trace_of
from riskscan.chemistry.gate.runs import EDGE, cut_runs, cut_tokens
from riskscan.chemistry.gate.tokens import TokenJudge, TokenKind
from riskscan.chemistry.text.spacing import close_gaps
from riskscan.tables.substances import AMOUNTS_AND_GRADES, ONLY_AMOUNTS

__all__ = ["WordReader"]


class WordReader:
    """Read the chemical names in lines of words.

    Parameters
    ----------
    resolver : Resolver
    repairer : Repairer
    tokens : TokenJudge
    salts : IonicSalts
    """

    def __init__(self, resolver: Resolver, repairer: Repairer, tokens: TokenJudge, salts: IonicSalts) -> None:
        self._resolver = resolver
        self._tokens = tokens
        self._as_written = AsWritten(resolver, repairer)
        self._salts = salts
        self._slips = Slips(resolver, repairer, self._as_written)
        self._leftovers = Leftovers(resolver, repairer)
        self._glued = GluedNames(resolver, tokens)

    def read(self, text: str) -> list[Mention]:
        """Return the mentions of a cleaned line, in order.

        Its gaps are closed; where no listed name shows so, it is read as it is too, and without what is glued to words.
        """
        closed = close_gaps(text)
        if closed == text and (known := self._read_known(text)) is not None:
            return [known]
        best = self._read_line(closed)
        if closed != text and not _is_certain(best):
            best = max(best, self._read_line(text), key=_standing)
        if not _is_certain(best):
            read = [
                one.text for candidate in best if not candidate.is_hit for one in candidate.mentions if one.resolution
            ]
            apart = self._glued.set_apart(closed, read)
            otherwise = self._read_line(apart) if apart != closed else []
            is_surer = _is_certain(otherwise) or not any(one.is_hit for one in best)
            if is_surer and any(_says_enough(one, apart) for one in otherwise):
                best = max(best, otherwise, key=_standing)
        return [mention for candidate in best for mention in candidate.mentions]

    def _read_known(self, text: str) -> Mention | None:
        """Return what a text mentions that is one name of a table and of no concern; None where more must be asked.

        So it would come out in the end: a name as it stands in a table is the cheapest of all candidates, it covers the
        line, nothing round it can speak against it, and what is glued to parts of a name that was read stays there.
        """
        is_asked = trace_of() is None and text.isascii() and text == text.strip(EDGE)
        if not is_asked or not any(map(self._tokens.is_surely_chemical, text.split())):
            return None
        found = self._resolver.resolve(text) if self._resolver.knows(text) else None
        if found is None or not found.is_verbatim or found.matches or found.drug or found.near:
            return None
        return Mention(text, found)

    def _read_line(self, text: str) -> list[Candidate]:
        line = Line(text, cut_tokens(text, self._tokens))
        if all(token.kind < TokenKind.SHORT for token in line.tokens) and not self._tokens.has_cut_word(text):
            misspelt = set(self._tokens.misspelt([token.text for token in line.tokens]))
            if not misspelt:
                return []
            line = Line(
                text, [replace(one, kind=TokenKind.SHORT) if one.place in misspelt else one for one in line.tokens]
            )
        trace = trace_of()
        if trace is not None:
            trace.begin(line)
        chosen = self._cover(line)
        if trace is not None:
            trace.chose(chosen)
        return chosen

    def _cover(self, line: Line) -> list[Candidate]:
        whole = self._read_whole(line)
        if whole is not None and line.cost_of(whole) < 2 * least_cost():
            return self._slips.mend_unknown(line, [whole])  # whatever the line falls into costs more
        chosen = [one for run in cut_runs(line.tokens) for one in self._as_written.read_run(line, run)]
        chosen = self._salts.read(line, chosen)
        chosen = self._slips.mend_unknown(line, self._slips.read(line, chosen))
        chosen = self._leftovers.mend_runs(line, chosen)
        chosen += self._leftovers.read(line, chosen)
        if whole is not None and whole.worth >= _worth(chosen):
            return [whole]
        return sorted(chosen, key=lambda candidate: candidate.first)

    def _read_whole(self, line: Line) -> Candidate | None:
        whole = line.text.strip(EDGE)
        if any(token.kind is TokenKind.PLAIN for token in line.tokens) and not self._resolver.knows(whole):
            return None
        return self._as_written.read_whole(line, whole)


def _is_certain(candidates: list[Candidate]) -> bool:
    """Whether a listed name was read without mending its letters: a brand may have been taken for a slip."""
    return any(one.found and one.is_hit and Edit.SPELLING not in one.found.evidence.edits for one in candidates)


def _standing(candidates: list[Candidate]) -> tuple[bool, float]:
    """Return by what the ways to read a line are compared: whether a listed name shows, then what they are worth."""
    return any(one.is_hit for one in candidates), _worth(candidates)


def _says_enough(hit: Candidate, apart: str) -> bool:
    """Whether a listed name says what it is without what was glued to it: ``Hi-Chu`` is not all there is of ``HI``."""
    if not hit.is_hit or hit.found is None or AMOUNTS_AND_GRADES in hit.found.context:
        return False  # ``crown-ether`` is another compound
    speaks_alone = not hit.found.context or ONLY_AMOUNTS in hit.found.context
    return speaks_alone or apart.strip() != hit.mentions[0].text


def _worth(candidates: list[Candidate]) -> float:
    return sum(candidate.worth for candidate in candidates)
