"""Judge a stored model on a labelled file, compare it with another, or look for drift on an unlabelled one."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from riskscan.chemistry.screening import Screener
from riskscan.exceptions import OptionError, TrainingDataError
from riskscan.features.columns import hash_keys, texts
from riskscan.modelling.artefact import TrainedModel
from riskscan.modelling.drift import DriftReport, ReferenceProfile, measure_drift
from riskscan.modelling.evaluation import Comparison, Evaluation, Evidence, compare_scores, evaluate_rows
from riskscan.modelling.labels import Labels, check_classes
from riskscan.modelling.overlap import audit_overlap, row_keys
from riskscan.modelling.preparing import join_further, join_history, prepare_rows
from riskscan.modelling.slicing import protocol_slices, slice_values

__all__ = ["Judgement", "compare_models", "judge_drift", "judge_model"]

_LEAST = 5


@dataclass(frozen=True, slots=True)
class Judgement:
    """An evaluation with what was assumed about the labels.

    Parameters
    ----------
    evaluation : Evaluation
        The figures.
    notes : tuple of str
        What was assumed.
    """

    evaluation: Evaluation
    notes: tuple[str, ...]


def _prepared(trained: TrainedModel, frame: pd.DataFrame, columns: Any, screener: Screener) -> tuple[pd.DataFrame, Any]:
    missing = [name for name in trained.extra if name not in frame.columns]
    if missing:
        raise OptionError(f"Model {trained.model_id} reads the columns {missing}; the rows do not have them.")
    has_text = bool(trained.metadata.get("has_goods_text", True))
    rows = prepare_rows(frame, screener=screener, columns=columns, extra=trained.extra, require_text=has_text)
    X = join_history(rows.X, trained.history, within=True)
    families = [family.family for family in trained.model.families.families_]
    return join_further(X, families, references=trained.references), rows.keys


def _evidence(
    trained: TrainedModel,
    frame: pd.DataFrame,
    labels: Labels,
    slices: tuple[str, ...],
    columns: Any,
    screener: Screener,
) -> Evidence:
    X, content = _prepared(trained, frame, columns, screener)
    known = ~np.isnan(labels.y)
    check_classes(labels.y, "Labelled rows", _LEAST)
    own = {name: values[known] for name, values in slice_values(frame, slices).items()}
    cut = {
        name: values
        for name, values in protocol_slices(X[known], X[known]).items()
        if name not in ("consignor", "substance")
    }
    seen = X["history_consignor_first_seen"][known]
    names = texts(X[known], "consignor_name")
    fresh = pd.Series(np.where(seen == 1, "new", "known"), index=names.index, dtype=object).where(
        hash_keys(names) != 0, ""
    )
    return Evidence(
        X[known], labels.y[known], labels.weights[known], row_keys(X, trained.extra).take(known), content[known],
        {**own, "consignor": fresh, **cut},
    )  # fmt: skip


def judge_model(
    trained: TrainedModel, frame: pd.DataFrame, labels: Labels, *, slices: tuple[str, ...] = (), columns: Any = None,
    screener: Screener | None = None, seed: int = 0, n_draws: int = 200,
) -> Judgement:  # fmt: skip
    """Apply the protocol to a stored model on labelled rows.

    Histories are those of the artefact plus the earlier rows of the frame, without labels, and rows are compared with
    those of the artefact and of the frame: as in scoring.

    Parameters
    ----------
    trained : TrainedModel
        Loaded with its baselines.
    frame : DataFrame, shape (n_rows, n_columns)
        Rows with their original columns.
    labels : Labels
        Their labels.
    slices : tuple of str
        Own columns by which figures are broken down.
    columns : optional
        Column mapping, as for `riskscan.read_manifest`.
    screener : Screener, optional
        Chemistry and law; the packaged tables where left out.
    seed : int, default 0
        Of the draws that intervals rest on.
    n_draws : int, default 200
        Draws of the bootstrap.

    Returns
    -------
    Judgement
        Figures with intervals, and what was assumed of the labels.

    Raises
    ------
    TrainingDataError
        Where one class is missing or there are too few violations to measure anything.
    OptionError
        Where the rows lack a column that the model reads.
    """
    evidence = _evidence(trained, frame, labels, slices, columns, screener or Screener())
    margin = trained.model.margin(trained.model.features(evidence.X))
    evaluation = evaluate_rows(
        margin, trained.model.probability(margin), evidence, baselines=trained.baselines,
        training_keys=trained.training_keys, seed=seed, n_draws=n_draws,
    )  # fmt: skip
    return Judgement(evaluation, labels.notes)


def compare_models(
    trained: TrainedModel, other: TrainedModel, frame: pd.DataFrame, labels: Labels, *, columns: Any = None,
    screener: Screener | None = None, seed: int = 0,
) -> Comparison:  # fmt: skip
    """Compare a candidate with the model in use on rows that neither learned from.

    Parameters
    ----------
    trained, other : TrainedModel
        The candidate, and the model in use.
    frame : DataFrame, shape (n_rows, n_columns)
        Rows with their original columns.
    labels : Labels
        Their labels.
    columns : optional
        Column mapping, as for `riskscan.read_manifest`.
    screener : Screener, optional
        Chemistry and law; the packaged tables where left out.
    seed : int, default 0
        Of the draws that intervals rest on.

    Returns
    -------
    Comparison
        Figures of both, and of their difference.
    """
    shared = screener or Screener()
    first = _evidence(trained, frame, labels, (), columns, shared)
    second = _evidence(other, frame, labels, (), columns, shared)
    fresh = ~audit_overlap(first.keys, trained.training_keys).repeats
    fresh &= ~audit_overlap(second.keys, other.training_keys).repeats
    if not fresh.any() or not 0 < first.y[fresh].sum() < fresh.sum():
        raise TrainingDataError("No labelled rows of both classes are new to both models: nothing can be compared.")
    return compare_scores(
        trained.model.margin(trained.model.features(first.X)),
        other.model.margin(other.model.features(second.X)), first, fresh, seed=seed,
    )  # fmt: skip


def judge_drift(
    trained: TrainedModel, frame: pd.DataFrame, *, reference: pd.DataFrame | None = None, columns: Any = None,
    screener: Screener | None = None,
) -> DriftReport:  # fmt: skip
    """Say how far rows moved from a reference: the training rows, or a frame of the user's own.

    Parameters
    ----------
    trained : TrainedModel
        The model.
    frame : DataFrame, shape (n_rows, n_columns)
        Rows with their original columns.
    reference : DataFrame, optional
        Rows to compare with; those that trained the model where left out.
    columns : optional
        Column mapping, as for `riskscan.read_manifest`.
    screener : Screener, optional
        Chemistry and law; the packaged tables where left out.

    Returns
    -------
    DriftReport
        Stability of scores and features.
    """
    shared = screener or Screener()
    model = trained.model
    profile = trained.profile
    if reference is not None:
        X, _ = _prepared(trained, reference, columns, shared)
        features = model.features(X)
        profile = ReferenceProfile().fit(features, model.margin(features), _unresolved(X))
    X, _ = _prepared(trained, frame, columns, shared)
    features = model.features(X)
    return measure_drift(
        profile,
        features,
        model.margin(features),
        _unresolved(X),
        model.families.family_of(),
        model.families.categories(),
    )


def _unresolved(X: pd.DataFrame) -> float:
    return float((X["screening_outcome"] == "unresolved").mean()) if len(X) else 0.0
