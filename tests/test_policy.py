import dataclasses
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
RULE = """
[[rules]]
name = "a"
why = "b"
outcomes = ["listed"]
"""


def _read(tmp_path: Path, text: str) -> Policy:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return read_policy(path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("[tiers", "own.toml cannot be read: .+", id="not TOML"),
        pytest.param("", r"own.toml, \[tiers\] review: None is not a number from 0 to 1", id="empty"),
        pytest.param(GOOD.partition("[plan]")[0], r"own.toml, \[plan\] explore: None", id="no plan"),
        pytest.param(GOOD.replace("review = 0.1", "review = 0.5"), "must not fall", id="review above hold"),
        pytest.param(GOOD.replace("inspect = 0.2", "inspect = 0.5"), "must not fall", id="inspect above hold"),
        pytest.param(GOOD.replace("0.3", "1.3"), "hold: 1.3 is not a number from 0 to 1", id="threshold above 1"),
        pytest.param(GOOD.replace("0.1", "-0.1"), "review: -0.1 is not a number", id="threshold below 0"),
        pytest.param(GOOD.replace("0.1", "false"), "review: False is not a number", id="threshold that is no number"),
        pytest.param(GOOD.replace("0.1", '"0.1"'), "review: '0.1' is not a number", id="threshold in quotes"),
        pytest.param(GOOD.replace("explore = 0.2", "explore = 2"), "explore: 2 is not a number", id="share above 1"),
        pytest.param(GOOD.replace("capacity = 5", "capacity = 0"), "capacity: 0 is not a whole number above 0", id="0"),
        pytest.param(GOOD.replace("capacity = 5", "capacity = true"), "capacity: True is not a whole", id="yes"),
        pytest.param(GOOD.replace("capacity = 5", "capacity = 5.5"), "capacity: 5.5 is not a whole", id="half a row"),
        pytest.param(GOOD.replace("capacity = 5", 'capacity = "5"'), "capacity: '5' is not a whole", id="in quotes"),
        pytest.param(GOOD.replace("capacity = 5", ""), "capacity: None is not a whole", id="no capacity"),
        pytest.param("base_rate = 1.5\n" + GOOD, "own.toml, base_rate: 1.5 is not", id="base rate above 1"),
        pytest.param("base_rate = 0\n" + GOOD, "between 0 and 1", id="base rate of nothing"),
        pytest.param(GOOD + "[bound]\nshare = 0.1", "unknown keys", id="unknown key of the bound"),
        pytest.param(GOOD + '[bound]\nmodels = "mine"', "known: simulated, all", id="unknown models"),
        pytest.param(GOOD + "[bound]\nabove_review = 0.5", "must not be larger", id="more above review than release"),
        pytest.param(GOOD + "[bound]\ncapacity = 0", r"\[bound\] capacity: 0 is not", id="no rows"),
        pytest.param(
            GOOD + "[extra]\n", r"own.toml: unknown parts \['extra'\]; known: base_rate, tiers, rules, bound, plan",
            id="unknown part",
        ),
        pytest.param(
            GOOD + 'mandatory_tiers = ["panic"]',
            r"own.toml, \[plan\]: 'panic' is not a tier; known: release, review, inspect, hold", id="unknown tier",
        ),
        pytest.param(
            GOOD + RULE.replace("listed", "lost") + 'at_least = "hold"',
            r"own.toml, rule a: unknown outcomes \['lost'\]; known: no_chemical, clear", id="unknown outcome",
        ),
        pytest.param(GOOD + RULE, "rule a: needs at_least or at_most, and not both", id="no effect"),
        pytest.param(
            GOOD + RULE + 'at_least = "hold"\nat_most = "hold"', "needs at_least or at_most, and not both", id="both"
        ),
        pytest.param(GOOD + RULE + 'at_least = "panic"', "own.toml, rule a: 'panic' is not a tier", id="no floor"),
        pytest.param(GOOD + RULE + 'at_most = "panic"', "own.toml, rule a: 'panic' is not a tier", id="no ceiling"),
        pytest.param(
            GOOD + RULE.replace('why = "b"', "") + 'at_least = "hold"', r"rule a: lacks \['why'\]", id="without reason"
        ),
        pytest.param(
            GOOD + RULE.replace('name = "a"', "") + 'at_least = "hold"',
            r"rule \(without name\): lacks \['name'\]", id="without name",
        ),
        pytest.param(
            GOOD + RULE.replace('outcomes = ["listed"]', "") + 'at_least = "hold"',
            r"rule a: lacks \['outcomes'\]", id="without outcomes",
        ),
        pytest.param(
            GOOD + RULE + 'at_least = "inspect"\nlisted_party = "weak"',
            "a weak likeness of names demands no more than review", id="weak likeness",
        ),
        pytest.param(
            GOOD + RULE + 'at_least = "hold"\npermit = "maybe"', "a, permit: 'maybe'; known: present, absent",
            id="unknown condition",
        ),
        pytest.param(
            GOOD + RULE + 'at_least = "hold"\nseverity = 3',
            r"rule a: unknown keys \['severity'\]; known: \['at_least', .*'why'\]", id="unknown key",
        ),
    ],
)  # fmt: skip
def test_wrong_policy_files(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=words):
        _read(tmp_path, text)


