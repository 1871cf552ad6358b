"""``riskscan show``: the whole of one scored row."""

from typing import TYPE_CHECKING, Any

import click

from riskscan.cli.evidence import evidence_options, read_row
from riskscan.cli.terminal import say

if TYPE_CHECKING:
    from riskscan.reporting.evidence import MentionEvidence, RowEvidence

__all__ = ["command"]

_SOURCES = {"screening": "Facts", "policy": "What decided", "model": "What statistics add"}


@click.command("show", short_help="Show the whole of one scored row.")
@click.argument("scored", metavar="SCORED")
@click.argument("row", type=click.IntRange(1), metavar="ROW")
@click.option("--rank", "by_rank", is_flag=True, help="ROW is a rank, not the number of a row in the file.")
@evidence_options
def command(scored: str, row: int, by_rank: bool, **law: Any) -> None:
    """Show every reason, listing and assumption of row number ROW (from 1) of SCORED, the output of riskscan score.

    What the texts name is found anew, by the law of the row's own day, to say how it was read.
    """
    found, notes, model = read_row(scored, row, by_rank=by_rank, **law)
    _show_row(found)
    if notes:
        say("Assumed in reading the file", bold=True)
        for note in notes:
            say(f"  {note}")
    say(f"Model {model}. A score is a reason to look, not evidence of an offence.")


def _show_row(row: "RowEvidence") -> None:
    say(f"Row {row.number:,}, rank {row.rank:,}: {row.tier}, risk {row.score:.1%}", bold=True)
    for text in row.texts:
        say(f"  {text.label}: {''.join(part.text for part in text.segments)}")
    for label, value in row.facts:
        say(f"  {label}: {value}")
    say(f"What it names, by the law of {row.day.isoformat()}", bold=True)
    for mention in row.mentions:
        _show_mention(mention)
    if row.n_more_mentions:
        say(f"  and {row.n_more_mentions:,} further mentions")
    if not row.mentions:
        say(f"  {(row.outcome or 'nothing').replace('_', ' ')}")
    if row.differs:
        say(f"  Found anew: {row.differs}; the file says {row.outcome} (another day, lists or tables).")
    for source, title in _SOURCES.items():
        reasons = row.reasons_of(source)
        if reasons:
            say(title, bold=True)
        for reason in reasons:
            say(f"  {reason}")
    if row.effects:
        say("What each family of features adds", bold=True)
    for family, effect in row.effects:
        say(f"  {family}: {effect:+.2f} log odds")
    if row.issues:
        say("Issues of its cells", bold=True)
        for issue in row.issues.split("; "):
            say(f"  {issue}")


def _show_mention(mention: "MentionEvidence") -> None:
    finding = mention.finding
    named = (
        f": {finding.substance_name}, CAS {finding.cas_rn or '-'}, {finding.relation}" if finding.substance_name else ""
    )
    say(f"  {finding.outcome.replace('_', ' ')}{named}")
    facts = {
        "mention": finding.mention,
        "read as": finding.read_as,
        "method": f"{finding.method}, confidence {finding.confidence:.2f}" if finding.method else None,
        "structure": f"{finding.smiles}  {finding.inchikey or ''}".rstrip() if finding.smiles else None,
        "note": finding.note,
    }
    for label, value in facts.items():
        if value:
            say(f"    {label:<10}{value}")
    for listing in finding.listings:
        where = "  (no country of the row)" if mention.is_elsewhere else ""
        period = f", {listing.period}" if listing.period else ""
        say(f"    {listing.jurisdiction:<10}{listing.list}{period}  [{listing.citation}] {listing.mark}{where}")
