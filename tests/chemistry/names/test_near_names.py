import random

import pytest

from riskscan.chemistry.names.near_names import NearNames, allowed_edits


@pytest.fixture(scope="module")
def near_names(names):
    return NearNames(names.squeezed_items(allowed_edits))


@pytest.mark.parametrize(
    ("line", "entry", "words"),
    [
        pytest.param("potasium permanganate", "potassium-permanganate", (0, 1), id="letter lost"),
        pytest.param("20 drums of norehpedrine 99%", "norephedrine", (3, 3), id="letters swapped, in a line"),
        pytest.param("n-phenethyI-4-piperidone", "npp", (0, 0), id="scanner"),
        pytest.param("bmk glycidic acid methyll ester powder", "p2p-methyl-glycidate-methyl", (0, 4), id="the longest"),
    ],
)
def test_finds_the_best_window(near_names, line, entry, words):
    best = near_names.find(line.split())[0]
    assert best.name.substance_id == entry
    assert (best.first, best.last) == words
    assert 0 < best.cost <= 2


@pytest.mark.parametrize("line", ["", "dog food", "phenylaxetoazetonotrule", "cotton shirts for men", "丙酮酸"])
def test_finds_nothing(near_names, line):
    assert near_names.find(line.split()) == []


def test_edits_grow_with_the_name():
    allowed = [allowed_edits(length) for length in range(60)]
    assert allowed == sorted(allowed)
    assert allowed[6] == 0


def test_no_name_with_so_many_slips_is_missed(near_names, names):
    """How it begins or ends must tell, wherever the slips are; swaps, doubled letters and a space inside too.

    Names with primes are left out: with a space beside one of them the index does not find each.
    """
    rng = random.Random(11)
    long_names = [
        squeezed
        for squeezed, _ in names.squeezed_items(allowed_edits)
        if len(squeezed) >= 11 and squeezed.isalnum() and squeezed.isascii()
    ]
    for name in rng.sample(sorted(long_names), 300):
        text = name
        for _ in range(allowed_edits(len(name))):
            place = rng.randrange(len(text) - 1)
            changed = (text[:place] + text[place + 1 :], text[: place + 1] + text[place:],
                       text[:place] + "q" + text[place + 1 :],
                       text[:place] + text[place + 1] + text[place] + text[place + 2 :])  # fmt: skip
            text = rng.choice(changed)
        place = rng.randrange(1, len(text))
        words = rng.choice(([text], [text[:place], text[place:]], [text[:place], "-", text[place:]]))
        assert name in {match.target for match in near_names.find(["two", *words, "drums"])}, (name, words)


@pytest.mark.parametrize("words", [["norepheclr", "ine"], ["norephedr", "irie"]])
def test_letters_that_a_scanner_joins_over_a_gap(near_names, words):
    """``r`` and ``i`` look like ``n`` together, though they stand in two words."""
    best = near_names.find(["drum", *words, "pure"])[0]
    assert (best.target, best.first, best.last) == ("norephedrine", 1, len(words))
    assert best.cost == pytest.approx(0.34)


def test_only_the_whole_line(near_names):
    assert near_names.find(["drums", "norehpedrine"]) and not near_names.find(["drums", "norehpedrine"], whole=True)
    assert near_names.find(["norehpedrine"], whole=True)[0].name.substance_id == "norephedrine"
