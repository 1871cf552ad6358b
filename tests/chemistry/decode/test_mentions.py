"""Texts with several things in them: what is read, what is left, and that nothing makes it crash."""

import random
import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskscan.chemistry.decode.mentions import MAX_TEXT_LENGTH
from riskscan.chemistry.findings import OUTCOMES

DAY = date(2026, 11, 1)
WHERE = frozenset({"UN", "US", "EU"})
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=120)
CHEMICAL_TEXT = st.lists(
    st.sampled_from(
        ["N-phenethyl", "4-", "piperidone", "toluene", "-free", "CAS", "108-88-3", "(", ")", "[", "]", " ", ",", ";",
         "1S/", "InChI=", "C1CC(=O)", "丙酮", "酸", "methyl", "yl", "\n", "-\n", "99%", "\u200b", "é", "ацетон",
         "HCl", "d6"]
    ),
    max_size=14,
).map("".join)  # fmt: skip

BENIGN = (
    "cyclohexanone", "diethylene glycol", "ethyl lactate", "isopropyl myristate", "sodium benzoate",
    "glycerol monostearate",
    "titanium dioxide", "calcium carbonate", "ascorbic acid", "caffeine", "lidocaine hydrochloride", "ibuprofen",
    "benzalkonium chloride", "polyvinyl alcohol", "dimethyl sulfoxide", "triethanolamine", "stearic acid", "menthol",
    "vanillin", "limonene", "phenoxyethanol", "cetyl alcohol", "magnesium stearate", "potassium sorbate", "xanthan gum",
    "sodium lauryl sulfate", "hydrogen peroxide", "citric acid monohydrate", "propylene glycol", "butyl acetate",
    "xylene", "isopropanol", "methyl methacrylate", "vinyl acetate", "dibutyl phthalate", "bisphenol A", "melamine",
    "cotton shirts", "ceramic tiles", "mobile phone cases", "stainless steel bolts", "bicycle parts",
)  # fmt: skip


def _hits(screener, text):
    return [finding for finding in screener.find(text, DAY, WHERE) if finding.is_hit]


def _outcome(screener, text):
    return screener.find(text, DAY, WHERE)[0].outcome


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        pytest.param("acetone and toluene", {"acetone", "toluene"}, id="and"),
        pytest.param("acetone/toluene", {"acetone", "toluene"}, id="slash"),
        pytest.param("toluene; piperidine; ethanol", {"toluene", "piperidine"}, id="list"),
        pytest.param("toluene (CAS 108-88-3)", {"toluene"}, id="name and number agree"),
        pytest.param("CAS 67-64-1 toluene", {"acetone", "toluene"}, id="name and number disagree"),
        pytest.param("ethanol, toluene-free, with acetone", {"acetone"}, id="one absent, one present"),
        pytest.param("丙酮 toluene ацетон", {"acetone", "toluene"}, id="three scripts"),
        pytest.param("硫酸芬太尼片", {"fentanyl"}, id="the acid of a salt is none beside it"),
        pytest.param("盐酸甲苯", {"hydrochloric-acid", "toluene"}, id="an acid and what makes no salt"),
    ],
)
def test_several_mentions(screener, text, entries):
    assert {finding.substance_id for finding in _hits(screener, text)} == entries


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        pytest.param("toluene", "listed", id="listed"),
        pytest.param("methyl anthranilate", "covered", id="covered"),
        pytest.param("2-methylpropan-1-ol", "clear", id="clear"),
        pytest.param("4-(zorbylamino)fluxoperidine-3-carboxylate", "unresolved", id="looks chemical"),
        pytest.param("CAS 39742-60-5", "unresolved", id="wrong check digit"),
        pytest.param("cotton shirts", "no_chemical", id="goods"),
        pytest.param("", "no_chemical", id="empty"),
        pytest.param("   \n\t", "no_chemical", id="white space"),
        pytest.param("\ud800\udfff", "no_chemical", id="lone surrogates"),
        pytest.param("123456", "no_chemical", id="number"),
    ],
)
def test_outcomes(screener, text, outcome):
    assert _outcome(screener, text) == outcome


def test_a_partial_cas_rn_is_weak_evidence(screener):
    [finding] = _hits(screener, "CAS 397426")
    assert (finding.substance_id, finding.method) == ("npp", "partial CAS RN")
    assert finding.relation == "cut CAS number"
    assert finding.confidence < 0.5


