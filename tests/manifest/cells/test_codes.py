"""HS codes as spreadsheets leave them, and modes of transport."""

import pandas as pd
import pytest

from riskscan.manifest import IssueKind, clean_manifest
from riskscan.manifest.cells.codes import read_hs_code, read_transport_mode
from riskscan.manifest.mapping import map_columns
from riskscan.manifest.surveying import survey_columns


@pytest.mark.parametrize(
    ("text", "hs_code", "kinds"),
    [
        pytest.param("2.91411E+09", "291411", ("hs_lost_digits",), id="ten digits"),
        pytest.param("2,91411e+9", "291411", ("hs_lost_digits",), id="comma"),
        pytest.param("2.9141E+09", "2914", ("hs_lost_digits",), id="an odd number of digits"),
        pytest.param("9.021E+06", "0902", ("hs_lost_digits",), id="seven digits had lost a zero"),
        pytest.param("2.9141E+06", "2914", ("hs_lost_digits",), id="seven digits of no first chapter"),
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


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        pytest.param(["2914110000", "902100000"], "0902100000", id="beside codes of ten digits"),
        pytest.param(["0902100000", "902100000"], "0902100000", id="beside the same with its zero"),
        pytest.param(["291411000", "902100000"], "902100000", id="all of nine"),
        pytest.param(["2914110000", "290110000", "090110000", "902100000"], "902100000", id="one of nine has its zero"),
        pytest.param(["2914110000", "291411000"], "291411000", id="the last digit lost"),
        pytest.param(["2914110000", "300490100"], "300490100", id="no heading of chapter 3"),
        pytest.param(["29141100", "902100000"], "902100000", id="beside codes of eight"),
        pytest.param(["2914110000", "290110000", "390110000", "902100000"], "902100000", id="most of nine"),
    ],
)
def test_zero_lost_by_codes_of_ten_digits(codes: list[str], expected: str) -> None:
    clean = clean_manifest(pd.DataFrame({"goods": "tea", "hs_code": codes}))
    assert clean.frame["hs_code"].tolist()[-1] == expected
    found = [issue.kind for issue in clean.issues if issue.row == len(codes) - 1 and issue.column == "hs_code"]
    assert found == ([IssueKind.HS_LOST_ZERO] if expected.startswith("0") else [])


def test_a_part_reads_codes_like_the_whole_file() -> None:
    parts = [pd.DataFrame({"goods": ["tea"], "hs_code": [code]}) for code in ("902100000", "2914110000")]
    votes = survey_columns(parts[0]) + survey_columns(parts[1])
    conventions = votes.freeze(map_columns(["goods", "hs_code"]))
    assert clean_manifest(parts[0], conventions=conventions).frame["hs_code"].tolist() == ["0902100000"]
