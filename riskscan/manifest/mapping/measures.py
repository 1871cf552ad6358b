"""The units of mapped masses and values: stated, in a column of their own, or assumed and said."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from riskscan.manifest.mapping.columns import HELPERS, MappedColumn, unit_helper
from riskscan.manifest.mapping.recognizing import Claim, recognize
from riskscan.manifest.mapping.rules import ColumnRules
from riskscan.manifest.mapping.words import read_header_words
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.schema import MASSES, SCHEMA

__all__ = ["OtherAmounts", "find_other_amounts", "settle_units", "why_currency_is_unknown"]

_VALUE = "customs_value_usd"


@dataclass(frozen=True, slots=True)
class OtherAmounts:
    """Duties, taxes, freight, insurance and prices beside the value: they tell in which currency a file thinks.

    Attributes
    ----------
    in_usd : tuple of str
        Headers that state US dollars.
    costs_without_currency : tuple of str
        Headers of duties, taxes, freight and insurance that state no currency.
    prices_without_currency : tuple of str
        Headers of prices that state none: those of an invoice need not.
    """

    in_usd: tuple[str, ...] = ()
    costs_without_currency: tuple[str, ...] = ()
    prices_without_currency: tuple[str, ...] = ()

    @property
    def are_in_usd(self) -> bool:
        """Whether there are such amounts and all are in US dollars."""
        return bool(self.in_usd) and not self.costs_without_currency and not self.prices_without_currency


def find_other_amounts(headers: Sequence[str], values: Container[str] = ()) -> OtherAmounts:
    """Return the amounts that are no value of goods, by what their headers state.

    Parameters
    ----------
    headers : sequence of str
        Of the file.
    values : container of str
        Headers that claim to be the value.
    """
    in_usd: list[str] = []
    costs: list[str] = []
    prices: list[str] = []
    for header in headers:
        words = read_header_words(header)
        is_cost = "charge" in words.concepts
        is_price = bool(words.concepts & {"per", "unit"}) and bool(words.concepts & {"price", "value"})
        if header in values or not (is_cost or is_price) or words.concepts & {"rate", "foreign_currency"}:
            continue
        if words.currency == "USD":
            in_usd.append(header)
        elif not words.currency:
            (costs if is_cost else prices).append(header)
    return OtherAmounts(tuple(in_usd), tuple(costs), tuple(prices))


def why_currency_is_unknown(claim: Claim, others: OtherAmounts) -> str:
    """Tell an amount whose currency nobody knows from one that is in US dollars by usage.

    A courier's list that says "value" means US dollars as far as anyone can tell. A customs declaration with duties,
    freight or insurance beside it, all without a currency, is in that of the country, which the file does not name.

    Parameters
    ----------
    claim : Claim
        The best column for the value.
    others : OtherAmounts
        Amounts beside it.

    Returns
    -------
    str
        The reason as the end of a sentence, empty where the amount can be read.
    """
    if "has_currency" in claim.traits or others.are_in_usd:
        return ""
    remedy = '(mapping file: [units] customs_value_usd = "USD", or another code)'
    if claim.traits & {"foreign_currency", "local_currency"}:
        return f"it is in a currency that the file does not name {remedy}"
    if "currency_of_invoice" in claim.traits:
        return f"the column of currencies is that of the invoice, not of this amount {remedy}"
    if others.costs_without_currency:
        shown = ", ".join(repr(header) for header in others.costs_without_currency[:3])
        return f"nothing states its currency, and as with {shown} it is probably that of the country {remedy}"
    return ""


def settle_units(columns: Mapping[str, MappedColumn], rules: ColumnRules) -> tuple[dict[str, MappedColumn], list[Note]]:
    """Settle every unit: mapping file, then header, then a column of units, then the other mass, then by assumption.

    Parameters
    ----------
    columns : dict of str to MappedColumn
        Canonical columns and helpers.
    rules : ColumnRules
        The user's mapping file.

    Returns
    -------
    columns : dict of str to MappedColumn
        With units; without a column of units that nothing uses.
    notes : list of Note
        What was assumed.
    """
    settled = {target: _settle(mapped, columns, rules) for target, mapped in columns.items()}
    other_unit = _unit_of_other_mass(settled)
    notes = []
    for target, mapped in settled.items():
        if mapped.basis == "assumed":
            why = "the header states no unit"
            if other_unit and target in MASSES:
                settled[target] = mapped = replace(mapped, unit=other_unit)
                why = "the header states no unit, and the other mass is in this one"
            notes.append(_assumption(mapped, why))
    return _without_idle_helpers(settled), notes


def _assumption(mapped: MappedColumn, why: str) -> Note:
    facts: dict[str, str | tuple[str, ...]] = {"target": mapped.target, "sources": mapped.sources}
    return Note(NoteKind.ASSUMED_UNIT, facts | {"unit": mapped.unit, "why": why})


def _settle(mapped: MappedColumn, columns: Mapping[str, MappedColumn], rules: ColumnRules) -> MappedColumn:
    canonical = SCHEMA[mapped.target].unit if mapped.target in SCHEMA else ""
    if not canonical:
        return mapped
    if mapped.target in rules.units:
        return replace(mapped, unit=rules.units[mapped.target], basis="mapping file")
    if mapped.unit:
        return mapped
    helper = unit_helper(mapped.target, columns)
    if helper in columns and (helper == "currency" or _belongs(columns[helper], mapped, columns)):
        return replace(mapped, basis="unit column")
    return replace(mapped, unit=canonical, basis="assumed")


def _belongs(unit_column: MappedColumn, mapped: MappedColumn, columns: Mapping[str, MappedColumn]) -> bool:
    """The unit of a quantity that is read as a net mass says nothing of the gross mass beside it."""
    if not _is_of_quantity(unit_column, "quantity_unit"):
        return True
    net_mass = columns.get("net_mass_kg")
    return net_mass is None or not _is_of_quantity(net_mass, "quantity") or mapped.target == "net_mass_kg"


def _is_of_quantity(mapped: MappedColumn, target: str) -> bool:
    claim = recognize(mapped.source)
    return claim is not None and claim.target == target


def _unit_of_other_mass(columns: Mapping[str, MappedColumn]) -> str:
    """Return the unit that one mass states, if it is not kilograms: a file does not change between two in silence."""
    stated = {
        columns[target].unit
        for target in MASSES
        if target in columns and columns[target].basis not in ("assumed", "unit column")
    }
    return stated.pop() if len(stated) == 1 and stated != {"kg"} else ""


def _without_idle_helpers(columns: dict[str, MappedColumn]) -> dict[str, MappedColumn]:
    """Drop a column of currencies or units where every amount or mass states its own."""
    idle = set()
    for helper in HELPERS:
        targets = [target for target in (_VALUE, *MASSES) if unit_helper(target, columns) == helper]
        present = [columns[target] for target in targets if target in columns]
        if present and all(mapped.basis != "unit column" for mapped in present):
            idle.add(helper)
    return {target: mapped for target, mapped in columns.items() if target not in idle}
