"""How one text was read and judged, step by step: for who doubts an answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from riskscan.chemistry.decode.mentions import Mention, TextReader
from riskscan.chemistry.decode.trace import TracedLine, listening
from riskscan.chemistry.findings import Law
from riskscan.tables.listings import Listing
from riskscan.tables.lists import OWN

__all__ = ["Explanation", "JudgedListing", "explain_text"]


@dataclass(frozen=True, slots=True)
class JudgedListing:
    """A listing that takes a mention in, and whether it counts.

    Attributes
    ----------
    mention : str
        The words.
    entry : str
        What the listing names.
    relation : str
        What the mention is to that.
    listing : Listing
    counts : bool
        Whether it binds on the day, in the jurisdictions and on the route that were asked for.
    why : str
        In words.
    """

    mention: str
    entry: str
    relation: str
    listing: Listing
    counts: bool
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a text was read.

    Attributes
    ----------
    text : str
        As given.
    cleaned : tuple of str
        As it was read: characters made plain, lines joined; one or several readings.
    is_ordinary : bool
        Whether the gate let it out at once, as a line of ordinary goods: then nothing else was done.
    lines : tuple of TracedLine
        The lines of words, with tokens, candidates, vetoes and the cover that was chosen.
    mentions : tuple of Mention
        What the text mentions.
    listings : tuple of JudgedListing
        The law: each listing that takes a mention in.
    """

    text: str
    cleaned: tuple[str, ...]
    is_ordinary: bool
    lines: tuple[TracedLine, ...] = ()
    mentions: tuple[Mention, ...] = ()
    listings: tuple[JudgedListing, ...] = ()


def explain_text(reader: TextReader, text: str, law: Law) -> Explanation:
    """Read a text once more, and keep what was thought on the way.

    Parameters
    ----------
    reader : TextReader
        What reads; its answer is the same as without.
    text : str
        Any text.
    law : Law
        The law that counts.

    Returns
    -------
    Explanation
        Every step.
    """
    cleaned = reader.cleaned(text)
    if reader.is_ordinary(text):
        return Explanation(text, cleaned, True)
    with listening() as trace:
        mentions = reader.read(text)
    listings = tuple(judged for mention in mentions for judged in _judge(mention, law))
    return Explanation(text, cleaned, False, tuple(trace.lines), mentions, listings)


def _judge(mention: Mention, law: Law) -> Iterator[JudgedListing]:
    found = mention.resolution
    for match in found.matches if found else ():
        for listing in match.listings:
            counts, why = _weigh(listing, law)
            yield JudgedListing(mention.text, match.entry_name, match.relation, listing, counts, why)


def _weigh(listing: Listing, law: Law) -> tuple[bool, str]:
    if listing.jurisdiction not in law.jurisdictions and listing.jurisdiction != OWN:
        return False, "not asked for"
    if not (listing.is_effective(law.as_of) or listing.is_proposed_on(law.as_of)):
        return False, "has no effect on that day"
    if listing.applies_to is not None and listing.applies_to not in law.reach.inside:
        known = listing.applies_to not in law.reach.open
        return False, "the route is no part of that trade" if known else "the route does not tell whether it applies"
    if not listing.binds:
        return False, "watches only" if listing.is_watch else "is proposed only"
    return True, "counts"
