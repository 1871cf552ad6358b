"""One name against lists of parties."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskscan.cli.main import main

LIST = (
    '"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","phones","emails",'
    '"program_ids","dataset","first_seen","last_seen","last_change"\n'
    '"x-1","Company","Zorvik Chemie GmbH","","","at","","","","","","T","Test \x1b[2J","2025-01-01","2026-02-03","x"\n'
    '"x-2","Company","Zorvik Chemi","","","de","","","","","","T","Test \x1b[2J","2025-01-01","2026-02-03","x"\n'
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def _run(file: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["parties", "check", *arguments, "--sanctions", str(file)], env={"COLUMNS": "150"})


def test_matches_the_surest_first(file: Path) -> None:
    result = _run(file, "ZORVIK CHEMIE", "Plain Goods Ltd", "--country", "Austria", "--format", "json")
    assert result.exit_code == 0, result.output
    first, second = map(json.loads, result.stdout.splitlines())
    assert [(match["level"], match["id"]) for match in first["matches"]] == [("strong", "x-1"), ("weak", "x-2")]
    assert first["matches"][0]["grounds"] == ["same name", "same country"]
    assert second["matches"] == []


def test_table_says_list_day_and_what_agrees(file: Path) -> None:
    result = _run(file, "Zorvik Chemie")
    assert "\x1b" not in result.output
    assert "2026-02-03" in result.stderr
    shown = " ".join(result.stdout.split())
    assert "Zorvik Chemie GmbH (x-1)" in shown and "same name" in shown


def test_nothing_like_it(file: Path) -> None:
    assert _run(file, "Plain Goods Ltd", "--quiet").output == "Plain Goods Ltd\n  no listed name is like it\n"


def test_an_unknown_country_is_one_sentence(file: Path) -> None:
    result = _run(file, "x", "--country", "\x1bAtlantis")
    assert result.exit_code == 2
    assert "names no country: give a code such as CN, or a name." in result.stderr
    assert "\x1b" not in result.output


def test_a_list_is_needed() -> None:
    result = CliRunner().invoke(main, ["parties", "check", "x"])
    assert result.exit_code == 2
    assert "Missing option '--sanctions'" in result.output


def test_summary_names_the_lists_and_the_labels(file: Path, small_model_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("goods_description,consignor_name\nsocks,Zorvik Chemie\n")
    (tmp_path / "labels.csv").write_text("review_key,reviewed_on,verdict\n00,2026-05-04,unsure\n")
    arguments = ["score", str(tmp_path / "m.csv"), "-o", str(tmp_path / "out.csv"), "--quiet", "--sanctions", str(file)]
    arguments += ["--summary", str(tmp_path / "s.json"), "--reviewed", str(tmp_path / "labels.csv")]
    result = CliRunner().invoke(main, [*arguments, "--model", str(small_model_folder)])
    assert result.exit_code == 0, result.output
    summary = json.loads((tmp_path / "s.json").read_text())
    [said] = summary["sanctions"]
    assert (said["file"], said["day"], said["parties"]) == (str(file), "2026-02-03", 2)
    assert summary["reviewed"] == {"file": str(tmp_path / "labels.csv"), "decisions": 1}
