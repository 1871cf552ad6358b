import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.chemistry.gate.tokens import TokenJudge, TokenKind
from riskscan.chemistry.text.chemical_words import looks_chemical

LISTED_NAMES = ("toluene", "n-phenethyl-4-piperidone", "safrole", "phenylacetic acid", "mdp-2-p ketone")
JUDGE = TokenJudge(LISTED_NAMES).judge


@pytest.mark.parametrize(
    "word",
    [
        "methylpiperidone",
        "chloropropiophenone",
        "benzenamine",
        "acetonitrile",
        "cyclohexanecarbonitrile",
        "propanediamine",
    ],
)
def test_chemical_words(word):
    assert looks_chemical(word)


@pytest.mark.parametrize(
    "word",
    [
        "shirt", "telephone", "headphone", "bicycle", "machine", "magazine", "limousine", "gasoline", "stone", "phone",
        "olive", "ethical", "pineapple", "keyboard", "polyester", "", "a", "xxxxxxxxxxxxxxx",
    ],
)  # fmt: skip
def test_ordinary_words(word):
    assert not looks_chemical(word)


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        pytest.param("cotton", TokenKind.PLAIN, id="goods"),
        pytest.param("25kg", TokenKind.PLAIN, id="quantity"),
        pytest.param("99.5%", TokenKind.PLAIN, id="purity"),
        pytest.param("2026", TokenKind.PLAIN, id="number"),
        pytest.param("4", TokenKind.JOINS, id="locant"),
        pytest.param("acid", TokenKind.JOINS, id="word of many names"),
        pytest.param("methylpiperidone", TokenKind.CHEMICAL, id="chemical"),
        pytest.param("safrole", TokenKind.CHEMICAL, id="listed word of chemical parts"),
        pytest.param("sabrole", TokenKind.NEAR, id="a slip away"),
        pytest.param("t0luene", TokenKind.NEAR, id="scanner"),
        pytest.param("phenylchlorometharie", TokenKind.NEAR, id="chemical but for its end"),
        pytest.param("phenet", TokenKind.PIECE, id="cut off"),
    ],
)
def test_kinds(token, kind):
    assert JUDGE(token) == kind


@given(st.text(max_size=80))
def test_judging_is_total(text):
    for token in text.split():
        assert JUDGE(token) in TokenKind


@pytest.mark.parametrize(
    ("text", "is_ordinary"),
    [
        pytest.param("phenet hyl", False, id="cut in two"),
        pytest.param("phenet label", True, id="a piece alone"),
        pytest.param("saf role", False, id="short pieces"),
        pytest.param("cotton shirts 12 pcs", True, id="goods"),
    ],
)
def test_cut_words_are_not_ordinary(text, is_ordinary):
    assert TokenJudge(LISTED_NAMES).is_ordinary(text) == is_ordinary


@pytest.mark.parametrize(
    ("token", "is_told"),
    [
        pytest.param("4-Methylpiperidone,", True, id="name"),
        pytest.param("(toluene)99%", True, id="glued"),
        pytest.param("shirts", False, id="goods"),
        pytest.param("aborto", False, id="a common word that looks chemical"),
        pytest.param("метилпиперидон", False, id="another script is left to a closer look"),
    ],
)
def test_what_is_surely_chemical_is_told_at_once(token, is_told):
    assert TokenJudge(LISTED_NAMES).is_surely_chemical(token) == is_told


_PIECES = st.sampled_from(
    ("toluene", "methyl", "4-", "(", ")", ",", "shirt", "25kg", "than", "metal", "'", "N,N-", "/")
)


@given(st.lists(_PIECES, min_size=1, max_size=5).map("".join))
def test_what_is_surely_chemical_is_judged_so(token):
    judge = TokenJudge(LISTED_NAMES)
    assert not judge.is_surely_chemical(token) or judge.judge(token) >= TokenKind.SHORT


def test_tokens_of_a_line_are_judged_as_alone():
    tokens = ["tolune", "safrol", "of", "25kg", "phenylacetic", "acid"]
    assert TokenJudge(LISTED_NAMES).judge_each(tokens) == [TokenJudge(LISTED_NAMES).judge(token) for token in tokens]


def test_long_numbers_are_not_remembered():
    judge = TokenJudge(LISTED_NAMES)
    judge.is_ordinary("order 100200300 of 12")
    assert "100200300" not in judge._known and "12" in judge._known
