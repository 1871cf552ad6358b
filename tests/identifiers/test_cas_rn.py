import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.identifiers.cas_rn import has_valid_check_digit, normalize_cas_rn, parse_cas_rn
from riskscan.identifiers.errors import IdentifierError


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("67-64-1", id="plain"),
        pytest.param("CAS 67-64-1", id="label"),
        pytest.param("cas no. 67-64-1", id="label with no."),
        pytest.param("CAS RN: 67-64-1", id="label with RN"),
        pytest.param("C.A.S. Nº 67-64-1", id="Spanish label"),
        pytest.param("CAS号：67-64-1", id="Chinese label, full-width colon"),
        pytest.param("CAS#67-64-1", id="number sign"),
        pytest.param("CAS Registry No. 67-64-1", id="registry number"),
        pytest.param("CAS登録番号 67-64-1", id="Japanese label"),
        pytest.param("CAS número 67-64-1", id="number in Spanish"),
        pytest.param("[67-64-1]", id="square brackets"),
        pytest.param("(CAS: 67-64-1)", id="round brackets"),
        pytest.param("67‑64‑1", id="non-breaking hyphens"),
        pytest.param("67–64—1", id="dashes"),
        pytest.param("67−64−1", id="minus signs"),
        pytest.param("67 - 64 - 1", id="spaces around"),
        pytest.param("67 64 1", id="spaces only"),
        pytest.param("67.64.1", id="points"),
        pytest.param("６７－６４－１", id="full width"),
        pytest.param("67\u200b-64-1\ufeff", id="zero-width characters"),
        pytest.param("67641", id="no hyphens"),
        pytest.param("000067-64-1", id="zeros in front"),
    ],
)
def test_every_dress_is_seen_through(text: str) -> None:
    assert normalize_cas_rn(text) == "67-64-1"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("67642", id="bare digits, wrong check digit"),
        pytest.param("67.64.2", id="points, wrong check digit"),
        pytest.param("6-64-1", id="too short"),
        pytest.param("12345678-64-1", id="too long"),
        pytest.param("67-64-1 and 64-17-5", id="two numbers"),
        pytest.param("2026-01-03", id="a date"),
        pytest.param("acetone", id="a name"),
    ],
)
def test_other_texts_are_none(text: str) -> None:
    assert normalize_cas_rn(text) is None


def test_wrong_check_digit_is_kept_but_does_not_parse() -> None:
    assert normalize_cas_rn("67-64-2") == "67-64-2"
    assert not has_valid_check_digit("67-64-2")
    with pytest.raises(IdentifierError, match="check digit should be 1"):
        parse_cas_rn("67-64-2")


@given(st.integers(10, 9_999_999), st.integers(0, 99))
def test_exactly_one_check_digit_is_right(head: int, middle: int) -> None:
    assert sum(has_valid_check_digit(f"{head}-{middle:02d}-{last}") for last in range(10)) == 1
