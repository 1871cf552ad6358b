"""Values that a message fixes the meaning of."""

import pytest

from riskscan.manifest.formats.message_values import (
    add_up,
    choose_commodity_code,
    to_country_of_place,
    to_day,
    to_kilograms,
    to_mode,
    to_plain_number,
)


@pytest.mark.parametrize(
    ("text", "mark", "number"),
    [
        ("12", ".", "12"),
        ("12.5", ".", "12.5"),
        ("12.345", ".", "12.3450"),
        ("12,345", ",", "12.3450"),
        ("12.345", ",", "12.3450"),
        ("12,345", ".", None),
        ("1.234,5", ",", None),
        (".5", ".", "0.5"),
        ("12.", ".", "12"),
        ("-3", ".", "-3"),
        ("+3", ".", "3"),
        ("1 234", ".", "1234"),
        ("1e3", ".", None),
        ("", ".", None),
        ("9" * 61, ".", None),
        ("١٢", ".", "١٢"),
    ],
)
def test_plain_number(text, mark, number):
    assert to_plain_number(text, mark) == number


@pytest.mark.parametrize(
    ("text", "unit", "mass"),
    [
        ("12", "KGM", "12"),
        ("12", "", "12"),
        ("1.5", "TNE", "1500"),
        ("100", "LBR", "45.359237"),
        ("250", "GRM", "0.25"),
        ("1", "kg", "1"),
        ("1", "MTQ", None),
        ("1", "XYZ", None),
        ("x", "LBR", None),
    ],
)
def test_kilograms(text, unit, mass):
    assert to_kilograms(text, unit) == mass


@pytest.mark.parametrize(
    ("text", "code", "day"),
    [
        ("20260214", "102", "2026-02-14"),
        ("260214", "101", "2026-02-14"),
        ("202602140930", "203", "2026-02-14"),
        ("20260214", "", "2026-02-14"),
        ("260214", "", "2026-02-14"),
        ("2026-02-14", "", "2026-02-14"),
        ("20261314", "102", "20261314"),
        ("0214", "", "0214"),
        ("14/02/2026", "", "14/02/2026"),
    ],
)
def test_day(text, code, day):
    assert to_day(text, code) == day


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("1", "sea"),
        ("2", "rail"),
        ("3", "road"),
        ("4", "air"),
        ("5", "post"),
        ("04", "air"),
        ("40", "air"),
        ("0", "0"),
        ("6", "6"),
        ("123", "123"),
        ("air", "air"),
        ("４", "４"),
    ],
)
def test_mode(text, mode):
    assert to_mode(text) == mode


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        (["29141100", "2914110000"], "2914110000"),
        (["2914.11.00"], "29141100"),
        (["5601210000G"], "5601210000"),
        (["4000000"], None),
        (["99999999"], None),
        (["N20", ""], None),
    ],
)
def test_commodity_code(codes, code):
    assert choose_commodity_code(codes) == code


def test_country_of_place_is_that_of_a_location_code_only():
    assert [to_country_of_place(text) for text in ("NLRTM", "nlrtm", "NL", "ROTTERDAM", "USNYC ")] == [
        "NL", None, None, None, "US",
    ]  # fmt: skip


def test_sum_of_what_is_no_number_is_none():
    assert add_up(["1.5", "2"]) == "3.5"
    assert add_up(["1", "some"]) is None
    assert add_up([]) is None
