"""A run that ends early leaves what was there before or a whole result, and says why in one sentence."""

import json
import os
import resource
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskscan.cli.main import main

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and devices")

HERE = Path(__file__).parents[2]
HEADER = "consignment_id,goods_description,hs_code,origin_country,destination_country,net_mass_kg\n"
JAVA = "from riskscan.chemistry.names.opsin import start_opsin; start_opsin()"
STOPPED = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background hands on "ignore"
{before}
from riskscan.cli.main import main
from riskscan.manifest.frame_writer import FrameWriter

def write_half(self, frame):
    self._stream.write(b"half a file")
    self._stream.flush()
    os.kill(os.getpid(), {signal})

FrameWriter.write_lines = write_half
main(sys.argv[1:])
"""


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "manifest.csv"
    rows = (f"A{number},cotton t-shirts,610910,CN,US,12\n" for number in range(3_000))
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def _arguments(manifest: Path, model: Path, *others: object) -> list[str]:
    return ["score", str(manifest), "--model", str(model), *map(str, others)]


def _run(manifest: Path, model: Path, *others: object) -> Result:
    return CliRunner().invoke(main, _arguments(manifest, model, *others))


def _process(code: str, arguments: list[str], **options: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(HERE)}, **options,
    )  # type: ignore[call-overload,no-any-return] # fmt: skip


@pytest.mark.parametrize(
    ("number", "code", "before"),
    [
        pytest.param(signal.SIGKILL, -signal.SIGKILL, "", id="kill"),
        pytest.param(signal.SIGINT, 130, "", id="interrupt"),
        pytest.param(signal.SIGINT, 130, JAVA, id="interrupt after Java has started"),
        pytest.param(signal.SIGTERM, -signal.SIGTERM, JAVA, id="end after Java has started"),
    ],
)
def test_a_run_that_is_stopped_while_it_writes_leaves_nothing(
    number: int, code: int, before: str, manifest: Path, small_model_folder: Path, tmp_path: Path
) -> None:
    target, summary, store = tmp_path / "scored.csv", tmp_path / "summary.json", tmp_path / "history.db"
    target.write_text("old")
    arguments = _arguments(
        manifest, small_model_folder, "-o", target, "--force", "--summary", summary, "--history", store
    )
    with _process(STOPPED.format(signal=int(number), before=before), arguments) as process:
        _, said = process.communicate()
    assert process.returncode == code, said
    assert target.read_text() == "old"
    assert not summary.exists()
    shown = CliRunner().invoke(main, ["history", "show", str(store), "--format", "json"])
    assert json.loads(shown.stdout)["rows"] == 0
    if hasattr(os, "O_TMPFILE"):
        assert {path.name.partition("-")[0] for path in tmp_path.iterdir()} == {"scored.csv", "history.db"}
    if number == signal.SIGINT:
        assert said.decode().splitlines() == ["Interrupted: nothing was written that is not whole."]


PROCESSES = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from joblib.externals.loky import reusable_executor
from riskscan.cli.main import main
from riskscan.manifest.part_store import PartStore

add, workers = PartStore.add, []

def add_and_stop(self, frame):
    add(self, frame)
    if "facts" in frame.columns and not workers:
        workers.extend(reusable_executor._executor._processes)
        print(*workers, flush=True)
        os.kill({whom}, {signal})

PartStore.add = add_and_stop
main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("whom", "number", "code", "words"),
    [
        pytest.param("os.getpid()", signal.SIGINT, 130, "Interrupted: nothing was written", id="interrupt"),
        pytest.param(
            "workers[0]", signal.SIGKILL, 1, "Error: A process that scored rows was ended", id="a worker dies"
        ),
    ],
)
def test_a_run_of_several_processes_that_is_stopped_is_one_sentence(
    whom: str, number: int, code: int, words: str, manifest: Path, small_model_folder: Path, tmp_path: Path
) -> None:
    arguments = _arguments(
        manifest, small_model_folder, "-o", tmp_path / "scored.csv", "--jobs", 2, "--part-rows", 300, "--quiet"
    )
    with _process(PROCESSES.format(whom=whom, signal=int(number)), arguments) as process:
        workers, said = process.communicate()
    assert process.returncode == code, said
    assert len(said.decode().splitlines()) == 1 and said.decode().startswith(words), said
    assert list(tmp_path.iterdir()) == []
    for worker in map(int, workers.split()):
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["kill", "end"])
def test_processes_end_with_the_one_that_asked(
    number: int, manifest: Path, small_model_folder: Path, tmp_path: Path
) -> None:
    """They would wait for work in hundreds of megabytes; what they hold open of its output ends with them."""
    arguments = _arguments(manifest, small_model_folder, "-o", tmp_path / "scored.csv", "--jobs", 2, "--part-rows", 300)
    with _process(PROCESSES.format(whom="os.getpid()", signal=int(number)), arguments) as process:
        workers, _ = process.communicate(timeout=60)  # to the end of what the last of them may write to
    assert process.returncode == -number
    assert workers


def _no_large_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))


def test_a_file_that_cannot_grow_is_one_sentence(manifest: Path, small_model_folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "scored.csv"
    arguments = _arguments(manifest, small_model_folder, "-o", target)
    with _process("from riskscan.cli.main import main; main()", arguments, preexec_fn=_no_large_files) as process:
        _, said = process.communicate()
    assert process.returncode == 1
    assert len(said.decode().splitlines()) == 1
    assert f"Error: Cannot write {target}: File too large." in said.decode()
    assert list(tmp_path.iterdir()) == []


def test_a_full_device_is_one_sentence(manifest: Path, small_model_folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    result = _run(manifest, small_model_folder, "-o", "/dev/full", "--format", "csv")
    assert result.exit_code == 1
    assert "Cannot write /dev/full: No space left on device." in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "force"])
def test_a_device_is_written_through(force: list[str], manifest: Path, small_model_folder: Path) -> None:
    before = Path("/dev/null").stat()
    result = _run(manifest, small_model_folder, "-o", "/dev/null", *force)
    assert result.exit_code == 0, result.output
    after = Path("/dev/null").stat()
    assert stat.S_ISCHR(after.st_mode) and after.st_ino == before.st_ino


def test_a_named_pipe_is_written_through(manifest: Path, small_model_folder: Path, tmp_path: Path) -> None:
    pipe, taken = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: taken.append(pipe.read_bytes()))
    reader.start()
    result = _run(manifest, small_model_folder, "-o", pipe)
    reader.join()
    assert result.exit_code == 0, result.output
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert taken[0].count(b"\n") == 3_001


def test_a_reader_that_has_seen_enough_is_no_error(manifest: Path, small_model_folder: Path) -> None:
    code = "from riskscan.cli.main import main; main()"
    with _process(code, _arguments(manifest, small_model_folder)) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        process.wait()
    assert (process.returncode, said) == (0, b"")


def _is_never_there(path: Path) -> None:
    path.unlink()


def _is_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("change", [_is_never_there, _is_a_folder])
def test_a_source_that_cannot_be_read_leaves_nothing(
    change: Callable[[Path], None], small_model_folder: Path, tmp_path: Path
) -> None:
    source = tmp_path / "manifest.csv"
    source.write_text(HEADER)
    change(source)
    result = _run(source, small_model_folder, "-o", tmp_path / "scored.csv")
    assert result.exit_code == 1
    assert "Cannot read" in result.stderr and "Traceback" not in result.output
    assert not (tmp_path / "scored.csv").exists()


def test_the_summary_goes_to_standard_output(manifest: Path, small_model_folder: Path, tmp_path: Path) -> None:
    scored = tmp_path / "scored.csv"
    result = _run(manifest, small_model_folder, "-o", scored, "--summary", "-")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["output"] == str(scored)
    assert not Path("-").exists()


def test_rows_and_summary_do_not_mix(manifest: Path, small_model_folder: Path) -> None:
    result = _run(manifest, small_model_folder, "--summary", "-")
    assert result.exit_code == 2
    assert "name a file for one" in result.stderr


def test_the_summary_counts_what_was_done(manifest: Path, small_model_folder: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.json"
    result = _run(
        manifest, small_model_folder, "-o", tmp_path / "scored.jsonl", "--summary", summary, "--quiet",
        "--part-rows", 700, "--history", tmp_path / "history.db", "--base-rate", 0.04,
    )  # fmt: skip
    assert result.exit_code == 0 and result.output == ""
    found = json.loads(summary.read_text(encoding="utf-8"))
    moved = found["base_rate"]
    assert (moved["stated"], moved["rows"], moved["weight_of_mean"]) == (0.04, 3_000, 0.9091)
    assert sorted([moved["by_mean_of_rows"], moved["odds_times"], moved["by_rate_alone"]])[1] == moved["odds_times"]
    assert found["score_basis"].startswith("base rate 0.04, odds x ")
    assert found["rows"] == sum(found["tiers"].values()) == 3_000
    assert found["files"][0]["rows"] == 3_000
    assert found["history"] == {"added": 0, "known": 0, "undated": 3_000}
    assert set(found["seconds"]) == {"load", "read", "survey", "history", "rows", "explanations", "write", "all"}
    rows = [json.loads(line) for line in (tmp_path / "scored.jsonl").read_text(encoding="utf-8").splitlines()]
    reasons = [reason for row in rows for reason in row["reasons"]]
    assert reasons and set(reasons[0]) == {"code", "sentence", "strength", "source", "facts"}
