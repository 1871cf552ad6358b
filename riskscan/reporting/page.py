"""A report as one page of HTML that needs nothing else: no network, no file beside it, no trust in what it shows.

What stands in a cell is written by a template engine that escapes it; the page's own script only moves, hides and
shows what is there. A policy in the page's head lets nothing run or load but that script and that style, told by their
hashes, so that even a mistake here would stay without effect.
"""

import base64
import hashlib
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from riskscan.policy import Tier
from riskscan.reporting.evidence import RowEvidence
from riskscan.reporting.overview import BINS, Overview
from riskscan.reporting.report import Report
from riskscan.unseen import escape_unseen

__all__ = ["MOST_BYTES", "Page", "write_page"]

MOST_BYTES = 4_800_000
"""Size of a page at most: it must pass as an attachment of an e-mail. Rows that do not fit are only counted."""

_TIERS = tuple(tier.name.lower() for tier in sorted(Tier, reverse=True))
_OPENED_FIRST = 5
_MOST_ROUTES = 40
_RESERVED = 40_000
_SOURCES = (("screening", "Law and chemistry"), ("policy", "What decided the tier"), ("model", "What statistics say"))
_EFFECT_SCALE = 4.0  # log odds that fill a bar
_EARLY = "document.documentElement.classList.add('js')"
"""Runs before the body is read: what a script will close is then never drawn open."""
_CHART = (640.0, 170.0)


@dataclass(frozen=True, slots=True)
class Page:
    """A written report.

    Attributes
    ----------
    html : str
        The page.
    n_shown : int
        Rows with their evidence.
    """

    html: str
    n_shown: int


def write_page(report: Report) -> Page:
    """Write a report as HTML, with as many of its rows as fit in `MOST_BYTES`."""
    style, script = _asset("report.css"), _asset("report.js")
    row = _templates().get_template("row.html")
    fixed = len(_render(report, style, script, [], report.rows[:0]).encode()) + _RESERVED
    rows: list[Markup] = []
    size = fixed
    for one in report.rows:
        written = row.render(row=one, sources=_SOURCES)
        size += len(written.encode("utf-8", "replace"))
        if size > MOST_BYTES:
            break
        rows.append(Markup(written))
    html = _render(report, style, script, rows, report.rows[: len(rows)])
    while rows and len(html.encode("utf-8", "replace")) > MOST_BYTES:  # the lists of the filters grow with the rows
        rows = rows[: len(rows) * 49 // 50]
        html = _render(report, style, script, rows, report.rows[: len(rows)])
    return Page(html, len(rows))


def _render(report: Report, style: str, script: str, rows: list[Markup], shown: tuple[RowEvidence, ...]) -> str:
    overview = report.overview
    facets = {
        name: sorted({value for row in shown if (value := str(getattr(row, name)))}, key=str.casefold)
        for name in ("substance", "route", "consignor")
    }
    counts = {tier: int(overview.tiers[Tier[tier.upper()]]) for tier in _TIERS}
    first = [row for row in shown if row.tier != "release"][:_OPENED_FIRST]
    return (
        _templates()
        .get_template("report.html")
        .render(
            report=report, overview=overview, rows=rows, shown=shown, facets=facets, tiers=_TIERS, counts=counts,
            first=first, chart=_chart(overview), bins=_bins(overview), routes=overview.routes(_MOST_ROUTES),
            early=Markup(_EARLY), style=Markup(style), script=Markup(script), early_hash=_hash(_EARLY),
            style_hash=_hash(style), script_hash=_hash(script),
            ranks={row.rank for row in shown}, bars=sorted({_bar(value) for row in shown for _, value in row.effects}),
        )
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Bar:
    """A piece of a column of the chart."""

    tier: str
    x: float
    y: float
    width: float
    height: float
    n_rows: int
    low: int
    high: int


def _chart(overview: Overview) -> list[_Bar]:
    """Return the columns of the distribution; heights are logarithmic, for most rows lie in the first."""
    width, height = _CHART
    highest = math.log1p(float(overview.distribution.sum(axis=1).max(initial=1)))
    step = width / BINS
    bars = []
    for place, counts in enumerate(overview.distribution.tolist()):
        total = sum(counts)
        top = height * math.log1p(total) / highest
        below = 0.0
        for tier in Tier:
            if not counts[tier]:
                continue
            part = top * counts[tier] / total
            bar = _Bar(
                tier.name.lower(), round(place * step + 1, 2), round(height - below - part, 2), round(step - 2, 2),
                round(max(part, 0.5), 2), counts[tier], place * 100 // BINS, (place + 1) * 100 // BINS,
            )  # fmt: skip
            bars.append(bar)
            below += part
    return bars


def _bins(overview: Overview) -> list[tuple[int, int, list[int]]]:
    """Return the columns that hold rows: from and to which percent, and rows by tier, the highest first."""
    step = 100 // BINS
    return [
        (place * step, (place + 1) * step, counts[::-1])
        for place, counts in enumerate(overview.distribution.tolist())
        if any(counts)
    ]


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("riskscan.reporting"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {"percent": _percent, "visible": _visible, "odds": _odds, "bar": _bar}
    return environment


@cache
def _asset(name: str) -> str:
    return (files("riskscan.reporting") / "templates" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _percent(share: float) -> str:
    if share >= 0.9995:
        return "100 %" if share == 1 else "> 99.9 %"
    return f"{share * 100:.1f} %" if share >= 0.001 or share == 0 else "< 0.1 %"


def _odds(log_odds: float) -> str:
    """Return what log odds multiply the odds by."""
    factor = math.exp(min(abs(log_odds), 20))
    shown = f"{factor:.1f}" if factor < 9.95 else f"{factor:,.0f}" if factor < 1e6 else "> 1,000,000"
    return f"{'÷' if log_odds < 0 and shown != '1.0' else '×'} {shown}"


def _bar(log_odds: float) -> int:
    """Return the length of an effect's bar, of 50 at most: rows share the drawings of the few that there are."""
    return round(50 * max(-1.0, min(1.0, log_odds / _EFFECT_SCALE)))


def _visible(text: Any) -> str:
    """Return a text whose characters that nobody sees, or that turn the direction of others, are written out."""
    return escape_unseen(str(text), keep="\n\t")
