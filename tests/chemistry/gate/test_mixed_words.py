"""What is said of words with figures and punctuation together is what a look at each alone says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskscan.chemistry.gate.mixed_words import MixedWords, shapes_of
from riskscan.chemistry.gate.tokens import TokenJudge, TokenKind
from riskscan.chemistry.text.line_cleaning import forms_of_token

PARTS = st.sampled_from(
    (
        "cotton", "LIMP", "veja", "shirt", "lote", "COCO", "acid", "toluene", "t0luene", "P2P", "p-2-p", "GBL", "oil",
        "kg", "ml", "N", "o", "c", "tert", "abc", "ac", "1", "0", "05", "25", "500", "7723", "14",
    )
)  # fmt: skip
MARKS = st.sampled_from(("", "", "-", ".", "/", ",", "(", ")", "&", ":", "'", "%", "+", "=", "#", "[", "]", "|"))
WORDS = st.lists(st.tuples(PARTS, MARKS), min_size=1, max_size=5).map(
    lambda parts: "".join(piece for part in parts for piece in part)
)


@pytest.fixture(scope="module")
def tokens(resolver) -> TokenJudge:
    return TokenJudge((folded for folded, _ in resolver.names.items()), compiled=True)


@pytest.fixture(scope="module")
def mixed(tokens) -> MixedWords:
    return MixedWords(tokens)


def kinds(tokens: TokenJudge, word: str) -> set[TokenKind]:
    return {tokens.judge(token) for form in forms_of_token(word) for token in form.split()}


@pytest.mark.parametrize(
    "words", [["C/24", "C/30"], ["R$9,90", "R$8,13"], ["LISS350ML", "LISS270ML"], ["1-IOG", "6-IOG"]]
)
def test_other_figures_say_the_same(mixed, words):
    assert len(set(mixed.keys(words))) == 1


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["C/24", "C/240"], id="more figures"),
        pytest.param(["p2p", "p4p"], id="a name"),
        pytest.param(["x/p-2-p", "x/p-3-p"], id="a name behind a stroke"),
        pytest.param(["t0luene-2", "t2luene-2"], id="a figure for a letter"),
        pytest.param(["05-abcdef", "15-abcdef"], id="no locant"),
        pytest.param(["2x", "2х"], id="another script"),
    ],
)
def test_some_figures_matter(mixed, words):
    assert len(set(mixed.keys(words))) == len(words)


def test_no_words_have_no_keys(mixed):
    assert mixed.keys([]) == [] and mixed.inert([]) == []


@pytest.mark.parametrize("word", ["LIMP.VEJA", "S/COTTON", "cotton-shirts", "COCO500", "women's"])
def test_words_that_say_nothing(mixed, word):
    assert mixed.inert(shapes_of([word, "C/24"])) == shapes_of([word, "C/24"])


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("tolu.ene", id="parts of a name"),
        pytest.param("cotton/p2p", id="a short name"),
        pytest.param("p-2-p/cotton", id="a short name before a stroke"),
        pytest.param("4-cotton", id="locant"),
        pytest.param("c0tton", id="figure for a letter"),
        pytest.param("p8p", id="the shape of a name"),
        pytest.param("25kgcotton", id="amount before a word"),
        pytest.param("cotton=O", id="unusual sign"),
        pytest.param("cotton64-19-7", id="number"),
    ],
)
def test_words_that_are_looked_at(mixed, word):
    assert mixed.inert(shapes_of([word])) == []


@settings(max_examples=300)
@given(WORDS, st.integers(0, 9))
def test_words_of_one_key_are_of_one_kind(mixed, tokens, word, figure):
    other = "".join(str((int(letter) + figure) % 10) if letter.isdigit() else letter for letter in word)
    first, second = mixed.keys([word, other])
    assert first != second or kinds(tokens, word) == kinds(tokens, other)


@settings(max_examples=300)
@given(WORDS, st.integers(0, 9))
def test_what_says_nothing_is_no_part_of_a_name_whatever_its_figures(mixed, tokens, word, figure):
    other = "".join(str((int(letter) + figure) % 10) if letter.isdigit() else letter for letter in word)
    harmless = tokens.learn([word])
    runs = {
        run for run in "".join(letter if letter.isalpha() else " " for letter in word.lower()).split() if len(run) > 2
    }
    assert shapes_of([word]) == shapes_of([other])
    if runs <= harmless and mixed.inert(shapes_of([word])):
        assert kinds(tokens, word) | kinds(tokens, other) <= {TokenKind.PLAIN, TokenKind.JOINS}
