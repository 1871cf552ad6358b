"""How much of what is possible a model trained on a world's own rows reaches, in all and by pattern of concealment.

Run as ``python -m tests.benchmarks.own_rows [--worlds A,B] [--rows 60000] [--seed 301] [--teachers 3]``. Two bounds are
measured on the same rows, the last fifth by time: of a reader who knows the hidden circumstances of each row and the
odds behind them, and of one who knows these odds and sees the cells alone (`tests.benchmarks.visible_bound`, an
estimate): the latter is what is possible. Worlds with fewer than some fifty violations there say little. The kept model
is blended with the shipped one, which learned from these very worlds, and with experience from all worlds but the one
in question; the own one knows nothing but the rows.
"""

import sys
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskscan.chemistry.screening import Screener
from riskscan.modelling.experience import Experience
from riskscan.modelling.labelled_rows import gather_rows
from riskscan.modelling.metrics import rank_metrics, ranking_order
from riskscan.modelling.model import Learner
from riskscan.modelling.settings import TrainingConfig
from riskscan.modelling.splitting import time_split
from riskscan.modelling.ways import choose_way
from riskscan.simulation.bound import posterior
from riskscan.simulation.generating import simulate_openly
from riskscan.simulation.mechanism import load_mechanism
from riskscan.training import fit_blend
from tests.benchmarks.experience import experience_config, experience_without, taught_worlds
from tests.benchmarks.visible_bound import visible_posterior

_WORLDS = ("chemical_trade", "headings", "parcels", "vague_trade")
_OPENED = 0.02

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reached:
    """PR-AUC of both bounds, of `riskscan train` and of its model from scratch, and recall by pattern."""

    world: str
    n_violations: int
    hidden: float
    possible: float
    kept: float
    own: float
    by_pattern: dict[str, tuple[int, float, float]]


def reach(
    world: str, n_rows: int, seed: int, n_teachers: int, screener: Screener, experience: Experience | None
) -> Reached:
    """Train on the rows of a world and measure on the latest."""
    drawn = simulate_openly(n_rows, seed=seed, world=world)
    frame = drawn.frame
    hidden = posterior(load_mechanism(world), drawn.circumstances, drawn.period_share, drawn.violation_share)
    possible = visible_posterior(world, drawn, seed=seed, n_teachers=n_teachers)
    config = TrainingConfig()
    data = gather_rows(frame, "is_violation", config, columns=None, screener=screener, say=lambda step: None)
    y = data.labels.y
    split = time_split(
        data.X, calibration_share=config.calibration_share, test_share=config.test_share, gap_days=config.gap_days,
        seed=config.seed,
    )  # fmt: skip
    base = choose_way(data, split).base
    shares = base.shares(base.model.features(data.X)) if base else None
    learner = Learner.of(data.with_history(np.where(split.test, np.nan, y)), y, data.labels.weights, config)
    fitted = fit_blend(learner, split, base, shares, experience=experience)
    late, content = np.flatnonzero(split.test), data.content[split.test]
    features = learner.features(fitted.model, split.test)
    scores = {
        "hidden": hidden[late], "possible": possible[late],
        "kept": fitted.model.margin(features), "own": fitted.own.margin(features),
    }  # fmt: skip
    figures = {name: rank_metrics(y[late], score, content).pr_auc for name, score in scores.items()}
    opened = {name: _opened(scores[name], content) for name in ("possible", "kept")}
    by_pattern = {}
    pattern = frame["pattern"].to_numpy(dtype=object)[late]
    for name in sorted({str(one) for one in pattern if one}):
        rows = pattern == name
        by_pattern[name] = (int(rows.sum()), float(opened["possible"][rows].mean()), float(opened["kept"][rows].mean()))
    return Reached(world, int(y[late].sum()), **figures, by_pattern=by_pattern)


def _opened(score: Array, content: NDArray[np.uint64]) -> NDArray[np.bool_]:
    found = np.zeros(len(score), dtype=bool)
    found[ranking_order(score, content)[: round(_OPENED * len(score))]] = True
    return found


def _option(name: str, default: str) -> str:
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default


def main() -> None:
    """Print a line a world and the recall of each pattern where 2 % of the rows are opened."""
    names, screener = _option("--worlds", ",".join(_WORLDS)).split(","), Screener(packs=())
    shares, config = [], experience_config()
    taught = taught_worlds(config, screener)
    n_rows, seed, n_teachers = (
        int(_option(f"--{name}", default)) for name, default in (("rows", "60000"), ("seed", "301"), ("teachers", "3"))
    )
    print(f"{'world':<16}{'found':>7}{'hidden':>8}{'possible':>10}{'kept':>8}{'own':>8}{'kept/possible':>15}")
    for name in names:
        one = reach(name, n_rows, seed, n_teachers, screener, experience_without(taught, name, config))
        shares.append(one.kept / one.possible)
        figures = f"{one.hidden:>8.3f}{one.possible:>10.3f}{one.kept:>8.3f}{one.own:>8.3f}{shares[-1]:>15.3f}"
        print(f"{one.world:<16}{one.n_violations:>7}{figures}", flush=True)
        told = (f"{name} {n}: {best:.2f} / {ours:.2f}" for name, (n, best, ours) in one.by_pattern.items())
        print("   recall at 2 %, possible / kept: " + "; ".join(told), flush=True)
    print(f"median of kept / possible: {np.median(shares):.3f}")


if __name__ == "__main__":
    main()
