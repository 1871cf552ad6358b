"""From headers and a sample of the cells to the mapping: recognize, judge, choose, say."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from riskscan.exceptions import ManifestError
from riskscan.manifest.header_shapes import is_filled, is_typed, looks_like_header
from riskscan.manifest.mapping.candidates import (
    Direction,
    find_by_cells,
    find_form,
    find_free_texts,
    find_goods_by_cells,
    find_masses_by_unit,
    infer_direction,
    judge_by_cells,
    make_claims,
)
from riskscan.manifest.mapping.choosing import choose, mark_longest_code, mark_units
from riskscan.manifest.mapping.columns import ColumnMapping, MappedColumn, in_order
from riskscan.manifest.mapping.explicit import list_headers, take_explicit
from riskscan.manifest.mapping.measures import find_other_amounts, settle_units, why_currency_is_unknown
from riskscan.manifest.mapping.neighbors import resolve_neighbors
from riskscan.manifest.mapping.recognizing import Claim, recognize
from riskscan.manifest.mapping.rules import ColumnRules
from riskscan.manifest.mapping.sampling import Sample
from riskscan.manifest.mapping.texts import JOINED, join_parts, select_goods_texts
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.schema import SCHEMA, TEXT_COLUMNS

__all__ = ["map_columns"]

_GOODS = "goods_description"
_VALUE = "customs_value_usd"
_GAP = re.compile(r"\S {2,}\S")
_FIXED_WIDTH = 0.8
_CARRIES = re.compile(r"[A-Za-z0-9+/]{40,}={0,2}$|(?i:mime-version|content-(?:type|transfer-encoding)):")
"""First line of a file that another is packed in: base64, or a part of an e-mail."""
"""Share of the lines that hold a gap of several blanks, where they are columns of fixed width."""


def map_columns(
    headers: Sequence[str],
    rules: ColumnRules | None = None,
    *,
    sample: Sample | None = None,
    require_text: bool = True,
) -> ColumnMapping:
    """Map the headers of a file to canonical columns.

    Parameters
    ----------
    headers : sequence of str
        Unique headers of the file.
    rules : ColumnRules, optional
        The user's mapping file; what it names goes before everything else.
    sample : mapping of str to ColumnSample, optional
        Some cells of each header (`riskscan.manifest.mapping.take_sample`), to tell what a header leaves open. Take it
        once from the whole file: a part of it may tell another thing.
    require_text : bool, default True
        Whether a goods description or chemical name must be among them.

    Raises
    ------
    ManifestError
        Where headers of the mapping file are missing, or no column says what the goods are.

    Examples
    --------
    >>> mapping = map_columns(["Description of Goods", "Gross Wt (LB)", "CIF (USD)", "FOB (USD)", "Remarks"])
    >>> mapping.columns["gross_mass_kg"]
    MappedColumn(target='gross_mass_kg', sources=('Gross Wt (LB)',), unit='lb', basis='header unit')
    >>> mapping.unmapped
    ('FOB (USD)', 'Remarks')
    >>> print(mapping.notes[0])
    customs_value_usd is read from 'CIF (USD)', not from 'FOB (USD)': CIF goes before FOB, where nothing says whether
    goods come or go.
    """
    rules = rules or ColumnRules()
    explicit = take_explicit(headers, rules)
    taken = {source for mapped in explicit.values() for source in mapped.sources} | set(rules.ignore)
    form = find_form(headers)
    found = make_claims(headers, form)
    direction = infer_direction(found, form)
    claims, notes = judge_by_cells([claim for claim in found if claim.header not in taken], sample)
    claims = resolve_neighbors(claims, headers, direction, sample)
    untaken = [header for header in headers if header not in taken]
    claims += find_by_cells(untaken, claims, explicit, sample)
    claims += find_masses_by_unit(untaken, claims, explicit, sample)
    claims += find_goods_by_cells(untaken, claims, explicit, sample)
    has_quantity = any(claim.target == "quantity" for claim in found)
    draft = _Draft(headers, direction, sample, has_quantity, dict(explicit), notes)
    for target, rivals in _by_target(claims).items():
        if target not in explicit:
            draft.add(target, rivals)
    draft.settle_value(_by_target(claims).get(_VALUE, ()), explicit)
    if explicit and (row := _row_as_header(headers, sample or {})):
        draft.notes.append(Note(NoteKind.HEADER_DOUBTFUL, {"names": row}))
    columns, assumed = settle_units(in_order(draft.columns), rules)
    if require_text and not any(target in columns for target in TEXT_COLUMNS):
        _refuse(headers, columns, find_free_texts(headers, claims, sample), sample or {})
    canonical = [mapped.sources for target, mapped in columns.items() if target in SCHEMA]
    used = {source for sources in canonical for source in sources}
    whole = {sources[0] for sources in canonical if len(sources) == 1}
    return ColumnMapping(
        columns,
        unmapped=tuple(header for header in headers if header not in used),
        notes=(*draft.notes, *assumed),
        kept=tuple(header for header in headers if header not in whole),
    )


def _by_target(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    by_target: dict[str, list[Claim]] = {}
    for claim in claims:
        by_target.setdefault(claim.target, []).append(claim)
    return in_order(by_target)


@dataclass(slots=True)
class _Draft:
    """The mapping while it grows."""

    headers: Sequence[str]
    direction: Direction
    sample: Sample | None
    has_quantity: bool
    columns: dict[str, MappedColumn]
    notes: list[Note] = field(default_factory=list)

    def add(self, target: str, rivals: Sequence[Claim]) -> None:
        if target == _GOODS:
            self._add_goods(rivals)
        elif target != _VALUE:
            choice = choose(self._marked(target, rivals), self.direction)
            parts = join_parts(choice) if target in JOINED else (choice.claim,)
            self.columns[target] = _mapped(target, parts)
            self._say(target, parts, [claim for claim in choice.others if claim not in parts], choice.why)

    def _marked(self, target: str, rivals: Sequence[Claim]) -> list[Claim]:
        marked = mark_units(rivals)
        return mark_longest_code(marked, self.sample) if target == "hs_code" else marked

    def _add_goods(self, rivals: Sequence[Claim]) -> None:
        text = select_goods_texts(rivals)
        self.columns[_GOODS] = _mapped(_GOODS, text.claims)
        if text.is_tariff_text:
            self._note(NoteKind.TARIFF_TEXT, _GOODS, text.claims)
        else:
            is_silent = all(claim.traits & {"empty", "unread"} for claim in text.left_out)
            why = "the others hold no text" if is_silent else "a tariff heading also names what the goods are not"
            self._say(_GOODS, text.claims, text.left_out, why)

    def settle_value(self, rivals: Sequence[Claim], explicit: dict[str, MappedColumn]) -> None:
        """Choose the value after its currency column, which says of some amounts what they are in."""
        if not rivals or _VALUE in explicit:
            return
        helper = self.columns.get("currency")
        marked = mark_units(rivals, currency_column=helper.source if helper else "")
        if self.has_quantity and (prices := [claim for claim in marked if "bare_price" in claim.traits]):
            why = "beside a quantity, a price is that of one unit"
            self._note(NoteKind.COLUMN_NOT_READ, _VALUE, prices, why=why)
            marked = [claim for claim in marked if claim not in prices]
            if not marked:
                return
        choice = choose(marked, self.direction)
        others = find_other_amounts(self.headers, {claim.header for claim in rivals})
        if why := why_currency_is_unknown(choice.claim, others):
            self._note(NoteKind.COLUMN_NOT_READ, _VALUE, marked, why=why)
            return
        self.columns[_VALUE] = _mapped(_VALUE, (choice.claim,))
        self._say(_VALUE, (choice.claim,), choice.others, choice.why)

    def _say(self, target: str, chosen: Sequence[Claim], others: Sequence[Claim], why: str) -> None:
        if chosen[0].basis == "cells":
            why = "its cells say so, its header does not"
            if target == _GOODS:
                why = "no header says what the goods are, and here stands free text"
            self._note(NoteKind.COLUMN_BY_CELLS, target, chosen, why=why)
        elif "unit_alone" in chosen[0].traits:
            of_unit = "its header is a unit of mass, and no other column is a mass"
            self._note(NoteKind.COLUMN_BY_CELLS, target, chosen, why=of_unit)
        elif len(chosen) > 1:
            self._note(NoteKind.JOINED_COLUMNS, target, chosen)
        if others:
            self._note(NoteKind.CHOSEN_COLUMN, target, chosen, others=_headers(others), why=why)

    def _note(self, kind: NoteKind, target: str, claims: Sequence[Claim], **facts: str | tuple[str, ...]) -> None:
        self.notes.append(Note(kind, {"target": target, "sources": _headers(claims), **facts}))


def _headers(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(claim.header for claim in claims)


def _mapped(target: str, claims: Sequence[Claim]) -> MappedColumn:
    return MappedColumn(target, _headers(claims), claims[0].unit, claims[0].basis)


def _row_as_header(headers: Sequence[str], sample: Sample) -> tuple[str, ...]:
    """Return a header that the mapping file names and that may be goods: no name is known, and some are like cells."""
    texts = {header: {text for text, _ in cells.texts} for header, cells in sample.items()}
    is_like_cells = any(is_typed(header) or header in texts.get(header, ()) for header in headers)
    is_known = any(recognize(header) for header in headers)
    return tuple(headers) if is_like_cells and not is_known else ()


def _has_gap(text: str) -> bool:
    return _GAP.search(text) is not None


def _refuse(headers: Sequence[str], columns: dict[str, MappedColumn], texts: Sequence[str], sample: Sample) -> None:
    hints = f" Free text stands in {list_headers(texts)}." if texts else ""
    if hs_code := columns.get("hs_code"):
        hints += f" {hs_code.source!r} holds tariff codes, but a code names a heading, not the goods in it."
    if len(headers) == 1 and any(cells.share(_has_gap) >= _FIXED_WIDTH for cells in sample.values()):
        hints += (
            " Its lines look like columns of fixed width, which are not told apart: save it with separators, as CSV (a"
            " spreadsheet's import of text does it), or have its lines screened whole."
        )
    elif len(headers) == 1 and _CARRIES.match(headers[0]):
        hints += " It looks like base64 or a part of an e-mail: save what it carries as a file of its own (base64 -d)."
    elif any(map(is_filled, headers)) and not any(map(recognize, headers)) and not looks_like_header(headers):
        hints += " The first line looks like goods, not like a header: put one above it, or its goods are not screened."
    raise ManifestError(
        f"No column says what the goods are: found {list_headers(headers)}.{hints} Name one in a mapping file"
        ' (--columns mapping.toml) as [columns] goods_description = "its header", or give it the header'
        " goods_description."
    )
