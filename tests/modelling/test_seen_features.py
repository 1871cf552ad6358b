"""The shipped experience was fitted to features that mean what they mean now."""

from dataclasses import asdict, replace

import numpy as np
import pandas as pd
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.modelling.experience import experience_folder, load_experience, load_seen
from riskscan.modelling.gaining import show_features
from riskscan.modelling.persistence import load_metadata
from riskscan.modelling.seen_features import SeenFeature, changed_features, describe_features, read_seen, write_seen
from tests.benchmarks.experience import experience_config

_MAKE_ANEW = "Make it anew with `make experience` and judge it with `python -m tests.benchmarks.own_rows`."


@pytest.fixture
def features() -> pd.DataFrame:
    rng = np.random.default_rng(3)
    rare = np.where(rng.random(2_000) < 0.4, np.nan, rng.normal(size=2_000))
    return pd.DataFrame({"n_words": rng.poisson(5, 2_000) + 1.0, "route_log_lift": rare})


@pytest.fixture
def seen(features: pd.DataFrame) -> tuple[SeenFeature, ...]:
    return describe_features(features, features.columns)


def test_the_shipped_experience_saw_the_features_of_today(screener: Screener) -> None:
    experience, seen = load_experience(), load_seen()
    assert experience is not None and tuple(one.feature for one in seen) == experience.names
    changed = changed_features(seen, show_features(experience.names, screener))
    assert not changed, "Features of models/experience changed:\n" + "\n".join([*changed, _MAKE_ANEW])


def test_the_shipped_experience_was_made_with_the_choices_of_today() -> None:
    made, config = load_metadata(experience_folder()), experience_config()
    as_kept = {
        name: list(value) if isinstance(value, tuple) else value for name, value in asdict(config.booster).items()
    }
    assert (made["without"], made["booster"]) == (list(config.without), as_kept), _MAKE_ANEW


def test_the_same_rows_look_the_same(seen: tuple[SeenFeature, ...]) -> None:
    assert changed_features(seen, read_seen(write_seen(seen))) == []


def test_a_few_rows_that_moved_are_no_other_meaning(features: pd.DataFrame, seen: tuple[SeenFeature, ...]) -> None:
    features.iloc[:10, 0] += 3
    features.iloc[10:30, 1] = np.nan
    assert changed_features(seen, describe_features(features, features.columns)) == []


@pytest.mark.parametrize(
    ("column", "changed", "told"),
    [
        pytest.param("n_words", lambda values: values * 1.5, "mean", id="another unit"),
        pytest.param("n_words", lambda values: -values, "low", id="another sign"),
        pytest.param("n_words", lambda values: np.log(values), "high", id="another scale"),
        pytest.param("route_log_lift", lambda values: np.nan_to_num(values), "null 4", id="nulls filled"),
        pytest.param("route_log_lift", lambda values: values * np.nan, "now 100%", id="nulls alone"),
    ],
)
def test_another_meaning_is_told_with_the_name_of_the_feature(
    features: pd.DataFrame, seen: tuple[SeenFeature, ...], column: str, changed: object, told: str
) -> None:
    assert callable(changed)
    features[column] = changed(features[column])
    (sentence,) = changed_features(seen, describe_features(features, features.columns))
    assert sentence.startswith(f"{column}: ") and told in sentence


def test_another_direction_or_no_feature_at_all_is_told(seen: tuple[SeenFeature, ...]) -> None:
    turned = replace(seen[0], direction=1)
    assert changed_features(seen, [turned]) == [
        "n_words: direction 0, now 1", "route_log_lift: is no feature now",
    ]  # fmt: skip
