"""HS codes as spreadsheets leave them, and modes of transport."""

import pytest

from riskscan.manifest.cells.codes import read_hs_code, read_transport_mode


@pytest.mark.parametrize(
    ("text", "hs_code", "kinds"),
    [
        pytest.param("2.91411E+09", "291411", ("hs_lost_digits",), id="ten digits"),
        pytest.param("2,91411e+9", "291411", ("hs_lost_digits",), id="comma"),
        pytest.param("2.9141E+09", "2914", ("hs_lost_digits",), id="an odd number of digits"),
        pytest.param("9.021E+06", "0902", ("hs_lost_digits",), id="seven digits had lost a zero"),
        pytest.param("9.021E+08", None, ("bad_hs_code",), id="nine digits may or may not"),
        pytest.param("2.9E+30", None, ("bad_hs_code",), id="no code has so many"),
        pytest.param("29141100", "29141100", (), id="plain"),
        pytest.param("soap", None, ("bad_hs_code",), id="no code"),
    ],
)
def test_hs_codes(text: str, hs_code: str | None, kinds: tuple[str, ...]) -> None:
    reading = read_hs_code(text)
    assert (reading.value, reading.kinds) == (hs_code, kinds)


def test_transport_mode() -> None:
    assert read_transport_mode("SEA").value == "sea"
    assert read_transport_mode("Balloon").value == "Balloon"
