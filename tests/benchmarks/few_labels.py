"""PR-AUC against the number of labels, in worlds that the shipped-like model never saw; and which rows to label.

Run as ``python -m tests.benchmarks.few_labels [--worlds A,B] [--rows 20000] [--labels 30,100]``: it prints a table of
ways of learning and one of ways to choose rows, and writes ``build/few_labels.json`` and ``build/few_labels.png``.
The first three fifths of each world's rows, by day, may be labelled; the others judge.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from riskscan.features.references import References
from riskscan.history.aggregates import TraderHistory
from riskscan.modelling.adapting import HELD, BaseModel
from riskscan.modelling.baselines import rule_scores
from riskscan.modelling.cross_fitting import cross_fit, fit_base
from riskscan.modelling.exploring import chances, draw_spread
from riskscan.modelling.labelled_rows import LabelledRows
from riskscan.modelling.labels import Labels
from riskscan.modelling.metrics import rank_metrics
from riskscan.modelling.model import Learner
from riskscan.modelling.overlap import row_keys
from riskscan.modelling.preparing import join_history
from riskscan.modelling.settings import TrainingConfig, make_config, read_config
from riskscan.modelling.splitting import time_split
from riskscan.modelling.ways import lacking_labels
from riskscan.plotting.learning import LearningCurveDisplay
from riskscan.simulation.worlds import world_names
from riskscan.training import fit_blend
from riskscan.transferring import WorldRows, fit_worlds, prepare_worlds

_CHOICES = Path(__file__).parents[2] / "models" / "default.toml"
_WORLDS = ("chemical_trade", "parcels", "south", "vague_trade")
_LABELS = (30, 100, 300, 1_000, 10_000)
_CHOSEN = ("ranking", "random", "explore")
_SEEDS = 5
_DRAWS = 3
_FEW = 1_000
_POOL = 0.6
_WAYS = {
    "two_lines": "two-line rule", "shipped": "as it comes", "adapted": "adapted", "own": "from scratch",
    "kept": "riskscan train",
}  # fmt: skip

Array = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Point:
    """Mean PR-AUC over draws by way at a number of labels; NaN where a way needs more of them."""

    world: str
    n_labels: int
    n_violations: float
    pr_auc: dict[str, float]


class Unseen:
    """A world, and a model of all others."""

    def __init__(self, world: WorldRows, base: BaseModel) -> None:
        self.world, self.base = world, base
        self.n_pool = int(len(world.y) * _POOL)
        self.shares = base.shares(base.model.features(world.X))
        self.margin = base.start + self.shares.sum(axis=1)
        self.config = TrainingConfig()

    def measured(self, score: Array) -> float:
        """Return PR-AUC on the rows that judge."""
        late = slice(self.n_pool, None)
        return rank_metrics(self.world.y[late], score[late], self.world.content[late]).pr_auc

    def chosen(self, way: str, n_labels: int, seed: int) -> Places:
        """Return rows of the pool to label."""
        rng = np.random.default_rng(seed)
        margin = self.margin[: self.n_pool]
        ranked = np.argsort(-margin, kind="stable")
        if way == "ranking":
            return ranked[:n_labels]
        if way == "random":
            return rng.choice(self.n_pool, n_labels, replace=False)
        outcome = self.world.X["screening_outcome"].astype(str).to_numpy()[: self.n_pool]
        chapter = self.world.X["hs_code"].fillna("").astype(str).str[:2].to_numpy()[: self.n_pool]
        alike = np.lexsort((-margin, chapter, outcome))
        return draw_spread(chances(self.base.model.probability(margin), n_labels), alike, rng.random())

    def adapted(self, rows: Places) -> Array | None:
        """Return log odds of all rows by the model adapted to some; None where these are of one class."""
        y, shares = self.world.y[rows], self.shares[rows]
        if not 0 < y.sum() < len(y):
            return None
        judged = cross_fit(self.base, shares, y, self.world.content[rows])
        return fit_base(self.base, shares, y, judged.spread if judged else HELD).odds(self.shares, self.base.start)

    def point(self, n_labels: int) -> Point:
        """Return the figures of every way with labels that explore, the mean over draws."""
        draws = [self._drawn(n_labels, seed) for seed in range(_DRAWS if n_labels <= _FEW else 1)]
        figures = {}
        for way in _WAYS:
            known = [one.pr_auc[way] for one in draws if not np.isnan(one.pr_auc[way])]
            figures[way] = float(np.mean(known)) if known else float("nan")
        return Point(self.world.name, n_labels, float(np.mean([one.n_violations for one in draws])), figures)

    def _drawn(self, n_labels: int, seed: int) -> Point:
        rows = self.chosen("explore", n_labels, seed)
        found = {"two_lines": rule_scores(self.world.X)["two_lines"], "shipped": self.margin}
        adapted = self.adapted(rows)
        found |= {} if adapted is None else {"adapted": adapted}
        found |= self._trained(rows) or {"kept": self.margin if adapted is None else adapted}
        figures = {way: self.measured(found[way]) if way in found else float("nan") for way in _WAYS}
        return Point(self.world.name, n_labels, int(self.world.y[rows].sum()), figures)

    def _trained(self, rows: Places) -> dict[str, Array]:
        """Return margins of the model trained from scratch and of the blend; nothing where labels are too few."""
        pool, label = self.world.X[: self.n_pool], np.full(self.n_pool, np.nan)
        label[rows] = self.world.y[rows]
        data = LabelledRows(
            pool, self.world.content[: self.n_pool], Labels(label, np.ones(len(label)), ()), row_keys(pool), {},
            References.empty(), self.config, "is_violation", True, [],
        )  # fmt: skip
        split = time_split(pool, calibration_share=0.15, test_share=0.0, gap_days=self.config.gap_days, seed=0)
        if lacking_labels(data, replace(split, test=split.calibration)):
            return {}
        learner = Learner.of(data.with_history(label), label, data.labels.weights, self.config)
        fitted = fit_blend(learner, split, self.base, self.shares[: self.n_pool])
        history = TraderHistory.from_rows(pool, label, label_delay_days=self.config.gap_days)
        late = join_history(self.world.X[self.n_pool :], history, within=True)
        features = fitted.model.features(late)
        none = np.zeros(self.n_pool)
        return {
            name: np.concatenate([none, model.margin(features)])
            for name, model in (("own", fitted.own), ("kept", fitted.model))
        }


def unseen_worlds(names: tuple[str, ...], n_rows: int) -> Iterator[Unseen]:
    """Yield each world with a model of all others, made with the choices of the shipped one."""
    config = make_config(read_config(_CHOICES))
    others = prepare_worlds(n_rows=6_000, seed=7)
    for name in names:
        model = fit_worlds([world for world in others if world.name != name], config)
        (world,) = prepare_worlds((name,), n_rows=n_rows, seed=77)
        yield Unseen(world, BaseModel(model, f"without {name}"))


def _option(name: str, default: str) -> str:
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default


def _mean(points: list[Point], n_labels: int, way: str) -> float:
    return float(np.mean([point.pr_auc[way] for point in points if point.n_labels == n_labels]))


def main() -> None:
    """Print both tables and write JSON and picture."""
    names = tuple(_option("--worlds", ",".join(_WORLDS)).split(","))
    sizes = [int(size) for size in _option("--labels", ",".join(map(str, _LABELS))).split(",")]
    assert set(names) <= set(world_names())
    points: list[Point] = []
    chosen: dict[str, list[float]] = {}
    print(f"{'world':<16}{'labels':>8}{'found':>7}" + "".join(f"{way:>16}" for way in _WAYS.values()))
    for unseen in unseen_worlds(names, int(_option("--rows", "20000"))):
        for size in sizes:
            points.append(unseen.point(size))
            point = points[-1]
            told = "".join(f"{point.pr_auc[way]:16.3f}" for way in _WAYS)
            print(f"{point.world:<16}{size:>8,}{point.n_violations:>7.0f}{told}", flush=True)
            for way in _CHOSEN if size <= _FEW else ():
                for seed in range(_SEEDS):
                    odds = unseen.adapted(unseen.chosen(way, size, seed))
                    chosen.setdefault(f"{size} {way}", []).append(
                        unseen.measured(unseen.margin if odds is None else odds)
                    )
    print("\nchosen by" + "".join(f"{way:>12}" for way in _CHOSEN) + "   PR-AUC after adaptation, mean")
    for size in sizes:
        if size <= _FEW:
            print(f"{size:>9,}" + "".join(f"{np.mean(chosen[f'{size} {way}']):12.3f}" for way in _CHOSEN))
    build = Path("build")
    build.mkdir(exist_ok=True)
    kept = {"points": [asdict(point) for point in points], "chosen": chosen}
    (build / "few_labels.json").write_text(json.dumps(kept, indent=1) + "\n")
    _draw(points, sizes, build / "few_labels.png")


def _draw(points: list[Point], sizes: list[int], target: Path) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5.6, 3.6), dpi=90, layout="constrained")
    start = {way: _mean(points, sizes[0], way) for way in ("two_lines", "shipped")}
    curves = {
        title: [start.get(way, start["shipped"] if way in ("adapted", "kept") else float("nan"))]
        + [_mean(points, size, way) for size in sizes]
        for way, title in _WAYS.items()
    }
    display = LearningCurveDisplay(labels=[0, *sizes], curves=curves).plot(figure.add_subplot())
    display.ax_.set_title("Mean over worlds never seen", fontsize=10)
    display.figure_.savefig(target, metadata={"Software": None})


if __name__ == "__main__":
    main()
