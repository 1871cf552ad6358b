"""Train a risk model from labelled inspections: a pure function from rows to model; nothing is written."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.chemistry.screening import Screener
from riskscan.features.references import References
from riskscan.few_labels import adapt
from riskscan.history.aggregates import TraderHistory
from riskscan.modelling.adapting import PRIOR_WEIGHT, BaseModel
from riskscan.modelling.artefact import TrainedModel
from riskscan.modelling.baselines import Baselines
from riskscan.modelling.blending import BlendShare, blend_models, fit_share, places_of
from riskscan.modelling.boosting import TreeSize
from riskscan.modelling.card import write_card
from riskscan.modelling.cross_fitting import fit_base
from riskscan.modelling.drift import ReferenceProfile
from riskscan.modelling.evaluation import Evaluation, evaluate_rows
from riskscan.modelling.experience import Experience, load_experience
from riskscan.modelling.explanation import family_importance, ordinary_rows
from riskscan.modelling.labelled_rows import LabelledRows, gather_rows
from riskscan.modelling.labels import check_classes
from riskscan.modelling.leaks import find_leaks
from riskscan.modelling.metrics import Ranking, rank_metrics
from riskscan.modelling.model import FittedModel, Learner, RiskModel, fit_model
from riskscan.modelling.run_metadata import run_metadata, run_notes
from riskscan.modelling.settings import TrainingConfig
from riskscan.modelling.splitting import Split, party_split, time_split
from riskscan.modelling.ways import LEAST, Way, choose_way
from riskscan.plotting.card_plots import draw_card

__all__ = ["Fitted", "fit_blend", "train"]

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
_COMPARED_ROWS = 500


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model and what it was blended from.

    Attributes
    ----------
    model : RiskModel
        The kept model.
    early : RiskModel
        The same of the training window alone: what it says of the calibration window is said of rows it never saw.
    scratch : FittedModel
        What was trained from scratch.
    blend : BlendShare or None
        How much each counts; None where `model` is `own`.
    adapted : ndarray, shape (n_rows,), or None
        Log odds of all rows by the adapted model.
    """

    model: RiskModel
    early: RiskModel
    scratch: FittedModel
    blend: BlendShare | None = None
    adapted: Array | None = None

    @property
    def own(self) -> RiskModel:
        """The model trained from scratch."""
        return self.scratch.model


def train(
    frame: pd.DataFrame,
    label: str,
    *,
    config: TrainingConfig | None = None,
    columns: Any = None,
    screener: Screener | None = None,
    progress: Callable[[str], None] | None = None,
) -> TrainedModel:
    """Train a model on labelled rows.

    Few labels adapt the shipped model (`riskscan.few_labels`). With enough of both classes the rows are split by time
    into a training, a calibration and a test window. A model trained on the first is blended with the shipped one,
    adapted, as the second says, calibrated there, and measured on the third beside the baselines; then, with
    ``config.refit``, it is made once more of all rows, calibrated by what the measured model says of the third
    window. The figures are those of the measured model. ``config.way`` asks for one way alone.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, n_columns)
        Labelled rows with their original columns; goods text is not required. Never changed.
    label : str
        The label column.
    config : TrainingConfig, optional
        All other choices.
    columns : optional
        Column mapping, as for `riskscan.read_manifest`.
    screener : Screener, optional
        Chemistry and law; the packaged tables and the packs in use where left out. The model names these packs.
    progress : callable, optional
        Called with the name of every step.

    Returns
    -------
    TrainedModel
        Keep it with ``.save(folder)``.

    Raises
    ------
    OptionError
        Where a named column does not exist.
    TrainingDataError
        Where the labels cannot train: one class, too few violations, an own column that gives the label away.
    """
    config = config or TrainingConfig()
    say = progress or (lambda step: None)
    data = gather_rows(frame, label, config, columns=columns, screener=screener or Screener(), say=say)
    split = time_split(
        data.X, calibration_share=config.calibration_share, test_share=config.test_share, gap_days=config.gap_days,
        seed=config.seed,
    )  # fmt: skip
    way = choose_way(data, split)
    say(way.why)
    if way.name == "adapted":
        return adapt(data, way, say)
    from threadpoolctl import threadpool_limits

    # The steps are so small that threads inside of one mostly wait for each other; boosters stand side by side.
    with threadpool_limits(1):
        return _train_from_scratch(data, split, way, say)


