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
