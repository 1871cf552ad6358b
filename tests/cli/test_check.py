"""The check command by its whole output."""

import json

import pytest
from click.testing import CliRunner

from riskscan.cli.main import main

NPP = """\
  listed: N-phenethyl-4-piperidone (NPP), CAS 39742-60-4, identical
    method    listed name, confidence 0.99
    structure O=C1CCN(CCc2ccccc2)CC1  YDJXNYNKKXZBMP-UHFFFAOYSA-N
"""


def _run(*arguments, stdin=None):
    return CliRunner().invoke(main, ["check", *arguments], input=stdin)


def _without_law(output):
    """Leave out the listings, whose citations belong to the tables."""
    return "".join(line for line in output.splitlines(keepends=True) if ", since " not in line)


def test_text():
    result = _run("4-Piperidinone, 1-(2-phenylethyl)-", "dog food", "--as-of", "2026-01-01", "--jurisdiction", "US")
    assert result.exit_code == 0
    assert _without_law(result.output) == f"4-Piperidinone, 1-(2-phenylethyl)-\n{NPP}dog food\n  no chemical\n"
    [listing] = [line for line in result.output.splitlines() if ", since " in line]
    assert listing.startswith("    US        List I, since 2007-04-23  [21 CFR 1310.02(a)")


def test_a_repair_and_a_wrong_number_are_explained():
    result = _run("pseudoephedrinne", "CAS 39742-60-5", "--as-of", "2026-01-01", "--jurisdiction", "UN")
    assert result.exit_code == 0
    assert "    read as   pseudoephedrine\n" in result.output
    assert "spelling mended, confidence 0." in result.output
    assert result.output.endswith("CAS 39742-60-5\n  unresolved\n    note      wrong CAS check digit\n")


def test_the_day_decides():
    before = _run("N-phenethyl-4-piperidone", "--as-of", "2006-01-01", "--jurisdiction", "US")
    assert before.output.startswith("N-phenethyl-4-piperidone\n  clear\n")
    assert ", since " not in before.output


def test_mention_within_a_line():
    result = _run("25 kg drum toluene", "--jurisdiction", "UN", "--as-of", "2026-01-01")
    assert "    mention   toluene\n" in result.output


def test_json():
    result = _run("toluene", "dog food", "--format", "json", "--as-of", "2026-01-01", "--jurisdiction", "UN")
    assert result.exit_code == 0
    listed, none = [json.loads(line) for line in result.output.splitlines()]
    [finding] = listed["findings"]
    listings = finding.pop("listings")
    assert listed["text"] == "toluene"
    assert finding == {
        "outcome": "listed", "mention": "toluene", "substance_id": "toluene", "substance_name": "toluene",
        "cas_rn": "108-88-3", "relation": "identical", "method": "listed name", "read_as": None, "confidence": 0.99,
        "smiles": "Cc1ccccc1", "inchikey": "YXFVVABEGXRONW-UHFFFAOYSA-N", "note": "", "is_hit": True,
    }  # fmt: skip
    assert [(listing["jurisdiction"], listing["list"]) for listing in listings] == [("UN", "Table II")]
    assert listings[0]["effective_from"].count("-") == 2 and listings[0]["citation"]
    assert none["findings"][0]["outcome"] == "no_chemical"


def test_lines_from_standard_input():
    result = _run("-", "--as-of", "2026-01-01", stdin="toluene\n\ncotton\n")
    assert result.exit_code == 0
    assert result.output.startswith("toluene\n  listed: toluene, CAS 108-88-3, identical\n")
    assert result.output.endswith("\n\n  no chemical\ncotton\n  no chemical\n")


def test_output_has_no_colors_in_a_pipe():
    assert "\x1b[" not in _run("toluene").output


def test_watch_list(tmp_path):
    (tmp_path / "own.csv").write_text("name,cas_rn\nblue widget,\n")
    result = _run("two blue widget", "--watchlist", str(tmp_path / "own.csv"), "--jurisdiction", "UN")
    assert result.exit_code == 0
    assert "  listed: blue widget, CAS -, identical\n" in result.output


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param([], 2, "Missing argument 'TEXTS...'", id="no text"),
        pytest.param(["x", "--as-of", "yesterday"], 2, "Error: as-of date 'yesterday' is not a date", id="day"),
        pytest.param(["x", "--jurisdiction", "XX"], 2, "Error: unknown jurisdiction XX; known: UN", id="jurisdiction"),
        pytest.param(["x", "--watchlist", "none.csv"], 1, "Error: watch list none.csv", id="watch list"),
        pytest.param(["x", "--format", "xml"], 2, "Invalid value for '--format'", id="format"),
    ],
)
def test_mistakes_are_one_sentence(arguments, code, said):
    result = _run(*arguments)
    assert result.exit_code == code
    assert said in result.output
    assert "Traceback" not in result.output


def test_a_route_makes_listings_for_some_trade_count():
    text = "methyl 1-phenethyl-4-oxopiperidine-3-carboxylate"
    assert "watched" in _run(text, "--as-of", "2026-10-01").stdout
    shown = _run(text, "--as-of", "2026-10-01", "--route", "CN:US").stdout
    assert "Special export catalogue, part 1, since 2026-09-22 (only exports to CA, MX, US)" in shown


def test_a_route_of_one_country_is_refused():
    result = _run("toluene", "--route", "CN")
    assert result.exit_code == 2
    assert result.stderr == "Error: route 'CN' is no pair of countries; give it as 'CN:US', one may be left empty.\n"
