"""Size and time of the report of 100,000 scored rows, as a user writes it.

Run as ``python -m tests.benchmarks report``; ``--scored FILE`` takes rows that were scored before.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_ROWS = 100_000


def _run(*arguments: object) -> tuple[float, float, str]:
    """Run riskscan; return its processor time of user's code, its wall time, and what it said."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime, time.perf_counter()
    command = [sys.executable, "-m", "riskscan.cli", *map(str, arguments)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return used, time.perf_counter() - started, said.strip().splitlines()[-1]


def _scored(folder: Path) -> Path:
    source, scored = folder / "rows.csv", folder / "scored.csv"
    _run("simulate", "-o", source, "--rows", _ROWS, "--unlabeled")
    _run("score", source, "-o", scored, "--top", 0)
    return scored


def main() -> None:
    """Write the report three times; the best counts."""
    parser = argparse.ArgumentParser(prog="report")
    parser.add_argument("--scored", type=Path)
    chosen = parser.parse_args([word for word in sys.argv[1:] if word != "report"])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scored, page = chosen.scored or _scored(folder), folder / "report.html"
        runs = [_run("report", scored, "-o", page, "--force") for _ in range(3)]
        size = page.stat().st_size / 1e6
    used, wall = min(run[0] for run in runs), min(run[1] for run in runs)
    print(f"{runs[-1][2].partition(' written')[0]}: {size:.1f} MB, {used:.1f} s of processor time, {wall:.1f} s")


if __name__ == "__main__":
    main()
