"""Chinese names of chemicals, found and turned into English by their parts."""

import pytest

from riskscan.chemistry.names.chinese_names import find_chinese_names, may_hold_chinese_name, readings_of


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        pytest.param("2,5-二溴苯酚", "2,5-dibromophenol", id="positions and substituents"),
        pytest.param("戊酸丙酯", "propyl valerate", id="ester"),
        pytest.param("己二酸二乙酯", "diethyl adipate", id="ester of two alcohols"),
        pytest.param("硝酸锶", "strontium nitrate", id="salt"),
        pytest.param("磷酸二氢铵", "ammonium dihydrogen phosphate", id="salt with hydrogens left"),
        pytest.param("亚硫酸钾", "potassium sulfite", id="salt of the lower acid"),
        pytest.param("溴化苄", "benzyl bromide", id="halide of a group"),
        pytest.param("二氧化锆", "zirconium dioxide", id="oxide"),
        pytest.param("乙二醇单丁醚", "ethylene glycol monobutyl ether", id="ether of a glycol"),
        pytest.param("n,n-二乙基苯胺", "N,N-diethylaniline", id="nitrogen stays a capital"),
    ],
)
def test_reading(name: str, reading: str) -> None:
    assert reading in readings_of(name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("分析纯硫酸锌500克", ["硫酸锌"], id="in a line"),
        pytest.param("柠檬酸,苹果酸", ["柠檬酸", "苹果酸"], id="a comma parts names"),
        pytest.param("1,3-丁二醇", ["1,3-丁二醇"], id="a comma between positions does not"),
        pytest.param("聚丙烯腈纤维", [], id="polymer"),
        pytest.param("纯棉毛衣", [], id="clothes"),
        pytest.param("硫酸阿托品", [], id="the acid of a salt of a base"),
        pytest.param("四氢呋喃", ["四氢呋喃"], id="a ring at the end"),
        pytest.param("呋喃甲酸", ["呋喃甲酸"], id="a ring at the beginning"),
        pytest.param("丁腈手套", [], id="goods of a polymer"),
        pytest.param("乳酸菌饮料", [], id="bacteria that make it"),
    ],
)
def test_places(text: str, names: list[str]) -> None:
    assert [name.text for name in find_chinese_names(text)] == names
    assert may_hold_chinese_name(text) or not names


def test_name_that_a_character_carries_on_is_a_part() -> None:
    (name,) = find_chinese_names("2-戊酮肟")
    assert name.is_part


def test_acid_of_the_salt_is_set_aside() -> None:
    (name,) = find_chinese_names("邻甲苯胺盐酸")
    assert name.base == "邻甲苯胺"


@pytest.mark.parametrize(
    ("text", "wants_a_look"),
    [
        pytest.param("三环氧双酸酯", True, id="long, with an ending"),
        pytest.param("乳酸", False, id="short"),
        pytest.param("三环氧双酸酯片", False, id="a medicine by its form"),
        pytest.param("三环氧双酸酯酶", False, id="an enzyme"),
    ],
)
def test_what_is_for_a_chemist(text: str, wants_a_look: bool) -> None:
    names = list(find_chinese_names(text))
    assert any(name.wants_a_look for name in names) is wants_a_look
