"""What the words of goods say is worked out once, and believed in a later pass only of the same texts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.features.coded import as_objects, find_words
from riskscan.features.columns import Rows, coded_goods, goods_tokens
from riskscan.features.goods_facts import MOST_TOLD, GoodsFacts, goods_facts, kept_goods
from riskscan.features.vagueness import vague_share, vague_share_of_words
from riskscan.features.words import goods_words, word_matrix

TEXTS = [
    "Tea 5 KG",
    "tea 7 kg",
    "spare parts and gift 12",
    None,
    "四氢呋喃 THF",
    "",
    " ".join(map(chr, range(97, 123))),
]


def _rows(texts: list[str | None], **memory: object) -> Rows:
    return Rows(pd.DataFrame({"goods_description": pd.Series(texts, dtype=object)}), dict(memory))


def _words_of(rows: Rows) -> list[list[str]]:
    """Return the words that each row is compared by."""
    facts, texts = goods_facts(rows)
    words = {key: word for tokens in goods_tokens(rows) for word in tokens for key in [_key(word)]}
    ends = facts.told_sizes.cumsum()
    codes = [facts.told_codes[end - size : end] for end, size in zip(ends, facts.told_sizes, strict=True)]
    return [[words[int(key)] for key in facts.keys[codes[text]]] for text in texts]


def _key(word: str) -> int:
    return int(pd.util.hash_array(pd.Series([word], dtype=object).to_numpy(), categorize=False)[0])


def test_words_are_the_first_different_ones_that_are_no_numbers() -> None:
    found = _words_of(_rows(TEXTS))
    assert found[:3] == [["tea", "kg"], ["tea", "kg"], ["spare", "parts", "and", "gift"]]
    assert found[-1] == list("abcdefghijklmnopqrstuvwxyz")[:MOST_TOLD]


def test_matrix_is_that_of_the_texts() -> None:
    rows = _rows(TEXTS)
    found, expected = goods_words(rows).rows(), word_matrix(coded_goods(rows)).rows()
    assert (found != expected).nnz == 0
    assert found.has_sorted_indices


def test_kept_facts_count_for_the_same_texts() -> None:
    first = _rows(TEXTS)
    goods_facts(first)
    later = _rows(TEXTS, **kept_goods(first.memory))
    assert "\0goods" not in later.memory
    assert _same(goods_facts(later)[0], goods_facts(first)[0])
    assert "\0goods" not in later.memory, "folded again"


@pytest.mark.parametrize("changed", ["tea 5 KG", "Tea 5 KG ", "Tea 5 KGx"], ids=["case", "blank", "letter"])
def test_kept_facts_of_other_texts_do_not_count(changed: str) -> None:
    first = _rows(TEXTS)
    goods_facts(first)
    other = [f"{changed} {number}" for number in range(len(TEXTS))]
    facts, _ = goods_facts(_rows(other, **kept_goods(first.memory)))
    assert _same(facts, goods_facts(_rows(other))[0])


def _same(one: GoodsFacts, other: GoodsFacts) -> bool:
    names = ("digest", "places", "sizes", "codes", "keys", "columns", "told_sizes", "told_codes")
    return all(getattr(one, name).tolist() == getattr(other, name).tolist() for name in names)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        pytest.param("gift gift tea", 8 / 11, id="word by itself, twice"),
        pytest.param("giftx tea", 0.0, id="longer word"),
        pytest.param("spare parts", 1.0, id="term of two words"),
        pytest.param("parts of a gift", 9 / 12, id="two terms"),
        pytest.param("gift " * 200, 400 / 800, id="only the beginning is read"),
    ],
)
def test_vague_share(text: str, share: float) -> None:
    assert vague_share([text]).tolist() == pytest.approx([share], abs=0.01)
    assert vague_share([text], [find_words(text[:500])]).tolist() == vague_share([text]).tolist()


@given(
    st.lists(st.lists(st.sampled_from(["gift", "goods", "as per", "attached", "spare", "parts", "dog"]), max_size=9))
)
def test_vague_shares_of_numbered_words_are_those_of_the_texts(found: list[list[str]]) -> None:
    texts = [*dict.fromkeys(map(" ".join, found)), " ".join(["dog"] * 130 + ["gift"])]
    words = [find_words(text[:500]) for text in texts]
    codes, distinct = pd.factorize(as_objects([word for some in words for word in some]))
    shares = vague_share_of_words(as_objects(texts), words, codes, distinct)
    np.testing.assert_array_equal(shares, vague_share(texts))
