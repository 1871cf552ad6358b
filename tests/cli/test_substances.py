"""``riskscan substances``: list, show, check."""

import csv
import io

import pytest
from click.testing import CliRunner

from riskscan.cli.main import main


def _run(*arguments):
    return CliRunner().invoke(main, ["substances", *arguments])


def test_list_as_csv_names_the_lists_of_a_day():
    shown = _run("list", "--jurisdiction", "US", "--as-of", "2006-01-01", "--format", "csv")
    rows = {row["substance_id"]: row for row in csv.DictReader(io.StringIO(shown.stdout))}
    assert shown.exit_code == 0
    assert "npp" not in rows
    assert "US List I" in rows["ephedrine"]["lists"]


def test_list_as_text_counts():
    shown = _run("list", "--jurisdiction", "UN")
    assert shown.exit_code == 0
    assert "npp" in shown.stdout
    assert shown.stderr.strip().endswith("substances and legal classes")


@pytest.mark.parametrize("name", ["npp", "39742-60-4", "N-fenetil-4-piperidona"])
def test_show_takes_any_name(name):
    shown = _run("show", name)
    assert shown.exit_code == 0
    assert shown.stdout.startswith("N-phenethyl-4-piperidone (NPP)\n")
    assert "UN  Table I, since 2017-10-18" in shown.stdout
    assert "HS code     2933.36  HS 2028, from 2028-01-01 [S]" in shown.stdout


def test_show_takes_a_legal_class():
    shown = _run("show", "us-fentanyl-related-substances")
    assert shown.exit_code == 0
    assert "legal class" in shown.stdout
    assert "US  " in shown.stdout


def test_show_refuses_what_is_not_listed():
    shown = _run("show", "dog food")
    assert shown.exit_code == 2
    assert (
        shown.stderr
        == "Error: 'dog food' is no listed substance or class; `riskscan substances list` shows them all.\n"
    )


def test_tables_have_no_issues():
    shown = _run("check")
    assert (shown.exit_code, shown.stdout) == (0, "")


def test_check_names_the_row_of_a_watch_list(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("name,cas_rn\nsomething,64-19-8\n", encoding="utf-8")
    shown = _run("check", "--watchlist", str(path))
    assert shown.exit_code == 1
    assert "line 2: '64-19-8' is not a CAS RN" in shown.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--watchlist", ""), "there is no such file"),
        (("list", "--as-of", ""), "as-of date '' is not a date"),
        (("list", "--jurisdiction", ""), "unknown jurisdiction ''"),
    ],
)
def test_an_unset_variable_is_not_taken_for_nothing(arguments, said):
    shown = _run(*arguments)
    assert shown.exit_code != 0 and shown.stdout == ""
    assert said in shown.stderr
