"""Goods, medicines and other chemicals that are no listed substance: one text a line, by kind."""

from datetime import date

import pytest

DAY = date(2026, 11, 1)
WHERE = frozenset({"UN", "US", "EU"})

NOT_LISTED = {
    "absent": [
        "toluene-free nail polish", "sin tolueno", "без толуола", "不含丙酮 洗甲水", "acetone free remover pads",
        "ohne Aceton", "nail polish remover, contains no acetone", "sans acétone",
        "lijm zonder tolueen", "sem acetona", "senza toluene",
        "Acetonfrei", "acetonfreier Nagellackentferner", "free of toluene and formaldehyde", "не содержит ацетона",
        "no contiene acetona", "tinta isenta de tolueno", "não contém acetona", "peinture exempte de toluène",
        "ne contient pas d'acétone", "Reiniger frei von Salzsäure", "enthält kein Aceton", "diluente esente da toluene",
        "non contiene acetone", "アセトン不使用の除光液", "トルエンを含まない接着剤", "does not contain any acetone",
        "アセトンフリー", "NON-ACETONE remover", "phosphorus-free dishwasher tablets",
        "3-free nail lacquer (no toluene, no DBP)",
    ],
    "near neighbours": [
        "1-methyl-4-piperidone", "xylene", "ethylbenzene", "phenylpropanol", "3-piperidone", "2-piperidone",
        "4-phenylpiperidine", "phenoxyacetic acid", "N-phenylpiperazine", "4-aminoacetophenone", "terephthalic acid",
        "succinic anhydride", "phthalic anhydride", "maleic anhydride", "acetic acid", "ethylamine oxide dimethyl",
        "piperazine", "pyridine", "pyrrolidine", "acetylacetone", "diacetone alcohol", "cyclohexanone",
        "diethylene glycol", "gamma-valerolactone", "1,3-butanediol", "eugenol", "anethole", "vanillin",
        "heliotropin-free",
        "phenylephrine hydrochloride", "epinephrine", "atropine", "ergocalciferol", "potassium manganate",
        "potassium persulfate", "dimethylamine", "triethylamine", "butylamine", "iodoform", "sodium iodide",
        "benzyl alcohol", "benzyl benzoate", "nitrobenzene", "nitropropane", "benzoic acid", "trimethylamine",
        "tolualdehyde", "4-aminobenzoic acid", "mandelic acid", "phenylalanine", "tropic acid", "2-phenylethanol",
        "Benzene, methyl-, nitro derivs.", "4-n-boc-amino piperidine", "Toluoldiisocyanat",
        "Aether headphones", "diethyl ketone 1 kg",
        "2-Butenedioic acid (2Z)-, di-2-propenyl ester", "4-(N-Boc-amino) piperidine", "sulfuric acid dibutyl ester",
        "sulfuric acid, europium(3+) salt (3:2)", "flurandrenolone acetonide cream 30 g", "resorcin dimethylether",
        "trimethylene chlorohydrine", "hydrochloride (9CI)", "hydriodide", "2,2-oxybis(ethylamine)",
        "progestogen cyclic 16,17-acetal with acetone", "2-propanone, 1-(3-fluorophenyl)-;1-(3-fluorophenyl)acetone",
        "1-nitro-3-amino-4-phenyl ethyl ether", "methanaminium, N,N,N-triethyl", "2-aminophenylacetate",
        "9,10-dihydro-12'-hydroxy-2'-methyl-5'-(phenylmethyl)ergotaman-3',6',18-trione",
        "tolunitrile", "phosphorus trichloricle", "chlortoluene 200 kg", "Chlortoluol", "Acetone, 1-phenyl",
        "[2,6-dienyl] ethanoate", "benzyl vanillyl ether;ethyl vanillate",
        "phenyl acetate 99% 25 kg drum",
        "1-phenyl-2-propanoll", "o-chloropropiophenone", "yellow phosphor coated LED",
        "ethylene glycol diethyl ehter", "methoxyefhane 99%", "carbonyl dibromiie", "paliperidone", "盐酸小檗碱",
        "этиловый эфир уксусной кислоты", "24 cajas de ácido fenoxiacético", "300 cartoni di acido difenilacetico",
        "N-甲基-4-哌啶酮", "4-苯基-2-丁酮",
        "2 - ( 2 , 4 - d i c h l o r o p h e n y l ) e t h a n a m i n e",
        "[(2e 6e) 3 7 11 trimethyldodeca 2 6 10 trienyl] ethanoate",
        "N-メチル-4-ピペリドン", "fornello a propano da campeggio", "ヨード卵 12個",
        "хлористый бензоил", "γ-戊内酯", "1 4 diisocyanato 2 methyl benzene", "2,4-dinitro toluenne sulfonic acid",
        "乙酸苯乙酯", "对羟基苯乙酸乙酯", "硫酸乙酯",
        "二甲苯", "苯乙醇", "邻苯二甲酸酐", "哌嗪", "乙酸乙酯", "丙酮酸", "ксилол", "ледяная уксусная кислота",
    ],
    "goods": [
        "cotton t-shirts, men's", "bicycle parts BMK", "P2P network camera", "GBL brake lining",
        "stainless steel bolts M8x40",
        "mobile phone cases (TPU)", "LED strip 5050 12V 5m", "dog food, chicken flavour 2.5 kg",
        "NPP nuclear power plant spare parts",
        "ANPP newspaper", "books and magazines", "ethyl wear fashion", "acetate frame sunglasses", "Toluca FC jersey",
        "Pipers crisps", "ceramic tiles 60x60", "iodized table salt 1 kg", "fresh red onions", "MEK brand socks",
        "wooden furniture, painted", "Ephesus travel guide", "ether cable 2 m", "Ethernet switch 24-port",
        "red phosphor LED lamp",
        "bromine-colored curtain", "propane camping stove", "machine oil filter", "silk scarf 丝绸围巾", "儿童玩具",
        "棉质T恤",
        "repuestos de bicicleta", "peças de automóvel", "pièces détachées", "Ersatzteile für Fahrrad",
        "запчасти для велосипеда",
        "自転車部品", "safari hat", "piperita tea 20 bags", "PMK motor controller",
        "battery acid hydrometer", "acetone testers, 12 pcs", "battery acid level indicator",
        "activated carbon, iodine number 1000 mg/g", "carbón activado, índice de yodo 900",
        "charbon actif, indice d'iode 900",
        "halogen lamp iodine cycle 500 W", "P2P 5G router", "P2P packages 20 kgs gross weight", "NPP bags 25 kg",
        "BMK parts 20 kg", "结晶碘酒 100ml", "bis(oxidanyl)oxolan 2 yl]oxy 5 azanyl",
        "P2P wifi camera 99% new", "povidone iodine 10% solution", "PMK motor spare part kit, 95 % new",
        "order 108-88-31", "tel 0208-555-0199", "invoice 2026-03-15", "part no 67-641", "model X-120-58",
    ],
    "pharmaceutical and household": [
        "ibuprofen tablets 200 mg", "paracetamol 500 mg", "vitamin C ascorbic acid", "hand soap with glycerin",
        "caffeine anhydrous", "citric acid monohydrate food grade", "sodium bicarbonate", "hydrogen peroxide 3 %",
        "loratadine 10 mg", "amoxicillin", "titanium dioxide rutile", "sodium lauryl sulfate", "polyethylene granules",
        "polypropylene resin", "lidocaine hydrochloride", "metformin HCl", "menthol crystals", "sorbitol 70 % solution",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=f"{kind}: {text}".encode("ascii", "backslashreplace").decode())
        for kind, texts in NOT_LISTED.items()
        for text in texts
    ],
)
def test_other_texts_are_none(screener, text):
    assert not [finding for finding in screener.find(text, DAY, WHERE) if finding.is_hit]
