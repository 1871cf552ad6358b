"""Adapt the shipped model to a few labelled rows, and say no more of it than they tell."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from riskscan.exceptions import TrainingDataError
from riskscan.features.references import References
from riskscan.history.aggregates import TraderHistory
from riskscan.modelling.adapted_card import write_adapted_card
from riskscan.modelling.adapting import HELD, BaseModel, SignalWeights
from riskscan.modelling.artefact import TrainedModel
from riskscan.modelling.baselines import RuleBaselines
from riskscan.modelling.cross_fitting import LEAST_TO_WEIGH, CrossFitted, cross_fit, fit_base, share_interval
from riskscan.modelling.drift import ReferenceProfile
from riskscan.modelling.evaluation import Comparison, Evaluation, compare_scores, evaluate_rows
from riskscan.modelling.explanation import family_importance, ordinary_rows
from riskscan.modelling.labelled_rows import LabelledRows
from riskscan.modelling.run_metadata import run_metadata, run_notes
from riskscan.modelling.ways import Way
from riskscan.plotting.card_plots import draw_card

__all__ = ["adapt"]

Array = NDArray[np.float64]


def adapt(data: LabelledRows, way: Way, say: Callable[[str], None]) -> TrainedModel:
    """Adapt the base model to all labelled rows; each is judged by weights that were fitted without it.

    Parameters
    ----------
    data : LabelledRows
        Rows with and without labels; all of them tell what is usual.
    way : Way
        With its base model.
    say : callable
        Called with the name of every step.

    Raises
    ------
    TrainingDataError
        Where one class is missing.
    """
    assert way.base is not None
    base, known, y = way.base, data.is_labelled, data.labels.y
    _check_both(y[known])
    say("adapting the shipped model")
    features = base.model.features(data.X)
    shares = base.shares(features)
    judged = cross_fit(base, shares[known], y[known], data.keys.exact[known])
    spread = judged.spread if judged else HELD
    weights = fit_base(base, shares[known], y[known], spread)
    model = base.adapted(weights)
    say("measuring")
    evaluation, comparison = _measure(data, base, shares, judged) if judged else (None, None)
    margin = model.margin(features)
    reference = ordinary_rows(features, y, margin)
    expected = weights.mean_probability(shares, base.start, seed=data.config.seed)
    metadata = run_metadata(data, model, way, evaluation)
    importance = family_importance(model, features, margin, reference)
    metadata |= {
        "learned_from": "simulated" if data.is_simulated else "adapted",
        "adapted_from": base.model_id,
        "base_rate": round(float(model.probability(margin).mean()), 6),
        "expected_share": [round(float(share), 6) for share in np.quantile(expected, [0.025, 0.975])],
        "signals": weights.as_dict(),
        "n_trees": list(base.tables.sizes),
        "family_importance": importance,
        "notes": [
            way.why,
            *_shares_told(data, expected),
            *_ranking_told(weights, judged, comparison),
            *data.labels.notes,
            *run_notes(data),
        ],
    }
    plots = draw_card(importance, evaluation) if evaluation else {}
    unresolved = float((data.X["screening_outcome"] == "unresolved").mean())
    return TrainedModel(
        model=model, history=TraderHistory.empty(), reference=reference, training_keys=data.keys, baselines=None,
        profile=ReferenceProfile().fit(features, margin, unresolved), metadata=metadata,
        card=write_adapted_card(metadata, evaluation, plots), plots=plots, evaluation=evaluation,
        references=References.empty() if data.is_simulated else data.references,
    )  # fmt: skip


def _check_both(y: Array) -> None:
    violations, others = int((y == 1).sum()), int((y == 0).sum())
    if violations and others:
        return
    if not len(y):
        raise TrainingDataError("No row has a label: nothing can be adapted. Score with the shipped model.")
    low, high = share_interval(violations, len(y))
    raise TrainingDataError(
        f"{violations:,} violations and {others:,} others among {len(y):,} labelled rows: nothing can be adapted to "
        f"one class. They tell only that the share of violations among such rows lies between {low:.3f} and {high:.3f} "
        "(95 %). Score with the shipped model, and label more rows (riskscan plan --explore)."
    )


def _measure(
    data: LabelledRows, base: BaseModel, shares: Array, judged: CrossFitted
) -> tuple[Evaluation, Comparison]:  # fmt: skip
    """Judge the labelled rows by weights fitted without them, and compare with the base model as it comes."""
    known, seed = data.is_labelled, data.config.seed
    nothing = np.zeros(len(known), dtype=bool)
    shipped = base.start + shares[known].sum(axis=1)
    evidence = data.evidence(data.X, known, nothing)
    evaluation = evaluate_rows(
        judged.odds, 1.0 / (1.0 + np.exp(-judged.odds)), evidence, baselines=RuleBaselines(),
        training_keys=data.keys.take(nothing), seed=seed, n_draws=data.config.n_draws, beside={"shipped": shipped},
    )  # fmt: skip
    everything = np.ones(int(known.sum()), dtype=bool)
    return evaluation, compare_scores(judged.odds, shipped, evidence, everything, seed=seed)


def _shares_told(data: LabelledRows, expected: Array) -> list[str]:
    y = data.labels.y[data.is_labelled]
    low, high = share_interval(int(y.sum()), len(y))
    rows_low, rows_high = np.quantile(expected, [0.025, 0.975])
    return [
        f"Adapted with {len(y):,} labels, {int(y.sum()):,} positive ({y.mean():.3f}; 95 % interval {low:.3f} to "
        f"{high:.3f} for rows chosen like them).",
        f"Over all {len(data.X):,} rows the adapted model expects a share of violations between {rows_low:.4f} and "
        f"{rows_high:.4f} (95 %).",
    ]


def _ranking_told(weights: SignalWeights, judged: CrossFitted | None, comparison: Comparison | None) -> list[str]:
    """Return what the labels tell of the ranking, and what they do not."""
    if judged is None or comparison is None:
        return [
            f"Fewer than {LEAST_TO_WEIGH} rows of a class: prior and calibration were moved, the ranking is that of "
            "the shipped model, and how good it is here cannot be told."
        ]
    losses = f"log loss on labelled rows left out {judged.loss:.3f}, {judged.loss_held:.3f} without"
    if judged.spread == HELD:
        return [f"Weighing the signals did not help ({losses}): prior and calibration were moved, the ranking was not."]
    bounds = {name: weights.interval(name) for name in weights.signals}
    moved = [name for name, (low, high) in bounds.items() if not low <= 1 <= high]
    gain = comparison.difference
    verdict = "" if gain.low > 0 else " Labels are too few to tell which ranks better."
    return [
        f"Signals were weighed ({losses}); surely trusted otherwise than in the shipped model: "
        f"{', '.join(moved) or 'none'}.",
        f"PR-AUC of the labelled rows, each ranked by weights fitted without it: {comparison.pr_auc:.3f}, "
        f"{comparison.pr_auc_other:.3f} as the shipped model comes; difference {gain.value:+.3f}, 95 % interval "
        f"{gain.low:+.3f} to {gain.high:+.3f}.{verdict}",
    ]