def test_a_policy_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"own\.toml cannot be read"):
        read_policy(tmp_path / "own.toml")
    (tmp_path / "own.toml").write_bytes(b"\xff\xfe[tiers]")
    with pytest.raises(OptionError, match=r"own\.toml cannot be read"):
        read_policy(tmp_path / "own.toml")


def test_own_policy(tmp_path: Path) -> None:
    policy = _read(tmp_path, GOOD + 'mandatory_tiers = ["hold", "Inspect"]\n')
    assert (policy.hold, policy.capacity, policy.explore, policy.rules) == (0.3, 5, 0.2, ())
    assert policy.mandatory_tiers == (Tier.HOLD, Tier.INSPECT)
    assert _tier(policy, 0.25, **SEVERE) is Tier.INSPECT


def test_a_plan_needs_no_mandatory_tiers(tmp_path: Path) -> None:
    assert _read(tmp_path, GOOD).mandatory_tiers == ()


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        pytest.param("review = 0\ninspect = 0.5\nhold = 1", (0.0, 0.5, 1.0), id="the ends of the scale"),
        pytest.param("review = 0.2\ninspect = 0.2\nhold = 0.2", (0.2, 0.2, 0.2), id="one threshold for all"),
    ],
)
def test_thresholds_at_their_limits(tmp_path: Path, numbers: str, expected: tuple[float, ...]) -> None:
    policy = _read(tmp_path, f"[tiers]\n{numbers}\n[plan]\ncapacity = 1\nexplore = 1\n")
    assert (policy.review, policy.inspect, policy.hold) == expected
    assert (policy.capacity, policy.explore) == (1, 1.0)


@pytest.mark.parametrize(
    ("score", "tier"),
    [(0.1, Tier.REVIEW), (0.2, Tier.INSPECT), (0.3, Tier.HOLD), (0.099, Tier.RELEASE), (1.0, Tier.HOLD)],
)
def test_a_row_reaches_a_tier_from_its_threshold(tmp_path: Path, score: float, tier: Tier) -> None:
    assert _tier(_read(tmp_path, GOOD), score) is tier


def test_a_rule_says_its_name_and_why(tmp_path: Path) -> None:
    [rule] = _read(tmp_path, GOOD + RULE + 'at_least = "hold"').rules
    assert (rule.name, rule.why) == ("a", "b")


HIT: dict[str, object] = {"screening_outcome": "listed"}


