"""Tariff codes by edition and day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from riskscan.exceptions import TableError
from riskscan.tables import tariff_codes
from riskscan.tables.reading import MARKS
from riskscan.tables.substances import load_substances
from riskscan.tables.tariff_codes import load_tariff_codes, load_tariff_editions, shown_codes

PIPERIDONES = ("anpp", "npp", "4-ap", "1-boc-4-ap", "norfentanyl", "4-piperidone", "1-boc-4-piperidone")


def codes_on(substance_id: str, day: date, form: str) -> set[str]:
    rows = load_tariff_codes()[substance_id]
    return {row.code for row in rows if row.is_effective(day) and row.form in ("", form)}


@pytest.mark.parametrize(
    ("substance_id", "day", "form", "expected"),
    [
        pytest.param("anpp", date(2021, 12, 31), "base", {"293339"}, id="last day of HS 2017"),
        pytest.param("anpp", date(2022, 1, 1), "base", {"293336"}, id="first day of HS 2022"),
        pytest.param("anpp", date(2027, 12, 31), "salt", {"293339"}, id="salts in HS 2022"),
        pytest.param("anpp", date(2028, 1, 1), "salt", {"293336"}, id="salts in HS 2028"),
        pytest.param("npp", date(2026, 1, 1), "base", {"293337", "29333990"}, id="a national line beside"),
        pytest.param("norfentanyl", date(2024, 8, 31), "base", {"293339"}, id="norfentanyl"),
        pytest.param("norfentanyl", date(2024, 9, 1), "base", {"293339", "2933399073"}, id="a national line begins"),
        pytest.param("acetylfentanyl", date(2026, 1, 1), "salt", {"293339"}, id="salts of a fentanyl"),
        pytest.param("acetylfentanyl", date(2026, 1, 1), "base", {"293334"}, id="a fentanyl"),
        pytest.param("mapa", date(2028, 1, 1), "base", {"291831"}, id="MAPA"),
        pytest.param("eapa", date(2028, 1, 1), "base", {"291839"}, id="the ethyl ester is no MAPA"),
        pytest.param("apaa", date(2028, 1, 1), "base", {"292426"}, id="APAA"),
        pytest.param("mdp2p-methyl-glycidic-acid", date(2028, 1, 1), "salt", {"293297"}, id="PMK glycidic acid"),
        pytest.param("p2p-methyl-glycidate-methyl", date(2028, 1, 1), "base", {"291892"}, id="BMK glycidate"),
        pytest.param("toluene", date(2000, 1, 1), "base", {"290230"}, id="before the editions known"),
    ],
)
def test_codes_of_a_day(substance_id, day, form, expected):
    assert codes_on(substance_id, day, form) == expected


@pytest.mark.parametrize("substance_id", PIPERIDONES)
def test_one_subheading_for_all_from_2028(substance_id):
    assert codes_on(substance_id, date(2028, 1, 1), "base") == {"293336"}


def test_editions_follow_each_other():
    editions = [
        edition for edition in load_tariff_editions().values() if edition.effective_from or edition.effective_to
    ]
    for earlier, later in pairwise(editions):
        assert earlier.effective_to + timedelta(days=1) == later.effective_from
    assert all(edition.source and edition.mark in MARKS for edition in load_tariff_editions().values())


def test_every_substance_has_codes_and_every_code_a_substance():
    assert load_tariff_codes().keys() == {substance.substance_id for substance in load_substances()}


@pytest.mark.parametrize(
    ("edition", "period"),
    [
        ("HS2017", "HS 2017, until 2021-12-31"),
        ("HS2028", "HS 2028, from 2028-01-01"),
        ("VN", "the tariff of VN, until 2027-12-31"),
    ],
)
def test_editions_in_words(edition, period):
    [row, *_] = [row for row in load_tariff_codes()["npp"] if row.edition == edition]
    assert row.period == period


def test_codes_are_shown_with_points():
    assert shown_codes(["293339", "2933399073", "2933"]) == "2933.39, 2933.39.9073, 2933"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"form": "ester"}, "unknown form 'ester'"),
        ({"code": "2933.39"}, "'2933.39' is no code"),
        ({"code": "2933"}, "'2933' is no code"),
        ({"effective_to": "2028"}, "Invalid isoformat"),
    ],
)
def test_a_broken_row_is_refused(monkeypatch, change, problem):
    row = {
        "substance_id": "x", "form": "", "edition": "HS", "code": "290230", "effective_from": "", "effective_to": "",
        "source": "s", "mark": "V", "note": "",
    }  # fmt: skip
    monkeypatch.setattr(tariff_codes, "read_rows", lambda table, columns: iter([row | change]))
    with pytest.raises(TableError, match=f"tariff_codes.csv, x HS: {problem}"):
        load_tariff_codes.__wrapped__()
