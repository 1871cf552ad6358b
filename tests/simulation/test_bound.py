"""The best expected figures of the mechanism."""

import numpy as np
import pytest
from riskscan.simulation import simulation_bound
from riskscan.simulation.circumstances import likelihood_tables, regimes
from riskscan.simulation.mechanism import World, load_mechanism


@pytest.mark.parametrize("world", [pytest.param("train", id="train"), pytest.param("test", id="test")])
def test_odds_sum_to_one(world: World) -> None:
    mechanism = load_mechanism()
    for spell in range(len(regimes(mechanism, world))):
        for cells in likelihood_tables(mechanism, world, spell):
            assert cells.sum() == pytest.approx(1.0)
            assert (cells >= 0).all()


@pytest.mark.parametrize("world", [pytest.param("train", id="train"), pytest.param("test", id="test")])
def test_perfect_score_is_impossible(world: World) -> None:
    bound = simulation_bound(world)
    assert 0.7 < bound.pr_auc < 0.95
    assert np.all(np.diff(bound.recall) > 0)
    assert bound.recall[-1] < 1.0
    assert bound.untraceable_share > 0.05


def test_rarer_violations_are_harder() -> None:
    assert (
        simulation_bound("test", violation_share=0.002).pr_auc < simulation_bound("test", violation_share=0.02).pr_auc
    )


def test_unseen_pattern_shortens_no_spell() -> None:
    starts = [start for start, _ in regimes(load_mechanism(), "test")]
    assert starts[0] == 0.0
    assert len(starts) == 2
    assert [start for start, _ in regimes(load_mechanism(), "train")] == [0.0]
