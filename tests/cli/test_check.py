"""The check command by its whole output."""

import csv
import io
import json
import re
from itertools import pairwise

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
    texts = ["4-Piperidinone, 1-(2-phenylethyl)-", "dog food"]
    result = _run(*texts, "--format", "text", "--as-of", "2026-01-01", "--jurisdiction", "US")
    assert result.exit_code == 0
    assert _without_law(result.output) == f"4-Piperidinone, 1-(2-phenylethyl)-\n{NPP}dog food\n  no chemical\n"
    [listing] = [line for line in result.output.splitlines() if ", since " in line]
    assert listing.startswith("    US        List I, since 2007-04-23  [21 CFR 1310.02(a)")


def test_a_repair_and_a_wrong_number_are_explained():
    texts = ["pseudoephedrinne", "CAS 39742-60-5"]
    result = _run(*texts, "--format", "text", "--as-of", "2026-01-01", "--jurisdiction", "UN")
    assert result.exit_code == 0
    assert "    read as   pseudoephedrine\n" in result.output
    assert "spelling mended, confidence 0." in result.output
    assert result.output.endswith("CAS 39742-60-5\n  unresolved\n    note      wrong CAS check digit\n")


def test_the_day_decides():
    before = _run("N-phenethyl-4-piperidone", "--format", "text", "--as-of", "2006-01-01", "--jurisdiction", "US")
    assert before.output.startswith("N-phenethyl-4-piperidone\n  clear\n")
    assert ", since " not in before.output


def test_mention_within_a_line():
    result = _run("25 kg drum toluene", "--format", "text", "--jurisdiction", "UN", "--as-of", "2026-01-01")
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
    result = _run("-", "--format", "text", "--as-of", "2026-01-01", stdin="toluene\n\ncotton\n")
    assert result.exit_code == 0
    assert result.output.startswith("toluene\n  listed: toluene, CAS 108-88-3, identical\n")
    assert result.output.endswith("\n\n  no chemical\ncotton\n  no chemical\n")


def test_output_has_no_colors_in_a_pipe():
    assert "\x1b[" not in _run("toluene").output


def test_watch_list(tmp_path):
    (tmp_path / "own.csv").write_text("name,cas_rn\nblue widget,\n")
    result = _run(
        "two blue widget", "--format", "text", "--watchlist", str(tmp_path / "own.csv"), "--jurisdiction", "UN"
    )
    assert result.exit_code == 0
    assert "  listed: blue widget, CAS -, identical\n" in result.output


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param([], 2, "Missing argument 'TEXT...'", id="no text"),
        pytest.param(["x", "--as-of", "yesterday"], 2, "Error: as-of date 'yesterday' is not a date", id="day"),
        pytest.param(["x", "--jurisdiction", "XX"], 2, "Error: unknown jurisdiction XX; known: UN", id="jurisdiction"),
        pytest.param(["x", "--watchlist", "none.csv"], 1, "Error: watch list none.csv", id="watch list"),
        pytest.param(["x", "--format", "xml"], 2, "Invalid value for '--format'", id="format"),
        pytest.param(["x", "--draw", "a.gif"], 2, "Error: Cannot tell how to draw a.gif: end its name", id="drawing"),
        pytest.param(["x", "-o", "a.csv"], 2, "-o takes the answers for a file of compounds", id="output of a text"),
        pytest.param(["x", "a.sdf"], 2, "a.sdf is a file of compounds: give it alone", id="file among texts"),
        pytest.param(["a.sdf", "--explain"], 2, "are for texts, not for a file", id="steps of a file"),
        pytest.param(["none.sdf"], 1, "Error: Cannot read none.sdf: No such file", id="no file"),
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
    shown = _run(text, "--format", "text", "--as-of", "2026-10-01", "--route", "CN:US").stdout
    assert "Special export catalogue, part 1, since 2026-09-22 (only exports to CA, MX, US)" in shown


def test_a_route_of_one_country_is_refused():
    result = _run("toluene", "--route", "CN")
    assert result.exit_code == 2
    assert result.stderr == "Error: route 'CN' is no pair of countries; give it as 'CN:US', one may be left empty.\n"


def _cells(output):
    return [
        [cell.strip() for cell in re.split(r"\s{2,}", line.strip())] for line in output.splitlines() if line.strip()
    ]


def test_table(monkeypatch):
    monkeypatch.setenv("COLUMNS", "170")
    result = _run("acetone", "dog food", "--as-of", "2026-01-01", "--jurisdiction", "US", "--jurisdiction", "UN")
    header, _, first, *rest = _cells(result.output)
    assert header == [
        "text", "outcome", "mention", "substance", "CAS", "relation", "method", "conf.", "listings"
    ]  # fmt: skip
    assert first == [
        "acetone", "listed", "acetone", "acetone", "67-64-1", "identical", "listed name", "0.99",
        "UN Table II since 1990-11-11",
    ]  # fmt: skip
    assert [line[0] for line in rest] == ["US List II since 1989-03-18", "dog food"]


