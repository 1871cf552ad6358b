"""Choices of a training run, from Python or from a ``train.toml``."""

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from riskscan.exceptions import OptionError
from riskscan.features.families import FAMILIES, FURTHER, FeatureFamilies
from riskscan.modelling.boosting import BoosterSettings
from riskscan.tables.features import load_feature_docs
from riskscan.tables.reading import parse_toml

__all__ = ["TrainingConfig", "make_config", "read_config"]

_LEARNED_FROM = ("own", "simulated")
_WAYS = ("auto", "adapt", "from_scratch")


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """Choices of a training run.

    Attributes
    ----------
    extra_numeric, extra_categorical : tuple of str
        Own columns that become features.
    positive : str or None
        Value (several separated by commas) of the label that means violation.
    inspected : str or None
        Column that says which rows were inspected.
    selection_probability : str or None
        Column with the probability of having been chosen for inspection; that of ``riskscan plan`` is found by itself.
        Labels are weighted by its inverse where models are calibrated and measured, not where trees learn.
    without : tuple of str
        Feature families, or single features of the catalogue, that the model does not see.
    without_because : str or None
        Why, for the model card.
    also : tuple of str
        Further families (``relative``), which compare a row with the user's own rows.
    learned_from : {"own", "simulated"} or None
        Whether the rows are real or simulated; None: simulated where all label columns of ``riskscan simulate`` are
        there. Of what a model learned from simulated rows, nothing is told as a fact.
    way : {"auto", "adapt", "from_scratch"}
        Adapt the shipped model, train from scratch, or what the labels allow: with enough of both classes both, blended
        as a part of the labelled rows that trained neither decides.
    slices : tuple of str
        Own columns by which figures are broken down (``pattern`` is taken by itself where it exists).
    test_share, calibration_share : float
        Shares of the rows, latest last.
    gap_days : int
        Days until a label is known: the gap between windows, and the delay of labels in histories.
    party_share : float
        Share of the consignors held out for the second split.
    refit : bool
        After measuring, train once more on all rows; the measured model calibrates that one on the test window, which
        it never saw. False keeps the measured model.
    allow_leaks : bool
        Go on where a single own column predicts the label almost perfectly.
    n_draws : int
        Bootstrap resamples.
    seed : int
        Seed of everything random.
    booster : BoosterSettings
        Settings of the trees.
    """

    extra_numeric: tuple[str, ...] = ()
    extra_categorical: tuple[str, ...] = ()
    positive: str | None = None
    inspected: str | None = None
    selection_probability: str | None = None
    without: tuple[str, ...] = ()
    without_because: str | None = None
    also: tuple[str, ...] = ("relative",)
    learned_from: str | None = None
    way: str = "auto"
    slices: tuple[str, ...] = ()
    test_share: float = 0.2
    calibration_share: float = 0.15
    gap_days: int = 14
    party_share: float = 0.15
    refit: bool = True
    allow_leaks: bool = False
    n_draws: int = 200
    seed: int = 0
    booster: BoosterSettings = field(default_factory=BoosterSettings)

    def __post_init__(self) -> None:
        """Refuse choices out of range."""
        for name, low, high in (
            ("test_share", 0.05, 0.5), ("calibration_share", 0.05, 0.4), ("party_share", 0.0, 0.5),
            ("gap_days", 0, 3650), ("n_draws", 20, 10_000),
        ):  # fmt: skip
            value = getattr(self, name)
            if not low <= value <= high:
                raise OptionError(f"{name} must lie between {low} and {high}; found {value!r}.")
        if self.learned_from not in (None, *_LEARNED_FROM):
            raise OptionError(f"learned_from: {self.learned_from!r}; known: {', '.join(_LEARNED_FROM)}.")
        if self.way not in _WAYS:
            raise OptionError(f"way: {self.way!r}; known: {', '.join(_WAYS)}.")
        known = [family.family for family in (*FAMILIES, *FURTHER)]
        features = {doc.feature for doc in load_feature_docs()}
        if wrong := sorted(set(self.without) - set(known) - features):
            raise OptionError(f"without: {wrong} is neither a feature family ({', '.join(known)}) nor a feature.")
        further = [family.family for family in FURTHER]
        if unknown := sorted(set(self.also) - set(further)):
            raise OptionError(f"also: {unknown} is no further feature family; known: {', '.join(further)}.")
        seen = {family.family for family in FAMILIES} | set(self.also)
        if set(self.without) >= seen and not self.extra:
            raise OptionError("without: no feature family is left; keep at least one, or name own columns.")
        both = sorted(set(self.extra_numeric) & set(self.extra_categorical))
        if both:
            raise OptionError(f"Columns {both} are given as numeric and as categorical; choose one.")

    @property
    def unseen(self) -> frozenset[str]:
        """Single features that the boosters are not shown."""
        return frozenset(self.without) - {family.family for family in (*FAMILIES, *FURTHER)}

    def families(self) -> FeatureFamilies:
        """Return the feature families, not fitted."""
        return FeatureFamilies(self.extra_numeric, self.extra_categorical, self.without, self.also)

    @property
    def extra(self) -> tuple[str, ...]:
        """All own columns."""
        return (*self.extra_numeric, *self.extra_categorical)


def read_config(path: Path) -> dict[str, Any]:
    """Read the choices of a ``train.toml``: keys as the attributes of `TrainingConfig`, trees under ``[booster]``.

    Raises
    ------
    OptionError
        Where the file cannot be read.
    """
    try:
        return parse_toml(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OptionError(f"Training config {path} cannot be read: {error}.") from error


def make_config(choices: dict[str, Any]) -> TrainingConfig:
    """Return the configuration of given choices.

    Raises
    ------
    OptionError
        On an unknown key or a value of the wrong type.

    Examples
    --------
    >>> make_config({"seed": 7, "extra_numeric": ["tax_rate"]}).extra
    ('tax_rate',)
    """
    table = dict(choices)
    booster = _checked("[booster] ", BoosterSettings, dict(table.pop("booster", {})))
    return TrainingConfig(booster=BoosterSettings(**booster), **_checked("", TrainingConfig, table))


def _checked(where: str, kind: type, table: dict[str, Any]) -> dict[str, Any]:
    defaults = kind()
    known = {entry.name for entry in fields(kind)} - {"booster"}
    if unknown := sorted(set(table) - known):
        raise OptionError(f"Unknown training choices {where}{unknown}; known: {', '.join(sorted(known))}.")
    found = {}
    for name, value in table.items():
        default = getattr(defaults, name)
        if isinstance(default, tuple):
            value = tuple(value) if isinstance(value, list | tuple) else (value,)
            part_type = int if default and isinstance(default[0], int) else str
            fits = bool(value or part_type is str) and all(type(part) is part_type for part in value)
        elif default is None:
            fits = value is None or isinstance(value, str)
        elif isinstance(default, float):
            fits = isinstance(value, int | float) and not isinstance(value, bool)
        else:
            fits = type(value) is type(default)
        if not fits:
            raise OptionError(f"Training choice {where}{name}: {value!r} has the wrong type.")
        found[name] = value
    return found
