"""Which way labels are used: adapt the shipped model, train from scratch, or both, blended."""

from dataclasses import dataclass
from typing import Literal

from riskscan.exceptions import ModelError, OptionError
from riskscan.features.families import FURTHER
from riskscan.modelling.adapting import BaseModel, load_base
from riskscan.modelling.labelled_rows import LabelledRows
from riskscan.modelling.labels import LEAST_VIOLATIONS
from riskscan.modelling.splitting import Split

__all__ = ["LEAST", "Way", "choose_way", "lacking_labels"]

LEAST = {"train": 15, "calibration": 5, "test": 5}
"""Rows of each class that a window of training from scratch needs."""


@dataclass(frozen=True, slots=True)
class Way:
    """What is done with the labels.

    Attributes
    ----------
    name : {"adapted", "blended", "from scratch"}
        The way.
    why : str
        A sentence.
    base : BaseModel or None
        What is adapted; None from scratch.
    """

    name: Literal["adapted", "blended", "from scratch"]
    why: str
    base: BaseModel | None


def choose_way(data: LabelledRows, split: Split) -> Way:
    """Choose by what was asked for, what the shipped model can read, and how many labels there are.

    Raises
    ------
    OptionError
        Where the shipped model is to be adapted to rows that it cannot read.
    ModelError
        Where it is to be adapted and cannot be loaded.
    """
    asked = data.config.way
    if asked == "from_scratch":
        return Way("from scratch", "Trained from scratch, as was asked for.", None)
    try:
        base, missing = _readable(data)
    except ModelError as error:
        if asked == "adapt":
            raise
        base, missing = None, str(error)
    if base is None:
        if asked == "adapt":
            raise OptionError(f"The shipped model cannot be adapted to these rows: {missing} Leave --adapt out.")
        return Way(
            "from scratch", f"Trained from scratch, because the shipped model cannot be adapted: {missing}", None
        )
    if asked == "adapt":
        return Way("adapted", "The shipped model was adapted, as was asked for.", base)
    if lack := lacking_labels(data, split):
        return Way("adapted", f"The shipped model was adapted, because training from scratch needs {lack}", base)
    return Way(
        "blended", "The shipped model, adapted, and one trained from scratch were blended: there are labels for both.",
        base,
    )  # fmt: skip


def _readable(data: LabelledRows) -> tuple[BaseModel | None, str]:
    if not data.has_text:
        return None, "it reads goods texts, and the rows have none."
    base = load_base()
    further = {family.family for family in FURTHER} - set(data.config.also)
    families = {family.family for family in base.model.families.families_}
    if left_out := sorted(families & (further | set(data.config.without))):
        return None, f"it reads the family {', '.join(left_out)}, which is left out."
    return base, ""


def lacking_labels(data: LabelledRows, split: Split) -> str:
    """Say which labels are missing to train from scratch; empty where none are."""
    y = data.labels.y
    found = {"in all": (y, LEAST_VIOLATIONS)}
    found |= {f"in its {name} window": (y[getattr(split, name)], least) for name, least in LEAST.items()}
    for where, (labels, least) in found.items():
        violations, others = int((labels == 1).sum()), int((labels == 0).sum())
        if min(violations, others) < least:
            return f"{least} violations and {least} others {where}; {violations:,} and {others:,} were found."
    return ""
