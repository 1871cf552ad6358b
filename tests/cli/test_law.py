"""``riskscan law news``."""

import csv
import io

import pytest
from click.testing import CliRunner

from riskscan.cli.main import main


def _run(*arguments):
    return CliRunner().invoke(main, ["law", "news", *arguments])


def test_text_says_when_where_what_and_whence():
    shown = _run("--since", "2027-01-01", "--jurisdiction", "ca")
    assert shown.exit_code == 0
    lines = shown.stdout.splitlines()
    first = lines.index("2027-06-05  CA Schedule V, Class A precursors (temporary): ends")
    assert lines[first + 1] == "    R 29676 (5-chloro-1-(piperidin-4-yl)benzimidazol-2-one) [V]"
    assert "SOR/2026-71" in lines[first + 2] and "https://" in lines[first + 2]
    assert shown.stderr == "3 changes\n"


def test_csv_has_a_row_a_change():
    shown = _run("--since", "2028-01-01", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(shown.stdout)))
    assert {row["place"] for row in rows} == {"HS2028"}
    assert shown.stderr == f"{len(rows)} changes\n"


def test_a_day_that_is_none_is_refused():
    shown = _run("--since", "spring")
    assert (shown.exit_code, shown.stderr) == (
        2, "Error: day 'spring' is not a date; write it as 2026-01-31.\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param((), "Missing option '--since'", id="no day"),
        pytest.param(("--since", ""), "day '' is not a date", id="unset variable"),
        pytest.param(("--since", "2026-01-01", "--jurisdiction", "DE"), "the law of DE is that of EU", id="member"),
        pytest.param(("--since", "2026-01-01", "--jurisdiction", "US,CN"), "jurisdiction US,CN", id="two at once"),
        pytest.param(("--since", "2026-01-01", "--jurisdiction", ""), "unknown jurisdiction ''", id="empty"),
    ],
)
def test_what_is_asked_wrongly_is_refused(arguments, said):
    shown = _run(*arguments)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert said in shown.stderr


def test_each_list_is_told_once_a_day():
    headings = [line for line in _run("--since", "1990-01-01").stdout.splitlines() if line[:1].isdigit()]
    assert len(headings) == len(set(headings)) > 100
