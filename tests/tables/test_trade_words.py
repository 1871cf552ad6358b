from collections import defaultdict

from riskscan.identifiers.characters import fold
from riskscan.tables.reading import MARKS
from riskscan.tables.transport import load_transport_mode_names


def test_every_word_has_one_mode_and_a_source() -> None:
    names = load_transport_mode_names()
    modes = defaultdict(set)
    for name in names:
        modes[fold(name.name)].add(name.mode)
    assert {word: found for word, found in modes.items() if len(found) > 1} == {}
    assert len({(fold(name.name), name.language) for name in names}) == len(names)
    assert {name.mode for name in names} == {"air", "sea", "road", "rail", "express", "post"}
    assert all(name.source and name.mark in MARKS for name in names)
