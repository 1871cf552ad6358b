"""The review in a terminal, by its input; and through a terminal of its own."""

import csv
import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskscan.cli.main import main
from riskscan.history.reviews import Verdict, read_reviews

MANIFEST = """goods_description,consignor_name,destination_country
cotton t-shirts,Blue Gate,US
"dog food 4-Piperidinone, 1-(2-phenylethyl)-\x1b[2J",Red Kite,US
BMK oil,=Grey Heron,DE
"""


@pytest.fixture
def scored(tmp_path: Path, small_model_folder: Path) -> Path:
    return _score(MANIFEST, tmp_path, small_model_folder)


def _score(rows: str, folder: Path, small_model_folder: Path) -> Path:
    manifest, out = folder / "manifest.csv", folder / "scored.csv"
    manifest.write_text(rows, encoding="utf-8")
    arguments = ["score", str(manifest), "-o", str(out), "--quiet", "--model", str(small_model_folder)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    return out


def _review(scored: Path, answers: str, *extra: str) -> Result:
    arguments = ["review", str(scored), "-o", str(scored.parent / "labels.csv"), *extra]
    return CliRunner().invoke(main, arguments, input=answers)


def _labels(scored: Path) -> list[tuple[str, str, str]]:
    with (scored.parent / "labels.csv").open(encoding="utf-8", newline="") as handle:
        return [(row["row"], row["verdict"], row["note"]) for row in csv.DictReader(handle)]


def test_decisions_are_written_and_the_review_goes_on(scored: Path) -> None:
    first = _review(scored, "d\n=not tea\nq\n")
    assert first.exit_code == 0, first.output
    assert "\x1b" not in first.output and "UN Table I since" in first.output
    assert "1 of 2 rows were gone through; 1 labels" in first.stderr
    ((number, verdict, note),) = _labels(scored)
    assert (verdict, note) == ("diversion", "'=not tea")
    second = _review(scored, "l\n\n")
    assert second.exit_code == 0, second.output
    assert "1 of 1:" in second.output
    assert [verdict for _, verdict, _ in _labels(scored)] == ["diversion", "legitimate"]
    assert number not in [row for row, _, _ in _labels(scored)[1:]]
    assert "0 of 0 rows" in _review(scored, "").stderr
    reviews = read_reviews(scored.parent / "labels.csv")
    assert {review.verdict for review in reviews} == {Verdict.DIVERSION, Verdict.LEGITIMATE}
    assert reviews[0].note == "=not tea"


def test_skipped_rows_come_again_and_the_end_of_the_input_is_no_fault(scored: Path) -> None:
    result = _review(scored, "s\nu\n")
    assert result.exit_code == 0, result.output
    assert "1 of 2 rows were gone through; 0 labels" in result.stderr
    assert not (scored.parent / "labels.csv").exists()


def test_every_tier(scored: Path) -> None:
    assert "3 of 3 rows" in _review(scored, "s\ns\ns\n", "--tier", "release").stderr
    assert "1 of 1 rows" in _review(scored, "s\n", "--tier", "release", "--top", "1").stderr


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param("labels.txt", None, "end the name", id="suffix"),
        pytest.param("labels.csv", "a,b\n1,2\n", "no labels file", id="another file"),
    ],
)
def test_what_is_no_labels_file(scored: Path, name: str, text: str | None, message: str) -> None:
    path = scored.parent / name
    if text:
        path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["review", str(scored), "-o", str(path)])
    assert result.exit_code == 2 and message in result.stderr
    assert path.read_text(encoding="utf-8") == text if text else not path.exists()


def _read_until(terminal: int, words: bytes | None, seconds: float = 120.0) -> bytes:
    """Return what a program writes until it says some words, says no more, or ends (words None: only then)."""
    shown = b""
    while (words is None or words not in shown) and select.select([terminal], [], [], seconds)[0]:
        try:
            read = os.read(terminal, 65_536)
        except OSError:  # the other end is closed
            break
        if not read:
            break
        shown += read
    return shown


def test_in_a_terminal(scored: Path) -> None:
    ours, theirs = pty.openpty()
    labels = scored.parent / "labels.csv"
    command = [sys.executable, "-m", "riskscan.cli", "review", str(scored), "-o", str(labels)]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, close_fds=True)
    os.close(theirs)
    os.write(ours, b"d\nasked for papers\nq\n")
    shown = _read_until(ours, None)
    os.close(ours)
    assert process.wait() == 0, shown
    assert b"\x1b[2J" not in shown and b"diversion" in shown
    assert [review.note for review in read_reviews(labels)] == ["asked for papers"]


def test_an_interruption_ends_a_prompt_that_waits(tmp_path: Path, small_model_folder: Path) -> None:
    # drawn beside the listed base, whose part of the salt is searched for
    scored = _score("goods_description\nephedrine hydrochloride\n", tmp_path, small_model_folder)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "riskscan.cli", "review", str(scored), "-o", str(scored.parent / "labels.csv")]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True)
    os.close(theirs)
    try:
        assert b"q quit [s]:" in _read_until(ours, b"q quit [s]:")
        shown = b""
        for _ in range(20):  # the first may come before the prompt waits
            process.send_signal(signal.SIGINT)
            shown += _read_until(ours, b"labels in", 0.5)
            if b"labels in" in shown:
                break
        assert b"0 of 1 rows were gone through; 0 labels" in shown
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.wait()
        os.close(ours)
