"""Simulated manifests: seeded, dated, labeled, and disjoint between worlds."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import average_precision_score

from riskscan.exceptions import OptionError
from riskscan.manifest.schema import CANONICAL
from riskscan.simulation import LABEL_COLUMNS, simulate, simulation_bound
from riskscan.simulation.circumstances import draw_circumstances
from riskscan.simulation.generating import simulate_openly
from riskscan.simulation.goods import goods_of
from riskscan.simulation.mechanism import SIGNALS, WORDINGS, load_mechanism
from riskscan.simulation.worlds import load_world, world_names

N_ROWS = 6_000


@pytest.fixture(scope="module")
def train() -> pd.DataFrame:
    return simulate(N_ROWS, seed=3, world="train", violation_share=0.05)


@pytest.fixture(scope="module")
def test_world() -> pd.DataFrame:
    return simulate(N_ROWS, seed=3, world="test", violation_share=0.05)


def test_columns_are_canonical_then_labels(train: pd.DataFrame) -> None:
    assert tuple(train.columns) == (*CANONICAL, *LABEL_COLUMNS)
    assert len(train) == N_ROWS
    assert train["consignment_id"].is_unique
    assert train["lodged_on"].is_monotonic_increasing


def test_same_seed_same_rows(train: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(train, simulate(N_ROWS, seed=3, world="train", violation_share=0.05))


def test_other_seed_other_rows(train: pd.DataFrame) -> None:
    other = simulate(N_ROWS, seed=4, world="train", violation_share=0.05)
    assert (other["consignor_name"].fillna("") != train["consignor_name"].fillna("")).mean() > 0.9


def test_labels_agree_with_patterns(train: pd.DataFrame) -> None:
    assert train["is_violation"].sum() == N_ROWS * 0.05
    assert ((train["pattern"] != "") == (train["is_violation"] == 1)).all()
    assert train["selection_probability"].between(0.02, 0.6).all()
    assert train["inspected"].isin([0, 1]).all()


@pytest.mark.parametrize(
    "column",
    [
        pytest.param("consignor_name", id="consignors"),
        pytest.param("consignee_name", id="consignees"),
        pytest.param("consignor_address", id="consignor-addresses"),
        pytest.param("consignee_address", id="consignee-addresses"),
    ],
)
def test_worlds_share_no_party(train: pd.DataFrame, test_world: pd.DataFrame, column: str) -> None:
    shared = set(train[column].dropna().str.casefold()) & set(test_world[column].dropna().str.casefold())
    assert not shared


def test_worlds_share_hardly_a_description(train: pd.DataFrame, test_world: pd.DataFrame) -> None:
    """Vague terms and names of listed chemicals belong to both worlds; the goods of honest trade do not."""
    honest = test_world[test_world["is_violation"] == 0]
    seen = set(train["goods_description"].str.casefold())
    repeated = honest["goods_description"].str.casefold().isin(seen)
    assert repeated.mean() < 0.05


def test_periods_do_not_overlap(train: pd.DataFrame, test_world: pd.DataFrame) -> None:
    assert train["lodged_on"].max() < test_world["lodged_on"].min()


def test_unseen_pattern_is_late_and_only_in_the_test_world(train: pd.DataFrame, test_world: pd.DataFrame) -> None:
    assert "other_chemical" not in set(train["pattern"])
    unseen = test_world[test_world["pattern"] == "other_chemical"]
    assert len(unseen) > 10
    assert unseen["lodged_on"].min() > test_world["lodged_on"].quantile(0.2)


def test_values_are_plausible(train: pd.DataFrame) -> None:
    weighed = train.dropna(subset=["net_mass_kg", "gross_mass_kg"])
    assert (weighed["gross_mass_kg"] >= weighed["net_mass_kg"]).all()
    assert (train["customs_value_usd"].dropna() >= 1).all()
    assert train["hs_code"].dropna().str.fullmatch(r"\d{6,10}").all()
    assert train["destination_country"].str.fullmatch("[A-Z]{2}").all()
    assert train["un_number"].dropna().str.fullmatch(r"UN\d{4}").all()


def test_traders_are_heavy_tailed(train: pd.DataFrame) -> None:
    counts = train["consignor_name"].value_counts()
    assert counts.iloc[: len(counts) // 20].sum() > 0.25 * len(train)
    assert (counts == 1).mean() > 0.2


def test_circumstances_follow_their_odds() -> None:
    mechanism = load_mechanism("test")
    patterns = mechanism.patterns
    position = [pattern.name for pattern in patterns].index("transshipment")
    drawn = draw_circumstances(mechanism, np.full(20_000, position), np.random.default_rng(1))
    odds = patterns[position].odds
    assert odds is not None
    assert drawn.signals.mean(axis=0) == pytest.approx(np.array(odds.signals), abs=0.02)
    assert drawn.signal("rerouted").mean() == pytest.approx(odds.signals[SIGNALS.index("rerouted")], abs=0.02)
    shares = np.bincount(drawn.segment, minlength=len(mechanism.segments)) / 20_000
    assert shares == pytest.approx(np.array(patterns[position].segments), abs=0.02)


def test_reader_of_circumstances_reaches_the_bound_and_no_more() -> None:
    frame = simulate(40_000, seed=5, world="test", violation_share=0.02, oracle=True)
    bound = simulation_bound("test", violation_share=0.02)
    reached = average_precision_score(frame["is_violation"], frame["oracle_probability"])
    assert reached == pytest.approx(bound.pr_auc, abs=0.04)
    assert frame["oracle_probability"].sum() == pytest.approx(frame["is_violation"].sum(), rel=0.1)


def test_rows_simulated_openly_are_the_same_with_what_is_hidden(train: pd.DataFrame) -> None:
    drawn = simulate_openly(N_ROWS, seed=3, world="train", violation_share=0.05)
    pd.testing.assert_frame_equal(drawn.frame, train)
    mechanism = load_mechanism("train")
    segments = np.array(mechanism.segments, dtype=object)[drawn.circumstances.segment]
    assert segments.tolist() == train["segment"].tolist()
    goods = goods_of(mechanism.world)
    ordinary = drawn.circumstances.wording == WORDINGS.index("own")
    ordinary &= ~drawn.circumstances.signal("wrong_hs") & train["hs_code"].notna().to_numpy()
    codes = [goods[position].hs_code for position in drawn.product[ordinary]]
    assert train["hs_code"][ordinary].str[:6].tolist() == codes
    assert (np.diff(drawn.period_share) >= 0).all()


def test_short_and_tiny_manifests() -> None:
    assert len(simulate(1, seed=1, violation_share=0.0)) == 1
    frame = simulate(30, seed=1, world="test", start="2026-01-05", days=1, violation_share=0.5)
    assert set(frame["lodged_on"]) == {pd.Timestamp("2026-01-05")}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param({"n_rows": 0}, "at least 1", id="no-rows"),
        pytest.param({"world": "moon"}, "known: train, test, ", id="unknown-world"),
        pytest.param({"days": 0}, "number of days", id="no-days"),
        pytest.param({"violation_share": 0.9}, "between 0 and 0.5", id="share-too-large"),
        pytest.param({"start": "soon"}, "ISO date", id="bad-start"),
    ],
)
def test_bad_options_are_refused(options: dict[str, object], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        simulate(**({"n_rows": 10, "seed": 1} | options))  # type: ignore[arg-type]


@pytest.mark.parametrize("world", [pytest.param(name, id=name) for name in world_names()])
def test_every_world_gives_rows_of_its_own(world: str, train: pd.DataFrame) -> None:
    frame = simulate(400, seed=3, world=world)
    settings = load_world(world)
    assert frame["is_violation"].sum() == round(400 * settings.violation_share)
    assert not set(settings.without) & set(frame.columns)
    assert set(frame.columns) | set(settings.without) == set(train.columns)


def test_worlds_differ_in_prices_countries_and_words() -> None:
    per_kg = {}
    for world in ("south", "nominal_values"):
        rows = simulate(3_000, seed=3, world=world)
        per_kg[world] = (rows["customs_value_usd"] / rows["net_mass_kg"]).median()
        assert not {"US", "MX"} & set(rows["destination_country"]) or world != "south"
    assert per_kg["nominal_values"] > 2 * per_kg["south"]
    texts = simulate(400, seed=3, world="headings", violation_share=0.0)["goods_description"].str.casefold()
    assert texts.str.contains("other than").mean() > 0.05
