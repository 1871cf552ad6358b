"""Policy: score and screening outcome to tier; inspection plan under a capacity."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.exceptions import OptionError
from riskscan.tables.reading import DATA

__all__ = ["Policy", "PolicyRule", "Tier", "load_policy", "read_policy"]

_OUTCOMES = ("no_chemical", "clear", "controlled_drug", "watched", "unresolved", "resembles", "covered", "listed")


class Tier(IntEnum):
    """What is done with a row, rising."""

    RELEASE = 0
    REVIEW = 1
    INSPECT = 2
    HOLD = 3

    @classmethod
    def parse(cls, where: str, name: object) -> Self:
        """Return the tier of a name.

        Raises
        ------
        OptionError
            Where it is not a tier.
        """
        try:
            return cls[str(name).upper()]
        except KeyError as error:
            known = ", ".join(tier.name.lower() for tier in cls)
            raise OptionError(f"{where}: {name!r} is not a tier; known: {known}.") from error


@dataclass(frozen=True, slots=True)
class PolicyRule:
    """A rule that holds whatever the score says; see ``policy.toml`` for its conditions."""

    name: str
    why: str
    outcomes: frozenset[str]
    least_severity: float
    least_confidence: float
    permit: str | None
    conflict: str | None
    at_least: Tier | None
    at_most: Tier | None

    def applies(self, X: pd.DataFrame) -> NDArray[np.bool_]:
        """Say of every screened row whether all conditions are met."""
        met: NDArray[np.bool_] = X["screening_outcome"].isin(self.outcomes).to_numpy(dtype=bool)
        met = met & (X["severity"] >= self.least_severity).to_numpy(dtype=bool)
        met = met & (X["confidence"] >= self.least_confidence).to_numpy(dtype=bool)
        if self.permit is not None:
            present = X["permit_reference"].notna() & (X["permit_reference"].astype(object) != "")
            met = met & (present == (self.permit == "present")).to_numpy(dtype=bool)
        if self.conflict is not None:
            conflicts = X[["conflict_identifiers", "conflict_hs", "conflict_goods"]].fillna(False).astype(bool)
            met = met & (conflicts.any(axis=1) == (self.conflict == "present")).to_numpy(dtype=bool)
        return met


@dataclass(frozen=True, slots=True)
class Policy:
    """Thresholds, rules and plan settings.

    Attributes
    ----------
    review, inspect, hold : float
        Probabilities from which a row reaches the tier.
    rules : tuple of PolicyRule
        Applied in order: first every floor, then every ceiling.
    capacity : int
        Rows that can be inspected.
    explore : float
        Share of the capacity chosen at random.
    mandatory_tiers : tuple of Tier
        Tiers that a plan takes first.
    """

    review: float
    inspect: float
    hold: float
    rules: tuple[PolicyRule, ...]
    capacity: int
    explore: float
    mandatory_tiers: tuple[Tier, ...]

    def tiers(self, probability: NDArray[np.float64], X: pd.DataFrame) -> NDArray[np.int64]:
        """Return the tier of every row, shape (n_rows,).

        Parameters
        ----------
        probability : ndarray, shape (n_rows,)
            Calibrated probabilities.
        X : DataFrame, shape (n_rows, n_columns)
            Canonical and screening columns.
        """
        thresholds = np.array([self.review, self.inspect, self.hold])
        tier = np.searchsorted(thresholds, probability, side="right").astype(np.int64)
        for rule in self.rules:
            if rule.at_least is not None:
                tier = np.where(rule.applies(X), np.maximum(tier, int(rule.at_least)), tier)
        for rule in self.rules:
            if rule.at_most is not None:
                tier = np.where(rule.applies(X), np.minimum(tier, int(rule.at_most)), tier)
        return tier


def load_policy() -> Policy:
    """Return the packaged policy."""
    return read_policy(DATA / "policy.toml")


def read_policy(path: Path) -> Policy:
    """Read a user's policy file.

    Raises
    ------
    OptionError
        Where the file is missing, not TOML, or a key is missing, unknown or out of range.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OptionError(f"Policy {path} cannot be read: {error}.") from error
    return _parse_policy(path.name, table)


def _parse_policy(name: str, table: Mapping[str, Any]) -> Policy:
    if unknown := set(table) - {"tiers", "rules", "plan"}:
        raise OptionError(f"{name}: unknown parts {sorted(unknown)}; known: tiers, rules, plan.")
    tiers, plan = table.get("tiers", {}), table.get("plan", {})
    numbers = {}
    for where, part, keys in (("tiers", tiers, ("review", "inspect", "hold")), ("plan", plan, ("explore",))):
        for key in keys:
            value = part.get(key)
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
                raise OptionError(f"{name}, [{where}] {key}: {value!r} is not a number from 0 to 1.")
            numbers[key] = float(value)
    if not numbers["review"] <= numbers["inspect"] <= numbers["hold"]:
        raise OptionError(f"{name}, [tiers]: review, inspect and hold must not fall.")
    capacity = plan.get("capacity")
    if isinstance(capacity, bool) or not isinstance(capacity, int) or capacity < 1:
        raise OptionError(f"{name}, [plan] capacity: {capacity!r} is not a whole number above 0.")
    mandatory = tuple(Tier.parse(f"{name}, [plan]", tier) for tier in plan.get("mandatory_tiers", ()))
    rules = tuple(_parse_rule(name, rule) for rule in table.get("rules", ()))
    return Policy(rules=rules, capacity=capacity, mandatory_tiers=mandatory, **numbers)


def _parse_rule(name: str, table: Mapping[str, Any]) -> PolicyRule:
    where = f"{name}, rule {table.get('name', '(without name)')}"
    known = {
        "name", "why", "outcomes", "least_severity", "least_confidence", "permit", "conflict", "at_least", "at_most",
    }  # fmt: skip
    if unknown := set(table) - known:
        raise OptionError(f"{where}: unknown keys {sorted(unknown)}; known: {sorted(known)}.")
    if missing := {"name", "why", "outcomes"} - set(table):
        raise OptionError(f"{where}: lacks {sorted(missing)}.")
    if wrong := set(table["outcomes"]) - set(_OUTCOMES):
        raise OptionError(f"{where}: unknown outcomes {sorted(wrong)}; known: {', '.join(_OUTCOMES)}.")
    if ("at_least" in table) == ("at_most" in table):
        raise OptionError(f"{where}: needs at_least or at_most, and not both.")
    for key in ("permit", "conflict"):
        if table.get(key) not in (None, "present", "absent"):
            raise OptionError(f"{where}, {key}: {table[key]!r}; known: present, absent.")
    return PolicyRule(
        name=str(table["name"]),
        why=str(table["why"]),
        outcomes=frozenset(table["outcomes"]),
        least_severity=float(table.get("least_severity", 0)),
        least_confidence=float(table.get("least_confidence", 0)),
        permit=table.get("permit"),
        conflict=table.get("conflict"),
        at_least=Tier.parse(where, table["at_least"]) if "at_least" in table else None,
        at_most=Tier.parse(where, table["at_most"]) if "at_most" in table else None,
    )
