"""The shipped model: trained on all simulated worlds, and judged in each by a model that never saw it.

The rows of a world are compared with rows of that world only, as a user's are with the user's own. Which signals a
concealment leaves differs from place to place more than any set of worlds shows. So each world is also seen several
times with groups of signals dealt out at random among its rows, so that they tell nothing: the model learns how far to
trust a group that may tell nothing, and evidence stays ahead.
"""

import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

import riskscan
from riskscan.chemistry.screening import Screener
from riskscan.features.families import FURTHER, FeatureFamilies
from riskscan.features.links import LinksFeatures
from riskscan.history.aggregates import TraderHistory
from riskscan.modelling.artefact import TrainedModel
from riskscan.modelling.base_rate import OddsCounts, OddsMove
from riskscan.modelling.baselines import Baselines, rule_scores
from riskscan.modelling.boosting import TreeSize, fit_booster, make_booster
from riskscan.modelling.calibration import MarginCalibrator, log_odds
from riskscan.modelling.drift import ReferenceProfile
from riskscan.modelling.fingerprints import data_digest, run_digest, table_digest
from riskscan.modelling.metrics import rank_metrics, reliability
from riskscan.modelling.model import RiskModel
from riskscan.modelling.overlap import row_keys
from riskscan.modelling.persistence import FORMAT_VERSION
from riskscan.modelling.preparing import join_further, prepare_rows
from riskscan.modelling.settings import TrainingConfig
from riskscan.modelling.signals import SIGNALS, signals_of
from riskscan.modelling.transfer_card import write_transfer_card
from riskscan.modelling.transfer_table import AT, WorldFigures
from riskscan.policy import load_policy
from riskscan.scoring.rank_keys import RankKeys
from riskscan.scoring.tiering import decide_tiers
from riskscan.simulation import simulate
from riskscan.simulation.worlds import load_world, world_names

__all__ = [
    "RATE",
    "WorldRows",
    "choose_worlds",
    "fit_worlds",
    "judge_worlds",
    "prepare_worlds",
    "train_across",
    "unseen_odds",
]

Array = NDArray[np.float64]

RATE = 0.01
"""Share of violations that the shipped model is calibrated to."""

_COPIES = 3
_DEALT_OUT = 0.5
_ORDINARY_ROWS = 4_000
_REFERENCE_ROWS = 6


@dataclass(frozen=True, slots=True)
class WorldRows:
    """Labelled rows of a world, ready for learning.

    Attributes
    ----------
    name : str
        The world.
    X : DataFrame, shape (n_rows, n_columns)
        Prepared rows with their comparison.
    y : ndarray, shape (n_rows,)
        1 for a violation.
    content : ndarray of uint64, shape (n_rows,)
        Hash of each row.
    """

    name: str
    X: pd.DataFrame
    y: Array
    content: NDArray[np.uint64]


def choose_worlds(config: TrainingConfig) -> list[str]:
    """Return the worlds that a model is judged in: those with simulated ties only where it reads ties.

    To another model their violations are those of other worlds, with traces that it cannot see.
    """
    reads_ties = LinksFeatures.family in config.also
    return [name for name in world_names() if reads_ties or "ties" not in load_world(name).changes]


def prepare_worlds(
    names: Sequence[str] | None = None, *, n_rows: int = 15_000, seed: int = 7, screener: Screener | None = None
) -> list[WorldRows]:
    """Simulate, screen and compare the rows of worlds.

    Parameters
    ----------
    names : sequence of str, optional
        The worlds; all of them where left out.
    n_rows : int
        Rows of each.
    seed : int
        Seed.
    """
    shared = screener or Screener(packs=())  # the model is for everybody
    found = []
    for name in names or world_names():
        frame = simulate(n_rows, seed=seed, world=name)
        rows = prepare_rows(frame, screener=shared, require_text=False)
        X = join_further(rows.X, [family.family for family in FURTHER])
        found.append(WorldRows(name, X, frame["is_violation"].to_numpy(dtype=np.float64), rows.keys))
    return found


