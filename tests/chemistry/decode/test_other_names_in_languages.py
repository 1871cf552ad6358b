"""Names of other compounds in several languages are not taken for a listed one, and listed ones stay found."""

from datetime import date

import pytest

DAY, WHERE = date(2026, 6, 1), frozenset({"UN", "US", "EU", "CA"})

OTHERS = [
    pytest.param("solfuro di idrogeno 10 kg", id="a sulfide is no sulfate"),
    pytest.param("sulfeto de hidrogênio", id="nor in Portuguese"),
    pytest.param("丙酮合氰氢", id="two compounds joined"),
    pytest.param("丙酮合亚硫酸氢钠", id="joined with a salt"),
    pytest.param("1-芘甲胺", id="a ring before methylamine"),
    pytest.param("菲甲胺 25kg", id="another ring"),
    pytest.param("ETERE ETILICO CLOROMETILICO", id="an ether of two groups"),
    pytest.param("éther éthylique vinylique 5 L", id="in French"),
    pytest.param("éter etílico vinílico 5 L", id="in Spanish"),
    pytest.param("éter alílico 5 L", id="another group"),
    pytest.param("1,4-butindiolo 25 kg", id="butynediol in Italian"),
    pytest.param("1,4-butinodiol 25 kg", id="in Spanish"),
    pytest.param("but-2-ino-1,4-diol", id="by its rules"),
    pytest.param("Mek drums set percussion", id="instruments"),
    pytest.param("Acetona band CD album", id="records"),
    pytest.param("iodine stained maple furniture", id="stained wood"),
    pytest.param("아세톤 불포함 세정제", id="without, in Korean"),
]
LISTED = [
    pytest.param("solfato di idrogeno 10 kg", "sulfuric-acid", id="sulfate"),
    pytest.param("sulfatto di idrogeno", "sulfuric-acid", id="sulfate with a slip"),
    pytest.param("丙酮合成级 25kg", "acetone", id="grade for synthesis"),
    pytest.param("混合丙酮 25kg", "acetone", id="mixed"),
    pytest.param("甲苯合计25桶", "toluene", id="in all"),
    pytest.param("丙酮合格品", "acetone", id="passed"),
    pytest.param("甲胺 25kg", "methylamine", id="methylamine"),
    pytest.param("etere etilico anidro 5 L", "ethyl-ether", id="anhydrous ether"),
    pytest.param("éther éthylique de qualité 1 L", "ethyl-ether", id="of a grade"),
    pytest.param("éter etílco 25 L", "ethyl-ether", id="with a slip"),
    pytest.param("1,4-butanodoil", "1-4-butanediol", id="butanediol with a slip"),
    pytest.param("MEK 4 drums", "mek", id="drums"),
    pytest.param("potassium permanganate colored crystals", "potassium-permanganate", id="colored crystals"),
    pytest.param("아세톤 불포함 배송비", "acetone", id="freight is not included"),
    pytest.param("아세톤 불포함 부가세 25kg", "acetone", id="tax is not included"),
    pytest.param("chlorhydrique acide sans fer", "hydrochloric-acid", id="head behind, French"),
    pytest.param("Sulfúrico ácido 98% 25 L", "sulfuric-acid", id="head behind, Spanish"),
    pytest.param("solforico acido 25 L", "sulfuric-acid", id="head behind, Italian"),
    pytest.param("siarkowy kwas 25 l", "sulfuric-acid", id="head behind, Polish"),
]


@pytest.mark.parametrize("text", OTHERS)
def test_other_compounds_and_goods_are_no_hit(screener, text):
    assert not any(found.is_hit for found in screener.find(text, DAY, WHERE))


@pytest.mark.parametrize(("text", "substance"), LISTED)
def test_listed_names_beside_them_are_found(screener, text, substance):
    assert substance in {found.substance_id for found in screener.find(text, DAY, WHERE) if found.is_hit}


@pytest.mark.parametrize("text", ["Butanos", "butano 13 kg"])
def test_a_plural_of_another_compound_is_no_hint(screener, text):
    assert {found.outcome for found in screener.find(text, DAY, WHERE)} <= {"clear", "no_chemical"}
