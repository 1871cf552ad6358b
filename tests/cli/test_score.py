import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from riskscan.chemistry.shared_screener import _shared
from riskscan.chemistry.text_cache.answers import AnswerStore
from riskscan.cli.main import main
from riskscan.scoring import OUTPUT_COLUMNS

MANIFEST = """consignment_id,goods_description,hs_code,origin_country,destination_country,net_mass_kg
A1,cotton t-shirts,610910,CN,US,120
A2,"dog food 4-Piperidinone, 1-(2-phenylethyl)-",230910,CN,US,5
A3,=cmd|calc,610910,CN,US,5
"""


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    path = tmp_path / "manifest.csv"
    path.write_text(MANIFEST, encoding="utf-8")
    return path


def _run(*arguments: object, **options: object) -> Result:
    return CliRunner().invoke(main, ["score", *map(str, arguments)], **options)  # type: ignore[arg-type]


def test_into_a_pipe_go_all_rows_as_csv(manifest: Path, small_model_folder: Path) -> None:
    result = _run(manifest, "--model", small_model_folder)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0].split(",")[-len(OUTPUT_COLUMNS) :] == list(OUTPUT_COLUMNS)
    assert len(lines) == 4
    assert "'=cmd|calc" in lines[3]


def test_ranked_table_and_file(manifest: Path, small_model_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "scored.jsonl"
    result = _run(manifest, "--model", small_model_folder, "-o", out, "--top", 1, env={"COLUMNS": "160"})
    assert result.exit_code == 0, result.output
    assert "N-phenethyl-4-piperidone (NPP)" in " ".join(result.stdout.split())
    assert "t-shirts" not in result.stdout
    assert "3 rows written" in result.stderr
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["consignment_id"] for row in rows] == ["A1", "A2", "A3"]
    assert min(rows, key=lambda row: row["risk_rank"])["consignment_id"] == "A2"


def test_standard_input_and_another_format(small_model_folder: Path) -> None:
    result = _run("-", "--model", small_model_folder, "--format", "jsonl", input=MANIFEST)
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["consignment_id"] for line in result.stdout.splitlines()] == ["A1", "A2", "A3"]


def test_several_files_are_ranked_together(manifest: Path, small_model_folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("Description,Origin\nacetone,India\n", encoding="utf-8")
    out = tmp_path / "scored.parquet"
    result = _run(manifest, other, "--model", small_model_folder, "-o", out)
    assert result.exit_code == 0, result.output
    found = pd.read_parquet(out)
    assert [Path(name).name for name in found["source_file"]] == ["manifest.csv"] * 3 + ["other.csv"]
    assert sorted(found["risk_rank"].astype(int)) == [1, 2, 3, 4]


def test_history_file_is_updated_once(manifest: Path, small_model_folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "history.db"
    manifest.write_text(MANIFEST.replace("consignment_id,", "lodged_on,consignor_name,consignment_id,").replace(
        "\nA", "\n2026-01-05,Golden Bay,A"), encoding="utf-8")  # fmt: skip
    first = _run(manifest, "--model", small_model_folder, "--history", store)
    second = _run(manifest, "--model", small_model_folder, "--history", store)
    assert first.exit_code == second.exit_code == 0, first.output
    assert first.stdout == second.stdout
    shown = CliRunner().invoke(main, ["history", "show", str(store), "--format", "json"])
    assert '"n_rows": 3' in shown.stdout or '"rows": 3' in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(["none.csv"], 1, "none.csv", id="no such file"),
        pytest.param(["{manifest}", "--model", "nowhere"], 1, "no model folder nowhere", id="no such model"),
        pytest.param(["{manifest}", "-o", "{manifest}"], 2, "--force", id="output exists"),
        pytest.param(["{manifest}", "-o", "out.xyz"], 2, "format", id="unknown format"),
        pytest.param(["{manifest}", "--as-of", "yesterday"], 2, "yesterday", id="not a date"),
        pytest.param(["{manifest}", "--policy", "none.toml"], 2, "none.toml", id="no such policy"),
        pytest.param(["{textless}"], 1, "goods_description", id="no goods text"),
    ],
)
def test_mistakes_get_one_sentence(
    arguments: list[str], code: int, words: str, manifest: Path, small_model_folder: Path, tmp_path: Path
) -> None:
    textless = tmp_path / "textless.csv"
    textless.write_text("weight\n1\n", encoding="utf-8")
    filled = [part.format(manifest=manifest, textless=textless) for part in arguments]
    if "--model" not in filled:
        filled += ["--model", str(small_model_folder)]
    before = sorted(tmp_path.iterdir())
    result = _run(*filled)
    assert result.exit_code == code
    assert words in result.stderr
    assert "Traceback" not in result.output
    assert sorted(tmp_path.iterdir()) == before


def test_what_reading_left_out_or_guessed_is_said_beside_the_rows(small_model_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "two.xlsx"
    with pd.ExcelWriter(file) as book:
        pd.DataFrame({"Goods description": ["tea"], "Origin": ["India"]}).to_excel(
            book, sheet_name="Goods", index=False
        )
        pd.DataFrame({"Driver": ["Hans"], "Plate": ["AB"]}).to_excel(book, sheet_name="Drivers", index=False)
    result = _run(file, "--model", small_model_folder)
    assert result.exit_code == 0, result.output
    assert "Drivers was not read" in result.stderr
    assert "Drivers" not in result.stdout


def test_what_was_assumed_of_columns_is_said_beside_the_rows(small_model_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("Xqv,HS code,Importer,Origin,Net weight\ncotton shirts,610910,Alder Ltd,CN,5\n", encoding="utf-8")
    result = _run(file, "--model", small_model_folder)
    assert result.exit_code == 0, result.output
    assert "odd.csv: goods_description is read from 'Xqv': no header says what the goods are" in result.stderr
    assert "odd.csv: net_mass_kg is read from 'Net weight' in kg" in result.stderr
    assert "law of today" not in result.stderr
    assert "is read from" not in result.stdout


def test_a_file_cannot_speak_to_the_terminal(small_model_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "two.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.csv", "Goods description,HS code,Origin\ntea,0902,India\n")
        archive.writestr("\x1b[2J.csv", "Driver,Plate\nHans,AB\n")
    result = _run(file, "--model", small_model_folder)
    assert "u001b[2J.csv" in result.stderr
    assert "\x1b" not in result.stderr


def test_with_and_without_a_cache_the_rows_are_the_same(
    manifest: Path, small_model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riskscan.chemistry.screening.cache_folder", lambda: tmp_path / "cache")
    without = _run(manifest, "--model", small_model_folder, "--no-cache")
    assert not (tmp_path / "cache").exists()
    _shared.cache_clear()  # as in a process of its own
    cold = _run(manifest, "--model", small_model_folder)
    assert AnswerStore(tmp_path / "cache" / "texts").summarize().answers > 0
    _shared.cache_clear()
    warm = _run(manifest, "--model", small_model_folder)
    _shared.cache_clear()
    assert without.exit_code == 0
    assert without.stdout == cold.stdout == warm.stdout
