"""Findings of ``riskscan check`` as a table, as text, as CSV and as a drawing."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from riskscan.cli.terminal import make_console, say, shown

if TYPE_CHECKING:
    from datetime import date

    from rich.text import Text

    from riskscan.chemistry.findings import Finding
    from riskscan.chemistry.screening import Screener
    from riskscan.tables.scopes import Reach
    from riskscan.tables.substances import Substance

__all__ = ["OUTCOME_COLORS", "draw_findings", "show_details", "show_table", "write_rows"]

OUTCOME_COLORS = {
    "listed": "red", "covered": "red", "unresolved": "yellow", "resembles": "yellow", "watched": "cyan",
    "controlled_drug": "magenta",
}  # fmt: skip
_PIPE_WIDTH, _NARROW = 170, 120
_LONGEST_TEXT = 300


def show_table(found: "Sequence[tuple[str, tuple[Finding, ...]]]") -> None:
    """Print one row a mention: outcome, mention, substance, CAS RN, relation, method, confidence, listings.

    Where the terminal is narrow, what belongs together stands in one cell.
    """
    from rich import box
    from rich.table import Table

    console = make_console(pipe_width=_PIPE_WIDTH)
    is_narrow = console.width < _NARROW
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_lines=False)
    columns = [*(["text"] if len(found) > 1 else []), "outcome", "mention", "substance"]
    columns += ["listings"] if is_narrow else ["CAS", "relation", "method", "conf.", "listings"]
    for name in columns:  # no least widths: a table that cannot keep them loses letters
        table.add_column(name, overflow="fold", justify="right" if name == "conf." else "left")
    for text, findings in found:
        for number, finding in enumerate(findings):
            first = [_short(text) if number == 0 else ""] if len(found) > 1 else []
            outcome = shown(finding.outcome.replace("_", " "), OUTCOME_COLORS.get(finding.outcome, ""))
            *cells, listings = _cells(finding)
            if is_narrow:
                mention, substance, cas_rn, relation, method, confidence = cells
                cells = [_stacked(mention, method, confidence), _stacked(substance, cas_rn, relation)]
            table.add_row(*map(_lines, first), outcome, *map(_lines, cells), _lines(listings))
    if len(found) == 1:
        say(_short(found[0][0]), bold=True)
    console.print(table)


def _cells(finding: "Finding") -> list[list[str]]:
    mention = finding.mention or ""
    if finding.read_as and finding.read_as != finding.mention:
        mention += f" (read as {finding.read_as})"
    method = "; ".join(filter(None, (finding.method, finding.note)))
    cells = [
        mention, finding.substance_name or "", finding.cas_rn or "", finding.relation or "", method,
        f"{finding.confidence:.2f}" if finding.method else "",
    ]  # fmt: skip
    listings = [f"{one.jurisdiction} {one.list} {one.period}".rstrip() for one in finding.listings]
    return [*([cell] for cell in cells), listings]


def _stacked(*cells: list[str]) -> list[str]:
    return [line for cell in cells for line in cell if line]


def _lines(lines: "list[str] | str") -> "Text":
    text = shown("")
    for place, line in enumerate([lines] if isinstance(lines, str) else lines):
        text.append("\n" if place else "").append(shown(line))
    return text


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"


def show_details(text: str, findings: "Sequence[Finding]") -> None:
    """Print all of each finding, with citations and structure."""
    say(text, bold=True)
    for finding in findings:
        color = OUTCOME_COLORS.get(finding.outcome)
        say("  ", end="")
        say(finding.outcome.replace("_", " "), color=color, bold=bool(color), end="")
        if finding.substance_name:
            say(f": {finding.substance_name}, CAS {finding.cas_rn or '-'}, {finding.relation}", end="")
        say()
        facts = {
            "mention": finding.mention if finding.mention != text else None,
            "read as": finding.read_as,
            "method": f"{finding.method}, confidence {finding.confidence:.2f}" if finding.method else None,
            "structure": f"{finding.smiles}  {finding.inchikey or ''}".rstrip() if finding.smiles else None,
            "note": finding.note,
        }
        for label, value in facts.items():
            if value:
                say(f"    {label:<10}{value}")
        for listing in finding.listings:
            period = f", {listing.period}" if listing.period else ""
            say(f"    {listing.jurisdiction:<10}{listing.list}{period}  [{listing.citation}] {listing.mark}")


def write_rows(texts: Sequence[str], screener: "Screener", day: "date", where: frozenset[str], reach: "Reach") -> None:
    """Write one row a mention as CSV to standard output."""
    from riskscan.manifest.writing import write_frame

    write_frame(screener.screen_in(texts, day, where, reach), "-", format="csv")


def _listed_smiles(finding: "Finding", substances: "Mapping[str, Substance]") -> str:
    entry = substances.get(finding.substance_id) if finding.substance_id else None
    return entry.smiles if entry else ""


def draw_findings(
    found: "Sequence[tuple[str, tuple[Finding, ...]]]",
    substances: "Mapping[str, Substance]",
    path: Path,
    *,
    force: bool,
) -> None:
    """Draw each mention that has a structure beside the listed one, and say what was left out."""
    from riskscan.chemistry.drawn_sheet import SheetRow, draw_png, draw_svg
    from riskscan.manifest.writing import write_bytes
    from riskscan.reporting.terminal import counted

    findings = [finding for _, some in found for finding in some]
    rows = [
        SheetRow(
            finding.smiles, finding.mention or "", finding.method or "",
            _listed_smiles(finding, substances),
            finding.substance_name or "", f"{finding.outcome.replace('_', ' ')}: {finding.relation}",
        )
        for finding in findings
        if finding.smiles
    ]  # fmt: skip
    is_png = path.suffix.casefold() == ".png"
    write_bytes(draw_png(rows) if is_png else draw_svg(rows).encode("utf-8"), path, force=force)
    left_out = len(findings) - len(rows)
    others = f"; {counted(left_out, 'finding')} without one" if left_out else ""
    say(f"{counted(len(rows), 'structure')} drawn in {path}{others}", err=True)
