"""Files of every format after what disks, gateways and careless hands do to them."""

import random

import pytest

from tests.benchmarks.fuzz_formats import LOST, Fuzzing, good_files

FILES = good_files()


def test_formats_of_customs_take_part():
    assert {"asycuda", "asycuda_manifest", "cargo_xml", "edifact", "itmatt", "wco"} <= set(FILES)


@pytest.mark.parametrize("name", sorted(FILES))
def test_read_or_refused_in_words(name):
    fuzzing, chance = Fuzzing(name, FILES[name]), random.Random(name)
    outcomes = set()
    for _ in range(400):
        place, content, done = fuzzing.damage(chance)
        outcome = fuzzing.outcome(place, content)
        assert outcome != LOST, done
        outcomes.add(outcome)
    assert {"all items", "refused"} <= outcomes
