"""The family of links: what it makes of the columns that were joined, and what it says."""

from typing import Any

import pandas as pd
import pytest

from riskscan.features.links import LINKS_PREFIX, LinksFeatures
from riskscan.features.saying import ShownRow
from riskscan.history.links.frozen import LINK_COLUMNS, LINK_FEATURES
from riskscan.modelling.preparing import join_further
from riskscan.simulation import simulate
from riskscan.tables.reasons import make_reason


def _said(**cells: Any) -> list[str]:
    prefixed = {LINKS_PREFIX + name if name in LINK_COLUMNS else name: value for name, value in cells.items()}
    return [str(make_reason(code, **facts)) for code, facts in LinksFeatures().say(ShownRow(prefixed, {}))]


def test_features_are_the_joined_columns() -> None:
    X = join_further(simulate(300, seed=3), ["links"])
    features = LinksFeatures().fit(X).transform(X)
    assert list(features) == [LINKS_PREFIX + name for name in LINK_FEATURES]
    pd.testing.assert_frame_equal(features, X[list(features)])
    assert LinksFeatures().fit(X).transform(X[["goods_description"]]).isna().all(axis=None)


def test_nothing_is_joined_where_nobody_asks() -> None:
    frame = simulate(20, seed=3)
    assert join_further(frame, ["quantity", "party"]) is frame


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        pytest.param(
            {"to_names": 14, "to_names_rare": 1.7},
            "LINKS_ADDRESS: The consignee's address stands with 14 other names in the 20 days up to this row; about one"
            " in 100 of your rows has an address with as many.", id="address",
        ),
        pytest.param(
            {"contact_names": 2, "contact_names_rare": 1.0},
            "LINKS_CONTACT: A telephone or e-mail of its parties stands with 2 other names in the 60 days up to this"
            " row; about one in 20 of your rows has one with as many.", id="contact",
        ),
        pytest.param(
            {"legs": 1, "leg_rare": 3.0, "gross_mass_kg": 481.37, "export_country": "AE"},
            "LINKS_LEG: 1 of the consignments that came to AE, where this row starts, in the 45 days up to it had"
            " exactly its mass of 481.37 kg, and other goods.", id="legs",
        ),
        pytest.param(
            {"splits": 3, "splits_rare": 2.0},
            "LINKS_SPLIT: The same goods went from the consignor to this receiver in 4 consignments within 5 days;"
            " about one in 200 of your rows is one of as many.", id="split",
        ),
        pytest.param(
            {"near_violators": 2},
            "LINKS_VIOLATOR: Other names with a known violation at an address, telephone or e-mail of its parties: 2.",
            id="violators",
        ),
    ],
)  # fmt: skip
def test_what_is_unusual_is_said_with_its_numbers(cells: dict[str, Any], sentence: str) -> None:
    assert _said(**cells) == [sentence]


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param({}, id="nothing known"),
        pytest.param({"to_names": 900, "to_names_rare": 0.4}, id="a hub, as many rows have"),
        pytest.param({"to_names": 2, "to_names_rare": 1.5}, id="a household"),
        pytest.param({"legs": 60, "leg_rare": 0.1}, id="a usual mass"),
        pytest.param({"splits": 1, "splits_rare": 1.3}, id="two parts"),
        pytest.param({"near_violators": float("nan")}, id="null"),
    ],
)
def test_what_is_usual_is_not_said(cells: dict[str, Any]) -> None:
    assert _said(**cells) == []


def test_the_rarest_comes_first_and_known_violators_before_it() -> None:
    said = _said(to_names=14, to_names_rare=1.2, from_names=5, from_names_rare=2.2, near_violators=1)
    assert [one.partition(":")[0] for one in said] == ["LINKS_VIOLATOR", "LINKS_ADDRESS", "LINKS_ADDRESS"]
    assert "consignor's address" in said[1] and "consignee's address" in said[2]
