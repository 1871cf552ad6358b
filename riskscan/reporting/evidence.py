"""The evidence of a row that is shown: what was read in its texts, what it is listed as, and every reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from riskscan.chemistry.findings import Finding
from riskscan.chemistry.screening import Screener
from riskscan.features.row_screening import RowFindings
from riskscan.history.reviews import review_key
from riskscan.reporting.drawings import Drawings, DrawnPair
from riskscan.reporting.marking import Segment, mark_words
from riskscan.reporting.overview import goods_text
from riskscan.tables.listings import Listing
from riskscan.tables.lists import OWN
from riskscan.tables.reasons import make_reason
from riskscan.tables.written_effects import read_effects
from riskscan.tables.written_reasons import WrittenReason, read_reasons

__all__ = ["MarkedText", "MentionEvidence", "RowEvidence", "ShownListing", "describe_row"]

_TEXTS = (
    ("goods_description", "Goods"), ("chemical_name", "Chemical name"), ("cas_rn", "CAS RN"),
    ("un_number", "UN number"),
)  # fmt: skip
_FACTS = (
    ("consignment_id", "Consignment"), ("lodged_on", "Lodged on"), ("hs_code", "HS code"), ("net_mass_kg", "Net kg"),
    ("gross_mass_kg", "Gross kg"), ("package_count", "Packages"), ("customs_value_usd", "Value USD"),
    ("origin_country", "Origin"), ("export_country", "Export"), ("transit_countries", "Transit"),
    ("destination_country", "Destination"), ("transport_mode", "Mode"), ("carrier", "Carrier"),
    ("consignor_name", "Consignor"), ("consignor_address", "Consignor address"), ("consignee_name", "Consignee"),
    ("consignee_address", "Consignee address"), ("permit_reference", "Permit"),
)  # fmt: skip
_DECIDING = ("POLICY_RULE", "POLICY_CEILING", "POLICY_SCORE", "POLICY_BOUND")
_HITS = ("LISTED", "COVERED")
_MOST_MENTIONS = 6
_MOST_ELSEWHERE = 2
_LONGEST = 1_200


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text of a row under its label, cut where words were matched."""

    label: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class ShownListing:
    """A listing in words."""

    jurisdiction: str
    list: str
    period: str
    citation: str


@dataclass(frozen=True, slots=True)
class MentionEvidence:
    """One mention of a chemical in a row.

    Attributes
    ----------
    finding : Finding
        What it is.
    drawn : DrawnPair or None
        Its structure beside the listed one.
    listings : tuple of ShownListing
        Those that concern the row; where there are none, the first of elsewhere.
    elsewhere : tuple of str
        Other jurisdictions that list it.
    is_elsewhere : bool
        Whether `listings` are of elsewhere.
    """

    finding: Finding
    drawn: DrawnPair | None
    listings: tuple[ShownListing, ...]
    elsewhere: tuple[str, ...]
    is_elsewhere: bool

    def brief(self, beside: str) -> str:
        """Return what a hit is and whose lists name it; the substance only where another one stands beside it."""
        found = self.finding
        names = ", ".join(dict.fromkeys(listing.jurisdiction for listing in self.listings))
        hit = make_reason(
            found.outcome.upper(), mention=found.mention, relation=found.relation, jurisdictions=names,
            substance=found.substance_name, cas_rn=found.cas_rn or "-", listings=f"listed by {names}",
        )  # fmt: skip
        return hit.brief if found.substance_name == beside else hit.sentence


@dataclass(frozen=True, slots=True)
class RowEvidence:
    """A row with all that is known of it.

    Attributes
    ----------
    number : int
        Of the row in the scored file, from 1.
    rank, tier, score
        As scored.
    substance, outcome, relation : str
        Result of screening, empty where none.
    goods : str
        What the row says of its goods, as one line.
    texts : tuple of MarkedText
        Texts that were screened.
    route, consignor : str
        For the filters, empty where not known.
    facts : tuple of (str, str)
        Other cells that hold something, with labels.
    day : date
        Whose law counts.
    mentions : tuple of MentionEvidence
        The weightiest first.
    n_more_mentions : int
        Mentions that are not shown.
    n_listed : int
        Substances that the row names and a list or a class covers.
    reasons : tuple of WrittenReason
        As scored.
    effects : tuple of (str, float)
        What each family of features adds, in log odds.
    issues : str
        Of the row.
    key : str
        For reviews; see `riskscan.history.reviews`.
    differs : str
        Outcome of screening anew where it is another than the file's; empty where they agree.
    """

    number: int
    rank: int
    tier: str
    score: float
    substance: str
    outcome: str
    relation: str
    goods: str
    texts: tuple[MarkedText, ...]
    route: str
    consignor: str
    facts: tuple[tuple[str, str], ...]
    day: date
    mentions: tuple[MentionEvidence, ...]
    n_more_mentions: int
    n_listed: int
    reasons: tuple[WrittenReason, ...]
    effects: tuple[tuple[str, float], ...]
    issues: str
    key: str
    differs: str = ""

    @property
    def lead(self) -> str:
        """The sentence that is shown before the row is opened.

        What was reviewed before, else the hit, else the first fact, else what decided.
        """
        reviewed = next((reason for reason in self.reasons if reason.code == "REVIEWED"), None)
        if reviewed is not None:
            return reviewed.sentence
        hit = next((one for one in self.mentions if one.finding.is_hit), None)
        if hit is not None:
            more = self.n_listed - 1
            also = f" {more} more listed {'substance is' if more == 1 else 'substances are'} named." if more > 0 else ""
            return hit.brief(self.substance) + also
        facts = [reason for reason in self.reasons if reason.code not in _DECIDING]
        chosen = (facts or list(self.reasons))[:1]
        return chosen[0].sentence if chosen else ""

    def reasons_of(self, source: str) -> list[WrittenReason]:
        """Return the reasons that come from screening, policy or model; those of no known kind are of screening.

        A hit stands there in brief, for its listings and citations stand beside it.
        """
        found = [reason for reason in self.reasons if (reason.kind.source if reason.kind else "screening") == source]
        hits = [one for one in self.mentions if one.finding.is_hit]
        if source != "screening" or not hits:
            return found
        brief = [WrittenReason(one.finding.outcome.upper(), one.brief(self.substance)) for one in hits]
        return [*brief, *(reason for reason in found if reason.code not in _HITS)]