def test_a_repair_is_shown_and_less_sure(screener):
    [finding] = _hits(screener, "N-phenethyl-4-piperidnoe")
    assert finding.read_as and "piperidon" in finding.read_as
    assert finding.confidence < _hits(screener, "N-phenethyl-4-piperidone")[0].confidence


def test_a_long_text_is_cut_and_says_so(screener):
    findings = screener.find("toluene " + "x" * MAX_TEXT_LENGTH, DAY, WHERE)
    assert findings[0].substance_id == "toluene"
    assert any("characters read" in finding.note for finding in findings)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x" * (1 << 20), id="a megabyte"),
        pytest.param("methyl" * 16_000, id="methyl"),
        pytest.param("(" * 10_000, id="brackets"),
        pytest.param("()" * 5_000, id="bracket pairs"),
        pytest.param("C" * 5_000, id="SMILES of 5,000 atoms"),
        pytest.param("C(" * 2_000 + ")" * 2_000, id="deep SMILES"),
        pytest.param("1-" * 50_000, id="digits and hyphens"),
        pytest.param("丙酮" * 30_000, id="CJK"),
        pytest.param("盐酸" * 500, id="salt words"),
        pytest.param("\u202e" * 5_000 + "toluene", id="direction marks"),
        pytest.param("phenyl " * 600, id="many words"),
        pytest.param("(" + "e" * 3_000 + "-methylpiperidone", id="a bracket of letters"),
        pytest.param("CAS " + "1" * 4_000, id="long number"),
        pytest.param("InChI=1S/" + "C1/" * 1_300, id="long InChI"),
        pytest.param("ergo " * 800, id="pieces of words"),
        pytest.param("1.acetone 2.toluene " * 200, id="a long list"),
    ],
)
def test_pathological_texts_get_an_answer(screener, text):
    assert _outcome(screener, text) in OUTCOMES


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        pytest.param("NON-ACETONE remover", "no_chemical", id="negation before"),
        pytest.param("piperidin-4-yl non-2-enoxylate", "unresolved", id="non is nine here"),
        pytest.param("hexane 25 kg", "clear", id="an alkane that the tables draw as a group"),
        pytest.param("piperidine 3 benzoic acidd", "listed", id="a mended name beside takes no hit away"),
    ],
)
def test_outcomes_of_what_is_beside(screener, text, outcome):
    assert _outcome(screener, text) == outcome


def test_what_cannot_be_seen_does_not_hide_what_follows(screener):
    assert _outcome(screener, "\u202e" * 5_000 + "toluene") == "listed"


@given(ANY_TEXT)
@settings(max_examples=300)
def test_any_text_gets_an_answer(screener, text):
    findings = screener.find(text, DAY, WHERE)
    assert findings
    assert all(0 <= finding.confidence <= 1 for finding in findings)


@given(CHEMICAL_TEXT)
@settings(max_examples=150, deadline=None)
def test_any_chemical_text_gets_an_answer(screener, text):
    findings = screener.find(text, DAY, WHERE)
    ranks = [OUTCOMES.index(finding.outcome) for finding in findings]
    assert ranks == sorted(ranks)


def _damage(text, rng):
    letters = list(text)
    for _ in range(2):
        place = rng.randrange(len(letters))
        action = rng.randrange(4)
        if action == 0:
            letters[place] = rng.choice(string.ascii_lowercase)
        elif action == 1 and len(letters) > 3:
            del letters[place]
        elif action == 2:
            letters.insert(place, rng.choice(string.ascii_lowercase))
        elif place + 1 < len(letters):
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
    return "".join(letters)


def test_spelling_damage_seldom_makes_a_hit_of_a_benign_name(screener):
    """Stated rate: at most 1 in 200 benign names with two random edits."""
    rng = random.Random(20)
    damaged = [_damage(text, rng) for text in BENIGN for _ in range(12)]
    hits = [text for text in damaged if _hits(screener, text)]
    assert len(hits) <= len(damaged) / 200, hits


def test_a_name_broken_over_two_lines_is_read(screener):
    assert {finding.substance_id for finding in _hits(screener, "4-pipe-\nridone")} == {"4-piperidone"}
