"""What a stated base rate does in worlds that the model never saw: ``python -m tests.benchmarks.base_rate``.

Each world is scored by a model of all others, and its true share of violations is stated. Two tables: calibration and
raised rows of whole worlds, by the rate alone and as scoring moves the odds; and log loss of files of some rows drawn
from the worlds, by what number of violations weighs half. These are the tables of ``docs/explanation/base-rate.md``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from riskscan.modelling.base_rate import OddsCounts, OddsMove
from riskscan.modelling.baselines import rule_scores
from riskscan.modelling.calibration import share_of
from riskscan.modelling.metrics import reliability
from riskscan.modelling.settings import make_config, read_config
from riskscan.policy import load_policy
from riskscan.scoring.rank_keys import RankKeys
from riskscan.scoring.tiering import decide_tiers
from riskscan.transferring import RATE, WorldRows, choose_worlds, prepare_worlds, unseen_odds

_CHOICES = Path(__file__).parents[2] / "models" / "default.toml"
_ROWS = 12_000
_FILES = {10: 300, 30: 300, 100: 200, 300: 100, 1_000: 60, 3_000: 30}
"""Files drawn from each world, by their rows."""

_HALF = (0, 3, 6, 12, 24, 48)

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """Rows of a world under one move of their odds."""

    error: float
    mean: float
    above_release: float
    above_review: float

    @classmethod
    def of(cls, world: WorldRows, odds: Array, by: float) -> "Judged":
        """Judge probabilities against labels, and tiers by the packaged policy."""
        policy = load_policy()
        probability = share_of(odds + by)
        verdicts = policy.judge(world.X)
        keys = RankKeys(
            policy.score_tiers(probability), verdicts.floor, verdicts.ceiling, odds,
            rule_scores(world.X)["watch_list"], world.content,
        )  # fmt: skip
        tier = decide_tiers(keys, policy, is_bound=True).tier
        found = reliability(world.y, probability)
        return cls(found.calibration_error, found.mean_probability, float((tier > 0).mean()), float((tier > 1).mean()))


def move_of(odds: Array, rate: float) -> OddsMove:
    """Return how scoring moves the odds of a file."""
    return OddsMove.of(OddsCounts.of(odds), RATE, rate)


def losses(odds: Array, y: Array, n_rows: int, n_files: int, rng: np.random.Generator) -> Array:
    """Return the mean log loss of files: by the rate alone, then for each number of violations that weighs half."""
    rate = float(y.mean())
    total = np.zeros(1 + len(_HALF))
    for _ in range(n_files):
        rows = rng.choice(len(y), n_rows, replace=False)
        move = move_of(odds[rows], rate)
        away = move.by_mean - move.by_rate
        moves = [move.by_rate, *(move.by_rate + away * n_rows * rate / (n_rows * rate + half) for half in _HALF)]
        moved = odds[rows] + np.array(moves)[:, np.newaxis]
        total += (np.logaddexp(0, moved) - y[rows] * moved).mean(axis=1)
    return total / n_files


def _show_worlds(worlds: Sequence[WorldRows], odds: dict[str, Array]) -> None:
    print("world, share: error, mean, above release, above review by the rate alone; the same as scored; odds times")
    away = []
    for world in worlds:
        rate = float(world.y.mean())
        move = move_of(odds[world.name], rate)
        away.append(move.by_mean - move.by_rate)
        alone, moved = (Judged.of(world, odds[world.name], by) for by in (move.by_rate, move.by))
        told = (
            f"{one.error:.4f} {one.mean:.4f} {one.above_release:6.1%} {one.above_review:6.1%}" for one in (alone, moved)
        )
        print(f"{world.name:<16}{rate:.4f}  {'   '.join(told)}   {np.exp(move.by):.2f}")
    print(f"scatter of the mean's move about the rate's: {np.sqrt(np.mean(np.square(away))):.2f}")


def main() -> None:
    """Print both tables."""
    config = make_config(read_config(_CHOICES))
    worlds = prepare_worlds(choose_worlds(config), n_rows=_ROWS, seed=config.seed)
    odds = unseen_odds(worlds, config)
    _show_worlds(worlds, odds)
    rng = np.random.default_rng(5)
    print("\nrows    " + "".join(f"{half:>10}" for half in _HALF) + "   change of log loss; worst world below")
    for n_rows, n_files in _FILES.items():
        found = np.array([losses(odds[world.name], world.y, n_rows, n_files, rng) for world in worlds])
        mean = found.mean(axis=0)
        print(f"{n_rows:<8,}" + "".join(f"{change:+10.2%}" for change in mean[1:] / mean[0] - 1))
        worst = (found[:, 1:] / found[:, :1] - 1).max(axis=0)
        print("        " + "".join(f"{change:+10.2%}" for change in worst), flush=True)


if __name__ == "__main__":
    main()
