"""CPU time and memory of reading a clean CSV, beside an older checkout on the same file.

Run as ``python -m tests.benchmarks reading [--against PATH or REVISION] [--rows N]``. The other code is that of a
checkout, or of a revision that git knows; each figure is the best of some runs, the two sides by turns.
"""

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.checkouts import HERE, other_code

_ROWS = 300_000
_RUNS = 3
_BEFORE = "0d5ce19"
"""Before delimited text was read in blocks."""

_MEASURED = """
import itertools, pathlib, resource, sys
import riskscan

def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime

file = pathlib.Path(sys.argv[1])
few = file.with_suffix(".few.csv")
riskscan.read_manifest(few)  # loads tables that are loaded once
before = cpu()
frame = {call}
print(cpu() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(frame))
"""
_CALLS = {
    "read_table": "__import__('riskscan.manifest', fromlist=['read_table']).read_table(file).frame",
    "read_manifest": "riskscan.read_manifest(file)",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of a call, and peak resident memory (MB) of its process."""

    seconds: float
    megabytes: float


def measure(call: str, file: Path, checkout: Path) -> Cost:
    """Run a call in a fresh process on the code of a checkout."""
    run = subprocess.run(
        [sys.executable, "-c", _MEASURED.format(call=call), str(file)],
        capture_output=True, text=True, check=True, cwd=file.parent, env={"PYTHONPATH": str(checkout), "PATH": ""},
    )  # fmt: skip
    seconds, megabytes, n_rows = run.stdout.split()[-3:]
    if int(n_rows) < 1:
        raise ValueError(f"{call} gave no rows")
    return Cost(float(seconds), float(megabytes))


def _write_file(folder: Path, n_rows: int) -> Path:
    file = folder / "rows.csv"
    arguments = ["--rows", str(n_rows), "--seed", "77", "--unlabeled", "-o", str(file)]
    subprocess.run([sys.executable, "-m", "riskscan.cli", "simulate", *arguments], check=True, capture_output=True)
    with file.open(encoding="utf-8") as rows:
        few = [line for line, _ in zip(rows, range(200), strict=False)]
    file.with_suffix(".few.csv").write_text("".join(few), encoding="utf-8")
    return file


def _best(costs: list[Cost]) -> Cost:
    return Cost(min(cost.seconds for cost in costs), min(cost.megabytes for cost in costs))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--against", default=_BEFORE)
    parser.add_argument("--rows", type=int, default=_ROWS)
    options, _ = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as name, other_code(options.against, Path(name)) as other:
        file = _write_file(Path(name), options.rows)
        for what, call in _CALLS.items():
            costs: dict[Path, list[Cost]] = {HERE: []} | ({other: []} if other else {})
            for _ in range(_RUNS):
                for checkout, found in costs.items():
                    found.append(measure(call, file, checkout))
            here = _best(costs[HERE])
            line = f"{what + f' {options.rows:,} rows':30}{here.seconds:8.2f} CPU s"
            line += f"{options.rows / here.seconds:12,.0f} lines/s{here.megabytes:8,.0f} MB"
            if other:
                before = _best(costs[other])
                line += f"   {options.against}: {before.seconds:6.2f} CPU s{before.megabytes:8,.0f} MB"
                line += f"   ratio 1/{before.seconds / here.seconds:.1f}"
            print(line, flush=True)


if __name__ == "__main__":
    main()
