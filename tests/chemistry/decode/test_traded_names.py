"""Plain ``ether`` is diethyl ether where amounts, packing and grades say that it is sent, and else another thing."""

from datetime import date

import pytest

DAY, WHERE = date(2026, 6, 1), frozenset({"UN", "US", "EU"})
SENT = """
ether 25 L drum
Ether anhydrous ACS reagent 4 L
ETHER P.A. 1000 ML
Ether for analysis 2.5 L bottle
4 drums ether
2 x 2.5 L ether, HPLC grade
ether UN1155 25 L
Ether, stabilized with BHT, 99.5%
25 litres of ether
ethanol/ether 25 L
1) borax 2) ether 25 L
item 4: ether 25kg
Éter 5 litros p.a.
éter anhidro para análisis 1 L
bidones de éter 200 L
éter para síntese 1 litro
éter puro 99%
Äther 2,5 L
Äther zur Analyse 1 L
Ether wasserfrei 5 l
4 Fässer Äther
éther 1 L
10 L d'éther
l'éther anhydre, 5 litres
etere 5 L
etere per analisi 1 l
10 fusti di etere
эфир 25 л канистра
эфир медицинский
эфир ч.д.а. 1 л
эфира 25 литров
ефір 10 л
етер 5 л
eter czda 1 l
éter 5 l hordó
éter bezvodý 1 l
eetteri 1 l
æter 1 l
ether watervrij 5 liter
eter susuz 1 l
エーテル 500ml
エーテル特級 500ml
無水エーテル 3L
에테르 18L
무수에테르 1L
에테르 특급 500ml
αιθέρας 1 L
إيثر 25 لتر
اتر 20 لیتر
ईथर 25 लीटर
อีเทอร์ 20 ลิตร
""".strip().splitlines()
OTHERS = """
petroleum ether 25 L drum
petroleum ether 40-60 p.a. 2.5 L
Petrolether 2,5 L
Petrol ether p.a. 1 L
éter de petróleo 5 L
éther de pétrole 1 L
etere di petrolio 2,5 L
петролейный эфир 25 л
эфир петролейный 1 л
эфирное масло 1 л
сложный эфир 25 кг
простой эфир целлюлозы 25 кг
eter naftowy 1 l
石油エーテル 500ml
석유에테르 500ml
석유 에테르 500ml
glycol ether 200 L drum
ethylene glycol monobutyl ether 200 L
éter de glicol 200 L
éther de glycol 200 L
Glykol-Ether 200 L
グリコールエーテル 200L
crown ether 25 g
18-crown-6 ether 99%
crown-ether 25 g
éter corona 25 g
vinyl ether 25 kg
butyl vinyl ether 99%
cellulose ether 25 kg bags
cellulose (ether) 25 kg
éter de celulosa 25 kg saco
セルロースエーテル 25kg
ether lipids 10 mg
ether polyol 200 kg drum
polyether polyol 200 kg drum
poly ether 200 kg
polycarboxylate ether 1 t
Ethernet cable cat6 ether net 10 m
Ether backpack 25 L
ETHER 25L BACKPACK BLACK
Ether hoodie 100% cotton
Ether eau de parfum 100 ml
Ether 10 ETH
ether
ether, methyl
isopropyl ether 25 L
lauryl ether sulfate 200 kg drum
ether sulfate 200 kg
Polyurethane foam type: ether, density 25 kg/m3
PEEK polyether ether ketone 25 kg
прямой эфир
В эфире 25 лет
net of ether
ether 5
Ether, vinyl ethyl, 99%
ether ester elastomer 25 kg
エーテル系TPU 25kg
Ether net 25 pcs
""".strip().splitlines()


@pytest.mark.parametrize("line", SENT)
def test_ether_that_is_sent_is_diethyl_ether(screener, line):
    hits = {found.substance_id for found in screener.find(line, DAY, WHERE) if found.is_hit}
    assert "ethyl-ether" in hits


@pytest.mark.parametrize("line", OTHERS)
def test_other_ethers_and_other_goods_are_not(screener, line):
    assert not any(found.is_hit for found in screener.find(line, DAY, WHERE))


@pytest.mark.parametrize("name", ["ether", "Äther", "éter", "эфир", "エーテル"])
def test_the_word_alone_is_for_a_chemist(screener, name):
    assert [found.outcome for found in screener.find(name, DAY, WHERE)] == ["unresolved"]
