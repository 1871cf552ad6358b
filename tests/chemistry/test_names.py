"""Names of listed substances in every dress, and goods that are none: one case a line, by kind."""

from datetime import date

import pytest

DAY = date(2026, 11, 1)
WHERE = frozenset({"UN", "US", "EU"})

# (text, substance_id of the entry, words that the relation must have)
LISTED = {
    "CAS dress": [
        ("CAS No. 5413-05-8", "eapa", ""),
        ("cas#4433776", "apaa", ""),
        ("C.A.S. 120 58 1", "isosafrole", ""),
        ("CAS：７７２２－６４－７", "potassium-permanganate", ""),
        ("powder 20320–59–6 1kg", "depapd", ""),
        ("CAS_16648_44_5", "mapa", ""),
        ("CAS NR 0000089-52-1", "n-acetylanthranilic-acid", ""),
    ],
    "CAS index inversion": [
        ("4-Piperidinone, 1-(2-phenylethyl)-", "npp", "identical"),
        ("4-Piperidinamine, N-phenyl-", "4-ap", "identical"),
        ("1,3-Benzodioxole-5-carboxaldehyde", "piperonal", "identical"),
        ("2-Propanone, 1-phenyl-", "p2p", "identical"),
        ("Benzeneacetamide, α-acetyl-", "apaa", "identical"),
        ("Benzeneacetonitrile, .alpha.-acetyl-", "apaan", "identical"),
        ("1-Piperidinecarboxylic acid, 4-(phenylamino)-, 1,1-dimethylethyl ester", "1-boc-4-ap", ""),
        ("2(3H)-Furanone, dihydro-", "gbl", "identical"),
        ("(5'α)-12'-hydroxy-2'-(1-methylethyl)-5'-(phenylmethyl)ergotaman-3',6',18-trione", "ergocristine", ""),
        ("phenyl-acetic acid,ethyl ester", "phenylacetic-acid", "ester"),
        ("Benzoic acid, 2-amino-", "anthranilic-acid", "identical"),
        ("Pentanone, 4-methyl-2-", "mibk", "identical"),
    ],
    "systematic": [
        ("tert-butyl 4-(phenylamino)piperidine-1-carboxylate", "1-boc-4-ap", ""),
        ("tert-butyl 4-oxopiperidine-1-carboxylate", "1-boc-4-piperidone", ""),
        ("1-(1,3-benzodioxol-5-yl)propan-2-one", "mdp2p", "identical"),
        ("methyl 3-oxo-2-phenylbutanoate", "mapa", "identical"),
        ("3-oxo-2-phenylbutanenitrile", "apaan", "identical"),
        ("N-phenyl-1-(2-phenylethyl)piperidin-4-amine", "anpp", "identical"),
        ("2-acetamidobenzoic acid", "n-acetylanthranilic-acid", "identical"),
        ("5-(prop-2-en-1-yl)-2H-1,3-benzodioxole", "safrole", "identical"),
        ("oxolan-2-one", "gbl", "identical"),
        ("N-phenyl-N-(piperidin-4-yl)propanamide", "norfentanyl", "identical"),
        ("(phenylmethyl)chloride", "benzyl-chloride", ""),
    ],
    "salts and hydrates": [
        ("pseudoephedrine sulfate", "pseudoephedrine", "salt"),
        ("(-)-ephedrine hydrochloride", "ephedrine", "salt"),
        ("ephedrine hemihydrate", "ephedrine", "hydrate"),
        ("4-piperidone monohydrate hydrochloride", "4-piperidone", "salt"),
        ("ergotamine tartrate", "ergotamine", "salt"),
        ("sodium phenylacetate", "phenylacetic-acid", "salt"),
        ("phenylacetic acid potassium salt", "phenylacetic-acid", "salt"),
        ("norephedrine HCl", "norephedrine", "salt"),
        ("N-phenylpiperidin-4-amine dihydrochloride", "4-ap", "salt"),
        ("methylamine hydrobromide", "methylamine", "salt"),
    ],
    "isotopologues and stereo": [
        ("ephedrine-d3", "ephedrine", "isotopologue"),
        ("acetic anhydride-d6", "acetic-anhydride", "isotopologue"),
        ("(1R,2S)-2-(methylamino)-1-phenylpropan-1-ol", "ephedrine", ""),
        ("dl-ephedrine", "ephedrine", ""),
        ("rac-norephedrine", "norephedrine", ""),
        ("cis-isosafrole", "isosafrole", ""),
        ("octadeuterotoluene", "toluene", "isotopologue"),
        ("N,N-dideuteriomethanamine", "methylamine", "isotopologue"),
        ("perdeuterioacetone 50 g", "acetone", "isotopologue"),
        ("(1,2R)-norephedrine", "norephedrine", ""),
        ("L-ephedrine HCl", "ephedrine", "salt"),
        ("(+)-pseudoephedrine hydrochloride", "pseudoephedrine", "salt"),
    ],
    "typos": [
        ("phenilacetic acid", "phenylacetic-acid", ""),
        ("pseudoephedirne", "pseudoephedrine", ""),
        ("potassium permaganate", "potassium-permanganate", ""),
        ("N-phenethyl-4-piperidnoe", "npp", ""),
        ("acetic anhidryde", "acetic-anhydride", ""),
        ("piperonnal", "piperonal", ""),
        ("alpha-phenylacetoacetonitrle", "apaan", ""),
        ("anthranillic acid", "anthranilic-acid", ""),
        ("1-boc-4-piperidonne", "1-boc-4-piperidone", ""),
        ("isosaffrole", "isosafrole", ""),
    ],
    "slips in a line of goods": [
        ("free sample 100g of nitroethae for testing", "nitroethane", ""),
        ("COMMERCIAL INVOICE: powder, PMK glyxcidic acid methyl wester, 3 bags", "mdp2p-methyl-glycidate-methyl", ""),
        ("2-methyl-3-phenyl-2-oxiranecarboxylic acid methyl esster", "p2p-methyl-glycidate-methyl", ""),
        ("BMK glycidate is0butyl ester CAS see COA", "p2p-methyl-glycidate-isobutyl", ""),
        ("2 x fuming sulfuric caid 500 ml", "sulfuric-acid", ""),
        ("2-Propanone, 1-pyenl- CAS see COA", "p2p", ""),
        ("4-aanilino-N-phenethyl piperidine", "anpp", ""),
        ("free sample 100g of isoubtyl 2-methyl-3-phenylglycidate", "p2p-methyl-glycidate-isobutyl", ""),
        ("FINE CHEMICALS (Piperidine, 4-anilino-1-phendthyl-) 2 CTNS", "anpp", ""),
        ("2 x diethyl eter 500 ml bottle", "ethyl-ether", ""),
        ("PMMK ethyl glycidate 25 kg", "mdp2p-methyl-glycidate-ethyl", ""),
    ],
    "OCR": [
        ("pheny1acetic acid", "phenylacetic-acid", ""),
        ("acetic anhydrlde", "acetic-anhydride", ""),
        ("ephedrlne hydroch1oride", "ephedrine", ""),
        ("N-phenethyI-4-piperidone", "npp", ""),
        ("t0luene", "toluene", ""),
        ("rnethylamine", "methylamine", ""),
        ("piper0nal", "piperonal", ""),
    ],
    "unicode": [
        ("рhеnуlасеtiс асid", "phenylacetic-acid", ""),
        ("saf\u200brole", "safrole", ""),
        ("ｐｓｅｕｄｏｅｐｈｅｄｒｉｎｅ", "pseudoephedrine", ""),
        ("4\u2010anilino\u00adpiperidine", "4-ap", ""),
        ("\u202epiperonal\u202c", "piperonal", ""),
        ("α‑phenylacetoacetamide", "apaa", ""),
        ("𝗮𝗰𝗲𝘁𝗶𝗰 𝗮𝗻𝗵𝘆𝗱𝗿𝗶𝗱𝗲", "acetic-anhydride", ""),
    ],
    "spacing and line breaks": [
        ("phenyl acetic acid", "phenylacetic-acid", ""),
        ("N phenethyl 4 piperidone", "npp", ""),
        ("1boc4piperidone", "1-boc-4-piperidone", ""),
        ("a c e t i c  a n h y d r i d e", "acetic-anhydride", ""),
        ("pseudo-\nephedrine", "pseudoephedrine", ""),
        ("alpha phenyl aceto acetonitrile", "apaan", ""),
        ("iso safrole", "isosafrole", ""),
        ("gamma-butyro-lactone", "gbl", ""),
        ("4-anilino-\r\npiperidine", "4-ap", ""),
        ("HS 2914.39 - acetone - 3 drums", "acetone", "identical"),
        ("p i p e r o n a l 25 kg", "piperonal", ""),
    ],
    "structures": [
        ("O=C1CCN(CCc2ccccc2)CC1", "npp", "identical"),
        ("C1=CC=CC=C1CC(C)=O", "p2p", "identical"),
        ("SMILES: CC(=O)OC(C)=O", "acetic-anhydride", "identical"),
        ("[O-][N+](CC)=O", "nitroethane", "identical"),
        ("Cl.CNC(C)C(O)c1ccccc1", "ephedrine", "salt"),
        ("InChI=1S/C10H10O2/c1-2-3-8-4-5-9-10(6-8)12-7-11-9/h2,4-6H,1,3,7H2", "safrole", "identical"),
        ("ZMQAAUBTXCXRIC-UHFFFAOYSA-N", "safrole", "identical"),
        ("[2H]C([2H])([2H])c1ccccc1", "toluene", "isotopologue"),
    ],
    "languages": [
        ("ácido fenilacético", "phenylacetic-acid", ""),
        ("anhídrido acético 200 L", "acetic-anhydride", ""),
        ("permanganato de potássio", "potassium-permanganate", ""),
        ("anhydride acétique", "acetic-anhydride", ""),
        ("Essigsäureanhydrid", "acetic-anhydride", ""),
        ("acido antranilico", "anthranilic-acid", ""),
        ("уксусный ангидрид", "acetic-anhydride", ""),
        ("перманганат калия", "potassium-permanganate", ""),
        ("псевдоэфедрина гидрохлорид", "pseudoephedrine", "salt"),
        ("醋酸酐", "acetic-anhydride", ""),
        ("高锰酸钾 25公斤", "potassium-permanganate", ""),
        ("高錳酸鉀", "potassium-permanganate", ""),
        ("盐酸麻黄碱", "ephedrine", "salt"),
        ("無水酢酸", "acetic-anhydride", ""),
        ("フェニル酢酸", "phenylacetic-acid", ""),
        ("苯乙酸苄酯 香料 25kg", "phenylacetic-acid", "ester"),
        ("アントラニル酸メチル", "anthranilic-acid", "ester"),
        ("1-(2-feniletil)piperidin-4-ona", "npp", ""),
        ("1-Phenylpropan-2-on", "p2p", ""),
        ("Phenylessigsäurebenzylester 25 kg", "phenylacetic-acid", "ester"),
        ("N-Acetylanthranilsäureethylester", "n-acetylanthranilic-acid", "ester"),
        ("1-Вос-4-пиперидон", "1-boc-4-piperidone", ""),
        ("clorhidrato de pseudoefedrina", "pseudoephedrine", "salt"),
        ("3-ossi-2-fenilbutanonitrile", "apaan", ""),
        ("cianuro de bencilo", "benzyl-cyanide", ""),
    ],
    "abbreviations in context": [
        ("NPP, purity 99%, fentanyl precursor", "npp", ""),
        ("BMK oil 20 L", "p2p", ""),
        ("APAAN 98% powder", "apaan", ""),
        ("MEK solvent drum", "mek", ""),
        ("GBL 99.9% liquid", "gbl", ""),
        ("PMK glycidate powder", "mdp2p-methyl-glycidate-methyl", ""),
        ("KMnO4", "potassium-permanganate", ""),
        ("MAPA 99%", "mapa", ""),
        ("Ac2O 200kg drums", "acetic-anhydride", ""),
        ("Ac2O", "acetic-anhydride", ""),
    ],
    "in goods lines": [
        ("25 kg fibre drum phenylacetic acid, 99%, tech grade", "phenylacetic-acid", ""),
        ("Organic intermediate (1-Boc-4-piperidone) sample 100g", "1-boc-4-piperidone", ""),
        ("200L drums of toluene, ACS grade, x 80", "toluene", ""),
        ("lab reagents: acetone; ethyl acetate; methanol", "acetone", ""),
        ("mixture of acetone and toluene for paint", "", ""),
        ("dog food additive N-phenethyl-4-piperidone", "npp", ""),
        ("MSDS: safrole >= 98 %, UN 3082", "safrole", ""),
    ],
    "covered": [
        ("methyl anthranilate", "anthranilic-acid", "ester"),
        ("20 kg BMK benzyl glycidate", "p2p-methyl-glycidic-acid", "ester"),
        ("1-boc-norfentanyl", "4-ap", "carbamate"),
        ("benzyl phenylacetate", "phenylacetic-acid", "ester"),
        ("1-acetyl-N-phenylpiperidin-4-amine", "4-ap", ""),
        ("N-(4-fluorophenyl)piperidin-4-amine", "4-ap", ""),
        ("isopropyl 2-methyl-3-phenyloxirane-2-carboxylate", "p2p-methyl-glycidate-isopropyl", ""),
        ("benzyl 4-oxopiperidine-1-carboxylate", "4-piperidone", ""),
    ],
}  # fmt: skip

