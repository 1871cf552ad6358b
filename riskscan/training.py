"""Train a risk model from labelled inspections: a pure function from rows to model; nothing is written."""

import platform
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

import riskscan
from riskscan.chemistry.screening import Screener
from riskscan.exceptions import OptionError
from riskscan.features.families import FeatureFamilies
from riskscan.history.aggregates import TraderHistory
from riskscan.manifest.schema import TEXT_COLUMNS
from riskscan.modelling.artefact import TrainedModel
from riskscan.modelling.baselines import Baselines
from riskscan.modelling.card import write_card
from riskscan.modelling.drift import ReferenceProfile
from riskscan.modelling.evaluation import Evaluation, Evidence, evaluate_rows
from riskscan.modelling.explanation import family_contributions
from riskscan.modelling.fingerprints import data_digest, run_digest, table_digest
from riskscan.modelling.labels import Labels, check_classes, parse_labels
from riskscan.modelling.leaks import find_leaks
from riskscan.modelling.metrics import Ranking, rank_metrics
from riskscan.modelling.model import FittedModel, RiskModel, fit_model
from riskscan.modelling.overlap import RowKeys, count_contradictions, row_keys
from riskscan.modelling.persistence import FORMAT_VERSION
from riskscan.modelling.preparing import PreparedRows, join_further, join_history, prepare_rows
from riskscan.modelling.settings import TrainingConfig
from riskscan.modelling.slicing import protocol_slices, slice_values
from riskscan.modelling.splitting import Split, party_split, time_split
from riskscan.packs.counted import describe_packs, record_packs
from riskscan.plotting.card_plots import draw_card
from riskscan.simulation import LABEL_COLUMNS

__all__ = ["train"]

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
_REFERENCE_ROWS = 6
_SIMULATED = (
    "The rows are simulated: no distribution and no trader of theirs is told as a fact, and scores are relative until "
    "a base rate is stated."
)


@dataclass(frozen=True, slots=True)
class _Data:
    """Rows, labels and keys of a training run."""

    rows: PreparedRows
    labels: Labels
    keys: RowKeys
    slices: dict[str, "pd.Series[str]"]
    config: TrainingConfig
    is_simulated: bool


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

    The rows are split by time into a training, a calibration and a test window. A model trained and calibrated on the
    first two is measured on the third beside the baselines; then, with ``config.refit``, a model is trained once more
    on all rows but a last calibration window. The figures are those of the measured model.

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
    screener = screener or Screener()
    data = _gather(frame, label, config, columns, screener, say)
    X, y = data.rows.X, data.labels.y
    check_classes(y, "All rows")
    split = time_split(
        X, calibration_share=config.calibration_share, test_share=config.test_share, gap_days=config.gap_days,
        seed=config.seed,
    )  # fmt: skip
    for window, mask, least in (
        ("Training", split.train, 15),
        ("Calibration", split.calibration, 5),
        ("Test", split.test, 5),
    ):
        check_classes(y[mask], f"{window} window", least)

    say("history")
    measured_X = _with_history(data, np.where(split.test, np.nan, y))
    say("training the model to be measured")
    measured = _fit(measured_X, data, split)
    model = measured.model
    leaks = find_leaks(model.features(measured_X[split.test]), y[split.test], config)
    say("baselines")
    fitted = split.train | split.calibration
    baselines = _fit_baselines(measured_X, data, fitted)
    say("measuring")
    evaluation = _measure(model, baselines, measured_X, data, split.test, fitted)
    party = _measure_unknown_parties(measured_X, data, split, say)

    final, final_split = measured, split
    final_X = _with_history(data, y)
    if config.refit:
        say("training the model to be kept")
        final_split = time_split(
            X, calibration_share=config.calibration_share, test_share=0.0, gap_days=config.gap_days, seed=config.seed
        )
        final = _fit(final_X, data, final_split)
        say("baselines to be kept")
        baselines = _fit_baselines(final_X, data, np.ones(len(X), dtype=bool))
    say("card")
    packs = record_packs(screener.packs)
    return _assemble(final, baselines, final_X, data, split, final_split, evaluation, party, leaks, label, packs)


