"""The model artefact: everything that scoring and judging need, kept in one folder."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from riskscan.exceptions import ModelError, OptionError
from riskscan.features.references import References
from riskscan.features.saying import TrainingRows
from riskscan.history.aggregates import TraderHistory
from riskscan.manifest.appearing import name_write_errors
from riskscan.modelling.base_rate import OddsCounts, OddsMove
from riskscan.modelling.calibration import log_odds
from riskscan.modelling.drift import ReferenceProfile
from riskscan.modelling.evaluation import Evaluation
from riskscan.modelling.model import RiskModel
from riskscan.modelling.overlap import RowKeys
from riskscan.modelling.persistence import (
    check_file,
    dump_object,
    dump_plain,
    load_metadata,
    load_object,
    load_plain,
    write_metadata,
)

if TYPE_CHECKING:
    from riskscan.modelling.baselines import Baselines

__all__ = ["TrainedModel", "load_model"]

_MODEL, _BASELINES = "model.skops", "baselines.skops"
_PLAIN = "scoring.zip"
"""The same model without scikit-learn's objects, where its trees are tables: scoring starts in half the time."""

_AT_A_TIME = 250_000
"""Rows whose odds are counted at a time."""


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """A trained model with what belongs to it.

    Attributes
    ----------
    model : RiskModel
        Rows to probability.
    history : TraderHistory
        What training rows say about traders.
    reference : ndarray, shape (n_reference, n_features)
        Features of ordinary training rows; explanation puts them in place of a family.
    training_keys : RowKeys
        Keys of the training rows, for the overlap audit of later evaluations.
    baselines : Baselines or None
        Baselines fitted on the same rows; None where they were not loaded.
    profile : ReferenceProfile
        Distribution of the training rows, for drift.
    metadata : dict
        What ``metadata.json`` holds.
    card : str
        The model card.
    plots : dict of bytes
        PNG images of the card by file name.
    evaluation : Evaluation or None
        What training measured; None for a model that was loaded (its figures stand in `metadata`).
    references : References
        What is usual among the training rows, where they are the user's own and the model compares with them.
    """

    model: RiskModel
    history: TraderHistory
    reference: NDArray[np.float64]
    training_keys: RowKeys
    baselines: "Baselines | None"
    profile: ReferenceProfile
    metadata: dict[str, Any]
    card: str
    plots: dict[str, bytes]
    evaluation: Evaluation | None = None
    references: References = field(default_factory=References.empty)

    @property
    def model_id(self) -> str:
        """Name of the model in scored rows."""
        return str(self.metadata["model_id"])

    @property
    def own_rows(self) -> TrainingRows | None:
        """How many of the user's own rows the model learned from; None where they were simulated or nobody said."""
        if self.metadata.get("learned_from") != "own":
            return None
        return TrainingRows(int(self.metadata["n_rows"]), int(self.metadata["n_labelled"]))

    @property
    def base_rate(self) -> float | None:
        """Share of violations that the probabilities are calibrated to; None where the folder does not say."""
        rate = self.metadata.get("base_rate")
        return None if rate is None else float(rate)

    def check_base_rate(self, stated: float | None) -> None:
        """Refuse a base rate where the model does not say what it was calibrated to.

        Raises
        ------
        OptionError
            Where one is stated.
        """
        if stated is not None and (self.base_rate is None or not 0 < self.base_rate < 1):
            raise OptionError(f"Model {self.model_id} does not say its base rate: train it again, or state none.")

    def odds_move(self, margin: NDArray[np.float64], stated: float | None) -> OddsMove | None:
        """Return how the odds of all rows of a file are moved to the base rate that is stated; None for no rate.

        Parameters
        ----------
        margin : ndarray, shape (n_rows,)
            Of all rows.
        stated : float or None
            Share of violations that the user expects.

        Raises
        ------
        OptionError
            As `check_base_rate`.
        """
        self.check_base_rate(stated)
        if stated is None or self.base_rate is None:
            return None
        starts = range(0, len(margin), _AT_A_TIME)
        parts = (log_odds(self.model.probability(margin[start : start + _AT_A_TIME])) for start in starts)
        counts = sum(map(OddsCounts.of, parts), start=OddsCounts.of(np.zeros(0)))
        return OddsMove.of(counts, self.base_rate, stated)

    def probability(self, margin: NDArray[np.float64], move: OddsMove | None = None) -> NDArray[np.float64]:
        """Return the probability of every margin, moved where a base rate is stated."""
        found = self.model.probability(margin)
        return found if move is None else move.apply(found)

    def score_basis(self, move: OddsMove | None) -> str:
        """Return what a probability is relative to: a stated base rate, the training rows, or nothing."""
        if move is not None:
            return str(move)
        return "training rows" if self.metadata.get("learned_from") in ("own", "adapted") else "relative"

    @property
    def extra(self) -> tuple[str, ...]:
        """The user's own columns that the model reads."""
        return (*self.model.families.extra_numeric, *self.model.families.extra_categorical)

    def save(self, folder: str | Path, *, force: bool = False) -> None:
        """Write the folder: first beside its place, then renamed, so that no half model is ever left.

        Raises
        ------
        OptionError
            Where the folder exists and `force` is False, or is not a model folder.
        OutputError
            Where it cannot be written: no room, no rights.
        """
        target = Path(folder)
        check_target(target, force)
        with name_write_errors(target):
            self._write(target)

    def _write(self, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as scratch:
            fresh = Path(scratch) / "model"
            fresh.mkdir()
            state = {
                "history": self.history.to_dict(), "reference": self.reference,
                "exact_keys": self.training_keys.exact, "near_keys": self.training_keys.near, "profile": self.profile,
                "references": self.references.to_dict(),
            }  # fmt: skip
            files = {}
            if self.model.boosters:
                files[_MODEL] = dump_object({"model": self.model, **state}, fresh / _MODEL)
            if self.model.tables is not None:
                files[_PLAIN] = dump_plain({**_parts(self.model), **state}, fresh / _PLAIN)
            if self.baselines is not None:
                files[_BASELINES] = dump_object(self.baselines, fresh / _BASELINES)
            write_metadata(fresh, {**self.metadata, "files": files})
            (fresh / "README.md").write_text(self.card, encoding="utf-8")
            for name, image in self.plots.items():
                (fresh / name).write_bytes(image)
            if target.exists():
                target.replace(Path(scratch) / "replaced")
            fresh.replace(target)


def check_target(target: Path, force: bool) -> None:
    """Refuse a model folder that exists and may not be replaced.

    Raises
    ------
    OptionError
        With what was found.
    """
    if not target.exists():
        return
    contents = {entry.name for entry in target.iterdir()} if target.is_dir() else None
    if contents is None or (contents - {".gitkeep"} and "metadata.json" not in contents):
        raise OptionError(f"{target} exists and is not a model folder; choose another place.")
    if not force and contents - {".gitkeep"}:
        raise OptionError(f"{target} exists; add --force to replace it.")


def _parts(model: RiskModel) -> dict[str, Any]:
    return {
        "families": model.families, "tables": model.tables, "used": model.used, "calibrator": model.calibrator,
    }  # fmt: skip


def _load_state(folder: Path, metadata: dict[str, Any], *, plainly: bool) -> tuple[dict[str, Any], RiskModel]:
    """Return what a folder keeps beside the model, and the model; plainly where it is wanted and kept so."""
    if _PLAIN in metadata["files"] and (plainly or _MODEL not in metadata["files"]):
        if _MODEL in metadata["files"]:
            check_file(folder, _MODEL, metadata)  # both say the same, or the folder was altered
        state = load_plain(folder, _PLAIN, metadata)
        return state, RiskModel.from_tables(*(state[name] for name in ("families", "tables", "used", "calibrator")))
    state = load_object(folder, _MODEL, metadata)
    return state, state["model"]


def load_model(folder: str | Path, *, with_baselines: bool = False) -> TrainedModel:
    """Load a model folder.

    Parameters
    ----------
    folder : str or Path
        The folder.
    with_baselines : bool, default False
        Load the baselines too (only judging needs them).

    Raises
    ------
    ModelError
        Where the folder is missing, damaged, altered or of another format.
    """
    path = Path(folder)
    if not path.is_dir():
        raise ModelError(f"There is no model folder {path}. Train one with `riskscan train ... -o {path}`.")
    metadata = load_metadata(path)
    state, model = _load_state(path, metadata, plainly=not with_baselines)
    baselines = None
    if with_baselines and _BASELINES in metadata["files"]:
        baselines = load_object(path, _BASELINES, metadata)
    card = path / "README.md"
    return TrainedModel(
        model=model,
        history=TraderHistory.from_dict(state["history"]),
        reference=state["reference"],
        training_keys=RowKeys(state["exact_keys"], state["near_keys"]),
        baselines=baselines,
        profile=state["profile"],
        metadata=metadata,
        card=card.read_text(encoding="utf-8") if card.exists() else "",
        plots={image.name: image.read_bytes() for image in sorted(path.glob("*.png"))},
        references=References.from_dict(state.get("references")),
    )
