"""Cover a line with the readings that together explain most of it.

Candidates are judged lazily: one that was not yet counts with what it is worth at the most, so that tables and parsers
are only asked for what may be part of the best cover. The best cover is found anew after each answer.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter

from riskscan.chemistry.decode.candidates import Candidate
from riskscan.chemistry.decode.trace import trace_of

__all__ = ["cover"]

_FIRST, _LAST, _ENDS = attrgetter("first"), attrgetter("last"), attrgetter("last", "first")


def cover(
    candidates: Iterable[Candidate], is_refused: Callable[[Candidate, list[Candidate]], bool] | None = None
) -> list[Candidate]:
    """Return the candidates of which none has a token of another and which together are worth most, in order.

    Parameters
    ----------
    candidates : iterable of Candidate
        Of equal ones the longest is taken.
    is_refused : callable, optional
        Whether a judged candidate of the best cover may not stand beside the others; what shares tokens with it and
        does not hold it whole then falls with it.
    """
    parts = [_Part(part) for part in _apart(candidates)]
    trace = trace_of()
    while True:
        best = [candidate for part in parts for candidate in part.best]
        asked = max((one for one in best if one.judge is not None), key=lambda one: one.worth, default=None)
        if asked is not None:
            assert asked.judge is not None
            answer = asked.judge()
            if trace is not None:
                trace.judged(asked, answer)
            _part_of(asked, parts).replace(asked, answer)
            continue
        refused = next((candidate for candidate in best if is_refused and is_refused(candidate, best)), None)
        if refused is None:
            return best
        if trace is not None:
            trace.refused(refused)
        _part_of(refused, parts).refuse(refused)


class _Part:
    """Candidates none of which has a token of one of another part, so that their best cover is found apart."""

    def __init__(self, candidates: list[Candidate]) -> None:
        self.last = candidates[-1].last
        self._left = candidates
        self.best = _best(candidates)

    def replace(self, asked: Candidate, answer: Candidate | None) -> None:
        """Put an answer in the place of what was asked for."""
        place = self._left.index(asked)
        self._left[place : place + 1] = [] if answer is None else [answer]
        self.best = _best(self._left)

    def refuse(self, refused: Candidate) -> None:
        """Drop a candidate and what shares tokens with it and does not hold it whole."""
        self._left = [
            other
            for other in self._left
            if not other.overlaps(refused) or (other.holds(refused) and other is not refused)
        ]
        self.best = _best(self._left)


def _apart(candidates: Iterable[Candidate]) -> Iterator[list[Candidate]]:
    """Yield the candidates in groups that share no token, each sorted by its last one."""
    group: list[Candidate] = []
    last = -1
    for candidate in sorted(candidates, key=_FIRST):
        if group and candidate.first > last:
            yield sorted(group, key=_ENDS)
            group = []
        group.append(candidate)
        last = max(last, candidate.last)
    if group:
        yield sorted(group, key=_ENDS)


def _part_of(candidate: Candidate, parts: list[_Part]) -> _Part:
    return parts[bisect_left(parts, candidate.last, key=_LAST)]


def _best(candidates: list[Candidate]) -> list[Candidate]:
    """Return the best cover, each candidate with what it is worth at the most; they are sorted by their last token."""
    if len(candidates) < 2:
        return [one for one in candidates if one.worth > 0]
    start = min(candidate.first for candidate in candidates)
    size = candidates[-1].last - start + 1
    worth = [0.0] * (size + 1)
    taken: list[Candidate | None] = [None] * (size + 1)
    place = 0
    for end in range(1, size + 1):
        worth[end] = worth[end - 1]
        while place < len(candidates) and candidates[place].last - start < end:
            candidate = candidates[place]
            total = worth[candidate.first - start] + candidate.worth
            if total > worth[end]:
                worth[end], taken[end] = total, candidate
            place += 1
    best: list[Candidate] = []
    end = size
    while end > 0:
        if (one := taken[end]) is None:
            end -= 1
        else:
            best.append(one)
            end = one.first - start
    return best[::-1]
