"""Make the pictures of the README and the pages anew: ``python docs/pictures.py``, or ``make pictures``.

The sample manifest is scored by the shipped model; nothing else is shown.
"""

import io
from pathlib import Path

import matplotlib
from click.testing import CliRunner
from matplotlib import pyplot
from rich.console import Console
from rich.text import Text

from riskscan import RiskScorer, read_manifest
from riskscan.cli.main import main
from riskscan.plotting import RoutesDisplay, ScoreDistributionDisplay

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
SAMPLE = ROOT / "data" / "samples" / "manifest.csv"
LAW = ("--as-of", "2026-01-01", "--jurisdiction", "UN", "--jurisdiction", "US")
TEXTS = (
    "25 kg phenyl-2-propanonne, tech.",
    "CAS No. 39742604",
    "cotton shirts",
    "3,4-dimethyl-xyzolamidoyl-benzoquane",
)
WIDTH = 110


def draw_terminal(target: Path) -> None:
    """Draw what a terminal shows of two commands."""
    console = Console(record=True, width=WIDTH + 4, file=io.StringIO(), color_system="truecolor", force_terminal=True)
    for arguments in (["check", *TEXTS, *LAW], ["check", "phenylacetic acid free shampoo", "--explain", *LAW]):
        shown = [f'"{word}"' if " " in word else word for word in arguments]
        console.print(Text(f"$ riskscan {' '.join(shown)}", style="bold"))
        result = CliRunner().invoke(main, arguments, env={"COLUMNS": str(WIDTH), "FORCE_COLOR": "1"}, color=True)
        console.print(Text.from_ansi(result.stdout.rstrip()))
        console.print()
    target.write_text(console.export_svg(title="riskscan", unique_id="riskscan"), encoding="utf-8")


def draw_plot(target: Path) -> None:
    """Draw scores by tier and routes of the sample."""
    scored = RiskScorer.load().score(read_manifest(SAMPLE))
    figure, axes = pyplot.subplots(1, 2, figsize=(11, 3.6), layout="constrained")
    ScoreDistributionDisplay.from_scored(scored, ax=axes[0], n_bins=24)
    RoutesDisplay.from_scored(scored, ax=axes[1], top=8)
    figure.savefig(target, dpi=90, metadata={"Software": None})
    pyplot.close(figure)


def draw_structures(target: Path) -> None:
    """Draw what ``check --draw`` draws."""
    arguments = ["check", "1-boc-4-piperidone", TEXTS[0], "--draw", str(target), "--force", *LAW]
    CliRunner().invoke(main, arguments, catch_exceptions=False)


if __name__ == "__main__":
    matplotlib.use("Agg")
    draw_terminal(IMAGES / "terminal.svg")
    draw_plot(IMAGES / "plot.png")
    draw_structures(IMAGES / "check-draw.svg")
