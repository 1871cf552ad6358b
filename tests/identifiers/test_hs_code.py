import pytest

from riskscan.identifiers.hs_code import has_lost_zero, normalize_hs_code


@pytest.mark.parametrize(
    ("text", "hs_code"),
    [
        pytest.param("2933.37.01", "29333701", id="dots"),
        pytest.param("2933 37", "293337", id="spaces"),
        pytest.param("2933-37", "293337", id="hyphen"),
        pytest.param("HS 2933.37", "293337", id="label"),
        pytest.param("HTS: 9503.00.0073", "9503000073", id="label with colon"),
        pytest.param("NCM 2933.39.99", "29333999", id="Brazilian label"),
        pytest.param("ex 2933 39 99", "29333999", id="ex"),
        pytest.param("090121", "090121", id="leading zero kept"),
        pytest.param("90121", "090121", id="lost zero put back"),
        pytest.param("2914110", "2914110", id="last digit lost"),
        pytest.param("29141", "29141", id="last digit of six lost"),
        pytest.param("30049", "30049", id="no heading with its zero"),
        pytest.param("0901210", "0901210", id="zero is there"),
        pytest.param("610910.0", "610910", id="spreadsheet number"),
        pytest.param("29", "29", id="chapter"),
        pytest.param("２９３３", "2933", id="full width"),
        pytest.param("0", None, id="zero"),
        pytest.param("000000", None, id="zeros"),
        pytest.param("1234567890123", None, id="too long"),
        pytest.param("29A3", None, id="letter inside"),
        pytest.param("N/A", None, id="no code"),
    ],
)
def test_codes(text: str, hs_code: str | None) -> None:
    assert normalize_hs_code(text) == hs_code


def test_lost_zero_is_told() -> None:
    assert has_lost_zero("90121")
    assert not has_lost_zero("090121")
    assert not has_lost_zero("29141")
    assert not has_lost_zero("coffee")
