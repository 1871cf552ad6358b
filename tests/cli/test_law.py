"""``riskscan law news``."""

import csv
import io

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
        2, "Error: as-of date 'spring' is not a date; write it as 2026-01-31.\n",
    )  # fmt: skip


def test_the_day_is_needed():
    assert _run().exit_code == 2
