"""Goods items of a customs message as rows: each with what its consignment and its declaration say."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from riskscan.manifest.formats.message_parts import JOINED, QUANTITIES, Found, Part
from riskscan.manifest.issues import IssueKind
from riskscan.manifest.schema import MASSES

__all__ = ["COLUMNS", "MessageRow", "merge_parts"]

COLUMNS = (
    "consignment_id", "item_number", "lodged_on", "goods_description", "chemical_name", "cas_rn", "cus_number",
    "hs_code", "un_number", "net_mass_kg", "gross_mass_kg", "package_count", "customs_value", "currency",
    "origin_country", "export_country", "transit_countries", "destination_country", "port_of_loading",
    "port_of_discharge", "transport_mode", "carrier", "vessel_name", "container_number", "consignor_name",
    "consignor_address", "consignor_country", "consignee_name", "consignee_address", "consignee_country",
    "permit_reference", "further_un_numbers", "message_reference",
)  # fmt: skip
"""Columns that a field map can fill, in the order in which a table has them; the value is not yet in USD."""

_ROLES = ("consignor_", "consignee_")


@dataclass(slots=True)
class MessageRow:
    """A goods item, or a part that holds none.

    Attributes
    ----------
    parts : list of Part
        The item, then what holds it, from the inside.
    line : int
        Line of the file in which it begins, 0 where lines are not counted.
    problems : list of (IssueKind, str, str)
        What is wrong with the row as such: kind, column and value.
    """

    parts: list[Part]
    line: int = 0
    problems: list[tuple[IssueKind, str, str]] = field(default_factory=list)

    def issues(self) -> Iterator[tuple[IssueKind, str, str]]:
        """Yield every problem of the row and of its item."""
        yield from self.problems
        for part in self.parts:
            yield from part.problems


def merge_parts(parts: list[Part], of_places: set[str]) -> dict[str, str]:
    """Return the cells of a row by header; columns whose country is that of a place are added to `of_places`.

    What the item says counts more than what holds it says; texts that say what the goods are come together; the mass,
    count or value of a whole is an item's only where it is the only one. A value that gives way to another keeps a
    column of its own.
    """
    cells: dict[str, str] = {}
    texts: dict[str, list[str]] = {}
    weak: list[tuple[str, Found]] = []
    others: dict[str, str] = {}
    for part in parts:
        closed = {role for role in _ROLES if f"{role}name" in cells}
        for column, found in part.found.items():
            if column in JOINED:
                texts.setdefault(column, []).extend(one.text for one in found)
                continue
            one = found[0]
            is_of_other = column.startswith(tuple(closed)) if closed else False
            is_of_whole = column in QUANTITIES and part.n_rows > 1
            if one.is_weak and not is_of_whole:
                weak.append((column, one))
            elif column == "customs_value" and "currency" not in cells and one.currency and not is_of_whole:
                # Of the one item, an amount in a stated currency says more than one in none.
                if column in cells:
                    others.setdefault("amount_without_currency", cells[column])
                _set(cells, column, one, of_places)
            elif column in cells or is_of_other or is_of_whole:
                if cells.get(column) != one.text:
                    others.setdefault(one.header, _with_unit(column, one))
            else:
                _set(cells, column, one, of_places)
        for header, text in part.others.items():
            others.setdefault(header, text)
    for column, one in weak:
        if column not in cells:
            _set(cells, column, one, of_places)
        elif cells[column] != one.text and one.header != column and not one.is_of_place:
            others.setdefault(one.header, _with_unit(column, one))
    for column, said in texts.items():
        cells[column] = JOINED[column].join(dict.fromkeys(said))
    _part_un_numbers(cells)
    return cells | others


def _set(cells: dict[str, str], column: str, found: Found, of_places: set[str]) -> None:
    cells[column] = found.text
    if found.currency:
        cells["currency"] = found.currency
    if found.is_of_place:
        of_places.add(column)


def _with_unit(column: str, found: Found) -> str:
    """Return a value as it stands in a column whose name tells no unit."""
    return f"{found.text} {'kg' if column in MASSES else found.currency}".rstrip()


def _part_un_numbers(cells: dict[str, str]) -> None:
    """A row has one UN number; the further ones get a column of their own."""
    first, _, further = cells.get("un_number", "").partition(";")
    if further:
        cells["un_number"], cells["further_un_numbers"] = first, further
