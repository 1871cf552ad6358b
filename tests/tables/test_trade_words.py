from riskscan.identifiers.characters import fold
from riskscan.tables.reading import MARKS
from riskscan.tables.transport import load_transport_mode_names


def test_every_word_has_one_mode_and_a_source() -> None:
    names = load_transport_mode_names()
    assert len({fold(name.name) for name in names}) == len(names)
    assert {name.mode for name in names} == {"air", "sea", "road", "rail", "express", "post"}
    assert all(name.source and name.mark in MARKS for name in names)
