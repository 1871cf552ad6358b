"""A controlled drug that is no listed precursor is said to be one, and never clear."""

from datetime import date

import pytest

from riskscan.chemistry.law.controlled_drugs import ControlledDrugs
from riskscan.chemistry.law.structures import read_structure
from riskscan.chemistry.options import parse_jurisdictions
from riskscan.chemistry.screening import Screener
from riskscan.tables.controlled_drugs import load_controlled_drugs
from riskscan.tables.drug_names import load_drug_names
from riskscan.tables.listings import describe_listings

DAY = date(2026, 11, 1)
EVERYWHERE = parse_jurisdictions(None)
DEXTROMETHORPHAN = "CN1CC[C@@]23CCCC[C@@H]2[C@@H]1CC4=C3C=C(C=C4)OC"


def _first(screener: Screener, text: str):
    return screener.find(text, DAY, EVERYWHERE)[0]


@pytest.mark.parametrize(
    ("text", "name", "relation"),
    [
        pytest.param("morphine sulphate", "morphine", "salt", id="a salt that OPSIN reads"),
        pytest.param("Codeine phosphate 30 mg", "codeine", "salt", id="a known compound"),
        pytest.param("codeine", "codeine", "identical", id="a name that only the table has"),
        pytest.param("DIAZEPAM TABLETS 5 MG", "diazepam", "identical", id="a medicine in a line of goods"),
        pytest.param("zolpidem tartrate", "zolpidem", "salt", id="the word beside says salt"),
        pytest.param("methylphenidate 10 mg", "methylphenidate", "identical", id="a name longer than a part"),
        pytest.param("methamphetamine", "metamfetamine", "identical", id="another spelling"),
        pytest.param("CAS 57-27-2", "morphine", "identical", id="CAS RN"),
        pytest.param("CN1C(=O)CN=C(c2ccccc2)c2cc(Cl)ccc12", "diazepam", "identical", id="SMILES"),
        pytest.param("AAOVKJBEBIDNHE-UHFFFAOYSA-N", "diazepam", "identical", id="InChIKey"),
        pytest.param("betacetylmethadol", "betacetylmethadol", "identical", id="of several drawn alike the one named"),
        pytest.param("bromazolam", "bromazolam", "identical", id="added of late"),
        pytest.param("(dl)-amphetamine", "amfetamine", "identical", id="both mirror images"),
        pytest.param("MDMA tablets", "3,4-methylenedioxymetamfetamine", "identical", id="an abbreviation"),
        pytest.param("oxycodone-HCl", "oxycodone", "salt", id="the salt joined by a hyphen"),
        pytest.param("cloridrato de morfina 10 mg", "morphine", "salt", id="Portuguese"),
        pytest.param("Oxycodon HCl", "oxycodone", "salt", id="German"),
        pytest.param("Methadonhydrochlorid 1 kg", "methadone", "salt", id="German in one word"),
        pytest.param("морфина гидрохлорид", "morphine", "salt", id="Russian genitive"),
        pytest.param("硫酸吗啡片 10mg", "morphine", "salt", id="Chinese, the acid of the salt before it"),
        pytest.param("モルヒネ塩酸塩", "morphine", "salt", id="Japanese"),
        pytest.param("모르핀황산염", "morphine", "identical", id="Korean in one word"),
        pytest.param("سلفات المورفين", "morphine", "identical", id="Arabic with the article"),
    ],
)
def test_a_controlled_drug_is_said_to_be_one(screener, text: str, name: str, relation: str) -> None:
    found = _first(screener, text)
    assert (found.outcome, found.substance_name, found.relation) == ("controlled_drug", name, relation)
    assert found.note == "no listed precursor"
    assert not found.is_hit and found.substance_id is None


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        pytest.param("fentanyl citrate", "listed", id="a drug on the lists of precursors"),
        pytest.param("norephedrine", "listed", id="a precursor"),
        pytest.param("cathine", "listed", id="a precursor that is a controlled drug"),
        pytest.param("CAS 125-71-3", "clear", id="excepted by name"),
        pytest.param(DEXTROMETHORPHAN + ".Br", "clear", id="a salt of what is excepted"),
        pytest.param("caffeine", "clear", id="no drug"),
        pytest.param("ketamine hcl", "clear", id="under no convention"),
        pytest.param("heroine of a novel", "no_chemical", id="another word"),
        pytest.param("disfraz de heroína", "no_chemical", id="another word in Spanish"),
        pytest.param("crystal", "no_chemical", id="goods, though a table has it for a drug"),
        pytest.param("咖啡因", "no_chemical", id="Chinese: a character of a drug's name"),
        pytest.param("巴比妥酸", "no_chemical", id="Chinese: a longer name"),
        pytest.param("不含吗啡", "no_chemical", id="Chinese: said to be absent"),
        pytest.param("모르핑", "no_chemical", id="Korean: a slip is mended into nothing"),
        pytest.param("alprazolan", "no_chemical", id="a slip is mended into nothing"),
        pytest.param("morphine-free poppy seed", "no_chemical", id="said to be absent"),
        pytest.param("book about cocaine", "no_chemical", id="a mere mention"),
        pytest.param("diazepam: none", "no_chemical", id="a line of a table that says none"),
    ],
)
def test_what_is_said_otherwise(screener, text: str, outcome: str) -> None:
    assert _first(screener, text).outcome == outcome


