"""Words of names and addresses: plain, once each, sourced."""

from collections import Counter

from riskscan.tables.party_words import load_party_words
from riskscan.tables.reading import MARKS


def test_party_words_stand_once_and_are_plain() -> None:
    words = load_party_words()
    assert max(Counter((entry.word, entry.kind) for entry in words).values()) == 1
    as_written = {"firm", "private"}  # looked for in the name before its points are taken out
    plain = [entry for entry in words if entry.kind not in as_written]
    assert all(entry.word == " ".join(entry.word.lower().replace(".", " ").split()) for entry in plain)
    assert all(entry.source and entry.mark in MARKS for entry in words)
