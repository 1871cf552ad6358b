"""The way of a text: its answer is that of reading it, and every step stands there."""

import pytest

from riskscan.chemistry.decode.trace import trace_of

LAW = {"as_of": "2026-01-01", "jurisdictions": ["UN", "CN"]}
TEXTS = [
    "phenylacetic acid free shampoo", "25 kg phenyl-2-propanonne, tech.", "acetic anhydride/toluene mix",
    "CAS 103-79-7 a c e t o n e", "苯乙酸 25kg", "ethylene glycol diethyl ehter", "", "4-AP (4-aminopyridine)",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_the_answer_is_the_same(text, screener):
    found = screener.screen([text], **LAW)
    named = [mention.text for mention in screener.explain(text, **LAW).mentions]
    assert sorted(named) == sorted(found["mention"].dropna().replace("a c e t o n e", "acetone"))


def test_nobody_listens_otherwise(screener):
    screener.explain("acetone")
    assert trace_of() is None


def test_candidates_vetoes_and_cover(screener):
    [line] = screener.explain("phenylacetic acid free shampoo").lines
    assert line.tokens[0] == ("phenylacetic", "chemical")
    [candidate] = line.candidates
    assert (candidate.words, candidate.fate) == ("phenylacetic acid", "taken back")
    assert candidate.vetoes == ("'phenylacetic acid': the words round it speak against it",)
    assert [one.fate for one in line.chosen] == ["taken back"]


def test_worth_is_letters_less_cost(screener):
    [line] = screener.explain("phenyl-2-propanonne").lines
    [chosen] = line.chosen
    assert chosen.worth + chosen.cost == len("phenyl2propanonne")
    assert (chosen.name, chosen.method) == ("phenyl-2-propanone", "listed name, spelling mended")


def test_two_readings_of_spaced_letters(screener):
    assert screener.explain("a c e t o n e").lines[0].text == "acetone"


@pytest.mark.parametrize(
    ("law", "why"),
    [
        pytest.param({"jurisdictions": ["US"]}, "not asked for", id="jurisdiction"),
        pytest.param({"jurisdictions": ["UN"], "as_of": "1980-01-01"}, "has no effect on that day", id="day"),
        pytest.param({"jurisdictions": ["UN"], "as_of": "2026-01-01"}, "counts", id="counts"),
    ],
)
def test_why_a_listing_counts(screener, law, why):
    listings = screener.explain("acetone", **law).listings
    assert {judged.why for judged in listings if judged.listing.jurisdiction == "UN"} == {why}


@pytest.mark.parametrize(
    ("route", "why"),
    [
        pytest.param(None, "the route does not tell whether it applies", id="unknown"),
        pytest.param("CN:US", "counts", id="in that trade"),
        pytest.param("CN:DE", "the route is no part of that trade", id="elsewhere"),
    ],
)
def test_the_route(screener, route, why):
    text = "methyl 1-phenethyl-4-oxopiperidine-3-carboxylate"
    judged = screener.explain(text, as_of="2026-10-01", jurisdictions=["CN"], route=route).listings
    assert {one.why for one in judged if one.listing.applies_to is not None and one.listing.jurisdiction == "CN"} == {
        why
    }


def test_a_structure_that_would_be_a_word(screener):
    from datetime import date

    where = frozenset({"UN"})
    assert screener.find("CCO", date(2026, 1, 1), where)[0].outcome == "no_chemical"
    assert screener.find_structure("CCO", date(2026, 1, 1), where)[0].outcome == "clear"
    assert screener.find_structure("CC(C)=O", date(2026, 1, 1), where)[0].outcome == "listed"
    [unread] = screener.find_structure("CC(", date(2026, 1, 1), where)
    assert (unread.outcome, unread.note) == ("unresolved", "structure not readable")
