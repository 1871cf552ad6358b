"""How well the best possible reader of a simulated manifest could do."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskscan.simulation.circumstances import Circumstances, likelihood_tables, regimes
from riskscan.simulation.mechanism import Mechanism, World, load_mechanism

__all__ = ["SimulationBound", "posterior", "simulation_bound"]

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


def simulation_bound(world: World = "test", *, violation_share: float = 0.01) -> SimulationBound:
    """Compute the best PR-AUC, recall and precision that the mechanism allows.

    A reader who knew the hidden circumstances of each row (wording, signals, kind of address and consignor) and the
    mechanism would rank by the odds of a violation. The cells of a row are drawn from its circumstances alone, so no
    model of the cells can be expected to do better.

    Parameters
    ----------
    world : {"train", "test"}
        World of the manifest.
    violation_share : float, default 0.01
        Share of violations, between 0 and 1.

    Examples
    --------
    >>> bound = simulation_bound("test")
    >>> bound.pr_auc < 0.95
    True
    """
    mechanism = load_mechanism()
    spells = regimes(mechanism, world)
    ends = [start for start, _ in spells[1:]] + [1.0]
    honest, violation, score = [], [], []
    for position, ((start, _), end) in enumerate(zip(spells, ends, strict=True)):
        in_honest, in_violation = likelihood_tables(mechanism, world, position)
        positives, negatives = violation_share * in_violation, (1 - violation_share) * in_honest
        honest.append((end - start) * negatives)
        violation.append((end - start) * positives)
        score.append(positives / np.maximum(positives + negatives, 1e-300))
    ordered = np.argsort(-np.concatenate(score), kind="stable")
    true = np.cumsum(np.concatenate(violation)[ordered])
    opened = true + np.cumsum(np.concatenate(honest)[ordered])
    recall = np.interp(_AT, opened, true) / violation_share
    gained = np.diff(true, prepend=0.0) / violation_share
    return SimulationBound(
        world=world,
        violation_share=violation_share,
        pr_auc=float(np.sum(gained * true / np.maximum(opened, 1e-300))),
        inspected_shares=_AT,
        recall=tuple(recall.tolist()),
        precision=tuple((recall * violation_share / np.array(_AT)).tolist()),
        untraceable_share=_untraceable(mechanism, world),
    )


def posterior(
    mechanism: Mechanism,
    world: World,
    circumstances: Circumstances,
    period_share: NDArray[np.float64],
    violation_share: float,
) -> NDArray[np.float64]:
    """Return the probability of a violation given a row's circumstances, shape (n_rows,)."""
    starts = [start for start, _ in regimes(mechanism, world)]
    spell = np.searchsorted(starts, period_share, side="right") - 1
    cells = circumstances.cell_index()
    result = np.zeros(len(cells))
    for position in range(len(starts)):
        honest, violation = likelihood_tables(mechanism, world, position)
        rows = spell == position
        positives = violation_share * violation[cells[rows]]
        result[rows] = positives / (positives + (1 - violation_share) * honest[cells[rows]])
    return result


def _untraceable(mechanism: Mechanism, world: World) -> float:
    spells = regimes(mechanism, world)
    ends = [start for start, _ in spells[1:]] + [1.0]
    hidden = np.array([pattern.odds is None for pattern in mechanism.patterns_of(world)])
    return float(sum((end - start) * shares[hidden].sum() for (start, shares), end in zip(spells, ends, strict=True)))
