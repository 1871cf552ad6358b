"""Make the pictures of the README and the pages anew: ``python docs/pictures.py``, or ``make pictures``.

The sample manifest is scored by the shipped model; nothing else is shown. Those of the report need a Chromium, as its
tests do (``make browser``); where there is none, they stay as they are.
"""

import io
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import matplotlib
from click.testing import CliRunner
from matplotlib import pyplot
from PIL import Image
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
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DESK, PHONE = {"width": 1180, "height": 900}, {"width": 390, "height": 844}


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


def draw_report(folder: Path) -> None:
    """Draw the first screen of the report, one row in the dark, and the first screen on a phone."""
    names = (os.environ.get("RISKSCAN_BROWSER", ""), *BROWSERS)
    browser = next(filter(None, map(shutil.which, filter(None, names))), None)
    if browser is None:
        sys.stderr.write("No Chromium: the pictures of the report stay as they are.\n")
        return
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        page, scored = Path(name) / "report.html", Path(name) / "scored.csv"
        arguments = ["score", str(SAMPLE), "-o", str(scored), "--report", str(page), "--quiet", "--no-cache"]
        CliRunner().invoke(main, arguments, catch_exceptions=False)
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for target, view, scheme, opens in (
            ("report-light.png", DESK, "light", None), ("report-dark.png", DESK, "dark", "white crystals"),
            ("report-phone.png", PHONE, "light", None),
        ):  # fmt: skip
            shown: Any = chromium.new_context(viewport=view, color_scheme=scheme).new_page()
            shown.goto(page.as_uri())
            if opens:
                row = shown.locator("tbody.row", has_text=opens).first
                row.locator(".opener").click()
                row.evaluate("row => row.scrollIntoView({ block: 'start' })")
                shown.evaluate("document.activeElement.blur()")
            picture = Image.open(io.BytesIO(shown.screenshot()))
            picture.convert("RGB").quantize(128, method=Image.Quantize.MAXCOVERAGE).save(folder / target, optimize=True)
        chromium.close()


if __name__ == "__main__":
    matplotlib.use("Agg")
    draw_terminal(IMAGES / "terminal.svg")
    draw_plot(IMAGES / "plot.png")
    draw_structures(IMAGES / "check-draw.svg")
    draw_report(IMAGES)
