"""The claims of a whole header beside its cells: which can be true, and what distinguishes them."""

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from riskscan.manifest.mapping.columns import HELPERS
from riskscan.manifest.mapping.header_units import read_mass_unit
from riskscan.manifest.mapping.recognizing import Claim, recognize
from riskscan.manifest.mapping.sampling import ColumnSample, Sample, is_transport_word, reads_as, states_currency
from riskscan.manifest.mapping.vocabulary import UNSPACED
from riskscan.manifest.mapping.words import UNKNOWN, read_header_words
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.schema import MASSES, SCHEMA, TEXT_COLUMNS, Kind
from riskscan.tables.headers import FormField, HeaderForm, load_header_forms

__all__ = [
    "Direction",
    "find_by_cells",
    "find_form",
    "find_free_texts",
    "find_goods_by_cells",
    "find_masses_by_unit",
    "infer_direction",
    "judge_by_cells",
    "make_claims",
]

Direction = str
"""``import``, ``export`` or empty."""

_MOST = 0.5
_FEW = 3
_MANY = 4
_OF_TEXTS = {
    UNKNOWN, "goods", "description", "name", "item", "commercial", "detailed", "attributes", "ordinal", "link", "in",
    "english", "local_language", "original", "declared", "declaration", "number",
}  # fmt: skip
_UNSPACED_WORDS = re.compile(f"[{UNSPACED}]{{4}}")
_OF_GOODS = {"hs_code", *MASSES, "customs_value_usd"}
_BARE_MASS = "gross_mass_kg"
_SHORTEST_UNIT = 2  # a header of one letter may be anything
_DAYS = {"arrival": "import", "dispatch": "export"}
_PAPERS = ("lodged_on", "consignment_id")
_PARTIES = ("consignor_name", "consignee_name")
_VOTES = {
    "sender.supplier": ("import", 1), "receiver.importer": ("import", 1),
    "sender.exporter": ("export", 1), "receiver.buyer": ("export", 1),
}  # fmt: skip


def find_form(headers: Sequence[str]) -> HeaderForm | None:
    """Return the form whose field names most of a header are, if enough of them stand together."""
    keys = {_field_key(header) for header in headers}
    best, most = None, 0
    for form in load_header_forms():
        n_found = len(keys & form.fields.keys())
        if n_found >= form.together and n_found > most:
            best, most = form, n_found
    return best


def make_claims(headers: Sequence[str], form: HeaderForm | None) -> list[Claim]:
    """Return what each header claims to be; a field of a form is what the form says."""
    claims = []
    for header in headers:
        field = form.fields.get(_field_key(header)) if form else None
        if field is None:
            claim = recognize(header)
        else:
            claim = _of_form(header, field) if field.target else None
        if claim:
            claims.append(claim)
    return claims


def _field_key(header: str) -> str:
    return header.strip().casefold().replace("-", "_")


def _of_form(header: str, field: FormField) -> Claim:
    own = recognize(header)
    traits = own.traits if own and own.target == field.target else frozenset()
    return Claim(field.target, header, field.unit, "form", traits | field.traits)


def infer_direction(claims: Sequence[Claim], form: HeaderForm | None) -> Direction:
    """Tell an import from an export: by the form, the day and number of the declaration, the parties, other days."""
    if form and form.direction:
        return form.direction
    votes = {"import": 0, "export": 0}
    for claim in claims:
        for way in votes:
            if way in claim.traits and claim.target in _PAPERS + _PARTIES:
                votes[way] += 2 if claim.target in _PAPERS else 1
        for role, way in _DAYS.items():
            if role in claim.traits and claim.target == "lodged_on":
                votes[way] += 1
        for role, (way, weight) in _VOTES.items():
            if role in claim.traits and claim.target in _PARTIES:
                votes[way] += weight
    if votes["import"] == votes["export"]:
        return ""
    return "import" if votes["import"] > votes["export"] else "export"


def judge_by_cells(claims: Sequence[Claim], sample: Sample | None) -> tuple[list[Claim], list[Note]]:
    """Drop the claims that their cells refute, and mark what the cells of the others say."""
    if sample is None:
        return list(claims), []
    judged, notes = [], []
    for claim in claims:
        cells = sample.get(claim.header)
        if cells is None:
            judged.append(claim)
            continue
        traits = _cell_traits(claim, cells)
        if "unread" in traits and claim.target == "package_count":
            judged.append(replace(claim, target="package_kind"))
        elif "unread" in traits and cells.n_filled >= _FEW and _must_read(claim):
            notes.append(_not_read(claim))
        else:
            judged.append(claim.having(traits))
    return judged, notes