@pytest.mark.parametrize(
    ("condition", "cells", "applies"),
    [
        pytest.param("", HIT, True, id="no condition"),
        pytest.param("", {"screening_outcome": "clear"}, False, id="another outcome"),
        pytest.param("least_severity = 2", HIT | {"severity": 2.0}, True, id="severity just enough"),
        pytest.param("least_severity = 2", HIT | {"severity": 1.9}, False, id="less severe"),
        pytest.param("least_confidence = 0.5", HIT | {"confidence": 0.5}, True, id="confidence just enough"),
        pytest.param("least_confidence = 0.5", HIT | {"confidence": 0.4}, False, id="less sure"),
        pytest.param('permit = "present"', HIT | {"permit_reference": "P-1"}, True, id="a permit"),
        pytest.param('permit = "present"', HIT | {"permit_reference": ""}, False, id="an empty cell is no permit"),
        pytest.param('permit = "absent"', HIT | {"permit_reference": ""}, True, id="an empty cell is none"),
        pytest.param('permit = "absent"', HIT, True, id="no permit"),
        pytest.param('permit = "absent"', HIT | {"permit_reference": "P-1"}, False, id="a permit where none may be"),
        pytest.param('conflict = "present"', HIT | {"conflict_identifiers": True}, True, id="numbers"),
        pytest.param('conflict = "present"', HIT | {"conflict_hs": True}, True, id="HS code"),
        pytest.param('conflict = "present"', HIT | {"conflict_goods": True}, True, id="goods"),
        pytest.param('conflict = "present"', HIT, False, id="none"),
        pytest.param('conflict = "absent"', HIT | {"conflict_goods": None}, True, id="not known is none"),
        pytest.param('conflict = "absent"', HIT | {"conflict_goods": pd.NA}, True, id="missing is none"),
        pytest.param('conflict = "absent"', HIT | {"conflict_hs": True}, False, id="one where none may be"),
        pytest.param("", {"screening_outcome": None}, False, id="an outcome that is missing"),
        pytest.param('reviewed = "present"', HIT | {"is_settled": True}, True, id="reviewed"),
        pytest.param('reviewed = "present"', HIT | {"is_settled": False}, False, id="not reviewed"),
        pytest.param('reviewed = "present"', HIT, False, id="no reviews are known"),
        pytest.param('reviewed = "absent"', HIT, True, id="none where no reviews are known"),
        pytest.param('listed_party = "name"', HIT, False, id="no lists of parties were given"),
        pytest.param('listed_party = "name"', HIT | {"listed_party_level": 2}, True, id="a party by its name"),
        pytest.param('listed_party = "name"', HIT | {"listed_party_level": 1}, False, id="alike is less than its name"),
        pytest.param('listed_party = "strong"', HIT | {"listed_party_level": 3}, True, id="a party by more"),
        pytest.param('listed_party = "strong"', HIT | {"listed_party_level": 2}, False, id="its name is less"),
        pytest.param(
            'permit = "absent"\nconflict = "present"', {"screening_outcome": "clear", "conflict_hs": True}, False,
            id="all conditions but the outcome",
        ),
    ],
)  # fmt: skip
def test_conditions_of_a_rule(tmp_path: Path, condition: str, cells: dict[str, object], applies: bool) -> None:
    policy = _read(tmp_path, f'{GOOD}{RULE}at_least = "hold"\n{condition}')
    assert _tier(policy, 0.0, **cells) is (Tier.HOLD if applies else Tier.RELEASE)


@pytest.mark.parametrize(
    ("effects", "score", "tier"),
    [
        pytest.param(["at_least = 'review'"], 0.25, Tier.INSPECT, id="a floor lowers nothing"),
        pytest.param(["at_most = 'inspect'"], 0.15, Tier.REVIEW, id="a ceiling raises nothing"),
        pytest.param(["at_least = 'hold'", "at_least = 'review'"], 0.0, Tier.HOLD, id="the higher floor"),
        pytest.param(["at_most = 'release'", "at_most = 'inspect'"], 0.9, Tier.RELEASE, id="the lower ceiling"),
        pytest.param(["at_most = 'review'", "at_least = 'hold'"], 0.0, Tier.REVIEW, id="ceilings come after floors"),
    ],
)
def test_several_rules(tmp_path: Path, effects: list[str], score: float, tier: Tier) -> None:
    policy = _read(tmp_path, GOOD + "".join(f"{RULE}{effect}\n" for effect in effects))
    assert _tier(policy, score, **HIT) is tier