def _gather(
    frame: pd.DataFrame, label: str, config: TrainingConfig, columns: Any, screener: Screener,
    say: Callable[[str], None],
) -> _Data:  # fmt: skip
    missing = [name for name in (*config.extra, *config.slices) if name not in frame.columns]
    if missing:
        raise OptionError(f"There are no columns {missing}; found: {', '.join(map(str, frame.columns))}.")
    if label in config.extra:
        raise OptionError(f"The label {label!r} cannot be a feature as well.")
    labels = parse_labels(
        frame, label, positive=config.positive, inspected=config.inspected,
        selection_probability=config.selection_probability,
    )  # fmt: skip
    say("cleaning and screening")
    rows = prepare_rows(frame, screener=screener, columns=columns, extra=config.extra, require_text=False)
    slices = slice_values(frame, config.slices)
    is_simulated = config.learned_from == "simulated"
    if config.learned_from is None:
        is_simulated = set(LABEL_COLUMNS) <= set(frame.columns)
    return _Data(rows, labels, row_keys(rows.X, config.extra), slices, config, is_simulated)


def _with_history(data: _Data, labels: Array) -> pd.DataFrame:
    history = TraderHistory.from_rows(data.rows.X, labels, label_delay_days=data.config.gap_days)
    further = join_further(data.rows.X, data.config.also, labels, label_delay_days=data.config.gap_days)
    return join_history(further, history, within=False)


def _fit(X: pd.DataFrame, data: _Data, split: Split) -> FittedModel:
    config, labels = data.config, data.labels
    return fit_model(
        X, labels.y, labels.weights, split, gap_days=config.gap_days,
        families=FeatureFamilies(config.extra_numeric, config.extra_categorical, config.without, config.also),
        settings=config.booster, seed=config.seed, unseen=config.unseen,
    )  # fmt: skip


def _fit_baselines(X: pd.DataFrame, data: _Data, rows: Mask) -> Baselines:
    config = data.config
    baselines = Baselines(config.extra_numeric, config.extra_categorical, config.seed)
    return baselines.fit(X[rows], data.labels.y[rows], data.labels.weights[rows], data.keys.take(rows))


def _evidence(X: pd.DataFrame, data: _Data, rows: Mask, known: Mask) -> Evidence:
    labelled = rows & ~np.isnan(data.labels.y)
    slices = {name: values[labelled] for name, values in data.slices.items()}
    slices |= protocol_slices(X[labelled], X[known])
    return Evidence(
        X[labelled], data.labels.y[labelled], data.labels.weights[labelled], data.keys.take(labelled),
        data.rows.keys[labelled], slices,
    )  # fmt: skip


def _measure(
    model: RiskModel, baselines: Baselines, X: pd.DataFrame, data: _Data, rows: Mask, known: Mask
) -> Evaluation:  # fmt: skip
    evidence = _evidence(X, data, rows, known)
    margin = model.margin(model.features(evidence.X))
    return evaluate_rows(
        margin, model.probability(margin), evidence, baselines=baselines, training_keys=data.keys.take(known),
        seed=data.config.seed, n_draws=data.config.n_draws,
    )  # fmt: skip


def _measure_unknown_parties(
    X: pd.DataFrame, data: _Data, split: Split, say: Callable[[str], None]
) -> Ranking | None:  # fmt: skip
    """Train without whole consignors and measure on their later rows."""
    config, y = data.config, data.labels.y
    if not config.party_share:
        return None
    parties = ("consignor_name", "consignee_name", *config.extra_categorical)
    held = party_split(X, share=config.party_share, seed=config.seed, columns=parties)
    if held is None:
        return None
    later = (split.test | split.calibration) & held & ~np.isnan(y)
    apart = Split(split.train & ~held, split.calibration & ~held, later, "party", "")
    if min(np.nansum(y[apart.train]), np.nansum(y[apart.calibration])) < 10 or y[later].sum() < 10:
        return None
    say("second split: unknown parties")
    # One booster is enough for a figure that stands beside the headline.
    quick = replace(data, config=replace(config, booster=replace(config.booster, n_boosters=1)))
    model = _fit(X, quick, apart).model
    margin = model.margin(model.features(X[later]))
    return rank_metrics(y[later], margin, data.rows.keys[later], data.labels.weights[later])