NOT_LISTED = {
    "absent": [
        "toluene-free nail polish", "sin tolueno", "без толуола", "不含丙酮 洗甲水", "acetone free remover pads",
        "ohne Aceton", "nail polish remover, contains no acetone", "sans acétone", "sem acetona", "senza toluene",
        "Acetonfrei", "acetonfreier Nagellackentferner", "free of toluene and formaldehyde", "не содержит ацетона",
        "アセトンフリー", "phosphorus-free dishwasher tablets", "3-free nail lacquer (no toluene, no DBP)",
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
        "1-phenyl-2-propanoll", "o-chloropropiophenone", "yellow phosphor coated LED",
        "ethylene glycol diethyl ehter", "methoxyefhane 99%", "carbonyl dibromiie", "paliperidone", "盐酸小檗碱",
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


def _cases(table):
    for kind, cases in table.items():
        for case in cases:
            text = case if isinstance(case, str) else case[0]
            arguments = (case,) if isinstance(case, str) else case
            yield pytest.param(*arguments, id=f"{kind}: {text}".encode("ascii", "backslashreplace").decode())


@pytest.mark.parametrize(("text", "entry", "relation"), list(_cases(LISTED)))
def test_listed_names_are_hits(screener, text, entry, relation):
    findings = [finding for finding in screener.find(text, DAY, WHERE) if finding.is_hit]
    assert findings, screener.find(text, DAY, WHERE)
    assert not entry or entry in {finding.substance_id for finding in findings}, findings
    assert relation in " ".join(finding.relation for finding in findings)


@pytest.mark.parametrize("text", list(_cases(NOT_LISTED)))
def test_other_texts_are_none(screener, text):
    assert not [finding for finding in screener.find(text, DAY, WHERE) if finding.is_hit]
