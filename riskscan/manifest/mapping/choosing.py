"""Which column of a file is which canonical column, and in which unit."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from riskscan.exceptions import ManifestError
from riskscan.identifiers.characters import fold
from riskscan.manifest.cells.units import lookup_unit
from riskscan.manifest.mapping.rules import ColumnRules
from riskscan.manifest.schema import CANONICAL, SCHEMA, TEXT_COLUMNS
from riskscan.tables.languages import load_column_aliases

__all__ = ["HELPERS", "ColumnMapping", "MappedColumn", "count_known_headers", "map_columns"]

HELPERS = ("currency", "mass_unit")
"""Columns that are not canonical but hold the unit of one that is."""

_BRACKETS = re.compile(r"^(?P<head>.*?)[(\[{<（【［](?P<inside>[^()\[\]{}<>（）【】［］]*)[)\]}>）】］](?P<tail>.*)$")
_WORDS = re.compile(r"[\s_.,;:/|-]+")
_PREFIXES = ("content", "item", "goods", "line", "shipment", "parcel", "consignment", "declaration", "total")
_LINKS = {"in", "en", "em", "de", "of", "per"}


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A canonical column and where it comes from.

    Attributes
    ----------
    target : str
        Canonical column (or one of `HELPERS`).
    sources : tuple of str
        Headers in the file: one, or the parts of a text in the order in which they are joined.
    unit : str
        Unit in which the cells are read, empty for columns without one.
    basis : {"name", "alias", "header unit", "mapping file", "assumed", "unit column"}
        How the column, or its unit, was known.
    """

    target: str
    sources: tuple[str, ...]
    unit: str = ""
    basis: Literal["name", "alias", "header unit", "mapping file", "assumed", "unit column"] = "alias"

    @property
    def source(self) -> str:
        """The first header."""
        return self.sources[0]


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The mapping of a whole header.

    Attributes
    ----------
    columns : dict of str to MappedColumn
        By target, in canonical order, then the helpers.
    unmapped : tuple of str
        Headers that stand for no canonical column; they pass through untouched. Helper columns are among them.
    """

    columns: dict[str, MappedColumn] = field(default_factory=dict)
    unmapped: tuple[str, ...] = ()

    def source(self, target: str) -> str | None:
        """Return the header that a target is read from, or None."""
        mapped = self.columns.get(target)
        return mapped.source if mapped else None


def map_columns(
    headers: Sequence[str], rules: ColumnRules | None = None, *, require_text: bool = True
) -> ColumnMapping:
    """Map the headers of a file to canonical columns.

    Parameters
    ----------
    headers : sequence of str
        Unique headers of the file.
    rules : ColumnRules, optional
        The user's mapping file; what it names goes before the built-in aliases.
    require_text : bool, default True
        Whether a goods description or chemical name must be among them.

    Raises
    ------
    ManifestError
        Where two headers claim one target, a header of the mapping file is missing, or no text column is found.

    Examples
    --------
    >>> mapping = map_columns(["Description of Goods", "Gross Wt (LB)", "Remarks"])
    >>> mapping.columns["gross_mass_kg"]
    MappedColumn(target='gross_mass_kg', sources=('Gross Wt (LB)',), unit='lb', basis='header unit')
    >>> mapping.unmapped
    ('Remarks',)
    """
    rules = rules or ColumnRules()
    claimed = _explicit(headers, rules)
    taken = {source for mapped in claimed.values() for source in mapped.sources}
    claims: dict[str, list[MappedColumn]] = {}
    for header in headers:
        mapped = None if header in taken else _recognize(header)
        if mapped and mapped.target not in claimed:
            claims.setdefault(mapped.target, []).append(mapped)
    _check_single(claims)
    claimed |= {target: candidates[0] for target, candidates in claims.items()}
    columns = {
        target: _with_unit(claimed[target], rules, claimed) for target in (*CANONICAL, *HELPERS) if target in claimed
    }
    if require_text and not any(target in columns for target in TEXT_COLUMNS):
        raise ManifestError(
            f"No column says what the goods are: found {_listed(headers)}. Name one in a mapping file"
            ' (--columns mapping.toml) as [columns] goods_description = "its header".'
        )
    used = {source for target, mapped in columns.items() if target in SCHEMA for source in mapped.sources}
    return ColumnMapping(columns, tuple(header for header in headers if header not in used))


def count_known_headers(headers: Iterable[str]) -> int:
    """Return how many headers stand for a canonical column or a helper."""
    return sum(_recognize(header) is not None for header in headers)


def _explicit(headers: Sequence[str], rules: ColumnRules) -> dict[str, MappedColumn]:
    folded = {_key(header): header for header in reversed(headers)}
    claimed = {}
    named = dict(rules.columns) | ({"currency": rules.currency_column} if rules.currency_column else {})
    for target, source in named.items():
        header = source if source in headers else folded.get(_key(source))
        if header is None:
            raise ManifestError(
                f"The mapping file takes {target} from {source!r}, which the file does not have:"
                f" found {_listed(headers)}."
            )
        recognized = _recognize(header)
        unit = recognized.unit if recognized and recognized.target == target else _stated_unit(header, target)
        claimed[target] = MappedColumn(target, (header,), unit, "mapping file")
    return claimed


def _check_single(claims: dict[str, list[MappedColumn]]) -> None:
    for target, candidates in claims.items():
        if len(candidates) > 1:
            sources = " and ".join(repr(mapped.source) for mapped in candidates)
            raise ManifestError(
                f"Two columns claim {target}: {sources}. Choose one in a mapping file (--columns mapping.toml)"
                f' as [columns] {target} = "{candidates[0].source}".'
            )


def _with_unit(mapped: MappedColumn, rules: ColumnRules, claimed: dict[str, MappedColumn]) -> MappedColumn:
    """Settle the unit: mapping file, then header, then a column of units, then the canonical one as an assumption."""
    canonical = SCHEMA[mapped.target].unit if mapped.target in SCHEMA else ""
    if not canonical:
        return mapped
    if mapped.target in rules.units:
        return MappedColumn(mapped.target, mapped.sources, rules.units[mapped.target], "mapping file")
    if mapped.unit:
        return mapped
    helper = "currency" if canonical == "USD" else "mass_unit"
    if helper in claimed:
        return MappedColumn(mapped.target, mapped.sources, "", "unit column")
    return MappedColumn(mapped.target, mapped.sources, canonical, "assumed")


def _listed(headers: Sequence[str]) -> str:
    shown = ", ".join(repr(header[:60]) for header in headers[:30])
    return f"{shown} and {len(headers) - 30} more" if len(headers) > 30 else shown or "no columns"


def _key(header: str) -> str:
    return fold(header.replace(".", " ")).replace(" ", "")


@cache
def _alias_index() -> dict[str, MappedColumn]:
    index = {}
    for alias in load_column_aliases():
        basis: Literal["alias", "header unit"] = "header unit" if alias.unit else "alias"
        index[_key(alias.alias)] = MappedColumn(alias.target, (alias.alias,), alias.unit, basis)
    for column in SCHEMA.values():
        index[_key(column.name)] = MappedColumn(column.name, (column.name,), column.unit, "name")
    return index


def _recognize(header: str) -> MappedColumn | None:
    """Look a header up whole, then without the unit it states, then without a general first word."""
    if len(header) > 200:
        return None
    if found := _alias_index().get(_key(header)):
        return MappedColumn(found.target, (header,), found.unit, found.basis)
    for name, unit in _unit_splits(header):
        found = _alias_index().get(_key(name))
        if found and (stated := _fitting_unit(unit, found.target)) is not None:
            return MappedColumn(found.target, (header,), stated or found.unit, "header unit" if stated else found.basis)
    first, *rest = _WORDS.split(header.strip(), maxsplit=1)
    return _renamed(_recognize(rest[0]), header) if rest and fold(first) in _PREFIXES else None


def _renamed(mapped: MappedColumn | None, header: str) -> MappedColumn | None:
    return MappedColumn(mapped.target, (header,), mapped.unit, mapped.basis) if mapped else None


def _fitting_unit(symbol: str, target: str) -> str | None:
    """Return the unit's usual symbol, empty for a remark in brackets, None for a unit of the wrong kind."""
    if not symbol:
        return ""
    canonical = SCHEMA[target].unit if target in SCHEMA else ""
    unit = lookup_unit(symbol, "currency" if canonical == "USD" else "mass") if canonical else None
    return unit.unit if unit else None


def _stated_unit(header: str, target: str) -> str:
    return next((unit for _, symbol in _unit_splits(header) if symbol and (unit := _fitting_unit(symbol, target))), "")


def _unit_splits(header: str) -> list[tuple[str, str]]:
    """Return the ways to take a header apart into a name and a unit (empty for a remark in brackets)."""
    splits = []
    if bracket := _BRACKETS.match(header):
        name = f"{bracket['head']} {bracket['tail']}"
        splits += [(name, bracket["inside"]), (name, "")]
    words = [word for word in _WORDS.split(header.strip()) if word]
    if len(words) > 1:
        rest = words[:-2] if len(words) > 2 and words[-2].casefold() in _LINKS else words[:-1]
        splits += [(" ".join(rest), words[-1]), (" ".join(words[1:]), words[0])]
    return splits
