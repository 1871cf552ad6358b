import pytest

from riskscan.chemistry.text.amounts import UNITS_BEFORE_NAME, UNITS_BEHIND_NAME, is_quantity, unit_pattern


@pytest.mark.parametrize(
    "token", ["25kg", "25KGS", "99.5%", ">=98%", "10x50g", "5桶", "200l,", "3drums", "12кг", "2,5l"]
)
def test_quantities(token: str) -> None:
    assert is_quantity(token)


@pytest.mark.parametrize("token", ["kg", "2-ol", "1,4-dioxane", "5yl", "64-19-7", "p2p", "25kgx"])
def test_other_words(token: str) -> None:
    assert not is_quantity(token)


def test_units_by_kind_and_length() -> None:
    assert "drum" not in unit_pattern("unit")
    assert "drum" in unit_pattern("container")
    long_ones = unit_pattern("unit", least=2).strip("(?:)").split("|")
    assert all(len(word) >= 2 for word in long_ones)
    assert sorted(long_ones, key=len, reverse=True) == long_ones


def test_units_that_may_be_glued_are_units() -> None:
    units = unit_pattern("unit").strip("(?:)").split("|")
    assert set(UNITS_BEFORE_NAME) <= set(UNITS_BEHIND_NAME) <= set(units)
