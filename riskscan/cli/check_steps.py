"""How a text was read, step by step, on the terminal."""

from typing import TYPE_CHECKING

from riskscan.cli.terminal import say

if TYPE_CHECKING:
    from riskscan.chemistry.decode.trace import TracedCandidate, TracedLine
    from riskscan.chemistry.explaining import Explanation

__all__ = ["show_steps"]

_MOST = 30


def show_steps(steps: "Explanation") -> None:
    """Print the way of a text: characters, gate, words, candidates, vetoes, cover, law."""
    say(steps.text, bold=True)
    for cleaned in steps.cleaned:
        if cleaned != steps.text:
            say(f"  read as    {cleaned}")
    if steps.is_ordinary:
        say("  gate       a line of ordinary goods: no word of it, alone or with the next, is part of a chemical name")
        return
    say("  gate       may mention a chemical: it is read")
    for line in steps.lines:
        _show_line(line)
    _show_mentions(steps)


def _show_line(line: "TracedLine") -> None:
    say(f"  words      {'  '.join(f'{text} <{kind}>' for text, kind in line.tokens)}")
    unread = [one.words for one in line.candidates if one.fate == "not found" and not one.vetoes]
    asked = [one for one in line.candidates if one.fate != "not found" or one.vetoes]
    for candidate in asked[:_MOST]:
        say(f"  candidate  {_said(candidate)}")
        for reason in candidate.vetoes:
            say(f"             {'doubted' if candidate.fate == 'read' else 'vetoed'}: {reason}")
    if len(asked) > _MOST:
        say(f"             and {len(asked) - _MOST} more")
    if unread:
        more = f" and {len(unread) - _MOST} more" if len(unread) > _MOST else ""
        say(f"  not found  {'; '.join(unread[:_MOST])}{more}")
    for reason in dict.fromkeys(line.vetoes):
        say(f"  vetoed     {reason}")
    for candidate in line.chosen:
        say(f"  chosen     {_said(candidate)}")
    if not line.chosen:
        say("  chosen     nothing")


def _said(candidate: "TracedCandidate") -> str:
    if not candidate.method:
        return f"{candidate.words!r}: {candidate.fate}"
    name = f" as {candidate.name!r}" if candidate.name != candidate.words else ""
    listed = ", on a list" if candidate.is_listed else ""
    worth = f"worth {candidate.worth:.1f} (letters less a cost of {candidate.cost:.1f})"
    refused = ", refused" if candidate.fate == "refused" else ""
    return f"{candidate.words!r}{name}: {candidate.method}, {worth}{listed}{refused}"


def _show_mentions(steps: "Explanation") -> None:
    for mention in steps.mentions:
        found = mention.resolution
        how = f"{found.method}, confidence {found.confidence:.2f}" if found else "looks chemical, not read"
        say(f"  mention    {mention.text!r}: {how}" + (f" ({mention.note})" if mention.note else ""))
    if not steps.mentions:
        say("  mention    none")
    for judged in sorted(steps.listings, key=lambda judged: not judged.counts):
        listing = judged.listing
        what = f"{judged.entry}, {judged.relation}: {listing.jurisdiction} {listing.list} {listing.period}".rstrip()
        say(f"  law        {what}: {judged.why}")