def describe_row(
    number: int, cells: Mapping[Any, Any], output: Mapping[Any, Any], found: RowFindings, route: str,
    screener: Screener, drawings: Drawings,
) -> RowEvidence:  # fmt: skip
    """Return the evidence of a row.

    Parameters
    ----------
    number : int
        Of the row in the scored file, from 1.
    cells : mapping of str to object
        Canonical columns.
    output : mapping of str to object
        Columns of scoring.
    found : RowFindings
        What its texts name.
    route : str
        Of the row.
    screener : Screener
        Knows the listed structures.
    drawings : Drawings
        Of the report, to which those of the row are added.
    """
    words = [word for finding in found.findings for word in _matched(finding)]
    texts = (
        MarkedText(label, mark_words(_cut(cells[column]), words))
        for column, label in _TEXTS if isinstance(cells.get(column), str) and cells[column]
    )  # fmt: skip
    shown = _distinct(found.findings)
    outcome = _text(output["screening_outcome"])
    anew = found.findings[0].outcome if found.findings else "no_chemical"
    return RowEvidence(
        number, int(output["risk_rank"]), str(output["risk_tier"]), float(output["risk_score"]),
        _text(output["substance_name"]), outcome, _text(output["relation"]), _cut(goods_text(cells), 140),
        tuple(texts), route, _cut(_text(cells.get("consignor_name")), 120),
        tuple((label, _shown(cells.get(column))) for column, label in _FACTS if _shown(cells.get(column))),
        found.day,
        tuple(_mention(finding, found, screener, drawings) for finding in shown[:_MOST_MENTIONS]),
        max(0, len(shown) - _MOST_MENTIONS), len({one.substance_id for one in shown if one.is_hit}),
        read_reasons(output["reasons"]),
        read_effects(output.get("family_effects")), _text(output["row_issues"]),
        review_key(
            cells.get("consignor_name"), [cells.get("goods_description"), cells.get("chemical_name")],
            output["substance_name"],
        ),
        "" if anew == outcome else anew,
    )  # fmt: skip


def _matched(finding: Finding) -> list[str]:
    mention = finding.mention or ""
    return [mention, mention.removeprefix("CAS ")]


def _distinct(findings: Sequence[Finding]) -> list[Finding]:
    """Return each mention once; a row often says the same in two cells."""
    found: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        found.setdefault((finding.outcome, finding.substance_id, (finding.mention or "").casefold()), finding)
    return list(found.values())


def _mention(finding: Finding, found: RowFindings, screener: Screener, drawings: Drawings) -> MentionEvidence:
    near = [one for one in finding.listings if one.jurisdiction in found.concerned or one.jurisdiction == OWN]
    here = near if any(one.binds for one in near) else []
    others = [one for one in finding.listings if one not in here]
    shown = here or others[:_MOST_ELSEWHERE]
    rest = dict.fromkeys(one.jurisdiction for one in others if one not in shown)
    return MentionEvidence(
        finding, _drawn(finding, screener, drawings), tuple(map(_listing, shown)),
        tuple(name for name in rest if name not in {one.jurisdiction for one in shown}), not here,
    )  # fmt: skip


def _drawn(finding: Finding, screener: Screener, drawings: Drawings) -> DrawnPair | None:
    if not finding.smiles or finding.outcome in ("clear", "no_chemical"):
        return None
    controls = screener.controls
    subject = finding.substance_id or ""
    listed = controls.substances.get(subject)
    return drawings.draw(finding.smiles, listed.smiles or None if listed else None)


def _listing(listing: Listing) -> ShownListing:
    return ShownListing(listing.jurisdiction, listing.list, listing.period, listing.citation)


def _cut(text: str, limit: int = _LONGEST) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _shown(cell: Any) -> str:
    if cell is None or cell != cell:
        return ""
    if hasattr(cell, "date"):
        return str(cell.date())
    return f"{cell:,.6g}" if isinstance(cell, float) else _cut(str(cell), 300)
