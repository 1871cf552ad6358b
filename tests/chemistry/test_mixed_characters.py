"""Chinese names in which converters left some characters traditional, or made some simplified."""

from datetime import date

import pytest

from riskscan.tables.lists import load_jurisdictions

DAY, WHERE = date(2026, 1, 1), frozenset(load_jurisdictions())


@pytest.mark.parametrize(
    ("text", "mention", "entry", "relation"),
    [
        ("高锰酸鉀 25公斤", "高锰酸鉀", "potassium-permanganate", "identical"),
        ("高錳酸钾", "高錳酸钾", "potassium-permanganate", "identical"),
        ("鹽酸麻黃碱", "鹽酸麻黃碱", "ephedrine", "salt"),
        ("偽麻黄碱片", "偽麻黄碱", "pseudoephedrine", "identical"),
        ("鄰氨基苯甲酸", "鄰氨基苯甲酸", "anthranilic-acid", "identical"),
        ("異黄樟素", "異黄樟素", "isosafrole", "identical"),
        ("無水醋酸", "無水醋酸", "acetic-anhydride", "identical"),
        ("N-苯乙基-4-哌啶酮", "N-苯乙基-4-哌啶酮", "npp", "identical"),
    ],
)  # fmt: skip
def test_a_name_of_both_kinds_of_characters_is_read_and_shown_as_it_stands(screener, text, mention, entry, relation):
    found = screener.find(text, DAY, WHERE)[0]
    assert (found.mention, found.substance_id, found.relation) == (mention, entry, relation)


@pytest.mark.parametrize("text", ["海盐", "電腦", "紅酒", "麥芽糖", "環保袋", "黃麻繩", "無線電話", "單車", "羅馬柱"])
def test_goods_of_both_kinds_of_characters_are_no_chemicals(screener, text):
    assert screener.find(text, DAY, WHERE)[0].outcome == "no_chemical"


@pytest.mark.parametrize("text", ["嗎啡", "鹽酸嗎啡片", "咪達唑侖注射液", "苯環利定"])
def test_drugs_in_traditional_characters_are_controlled(screener, text):
    assert screener.find(text, DAY, WHERE)[0].outcome == "controlled_drug"


@pytest.mark.parametrize("text", ["阿扑吗啡", "盐酸阿撲嗎啡 5g"])
def test_apomorphine_is_not_morphine(screener, text):
    assert screener.find(text, DAY, WHERE)[0].outcome == "no_chemical"
