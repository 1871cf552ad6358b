"""Policy: score and screening outcome to tier; inspection plan under a capacity."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import IntEnum
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.exceptions import OptionError
from riskscan.features.columns import Frame, Rows, coded_texts
from riskscan.tables.reading import DATA, parse_toml

__all__ = ["Bound", "Policy", "PolicyRule", "Tier", "Verdicts", "load_policy", "read_policy"]

_LISTED = {"weak": 1, "name": 2, "strong": 3}
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
    reviewed: str | None
    listed_party: int | None
    at_least: Tier | None
    at_most: Tier | None

    def applies(self, X: Frame) -> NDArray[np.bool_]:
        """Say of every screened row whether all conditions are met."""
        return self._applies(_RowFacts(X))

    def _applies(self, facts: "_RowFacts") -> NDArray[np.bool_]:
        met = facts.has_outcome(self.outcomes)
        met = met & (facts.severity >= self.least_severity) & (facts.confidence >= self.least_confidence)
        if self.permit is not None:
            met = met & (facts.has_permit == (self.permit == "present"))
        if self.conflict is not None:
            met = met & (facts.has_conflict == (self.conflict == "present"))
        if self.reviewed is not None:
            met = met & (facts.is_settled == (self.reviewed == "present"))
        if self.listed_party is not None:
            met = met & (facts.party_level >= self.listed_party)
        return met


class _RowFacts:
    """What rules ask of screened rows, each worked out once for all rules."""

    def __init__(self, X: Frame) -> None:
        self._X = Rows.of(X)
        self._outcome = coded_texts(self._X, "screening_outcome")
        self.severity = np.asarray(self._X["severity"], dtype=np.float64)
        self.confidence = np.asarray(self._X["confidence"], dtype=np.float64)

    def has_outcome(self, outcomes: frozenset[str]) -> NDArray[np.bool_]:
        """Say of every row whether its outcome is one of some."""
        return np.array([outcome in outcomes for outcome in self._outcome.values.tolist()], bool)[self._outcome.codes]

    @cached_property
    def has_permit(self) -> NDArray[np.bool_]:
        permit = np.asarray(self._X["permit_reference"], dtype=object)
        found: NDArray[np.bool_] = ~pd.isna(permit) & (permit != "")
        return found

    @cached_property
    def has_conflict(self) -> NDArray[np.bool_]:
        kinds = (self._X[name] for name in ("conflict_identifiers", "conflict_hs", "conflict_goods"))
        found: NDArray[np.bool_] = np.logical_or.reduce([_is_true(kind) for kind in kinds])
        return found

    @cached_property
    def is_settled(self) -> NDArray[np.bool_]:
        X = self._X
        return np.asarray(X["is_settled"], dtype=bool) if "is_settled" in X else np.zeros(len(X), dtype=bool)

    @cached_property
    def party_level(self) -> NDArray[Any]:
        X = self._X
        return np.asarray(X["listed_party_level"]) if "listed_party_level" in X else np.zeros(len(X))


def _is_true(values: Any) -> NDArray[np.bool_]:
    """Say of every cell whether it is true; a missing one is not."""
    if values.dtype == bool:
        return np.asarray(values)
    cells = np.asarray(values, dtype=object)
    return np.where(pd.isna(cells), False, cells).astype(bool)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the rules say of rows, each array of shape (n_rows,).

    Attributes
    ----------
    floor, ceiling : ndarray of int8
        Number of the rule that demands most, and of the one that allows least; -1 where there is none.
    """

    floor: NDArray[np.int8]
    ceiling: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Bound:
    """How many rows the score of a model may raise beyond what the rules ask for; see ``policy.toml``.

    Attributes
    ----------
    models : {"simulated", "all"}
        Which models are bounded: those trained on simulated rows, or all.
    above_release, above_review : float
        Shares of the rows; those that rules raise count first.
    capacity : int or None
        Rows above ``review``, in place of the share.
    """

    models: str = "simulated"
    above_release: float = 0.15
    above_review: float = 0.05
    capacity: int | None = None


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
    bound : Bound
        How many rows the score may raise.
    base_rate : float or None
        Share of violations that the user expects; probabilities are moved to it.
    """

    review: float
    inspect: float
    hold: float
    rules: tuple[PolicyRule, ...]
    capacity: int
    explore: float
    mandatory_tiers: tuple[Tier, ...]
    bound: Bound = Bound()
    base_rate: float | None = None

    def __post_init__(self) -> None:
        """Refuse a base rate out of range."""
        if self.base_rate is not None and not 0 < self.base_rate < 1:
            raise OptionError(f"base_rate: {self.base_rate!r} is not a number between 0 and 1.")

    def threshold(self, tier: Tier) -> float:
        """Return the probability from which a row reaches a tier."""
        return (0.0, self.review, self.inspect, self.hold)[tier]

    def score_tiers(self, probability: NDArray[np.float64]) -> NDArray[np.int8]:
        """Return the tier that each probability reaches by itself, shape (n_rows,)."""
        thresholds = np.array([self.review, self.inspect, self.hold])
        return np.searchsorted(thresholds, probability, side="right").astype(np.int8)

    def judge(self, X: Frame) -> Verdicts:
        """Return what the rules say of each row, whatever its score; of equal rules the first.

        Parameters
        ----------
        X : DataFrame or Rows, shape (n_rows, n_columns)
            Canonical and screening columns.
        """
        none = np.full(len(X), -1, dtype=np.int8)
        found = Verdicts(none, none.copy())
        floor, ceiling = np.full(len(X), int(Tier.RELEASE)), np.full(len(X), int(Tier.HOLD))
        facts = _RowFacts(X)
        for number, rule in enumerate(self.rules):
            applies = rule._applies(facts)
            if rule.at_least is not None:
                higher = applies & (floor < int(rule.at_least))
                floor[higher], found.floor[higher] = int(rule.at_least), number
            if rule.at_most is not None:
                lower = applies & (ceiling > int(rule.at_most))
                ceiling[lower], found.ceiling[lower] = int(rule.at_most), number
        return found

    def floors(self, rules: NDArray[np.int8]) -> NDArray[np.int8]:
        """Return the least tier that rules of these numbers demand; ``release`` for -1."""
        tiers = [int(rule.at_least or Tier.RELEASE) for rule in self.rules]
        return np.array([*tiers, int(Tier.RELEASE)], dtype=np.int8)[rules]

    def ceilings(self, rules: NDArray[np.int8]) -> NDArray[np.int8]:
        """Return the highest tier that rules of these numbers allow; ``hold`` for -1."""
        tiers = [int(Tier.HOLD if rule.at_most is None else rule.at_most) for rule in self.rules]
        return np.array([*tiers, int(Tier.HOLD)], dtype=np.int8)[rules]


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
        table = parse_toml(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OptionError(f"Policy {path} cannot be read: {error}.") from error
    return _parse_policy(path.name, table)


def _parse_policy(name: str, table: Mapping[str, Any]) -> Policy:
    known = ("base_rate", "tiers", "rules", "bound", "plan")
    if unknown := set(table) - set(known):
        raise OptionError(f"{name}: unknown parts {sorted(unknown)}; known: {', '.join(known)}.")
    tiers, plan = table.get("tiers", {}), table.get("plan", {})
    numbers = {}
    for where, part, keys in (("tiers", tiers, ("review", "inspect", "hold")), ("plan", plan, ("explore",))):
        for key in keys:
            numbers[key] = _parse_share(f"{name}, [{where}] {key}", part.get(key))
    if not numbers["review"] <= numbers["inspect"] <= numbers["hold"]:
        raise OptionError(f"{name}, [tiers]: review, inspect and hold must not fall.")
    capacity = _parse_rows(f"{name}, [plan] capacity", plan.get("capacity"))
    base_rate = table.get("base_rate")
    mandatory = tuple(Tier.parse(f"{name}, [plan]", tier) for tier in plan.get("mandatory_tiers", ()))
    rules = tuple(_parse_rule(name, rule) for rule in table.get("rules", ()))
    return Policy(
        rules=rules, capacity=capacity, mandatory_tiers=mandatory, bound=_parse_bound(name, table.get("bound", {})),
        base_rate=None if base_rate is None else _parse_share(f"{name}, base_rate", base_rate), **numbers,
    )  # fmt: skip


def _parse_share(where: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise OptionError(f"{where}: {value!r} is not a number from 0 to 1.")
    return float(value)


def _parse_rows(where: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise OptionError(f"{where}: {value!r} is not a whole number above 0.")
    return value


def _parse_bound(name: str, table: Mapping[str, Any]) -> Bound:
    where, known = f"{name}, [bound]", [field.name for field in fields(Bound)]
    if unknown := set(table) - set(known):
        raise OptionError(f"{where}: unknown keys {sorted(unknown)}; known: {', '.join(known)}.")
    models = table.get("models", Bound().models)
    if models not in ("simulated", "all"):
        raise OptionError(f"{where} models: {models!r}; known: simulated, all.")
    shares = {key: _parse_share(f"{where} {key}", table.get(key, getattr(Bound(), key))) for key in known[1:3]}
    if shares["above_review"] > shares["above_release"]:
        raise OptionError(f"{where}: above_review must not be larger than above_release.")
    rows = table.get("capacity")
    return Bound(models, **shares, capacity=None if rows is None else _parse_rows(f"{where} capacity", rows))


def _parse_rule(name: str, table: Mapping[str, Any]) -> PolicyRule:
    where = f"{name}, rule {table.get('name', '(without name)')}"
    known = {
        "name", "why", "outcomes", "least_severity", "least_confidence", "permit", "conflict", "reviewed",
        "listed_party", "at_least", "at_most",
    }  # fmt: skip
    if unknown := set(table) - known:
        raise OptionError(f"{where}: unknown keys {sorted(unknown)}; known: {sorted(known)}.")
    if missing := {"name", "why", *(() if "listed_party" in table else ("outcomes",))} - set(table):
        raise OptionError(f"{where}: lacks {sorted(missing)}.")
    if wrong := set(table.get("outcomes", _OUTCOMES)) - set(_OUTCOMES):
        raise OptionError(f"{where}: unknown outcomes {sorted(wrong)}; known: {', '.join(_OUTCOMES)}.")
    if ("at_least" in table) == ("at_most" in table):
        raise OptionError(f"{where}: needs at_least or at_most, and not both.")
    for key in ("permit", "conflict", "reviewed"):
        if table.get(key) not in (None, "present", "absent"):
            raise OptionError(f"{where}, {key}: {table[key]!r}; known: present, absent.")
    listed = table.get("listed_party")
    if listed is not None and listed not in _LISTED:
        raise OptionError(f"{where}, listed_party: {listed!r}; known: {', '.join(_LISTED)}.")
    if listed == "weak" and table.get("at_least") in ("inspect", "hold"):
        raise OptionError(f"{where}: a weak likeness of names demands no more than review.")
    return PolicyRule(
        name=str(table["name"]),
        why=str(table["why"]),
        outcomes=frozenset(table.get("outcomes", _OUTCOMES)),
        least_severity=float(table.get("least_severity", 0)),
        least_confidence=float(table.get("least_confidence", 0)),
        permit=table.get("permit"),
        conflict=table.get("conflict"),
        reviewed=table.get("reviewed"),
        listed_party=None if listed is None else _LISTED[listed],
        at_least=Tier.parse(where, table["at_least"]) if "at_least" in table else None,
        at_most=Tier.parse(where, table["at_most"]) if "at_most" in table else None,
    )
