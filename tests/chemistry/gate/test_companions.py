import pytest

from riskscan.chemistry.gate.companions import Companions

COMPANIONS = Companions(("p2p powder", "battery acid", "synthetic oil of bitter almond", "gbl"))


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("powder", True), ("Battery", True), ("gbl", False), ("cotton", False), ("acid", False)],
)
def test_companions(word, is_one):
    assert COMPANIONS.is_one(word) == is_one


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("25 kg P2P powder", id="whole"),
        pytest.param("25 kg p2p, powder drum", id="punctuation"),
        pytest.param("Battery acld 5 l", id="slip"),
        pytest.param("P 2 P powder", id="set apart"),
        pytest.param("P2R powder", id="slip in a code"),
        pytest.param("synthetic oil of bitter almond 100 g", id="many words"),
    ],
)
def test_the_rest_of_a_name_is_met(line):
    words = line.split()
    assert any(COMPANIONS.is_one(word) and COMPANIONS.is_met(words, place) for place, word in enumerate(words))


@pytest.mark.parametrize("line", ["washing powder 2 kg", "powder", "battery charger", "synthetic staple fibres"])
def test_other_words_are_no_rest(line):
    words = line.split()
    assert not any(COMPANIONS.is_one(word) and COMPANIONS.is_met(words, place) for place, word in enumerate(words))


@pytest.mark.parametrize("line", ["battry acid", "battry cid 5 l", "P2P pwoder"])
def test_a_companion_with_a_slip_is_met(line):
    words = line.split()
    assert any(COMPANIONS.is_met_with_slip(words, place) for place in range(len(words)))


def _one_letter_away(word):
    for place in range(len(word) + 1):
        yield word[:place] + "x" + word[place:]
        yield word[:place] + word[place + 1 :]
        yield word[:place] + "x" + word[place + 1 :]
        yield word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :]


@pytest.mark.parametrize(
    ("word", "rest"), [("battery", "{} acid"), ("powder", "P2P {}"), ("synthetic", "{} oil of bitter almond")]
)
def test_every_slip_of_a_companion_is_met(word, rest):
    slips = {slip for slip in _one_letter_away(word) if slip != word}
    missed = [
        slip
        for slip in slips
        if not any(COMPANIONS.is_met_with_slip(rest.format(slip).split(), place) for place in range(len(rest.split())))
    ]
    assert not missed


@pytest.mark.parametrize("line", ["battry charger", "battery cid", "pro pwoder", "poder"])
def test_other_words_are_no_companions_with_a_slip(line):
    words = line.split()
    assert not any(COMPANIONS.is_met_with_slip(words, place) for place in range(len(words)))
