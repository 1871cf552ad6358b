import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from riskscan.features.coded import Coded, find_words, find_words_of_each, fold_goods, join_coded
from riskscan.features.columns import Rows, coded_texts, goods_text, texts
from riskscan.features.words import character_matrix, word_matrix

TEXTS = st.lists(st.text("ab \u00e9棉-", max_size=6), max_size=12)


@given(TEXTS, TEXTS)
def test_pairs_are_those_of_the_rows(left: list[str], right: list[str]) -> None:
    n_rows = min(len(left), len(right))
    found = join_coded(Coded.of(left[:n_rows]), Coded.of(right[:n_rows]), ">").rows()
    assert found.tolist() == [f"{one}>{other}" for one, other in zip(left, right, strict=False)]


@given(TEXTS)
def test_a_text_has_its_words_among_any_others(cells: list[str]) -> None:
    for make in (word_matrix, character_matrix):
        whole = make(cells).rows()
        for place, cell in enumerate(cells):
            alone = make([cell]).rows()
            np.testing.assert_array_equal(whole[place].indices, alone.indices)
            assert (whole[place].data == 1).all()


def test_cells_of_several_kinds_keep_their_own_text() -> None:
    frame = pd.DataFrame({"x": pd.Series([1, True, 1.0, " 1 ", None, [1]], dtype=object)})
    assert texts(frame, "x").tolist() == ["1", "True", "1.0", "1", "", "[1]"]


def test_rows_remember_what_was_made_of_them() -> None:
    rows = Rows(pd.DataFrame({"goods_description": ["Tea 5 KG"]}))
    assert coded_texts(rows, "goods_description") is coded_texts(rows, "goods_description")
    assert goods_text(rows).tolist() == goods_text(rows.frame()).tolist() == ["tea 0 kg"]


def test_words_of_plain_letters_are_those_of_any() -> None:
    assert find_words("a_b, c-d 5%") == ["a_b", "c", "d", "5"]
    assert find_words("Ñandú-棉 x") == ["Ñandú", "棉", "x"]


LINES = st.lists(st.text("aB1 0-_\t\n\x1f\u00a0\u00e9\u0663\u68c9", max_size=8), max_size=6)


@given(LINES)
def test_texts_are_folded_and_cut_together_as_each_by_itself(texts: list[str]) -> None:
    assert fold_goods(texts) == [fold_goods([text])[0] for text in texts]
    assert find_words_of_each(texts) == [find_words(text) for text in texts]


def test_folded_goods() -> None:
    assert fold_goods([" Dog  FOOD 15,000 KG ", "12 Stra\u00dfe\n\u4e19\u916e\u0663\u0664", ""]) == [
        "dog food 0,0 kg", "0 strasse \u4e19 \u916e 0", "",
    ]  # fmt: skip


@given(TEXTS, TEXTS)
def test_joined_without_blanks_at_the_ends(left: list[str], right: list[str]) -> None:
    n_rows = min(len(left), len(right))
    ones, others = (
        Coded.of([text.strip() for text in left[:n_rows]]),
        Coded.of([text.strip() for text in right[:n_rows]]),
    )
    expected = join_coded(ones, others, " ").map(str.strip).rows().tolist()
    assert join_coded(ones, others, " ", is_bare=True).rows().tolist() == expected
