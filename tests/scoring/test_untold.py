"""What the shipped model may say: nothing that was simulated."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.exceptions import OptionError
from riskscan.modelling.artefact import TrainedModel, load_model
from riskscan.modelling.persistence import default_folder
from riskscan.policy import load_policy
from riskscan.scoring import InputTable, RiskScorer
from riskscan.simulation import LABEL_COLUMNS, simulate
from riskscan.tables.reasons import load_reason_kinds

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "manifest.csv"
EVIDENCE = {"substance", "commodity", "relative"}


@pytest.fixture(scope="module")
def shipped() -> TrainedModel:
    return load_model(default_folder())


@pytest.fixture(scope="module")
def scorer(shipped: TrainedModel, screener: Screener) -> RiskScorer:
    return RiskScorer(shipped, screener=screener)


@pytest.fixture(scope="module")
def sample(scorer: RiskScorer) -> pd.DataFrame:
    return scorer.score(pd.read_csv(SAMPLE, dtype=str))


def _codes(reasons: "pd.Series[str]") -> list[list[str]]:
    return [[part.partition(":")[0] for part in cell.split(" | ") if part] for cell in reasons]


def test_the_shipped_model_says_that_it_was_simulated(shipped: TrainedModel) -> None:
    assert shipped.own_rows is None and shipped.metadata["learned_from"] == "simulated"
    assert set(shipped.metadata["families"]) == EVIDENCE
    assert "simulated" in shipped.card and "worst" in shipped.card


def test_no_sentence_of_the_sample_quotes_a_simulated_distribution(sample: pd.DataFrame) -> None:
    kinds = load_reason_kinds()
    found = {code for codes in _codes(sample["reasons"]) for code in codes}
    assert found and all(kinds[code].rests_on in ("row", "own_rows") for code in found)
    for words in ("raise the score", "raises the score", "times the usual share", "training rows"):
        assert not sample["reasons"].str.contains(words).any(), words


def test_every_raised_row_says_what_decided_its_tier(sample: pd.DataFrame) -> None:
    raised = sample[sample["risk_tier"] != "release"]
    assert len(raised)
    for codes in _codes(raised["reasons"]):
        assert any(code.startswith("POLICY_") for code in codes)


def test_a_cut_number_is_not_called_identical(sample: pd.DataFrame) -> None:
    cut = sample[sample["reasons"].str.contains("PARTIAL_CAS")]
    assert len(cut) and (cut["relation"] == "cut CAS number").all()
    assert not cut["reasons"].str.contains("identical").any()


def test_the_sample_says_what_its_scores_are(sample: pd.DataFrame) -> None:
    assert set(sample["score_basis"]) == {"relative"}


def test_a_strange_file_never_floods(scorer: RiskScorer) -> None:
    strange = simulate(600, seed=5, world="test", violation_share=0.3).drop(columns=list(LABEL_COLUMNS))
    strange = strange[strange["hs_code"].fillna("").str[:2] != "29"].assign(hs_code="350691", net_mass_kg="25")
    scored = scorer.score(strange)
    by_rule = scored["reasons"].str.contains("POLICY_RULE|POLICY_CEILING") & (scored["risk_tier"] != "release")
    by_score = (scored["risk_tier"] != "release") & ~by_rule
    assert by_score.sum() + by_rule.sum() <= max(by_rule.sum(), 0.15 * len(scored)) + 1


@pytest.mark.parametrize("base_rate", [0.0005, 0.2])
def test_a_stated_base_rate_moves_all_odds_alike(
    base_rate: float, shipped: TrainedModel, screener: Screener, sample: pd.DataFrame
) -> None:
    found = _stated(base_rate, shipped, screener).score_tables([InputTable(pd.read_csv(SAMPLE, dtype=str))])
    move = found.finished.odds_move
    assert move is not None and shipped.base_rate is not None
    scores, before = (frame["risk_score"].to_numpy(dtype=float) for frame in (found.frame, sample))
    odds = scores / (1 - scores) / (before / (1 - before))
    np.testing.assert_allclose(odds, np.exp(move.by), rtol=1e-6)
    alone = base_rate / (1 - base_rate) / (shipped.base_rate / (1 - shipped.base_rate))
    assert np.exp(move.by_rate) == pytest.approx(alone)
    assert set(found.frame["score_basis"]) == {str(move)} and str(move).startswith(f"base rate {base_rate:g}, odds x ")
    top = found.finished.top(1)[0]
    assert top.score == found.frame.loc[found.frame["risk_rank"] == 1, "risk_score"].item()


def test_a_stated_base_rate_changes_ranks_only_with_tiers(
    shipped: TrainedModel, screener: Screener, sample: pd.DataFrame
) -> None:
    scored = _stated(0.0005, shipped, screener).score(pd.read_csv(SAMPLE, dtype=str))
    assert (scored["risk_tier"] != sample["risk_tier"]).any()
    opened = ["inspect", "hold"]
    for tier in (*opened, None):
        same = [
            (frame["risk_tier"] == tier) if tier else ~frame["risk_tier"].isin(opened) for frame in (scored, sample)
        ]
        both = same[0] & same[1]
        orders = [frame["risk_rank"][both].argsort().tolist() for frame in (scored, sample)]
        assert orders[0] == orders[1]


def test_odd_honest_rows_do_not_lift_the_mean_of_a_large_file(shipped: TrainedModel, screener: Screener) -> None:
    rows = simulate(1_500, seed=5, world="vague_trade", violation_share=0.05).drop(columns=list(LABEL_COLUMNS))
    relative = RiskScorer(shipped, screener=screener).score(rows, explain=False)["risk_score"].to_numpy()
    found = _stated(0.05, shipped, screener).score_tables([InputTable(rows)], explain=False)
    move = found.finished.odds_move
    assert move is not None and move.by_mean < move.by < move.by_rate
    alone = replace(move, by_mean=move.by_rate).apply(relative).mean()
    assert abs(found.frame["risk_score"].mean() - 0.05) < abs(alone - 0.05) / 4


def test_one_row_is_moved_by_the_rate_alone(shipped: TrainedModel, screener: Screener) -> None:
    row = pd.DataFrame({"goods_description": ["phenylacetic acid 25 kg"], "hs_code": ["330499"]})
    found = _stated(0.01, shipped, screener).score_tables([InputTable(row)])
    before = RiskScorer(shipped, screener=screener).score(row)
    assert found.frame["risk_score"].item() == pytest.approx(before["risk_score"].item(), rel=0.01)


def _stated(base_rate: float, shipped: TrainedModel, screener: Screener) -> RiskScorer:
    return RiskScorer(shipped, policy=replace(load_policy(), base_rate=base_rate), screener=screener)


def test_a_model_that_does_not_say_its_rate_takes_none(shipped: TrainedModel, screener: Screener) -> None:
    silent = replace(shipped, metadata={key: value for key, value in shipped.metadata.items() if key != "base_rate"})
    scorer = RiskScorer(silent, policy=replace(load_policy(), base_rate=0.01), screener=screener)
    with pytest.raises(OptionError, match="train it again"):
        scorer.score(pd.DataFrame({"goods_description": ["tea"]}))


def test_a_model_of_own_rows_speaks_of_them(small_model: TrainedModel, screener: Screener) -> None:
    own = replace(small_model, metadata=small_model.metadata | {"learned_from": "own"})
    rows = simulate(400, seed=8, violation_share=0.1).drop(columns=list(LABEL_COLUMNS))
    scored = RiskScorer(own, screener=screener).score(rows)
    assert set(scored["score_basis"]) == {"training rows"}
    assert scored["reasons"].str.contains("training rows").any()
    assert not RiskScorer(small_model, screener=screener).score(rows)["reasons"].str.contains("training rows").any()
