"""Cost a row against the number of rows, on one core: a table, ``build/scale.json`` and a picture ``build/scale.svg``.

Run as ``python -m tests.benchmarks scale [--rows 10000,100000]``.
"""

import json
import math
import resource
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

_ROWS = (10_000, 100_000, 300_000)
_WIDTH, _HEIGHT, _EDGE = 520, 320, 60


@dataclass(frozen=True, slots=True)
class Point:
    """CPU time and peak memory of one whole process."""

    rows: int
    cpu_seconds: float
    megabytes: float

    @property
    def microseconds_a_row(self) -> float:
        """CPU time of one row, with the start of the process shared out."""
        return self.cpu_seconds / self.rows * 1e6


def measure(source: Path, rows: int) -> Point:
    """Score a file, what texts say not kept, and return what it took."""
    code = (
        "import resource, sys; from riskscan.cli.main import main\n"
        "main(sys.argv[1:], standalone_mode=False)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(
        [sys.executable, "-c", code, "score", str(source), "-o", f"{source}.out.csv", "--force", "--quiet", "--jobs",
         "1", "--no-cache"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Point(rows, seconds, float(run.stdout.split()[-1]))


def picture(points: list[Point]) -> str:
    """Return cost a row against rows, both logarithmic, as SVG."""
    costs = [point.microseconds_a_row for point in points]
    low, high = min(costs) / 2, max(costs) * 2
    first, last = points[0].rows / 2, points[-1].rows * 2
    marks = []
    for point in points:
        x = _EDGE + (_WIDTH - 2 * _EDGE) * math.log(point.rows / first) / math.log(last / first)
        y = _HEIGHT - _EDGE - (_HEIGHT - 2 * _EDGE) * math.log(point.microseconds_a_row / low) / math.log(high / low)
        marks.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4"/>')
        marks.append(f'<text x="{x:.0f}" y="{y - 10:.0f}" text-anchor="middle">{point.microseconds_a_row:.0f}</text>')
        marks.append(f'<text x="{x:.0f}" y="{_HEIGHT - 40}" text-anchor="middle">{point.rows:,}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" font-family="sans-serif"'
        f' font-size="12"><text x="{_EDGE}" y="24">CPU microseconds a row, one core, by rows of the file</text>'
        f'<path d="M{_EDGE},{_EDGE} V{_HEIGHT - _EDGE} H{_WIDTH - _EDGE}" fill="none" stroke="black"/>'
        f"{''.join(marks)}</svg>\n"
    )


def main() -> None:
    """Print the figures and write JSON and picture."""
    rows = _ROWS
    if "--rows" in sys.argv:
        rows = tuple(sorted(map(int, sys.argv[sys.argv.index("--rows") + 1].split(","))))
    points = []
    with tempfile.TemporaryDirectory() as folder:
        for n_rows in rows:
            source = Path(folder) / f"{n_rows}.csv"
            subprocess.run(
                [sys.executable, "-m", "riskscan.cli", "simulate", "-o", str(source), "--rows", str(n_rows), "--seed",
                 "77", "--unlabeled"],
                check=True, capture_output=True,
            )  # fmt: skip
            points.append(measure(source, n_rows))
            point = points[-1]
            print(f"{n_rows:>12,} rows{point.cpu_seconds:10.1f} s{point.microseconds_a_row:10.0f} us a row"
                  f"{point.megabytes:10.0f} MB")  # fmt: skip
    build = Path("build")
    build.mkdir(exist_ok=True)
    (build / "scale.json").write_text(json.dumps([asdict(point) for point in points], indent=1) + "\n")
    (build / "scale.svg").write_text(picture(points))


if __name__ == "__main__":
    main()
