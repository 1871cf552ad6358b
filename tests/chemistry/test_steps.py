"""Reading one cell takes a bounded number of calls, whatever stands in it.

Calls of Python are counted, not time; what one call of a library takes, `tests.benchmarks.fuzz_cells` measures.
"""

import sys
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskscan.chemistry.decode.mentions import MAX_TEXT_LENGTH

_DAY, _WHERE = date(2026, 11, 1), frozenset({"UN", "US", "EU"})
_MOST_CALLS = 500_000
"""Some 0.2 to 0.4 s; nine in ten cells take less than a hundredth of it."""


def _count_calls(action: Callable[[], object]) -> int:
    n_calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal n_calls
        n_calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        action()
    finally:
        sys.setprofile(before)
    return n_calls


@pytest.fixture(scope="module")
def warm(screener):
    screener.find("acetone and toleune 25 kg", _DAY, _WHERE)  # loads what is loaded once
    return screener


_PARTS = (
    "2,6-bis(chloranyl)benzene-1,4-diamine--", "N-fenil-N-(piperidin-4-il)propionamida.", "(((((", "acetone-HP-", "1-",
    "2-бром-1-фенилпропан-1-он()", "苯乙酸乙酯/", "phenylacetoone ", "a b c d ", "4-苯胺基哌啶-", "103-79-7 ",
    "acétate de ", "toluenediisocyante ", "C1CCNCC1.", "[K]O", "InChI=1S/C3H6O/", "пара-", "x" * 70, "°·−",
    "N-", "metil-", "chloro", "ac. phénylacétique, ", "1-페닐-2-프로파논\n\n", "메틸아민|", "टोलुईन. ", "เมทิลเอมีนN-",
    "اسید سولفوریک ", "difosfato disodico, ",
)  # fmt: skip


@pytest.mark.parametrize("part", _PARTS)
def test_one_piece_over_and_over(warm, part: str) -> None:
    text = part * (MAX_TEXT_LENGTH // len(part))
    assert _count_calls(lambda: warm.find(text, _DAY, _WHERE)) < _MOST_CALLS


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PARTS), min_size=1, max_size=40))
def test_pieces_in_any_order(warm, parts: list[str]) -> None:
    text = "".join(parts)
    assert _count_calls(lambda: warm.find(text, _DAY, _WHERE)) < _MOST_CALLS
