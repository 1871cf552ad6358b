"""Lists of what goods are not, and lists that only look so."""

from datetime import date

import pytest

from riskscan.chemistry.decode.exclusions import is_excluded, start_of_name


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        pytest.param("other than ephedrine or ", " or their salts", id="last of two"),
        pytest.param("other than ephedrine, ", " (inn) or norephedrine", id="between, with brackets behind"),
        pytest.param("lak bez acetonu i ", "", id="Polish"),
        pytest.param("exempt d'acetone et de ", "", id="of behind the joint"),
        pytest.param("растворители, кроме ацетона и ", "", id="Russian"),
        pytest.param("", " and toluene free thinner", id="free behind the last"),
        pytest.param("", " and toluene-free thinner", id="free with a hyphen"),
        pytest.param("other than the ephedrine or ", "", id="an article"),
        pytest.param("other than ephedrine, pseudoephedrine (inn), ", " or norephedrine", id="third of four"),
        pytest.param("other than ephedrine (inn), ", " or norephedrine", id="brackets before it"),
        pytest.param("other than acetone, and ", "", id="a comma before the joint"),
        pytest.param("other than 2,3-butanediol or ", "", id="a locant in the list"),
        pytest.param("other than butane diol mono or ", "", id="a member of three words"),
        pytest.param("other than " + "acetone, " * 5, " or toluene", id="sixth of seven"),
        pytest.param("exempt d'acetone et d'", "", id="French, shortened"),
        pytest.param("except acetone [", "", id="another name in brackets"),
        pytest.param("except acetone (", "", id="another name in round brackets"),
        pytest.param("except the acetone [", "", id="an article before the name that is explained"),
        pytest.param("oils other than isosafrole, ", ", safrole", id="a long list that goes on to the end"),
        pytest.param(
            "acids excluding 1-(1,3-dioxol-5-yl)one, acetone, ", ".", id="signs within a member of a long list"
        ),
        pytest.param("不含甲苯、乙醚和", "", id="Chinese, the last"),
        pytest.param("不含甲苯和", "漆", id="Chinese, goods behind"),
        pytest.param("不含甲苯,", ",乙醚和漆", id="Chinese, between"),
    ],
)
def test_members_of_such_a_list(head: str, tail: str) -> None:
    assert is_excluded(head, tail)


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        pytest.param("solvents excluding acetone, ", " 99% 200 l", id="no word joins the list"),
        pytest.param("invoice no 12345 solvent and ", " 200 l", id="number of a paper"),
        pytest.param("solvents excluding acetone, butanone, ", " 200 l", id="an amount behind a long list"),
        pytest.param("paints excluding tax, acetone, ", ", 5 drums", id="containers behind a long list"),
        pytest.param("paints except blue; acetone, safrole, ", "", id="a long list in another clause"),
        pytest.param("solvents excluding acetone, ", "", id="a list of two"),
        pytest.param("other than acetone; ", " and gloves", id="the clause has ended"),
        pytest.param("paint other than acetone and 5 kg ", "", id="an amount begins other goods"),
        pytest.param("", " and toluene free sample", id="free of charge"),
        pytest.param("acetone and ", "", id="nothing is excluded"),
        pytest.param("acetone (", "", id="nothing is excluded in brackets"),
        pytest.param("industrial acetone (", "", id="a word that excludes nothing"),
        pytest.param("another than acetone or ", "", id="part of a longer word"),
        pytest.param("other than thick black heavy winter cotton coats or ", "", id="too many words for a name"),
        pytest.param("other than " + "acetone, " * 30, " or toluene", id="too many names for a list"),
        pytest.param("except acetone (2-propanone) ", "", id="the brackets are closed"),
        pytest.param("other than ephedrine, ", " 5 kg or norephedrine", id="an amount before the joint"),
        pytest.param("", " and toluene freezer", id="free begins another word"),
        pytest.param("", " toluene free", id="no word joins it"),
        pytest.param("含甲苯和", "", id="Chinese, contained"),
        pytest.param("不含甲苯、", "", id="Chinese, no end of the list"),
        pytest.param("不含甲苯。乙醚和", "", id="Chinese, the sentence has ended"),
        pytest.param("without甲苯和", "", id="an English word excludes in no Chinese list"),
    ],
)
def test_other_lists(head: str, tail: str) -> None:
    assert not is_excluded(head, tail)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        pytest.param("or pseudoephedrine", "or ", id="English"),
        pytest.param("OR PSEUDOEPHEDRINE", "or ", id="capitals"),
        pytest.param("и ацетон", "и ", id="Russian"),
        pytest.param("d'acétone", "d'", id="French"),
        pytest.param("orange", "", id="a word that begins so"),
    ],
)
def test_the_word_that_joins_a_name_to_a_list(name: str, start: str) -> None:
    assert start_of_name(name) == start


@pytest.mark.parametrize(
    "text",
    [
        "thinner other than acetone or toluene", "solvents except acetone, toluene and piperidine",
        "油漆，不含丙酮、甲苯和哌啶",
        "paint acetone and toluene free",
    ],
)  # fmt: skip
def test_no_member_of_a_list_is_a_hit(screener, text: str) -> None:
    assert not [found.mention for found in screener.find(text, date(2026, 6, 1), frozenset({"UN"})) if found.is_hit]
