"""What one part of a customs message says: a declaration, a consignment, a goods item, read by its field map."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from riskscan.manifest.formats.message_values import (
    add_up,
    choose_commodity_code,
    to_country_of_place,
    to_day,
    to_kilograms,
    to_mode,
    to_plain_number,
)
from riskscan.manifest.issues import IssueKind
from riskscan.manifest.schema import MASSES
from riskscan.tables.field_maps import FieldMap, FieldPath, Level, MappedField, Role

__all__ = ["JOINED", "QUANTITIES", "Found", "Leaf", "Part", "PartReader", "Understood"]

JOINED = {
    "goods_description": " | ",
    "chemical_name": " | ",
    "cas_rn": ";",
    "un_number": ";",
    "transit_countries": ";",
    "permit_reference": "; ",
    "cus_number": "; ",
    "container_number": "; ",
}
"""Columns that take everything that is said, with what stands between."""

QUANTITIES = (*MASSES, "package_count", "customs_value")
"""Columns of a whole: of a consignment with several items, none of them has it."""

_TEXTS = ("goods_description", "chemical_name")
_LONGEST_FLAG = 1  # characters: ``N`` where a text could stand is no text
_ADDITION = "hs_addition"
_NATIONAL = 8  # digits of a code to which a European addition of two digits belongs


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value in a message.

    Attributes
    ----------
    text : str
        Stripped, never empty.
    unit : str
        Unit, currency or format that stands beside it; empty for none.
    header : str
        Where it stands: the name of its column where no other column takes it.
    key : hashable
        Tells it from all others of its part.
    """

    text: str
    unit: str
    header: str
    key: Hashable


@dataclass(frozen=True, slots=True)
class Found:
    """A value for a column.

    Attributes
    ----------
    text : str
        The cell.
    header : str
        Where it stands in the message.
    currency : str
        Of an amount, empty where none is stated.
    is_weak : bool
        Whether it counts only where no other part says more.
    is_of_place : bool
        Whether it is the country that the code of a place begins with.
    """

    text: str
    header: str
    currency: str = ""
    is_weak: bool = False
    is_of_place: bool = False


@dataclass(slots=True)
class Part:
    """What a part says, before it is joined with what holds it.

    Attributes
    ----------
    level : Level
        What the part is.
    found : dict of str to list of Found
        Values by column.
    others : dict of str to str
        Values that no column takes, by header.
    problems : list of (IssueKind, str, str)
        Kind, column and value.
    n_rows : int
        Goods items that it holds.
    """

    level: Level
    found: dict[str, list[Found]] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    problems: list[tuple[IssueKind, str, str]] = field(default_factory=list)
    n_rows: int = 1

    @property
    def says_goods(self) -> bool:
        """Whether it says something of goods, be it only what they weigh."""
        return self.names_goods or any(column in self.found for column in MASSES)

    @property
    def names_goods(self) -> bool:
        """Whether it says what the goods are."""
        return any(column in self.found for column in (*_TEXTS, "hs_code", "cas_rn"))

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not self.others and all(found.is_weak for each in self.found.values() for found in each)


class PartReader(Protocol):
    """A part of a message that can be asked for what stands at a path."""

    def find(self, path: str) -> list[Leaf]:
        """Return the values at a path, in order."""

    def unit_at(self, path: str) -> str:
        """Return the unit that stands at a path of its own, empty for none."""

    def rest(self, taken: set[Hashable]) -> dict[str, str]:
        """Return all values but the taken ones, by header; several of one header are joined."""


