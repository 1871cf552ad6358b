"""Words that look chemical and are none are no reason to look, alone or glued; a chemical name with them is read."""

import pytest

from riskscan.tables.morphemes import load_common_words, load_seldom_words


@pytest.mark.parametrize("text", ["PALMITO EM RODELA 300 GR", "doce de amido 350 g", "choc. lacta ao leite 150 g"])
def test_they_are_no_reason_to_look(screener, text: str) -> None:
    assert screener.screen([text])["outcome"].tolist() == ["no_chemical"]


def test_other_words_that_look_chemical_are(screener) -> None:
    assert screener.screen(["aldicarbine em bandejas"])["outcome"].tolist() == ["unresolved"]


def test_a_word_stands_in_one_table_only() -> None:
    assert load_common_words().isdisjoint(load_seldom_words())
