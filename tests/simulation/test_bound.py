"""The best expected figures of the mechanism."""

import numpy as np
import pytest

from riskscan.simulation import pattern_bounds, simulation_bound
from riskscan.simulation.circumstances import likelihood_tables, regimes
from riskscan.simulation.mechanism import load_mechanism
from riskscan.simulation.worlds import load_world, world_names


@pytest.mark.parametrize("world", [pytest.param(name, id=name) for name in world_names()])
def test_odds_sum_to_one(world: str) -> None:
    mechanism = load_mechanism(world)
    for spell in range(len(regimes(mechanism))):
        for cells in likelihood_tables(mechanism, spell):
            assert cells.sum() == pytest.approx(1.0)
            assert (cells >= 0).all()


@pytest.mark.parametrize("world", [pytest.param(name, id=name) for name in world_names()])
def test_perfect_score_is_impossible(world: str) -> None:
    bound = simulation_bound(world, violation_share=load_world(world).violation_share)
    assert 0.7 < bound.pr_auc < 0.95
    assert np.all(np.diff(bound.recall) > 0)
    assert bound.recall[-1] < 1.0
    assert bound.untraceable_share > 0.05


def test_rarer_violations_are_harder() -> None:
    assert (
        simulation_bound("test", violation_share=0.002).pr_auc < simulation_bound("test", violation_share=0.02).pr_auc
    )


def test_unseen_pattern_shortens_no_spell() -> None:
    starts = [start for start, _ in regimes(load_mechanism("test"))]
    assert starts[0] == 0.0
    assert len(starts) == 2
    assert [start for start, _ in regimes(load_mechanism("train"))] == [0.0]


def test_patterns_add_up_to_the_whole() -> None:
    for world in ("train", "test"):
        table = pattern_bounds(world, inspected_share=0.02)
        bound = simulation_bound(world)
        assert table["share"].sum() == pytest.approx(1.0)
        assert (table["share"] * table["best_recall"]).sum() == pytest.approx(bound.recall[2], abs=1e-3)


def test_names_can_be_found_and_the_untraceable_cannot() -> None:
    best = pattern_bounds("test").set_index("pattern")["best_recall"]
    assert best["hidden_name"] > 0.95
    assert best["untraceable"] < 0.1
