"""The choice between columns that could all be one: by the rules of a table, each with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from riskscan.manifest.mapping.candidates import Direction
from riskscan.manifest.mapping.recognizing import Claim
from riskscan.manifest.mapping.sampling import Sample
from riskscan.manifest.mapping.words import read_header_words
from riskscan.tables.headers import ColumnChoice, load_column_choices

__all__ = ["Choice", "choose", "mark_longest_code", "mark_units"]

_OF_INVOICE = frozenset(("invoice", "foreign_currency"))
_FIRST = "it stands first, and nothing else tells them apart"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several claims to a target.

    Attributes
    ----------
    claim : Claim
        The best.
    others : tuple of Claim
        The rest, best first.
    why : str
        What tells the best from the next, as the end of a sentence; empty where there is no other.
    """

    claim: Claim
    others: tuple[Claim, ...] = ()
    why: str = ""


def choose(claims: Sequence[Claim], direction: Direction) -> Choice:
    """Choose between claims to one target.

    Parameters
    ----------
    claims : sequence of Claim
        At least one, in the order of the file.
    direction : {"", "import", "export"}
        Of the file.
    """
    if len(claims) == 1:
        return Choice(claims[0])
    rules = [
        rule
        for rule in load_column_choices()
        if rule.target in ("*", claims[0].target) and rule.direction in ("", direction)
    ]
    ranked = sorted(claims, key=lambda claim: [_loses(rule, claim) for rule in rules])
    why = next((rule.why for rule in rules if _loses(rule, ranked[0]) != _loses(rule, ranked[1])), _FIRST)
    return Choice(ranked[0], tuple(ranked[1:]), why)


def _loses(rule: ColumnChoice, claim: Claim) -> bool:
    has_trait = rule.trait in claim.traits or (rule.trait == "weak" and claim.is_weak)
    return has_trait != rule.is_better


def mark_units(claims: Sequence[Claim], *, currency_column: str = "") -> list[Claim]:
    """Mark the claims whose unit or currency is stated.

    Parameters
    ----------
    claims : sequence of Claim
        To one target.
    currency_column : str
        Header of the column of currencies, empty where there is none. That of the invoice speaks of the amounts of the
        invoice only, where there are such.
    """
    of_invoice = read_header_words(currency_column).concepts & _OF_INVOICE if currency_column else frozenset()
    has_invoice_amounts = any(claim.traits & _OF_INVOICE for claim in claims)
    marked = []
    for claim in claims:
        traits = set()
        if claim.target == "customs_value_usd":
            if "price" in claim.traits and "total" not in claim.traits:
                traits.add("bare_price")
            is_foreign = bool(claim.traits & {"foreign_currency", "local_currency"})
            is_own = not of_invoice or not has_invoice_amounts or claim.traits & _OF_INVOICE
            if claim.unit.endswith("USD") and not is_foreign:
                traits |= {"in_usd", "has_currency"}
            elif claim.unit or (currency_column and is_own and "local_currency" not in claim.traits):
                traits.add("has_currency")
            elif currency_column and not is_own:
                traits.add("currency_of_invoice")
        elif claim.unit:
            traits |= {"has_unit", "in_kg"} if claim.unit == "kg" else {"has_unit"}
        marked.append(claim.having(traits))
    return marked


def mark_longest_code(claims: Sequence[Claim], sample: Sample | None) -> list[Claim]:
    """Mark the columns of the longest tariff codes; without cells, a number in the header is one of digits."""
    lengths = {claim.header: _code_length(claim, sample) for claim in claims}
    longest = max(lengths.values(), default=0)
    return [claim.having({"longest"}) if lengths[claim.header] == longest else claim for claim in claims]


def _code_length(claim: Claim, sample: Sample | None) -> float:
    cells = sample.get(claim.header) if sample else None
    if cells is not None and cells.n_filled:
        digits = sorted(sum(character.isdecimal() for character in text) for text, _ in cells.texts)
        return digits[len(digits) // 2]
    return claim.ordinal or 99
