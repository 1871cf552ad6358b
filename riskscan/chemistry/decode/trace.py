"""What reading a text went through, for who asks to see it: nobody does in scoring, and then nothing is kept.

The rooms of decode tell the trace that listens, where one does (`listening`): a line with its words, each candidate
that was asked for and its answer, the vetoes on the way, the cover that was chosen.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Literal, ParamSpec, TypeVar

if TYPE_CHECKING:
    from riskscan.chemistry.decode.candidates import Candidate, Line

__all__ = ["Trace", "TracedCandidate", "TracedLine", "listening", "trace_of", "veto"]

_P = ParamSpec("_P")
_R = TypeVar("_R")
Fate = Literal["read", "not found", "taken back", "unresolved", "refused"]


@dataclass(frozen=True, slots=True)
class TracedCandidate:
    """A reading of some words that was asked for.

    Attributes
    ----------
    words : str
        As they stand in the line.
    worth, cost : float
        Letters explained less the cost (at the most, where nothing was read), and the cost.
    method : str
        The evidence, as of a finding; empty where nothing was read.
    name : str
        What was read.
    is_listed : bool
        Whether that is on a list.
    vetoes : tuple of str
        What spoke against it.
    fate : {"read", "not found", "taken back", "unresolved", "refused"}
        What became of it: ``taken back`` is a name that the words round it speak against, ``refused`` one that may not
        stand beside the others.
    """

    words: str
    worth: float = 0.0
    cost: float = 0.0
    method: str = ""
    name: str = ""
    is_listed: bool = False
    vetoes: tuple[str, ...] = ()
    fate: Fate = "read"


@dataclass(slots=True)
class TracedLine:
    """One reading of a line: its gaps closed or not.

    Attributes
    ----------
    text : str
        The line.
    tokens : tuple of (str, str)
        Words and what each may be in a name.
    candidates : list of TracedCandidate
        In the order in which they were asked for.
    vetoes : list of str
        What spoke against readings that were no candidates.
    chosen : tuple of TracedCandidate
        The cover.
    """

    text: str
    tokens: tuple[tuple[str, str], ...]
    candidates: list[TracedCandidate] = field(default_factory=list)
    vetoes: list[str] = field(default_factory=list)
    chosen: tuple[TracedCandidate, ...] = ()


class Trace:
    """Gathers the lines of a text; see `listening`."""

    def __init__(self) -> None:
        self.lines: list[TracedLine] = []
        self._line: Line | None = None

    def begin(self, line: "Line") -> None:
        """Note a line that is read now."""
        self._line = line
        tokens = tuple((token.text, token.kind.name.lower()) for token in line.tokens)
        self.lines.append(TracedLine(line.text, tokens))

    def judged(self, asked: "Candidate", answer: "Candidate | None") -> None:
        """Note a candidate and what tables and parsers said of it."""
        vetoes = tuple(dict.fromkeys(self.lines[-1].vetoes))
        self.lines[-1].vetoes.clear()
        self.lines[-1].candidates.append(self._traced(answer or asked, vetoes, None if answer else "not found"))

    def refused(self, candidate: "Candidate") -> None:
        """Note a candidate that may not stand beside the others."""
        vetoes = tuple(dict.fromkeys(self.lines[-1].vetoes))
        self.lines[-1].vetoes.clear()
        self.lines[-1].candidates.append(self._traced(candidate, vetoes, "refused"))

    def chose(self, candidates: "Sequence[Candidate]") -> None:
        """Note the cover of the line."""
        self.lines[-1].chosen = tuple(self._traced(one, ()) for one in candidates)

    def forbade(self, sentence: str, about: object) -> None:
        """Note a veto on something that was read."""
        if self.lines:
            name = getattr(about, "name", about)
            said = f"{name!r}: {sentence}" if isinstance(name, str) else sentence
            self.lines[-1].vetoes.append(said)

    def _traced(self, candidate: "Candidate", vetoes: tuple[str, ...], fate: Fate | None = None) -> TracedCandidate:
        assert self._line is not None
        tokens = self._line.tokens[candidate.first : candidate.last + 1]
        words = self._line.text[tokens[0].start : tokens[-1].end]
        found = candidate.found
        if fate == "not found" or found is None:
            own: Fate = "unresolved" if candidate.mentions else "taken back"
            return TracedCandidate(words, candidate.worth, vetoes=vetoes, fate=fate or own)
        cost = self._line.cost_of(candidate)
        return TracedCandidate(
            words, candidate.worth, cost, found.method, found.name, candidate.is_hit, vetoes, fate or "read"
        )


_LISTENS: ContextVar[Trace | None] = ContextVar("_LISTENS", default=None)


def trace_of() -> Trace | None:
    """Return the trace that listens, None where nobody asked for one."""
    return _LISTENS.get()


@contextmanager
def listening() -> Iterator[Trace]:
    """Give a trace that hears what is read while the block lasts, in this thread."""
    trace = Trace()
    token = _LISTENS.set(trace)
    try:
        yield trace
    finally:
        _LISTENS.reset(token)


def veto(sentence: str, *, refuses: bool) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Return a decorator of a question whose answer may forbid a reading: the trace is told when it does.

    Parameters
    ----------
    sentence : str
        What then speaks against the reading.
    refuses : bool
        The answer that forbids.
    """

    def of(question: Callable[_P, _R]) -> Callable[_P, _R]:
        @wraps(question)
        def asked(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            answer = question(*args, **kwargs)
            if bool(answer) is refuses and (trace := _LISTENS.get()) is not None:
                about = (one for one in args if hasattr(one, "evidence") or isinstance(one, str))
                trace.forbade(sentence, next(about, None))
            return answer

        return asked

    return of