def _train_from_scratch(data: LabelledRows, split: Split, way: Way, say: Callable[[str], None]) -> TrainedModel:
    config, X, y = data.config, data.X, data.labels.y
    check_classes(y, "All rows")
    for name, least in LEAST.items():
        check_classes(y[getattr(split, name)], f"{name.capitalize()} window", least)
    shares = None
    if way.base is not None:
        say("signals of the shipped model")
        shares = way.base.shares(way.base.model.families.transform(data.rows()))
    say("history")
    known_then = data.rows(data.with_history(np.where(split.test, np.nan, y)))
    measured = Learner.of(known_then, y, data.labels.weights, config)
    say("training the model to be measured")
    known_before = load_experience() if way.base is not None else None
    fitted = fit_blend(measured, split, way.base, shares, experience=known_before)
    leaks = find_leaks(measured.features(fitted.model, split.test), y[split.test], config)
    say("baselines")
    known = split.train | split.calibration
    baselines = _fit_baselines(measured.X, data, known)
    say("measuring")
    evaluation = _measure(fitted, baselines, measured, data, split.test, known, way.base, shares)
    party = _measure_unknown_parties(measured, data, split, fitted.scratch.size, say)

    final, final_split = measured, split
    if config.refit:
        say("training the model to be kept")
        final = Learner.of(data.rows(data.with_history(y)), y, data.labels.weights, config, measured)
        final_split = _later(split)
        fitted = fit_blend(final, final_split, way.base, shares, fitted, experience=known_before)
        say("baselines to be kept")
        baselines = _fit_baselines(final.X, data, np.ones(len(X), dtype=bool))
    say("card")
    return _assemble(fitted, baselines, final, data, split, final_split, evaluation, party, leaks, way)


def fit_blend(
    learner: Learner, split: Split, base: BaseModel | None, shares: Array | None, before: Fitted | None = None, *,
    experience: Experience | None = None,
) -> Fitted:  # fmt: skip
    """Train on the training window, and blend with adapted base model and experience as the calibration window says.

    Parameters
    ----------
    learner : Learner
        Rows with history, their labels, and choices.
    split : Split
        Windows.
    base : BaseModel or None
        What is adapted; None to train from scratch alone.
    shares : ndarray, shape (n_rows, n_signals), or None
        Of the signals of the base model.
    before : Fitted, optional
        As for `fit_model`.
    experience : Experience, optional
        The third part of the blend; left out where the rows lack one of its features.

    Returns
    -------
    Fitted
        The model to be kept, and what it was made of.
    """
    scratch = fit_model(learner, split, before.scratch if before else None)
    own, early = scratch.model, scratch.early
    judged = learner.X[split.calibration].head(_COMPARED_ROWS)
    places = [places_of(base, one.families, judged) if base and one.tables else None for one in (early, own)]
    if base is None or shares is None or places[0] is None or places[1] is None:
        return Fitted(own, early, scratch)
    labelled = ~np.isnan(learner.y)
    taught, judges = split.train & labelled, split.calibration & labelled
    y, weight = learner.y[judges], learner.weights[judges]
    first = fit_base(base, shares[taught], learner.y[taught], PRIOR_WEIGHT)
    features = learner.features(early, judges)
    known = experience if experience and experience.places(own.families) is not None else None
    third = None if known is None else known.margin(features)
    share = fit_share(first.odds(shares[judges], base.start), early.margin(features), y, weight, third)
    blended_early = blend_models(base, first, early, share, places[0], known)
    blended_early.calibrator = type(own.calibrator)(learner.config.seed)
    blended_early.calibrator.fit(blended_early.margin(features), y, weight)
    weights = fit_base(base, shares[taught | judges], learner.y[taught | judges], PRIOR_WEIGHT)
    blended = blend_models(base, weights, own, share, places[1], known)
    blended.calibrator = blended_early.calibrator
    return Fitted(blended, blended_early, scratch, share, weights.odds(shares, base.start))


def _fit_baselines(X: pd.DataFrame, data: LabelledRows, rows: Mask) -> Baselines:
    config = data.config
    baselines = Baselines(config.extra_numeric, config.extra_categorical, config.seed)
    return baselines.fit(X[rows], data.labels.y[rows], data.labels.weights[rows], data.keys.take(rows))


def _measure(
    fitted: Fitted, baselines: Baselines, learner: Learner, data: LabelledRows, rows: Mask, known: Mask,
    base: BaseModel | None, shares: Array | None,
) -> Evaluation:  # fmt: skip
    model, labelled = fitted.model, rows & data.is_labelled
    features = learner.features(model, labelled)
    margin = model.margin(features)
    beside = {}
    if base is not None and shares is not None and fitted.adapted is not None:
        beside = {
            "shipped": base.start + shares[labelled].sum(axis=1), "adapted": fitted.adapted[labelled],
            "own": fitted.own.margin(features),
        }  # fmt: skip
    return evaluate_rows(
        margin, model.probability(margin), data.evidence(learner.X, rows, known), baselines=baselines,
        training_keys=data.keys.take(known), seed=data.config.seed, n_draws=data.config.n_draws, beside=beside,
    )  # fmt: skip


