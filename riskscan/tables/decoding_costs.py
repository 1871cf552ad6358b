"""What the readings of a line cost."""

from dataclasses import dataclass, fields
from functools import cache

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_toml

__all__ = ["DecodingCosts", "load_decoding_costs"]


@dataclass(frozen=True, slots=True)
class DecodingCosts:
    """Costs, in letters of the line that a reading must explain to be worth them.

    Attributes
    ----------
    name : float
        Of each name that the line falls into.
    systematic : float
        Of a name that no table has: a parser reads it.
    edited : float
        Of another language, an ending, a part spelled out, punctuation mended.
    ambiguous : float
        Of a name that leaves open what it means.
    joined : float
        Of a name read over a comma, colon or semicolon with a space behind it, which it has not.
    spelling : float
        Of each letter that is another one, put in, left out or swapped.
    punctuation : float
        Of each sign that is another one in a name with slips.
    unread : float
        What it is worth to say that words were not read.
    """

    name: float
    systematic: float
    edited: float
    ambiguous: float
    joined: float
    spelling: float
    punctuation: float
    unread: float


@cache
def load_decoding_costs() -> DecodingCosts:
    """Return the costs.

    Raises
    ------
    TableError
        Where one is missing, unknown or negative.
    """
    table = read_toml(DATA / "decoding_costs.toml").get("reading", {})
    expected = {field.name for field in fields(DecodingCosts)}
    if set(table) != expected:
        raise TableError(f"decoding_costs.toml: [reading] must have {', '.join(sorted(expected))}, and nothing else.")
    for name, cost in table.items():
        if not isinstance(cost, float) or cost < 0:
            raise TableError(f"decoding_costs.toml: {name} must be a number of at least 0.0, found {cost!r}.")
    return DecodingCosts(**table)
