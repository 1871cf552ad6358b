"""Of all ways to cover a line that is taken which explains most of it, and no more is asked for than that needs."""

import pytest

from riskscan.chemistry.decode import cover as covering
from riskscan.chemistry.decode.candidates import Candidate
from riskscan.chemistry.decode.cover import cover


def _spans(chosen: list[Candidate]) -> list[tuple[int, int]]:
    return [(one.first, one.last) for one in chosen]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([], [], id="nothing to choose from"),
        pytest.param([(0, 1, 5.0), (2, 2, 3.0)], [(0, 1), (2, 2)], id="side by side"),
        pytest.param([(0, 0, 5.0), (1, 1, 5.0), (0, 1, 11.0)], [(0, 1)], id="one name explains more than its pieces"),
        pytest.param([(0, 0, 5.0), (1, 1, 5.0), (0, 1, 9.0)], [(0, 0), (1, 1)], id="one name costs too much"),
        pytest.param([(0, 2, 6.0), (2, 4, 7.0)], [(2, 4)], id="of two that share a word the better one"),
        pytest.param([(0, 1, 4.0), (1, 1, 4.0)], [(0, 1)], id="of equal ones the longest"),
        pytest.param([(7, 9, 4.0), (12, 12, 1.0)], [(7, 9), (12, 12)], id="not from the first word on"),
        pytest.param([(0, 0, -1.0)], [], id="one that costs more than it explains"),
    ],
)
def test_the_best_cover(spans: list[tuple[int, int, float]], expected: list[tuple[int, int]]) -> None:
    assert _spans(cover(Candidate(*span) for span in spans)) == expected


def test_only_what_may_be_in_the_best_cover_is_asked_for() -> None:
    asked = []

    def lazily(first: int, last: int, most: float, worth: float | None) -> Candidate:
        def judge() -> Candidate | None:
            asked.append((first, last))
            return None if worth is None else Candidate(first, last, worth)

        return Candidate(first, last, most, judge=judge)

    chosen = cover([lazily(0, 2, 9.0, None), lazily(0, 1, 6.0, 5.5), lazily(1, 1, 2.0, 2.0), lazily(2, 2, 2.5, 2.5)])
    assert _spans(chosen) == [(0, 1), (2, 2)]
    assert asked == [(0, 2), (0, 1), (2, 2)]


def test_an_answer_has_only_the_words_round_it_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0

    def best(candidates: list[Candidate]) -> list[Candidate]:
        nonlocal looked_at
        looked_at += len(candidates)
        return find_best(candidates)

    find_best = covering._best
    monkeypatch.setattr(covering, "_best", best)
    lazy = [Candidate(n, n, 5.0, judge=lambda n=n: Candidate(n, n, 4.0)) for n in range(300)]
    assert len(cover(lazy)) == 300
    assert looked_at == 2 * 300  # as they stand, and once for each answer


def test_what_is_refused_falls_with_its_pieces_but_not_with_what_holds_it() -> None:
    piece, whole, beside, odd = (
        Candidate(1, 1, 3.0), Candidate(0, 2, 2.0), Candidate(4, 4, 1.0), Candidate(1, 2, 6.0)
    )  # fmt: skip
    chosen = cover([piece, whole, beside, odd], lambda candidate, _best: candidate is odd)
    assert chosen == [whole, beside]
    assert cover([piece, odd, beside], lambda candidate, _best: candidate is odd) == [beside]


def test_what_only_touches_what_falls_stays() -> None:
    odd, between, beyond = Candidate(0, 1, 6.0), Candidate(1, 2, 1.0), Candidate(2, 3, 5.0)
    assert cover([odd, between, beyond], lambda candidate, _best: candidate is odd) == [beyond]