def test_rules_hold_for_each_row_by_itself(tmp_path: Path) -> None:
    policy = _read(tmp_path, GOOD + RULE + 'at_least = "inspect"')
    said = policy.judge(pd.concat([_row(), _row(**HIT), _row()], ignore_index=True))
    assert said.floor.tolist() == [-1, 0, -1] and said.ceiling.tolist() == [-1, -1, -1]
    assert policy.floors(said.floor).tolist() == [Tier.RELEASE, Tier.INSPECT, Tier.RELEASE]


def test_own_bound_and_base_rate(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text("base_rate = 0.004\n" + GOOD + '[bound]\nmodels = "all"\nabove_release = 0.5\ncapacity = 7\n')
    policy = read_policy(path)
    assert (policy.base_rate, policy.bound) == (0.004, Bound("all", 0.5, 0.05, 7))


def test_as_many_may_lie_above_review_as_above_release(tmp_path: Path) -> None:
    assert _read(tmp_path, GOOD + "[bound]\nabove_review = 0.3\nabove_release = 0.3").bound.above_review == 0.3


def test_the_rule_that_demands_most_is_named() -> None:
    policy = load_policy()
    said = policy.judge(pd.concat([_row(), _row(**SEVERE), _row(**SEVERE | {"conflict_hs": True})]))
    names = [policy.rules[number].name if number >= 0 else "" for number in said.floor]
    assert names == ["", "severe_hit_without_permit", "severe_hit_hidden"]


@pytest.mark.parametrize("effect", ["at_least", "at_most"])
def test_of_equal_rules_the_first_is_named(tmp_path: Path, effect: str) -> None:
    policy = _read(tmp_path, GOOD + f"{RULE}{effect} = 'inspect'\n" * 2)
    said = policy.judge(_row(**HIT))
    assert (said.floor if effect == "at_least" else said.ceiling).tolist() == [0]


def test_a_rule_can_be_asked_by_itself(tmp_path: Path) -> None:
    [rule] = _read(tmp_path, GOOD + RULE + 'at_least = "hold"').rules
    assert rule.applies(pd.concat([_row(**HIT), _row()])).tolist() == [True, False]


def test_numbers_are_small() -> None:
    policy = load_policy()
    said = policy.judge(_row(**SEVERE))
    tiers = policy.score_tiers(np.array([0.5]))
    arrays = (said.floor, said.ceiling, policy.floors(said.floor), policy.ceilings(said.ceiling), tiers)
    assert {array.dtype for array in arrays} == {np.dtype(np.int8)}


def test_thresholds_rise_from_nothing() -> None:
    policy = load_policy()
    thresholds = [policy.threshold(tier) for tier in Tier]
    assert thresholds[0] == 0.0 and thresholds == sorted(set(thresholds))


@pytest.mark.parametrize("rate", [0.0, 1.0, 1.5])
def test_a_base_rate_that_is_no_share(rate: float) -> None:
    with pytest.raises(OptionError, match="is not a number between 0 and 1"):
        dataclasses.replace(load_policy(), base_rate=rate)


def test_a_wrong_bound_names_its_file(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"own\.toml"):
        _read(tmp_path, GOOD + "[bound]\nabove_release = 2\n")


@pytest.mark.parametrize(("level", "tier"), [(0, Tier.RELEASE), (1, Tier.REVIEW)])
def test_a_party_that_is_weakly_alike_is_looked_at(tmp_path: Path, level: int, tier: Tier) -> None:
    policy = _read(tmp_path, GOOD + RULE + 'at_least = "review"\nlisted_party = "weak"')
    assert _tier(policy, 0.0, **HIT, listed_party_level=level) is tier
