"""One row with its evidence on the terminal, from the same objects as the page shows."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from riskscan.reporting.evidence import MentionEvidence, RowEvidence
from riskscan.reporting.terminal import TIER_STYLES, one_line, percent
from riskscan.unseen import escape_unseen

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = ["show_evidence"]

_LONGEST = 600


def show_evidence(console: "Console", row: RowEvidence) -> None:
    """Print a row.

    Parameters
    ----------
    console : Console
        Where to print.
    row : RowEvidence
        The row.
    """
    for line in _lines(row):
        console.print(line, no_wrap=line.no_wrap, overflow=line.overflow)


def _cut_off(text: "Text") -> "Text":
    """Return a line that is cut at the edge of the terminal: ``riskscan show`` has all of it."""
    text.no_wrap, text.overflow = True, "ellipsis"
    return text


def _lines(row: RowEvidence) -> Iterator["Text"]:
    from rich.text import Text

    head = Text(f"\n#{row.rank}  ", style="bold")
    head.append(row.tier, style=TIER_STYLES.get(row.tier, ""))
    head.append(f"  {percent(row.score)}  row {row.number:,}")
    head.append(f"  {one_line(row.substance, 80)}", style="bold")
    yield head
    for text in row.texts:
        line = Text(f"  {text.label}: ", style="dim")
        for part in text.segments:
            line.append(escape_unseen(part.text), style="reverse" if part.is_marked else "")
        yield line
    listed: set[str | None] = set()
    for mention in row.mentions:
        yield _name(mention)
        if mention.finding.substance_id not in listed:
            yield from _listings(mention)
        listed.add(mention.finding.substance_id)
    if row.n_more_mentions:
        yield Text(f"  and {row.n_more_mentions:,} further mentions", style="dim")
    for reason in (found for source in ("screening", "policy", "model") for found in row.reasons_of(source)):
        yield Text(f"  - {one_line(reason.sentence, _LONGEST)}")
    facts = "  ".join(f"{label}: {one_line(value, 80)}" for label, value in row.facts)
    yield Text(f"  {facts}", style="dim")
    if row.issues:
        yield Text(f"  Issues: {one_line(row.issues, _LONGEST)}", style="dim")


def _name(mention: MentionEvidence) -> "Text":
    from rich.text import Text

    finding = mention.finding
    line = Text(f"  {one_line(finding.mention or '', 60)} ", style="bold")
    number = f", CAS {finding.cas_rn}" if finding.cas_rn else ""
    named = f": {finding.substance_name}{number}, {finding.relation}" if finding.substance_name else ""
    line.append(f"{finding.outcome.replace('_', ' ')}{named}", style="not bold")
    return _cut_off(line)


def _listings(mention: MentionEvidence) -> Iterator["Text"]:
    from rich.text import Text

    where = "elsewhere: " if mention.is_elsewhere else ""
    for listing in mention.listings:
        words = f"{where}{listing.jurisdiction} {listing.list} {listing.period}"
        yield _cut_off(Text(f"    {one_line(words, 160)} [{one_line(listing.citation, 160)}]", style="dim"))
