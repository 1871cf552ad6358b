"""What a header means by the columns beside it: an address behind its party, a quantity before its unit, a port."""

from collections.abc import Sequence
from dataclasses import replace

from riskscan.manifest.mapping.candidates import Direction
from riskscan.manifest.mapping.recognizing import Claim
from riskscan.manifest.mapping.sampling import Sample, is_mass_unit
from riskscan.manifest.schema import MASSES

__all__ = ["resolve_neighbors"]

_PARTY_OF = {"consignor_name": "consignor_address", "consignee_name": "consignee_address"}
_MASS_OF_WORD = {"net": "net_mass_kg", "gross": "gross_mass_kg"}
_MOST = 0.5
_BY_DIRECTION = {
    "local_port": {"import": "port_of_discharge", "export": "port_of_loading"},
    "foreign_port": {"import": "port_of_loading", "export": "port_of_discharge"},
    "foreign_party": {"import": "consignor_name", "export": "consignee_name"},
    "own_party": {"import": "consignee_name", "export": "consignor_name"},
    "own_address": {"import": "consignee_address", "export": "consignor_address"},
    "origin_or_destination": {"import": "origin_country", "export": "destination_country"},
    "export_or_destination": {"import": "export_country", "export": "destination_country"},
}


def resolve_neighbors(
    claims: Sequence[Claim], headers: Sequence[str], direction: Direction, sample: Sample | None
) -> list[Claim]:
    """Replace the claims that only their surroundings explain by what they explain; drop those that stay open.

    Parameters
    ----------
    claims : sequence of Claim
        Of the whole header.
    headers : sequence of str
        In the order of the file.
    direction : {"", "import", "export"}
        Of the file: a port without a role is that of the country of the declaration.
    sample : mapping of str to ColumnSample, optional
        Cells by header.
    """
    by_header = {claim.header: claim for claim in claims}
    targets = {claim.target for claim in claims}
    resolved = []
    for place, header in enumerate(headers):
        claim = by_header.get(header)
        if claim is None:
            continue
        before = by_header.get(headers[place - 1]) if place else None
        after = by_header.get(headers[place + 1]) if place + 1 < len(headers) else None
        resolved += _resolve(claim, before, after, targets, direction, sample)
    return _units_of_masses(resolved)


def _resolve(
    claim: Claim,
    before: Claim | None,
    after: Claim | None,
    targets: set[str],
    direction: Direction,
    sample: Sample | None,
) -> list[Claim]:
    match claim.target:
        case "party_address":
            target = _PARTY_OF.get(before.target, "") if before else ""
            return [replace(claim, target=target)] if target and target not in targets else []
        case two_faced if two_faced in _BY_DIRECTION:
            target = _BY_DIRECTION[two_faced].get(direction, "")
            return [replace(claim, target=target, traits=claim.traits | {"by_direction"})] if target else []
        case "quantity":
            return _resolve_quantity(claim, after, targets, sample)
        case "quantity_unit" if before and before.target in MASSES and not before.unit and "quantity" not in targets:
            is_unit = _share_of_masses(claim, sample) >= _MOST
            return [replace(claim, target="mass_unit", basis="cells", is_weak=False)] if is_unit else []
        case "quantity_unit" | "package_kind":
            return []
    return [claim]


def _resolve_quantity(claim: Claim, after: Claim | None, targets: set[str], sample: Sample | None) -> list[Claim]:
    """A quantity counts packages before the column of their kind, and is a net mass before one of units of mass."""
    if after is None:
        return []
    if after.target == "package_kind" and "package_count" not in targets:
        return [replace(claim, target="package_count", traits=claim.traits | {"by_neighbor"})]
    is_mass = _share_of_masses(after, sample) == 1
    if after.target == "quantity_unit" and is_mass and not targets & {"net_mass_kg", "mass_unit"}:
        unit = Claim("mass_unit", after.header, basis="cells", traits=after.traits)
        return [replace(claim, target="net_mass_kg", traits=claim.traits | {"by_neighbor"}), unit]
    return []


def _share_of_masses(claim: Claim, sample: Sample | None) -> float:
    cells = sample.get(claim.header) if sample else None
    return cells.share(is_mass_unit) if cells else 0.0


def _units_of_masses(claims: Sequence[Claim]) -> list[Claim]:
    """Give the net mass its own column of units, where the columns of units are those of both masses.

    A column of units is that of the mass it names, else of the one it stands behind.
    """
    mass, owners = "", {}
    for claim in claims:
        if claim.target in MASSES:
            mass = claim.target
        elif claim.target == "mass_unit":
            named = [target for word, target in _MASS_OF_WORD.items() if word in claim.traits]
            owners[claim.header] = named[0] if len(named) == 1 else mass
    if set(owners.values()) != set(MASSES):
        return list(claims)
    return [
        replace(claim, target="net_mass_unit") if owners.get(claim.header) == "net_mass_kg" else claim
        for claim in claims
    ]