@dataclass(frozen=True, slots=True)
class _Learning:
    """Features of all worlds under one set of fitted families."""

    families: FeatureFamilies
    used: NDArray[np.int64]
    values: dict[str, Array]
    worlds: Sequence[WorldRows]
    config: TrainingConfig

    def fit(self, names: Sequence[str], *, n_boosters: int) -> RiskModel:
        """Return a model of some worlds, each of the same weight; not calibrated."""
        seeds = range(self.config.seed, self.config.seed + n_boosters)
        settings = self.config.booster
        size = TreeSize(min(settings.max_leaf_nodes), settings.max_iter)
        boosters = []
        for seed in seeds:
            parts = [self._seen(world, seed) for world in self.worlds if world.name in names]
            values, y, weights = (np.concatenate(columns) for columns in zip(*parts, strict=True))
            booster = make_booster(settings, self.families, self.used, seed, size)
            boosters.append(fit_booster(booster, values, y, weights))
        return RiskModel(self.families, boosters, self.used, MarginCalibrator(self.config.seed))

    def _seen(self, world: WorldRows, seed: int) -> tuple[Array, Array, Array]:
        """Return rows of a world as they are, and again with groups of signals that tell nothing."""
        rng = np.random.default_rng([seed, load_world(world.name).stream])
        violations, others = np.flatnonzero(world.y == 1), np.flatnonzero(world.y == 0)
        values, labels, weights = [], [], []
        for copy in range(1 + _COPIES):
            told = self.values[world.name].copy()
            for places in self._groups() if copy else ():
                if rng.random() < _DEALT_OUT:
                    told[:, places] = told[rng.permutation(len(told))][:, places]
            chosen = rng.choice(others, min(_ORDINARY_ROWS, len(others)), replace=False)
            rows = np.concatenate([violations, chosen])
            values.append(told[rows][:, self.used])
            labels.append(world.y[rows])
            shares = (RATE / len(violations), (1 - RATE) / len(chosen))
            weights.append(np.where(world.y[rows] == 1, *shares) * len(rows))
        return np.concatenate(values), np.concatenate(labels), np.concatenate(weights)

    def _groups(self) -> list[NDArray[np.int64]]:
        signals = np.array(signals_of(self.families))
        groups = (np.flatnonzero(signals == name) for name in SIGNALS)
        return [places for places in groups if len(places)]


def _learn(worlds: Sequence[WorldRows], config: TrainingConfig) -> _Learning:
    X = pd.concat([world.X for world in worlds], ignore_index=True)
    y = np.concatenate([world.y for world in worlds])
    families = FeatureFamilies(without=config.without, also=config.also).fit(X, y)
    shown = ~np.isin(np.array(families.feature_names_, dtype=str), list(config.unseen))
    values = {world.name: families.transform(world.X).to_numpy(dtype=np.float64) for world in worlds}
    varies = np.array(
        [len(np.unique(column[~np.isnan(column)])) > 1 for column in np.concatenate([*values.values()]).T]
    )
    return _Learning(families, np.flatnonzero(shown & varies), values, worlds, config)


def judge_worlds(
    worlds: Sequence[WorldRows], config: TrainingConfig, say: Callable[[str], None] = lambda step: None
) -> tuple[list[WorldFigures], MarginCalibrator]:
    """Judge each world by a model of all others, calibrated on these.

    Returns
    -------
    list of WorldFigures
        In the order of the worlds.
    MarginCalibrator
        Of the margins of all worlds, each by the model that never saw it.
    """
    learning = _learn(worlds, config)
    return _judge(learning, say)


def _judge(learning: _Learning, say: Callable[[str], None]) -> tuple[list[WorldFigures], MarginCalibrator]:
    margins = _unseen_margins(learning, say)
    figures = [
        _figures(world, margins[world.name], _calibrated_without(world, learning, margins)) for world in learning.worlds
    ]
    return figures, _calibrated(learning.worlds, margins, learning.config.seed)


def _unseen_margins(learning: _Learning, say: Callable[[str], None]) -> dict[str, Array]:
    margins: dict[str, Array] = {}
    for world in learning.worlds:
        say(f"a model that never saw {world.name}")
        model = learning.fit([other.name for other in learning.worlds if other is not world], n_boosters=1)
        margins[world.name] = model.margin(learning.values[world.name])
    return margins


def _calibrated_without(world: WorldRows, learning: _Learning, margins: dict[str, Array]) -> MarginCalibrator:
    return _calibrated([other for other in learning.worlds if other is not world], margins, learning.config.seed)


def unseen_odds(
    worlds: Sequence[WorldRows], config: TrainingConfig, say: Callable[[str], None] = lambda step: None
) -> dict[str, Array]:
    """Return the log odds of each world's rows, by a model of all others, calibrated on these to `RATE`."""
    learning = _learn(worlds, config)
    margins = _unseen_margins(learning, say)
    return {
        world.name: log_odds(_calibrated_without(world, learning, margins).predict(margins[world.name]))
        for world in worlds
    }


def _calibrated(worlds: Sequence[WorldRows], margins: dict[str, Array], seed: int) -> MarginCalibrator:
    """Calibrate margins to the base rate that the model states, each world of the same weight."""
    margin = np.concatenate([margins[world.name] for world in worlds])
    y = np.concatenate([world.y for world in worlds])
    weights = np.concatenate(
        [
            np.where(world.y == 1, RATE / world.y.sum(), (1 - RATE) / (world.y == 0).sum()) * len(world.y)
            for world in worlds
        ]
    )
    return MarginCalibrator(seed).fit(margin, y, weights)


