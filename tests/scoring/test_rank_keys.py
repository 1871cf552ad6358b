"""Ranks of rows, sorted range by range."""

import numpy as np
import pytest

from riskscan.scoring.rank_keys import RankKeys


def _keys(n_rows: int, digits: int) -> RankKeys:
    random = np.random.default_rng(n_rows)
    margin = random.normal(size=n_rows).round(digits)
    margin[:3] = [np.nan, -np.inf, np.inf][:n_rows]
    tiers = np.zeros(n_rows, dtype=np.int8)
    content = random.integers(0, 50, n_rows).astype(np.uint64)
    return RankKeys(tiers, tiers - 1, tiers - 1, margin, random.integers(0, 3, n_rows) * 1.0, content)


@pytest.mark.parametrize("n_rows", [0, 1, 2, 700])
@pytest.mark.parametrize("digits", [0, 3])
@pytest.mark.parametrize("at_a_time", [7, 250_000])
def test_ranks_do_not_depend_on_how_many_rows_are_sorted_at_a_time(
    n_rows: int, digits: int, at_a_time: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riskscan.scoring.rank_keys._AT_A_TIME", at_a_time)
    monkeypatch.setattr("riskscan.scoring.rank_keys._SAMPLED", 10)
    keys = _keys(n_rows, digits)
    tier = np.random.default_rng(1).integers(0, 4, n_rows).astype(np.int8)
    opened = np.where(tier >= 2, tier, 0)
    whole = np.lexsort((keys.content, -keys.evidence, -keys.margin, -opened))
    assert np.argsort(keys.ranks(tier)).tolist() == whole.tolist()


def test_keys_are_put_together_from_their_parts() -> None:
    keys = _keys(9, 3)
    parts = [keys.take(slice(0, 4)), keys.take(slice(4, 4)), keys.take(slice(4, 9))]
    joined = RankKeys.of_parts([part.arrays() for part in parts], 9)
    for name, values in keys.arrays().items():
        if name == "evidence":  # numbered in its order, in less room
            values = np.unique(values, return_inverse=True)[1].astype(np.int8)
        assert joined.arrays()[name].tobytes() == values.tobytes()
        assert joined.arrays()[name].dtype == values.dtype
    assert joined.by_margin().tolist() == keys.by_margin().tolist()


def test_ranked_rows_keep_what_tells_their_tier_and_score() -> None:
    chance = np.random.default_rng(3)
    keys = RankKeys(
        *(chance.integers(0, 3, 9).astype(np.int8) for _ in range(3)), chance.random(9), chance.random(9),
        chance.integers(0, 2**63, 9).astype(np.uint64),
    )  # fmt: skip
    kept = keys.without_order().take(slice(2, 7))
    for name in ("reached", "floor", "ceiling", "margin"):
        assert getattr(kept, name).tolist() == getattr(keys, name)[2:7].tolist()
    assert len(kept.evidence) == len(kept.content) == 5
