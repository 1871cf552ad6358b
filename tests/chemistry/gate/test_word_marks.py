"""What must be known of a word is the same, alone or in a column, compiled before or not."""

import pytest

from riskscan.chemistry.gate.tokens import TokenJudge
from riskscan.chemistry.gate.word_marks import (
    CAS,
    COMPANION,
    FOUR_AT_END,
    LETTER_OR_TWO,
    LOOK,
    NUMBERED,
    PIECE,
    PLAIN,
    THREE_DIGITS,
    WordMarks,
)

WORDS = (
    "Cotton", "COTTON,", "cotton", "acid", "toluene", "t0luene", "than", "liquid", "UN", "de", "S/N", "12X500ML",
    "24X100ml", "C/24", "C/1000", "7x", "m2", "m5", "P2P", "p8p", "7723-14-0", "8605/8606,", "2008", "café",
    "CAFÉ", "хлопок", "丙酮", "25kgcotton", "women's", "(cas", "casa", "R$9,90", "&", "-", "7723140", "7723141",
)  # fmt: skip
NUMBERS = frozenset({"7723140"})


@pytest.fixture(scope="module")
def listed(resolver) -> list[str]:
    return sorted({folded for folded, _ in resolver.names.items()})


@pytest.fixture(scope="module")
def marks(listed) -> dict[str, int]:
    together = WordMarks(TokenJudge(listed, compiled=True), NUMBERS)
    together.learn(WORDS)
    return together.known


def test_words_of_a_column_are_marked_as_words_alone(listed, marks):
    tokens = TokenJudge(listed, compiled=True)
    alone = {}
    for word in WORDS:
        own = WordMarks(tokens, NUMBERS)
        own.learn([word])
        alone |= own.known
    assert alone == marks


def test_compiled_words_are_marked_as_words_that_are_looked_at(listed, marks):
    looked_at = WordMarks(TokenJudge(listed), NUMBERS)
    looked_at.learn(WORDS)
    assert looked_at.known == marks


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("Cotton", PLAIN, id="ordinary"),
        pytest.param("toluene", LOOK, id="listed"),
        pytest.param("t0luene", LOOK, id="scanner"),
        pytest.param("than", PIECE, id="piece"),
        pytest.param("liquid", COMPANION, id="companion"),
        pytest.param("UN", LETTER_OR_TWO | NUMBERED, id="label"),
        pytest.param("casa", CAS, id="label of a number"),
        pytest.param("2008", PLAIN | THREE_DIGITS | FOUR_AT_END, id="figures"),
        pytest.param("p8p", 0, id="no name, but its shape"),
        pytest.param("7723140", LOOK, id="digits of a listed number"),
        pytest.param("7723141", PLAIN | THREE_DIGITS, id="other digits"),
    ],
)
def test_marks(marks, word, expected):
    assert marks[word] & expected == expected
    if not expected & LOOK:
        assert not marks[word] & LOOK
