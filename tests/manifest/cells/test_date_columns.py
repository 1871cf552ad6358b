"""Columns of dates: the clear cells settle the open ones, and what stays open is told."""

import pandas as pd
import pytest

from riskscan.manifest import CleanManifest, ColumnRules, clean_manifest
from riskscan.manifest.cells.date_columns import take_dates
from riskscan.manifest.cells.date_votes import DateVotes, count_dates, decide_dates
from riskscan.manifest.cells.strings import RawColumn


def _clean(dates: list[object], layout: str | None = None) -> CleanManifest:
    frame = pd.DataFrame({"goods": [f"goods {n}" for n in range(len(dates))], "date": dates}, dtype=object)
    return clean_manifest(frame, columns=ColumnRules(dates={"lodged_on": layout} if layout else {}))


def _days(clean: CleanManifest) -> list[str | None]:
    return [None if pd.isna(day) else f"{day:%Y-%m-%d}" for day in clean.frame["lodged_on"]]


def _kinds(clean: CleanManifest) -> list[str]:
    return [text.split(":")[0] for text in clean.issues.as_text(clean.frame.index)]


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        pytest.param(["14082025", "4082025"], ["2025-08-14", "2025-08-04"], id="compact, day first"),
        pytest.param(["08142025", "4082025"], ["2025-08-14", "2025-04-08"], id="compact, month first"),
        pytest.param(["250501", "250731", "241224"], ["2025-05-01", "2025-07-31", "2024-12-24"], id="yymmdd"),
        pytest.param(["010525", "310725", "241224"], ["2025-05-01", "2025-07-31", "2024-12-24"], id="ddmmyy"),
        pytest.param(["05/01/26", "31/07/26"], ["2026-01-05", "2026-07-31"], id="dd/mm/yy"),
        pytest.param(["05/01/26", "07/31/26"], ["2026-05-01", "2026-07-31"], id="mm/dd/yy"),
        pytest.param(["26-05-01", "26-07-31"], ["2026-05-01", "2026-07-31"], id="yy-mm-dd"),
        pytest.param(["46056", "46057"], ["2026-02-03", "2026-02-04"], id="day numbers"),
        pytest.param(["150825", "10825"], ["2025-08-15", "2025-08-01"], id="five digits beside six are a lost zero"),
        pytest.param(["05/01/2569", "25/01/2569"], ["2026-01-05", "2026-01-25"], id="Buddhist era"),
        pytest.param(
            ["05/01/2569", "25/01/2569", "25/01/69"], ["2026-01-05", "2026-01-25", "2026-01-25"], id="era, short"
        ),
        pytest.param(["5 lis 2026", "6 paź 2026"], ["2026-11-05", "2026-10-06"], id="Polish by another month"),
        pytest.param(
            ["5 lis 2026", "6 srp 2026", "7 ožu 2026"], ["2026-10-05", "2026-07-06", "2026-03-07"], id="Croatian"
        ),
    ],
)
def test_the_column_settles_the_layout(dates: list[object], days: list[str]) -> None:
    clean = _clean(dates)
    assert _days(clean) == days
    assert set(_kinds(clean)) == {""}


@pytest.mark.parametrize(
    ("dates", "kinds"),
    [
        pytest.param(["4082025"], ["ambiguous_date"], id="day or month"),
        pytest.param(["140825"], ["ambiguous_date"], id="2014 or 2025"),
        pytest.param(["010203"], ["ambiguous_date"], id="anything"),
        pytest.param(["5 lis 2026"], ["ambiguous_date"], id="month of two languages"),
        pytest.param(["05/05/05"], [""], id="the same day whatever the order"),
        pytest.param(["2026-01-05", None, "N/A", "0000-00-00"], ["", "no_date", "no_date", "no_date"], id="none"),
        pytest.param(["2026-01-05", "soon"], ["", "bad_date"], id="no date"),
    ],
)
def test_what_stays_open_is_told(dates: list[object], kinds: list[str]) -> None:
    assert _kinds(_clean(dates)) == kinds


def test_a_file_without_any_date_says_so_once() -> None:
    clean = _clean([None, ""])
    assert _kinds(clean) == ["", ""]
    assert [note.kind for note in clean.notes] == ["no_date_column"]
    assert "no_date_column" not in [note.kind for note in _clean(["2026-01-05", None]).notes]


def test_era_is_noted() -> None:
    assert [str(note) for note in _clean(["05/01/2569"]).notes] == ["lodged_on: years are counted in the Buddhist era."]


def test_layout_of_the_mapping_file_goes_first() -> None:
    assert _days(_clean(["03/02/2026", "2026-07-08"], "%m/%d/%Y")) == ["2026-03-02", "2026-07-08"]


def test_convention_is_told() -> None:
    assert _clean(["250501", "250731"]).conventions["lodged_on"] == "two-digit years: year, month, day"
    assert _clean(["140825"]).conventions["lodged_on"].startswith("two-digit years: day, month, year, or")


def test_votes_are_a_monoid() -> None:
    def votes(*cells: str) -> DateVotes:
        return count_dates(take_dates(RawColumn(pd.Series(cells, dtype=object)), "lodged_on"))

    one, two, three = votes("03/02/2026", "250501"), votes("25/02/2026"), votes("5 lis 2026", "05/01/2569")
    assert (one + two) + three == one + (two + three)
    assert DateVotes() + one == one == one + DateVotes()
    assert one + two == votes("03/02/2026", "250501", "25/02/2026")
    assert decide_dates(DateVotes()).text == ""
