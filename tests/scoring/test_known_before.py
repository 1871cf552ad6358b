"""Lists of parties and decisions of reviewers, as a caller of the API gives them."""

from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.exceptions import OptionError, TableError
from riskscan.history.reviews import Review, Verdict, review_key
from riskscan.modelling.artefact import TrainedModel
from riskscan.parties import ListedParty, PartyIndex, SanctionsList
from riskscan.parties.listed import ListedName
from riskscan.scoring import RiskScorer
from riskscan.scoring.known_before import party_index, reviews_by_key

PARTY = ListedParty("1", "firm", (ListedName("Zorvik Chemie"),), frozenset({"AT"}), (), ("TEST",))
LIST = SanctionsList("Test", date(2026, 1, 2), "stated", (PARTY,))
KEY = review_key("Zorvik Chemie GmbH", ["xyzolamidoyl-benzoquane"], None)
REVIEW = Review(KEY, date(2026, 5, 4), Verdict.LEGITIMATE)
ROWS = pd.DataFrame({
    "goods_description": ["xyzolamidoyl-benzoquane", "wool socks"],
    "consignor_name": ["Zorvik Chemie GmbH", "Plain Goods Ltd"], "consignor_country": ["AT", "AT"],
})  # fmt: skip
OPEN = (
    '"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","phones","emails",'
    '"program_ids","dataset","first_seen","last_seen","last_change"\n'
    '"x-1","Company","Zorvik Chemie GmbH","","","at","","","","","","T","Test","2025-01-01","2026-02-03","2025-05-05"\n'
)


@pytest.fixture(scope="module")
def scorer(small_model: TrainedModel, screener: Screener) -> RiskScorer:
    return RiskScorer(small_model, screener=screener)


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    path = tmp_path / "targets.simple.csv"
    path.write_text(OPEN, encoding="utf-8")
    return path


def test_score_says_listed_parties_and_reviews(scorer: RiskScorer) -> None:
    found = scorer.score(ROWS, sanctions=LIST, reviewed=[REVIEW])
    assert found["listed_parties"].tolist()[0] == "consignor: Zorvik Chemie [Test, TEST; strong]"
    assert "Reviewed before on 2026-05-04: legitimate" in found["reasons"][0]
    assert pd.isna(found["listed_parties"][1]) and "Reviewed" not in found["reasons"][1]
    assert "Reviewed" not in scorer.score(ROWS)["reasons"][0]


def test_batches_take_them_as_well(scorer: RiskScorer) -> None:
    table = pa.Table.from_pandas(ROWS, preserve_index=False)
    found = scorer.score_batches(table, sanctions=[LIST], reviewed={KEY: REVIEW}).read_all()
    assert found["listed_parties"].to_pylist()[0] == "consignor: Zorvik Chemie [Test, TEST; strong]"
    assert "REVIEWED" in [reason["code"] for reason in found["reasons"].to_pylist()[0]]


@pytest.mark.parametrize("kind", ["path", "text", "several", "list", "index"])
def test_lists_in_every_form(kind: str, list_file: Path) -> None:
    given = {
        "path": list_file, "text": str(list_file), "several": [list_file, LIST], "list": LIST,
        "index": PartyIndex([LIST]),
    }[kind]  # fmt: skip
    index = party_index(given)
    assert index is not None
    assert len(index.lists) == (2 if kind == "several" else 1)
    assert index.find("Zorvik Chemie")


def test_an_index_is_not_made_again() -> None:
    index = PartyIndex([LIST])
    assert party_index(index) is index


def test_reviews_in_every_form(tmp_path: Path) -> None:
    file = tmp_path / "labels.csv"
    file.write_text(f"review_key,reviewed_on,verdict\n{KEY},2026-05-04,legitimate\n", encoding="utf-8")
    for given in (file, str(file), [REVIEW], {KEY: REVIEW}):
        assert reviews_by_key(given)[KEY] == REVIEW  # type: ignore[arg-type]
    assert reviews_by_key(None) == {}


@pytest.mark.parametrize(
    ("read", "given", "error", "said"),
    [
        pytest.param(party_index, 3, OptionError, "sanctions is int: give a path", id="number for lists"),
        pytest.param(party_index, [3], OptionError, "sanctions holds int: give paths", id="number among lists"),
        pytest.param(party_index, "none.csv", TableError, "none.csv cannot be read", id="no list"),
        pytest.param(reviews_by_key, 3, OptionError, "reviewed is int: give a path", id="number for reviews"),
        pytest.param(reviews_by_key, [3], OptionError, "reviewed holds int: give the path", id="number among reviews"),
        pytest.param(reviews_by_key, "none.csv", OptionError, "Cannot read none.csv", id="no labels file"),
    ],
)
def test_mistakes_are_one_sentence(read, given, error, said) -> None:
    with pytest.raises(error, match=said):
        read(given)
