import pytest

from riskscan.chemistry.gate.word_facts import (
    CHEMICAL,
    COMMON,
    JOINS,
    JOINS_TRANSLATED,
    NEAR,
    PARTLY,
    PIECE,
    TRANSLATED,
    WordFacts,
)

NAMES = ("toluene", "n-phenethyl-4-piperidone", "phenylacetic acid", "red oil", "перманганат калия")


@pytest.fixture(scope="module")
def facts() -> WordFacts:
    return WordFacts(NAMES)


@pytest.mark.parametrize(
    ("word", "fact"),
    [
        pytest.param("methylpiperidone", CHEMICAL, id="chemical"),
        pytest.param("metilpiperidona", TRANSLATED, id="Spanish"),
        pytest.param("totuene", NEAR, id="slip"),
        pytest.param("phenylchlorometharie", PARTLY, id="chemical but for its end"),
        pytest.param("acid", JOINS, id="joining"),
        pytest.param("etilo", JOINS_TRANSLATED, id="joining in Spanish"),
        pytest.param("phenet", PIECE, id="piece"),
    ],
)
def test_facts(facts, word, fact):
    assert facts.of(word) & fact


@pytest.mark.parametrize("word", ["cotton", "xyz", "", "хлопок"])
def test_words_without_facts(facts, word):
    assert facts.of(word) == 0


def test_a_chemical_word_is_told_by_its_parts(facts):
    assert facts.is_chemical("methylpiperidone")
    assert not facts.is_chemical("aborto") and not facts.is_chemical("cotton")


def test_a_frequent_word_that_looks_chemical_is_known(facts):
    assert facts.of("aborto") & COMMON
    assert not WordFacts(NAMES, common=frozenset()).of("aborto") & COMMON


def test_words_learnt_together_have_the_facts_of_words_alone():
    words = ["toluen", "cotton", "acid", "phenet", "metilpiperidona", "перманганата"]
    together, alone = WordFacts(NAMES), WordFacts(NAMES)
    together.learn(words)
    assert [together.of(word) for word in words] == [alone.of(word) for word in words]


def test_joined_letters_may_be_near(facts):
    assert facts.is_near("piperidonee")
    assert facts.is_near("toluen") and facts.is_near("toluene")  # chemical itself
    assert not facts.is_near("dodecane")
    assert not facts.is_near("loosefitting")


def test_names_without_a_telling_word(facts):
    assert "red oil" in facts.without_telling and "toluene" not in facts.without_telling


def test_compiled_facts_are_those_that_a_look_gives(resolver):
    names = sorted({folded for folded, _ in resolver.names.items()})
    compiled, looked_at = WordFacts(names, compiled=True), WordFacts(names)
    words = [
        "cotton",
        "acid",
        "metal",
        "than",
        "amido",
        "vitamina",
        "aborto",
        "ethanol",
        "хлопок",
        "кислота",
        "benzoico",
    ]
    told = [looked_at.of(word) for word in words]
    assert [compiled.of(word) for word in words] == told
    assert compiled.plain_among(words) == {word for word, facts in zip(words, told, strict=True) if not facts}


def test_words_for_salts_glued_to_others_are_looked_at(resolver):
    names = sorted({folded for folded, _ in resolver.names.items()})
    facts = WordFacts(names, compiled=True)
    assert facts.plain_among(["cotton", "hydrochloride", "trihydrate"]) == {"cotton"}
