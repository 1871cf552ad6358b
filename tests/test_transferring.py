"""A model across worlds: rows speak of their own world only, and figures are those of worlds unseen."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.features.relative import RelativeFeatures
from riskscan.features.saying import ShownRow
from riskscan.modelling.artefact import TrainedModel, load_model
from riskscan.modelling.persistence import default_folder
from riskscan.modelling.settings import TrainingConfig, make_config
from riskscan.modelling.transfer_table import WorldFigures, transfer_summary, transfer_table
from riskscan.tables.reasons import load_reason_kinds, make_reason
from riskscan.transferring import WorldRows, choose_worlds, prepare_worlds, train_across

NAMES = ("drums", "plain_hiding", "vague_trade")


@pytest.fixture(scope="module")
def config() -> TrainingConfig:
    return make_config({"also": ["relative"], "without": ["party", "quantity", "route", "carriage", "description",
        "calendar", "commodity"], "booster": {"max_iter": 30, "n_boosters": 1, "min_samples_leaf": 20}})  # fmt: skip


@pytest.fixture(scope="module")
def worlds(screener: Screener) -> list[WorldRows]:
    return prepare_worlds(NAMES, n_rows=900, seed=3, screener=screener)


@pytest.fixture(scope="module")
def trained(worlds: list[WorldRows], config: TrainingConfig) -> tuple[TrainedModel, list[WorldFigures]]:
    return train_across(worlds, config)


def test_figures_stand_for_every_world(trained: tuple[TrainedModel, list[WorldFigures]]) -> None:
    model, figures = trained
    assert [found.world for found in figures] == list(NAMES)
    assert all(0 < found.pr_auc["model"] <= 1 and len(found.recall["two_lines"]) == 5 for found in figures)
    assert len(transfer_table(figures).rows) == 3
    worst = min(figures, key=lambda found: found.gain)
    assert worst.world in transfer_summary(figures) and worst.world in model.card
    assert model.own_rows is None and model.base_rate == 0.01
    assert [world["world"] for world in model.metadata["metrics"]["worlds"]] == list(NAMES)


def test_the_model_is_kept_and_loaded(trained: tuple[TrainedModel, list[WorldFigures]], tmp_path: Path) -> None:
    model, _ = trained
    model.save(tmp_path / "model")
    kept = load_model(tmp_path / "model", with_baselines=True)
    features = pd.DataFrame(model.reference, columns=model.model.feature_names)
    np.testing.assert_array_equal(kept.model.margin(features), model.model.margin(features))
    assert kept.model.families.asks_references and not kept.model.families.asks_history


def test_worlds_of_ties_are_for_models_that_read_ties() -> None:
    with_ties, without = (choose_worlds(make_config({"also": also})) for also in (["relative", "links"], ["relative"]))
    assert set(with_ties) - set(without) == {"networks", "relays"} and len(without) == 12


def test_a_world_is_compared_with_itself_only(worlds: list[WorldRows], screener: Screener) -> None:
    alone = prepare_worlds(("drums",), n_rows=900, seed=3, screener=screener)[0]
    pd.testing.assert_frame_equal(alone.X, worlds[0].X)


def test_the_lead_is_over_the_better_rule() -> None:
    recall = {"model": (0.5, 0.6), "watch_list": (0.1, 0.65), "two_lines": (0.4, 0.2)}
    pr_auc = {"model": 0.4, "two_lines": 0.2, "watch_list": 0.1}
    figures = WorldFigures("w", 100, 10, pr_auc, recall, 0.001, 0.1, 0.02)
    assert figures.gain == pytest.approx(2.0) and figures.lead == pytest.approx(-0.05)


def test_the_shipped_model_was_never_below_the_rules_in_a_world_unseen() -> None:
    metadata = load_model(default_folder()).metadata
    figures = [WorldFigures(**world) for world in metadata["metrics"]["worlds"]]
    assert len(figures) >= 10
    assert min(found.lead for found in figures) >= 0
    assert min(found.gain for found in figures) >= 1.15 and np.median([found.gain for found in figures]) >= 1.3
    assert max(found.above_release for found in figures) <= 0.15
    assert max(found.above_review for found in figures) <= 0.05


def _row(**odd: float) -> tuple[dict[str, object], dict[str, float]]:
    cells: dict[str, object] = {
        "hs_code": "610910", "goods_description": "cotton shirts", "net_mass_kg": 10.0, "customs_value_usd": 900.0,
        "package_count": 2.0, "export_country": "CN", "destination_country": "US",
        "relative_value_per_kg_line_from": 10.0, "relative_value_per_kg_line_to": 20.0,
        "relative_value_per_kg_line_rows": 1234.0, "relative_value_per_kg_line_digits": 4.0,
        "relative_consignor_same": 0.0, "relative_consignor_others": 38.0,
    }  # fmt: skip
    values = dict.fromkeys(RelativeFeatures.names, 0.0) | {f"relative_{name}": value for name, value in odd.items()}
    return cells, values


def test_the_oddest_comes_first_with_the_number_of_rows() -> None:
    cells, values = _row(value_per_kg_line_high=2.0, chapter_new_to_consignor=1.2)
    said = [make_reason(code, 0.5, **facts).sentence for code, facts in RelativeFeatures().say(ShownRow(cells, values))]
    assert said == [
        "90 USD/kg; half of 1,234 of your rows of HS 6109 lie between 10 and 20.",
        "Of 38 other rows of the consignor, 0 are under HS chapter 61.",
    ]


@pytest.mark.parametrize(
    ("odd", "change"),
    [
        pytest.param({}, {}, id="nothing-odd"),
        pytest.param({"value_per_kg_line_high": 2.0}, {"customs_value_usd": 150.0}, id="inside-the-band"),
        pytest.param({"value_per_kg_line_high": 2.0}, {"customs_value_usd": None}, id="no-value"),
        pytest.param({"value_per_kg_line_high": 0.5}, {}, id="not-odd-enough"),
        pytest.param({"value_per_kg_line_high": 2.0}, {"relative_value_per_kg_line_digits": 0.0}, id="all-goods"),
        pytest.param({"address_receivers": 0.3}, {}, id="two-names-at-an-address"),
    ],
)
def test_what_is_not_true_or_tells_nothing_is_not_said(odd: dict[str, float], change: dict[str, object]) -> None:
    cells, values = _row(**odd)
    assert list(RelativeFeatures().say(ShownRow(cells | change, values))) == []


def test_every_reason_of_the_family_rests_on_own_rows() -> None:
    kinds = [kind for code, kind in load_reason_kinds().items() if code.startswith("RELATIVE_")]
    assert len(kinds) == 6 and {kind.rests_on for kind in kinds} == {"own_rows"}
