from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.chemistry.names.scripts import ScriptNames, has_cjk
from riskscan.chemistry.text.spelling import fold_name


@pytest.fixture(scope="module")
def scripts(names):
    return ScriptNames(names.items())


def _ids(scripts, text):
    return [match.name.substance_id for match in scripts.find(text)]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        pytest.param("甲苯", ["toluene"], id="alone"),
        pytest.param("工业级甲苯200升桶装", ["toluene"], id="among goods words"),
        pytest.param("盐酸水溶液", ["hydrochloric-acid"], id="solution"),
        pytest.param("甲苯化工原料", ["toluene"], id="words of chemistry behind it"),
        pytest.param("乙醚化淀粉", [], id="etherified starch"),
        pytest.param("聚维酮碘溶液", [], id="povidone iodine"),
        pytest.param("甲苯高纯", ["toluene"], id="high purity"),
        pytest.param("盐酸普鲁卡因", [], id="hydrochloride of a base"),
        pytest.param("高碘酸", [], id="periodic acid"),
        pytest.param("丙酮、甲苯", ["acetone", "toluene"], id="two"),
        pytest.param("二甲苯", [], id="xylene"),
        pytest.param("硝基甲苯", [], id="nitrotoluene"),
        pytest.param("丙酮酸", [], id="pyruvic acid"),
        pytest.param("甲苯胺", [], id="toluidine"),
        pytest.param("苯丙酮尿症食品", [], id="food for phenylketonuria"),
        pytest.param("不含丙酮", [], id="absent"),
        pytest.param("无甲苯油漆", [], id="free of it"),
        pytest.param("碘 25kg", ["iodine"], id="a name of one character"),
        pytest.param("碘原料", ["iodine"], id="a name of one character before goods words"),
        pytest.param("碘海醇 原料", [], id="a character of a longer word"),
        pytest.param("碘钟罩灯", [], id="a character of goods"),
        pytest.param("トルエン", ["toluene"], id="Japanese"),
        pytest.param("ニトロトルエン", [], id="Japanese nitrotoluene"),
        pytest.param("儿童玩具", [], id="toys"),
    ],
)
def test_find(scripts, text, entries):
    assert sorted(_ids(scripts, text)) == sorted(entries)


@pytest.mark.parametrize("text", ["盐酸麻黄碱", "盐酸哌啶", "甲胺盐酸盐 25公斤", "エフェドリン塩酸塩"])
def test_salt_words_round_a_name(scripts, text):
    [match] = scripts.find(fold_name(text))
    assert match.name.forms | match.forms == {"salt"}


@given(st.text(st.sampled_from("甲苯丙酮二酸哌啶盐无水醋麻黄碱 a4-"), max_size=40))
def test_matches_lie_apart(scripts, text):
    matches = sorted(scripts.find(text), key=lambda match: match.start)
    assert all(earlier.end <= later.start for earlier, later in pairwise(matches))
    assert all(text[match.start : match.end] == match.text for match in matches)


@pytest.mark.parametrize(
    ("text", "answer"), [("甲苯", True), ("トルエン", True), ("toluene", False), ("толуол", False)]
)
def test_has_cjk(text, answer):
    assert has_cjk(text) is answer
