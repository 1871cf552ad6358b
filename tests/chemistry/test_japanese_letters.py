"""Japanese names as systems of all ages write them: half-width, without small letters, without signs of long vowels."""

from datetime import date

import pytest


@pytest.mark.parametrize(
    ("text", "substance_id"),
    [
        pytest.param("ﾄﾙｴﾝ 18L", "toluene", id="half-width"),
        pytest.param("ﾋﾟﾍﾟﾛﾅｰﾙ", "piperonal", id="half-width, signs of voice apart"),
        pytest.param("無水酢酸 ﾄﾞﾗﾑ 200kg", "acetic-anhydride", id="beside half-width words"),
        pytest.param("エフエドリン", "ephedrine", id="large kana for small ones"),
        pytest.param("ピペロナル", "piperonal", id="no sign of a long vowel"),
        pytest.param("ピペロナ-ル", "piperonal", id="a hyphen for the sign"),
        pytest.param("エチルエ−テル 500ml", "ethyl-ether", id="a minus for the sign"),
    ],
)
def test_listed_names(screener, text: str, substance_id: str) -> None:
    [first, *_] = screener.screen([text]).to_dict("records")
    assert (first["outcome"], first["substance_id"]) == ("listed", substance_id)


@pytest.mark.parametrize("text", ["ﾎﾟﾘｴﾁﾚﾝ袋", "ﾀｵﾙ 綿100%", "ｶﾊﾞｰ", "トルエンフリー 塗料", "ﾄﾙｴﾝ ﾌﾘｰ 塗料"])
def test_ordinary_goods(screener, text: str) -> None:
    assert screener.screen([text])["outcome"].isin(["listed", "covered"]).sum() == 0


def test_half_width_letters_hide_nothing(screener) -> None:
    [found] = screener.find("ﾄﾙｴﾝ 18L", date(2026, 6, 1), frozenset({"UN"}))
    assert found.read_as is None
