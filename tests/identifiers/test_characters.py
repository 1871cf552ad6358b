import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.identifiers.characters import fold, to_plain


@given(st.text())
def test_plain_form_is_stable(text: str) -> None:
    assert to_plain(to_plain(text)) == to_plain(text)


@given(st.text())
def test_folded_form_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("PAÍS_DE-TRÁNSITO", "pais de transito", id="accents and punctuation"),
        pytest.param("净重(千克)", "净重 千克", id="Chinese"),
        pytest.param("consignee\u200bName", "consigneename", id="hidden character"),
        pytest.param("№ 5 ﬁn", "no 5 fin", id="compatible characters"),
        pytest.param("BRÜT AĞIRLIK, İTHALAT", "brut agirlik ithalat", id="Turkish capitals"),
        pytest.param("Wartość łączna; địa chỉ", "wartosc laczna dia chi", id="letters with a stroke"),
        pytest.param("المرسَل إليه", "المرسل اليه", id="Arabic vowel signs and hamza"),
        pytest.param("تاریخ کوتاژ", "تاريخ كوتاژ", id="Persian letters as the Arabic ones"),
        pytest.param("ガラス", "ガラス", id="voiced kana stay"),
    ],
)
def test_fold(text: str, key: str) -> None:
    assert fold(text) == key
