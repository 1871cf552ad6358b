from typing import get_args

import pytest

from riskscan.tables.small_words import SmallWordKind, load_small_words


@pytest.mark.parametrize("kind", get_args(SmallWordKind))
def test_small_words_are_plain_and_the_longest_comes_first(kind: SmallWordKind) -> None:
    words = load_small_words(kind)
    assert len(words) == len(set(words)) > 3
    assert list(words) == sorted(words, key=len, reverse=True)
    assert all(word == word.strip().lower() for word in words if word.isascii())


def test_words_of_two_languages_stand_once() -> None:
    assert load_small_words("of").count("de") == 1
    assert "или" in load_small_words("and")
