"""The result of mapping: which column of a file is which canonical column, in which unit, and why."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from riskscan.manifest.notes import Note
from riskscan.manifest.schema import CANONICAL, SCHEMA

__all__ = ["HELPERS", "Basis", "ColumnMapping", "MappedColumn", "in_order", "unit_helper"]

HELPERS = ("currency", "mass_unit", "net_mass_unit")
"""Columns that are not canonical but hold the unit of one that is; the last one where the net mass has its own."""

Basis = Literal["name", "alias", "header unit", "mapping file", "assumed", "unit column", "words", "form", "cells"]
"""How a column, or its unit, was known."""


Value = TypeVar("Value")


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
    basis : str
        How the column, or its unit, was known: by the canonical ``name``, an ``alias``, its ``words``, the fields of a
        known ``form`` or its ``cells``; by a ``mapping file``; a unit also by the ``header unit``, a ``unit column``,
        or ``assumed``.
    """

    target: str
    sources: tuple[str, ...]
    unit: str = ""
    basis: Basis = "alias"

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
    notes : tuple of Note
        What was chosen, joined, assumed or left out, and why.
    kept : tuple of str
        Headers that stay columns of their own, in the order of the file: the unmapped, and the parts of joined texts.
    """

    columns: dict[str, MappedColumn] = field(default_factory=dict)
    unmapped: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def helper_sources(self) -> frozenset[str]:
        """Headers of the columns that hold units."""
        return frozenset(self.columns[helper].source for helper in HELPERS if helper in self.columns)

    def source(self, target: str) -> str | None:
        """Return the (first) header that a target is read from, or None."""
        mapped = self.columns.get(target)
        return mapped.source if mapped else None


def in_order(by_target: Mapping[str, Value]) -> dict[str, Value]:
    """Return what is kept by target in canonical order, then the helpers; without any other target."""
    return {target: by_target[target] for target in (*CANONICAL, *HELPERS) if target in by_target}


def unit_helper(target: str, columns: Container[str]) -> str:
    """Return which of `HELPERS` holds the unit of a canonical column, if there is one.

    Parameters
    ----------
    target : str
        Canonical column with a unit.
    columns : container of str
        Targets of the mapping.
    """
    if SCHEMA[target].dimension == "currency":
        return "currency"
    has_own = target == "net_mass_kg" and "net_mass_unit" in columns
    return "net_mass_unit" if has_own else "mass_unit"