def test_a_name_is_read(screener) -> None:
    """But for short ones that mean something else in most lines."""
    names = {name for row in load_controlled_drugs() if row.schedules for name in (row.name, *row.other_names)}
    said = ("controlled_drug", "listed", "covered", "unresolved")
    assert {name for name in names if _first(screener, name).outcome not in said} == {"2C-B", "DOC"}


def test_a_name_in_another_language_is_read(screener) -> None:
    said = ("controlled_drug", "listed", "covered", "unresolved")
    excepted = {row.name for row in load_controlled_drugs() if not row.schedules}
    names = [row.name for row in load_drug_names() if row.drug not in excepted]
    assert {name for name in names if _first(screener, name).outcome not in said} == set()


@pytest.mark.parametrize(
    ("word", "is_telling"),
    [
        pytest.param("zolpidem", True, id="a name"),
        pytest.param("jwh018", True, id="a code"),
        pytest.param("methoxyamphetamine", True, id="a name without its locants"),
        pytest.param("moramide", True, id="the strange word of a name of several"),
        pytest.param("dextrorphan", True, id="excepted ones are read as well"),
        pytest.param("intermediate", False, id="an everyday word of a name of several"),
        pytest.param("doc", False, id="too short"),
    ],
)
def test_words_that_tell_a_drug(word: str, is_telling: bool) -> None:
    assert (word in ControlledDrugs().telling_words) is is_telling


def test_a_structure_is_never_clear(screener) -> None:
    wrong = [
        row.name for row in load_controlled_drugs() if row.schedules and _first(screener, row.smiles).outcome == "clear"
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("fentanyl", id="name"),
        pytest.param("CAS 437-38-7", id="CAS RN"),
        pytest.param("PJMPHNIQZUBGLI-UHFFFAOYSA-N", id="InChIKey"),
    ],
)
def test_a_drug_on_the_lists_elsewhere_is_no_clear_one(screener, text: str) -> None:
    [found] = screener.find(text, DAY, frozenset({"EU"}))
    assert found.outcome == "controlled_drug"


def test_before_a_drug_was_listed_it_is_clear(screener) -> None:
    outcomes = [screener.find("bromazolam", day, EVERYWHERE)[0].outcome for day in (date(2020, 1, 1), DAY)]
    assert outcomes == ["clear", "controlled_drug"]


def test_a_drug_beside_a_precursor_is_told_after_it(screener) -> None:
    found = screener.find("pseudoephedrine and codeine", DAY, EVERYWHERE)
    assert [finding.outcome for finding in found] == ["listed", "controlled_drug"]


def test_the_schedule_is_shown(screener) -> None:
    found = _first(screener, "diazepam")
    assert describe_listings(found.listings).startswith("UN 1971 Convention Schedule IV")
    [row] = screener.screen(["diazepam"]).to_dict("records")
    assert row["substance_name"] == "diazepam" and "Schedule IV" in row["listings"]


def test_a_name_without_positions_that_may_mean_a_drug_is_unresolved(screener) -> None:
    assert _first(screener, "methoxyamphetamine").outcome == "unresolved"


@pytest.mark.parametrize(
    ("smiles", "relation"),
    [
        pytest.param(
            "COc1ccc2c(c1)[C@@]13CCCC[C@H]1[C@@H](C2)N(C)CC3", "identical", id="the mirror image of one excepted"
        ),
        pytest.param(DEXTROMETHORPHAN, None, id="excepted"),
        pytest.param("COc1ccc2c(c1)C13CCCCC1C(C2)N(C)CC3", "identical", id="no stereochemistry said"),
        pytest.param("CCO", None, id="something else"),
    ],
)
def test_structures_are_told_apart_by_stereochemistry(smiles: str, relation: str | None) -> None:
    structure = read_structure(smiles)
    assert structure is not None
    match = ControlledDrugs().find(structure, "")
    assert (match.relation if match else None) == relation
