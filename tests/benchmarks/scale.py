"""Cost of `riskscan score` against the number of rows, beside other code and beside the floor.

The floor reads the same CSV with pyarrow, predicts on a ready matrix with the shipped model, and writes with pyarrow.
Every figure is of a whole process, its start included; ratios are of figures of one run. What texts say is kept in a
folder of the run: nothing lies there before the first run over a file ("cold"), all of it before the second ("warm").

Run as ``python -m tests.benchmarks scale [--rows 10000,100000] [--jobs 2] [--against CHECKOUT] [--picture FILE]``. It
prints a table, and writes ``build/scale.json`` and the picture.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.checkouts import HERE, other_code
from tests.benchmarks.scale_picture import Chart, picture

_ROWS = (10_000, 100_000, 300_000)
_FLOOR = """
import sys
import numpy as np, pyarrow as pa, pyarrow.csv
from riskscan import RiskScorer
model = RiskScorer.load().trained.model
table = pyarrow.csv.read_csv(sys.argv[1])
values = np.random.default_rng(0).normal(size=(20_000, len(model.feature_names)))
starts = range(0, table.num_rows, len(values))
scores = np.concatenate([model.probability(model.margin(values[: table.num_rows - start])) for start in starts])
pyarrow.csv.write_csv(table.append_column("risk_score", pa.array(scores)), sys.argv[2])
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU time, wall time and peak memory of one whole process.

    `what` is ``cold``, ``warm``, ``floor``, ``jobs N`` or ``against``.
    """

    rows: int
    what: str
    cpu_seconds: float
    seconds: float
    megabytes: float

    @property
    def microseconds_a_row(self) -> float:
        """CPU time of one row, with the start of the process shared out."""
        return self.cpu_seconds / self.rows * 1e6


def measure(rows: int, what: str, arguments: list[str], code: Path, cache: Path) -> Cost:
    """Run Python over code of a folder, what texts say kept in another, and return what it took."""
    environment = {**os.environ, "PYTHONPATH": str(code), "RISKSCAN_CACHE": str(cache)}
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=code, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments)
    seconds = time.perf_counter() - started
    return Cost(rows, what, used.ru_utime + used.ru_stime, seconds, used.ru_maxrss / 1024)


def _score(source: Path, *options: str) -> list[str]:
    return ["-m", "riskscan.cli", "score", str(source), "-o", f"{source}.out.csv", "--force", *options]


def costs(rows: int, folder: Path, caches: tuple[Path, Path], jobs: int, other: Path | None) -> Iterator[Cost]:
    """Yield what it costs to score a file of simulated rows, one way after the other."""
    source = folder / f"{rows}.csv"
    simulate = ["-m", "riskscan.cli", "simulate", "-o", str(source), "--rows", str(rows), "--seed", "77", "--unlabeled"]
    own, others = caches
    measure(rows, "simulate", simulate, HERE, own)
    shutil.rmtree(own / "texts", ignore_errors=True)
    yield measure(rows, "cold", _score(source, "--quiet", "--jobs", "1"), HERE, own)
    yield measure(rows, "warm", _score(source, "--quiet", "--jobs", "1"), HERE, own)
    if jobs > 1:
        yield measure(rows, f"jobs {jobs}", _score(source, "--quiet", "--jobs", str(jobs)), HERE, own)
    yield measure(rows, "floor", ["-c", _FLOOR, str(source), f"{source}.out.csv"], HERE, own)
    if other is not None:
        yield measure(rows, "against", _score(source, "--top", "0"), other, others)
    for path in folder.glob(f"{rows}.csv*"):
        path.unlink()


def _said(cost: Cost, cold: Cost) -> str:
    """Return a line of the table; ratios are to the cold run over the same file."""
    return (
        f"{cost.rows:>11,} {cost.what:8}{cost.cpu_seconds:10.1f} s CPU{cost.seconds:10.1f} s"
        f"{cost.microseconds_a_row:10.0f} us a row{cost.megabytes:8.0f} MB{cost.cpu_seconds / cold.cpu_seconds:8.2f} x"
    )


def main() -> None:
    """Print the figures and write JSON and picture."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks scale")
    parser.add_argument("--rows", default=",".join(map(str, _ROWS)))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--against", help="a checkout of other code, or a revision")
    parser.add_argument("--caches", type=Path, help="where compiled tables are kept for the next run")
    parser.add_argument("--picture", type=Path, default=HERE / "build" / "scale.svg")
    chosen, _ = parser.parse_known_args([word for word in sys.argv[1:] if word != "scale"])
    found: list[Cost] = []
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        other = opened.enter_context(other_code(chosen.against, folder)) if chosen.against else None
        kept = (chosen.caches or folder).resolve()
        caches = kept / "own", kept / "others"
        small = _score(HERE / "data" / "samples" / "manifest.csv")
        small[small.index("-o") + 1] = str(folder / "sample.csv")
        for code, cache in zip((HERE, other), caches, strict=True):  # tables are compiled before anything is measured
            if code is not None:
                measure(1, "compile", small, code, cache)
        for rows in sorted(map(int, chosen.rows.split(","))):
            first = len(found)
            for cost in costs(rows, folder, caches, chosen.jobs, other):
                found.append(cost)
                print(_said(cost, found[first]), flush=True)
    build = HERE / "build"
    build.mkdir(exist_ok=True)
    written = [asdict(cost) | {"microseconds_a_row": round(cost.microseconds_a_row, 1)} for cost in found]
    (build / "scale.json").write_text(json.dumps(written, indent=1) + "\n")
    chosen.picture.write_text(_picture(found))


def _picture(found: Sequence[Cost]) -> str:
    shown = ("against", "cold", "warm", "floor")

    def lines(number: Callable[[Cost], float]) -> dict[str, dict[int, float]]:
        all_lines = {what: {cost.rows: number(cost) for cost in found if cost.what == what} for what in shown}
        return {what: line for what, line in all_lines.items() if line}

    costs_of_rows = Chart(
        "CPU microseconds a row, one core, by rows of the file", lines(lambda cost: cost.microseconds_a_row)
    )
    return picture([costs_of_rows, Chart("Peak memory in MB, by rows of the file", lines(lambda cost: cost.megabytes))])


if __name__ == "__main__":
    main()
