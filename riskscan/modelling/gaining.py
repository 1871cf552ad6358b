"""Gain experience: trees over the rows of simulated worlds, each described by what its own earlier rows taught."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.chemistry.screening import Screener
from riskscan.features.families import FeatureFamilies
from riskscan.modelling.boosting import BoosterSettings, TreeSize, fit_booster, make_booster
from riskscan.modelling.experience import Experience
from riskscan.modelling.labelled_rows import gather_rows
from riskscan.modelling.model import Learner
from riskscan.modelling.seen_features import SeenFeature, describe_features
from riskscan.modelling.settings import TrainingConfig
from riskscan.modelling.splitting import forward_folds
from riskscan.modelling.tree_tables import TreeTables
from riskscan.simulation import simulate

__all__ = ["TaughtRows", "gain_experience", "show_features", "teach"]

Array = NDArray[np.float64]

_RATE = 0.01
"""Share of violations among the weights of every world: how seldom they are there tells nothing of another place."""

_LEAST_ORDINARY = 3_000
_SHOWN_WORLD, _SHOWN_ROWS, _SHOWN_SEED = "headings", 4_000, 90


@dataclass(frozen=True, slots=True)
class TaughtRows:
    """Rows of a world and what its earlier rows taught of them.

    Attributes
    ----------
    world : str
        Name of the world.
    families : FeatureFamilies
        Fitted to all of its rows.
    features : DataFrame, shape (n_rows, n_features)
        Every row described by earlier rows alone.
    y : ndarray, shape (n_rows,)
        1 for a violation.
    """

    world: str
    families: FeatureFamilies
    features: pd.DataFrame
    y: Array


def teach(world: str, config: TrainingConfig, *, n_rows: int, seed: int, screener: Screener) -> TaughtRows:
    """Simulate rows of a world and describe each by what was learned from earlier ones, as training does.

    Parameters
    ----------
    world : str
        Name of the world.
    config : TrainingConfig
        Choices of a training run.
    n_rows, seed : int
        Of the rows.
    screener : Screener
        Chemistry and law.
    """
    frame = simulate(n_rows, seed=seed, world=world)
    data = gather_rows(frame, "is_violation", config, columns=None, screener=screener, say=lambda step: None)
    y = data.labels.y
    learner = Learner.of(data.with_history(y), y, data.labels.weights, config)
    folds = forward_folds(learner.X, gap_days=config.gap_days, seed=config.seed)
    families = config.families()
    features = families.cross_fit_transform(learner.read, y, folds, learner.teaching)
    usable = folds.usable & ~np.isnan(y)
    return TaughtRows(world, families, features[usable].astype(np.float32), y[usable])


def show_features(names: Iterable[str], screener: Screener) -> tuple[SeenFeature, ...]:
    """Return what features look like in a few simulated rows, always the same."""
    rows = teach(_SHOWN_WORLD, TrainingConfig(), n_rows=_SHOWN_ROWS, seed=_SHOWN_SEED, screener=screener)
    return describe_features(rows.features, names)


def gain_experience(worlds: Sequence[TaughtRows], config: TrainingConfig) -> Experience:
    """Fit trees to the rows of worlds, all of them with the same share of violations.

    Parameters
    ----------
    worlds : sequence of TaughtRows
        At least one.
    config : TrainingConfig
        What the trees do not see (``without``), their settings and the seed.
    """
    settings, families = config.booster, worlds[0].families
    shown = ~np.isin(np.array(families.feature_names_, dtype=str), list(config.unseen))
    boosters = []
    used = np.flatnonzero(shown & np.any([_varies(world.features) for world in worlds], axis=0))
    for seed in range(config.seed, config.seed + settings.n_boosters):
        drawn = [_drawn(world, used, settings, seed) for world in worlds]
        values, y, weights = (np.concatenate(parts) for parts in zip(*drawn, strict=True))
        size = TreeSize(min(settings.max_leaf_nodes), settings.max_iter)
        booster = make_booster(settings, families, used, seed, size)
        boosters.append(fit_booster(booster, values, y, weights))
    tables = TreeTables.from_boosters(boosters)
    assert tables is not None
    return Experience(tuple(families.feature_names_[place] for place in used), tables)


def _drawn(
    world: TaughtRows, used: NDArray[np.int64], settings: BoosterSettings, seed: int
) -> tuple[Array, Array, Array]:
    """Return all violations of a world and some of its ordinary rows, and their weights."""
    violations, others = np.flatnonzero(world.y == 1), np.flatnonzero(world.y == 0)
    wanted = max(_LEAST_ORDINARY, settings.ordinary_rows * len(violations))
    chosen = np.random.default_rng(seed).choice(others, min(wanted, len(others)), replace=False)
    rows = np.sort(np.concatenate([violations, chosen]))
    shares = _RATE / len(violations), (1 - _RATE) / len(chosen)
    # Weighed as many rows as a violation counts for where it is as rare as that.
    weights = np.where(world.y[rows] == 1, *shares) * len(violations) / _RATE
    return world.features.to_numpy(dtype=np.float64)[np.ix_(rows, used)], world.y[rows], weights


def _varies(features: pd.DataFrame) -> NDArray[np.bool_]:
    return np.asarray((features.nunique(dropna=True) > 1).to_numpy())