def test_narrow_table_stacks_what_belongs_together(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    lines = _cells(_run("acetone", "--as-of", "2026-01-01", "--jurisdiction", "UN").output)
    assert lines[1] == ["outcome", "mention", "substance", "listings"]
    assert lines[3:] == [
        ["listed", "acetone", "acetone", "UN Table II since 1990-11-11"], ["listed name", "67-64-1"],
        ["0.99", "identical"],
    ]  # fmt: skip


@pytest.mark.parametrize("columns", ["79", "104", "110", "119", "120", "140", "200"])
def test_no_width_loses_a_letter(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    shown = _run("25 kg phenyl-2-propanonne, tech.", "cotton", "--as-of", "2026-01-01", "--jurisdiction", "US").output
    letters = "".join(shown.split())
    for word in ("immediate", "precursor", "1980-02-11", "103-79-7", "cotton"):
        assert word in letters or _runs_through(word, shown), word


def _runs_through(word, shown):
    """Whether a word stands in a column, folded over two lines."""
    pieces = [(word[:cut], word[cut:]) for cut in range(1, len(word))]
    lines = shown.splitlines()
    return any(
        first in line and second in below for line, below in pairwise(lines) for first, second in pieces
        if len(first) > 2 and len(second) > 1
    )  # fmt: skip


def test_table_of_one_text_has_it_as_its_title():
    header, columns, *_ = _cells(_run("acetone", "--jurisdiction", "UN").output)
    assert header == ["acetone"]
    assert columns[0] == "outcome"


def test_table_shows_what_was_mended(monkeypatch):
    monkeypatch.setenv("COLUMNS", "170")
    shown = " ".join(_run("pseudoephedrinne", "--jurisdiction", "UN").output.split())
    assert "read as" in shown and "spelling" in shown


def test_csv():
    result = _run("=acetone", "dog food", "--csv", "--as-of", "2026-01-01", "--jurisdiction", "UN")
    rows = list(csv.DictReader(io.StringIO(result.output)))
    assert [(row["text"], row["outcome"], row["cas_rn"]) for row in rows] == [
        ("'=acetone", "listed", "67-64-1"), ("dog food", "no_chemical", ""),
    ]  # fmt: skip


def test_short_option_of_json():
    assert json.loads(_run("dog food", "--json").output)["findings"][0]["outcome"] == "no_chemical"


def test_explain_names_candidates_vetoes_cover_and_law():
    text = "phenylacetic acid free shampoo, 25 kg phenyl-2-propanonne"
    shown = _run(text, "--explain", "--as-of", "2026-01-01", "--jurisdiction", "US").output
    assert "  words      phenylacetic <chemical>  acid <joins>" in shown
    assert "vetoed: 'phenylacetic acid': the words round it speak against it" in shown
    assert "'phenyl-2-propanonne' as 'phenyl-2-propanone': listed name, spelling mended, worth" in shown
    laws = [line for line in shown.splitlines() if line.startswith("  law ")]
    assert laws[0].endswith("US Schedule II immediate precursor since 1980-02-11: counts")
    assert laws[1].endswith(": not asked for")


def test_explain_of_ordinary_goods_ends_at_the_gate():
    lines = _run("dog food", "--explain").output.splitlines()
    assert lines[1].startswith("  gate       a line of ordinary goods")
    assert len(lines) == 2


def test_explain_as_json():
    steps = json.loads(_run("acetone", "--explain", "--json", "--as-of", "2026-01-01", "--jurisdiction", "UN").output)
    assert steps["lines"][0]["chosen"][0]["name"] == "acetone"
    assert {judged["counts"] for judged in steps["listings"] if judged["listing"]["jurisdiction"] == "UN"} == {True}


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_drawing(tmp_path, suffix):
    target = tmp_path / f"sheet.{suffix}"
    result = _run("1-boc-4-piperidone", "dog food", "--draw", str(target))
    assert result.exit_code == 0, result.output
    assert "1 structure drawn" in result.stderr and "1 finding without one" in result.stderr
    content = target.read_bytes()
    assert content.startswith({"svg": b"<svg", "png": b"\x89PNG"}[suffix])
    again = _run("acetone", "--draw", str(target))
    assert (again.exit_code, target.read_bytes()) == (2, content)
    assert "exists: choose another name, or replace it with --force" in again.stderr


SDF = """\
CMPD-1
  test

  4  3  0  0  0  0  0  0  0  0999 V2000
    0.0000    0.0000    0.0000 C   0  0
    1.0000    0.0000    0.0000 C   0  0
    2.0000    0.0000    0.0000 C   0  0
    1.0000    1.0000    0.0000 O   0  0
  1  2  1  0
  2  3  1  0
  2  4  2  0
M  END
> <stock>
12

$$$$
broken
  test

 garbage
M  END
> <note>
\x1b[2Jhostile

$$$$
"""


def test_file_of_compounds(tmp_path):
    (tmp_path / "in.sdf").write_text(SDF)
    result = _run(str(tmp_path / "in.sdf"), "-o", str(tmp_path / "out.csv"), "--jurisdiction", "UN")
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text(), newline="")))
    assert [(row["title"], row["stock"], row["note"], row["screening_outcome"]) for row in rows] == [
        ("CMPD-1", "12", "", "listed"), ("broken", "", "\x1b[2Jhostile", "unresolved"),
    ]  # fmt: skip
    assert result.stderr.endswith("2 compounds written to " + str(tmp_path / "out.csv") + ": 1 listed, 1 unresolved;"
                                  " 1 with issues (column row_issues).\n")  # fmt: skip


def test_file_of_compounds_on_the_terminal(tmp_path):
    (tmp_path / "in.csv").write_text("name,smiles\n\x1b[2Jx,CC(C)=O\ny,CCO\n")
    result = _run(str(tmp_path / "in.csv"), "--jurisdiction", "UN")
    assert result.exit_code == 0
    assert "\x1b" not in result.output
    assert [line[:2] for line in _cells(result.stdout) if line[0].isdigit()] == [["1", "listed"]]


def test_file_of_compounds_as_json_lines(tmp_path):
    (tmp_path / "in.smi").write_text("CC(C)=O\tacetone\nCCO\n")
    lines = [json.loads(line) for line in _run(str(tmp_path / "in.smi"), "--json").stdout.splitlines()]
    assert [(line["title"], line["record"], line["screening_outcome"]) for line in lines] == [
        ("acetone", 1, "listed"), ("", 2, "clear"),
    ]  # fmt: skip
