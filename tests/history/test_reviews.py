from datetime import date
from pathlib import Path

import pytest

from riskscan.exceptions import OptionError
from riskscan.history.reviews import Review, Verdict, latest_reviews, read_reviews, review_key

HEADER = "review_key,reviewed_on,verdict,note,row\n"


@pytest.mark.parametrize(
    ("consignor", "texts", "substance"),
    [
        pytest.param("ACME, LTD", ["bmk oil", None], "P2P", id="case and commas"),
        pytest.param(" Acme Ltd ", [None, "BMK   oil."], "p2p", id="blanks and columns"),
    ],
)
def test_spelling_that_says_nothing_makes_no_other_row(consignor: str, texts: list[str], substance: str) -> None:
    assert review_key(consignor, texts, substance) == review_key("Acme Ltd.", ["BMK oil"], "P2P")


@pytest.mark.parametrize(
    ("consignor", "texts", "substance"),
    [
        pytest.param("Acme Inc", ["BMK oil"], "P2P", id="consignor"),
        pytest.param("Acme Ltd", ["BMK oil 2"], "P2P", id="text"),
        pytest.param("Acme Ltd", ["BMK oil"], None, id="substance"),
    ],
)
def test_another_row(consignor: str, texts: list[str], substance: str | None) -> None:
    assert review_key(consignor, texts, substance) != review_key("Acme Ltd.", ["BMK oil"], "P2P")


@pytest.mark.parametrize("consignor", [None, float("nan"), "", " - "])
def test_without_a_consignor_no_row_is_the_same(consignor: object) -> None:
    assert review_key(consignor, ["BMK oil"], "P2P") == ""


def test_read_and_latest(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    lines = """k1,2026-01-02,legitimate,"'=a, b",7
k1,2026-03-01,Diversion,,
k2,2026-01-02,unsure,,x
,2026-01-02,unsure,,
"""
    path.write_text("\ufeff" + HEADER + lines, encoding="utf-8")
    reviews = read_reviews(path)
    assert reviews[0] == Review("k1", date(2026, 1, 2), Verdict.LEGITIMATE, "=a, b", 7)
    assert {key: review.verdict for key, review in latest_reviews(reviews).items()} == {
        "k1": Verdict.DIVERSION, "k2": Verdict.UNSURE,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a,b\n1,2\n", "lacks review_key, reviewed_on, verdict", id="other file"),
        pytest.param(HEADER + "k,2026-01-02,guilty,,1\n", "line 2: 'guilty' is no verdict", id="verdict"),
        pytest.param(HEADER + "k,yesterday,unsure,,1\n", "line 2: 'yesterday' is no day", id="day"),
        pytest.param(HEADER + "k,,\n", "line 2: '' is no verdict", id="empty"),
    ],
)
def test_what_is_no_labels_file(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OptionError, match=message):
        read_reviews(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="Cannot read"):
        read_reviews(tmp_path / "none.csv")