class Understood:
    """Reads a part by the field map of its level.

    Parameters
    ----------
    fields : FieldMap
        The map of the format.
    decimal_mark : {".", ","}
        Of the numbers in the message.
    """

    def __init__(self, fields: FieldMap, decimal_mark: str = ".") -> None:
        self._fields = fields
        self._decimal_mark = decimal_mark

    def read(self, level: Level, reader: PartReader) -> Part:
        """Return what a part says."""
        part = Part(level)
        taken: set[Hashable] = set()
        for mapped in level.fields:
            if mapped.column in JOINED:
                found = self._all(mapped, reader, taken)
            elif mapped.column in MASSES:
                found = self._mass(mapped, reader, taken, part)
            elif mapped.column == "customs_value":
                found = self._amount(mapped.paths, reader, taken)
            else:
                found = self._first(mapped.column, mapped.paths, reader, taken)
            if found:
                part.found[mapped.column] = found
        for role, bases in level.parties.items():
            part.found |= self._party(role, bases, reader, taken)
        for column, text in level.constants.items():
            part.found.setdefault(column, [Found(text, column, is_weak=True)])
        _add_to_code(part)
        part.others = reader.rest(taken)
        return part

    def stated_items(self, level: Level, reader: PartReader) -> int | None:
        """Return the number of goods items that the part says it has."""
        for path in level.stated_items:
            for leaf in reader.find(path):
                if leaf.text.isdecimal() and len(leaf.text) < 8:
                    return int(leaf.text)
        return None

    def _all(self, mapped: MappedField, reader: PartReader, taken: set[Hashable]) -> list[Found]:
        """Take everything: what stands at one path is one text, in order."""
        between = "\n" if mapped.column in _TEXTS else JOINED[mapped.column]
        least = _LONGEST_FLAG if mapped.column in _TEXTS else 0
        found = []
        for path in mapped.paths:
            leaves = [leaf for leaf in reader.find(path.path) if leaf.key not in taken and len(leaf.text) > least]
            texts = list(dict.fromkeys(filter(None, (_take(leaf.text, path) for leaf in leaves))))
            if texts:
                taken.update(leaf.key for leaf in leaves)
                found.append(Found(between.join(texts), leaves[0].header, is_weak=path.is_weak))
        return found

    def _mass(self, mapped: MappedField, reader: PartReader, taken: set[Hashable], part: Part) -> list[Found]:
        """Take the first mass that can be read, of nothing only where all are; one that cannot is said."""
        unread = []
        nothing: tuple[Leaf, str] | None = None
        for path in mapped.paths:
            for leaf in reader.find(path.path):
                unit = leaf.unit or (reader.unit_at(path.unit) if path.unit else "")
                number = to_plain_number(leaf.text, self._decimal_mark) or leaf.text
                mass = to_kilograms(number, unit)
                if mass is None:
                    if not path.is_weak:
                        unread.append((IssueKind.UNKNOWN_UNIT, mapped.column, f"{leaf.text} {unit}"))
                elif mass.strip("0."):
                    taken.add(leaf.key)
                    return [Found(mass, leaf.header)]
                else:
                    nothing = nothing or (leaf, mass)
        part.problems += unread
        if nothing is None:
            return []
        taken.add(nothing[0].key)
        return [Found(nothing[1], nothing[0].header)]

    def _amount(self, paths: Iterable[FieldPath], reader: PartReader, taken: set[Hashable]) -> list[Found]:
        """Take the first amount whose currency is stated, else the first; an amount of nothing only where all are."""
        best: tuple[tuple[bool, bool], Leaf, str] | None = None
        for path in paths:
            for leaf in reader.find(path.path)[:1]:
                currency = reader.unit_at(path.unit) if path.unit else leaf.unit
                sense = (bool(leaf.text.strip("0., ")), bool(currency))
                if best is None or sense > best[0]:
                    best = (sense, leaf, currency)
        if best is None:
            return []
        _, leaf, currency = best
        taken.add(leaf.key)
        text = to_plain_number(leaf.text, self._decimal_mark) or leaf.text
        return [Found(text, leaf.header, currency)]

    def _first(self, column: str, paths: Iterable[FieldPath], reader: PartReader, taken: set[Hashable]) -> list[Found]:
        """Take the first value that there is."""
        for path in paths:
            leaves = reader.find(path.path)
            if path.taken in ("sum", "joined", "commodity code"):
                text = _combine(leaves, path, self._decimal_mark)
                if path.taken == "commodity code":
                    leaves = [leaf for leaf in leaves if choose_commodity_code([leaf.text]) == text][:1]
            else:
                leaves = leaves[:1]
                text = _take(leaves[0].text, path) if leaves else None
            if text:
                is_of_place = path.taken == "country of place"
                if not is_of_place:  # the place itself is told by another column
                    taken.update(leaf.key for leaf in leaves)
                cell = self._as_cell(column, text, leaves[0].unit)
                return [Found(cell, leaves[0].header, "", path.is_weak, is_of_place)]
        return []

    def _as_cell(self, column: str, text: str, unit: str) -> str:
        if column == "lodged_on":
            return to_day(text, unit)
        if column == "transport_mode":
            return to_mode(text)
        if column == "package_count":
            return to_plain_number(text, self._decimal_mark) or text
        return text

    def _party(
        self, role: Role, bases: tuple[str, ...], reader: PartReader, taken: set[Hashable]
    ) -> dict[str, list[Found]]:
        """Take name, address and country of one party: the first with a name, else the first with a number."""
        where = self._fields.party
        for known_by in ("name", "id"):
            for base in bases:
                name = self._first("", _below(base, where[known_by]), reader, taken)
                if not name:
                    continue
                found = {f"{role}_name": name}
                address = [
                    one for path in _below(base, where["address"]) for one in self._first("", [path], reader, taken)
                ]
                if address:
                    text = ", ".join(dict.fromkeys(one.text.replace("\n", ", ") for one in address))
                    found[f"{role}_address"] = [Found(text, address[0].header)]
                if country := self._first("", _below(base, where["country"]), reader, taken):
                    found[f"{role}_country"] = country
                return found
        return {}


def _below(base: str, paths: Iterable[FieldPath]) -> list[FieldPath]:
    return [FieldPath(f"{base}/{path.path}", path.unit, path.taken, path.is_weak) for path in paths]


def _take(text: str, path: FieldPath) -> str | None:
    if path.taken == "country of place":
        return to_country_of_place(text)
    lines = [line.strip(" ,;\t") for line in text.splitlines() if line.strip(" ,;\t")]
    if path.taken == "first line":
        return lines[0] if lines else None
    return ", ".join(lines[1:]) if path.taken == "other lines" else text


def _combine(leaves: list[Leaf], path: FieldPath, decimal_mark: str) -> str | None:
    texts = [leaf.text for leaf in leaves]
    if not texts:
        return None
    if path.taken == "commodity code":
        return choose_commodity_code(texts)
    if path.taken == "sum" and len(texts) > 1:
        total = add_up(to_plain_number(text, decimal_mark) or text for text in texts)
        return total or texts[0]
    return " ".join(dict.fromkeys(texts)) if path.taken == "joined" else texts[0]


def _add_to_code(part: Part) -> None:
    """Write the European addition behind the commodity code that it belongs to."""
    addition = part.found.pop(_ADDITION, None)
    code = part.found.get("hs_code")
    if not addition:
        return
    digits = code[0].text if code else ""
    if len(digits) == _NATIONAL and addition[0].text.isdecimal() and len(addition[0].text) == 2:
        part.found["hs_code"] = [Found(digits + addition[0].text, code[0].header if code else "")]
    else:
        part.others[addition[0].header] = addition[0].text
