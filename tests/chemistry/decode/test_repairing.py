import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.chemistry.names.respelling import respellings, tidy_punctuation


@pytest.mark.parametrize(
    ("damaged", "entry"),
    [
        pytest.param("N-phenetyl-4-piperidone", "npp", id="letter lost"),
        pytest.param("N-phenethyl-4-piperridone", "npp", id="letter doubled"),
        pytest.param("N-phenethyl-4-pipreidone", "npp", id="letters swapped"),
        pytest.param("N-phenethyl-4-pibberidone", "npp", id="two letters wrong"),
        pytest.param("4-anilino-N-phenethylpiperidlne", "anpp", id="scanner"),
        pytest.param("2-propannone, 1-phenyl-", "p2p", id="index name"),
        pytest.param("1-chloropropan-1-oe", "propionyl-chloride", id="an ending"),
        pytest.param("2-methylpropan-2-ly 4-anilinopiperidine-1-carboxylate", "1-boc-4-ap", id="letters of an ending"),
        pytest.param("2-amin-1-phenyl-1-propanol", "norephedrine", id="a rare word that is right by itself"),
        pytest.param("(R)-aalpha-phenylacetoacetonitrile", "apaan", id="a rare word for a letter doubled"),
        pytest.param("1-(2-phenyleth-1-yl)-4-oxopiperidimne", "npp", id="beside a word of chemical parts"),
    ],
)
def test_repair(repairer, damaged, entry):
    found = repairer.repair(damaged)
    assert found.matches[0].entry_id == entry
    assert "mended" in found.method
    assert 0.5 <= found.confidence < 0.95


@pytest.mark.parametrize(
    ("damaged", "spelling", "entry"),
    [
        pytest.param("butyl 2 aminobenzoate", "butyl-2-aminobenzoate", "anthranilic-acid", id="spaces for hyphens"),
        pytest.param("methyl 2 phenyl 3 oxobutanoate", "methyl-2-phenyl-3-oxobutanoate", "mapa", id="more spaces"),
        pytest.param(
            "propyl 4 anilinopiperidine 1 carboxylate",
            "propyl-4-anilinopiperidine-1-carboxylate",
            "4-ap",
            id="name of no table",
        ),
    ],
)
def test_respell(repairer, resolver, damaged, spelling, entry):
    assert resolver.resolve(damaged) is None
    found = repairer.respell(damaged)
    assert found.name == spelling
    assert found.method.endswith("punctuation mended")
    assert entry in {match.entry_id for match in found.matches}


@pytest.mark.parametrize(
    ("damaged", "entry"),
    [
        pytest.param("N phenethyl 4 piperidone", "npp", id="spaces for hyphens"),
        pytest.param("N--phenethyl--4--piperidone", "npp", id="hyphens doubled"),
        pytest.param("1_boc_4_piperidone", "1-boc-4-piperidone", id="underscores"),
        pytest.param("3,4 methylenedioxyphenyl 2 propanone", "mdp2p", id="spaces"),
    ],
)
def test_listed_names_need_no_punctuation(resolver, damaged, entry):
    assert entry in {match.entry_id for match in resolver.resolve(damaged).matches}


@pytest.mark.parametrize(
    "name",
    ["xylene", "phenethylamine", "4-phenylpiperidine", "3-piperidone", "acetic acid", "", "a", "dog food", "x" * 500],
)
def test_what_must_not_be_mended_into_a_listed_name(repairer, name):
    found = repairer.repair(name)
    assert found is None or not found.matches


def test_more_edits_are_less_sure(repairer):
    one, two = repairer.repair("pseudoephedrinne"), repairer.repair("pseudoephedrinnee")
    assert one.confidence > two.confidence


@given(st.text(max_size=80))
def test_tidying_is_total_and_idempotent(text):
    once = tidy_punctuation(text)
    assert tidy_punctuation(once) == once


@given(st.text(st.sampled_from("abcmethyl 14-,()_."), max_size=60))
def test_respellings_are_new_and_distinct(text):
    spellings = list(respellings(text))
    assert len(spellings) == len(set(spellings))
    assert text not in spellings
    assert len(spellings) < 60


def test_respelling_does_not_make_two_substances_of_one_name(repairer):
    assert repairer.respell("4 anilino N phenethyl piperidine").matches[0].entry_id == "anpp"


def test_a_capital_locant_stays_one(repairer):
    assert repairer.repair("N-henyl-N-(1-heptylpiperidin-4-yl)propanamide").name.startswith("N-phenyl-N-")


@pytest.mark.parametrize("word", ["geranium", "propanols", "sal"])
def test_a_word_that_is_right_alone_is_not_changed(repairer, word):
    mended = repairer.mend_words(word)
    assert mended is None or not mended.found.matches