def _figures(world: WorldRows, margin: Array, calibrator: MarginCalibrator) -> WorldFigures:
    X, y = world.X, world.y
    rules = rule_scores(X)
    rankings = {"model": margin, **rules}
    measured = {name: rank_metrics(y, score, world.content, capacities=AT) for name, score in rankings.items()}
    relative = calibrator.predict(margin)
    stated = OddsMove.of(OddsCounts.of(log_odds(relative)), RATE, float(y.mean())).apply(relative)
    policy = load_policy()
    verdicts = policy.judge(X)
    keys = RankKeys(
        policy.score_tiers(relative), verdicts.floor, verdicts.ceiling, margin, rules["watch_list"], world.content
    )
    tier = decide_tiers(keys, policy, is_bound=True).tier
    return WorldFigures(
        world=world.name, n_rows=len(y), n_violations=int(y.sum()),
        pr_auc={name: ranking.pr_auc for name, ranking in measured.items()},
        recall={name: tuple(entry.recall for entry in ranking.at) for name, ranking in measured.items()},
        calibration_error=reliability(y, stated).calibration_error,
        above_release=float((tier > 0).mean()), above_review=float((tier > 1).mean()),
    )  # fmt: skip


def fit_worlds(worlds: Sequence[WorldRows], config: TrainingConfig) -> RiskModel:
    """Return a model of worlds as the shipped one is made, calibrated on these worlds themselves and not judged."""
    learning = _learn(worlds, config)
    model = learning.fit([world.name for world in worlds], n_boosters=config.booster.n_boosters)
    margins = {world.name: model.margin(learning.values[world.name]) for world in worlds}
    model.calibrator = _calibrated(worlds, margins, config.seed)
    return model


def train_across(
    worlds: Sequence[WorldRows], config: TrainingConfig, say: Callable[[str], None] = lambda step: None
) -> tuple[TrainedModel, list[WorldFigures]]:
    """Train on all worlds; the figures are those of models that never saw the world in question."""
    learning = _learn(worlds, config)
    figures, calibrator = _judge(learning, say)
    say("the model of all worlds")
    model = learning.fit([world.name for world in worlds], n_boosters=config.booster.n_boosters)
    model.calibrator = calibrator
    X = pd.concat([world.X for world in worlds], ignore_index=True)
    y = np.concatenate([world.y for world in worlds])
    content = np.concatenate([world.content for world in worlds])
    features = pd.DataFrame(np.concatenate([*learning.values.values()]), columns=model.feature_names)
    margin = model.margin(features)
    say("baselines")
    first = len(worlds[0].y)
    keys = row_keys(X[:first])
    baselines = Baselines(seed=config.seed).fit(X[:first], y[:first], np.ones(first), keys)
    metadata = _metadata(model, worlds, config, figures, data_digest(content, y))
    trained = TrainedModel(
        model=model, history=TraderHistory.empty(), reference=_ordinary(features, y, margin), training_keys=row_keys(X),
        baselines=baselines,
        profile=ReferenceProfile().fit(features, margin, float((X["screening_outcome"] == "unresolved").mean())),
        metadata=metadata, card=write_transfer_card(metadata, figures), plots={},
    )  # fmt: skip
    return trained, figures


def _ordinary(features: pd.DataFrame, y: Array, margin: Array) -> Array:
    """Choose ordinary rows for explanations, spread over the lower nine tenths of the margins."""
    order = np.argsort(margin, kind="stable")
    order = order[y[order] == 0][: int(0.9 * len(y))]
    chosen = order[np.linspace(0, len(order) - 1, _REFERENCE_ROWS).astype(int)]
    return np.asarray(features.to_numpy(dtype=np.float64)[chosen])


def _metadata(
    model: RiskModel, worlds: Sequence[WorldRows], config: TrainingConfig, figures: list[WorldFigures], digest: str
) -> dict[str, Any]:
    return {
        "format_version": FORMAT_VERSION,
        "model_id": f"riskscan-{run_digest(digest, repr(config), table_digest())[:10]}",
        "versions": {
            "riskscan": riskscan.__version__,
            "python": platform.python_version(),
            **{name: version(name) for name in ("numpy", "pandas", "scikit-learn", "skops")},
        },
        "label": "is_violation",
        "learned_from": "simulated",
        "worlds": [world.name for world in worlds],
        "base_rate": RATE,
        "families": [family.family for family in model.families.families_],
        "without": list(config.without),
        "without_because": config.without_because,
        "has_goods_text": True,
        "feature_names": model.feature_names,
        "extra_numeric": [],
        "extra_categorical": [],
        "training_data_sha256": digest,
        "tables_sha256": table_digest(),
        "seed": config.seed,
        "n_rows": sum(len(world.y) for world in worlds),
        "n_labelled": sum(len(world.y) for world in worlds),
        "n_violations": int(sum(world.y.sum() for world in worlds)),
        "calibration_method": model.calibrator.method_,
        "n_trees": [int(booster.n_iter_) for booster in model.boosters],
        "metrics": {"worlds": [asdict(found) for found in figures]},
        "notes": ["The rows are simulated: no distribution and no trader of theirs is told as a fact."],
    }
