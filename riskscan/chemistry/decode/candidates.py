"""What words of a line may be: a span of tokens, what was read on it, and what that is worth."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

from riskscan.chemistry.decode.identified import Mention
from riskscan.chemistry.decode.resolving import Resolution
from riskscan.chemistry.gate.runs import Token, trim

__all__ = ["Candidate", "Line"]


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A reading of the tokens from `first` to `last`.

    Attributes
    ----------
    first, last : int
        Places of the tokens.
    worth : float
        Letters that it explains less what it costs (`riskscan.chemistry.decode.costs`); at the most, where it was not
        judged yet.
    mentions : tuple of Mention
        What is said of the words: several where they are names side by side, none where the words round a name took it
        back, or before it is judged.
    judge : callable or None
        What asks the tables and parsers for the candidate as it is; None once they were asked.
    """

    first: int
    last: int
    worth: float
    mentions: tuple[Mention, ...] = ()
    judge: Callable[[], Optional["Candidate"]] | None = None

    @property
    def found(self) -> Resolution | None:
        """What was read; of names side by side the one that is listed."""
        first = None
        for mention in self.mentions:
            if mention.resolution is not None and mention.resolution.matches:
                return mention.resolution
            first = first or mention.resolution
        return first

    @property
    def is_hit(self) -> bool:
        """Whether a listed substance was read."""
        return bool(self.found and self.found.matches)

    @property
    def is_unresolved(self) -> bool:
        """Whether the words look chemical and were not read."""
        return bool(self.mentions) and self.found is None

    @property
    def is_open(self) -> bool:
        """Whether what was read may be one of several chemicals."""
        return bool(self.found and self.found.is_ambiguous)

    def covers(self, token: Token) -> bool:
        """Whether a token is one of its own."""
        return self.first <= token.place <= self.last

    def overlaps(self, other: "Candidate") -> bool:
        """Whether the two have a token in common."""
        return self.first <= other.last and other.first <= self.last

    def holds(self, other: "Candidate") -> bool:
        """Whether every token of the other is one of its own."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words.

    Attributes
    ----------
    text : str
    tokens : list of Token
        All its words; the place of a token is its index.
    """

    text: str
    tokens: list[Token]

    def words(self, span: list[Token]) -> str:
        """Return what stands on tokens side by side, without the punctuation round it."""
        return trim(self.text[span[0].start : span[-1].end])

    def letters(self, first: int, last: int) -> str:
        """Return the letters and digits of the tokens from one place to another."""
        return "".join(token.squeezed for token in self.tokens[first : last + 1])

    def cost_of(self, candidate: Candidate) -> float:
        """Return what a candidate costs: the letters of its words less what it is worth."""
        return len(self.letters(candidate.first, candidate.last)) - candidate.worth

    def said(self, span: list[Token], mentions: tuple[Mention, ...], cost: float = 0.0) -> Candidate:
        """Return that a span is what is mentioned, at a cost in letters."""
        first, last = span[0].place, span[-1].place
        return Candidate(first, last, len(self.letters(first, last)) - cost, mentions)

    def open(self, span: list[Token], judge: Callable[[], Candidate | None], least: float = 0.0) -> Candidate:
        """Return that a span may be what only its judge can tell, at that cost or a higher one."""
        first, last = span[0].place, span[-1].place
        return Candidate(first, last, len(self.letters(first, last)) - least, judge=judge)

    def end_of(self, candidate: Candidate) -> int:
        """Return where the words of a candidate end in the text."""
        said = candidate.mentions[0].text
        return self.text.find(said, self.tokens[candidate.first].start) + len(said)
