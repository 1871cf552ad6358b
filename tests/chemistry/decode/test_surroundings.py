"""What the words beside a name say of it: each rule with a line that it takes back and one like it that stands."""

from datetime import date

import pytest

from riskscan.chemistry.decode.surroundings import has_context, says_absent, speaks_of_chemistry

DAY, WHERE = date(2026, 6, 1), frozenset({"UN", "US", "EU", "CN", "MX", "IN", "CA"})


def _hits(screener, text):
    return [finding.substance_id for finding in screener.find(text, DAY, WHERE) if finding.is_hit]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        pytest.param("acetone, free sample", "acetone", id="a comma ends what is said of it"),
        pytest.param("acetone free sample", "acetone", id="free of charge"),
        pytest.param("ethyl ether of high purity", "ethyl-ether", id="of a grade"),
        pytest.param("ethyl ether of pure grade", "ethyl-ether", id="of a pure grade"),
        pytest.param("solvent for acetone", "acetone", id="goods of chemistry for it"),
        pytest.param("raw material for acetone", "acetone", id="material for it"),
        pytest.param("certificate of material for acetone", "acetone", id="paper of its material"),
        pytest.param("acetone book 25 kg", "acetone", id="an amount beside printed matter"),
        pytest.param("10% acetone", "acetone", id="ten percent"),
        pytest.param("5.0% acetone", "acetone", id="five percent"),
        pytest.param("1.0% of acetone", "acetone", id="one percent of"),
        pytest.param("acetone < 10%", "acetone", id="less than ten percent"),
        pytest.param("acetone < 1.5%", "acetone", id="less than one and a half"),
        pytest.param("acetone: nonene", "acetone", id="a word that begins with none"),
        pytest.param("acetone: 0.5 %", "acetone", id="a line of a table with an amount"),
        pytest.param("acetone 90% new", "acetone", id="second hand"),
        pytest.param("toluene esters", "toluene", id="a kind of compound without a comma"),
        pytest.param("Benzene, methyl-", "toluene", id="an index name that ends"),
        pytest.param("BMK", "p2p", id="code name alone"),
        pytest.param("BMK 25 kg drums", "p2p", id="code name with an amount and packing"),
        pytest.param("BMK oil 20 L", "p2p", id="code name with its context"),
        pytest.param("phone case BMK 1kg", "p2p", id="code name in capitals with an amount behind"),
        pytest.param("HCl drum 200 kg", "hydrochloric-acid", id="a formula that may be a salt"),
        pytest.param("2 drums GBL", "gbl", id="three letters beside a number of drums"),
        pytest.param("GBL", "gbl", id="three letters alone"),
        pytest.param("GBL 99.9% solvent", "gbl", id="three letters beside a sign of chemistry"),
        pytest.param("acetone, bottles 500 ml", "acetone", id="packing after a comma"),
        pytest.param("cotton shirts in a box with acetone", "acetone", id="among other goods"),
        pytest.param("ethyl ether of solvent grade", "ethyl-ether", id="of what is chemistry"),
        pytest.param("iodine crystals", "iodine", id="an element by itself"),
        pytest.param("toluene laboratory grade", "toluene", id="a long word that makes no other compound"),
        pytest.param("toluene number 50", "toluene", id="a word that says something of another substance only"),
        pytest.param("NPP reagent", "npp", id="three letters beside a word of chemistry"),
        pytest.param("P2P 5 kg", "p2p", id="a code name with an amount"),
        pytest.param("PMK powder", "mdp2p", id="a code name with its form"),
        pytest.param("toluene below 5%", "toluene", id="below five percent"),
        pytest.param("toluene or xylene without acetone", "toluene", id="without another one"),
        pytest.param("ethyl ethr cups", "ethyl-ether", id="ten letters, one of them lost"),
        pytest.param("piperonla", "piperonal", id="nine letters with a slip alone"),
        pytest.param("piperonla 25 kg", "piperonal", id="nine letters with a slip beside nothing but an amount"),
        pytest.param("piperonla reagent", "piperonal", id="nine letters with a slip beside chemistry"),
        pytest.param("phenylpropanolamne cups", "norephedrine", id="a long word with a slip"),
        pytest.param("4-AP 98.5%", "4-ap", id="an abbreviation with its purity"),
        pytest.param("MAPA Pulver", "mapa", id="an abbreviation with its form in German"),
        pytest.param("EAPA 晶体", "eapa", id="an abbreviation with its form in Chinese"),
        pytest.param("Iod 5 kg", "iodine", id="a name of three letters beside nothing but an amount"),
        pytest.param("toluene 200 L drum with hose", "toluene", id="equipment that comes with it"),
        pytest.param("bromine in cylinders", "bromine", id="an element"),
    ],
)
def test_a_name_stands(screener, text: str, entry: str) -> None:
    assert _hits(screener, text) == [entry]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2,2'-oxybis(ethylamine)", id="multiplied"),
        pytest.param("GBL 2 drum kits", id="drums of another kind"),
        pytest.param("GOODSX HCL 25 KG", id="a salt of the unknown word before"),
        pytest.param("acetone-free paint", id="free"),
        pytest.param("acetone free paint", id="free without a hyphen"),
        pytest.param("without acetone", id="without"),
        pytest.param("except acetone", id="except"),
        pytest.param("sans acétone", id="French"),
        pytest.param("non-acetone remover", id="non in the same word"),
        pytest.param("non acetone", id="non before it"),
        pytest.param("acetone substitute", id="another thing in its place"),
        pytest.param("acetone cyanohydrin", id="another compound"),
        pytest.param("toluene diisocyante", id="another compound, a letter lost"),
        pytest.param("toluene diisocyannte", id="another compound, a letter twice and one lost"),
        pytest.param("ethyl ether of cellulose", id="another compound in another order"),
        pytest.param("gloves for acetone", id="goods for it"),
        pytest.param("pump for toluene, acetone and piperidine", id="goods for several"),
        pytest.param("book about acetone", id="printed matter"),
        pytest.param("acetone poster", id="printed matter behind it"),
        pytest.param("0% acetone", id="no percent"),
        pytest.param("0 % of acetone", id="no percent of"),
        pytest.param("acetone < 0.1%", id="less than a thousandth"),
        pytest.param("acetone <0,5 %", id="decimal comma"),
        pytest.param("acetone < 1%", id="less than a hundredth"),
        pytest.param("acetone content max. 0.5 %", id="content at most"),
        pytest.param("acetone: none", id="a line of a table: none"),
        pytest.param("acetone: not detected", id="not detected"),
        pytest.param("acetone = 0 %", id="equals none"),
        pytest.param("acetone: 0.00 %", id="none to two places"),
        pytest.param("Toluene, 4-nitro-", id="heading of an index name"),
        pytest.param("toluene, oxime", id="heading with a kind of compound"),
        pytest.param("toluene trichloride", id="heading with an anion"),
        pytest.param("toluene-4-ylidene", id="a group"),
        pytest.param("BMK phone case", id="code name without its context"),
        pytest.param("BMK phone case 2 pcs", id="a count is no amount"),
        pytest.param("phone case bmk 1kg", id="code name in small letters"),
        pytest.param("GBL bag", id="three letters among goods"),
        pytest.param("NPP cups", id="three letters beside cups"),
        pytest.param("P2P network", id="a code name that is a word of computing"),
        pytest.param("APAA shoes", id="four letters among goods"),
        pytest.param("piperonla bags", id="nine letters with a slip among goods"),
        pytest.param("piperonla 25 kg for shirts", id="nine letters with a slip beside an amount and goods"),
        pytest.param("iodine number 50", id="a word that says something of this substance"),
        pytest.param("nitrogen, phosphorus and potassium", id="a nutrient"),
        pytest.param("ethyl ether of cellulose acetate", id="another compound in several words"),
        pytest.param("magazine, toluene", id="printed matter before a comma"),
        pytest.param("sample for acetone", id="a sample for it"),
        pytest.param("toluene less than 0.1 %", id="less than, in words"),
        pytest.param("MAPA powder-free gloves", id="free of the form"),
        pytest.param("jod shirts 5 kg", id="three letters beside another word"),
        pytest.param("acetone storage tanks", id="equipment that holds it"),
        pytest.param("hydrochloric acid plant spare parts", id="parts of a plant"),
        pytest.param("甲苯储罐", id="equipment in Chinese"),
        pytest.param("BROMIN AND IODIN DERIVS", id="the first of two elements of which compounds are meant"),
        pytest.param("derivatives of safrole", id="what is made of it"),
        pytest.param("4-AP (4-aminopyridine) 99%", id="an abbreviation that brackets explain otherwise"),
    ],
)
def test_a_name_is_taken_back(screener, text: str) -> None:
    assert _hits(screener, text) == []