def _assemble(
    fitted: FittedModel, baselines: Baselines, X: pd.DataFrame, data: _Data, split: Split, final_split: Split,
    evaluation: Evaluation, party: Ranking | None, leaks: list[str], label: str, packs: list[dict[str, str]],
) -> TrainedModel:  # fmt: skip
    config, y = data.config, data.labels.y
    model, early = fitted.model, fitted.early
    latest = X[final_split.calibration]
    features = early.features(latest)  # of rows that it has not seen, as those to be scored will be
    margin = early.margin(features)
    unresolved = float((latest["screening_outcome"] == "unresolved").mean())
    reference = _reference_rows(features, y[final_split.calibration], margin)
    contradictions = count_contradictions(data.keys, y)
    notes = [*data.labels.notes, split.note, *evaluation.notes, *leaks]
    if contradictions:
        notes.append(f"{contradictions:,} labelled rows equal another row that has the other label; all were kept.")
    undated = int(X["lodged_on"].isna().sum())
    if undated:
        notes.append(f"{undated:,} rows have no readable date.")
    if data.is_simulated:
        notes.append(_SIMULATED)
    if config.without:
        notes.append(f"Feature families and features left out: {', '.join(config.without)}.")
    if packs:
        notes.append(f"Rows were screened with these packs too: {describe_packs(packs)}.")
    digest = data_digest(data.rows.keys, y)
    tables = [table_digest(), *(pack["digest"] for pack in packs)]
    metadata: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "model_id": f"riskscan-{run_digest(digest, repr(config), *tables)[:10]}",
        "versions": {
            "riskscan": riskscan.__version__,
            "python": platform.python_version(),
            **{name: version(name) for name in ("numpy", "pandas", "scikit-learn", "skops")},
        },
        "label": label,
        "learned_from": "simulated" if data.is_simulated else "own",
        "base_rate": _rate(y, data.labels.weights, final_split.calibration),
        "families": [family.family for family in model.families.families_],
        "without": list(config.without),
        "without_because": config.without_because,
        "has_goods_text": bool(data.rows.X[list(TEXT_COLUMNS)].notna().any(axis=None)),
        "feature_names": model.feature_names,
        "extra_numeric": list(config.extra_numeric),
        "extra_categorical": list(config.extra_categorical),
        "training_data_sha256": digest,
        "tables_sha256": tables[0],
        "packs": packs,
        "seed": config.seed,
        "n_rows": len(X),
        "n_labelled": int((~np.isnan(y)).sum()),
        "n_violations": int((y == 1).sum()),
        "split": {"kind": split.kind, "note": split.note, "final": final_split.note},
        "calibration_method": model.calibrator.method_,
        "n_trees": [int(booster.n_iter_) for booster in model.boosters],
        "metrics": evaluation.as_dict(),
        "unknown_parties": party.as_dict() if party else None,
        "family_importance": _importance(early, features, margin, reference),
        "notes": notes,
    }
    plots = draw_card(metadata["family_importance"], evaluation)
    known = slice(0 if "party" in config.without else None)  # what nobody reads is not carried
    return TrainedModel(
        model=model,
        history=TraderHistory.from_rows(data.rows.X[known], y[known], label_delay_days=config.gap_days),
        reference=reference,
        training_keys=data.keys,
        baselines=baselines,
        profile=ReferenceProfile().fit(features, margin, unresolved),
        metadata=metadata,
        card=write_card(metadata, evaluation, plots),
        plots=plots,
        evaluation=evaluation,
    )


def _rate(y: Array, weights: Array, rows: Mask) -> float:
    """Return the share of violations in the window that calibration saw: what the mean probability stands for."""
    known = rows & ~np.isnan(y)
    return round(float(np.average(y[known], weights=weights[known])), 6)


def _reference_rows(features: pd.DataFrame, y: Array, margin: Array) -> Array:
    """Choose ordinary rows: not violations, spread evenly over the lower nine tenths of the margins."""
    candidates = np.flatnonzero((y != 1) & (margin <= np.quantile(margin, 0.9)))
    ordered = candidates[np.argsort(margin[candidates], kind="stable")]
    places = np.linspace(0, len(ordered) - 1, min(_REFERENCE_ROWS, len(ordered))).round().astype(np.int64)
    return features.to_numpy(dtype=np.float64)[ordered[places]]


def _importance(model: RiskModel, features: pd.DataFrame, margin: Array, reference: Array) -> dict[str, float]:
    """Return the mean contribution of every family over the hundred riskiest rows."""
    top = np.argsort(-margin, kind="stable")[:100]
    means = family_contributions(model, features.iloc[top], reference).mean()
    return {str(family): round(float(value), 4) for family, value in means.items()}
