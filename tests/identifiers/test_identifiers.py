"""What holds for every identifier: normalisers are idempotent, total, and agree with the parsers."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan import identifiers
from riskscan.identifiers import IdentifierError

KINDS = ("cas_rn", "country", "hs_code", "inchikey", "un_number")
TEXTS = st.text(max_size=40) | st.from_regex(r"(CAS|HS|UN)? ?[0-9]{2,7}[-. ‑]?[0-9]{2}[-. ]?[0-9]", fullmatch=True)


def _pair(kind: str) -> tuple[Callable[[str | None], str | None], Callable[[str], str]]:
    return getattr(identifiers, f"normalize_{kind}"), getattr(identifiers, f"parse_{kind}")


@pytest.mark.parametrize("kind", KINDS)
@given(text=TEXTS)
def test_normalising_twice_changes_nothing(kind: str, text: str) -> None:
    normalize, _ = _pair(kind)
    once = normalize(text)
    assert once is None or normalize(once) == once


@pytest.mark.parametrize("kind", KINDS)
@given(text=TEXTS)
def test_parser_agrees_or_raises(kind: str, text: str) -> None:
    normalize, parse = _pair(kind)
    try:
        assert parse(text) == normalize(text)
    except IdentifierError as error:
        assert repr(text) in str(error)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", [None, "", "   ", "\u200b", "\ud800", "x" * 100_000, "1" * 100_000, "-" * 100_000])
def test_nothing_and_nonsense_are_none(kind: str, text: str | None) -> None:
    normalize, _ = _pair(kind)
    assert normalize(text) is None
