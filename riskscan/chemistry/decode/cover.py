"""Cover a line with the readings that together explain most of it.

Candidates are judged lazily: one that was not yet counts with what it is worth at the most, so that tables and parsers
are only asked for what may be part of the best cover. The best cover is found anew after each answer.
"""

from collections.abc import Callable, Iterable

from riskscan.chemistry.decode.candidates import Candidate
from riskscan.chemistry.decode.trace import trace_of

__all__ = ["cover"]


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
    left = sorted(candidates, key=lambda candidate: (candidate.last, candidate.first))
    trace = trace_of()
    while True:
        best = _best(left)
        open_ones = [candidate for candidate in best if candidate.judge is not None]
        if open_ones:
            asked = max(open_ones, key=lambda candidate: candidate.worth)
            place = left.index(asked)
            assert asked.judge is not None
            answer = asked.judge()
            if trace is not None:
                trace.judged(asked, answer)
            left[place : place + 1] = [] if answer is None else [answer]
            continue
        refused = next((candidate for candidate in best if is_refused and is_refused(candidate, best)), None)
        if refused is None:
            return best
        if trace is not None:
            trace.refused(refused)
        left = [other for other in left if not other.overlaps(refused) or (other.holds(refused) and other != refused)]


def _best(candidates: list[Candidate]) -> list[Candidate]:
    """Return the best cover, each candidate with what it is worth at the most; they are sorted by their last token."""
    if not candidates:
        return []
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
