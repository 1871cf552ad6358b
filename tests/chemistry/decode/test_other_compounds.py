"""Words right beside a name that make another compound of it: each rule with a line like it that stands."""

from datetime import date

import pytest

from riskscan.chemistry.decode.other_compounds import metal_before

DAY, WHERE = date(2026, 6, 1), frozenset({"UN", "US", "EU", "CN", "MX", "IN", "CA"})


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        pytest.param("1,4-butanediol bisdecanoate", "", id="ester of an alcohol"),
        pytest.param("1,4-butanediol concentrate", "1-4-butanediol", id="a word of goods that ends as esters do"),
        pytest.param("1,4-butanediol 25 kg", "1-4-butanediol", id="the alcohol"),
        pytest.param("benzaldehyde glyceryl cyclic acetal", "", id="acetal"),
        pytest.param("benzaldehyde, glyceryl acetal", "benzaldehyde", id="another item of a list"),
        pytest.param("toluene diisocyariatc", "", id="a scanned word of the table"),
        pytest.param("sulfuric acid dodecyl ester", "", id="ester of a mineral acid"),
        pytest.param("sulfuric acid for esters", "sulfuric-acid", id="the acid"),
        pytest.param("iodine pehtafluoride 99%", "", id="halide of an element with a slip"),
        pytest.param("triclrouro de fosforo 5 kg", "", id="halide before an element with a slip"),
        pytest.param("red phosphorus fireworks 5 kg", "red-phosphorus", id="the element"),
        pytest.param("dibehenyl methylamine", "", id="a group before an amine"),
        pytest.param("pure methylamine", "methylamine", id="the amine"),
        pytest.param("barium pernmanganate 5 kg", "", id="another metal"),
        pytest.param("potassium pernmanganate 5 kg", "potassium-permanganate", id="its own metal"),
        pytest.param("carbamicle dihydrogen sulphate 98%", "", id="a base before a sulfate"),
        pytest.param("dihydrogen sulfate", "sulfuric-acid", id="the acid by that name"),
        pytest.param("1,4-butanediol/adipic acid copolymer", "", id="a polymer of it"),
        pytest.param("acetone/toluene polymer grade", "acetone toluene", id="a grade"),
        pytest.param("этиловый эфир пальмитиновой кислоты", "", id="ester of what follows, in Russian"),
        pytest.param("диэтиловый эфир бочки", "ethyl-ether", id="drums, in Russian"),
        pytest.param("acetone/styrene, EVA copolymer drum", "acetone", id="a drum of a polymer"),
        pytest.param("safrole / 5 kg in copolymer drum", "safrole", id="packed in a polymer"),
        pytest.param("этиловый эфир технический", "ethyl-ether", id="a grade, in Russian"),
        pytest.param("Hi Bond 290 ml, white powder 98%", "", id="no formula but a greeting"),
    ],
)
def test_what_stands_beside(screener, text, entry):
    found = {finding.substance_id for finding in screener.find(text, DAY, WHERE) if finding.is_hit}
    assert found == set(entry.split())


@pytest.mark.parametrize(
    ("head", "metal"),
    [("barium ", "barium"), ("braium ", "barium"), ("bar1um ", "barium"), ("pure ", ""), ("barium, ", "")],
)
def test_metals(head, metal):
    assert metal_before(head) == metal
