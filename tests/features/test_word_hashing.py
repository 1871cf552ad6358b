import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction import FeatureHasher

from riskscan.features.word_hashing import hash_places


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), min_size=1, max_size=30))
def test_places_are_those_of_scikit_learn(words: list[str]) -> None:
    hasher = FeatureHasher(2**17, input_type="string", alternate_sign=False)
    expected = [hasher.transform([[word]]).indices[0] for word in words]
    assert hash_places(words, 17).tolist() == expected


def test_no_word_has_no_place() -> None:
    assert hash_places([], 14).shape == (0,)


def test_lone_surrogates_have_a_place() -> None:
    places = hash_places(["\ud800", "a\udfff"], 14)
    assert ((places >= 0) & (places < 2**14)).all()


def test_places_do_not_depend_on_the_other_words() -> None:
    words = [f"word{number}" for number in range(50)]
    np.testing.assert_array_equal(hash_places(words[::-1], 16)[::-1], hash_places(words, 16))
