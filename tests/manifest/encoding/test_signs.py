"""How odd a sign is between two characters, and where there is none."""

import pytest

from riskscan.manifest.encoding.signs import rate_sign


@pytest.mark.parametrize(
    ("before", "after"), [pytest.param("N", " ", id="number"), pytest.param(" ", "C", id="Celsius"), ("5", "")]
)
def test_a_degree_sign_is_usual_beside_a_digit_number_or_scale(before: str, after: str) -> None:
    assert rate_sign("°", before, after) > rate_sign("°", " ", " ")


@pytest.mark.parametrize(("before", "after"), [("", ""), (" ", ""), ("", " ")])
def test_a_degree_sign_beside_nothing_is_out_of_place(before: str, after: str) -> None:
    assert rate_sign("°", before, after) == rate_sign("°", " ", " ")
