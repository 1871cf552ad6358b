"""Single cells: every way to write a day that trade papers and machines use."""

import datetime

import pytest

from riskscan.manifest.cells.dates import split_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("2026-05-01", "2026-05-01", id="ISO"),
        pytest.param("2026-05-01T10:20:00+08:00", "2026-05-01", id="ISO with an offset stays on its day"),
        pytest.param("2026-05-01T23:59:59.999Z", "2026-05-01", id="fractions of a second"),
        pytest.param("2026-05-01+02:00", "2026-05-01", id="XML date with a zone"),
        pytest.param("20260501T102000Z", "2026-05-01", id="compact stamp with a zone"),
        pytest.param("20250501103000", "2025-05-01", id="fourteen digits"),
        pytest.param("202505011030", "2025-05-01", id="twelve digits"),
        pytest.param("20260501", "2026-05-01", id="eight digits, year first"),
        pytest.param("14082025", "2025-08-14", id="eight digits, day first"),
        pytest.param("46056", "2026-02-03", id="day number"),
        pytest.param("46056.75", "2026-02-03", id="day number with the hour"),
        pytest.param("1746093000000", "2025-05-01", id="milliseconds since 1970"),
        pytest.param("1746093000", "2025-05-01", id="seconds since 1970"),
        pytest.param("01MAY2025", "2025-05-01", id="glued month"),
        pytest.param("03APR26", "2026-04-03", id="glued month, two-digit year"),
        pytest.param("2025-MAY-01", "2025-05-01", id="year, month by name, day"),
        pytest.param("May 1, 2026", "2026-05-01", id="American"),
        pytest.param("Thursday, May 1st, 2026", "2026-05-01", id="day of the week"),
        pytest.param("Thu May 01 10:20:00 2026", "2026-05-01", id="clock before the year"),
        pytest.param("3/IV/2026", "2026-04-03", id="Roman month"),
        pytest.param("1.º de mayo de 2026", "2026-05-01", id="Spanish first of the month"),
        pytest.param("1 de enero del 2026", "2026-01-01", id="Spanish with del"),
        pytest.param("12-ago-25", "2025-08-12", id="Spanish short month"),
        pytest.param("1er août 2026", "2026-08-01", id="French"),
        pytest.param("3. März 2026", "2026-03-03", id="German"),
        pytest.param("3 апреля 2026 г.", "2026-04-03", id="Russian"),
        pytest.param("5 Ekim 2026", "2026-10-05", id="Turkish"),
        pytest.param("05-Mei-2026", "2026-05-05", id="Indonesian"),
        pytest.param("٥ مايو ٢٠٢٦", "2026-05-05", id="Arabic, Arabic-Indic digits"),
        pytest.param("５ May ２０２６", "2026-05-05", id="full-width digits"),
        pytest.param("2026年5月1日", "2026-05-01", id="Chinese"),
        pytest.param("2026년 5월 1일", "2026-05-01", id="Korean"),
        pytest.param("令和8年5月1日", "2026-05-01", id="Reiwa"),
        pytest.param("R8.5.1", "2026-05-01", id="Reiwa, short"),
        pytest.param("民國115年5月1日", "2026-05-01", id="years of the Republic of China"),
        pytest.param("115/05/01", "2026-05-01", id="the same in figures"),
        pytest.param("๑ พฤษภาคม ๒๕๖๙", "2026-05-01", id="Thai digits, Buddhist era"),
        pytest.param("5 ม.ค. 69", "2026-01-05", id="Thai month, two-digit year"),
        pytest.param("ngày 05 tháng 03 năm 2026", "2026-03-05", id="Vietnamese"),
        pytest.param("05.03.2026 г.", "2026-03-05", id="Russian year sign: the day stands first"),
    ],
)
def test_one_day(text: str, day: str) -> None:
    written = split_date(text)
    assert written is not None
    assert {*written.days.values(), *written.by_language.values()} == {datetime.date.fromisoformat(day)}


@pytest.mark.parametrize(
    ("text", "layouts"),
    [
        pytest.param("03/04/2026", {"DMY", "MDY"}, id="day or month"),
        pytest.param("25/04/2026", {"DMY"}, id="no month 25"),
        pytest.param("4082025", {"DMY", "MDY"}, id="seven digits: a lost zero"),
        pytest.param("250501", {"YMD", "DMY"}, id="six digits"),
        pytest.param("01.05.26", {"YMD", "DMY", "MDY"}, id="three numbers of two digits"),
        pytest.param("1/5/26", {"DMY", "MDY"}, id="a year has two digits"),
        pytest.param("41225", {"serial", "DMY", "MDY", "YMD"} - {"YMD"}, id="five digits"),
    ],
)
def test_open_layouts(text: str, layouts: set[str]) -> None:
    written = split_date(text)
    assert written is not None
    assert set(written.days) == layouts


def test_languages_that_call_months_alike() -> None:
    written = split_date("3 lis 2026")
    assert written is not None
    months = {language: day.month for language, day in written.by_language.items()}
    assert months == {"pl": 11, "cs": 11, "hr": 10}


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026", "2026-13-45", "0000-01-01", "13/13/2026", "soon", "5", "2026", "May 2026", "05/2026", "1-2-3",
        "00:00.0", "9999999999", "1234567", "12 boxes 2026", "5 Foo 2026", "2026-W05-1", "1405/02/11", "x" * 100,
        "1/2/3/4",
    ],
)  # fmt: skip
def test_no_day(text: str) -> None:
    assert split_date(text) is None
