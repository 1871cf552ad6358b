import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskscan.cli.main import main

CLEAN = "Description,Gross Wt (LB),Origin,Remark\ncotton shirts,2.5,China,x\n"


def _run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["validate", *arguments], input=stdin)


def test_clean_file(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(CLEAN)
    result = _run(str(tmp_path / "m.csv"))
    assert result.exit_code == 0
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert "delimited text, utf-8, separator comma, 1 row" in lines
    assert "gross_mass_kg Gross Wt (LB) lb, in the header decimal point" in lines
    assert "Passed through untouched: Remark" in lines
    assert "No issues." in lines


def test_issues_exit_with_1_and_show_examples() -> None:
    result = _run("-", stdin="Description;Fecha;Peso bruto (kg)\ntela;31/02/2026;1,5\n\n;;heavy\n")
    assert result.exit_code == 1
    assert "standard input" in result.output
    assert "separator semicolon, 2 rows, 1 blank line skipped" in result.output
    assert "2 rows of 2 with issues" in result.output
    assert "row 1: lodged_on '31/02/2026'" in result.output
    assert "row 2: gross_mass_kg 'heavy'" in result.output
    assert "The cell is not a date of the calendar; null" in result.output


def test_json() -> None:
    result = _run("-", "--format", "json", "--examples", "1", stdin="goods,cas\ntea,67-64-2\nrice,67-64-2\n")
    assert result.exit_code == 1
    (described,) = json.loads(result.output)
    assert described["dialect"]["encoding"] == "utf-8"
    assert described["headers"] == ["goods", "cas"]
    assert described["columns"][0] == {
        "target": "goods_description",
        "sources": ["goods"],
        "unit": "",
        "basis": "alias",
    }
    assert described["issues"] == [
        {
            "kind": "bad_cas_check_digit",
            "n_rows": 2,
            "examples": [{"row": 1, "column": "cas_rn", "value": "67-64-2"}],
            "sentence": "The check digit of the CAS RN is wrong; the number is kept.",
        }
    ]


def test_mapping_file(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text('[columns]\ngoods_description = "Ware 1"\n[currency]\nrates = {EUR = 1.1}\n')
    result = _run("-", "--columns", str(tmp_path / "m.toml"), stdin="Ware 1,Value (EUR)\ntea,10\n")
    assert result.exit_code == 0
    assert "Ware 1" in result.output


def test_brackets_in_cells_are_shown_as_they_are() -> None:
    result = _run("-", stdin="goods,[bold]\n=[red]x,1\n")
    assert "Passed through untouched: [bold]" in result.output
    assert "'=[red]x'" in result.output


def test_choices_and_assumptions_are_said() -> None:
    result = _run("-", stdin="goods,IMP_DATE,FOB_USD,CIF_USD,weight\ntea,2026-03-01,4,5,1\n")
    text = " ".join(result.output.split())
    assert "Chosen and assumed customs_value_usd is read from 'CIF_USD', not from 'FOB_USD'" in text
    assert "gross_mass_kg is read from 'weight' in kg: the header states no unit." in text


def test_notes_in_json() -> None:
    result = _run("-", "--format", "json", stdin="goods,FOB_USD,CIF_USD\ntea,4,5\n")
    (described,) = json.loads(result.output)
    note = next(note for note in described["notes"] if note["kind"] == "chosen_column")
    assert note["kind"] == "chosen_column"
    assert note["facts"]["others"] == ["FOB_USD"]
    assert note["sentence"].startswith("customs_value_usd is read from 'CIF_USD'")
    assert "rules" not in described


def test_the_written_mapping_makes_the_same_mapping(tmp_path: Path) -> None:
    content = "goods,Product name EN,FOB_USD,CIF_USD,Weight,Qty,Pckg\ntea,rice,4,5,1,3,BAG\ntea,rice,4,5,1,3,BAG\n"
    target = tmp_path / "m.toml"
    first = _run("-", "--format", "json", "--write-mapping", str(target), stdin=content)
    assert f"Mapping written to {target}" in first.stderr
    assert '# customs_value_usd = "FOB_USD"' in target.read_text(encoding="utf-8")
    again = _run("-", "--format", "json", "--columns", str(target), stdin=content)
    mapped = [
        [(column["target"], column["sources"], column["unit"]) for column in json.loads(result.stdout)[0]["columns"]]
        for result in (first, again)
    ]
    assert mapped[0] == mapped[1]


def test_a_mapping_is_not_overwritten_without_force(tmp_path: Path) -> None:
    target = tmp_path / "m.toml"
    target.write_text("# mine\n")
    result = _run("-", "--write-mapping", str(target), stdin="goods\ntea\n")
    assert (result.exit_code, target.read_text()) == (2, "# mine\n")
    assert "replace it with --force" in result.output
    assert _run("-", "--write-mapping", str(target), "--force", stdin="goods\ntea\n").exit_code == 0
    assert 'goods_description = "goods"' in target.read_text()


def test_a_mapping_is_of_one_file(tmp_path: Path) -> None:
    result = _run("a.csv", "b.csv", "--write-mapping", str(tmp_path / "m.toml"))
    assert result.exit_code == 2
    assert "takes one FILE" in result.output


@pytest.mark.parametrize("output", ["text", "json"])
def test_nothing_of_a_file_speaks_to_the_terminal(output: str) -> None:
    content = "goods,note \x1b]0;title\x07,\x9b2J\u202e\nx\x1b[31m,\x1b[5m,1\n=y,,\n"
    result = _run("-", "--format", output, stdin=content)
    assert not any(character in result.output for character in "\x1b\x07\x9b\u202e")
    assert "\\u001b" in result.output


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "said"),
    [
        pytest.param([], None, 2, "Missing argument", id="no file"),
        pytest.param(["none.csv"], None, 1, "Error: Cannot read none.csv: No such file", id="missing file"),
        pytest.param(["-"], "a,b\n1,2\n", 1, "Error: No column says what the goods are", id="no text column"),
        pytest.param(["-", "--columns", "none.toml"], "goods\n", 1, "Cannot read the mapping file", id="no mapping"),
        pytest.param(["-", "--format", "xml"], "goods\n", 2, "Invalid value", id="format"),
    ],
)
def test_mistakes_are_one_sentence(arguments: list[str], stdin: str | None, code: int, said: str) -> None:
    result = _run(*arguments, stdin=stdin)
    assert result.exit_code == code
    assert said in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("name", ["courier_us.csv", "aduana_sur.csv", "upu_items.tsv", "baoguan.csv", "damaged.csv"])
def test_every_fixture_is_described(name: str) -> None:
    fixture = Path(__file__).parents[1] / "manifest" / "fixtures" / name
    result = _run(str(fixture))
    assert result.exit_code in (0, 1)
    assert "goods_description" in result.output
