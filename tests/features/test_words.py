import numpy as np
import pandas as pd

from riskscan.features.columns import goods_text
from riskscan.features.description import DescriptionFeatures
from riskscan.features.words import ChapterWords, word_matrix


def _texts(*texts: str) -> pd.Series:
    return pd.Series(list(texts), dtype=object)


def _fitted() -> ChapterWords:
    goods = _texts(*["dog food"] * 60, *["cotton shirts"] * 60)
    return ChapterWords().fit(word_matrix(goods), _texts(*["23"] * 60, *["61"] * 60))


def test_text_fits_its_own_chapter() -> None:
    found = _fitted().describe(word_matrix(_texts("dog food", "dog food")), _texts("23", "61"))
    assert found["fit"][0] > 0 > found["fit"][1]
    assert found["gap"][0] == 0 < found["gap"][1]


def test_unmet_words_say_nothing() -> None:
    found = _fitted().describe(word_matrix(_texts("zirconium")), _texts("23"))
    assert found["fit"][0] == 0
    assert found["unseen"][0] == 1


def test_no_words_or_no_chapter_is_null() -> None:
    found = _fitted().describe(word_matrix(_texts("", "dog food")), _texts("23", ""))
    assert np.isnan(found["fit"]).all()
    assert np.isnan(found["unseen"][0])


def test_best_chapter() -> None:
    assert _fitted().best_chapter(word_matrix(_texts("cotton shirts", ""))) == ["61", ""]


def test_numbers_do_not_make_a_text_new() -> None:
    rows = pd.DataFrame({"goods_description": ["Model LX-200, 15 KG", "MODEL lx-7,  3 kg"]})
    assert goods_text(rows).nunique() == 1


def test_telling_words_are_those_of_violations() -> None:
    rows = pd.DataFrame({"goods_description": ["odd powder", "cotton shirts"] * 100})
    fitted = DescriptionFeatures().fit(rows, np.tile([1.0, 0.0], 100))
    assert set(fitted.telling_words("odd powder cotton")) == {"odd", "powder"}
