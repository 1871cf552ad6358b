"""Time and memory of `riskscan score` on simulated rows, as a user runs it, beside screening their texts alone.

Run as ``python -m tests.benchmarks scoring``.
"""

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

_ROWS = 100_000
_MEASURED = """
import resource, sys, time
started = time.perf_counter()
{code}
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
_SCORE = """
from riskscan.cli.main import main
main(["score", {source!r}, "-o", {target!r}, "--force", "--top", "0"], standalone_mode=False)
"""
_READ = """
import riskscan
riskscan.read_manifest({source!r})
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds and peak resident memory (MB) of one whole process."""

    seconds: float
    megabytes: float


def measure(code: str) -> Cost:
    """Run code in a fresh process and return what it took, imports included."""
    run = subprocess.run(
        [sys.executable, "-c", _MEASURED.format(code=code)], capture_output=True, text=True, check=True
    )
    seconds, megabytes = run.stdout.split()[-2:]
    return Cost(float(seconds), float(megabytes))


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = str(Path(folder) / "rows.csv"), str(Path(folder) / "scored.csv")
        subprocess.run(
            [sys.executable, "-m", "riskscan.cli", "simulate", "-o", source, "--rows", str(_ROWS), "--seed", "3",
             "--world", "test", "--unlabeled"],
            check=True, capture_output=True,
        )  # fmt: skip
        for what, code in (("read and clean", _READ), ("score", _SCORE)):
            cost = measure(code.format(source=source, target=target))
            print(
                f"{what + f' {_ROWS:,} rows':34}{cost.seconds:12,.1f} s     {_ROWS / cost.seconds:12,.0f} rows/s"
                f"{cost.megabytes:10,.0f} MB"
            )


if __name__ == "__main__":
    main()
