from collections import defaultdict

import pytest

from riskscan.identifiers.characters import fold
from riskscan.tables.languages import language_tables

TWO_MEANINGS = {"article", "nature", "via"}
"""Words that two languages use for two things; which one is meant, the words beside them say."""

CODES = [code for code, table in language_tables().items() if "header_words" in table]


def test_no_word_of_headers_means_two_things_in_two_languages() -> None:
    meanings = defaultdict(set)
    for table in language_tables().values():
        for concepts, words in table.get("header_words", {}).get("concepts", {}).items():
            for word in words:
                meanings[fold(word)].add(concepts)
    clashes = {word: found for word, found in meanings.items() if len(found) > 1 and word not in TWO_MEANINGS}
    assert clashes == {}


@pytest.mark.parametrize("code", CODES)
def test_words_of_headers_stand_once_and_cover_what_a_manifest_needs(code: str) -> None:
    concepts = language_tables()[code]["header_words"]["concepts"]
    words = [word for group in concepts.values() for word in group]
    assert len(words) == len(set(words))
    said = {concept.partition(".")[0] for key in concepts for concept in key.split()}
    assert said >= {
        "goods", "description", "hs", "value", "weight", "gross", "net", "packages", "currency", "country", "origin",
        "destination", "sender", "receiver", "date",
    } - ({"description", "value"} if code in ("ja", "ko", "zh") else set())  # fmt: skip
    assert said & {"number", "id"}