@pytest.mark.parametrize("filler", ["cotton shirts ", "ordinary goods "])
def test_words_far_away_say_nothing(screener, filler: str) -> None:
    assert _hits(screener, "book " + filler * 50 + "acetone") == ["acetone"]
    assert _hits(screener, "book " + filler * 3 + "acetone") == []


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("solvent", True), ("SOLVENT grade", True), ("99 %", True), ("cotton shirts", False), ("99 shirts", False),
        ("insolvent firm", False),
    ],
)  # fmt: skip
def test_signs_of_chemistry(text: str, speaks: bool) -> None:
    assert speaks_of_chemistry(text) == speaks


@pytest.mark.parametrize(
    ("context", "around", "has"),
    [
        pytest.param((), "shirts", True, id="none is asked for"),
        pytest.param(("oil",), "of oil 20 l", True, id="the word"),
        pytest.param(("oil",), "boiled", False, id="part of a word"),
        pytest.param(("oil",), "oil5", True, id="a digit ends a word"),
        pytest.param(("油",), "香油桶", True, id="no spaces between words"),
        pytest.param(("powder", "99%"), "purity 98.5 %", True, id="a purity like the one that is asked for"),
        pytest.param(("powder", "99%"), "purity 60 %", False, id="no such purity"),
        pytest.param(("powder",), "purity 98.5 %", False, id="a purity where none is asked for"),
        pytest.param(("powder", "99%"), "no 1,985 %", False, id="end of a longer number"),
    ],
)
def test_context(context: tuple[str, ...], around: str, has: bool) -> None:
    assert has_context(context, around) == has


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        pytest.param("non-acetone", True, id="before"),
        pytest.param("NON-ACETONE", True, id="in capitals"),
        pytest.param("acetone-free", True, id="behind"),
        pytest.param("ACETONE FREE", True, id="behind, in capitals"),
        pytest.param("acetone", False, id="nothing"),
        pytest.param("acetone-toluene", False, id="another name"),
    ],
)
def test_words_that_say_that_something_is_absent(words: str, absent: bool) -> None:
    assert says_absent(words) == absent
