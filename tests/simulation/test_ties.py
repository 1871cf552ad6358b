"""Traces that tie simulated rows: seeded, none where the mechanism has none, and between rows of one label."""

import numpy as np
import pandas as pd
import pytest

from riskscan.history.links import FrozenLinks, LinkRows
from riskscan.simulation import simulate
from riskscan.simulation.mechanism import load_mechanism
from riskscan.simulation.ties import tie_rows

_NONE = load_mechanism("train").settings["ties"]


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return simulate(1_500, seed=4, violation_share=0.2)


def _tied(rows: pd.DataFrame, **settings: object) -> pd.DataFrame:
    return tie_rows(rows, _NONE | settings, np.full(len(rows), 2), [4, 1])


def _ties(rows: pd.DataFrame) -> pd.DataFrame:
    keys = LinkRows.of(rows)
    return FrozenLinks.of(keys).as_of(keys)


def test_a_world_without_ties_is_left_as_it_was(rows: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(_tied(rows), rows)


def test_the_same_seed_gives_the_same_rows() -> None:
    one, other = (simulate(600, seed=9, world="relays") for _ in range(2))
    pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize(("kind", "label"), [("hidden", 1), ("honest", 0)])
def test_goods_go_on_between_rows_of_one_label(kind: str, label: int, rows: pd.DataFrame) -> None:
    tied = _tied(rows, **{f"onward_{kind}": 0.3, "onward_renamed": 1.0})
    changed = (tied["export_country"] != rows["export_country"]).to_numpy()
    assert changed.sum() > 10 and (rows["is_violation"][changed] == label).all()
    assert (_ties(tied)["legs"][changed] > 0).mean() > 0.9
    value = tied["customs_value_usd"] / tied["gross_mass_kg"] / (rows["customs_value_usd"] / rows["gross_mass_kg"])
    assert value.dropna().between(0.9, 1.1).mean() > 0.98


def test_honest_goods_mostly_keep_their_description(rows: pd.DataFrame) -> None:
    tied = _tied(rows, onward_honest=0.3, onward_renamed=0.0)
    changed = (tied["export_country"] != rows["export_country"]).to_numpy()
    assert not (_ties(tied)["leg_rare"][changed] > 1.5).any()


def test_goods_go_in_parts(rows: pd.DataFrame) -> None:
    tied = _tied(rows, split_hidden=0.6)
    before, after = (_ties(frame)["splits"] for frame in (rows, tied))
    assert (after >= 2).sum() > (before >= 2).sum() + 10
    assert (
        rows["is_violation"][(tied["consignor_name"].fillna("") != rows["consignor_name"].fillna("")).to_numpy()] == 1
    ).all()


def test_fronts_of_a_ring_share_a_number(rows: pd.DataFrame) -> None:
    ring = _ties(_tied(rows, contacts=0.3, agents_share=0.0, ring_share=1.0, fronts_per_ring=5.0))
    own = _ties(_tied(rows, contacts=0.3, agents_share=0.0))
    assert ring["contact_names"].max() >= 2 > own["contact_names"].max()