def _must_read(claim: Claim) -> bool:
    """Whether cells refute a name; that of the goods stands, so that no file is refused for its odd goods."""
    return claim.target in HELPERS or (claim.is_weak and claim.target not in TEXT_COLUMNS)


def find_by_cells(
    headers: Sequence[str], claims: Sequence[Claim], explicit: Container[str], sample: Sample | None
) -> list[Claim]:
    """Find the mode of transport by its words, where no header claims it: nothing else looks like it."""
    target = "transport_mode"
    if sample is None or target in explicit or any(claim.target == target for claim in claims):
        return []
    claimed = {claim.header for claim in claims}
    for header in headers:
        cells = sample.get(header)
        if cells and cells.n_filled and header not in claimed and cells.share(is_transport_word) == 1:
            return [Claim(target, header, basis="cells")]
    return []


def find_masses_by_unit(
    headers: Sequence[str], claims: Sequence[Claim], explicit: Container[str], sample: Sample | None
) -> list[Claim]:
    """Find a mass by a header that is nothing but its unit, over numbers, where no other column is a mass."""
    targets = {claim.target for claim in claims}
    if sample is None or any(mass in targets or mass in explicit for mass in MASSES):
        return []
    claimed = {claim.header for claim in claims}
    return [
        Claim(_BARE_MASS, header, unit, "header unit", frozenset({"unit_alone"}))
        for header in headers
        if header not in claimed
        and (cells := sample.get(header))
        and cells.share(lambda text: reads_as(_BARE_MASS, text)) >= _MOST
        and len(header.strip(" .()")) >= _SHORTEST_UNIT
        and (unit := read_mass_unit(header))
    ]


def find_goods_by_cells(
    headers: Sequence[str], claims: Sequence[Claim], explicit: Container[str], sample: Sample | None
) -> list[Claim]:
    """Find the texts of the goods by their cells, where no header claims them but the others are those of goods.

    Up to three texts whose headers nobody understands are taken: what they say is better screened than refused. They
    go before the text of the tariff heading, if there is one.
    """
    targets = {claim.target for claim in claims if claim.target in SCHEMA}
    goods = [claim for claim in claims if claim.target in TEXT_COLUMNS]
    is_known = any(target in explicit for target in TEXT_COLUMNS) or any("tariff_text" not in c.traits for c in goods)
    if is_known or len(targets) < _MANY or not targets & _OF_GOODS:
        return []
    unknown = [header for header in headers if _may_be_goods(header)]
    texts = find_free_texts(unknown, claims, sample)
    return [Claim("goods_description", header, basis="cells") for header in unknown if header in texts]


def _may_be_goods(header: str) -> bool:
    """Whether nobody understands a header and no word of it speaks of another thing."""
    concepts = read_header_words(header).concepts
    return UNKNOWN in concepts and concepts <= _OF_TEXTS


def find_free_texts(headers: Sequence[str], claims: Sequence[Claim], sample: Sample | None) -> list[str]:
    """Return up to three headers that claim nothing and whose cells are mostly texts of words, longest first."""
    claimed = {claim.header for claim in claims}
    lengths = {}
    for header in headers:
        cells = sample.get(header) if sample else None
        if cells and cells.n_filled and header not in claimed and cells.share(_has_words) >= _MOST:
            lengths[header] = sum(len(text) * count for text, count in cells.texts) / cells.n_filled
    return sorted(lengths, key=lambda header: -lengths[header])[:_FEW]


def _has_words(text: str) -> bool:
    is_of_words = len(text.split()) > 1 or _UNSPACED_WORDS.search(text) is not None
    return is_of_words and reads_as("goods_description", text)


def _not_read(claim: Claim) -> Note:
    facts: dict[str, str | tuple[str, ...]] = {"sources": (claim.header,), "target": claim.target}
    return Note(NoteKind.COLUMN_NOT_READ, facts | {"why": "its cells hold something else"})


def _cell_traits(claim: Claim, cells: ColumnSample) -> frozenset[str]:
    traits = set()
    if not cells.n_filled:
        traits.add("empty")
    elif cells.share(lambda text: reads_as(claim.target, text)) < _MOST:
        traits.add("unread")
    elif claim.target in SCHEMA and SCHEMA[claim.target].kind is Kind.NUMBER and cells.share(_is_zero) == 1:
        traits.add("zero")
    elif claim.target == "customs_value_usd" and cells.share(states_currency) >= _MOST:
        traits.add("has_currency")
    return frozenset(traits)


def _is_zero(text: str) -> bool:
    return not text.strip("0.,- ")
