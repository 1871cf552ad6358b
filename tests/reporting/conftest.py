"""A report of a few invented rows, hostile ones among them, and a browser that opens it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.modelling.artefact import TrainedModel
from riskscan.policy import load_policy
from riskscan.reporting.page import write_page
from riskscan.reporting.report import Report, make_report
from riskscan.scoring import RiskScorer

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SCRIPT = "<script>document.title='stolen'</script><img src=x onerror=\"document.title='stolen'\">"
ROWS = [
    ("A1", "cotton t-shirts", "CN", "US", "Blue Gate Textiles", "610910", None),
    ("A2", "dog food 4-Piperidinone, 1-(2-phenylethyl)-", "CN", "US", "Red Kite Trading", "230910", None),
    ("A3", "BMK oil, industrial", "AE", "DE", "Red Kite Trading", "340290", None),
    ("A4", "tert-butyl 4-oxopiperidine-1-carboxylate", "CN", "MX", "Grey Heron Labs", "293339", None),
    ("A5", f"acetone {SCRIPT}", "IN", "US", f"</template></script>{SCRIPT}", "291411", None),
    ("A6", "3,4-dimethyl-xyzolamidoyl-benzoquane", "IN", "FR", "=HYPERLINK(1)", "293399", None),
    ("A7", "steel bolts", None, None, None, "731815", "32.13.2026"),
    ("A8", "acetic anhydride 99 %", "CN", "MX", "Grey Heron Labs", "291524", None),
]


@pytest.fixture(scope="session")
def raw_rows() -> pd.DataFrame:
    """Raw rows of a manifest; A5 would run in a page that trusts it."""
    columns = [
        "consignment_id", "goods_description", "origin_country", "destination_country", "consignor_name", "hs_code",
        "lodged_on",
    ]  # fmt: skip
    return pd.DataFrame(ROWS, columns=columns, dtype=object).assign(net_mass_kg="25")


@pytest.fixture(scope="session")
def scored(raw_rows: pd.DataFrame, small_model: TrainedModel, screener: Screener) -> Any:
    """The rows, scored."""
    return RiskScorer(small_model, policy=load_policy(), screener=screener).score(raw_rows)


@pytest.fixture(scope="session")
def report(scored: pd.DataFrame, screener: Screener, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report of the rows, by way of a CSV file."""
    from riskscan.manifest.writing import write_frame
    from riskscan.reporting.scored_file import read_scored

    path = tmp_path_factory.mktemp("scored") / "scored.csv"
    write_frame(scored, path)
    found = read_scored(path)
    return make_report([found.rows], screener, title=f"manifest {SCRIPT}.csv", notes=[f"Assumed {SCRIPT}."])


@pytest.fixture(scope="session")
def page_file(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on disk."""
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(write_page(report).html, encoding="utf-8")
    return path


def find_browser() -> str | None:
    """Return the browser of the machine, or the one that RISKSCAN_BROWSER names."""
    named = os.environ.get("RISKSCAN_BROWSER")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium, which `make browser` installs; where none can be had the tests are skipped and say so."""
    path = find_browser()
    if path is None:
        pytest.skip("No Chromium was found: run `make browser`, or name one in RISKSCAN_BROWSER.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # As root (a container of CI) Chromium starts only without its sandbox; it opens our own file alone.
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()
