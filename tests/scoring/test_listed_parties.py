"""Listed parties are said in scored rows, raise the tier that the policy asks for, and depend on no part size."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.exceptions import OptionError
from riskscan.history.reviews import Review, Verdict
from riskscan.manifest.parts import FrameParts
from riskscan.modelling.artefact import TrainedModel
from riskscan.parties import ListedParty, PartyIndex, SanctionsList
from riskscan.parties.listed import ListedName
from riskscan.policy import Policy, load_policy, read_policy
from riskscan.scoring import RiskScorer
from riskscan.scoring.engines import Engine, Processes, Serial
from riskscan.scoring.rows import ScoredPart, score_part
from riskscan.scoring.run import Options

ROWS = pd.DataFrame(
    {
        "goods_description": ["cotton shirts", "steel bolts", "oak chairs", "wool socks"],
        "consignor_name": ["Zorvik Chemie GmbH", "ZORVIK CHEMIE", "Zorvik Chemi", "Plain Goods Ltd"],
        "consignor_country": ["AT", None, None, "AT"],
    }
)


@pytest.fixture(scope="module")
def index() -> PartyIndex:
    party = ListedParty("1", "firm", (ListedName("Zorvik Chemie"),), frozenset({"AT"}), (), ("TEST",))
    return PartyIndex([SanctionsList("Test", date(2026, 1, 2), "stated", (party,))])


def _score(
    scorer: RiskScorer, index: PartyIndex | None, part_rows: int = 100, engine: Engine | None = None
) -> pd.DataFrame:
    return _written(scorer, Options(listed=index, part_rows=part_rows, engine=engine or Serial()))


def _written(scorer: RiskScorer, options: Options) -> pd.DataFrame:
    finished = scorer.run([FrameParts(ROWS, None, "")], options).finish()
    frame = pd.concat(list(finished.frames(as_text=True)), ignore_index=True)
    finished.close()
    return frame


@pytest.fixture(scope="module")
def scorer(small_model: TrainedModel, screener: Screener) -> RiskScorer:
    return RiskScorer(small_model, screener=screener)


def test_matches_are_said_and_raise_the_tier(scorer: RiskScorer, index: PartyIndex) -> None:
    found = _score(scorer, index)
    assert found["listed_parties"].tolist()[0] == "consignor: Zorvik Chemie [Test, TEST; strong]"
    assert found["risk_tier"].tolist()[:2] == ["inspect", "review"]
    assert "list of 2026-01-02" in found["reasons"][0] and "same name, same country" in found["reasons"][0]
    assert found["risk_tier"][2] == "release" and "LISTED_PARTY_LIKE" in found["reasons"][2]
    assert pd.isna(found["listed_parties"][3]) and "LISTED_PARTY" not in found["reasons"][3]


def test_without_a_list_nothing_is_said(scorer: RiskScorer) -> None:
    found = _score(scorer, None)
    assert found["listed_parties"].isna().all() and not found["reasons"].str.contains("LISTED_PARTY").any()


@pytest.mark.parametrize("engine", [pytest.param(Serial(), id="serial"), pytest.param(Processes(2), id="processes")])
def test_parts_and_processes_give_the_same(scorer: RiskScorer, index: PartyIndex, engine: Engine) -> None:
    assert _score(scorer, index, 1, engine).to_csv() == _score(scorer, index).to_csv()


def test_no_rule_holds_on_a_weak_likeness(tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert isinstance(load_policy(), Policy)
    path = tmp_path / "policy.toml"
    path.write_text(
        "[tiers]\nreview=0.1\ninspect=0.2\nhold=0.5\n[plan]\ncapacity=5\nexplore=0.1\n"
        '[[rules]]\nname="a"\nwhy="b"\nlisted_party="weak"\nat_least="hold"\n'
    )
    with pytest.raises(OptionError, match="no more than review"):
        read_policy(path)


def test_finished_parts_are_found_with_the_same_lists_only(
    scorer: RiskScorer, index: PartyIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviews = {"key": Review("key", date(2026, 2, 3), Verdict.LEGITIMATE)}
    n_scored = 0

    def count(*arguments: Any, **shared: Any) -> ScoredPart:
        nonlocal n_scored
        n_scored += 1
        return score_part(*arguments, **shared)

    monkeypatch.setattr("riskscan.scoring.run.score_part", count)

    def run(listed: PartyIndex) -> pd.DataFrame:
        return _written(scorer, Options(listed=listed, reviews=reviews, part_rows=2, resume=tmp_path / "parts"))

    first = run(index)
    assert n_scored == 2 and first["listed_parties"].notna().any()
    pd.testing.assert_frame_equal(run(index), first)
    assert n_scored == 2
    other = PartyIndex([SanctionsList("Other", date(2026, 1, 2), "stated", ())])
    assert run(other)["listed_parties"].isna().all() and n_scored == 4
