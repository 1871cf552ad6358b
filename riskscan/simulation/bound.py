"""How well the best possible reader of a simulated manifest could do."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.simulation.circumstances import Circumstances, likelihood_tables, pattern_cells, regimes
from riskscan.simulation.mechanism import Mechanism, load_mechanism

__all__ = ["SimulationBound", "pattern_bounds", "posterior", "simulation_bound"]

_AT = (0.005, 0.01, 0.02, 0.05)


@dataclass(frozen=True, slots=True)
class SimulationBound:
    """Expected best figures of a world.

    Attributes
    ----------
    world : str
        The world.
    violation_share : float
        Share of violations.
    pr_auc : float
        Area under the precision-recall curve (average precision).
    inspected_shares : tuple of float
        Shares of rows opened.
    recall, precision : tuple of float
        At those shares.
    untraceable_share : float
        Share of violations with nothing that differs from honest trade.
    """

    world: str
    violation_share: float
    pr_auc: float
    inspected_shares: tuple[float, ...]
    recall: tuple[float, ...]
    precision: tuple[float, ...]
    untraceable_share: float


def simulation_bound(world: str = "test", *, violation_share: float = 0.01) -> SimulationBound:
    """Compute the best PR-AUC, recall and precision that the mechanism allows.

    A reader who knew the hidden circumstances of each row (wording, signals, kind of address and consignor) and the
    mechanism would rank by the odds of a violation. The cells of a row are drawn from its circumstances alone, so no
    model of the cells can be expected to do better.

    Parameters
    ----------
    world : str
        World of the manifest.
    violation_share : float, default 0.01
        Share of violations, between 0 and 1.

    Returns
    -------
    SimulationBound
        The best figures that can be expected.

    Examples
    --------
    >>> bound = simulation_bound("test")
    >>> bound.pr_auc < 0.95
    True
    """
    mechanism = load_mechanism(world)
    ranking = _rank_cells(mechanism, violation_share)
    recall = np.interp(_AT, ranking.opened, ranking.true) / violation_share
    gained = np.diff(ranking.true, prepend=0.0) / violation_share
    hidden = np.array([pattern.odds is None for pattern in mechanism.patterns])
    return SimulationBound(
        world=world,
        violation_share=violation_share,
        pr_auc=float(np.sum(gained * ranking.true / np.maximum(ranking.opened, 1e-300))),
        inspected_shares=_AT,
        recall=tuple(recall.tolist()),
        precision=tuple((recall * violation_share / np.array(_AT)).tolist()),
        untraceable_share=float(sum(length * shares[hidden].sum() for length, shares in _spells(mechanism))),
    )


def pattern_bounds(
    world: str = "test", *, violation_share: float = 0.01, inspected_share: float = 0.02
) -> pd.DataFrame:
    """Describe the patterns of a world and the best recall of each that can be expected.

    Parameters
    ----------
    world : str
        World of the manifest.
    violation_share : float, default 0.01
        Share of violations.
    inspected_share : float, default 0.02
        Share of rows opened.

    Returns
    -------
    DataFrame
        One row a pattern: ``pattern, share`` (of all violations of the world), ``best_recall, meaning, source``.
    """
    mechanism = load_mechanism(world)
    patterns = mechanism.patterns
    ranking = _rank_cells(mechanism, violation_share)
    # Each cell's chance to be opened: the last one that fits is opened in part.
    size = np.diff(ranking.opened, prepend=0.0)
    room = inspected_share - (ranking.opened - size)
    chance = np.empty_like(size)
    chance[ranking.order] = np.clip(np.divide(room, size, out=np.zeros_like(size), where=size > 0), 0.0, 1.0)
    spells = _spells(mechanism)
    found, share = np.zeros(len(patterns)), np.zeros(len(patterns))
    for (length, shares), opened in zip(spells, np.split(chance, len(spells)), strict=True):
        share += length * shares
        for position, pattern in enumerate(patterns):
            found[position] += length * shares[position] * float(pattern_cells(mechanism, pattern) @ opened)
    return pd.DataFrame(
        {
            "pattern": [pattern.name for pattern in patterns],
            "share": share,
            "best_recall": found / share,
            "meaning": [pattern.meaning for pattern in patterns],
            "source": [pattern.source for pattern in patterns],
        }
    )


def posterior(
    mechanism: Mechanism,
    circumstances: Circumstances,
    period_share: NDArray[np.float64],
    violation_share: float,
) -> NDArray[np.float64]:
    """Return the probability of a violation given a row's circumstances, shape (n_rows,)."""
    starts = [start for start, _ in regimes(mechanism)]
    spell = np.searchsorted(starts, period_share, side="right") - 1
    cells = circumstances.cell_index()
    result = np.zeros(len(cells))
    for position in range(len(starts)):
        honest, violation = likelihood_tables(mechanism, position)
        rows = spell == position
        positives = violation_share * violation[cells[rows]]
        result[rows] = positives / (positives + (1 - violation_share) * honest[cells[rows]])
    return result


@dataclass(frozen=True, slots=True)
class _Ranking:
    """Combinations of circumstances in the order in which the best reader opens them.

    Attributes
    ----------
    order : ndarray of int of shape (n_spells * n_cells,)
        Positions, the spells one after the other.
    true, opened : ndarray of float of the same shape
        Shares of all rows: violations found, and rows opened, up to and with each.
    """

    order: NDArray[np.int64]
    true: NDArray[np.float64]
    opened: NDArray[np.float64]


def _rank_cells(mechanism: Mechanism, violation_share: float) -> _Ranking:
    honest, violation = [], []
    for position, (length, _) in enumerate(_spells(mechanism)):
        in_honest, in_violation = likelihood_tables(mechanism, position)
        honest.append(length * (1 - violation_share) * in_honest)
        violation.append(length * violation_share * in_violation)
    positives, negatives = np.concatenate(violation), np.concatenate(honest)
    score = np.divide(positives, positives + negatives, out=np.zeros_like(positives), where=positives > 0)
    order = np.argsort(-score, kind="stable")
    true = np.cumsum(positives[order])
    return _Ranking(order, true, true + np.cumsum(negatives[order]))


def _spells(mechanism: Mechanism) -> tuple[tuple[float, NDArray[np.float64]], ...]:
    """Return the length of each spell of constant pattern shares (share of the period), and those shares."""
    spells = regimes(mechanism)
    ends = [start for start, _ in spells[1:]] + [1.0]
    return tuple((end - start, shares) for (start, shares), end in zip(spells, ends, strict=True))
