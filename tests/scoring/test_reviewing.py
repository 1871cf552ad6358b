from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner

from riskscan.cli.main import main
from riskscan.features.columns import Rows
from riskscan.history.reviews import Review, Verdict, review_key
from riskscan.policy import load_policy
from riskscan.scoring.reviewing import SETTLED, with_reviews

GOODS = ["cotton t-shirts", "4-anilino-N-phenethylpiperidine", "3,4-dimethyl-xyzolamidoyl-benzoquane"]
ANPP = "4-anilino-N-phenethylpiperidine (ANPP)"


def _score(folder: Path, model: Path, reviews: str | None, *extra: str) -> pd.DataFrame:
    manifest, out = folder / "manifest.csv", folder / "scored.jsonl"
    frame = pd.DataFrame({"goods_description": GOODS * 2, "consignor_name": "Red Kite", "destination_country": "US"})
    frame.loc[3:, "consignor_name"] = "Other"
    frame.to_csv(manifest, index=False)
    arguments = ["score", str(manifest), "-o", str(out), "--force", "--quiet", "--model", str(model), *extra]
    if reviews is not None:
        (folder / "labels.csv").write_text("review_key,reviewed_on,verdict,note\n" + reviews, encoding="utf-8")
        arguments += ["--reviewed", str(folder / "labels.csv")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return pd.read_json(out, lines=True)


def _line(goods: str, substance: str | None, verdict: str) -> str:
    return f"{review_key('red kite', [goods], substance)},2026-05-04,{verdict},spoke to them\n"


def _codes(row: Any) -> list[str]:
    return [reason["code"] for reason in row["reasons"]]


def test_a_reviewed_row_is_said_and_not_raised_anew(small_model_folder: Path, tmp_path: Path) -> None:
    before = _score(tmp_path, small_model_folder, None)
    after = _score(tmp_path, small_model_folder, _line(GOODS[2], None, "legitimate"))
    assert before["risk_tier"].tolist()[2] != "release" and after["risk_tier"].tolist()[2] == "release"
    sentence = next(reason["sentence"] for reason in after["reasons"][2] if reason["code"] == "REVIEWED")
    assert sentence == "Reviewed before on 2026-05-04: legitimate (spoke to them)."
    assert "UNRESOLVED" in _codes(after.iloc[2])  # it is still not clean
    assert "REVIEWED" not in _codes(after.iloc[5]) and after["risk_tier"][5] == before["risk_tier"][5]
    assert after["risk_score"].tolist() == before["risk_score"].tolist()


def test_what_the_policy_makes_mandatory_is_never_hidden(small_model_folder: Path, tmp_path: Path) -> None:
    after = _score(tmp_path, small_model_folder, _line(GOODS[1], ANPP, "legitimate"))
    assert after["risk_tier"][1] in ("inspect", "hold")
    assert {"REVIEWED", "LISTED", "POLICY_RULE"} <= set(_codes(after.iloc[1]))


@pytest.mark.parametrize("verdict", ["diversion", "unsure"])
def test_what_was_not_found_legitimate_stays_raised(small_model_folder: Path, tmp_path: Path, verdict: str) -> None:
    before = _score(tmp_path, small_model_folder, None)
    after = _score(tmp_path, small_model_folder, _line(GOODS[2], None, verdict))
    assert after["risk_tier"].tolist() == before["risk_tier"].tolist()
    assert "REVIEWED" in _codes(after.iloc[2])


def test_processes_and_parts_say_the_same(small_model_folder: Path, tmp_path: Path) -> None:
    line = _line(GOODS[2], None, "legitimate")
    whole = _score(tmp_path, small_model_folder, line)
    parts = _score(tmp_path, small_model_folder, line, "--part-rows", "2", "--jobs", "2")
    pd.testing.assert_frame_equal(whole, parts)


def test_rows_without_reviews_are_as_they_were() -> None:
    X = Rows(pd.DataFrame({"a": [1]}))
    assert with_reviews(X, {}) is X


def test_rules_ask_for_reviews() -> None:
    rule = next(rule for rule in load_policy().rules if rule.reviewed == "absent")
    X = pd.DataFrame({"screening_outcome": ["unresolved"] * 2, "severity": 0.0, "confidence": 0.0})
    assert rule.applies(X).tolist() == [True, True]
    assert rule.applies(X.assign(**{SETTLED: [True, False]})).tolist() == [False, True]
    assert Review("", date(2026, 1, 1), Verdict.UNSURE).row is None
