from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from riskscan.exceptions import OptionError
from riskscan.policy import Bound, Policy, Tier, load_policy, read_policy


def _row(**cells: object) -> pd.DataFrame:
    base: dict[str, object] = {
        "screening_outcome": "no_chemical",
        "severity": 0.0,
        "confidence": 0.0,
        "permit_reference": None,
        "conflict_identifiers": False,
        "conflict_hs": False,
        "conflict_goods": False,
    }
    return pd.DataFrame([base | cells])


def _tier(policy: Policy, score: float, **cells: object) -> Tier:
    said = policy.judge(_row(**cells))
    demanded = np.maximum(policy.score_tiers(np.array([score])), policy.floors(said.floor))
    return Tier(int(np.minimum(demanded, policy.ceilings(said.ceiling))[0]))


SEVERE = {"screening_outcome": "listed", "severity": 3.0, "confidence": 1.0}


@pytest.mark.parametrize(
    ("score", "cells", "tier"),
    [
        pytest.param(0.001, {}, Tier.RELEASE, id="ordinary goods"),
        pytest.param(0.04, {}, Tier.REVIEW, id="score above review"),
        pytest.param(0.2, {}, Tier.INSPECT, id="score above inspect"),
        pytest.param(0.9, {}, Tier.HOLD, id="score above hold"),
        pytest.param(0.001, SEVERE, Tier.INSPECT, id="severe hit without permit"),
        pytest.param(0.001, SEVERE | {"conflict_goods": True}, Tier.HOLD, id="severe hit that contradicts the goods"),
        pytest.param(0.001, SEVERE | {"confidence": 0.3}, Tier.REVIEW, id="weak evidence of a severe hit"),
        pytest.param(0.001, SEVERE | {"permit_reference": "P-1"}, Tier.RELEASE, id="severe hit with permit"),
        pytest.param(0.9, SEVERE | {"permit_reference": "P-1"}, Tier.INSPECT, id="permit keeps from an automatic hold"),
        pytest.param(
            0.9, SEVERE | {"permit_reference": "P-1", "conflict_hs": True}, Tier.HOLD, id="permit and contradiction"
        ),
        pytest.param(0.001, {"screening_outcome": "listed", "severity": 1.0}, Tier.REVIEW, id="solvent without permit"),
        pytest.param(0.001, {"screening_outcome": "unresolved"}, Tier.REVIEW, id="not found is not clean"),
        pytest.param(0.001, {"screening_outcome": "clear"}, Tier.RELEASE, id="clear"),
        pytest.param(0.001, {"screening_outcome": "resembles"}, Tier.RELEASE, id="a hint is no hit"),
        pytest.param(0.001, {"screening_outcome": "controlled_drug"}, Tier.RELEASE, id="a drug raises no tier"),
    ],
)
def test_packaged_policy(score: float, cells: dict[str, object], tier: Tier) -> None:
    assert _tier(load_policy(), score, **cells) is tier


def test_a_higher_score_never_lowers_the_tier() -> None:
    policy = load_policy()
    for cells in ({}, SEVERE, SEVERE | {"permit_reference": "P"}, {"screening_outcome": "unresolved"}):
        tiers = [_tier(policy, score, **cells) for score in np.linspace(0, 1, 41)]
        assert tiers == sorted(tiers)


GOOD = """
[tiers]
review = 0.1
inspect = 0.2
hold = 0.3
[plan]
capacity = 5
explore = 0.2
"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("[tiers", "cannot be read", id="not TOML"),
        pytest.param(GOOD.replace("0.1", "0.5"), "must not fall", id="thresholds that fall"),
        pytest.param(GOOD.replace("0.3", "1.3"), "number from 0 to 1", id="threshold out of range"),
        pytest.param(GOOD.replace("capacity = 5", "capacity = 0"), "whole number above 0", id="no capacity"),
        pytest.param(GOOD + "[extra]\n", "unknown parts", id="unknown part"),
        pytest.param("base_rate = 1.5\n" + GOOD, "number from 0 to 1", id="base rate out of range"),
        pytest.param("base_rate = 0\n" + GOOD, "between 0 and 1", id="base rate of nothing"),
        pytest.param(GOOD + "[bound]\nshare = 0.1", "unknown keys", id="unknown key of the bound"),
        pytest.param(GOOD + '[bound]\nmodels = "mine"', "known: simulated, all", id="unknown models"),
        pytest.param(GOOD + "[bound]\nabove_review = 0.5", "must not be larger", id="more above review than release"),
        pytest.param(GOOD + "[bound]\ncapacity = 0", "whole number above 0", id="no capacity of the bound"),
        pytest.param(GOOD + 'mandatory_tiers = ["panic"]', "not a tier", id="unknown tier"),
        pytest.param(
            GOOD + '[[rules]]\nname = "a"\nwhy = "b"\noutcomes = ["lost"]\nat_least = "hold"', "unknown outcomes",
            id="unknown outcome",
        ),
        pytest.param(
            GOOD + '[[rules]]\nname = "a"\nwhy = "b"\noutcomes = ["listed"]', "at_least or at_most", id="no effect"
        ),
        pytest.param(
            GOOD + '[[rules]]\nname = "a"\noutcomes = ["listed"]\nat_least = "hold"', "lacks", id="rule without reason"
        ),
        pytest.param(
            GOOD + '[[rules]]\nname = "a"\nwhy = "b"\noutcomes = ["listed"]\nat_least = "hold"\npermit = "maybe"',
            "known: present, absent", id="unknown condition",
        ),
    ],
)  # fmt: skip
def test_wrong_policy_files(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(text)
    with pytest.raises(OptionError, match=words):
        read_policy(path)


def test_own_policy(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(GOOD)
    policy = read_policy(path)
    assert (policy.hold, policy.capacity, policy.rules) == (0.3, 5, ())
    assert (policy.base_rate, policy.bound) == (None, Bound())
    assert _tier(policy, 0.25, **SEVERE) is Tier.INSPECT


def test_own_bound_and_base_rate(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text("base_rate = 0.004\n" + GOOD + '[bound]\nmodels = "all"\nabove_release = 0.5\ncapacity = 7\n')
    policy = read_policy(path)
    assert (policy.base_rate, policy.bound) == (0.004, Bound("all", 0.5, 0.05, 7))


def test_the_rule_that_demands_most_is_named() -> None:
    policy = load_policy()
    said = policy.judge(pd.concat([_row(), _row(**SEVERE), _row(**SEVERE | {"conflict_hs": True})]))
    names = [policy.rules[number].name if number >= 0 else "" for number in said.floor]
    assert names == ["", "severe_hit_without_permit", "severe_hit_hidden"]