def _measure_unknown_parties(
    learner: Learner, data: LabelledRows, split: Split, size: TreeSize, say: Callable[[str], None]
) -> Ranking | None:
    """Train without whole consignors, from scratch, and measure on their later rows."""
    config, y = data.config, data.labels.y
    if not config.party_share:
        return None
    parties = ("consignor_name", "consignee_name", *config.extra_categorical)
    held = party_split(data.X, share=config.party_share, seed=config.seed, columns=parties)
    if held is None:
        return None
    later = (split.test | split.calibration) & held & data.is_labelled
    if np.nansum(y[split.train & ~held]) < 10 or y[later].sum() < 10:
        return None
    say("second split: unknown parties")
    # One booster is enough for a figure that stands beside the headline.
    alone = replace(config, booster=learner.config.booster.for_a_look())
    model, _ = replace(learner, config=alone).learn(split.train & ~held, size)
    margin = model.margin(learner.features(model, later))
    return rank_metrics(y[later], margin, data.content[later], data.labels.weights[later])


def _later(split: Split) -> Split:
    """Return the split under which the kept model is made: the measured one calibrates it on the test window."""
    taught = split.train | split.calibration
    return replace(
        split, train=taught, calibration=split.test, test=np.zeros(len(taught), dtype=bool),
        note=f"The kept model learned from all rows; {split.test.sum():,} rows of the test window calibrated it by "
        "what the measured model, which never saw them, says of them.",
    )  # fmt: skip


def _assemble(
    fitted: Fitted, baselines: Baselines, learner: Learner, data: LabelledRows, split: Split, final_split: Split,
    evaluation: Evaluation, party: Ranking | None, leaks: list[str], way: Way,
) -> TrainedModel:  # fmt: skip
    config, y, model, early = data.config, data.labels.y, fitted.model, fitted.early
    latest = final_split.calibration
    features = learner.features(early, latest)  # of rows that it has not seen, as those to be scored will be
    margin = early.margin(features)
    unresolved = float((data.X["screening_outcome"][latest] == "unresolved").mean())
    reference = ordinary_rows(features, y[latest], margin)
    others = list(way.base.tables.sizes) if way.base and fitted.blend else []
    if fitted.blend and fitted.blend.experience and (known := load_experience()):
        others += known.tables.sizes
    metadata = run_metadata(data, model, way, evaluation)
    importance = family_importance(early, features, margin, reference)
    metadata |= {
        "base_rate": _rate(y, data.labels.weights, latest),
        "split": {"kind": split.kind, "note": split.note, "final": final_split.note},
        "n_trees": [*others, *(int(booster.n_iter_) for booster in fitted.own.boosters)],
        "unknown_parties": party.as_dict() if party else None,
        "family_importance": importance,
        "notes": [
            way.why, *_blended(fitted), *data.labels.notes, split.note, *evaluation.notes, *leaks, *run_notes(data),
        ],
    }  # fmt: skip
    plots = draw_card(importance, evaluation)
    is_read = "party" not in config.without  # what nobody reads is not carried
    return TrainedModel(
        model=model,
        history=data.history(y) if is_read else TraderHistory.empty(),
        reference=reference,
        training_keys=data.keys,
        baselines=baselines,
        profile=ReferenceProfile().fit(features, margin, unresolved),
        metadata=metadata,
        card=write_card(metadata, evaluation, plots),
        plots=plots,
        evaluation=evaluation,
        references=References.empty() if data.is_simulated else data.references,
    )


def _blended(fitted: Fitted) -> list[str]:
    if fitted.blend is None:
        return []
    blend = fitted.blend
    whole = blend.adapted + blend.own + blend.experience
    parts = f"the adapted one {blend.adapted / whole:.0%}"
    if blend.experience:
        parts += f", and experience from simulated worlds {blend.experience / whole:.0%}"
    return [
        f"{blend.n_rows:,} labelled rows of the calibration window ({blend.n_violations:,} violations), which trained "
        f"no part, give the model trained from scratch {blend.share:.0%} of the kept model, {parts}."
    ]


def _rate(y: Array, weights: Array, rows: Mask) -> float:
    """Return the share of violations in the window that calibration saw: what the mean probability stands for."""
    known = rows & ~np.isnan(y)
    return round(float(np.average(y[known], weights=weights[known])), 6)
