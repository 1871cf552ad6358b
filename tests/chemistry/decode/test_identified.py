"""Numbers and codes in a text, and what they stand for."""

from datetime import date

import pytest

DAY, WHERE = date(2026, 1, 1), frozenset({"UN", "US", "EU"})


def _found(screener, text):
    return [(f.substance_id, f.method) for f in screener.find(text, DAY, WHERE) if f.is_hit]


@pytest.mark.parametrize(
    ("text", "entry", "method"),
    [
        pytest.param("cargo UN 1090 class 3", "acetone", "UN number", id="un"),
        pytest.param("UN1715", "acetic-anhydride", "UN number", id="un glued"),
        pytest.param("EINECS 203-564-8, drum", "acetic-anhydride", "EC number", id="ec"),
        pytest.param("EC no. 200-662-2", "acetone", "EC number", id="ec with no."),
        pytest.param("product 125541 22 2", "1-boc-4-ap", "CAS RN", id="blanks for hyphens"),
        pytest.param("product 125541/22/2", "1-boc-4-ap", "CAS RN", id="strokes for hyphens"),
        pytest.param("39742_60_4", "npp", "CAS RN", id="underscores for hyphens"),
        pytest.param("l03-79-7 25 kg", "p2p", "CAS RN", id="a letter for the first figure"),
        pytest.param("code 1O3-79-7", "p2p", "CAS RN", id="a letter for a figure"),
        pytest.param("67-64-I", "acetone", "CAS RN", id="a letter for the last figure"),
        pytest.param("1609-66 powder", "norfentanyl", "partial CAS RN", id="check digit cut off"),
        pytest.param("cas 23056 99% powder", "4-ap", "partial CAS RN", id="a purity behind it"),
        pytest.param("CAS79099 powder", "1-boc-4-piperidone", "partial CAS RN", id="labelled and cut"),
    ],
)
def test_numbers_of_listed_substances(screener, text, entry, method):
    assert _found(screener, text) == [(entry, method)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("UN 3481 lithium batteries", id="number of other goods"),
        pytest.param("tel 203-564-8123", id="telephone"),
        pytest.param("203-564-8", id="no label"),
        pytest.param("order 2026-03", id="a month"),
        pytest.param("box 1000 22 1 pcs", id="counts"),
        pytest.param("ref 2024/11/30", id="a day"),
        pytest.param("part 5O-OO-1", id="letters in a number of nothing"),
        pytest.param("order 39742-604", id="a hyphen missing: a hint, no hit"),
        pytest.param("un 1090s style jacket", id="decade"),
    ],
)
def test_other_numbers_are_no_hits(screener, text):
    assert _found(screener, text) == []


def test_a_cut_number_is_weak_evidence(screener):
    [finding] = screener.find("1609-66", DAY, WHERE)
    assert finding.confidence < 0.5
    assert finding.note == "CAS RN cut short"


@pytest.mark.parametrize(
    "text", ["39742604", "39742604 powder 25 kg", "sample (39742604)", "item: 39742604, white", "no. 39742604."]
)
def test_the_digits_of_a_listed_number_alone_are_a_hint(screener, text):
    [finding] = screener.find(text, DAY, WHERE)
    assert (finding.outcome, finding.substance_id, finding.mention) == ("resembles", "npp", "39742604")
    assert finding.confidence < 0.5


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("39742605", id="wrong check digit"),
        pytest.param("tel 0039742604", id="longer number"),
        pytest.param("39742604-17", id="part of another number"),
        pytest.param("PO39742604", id="glued to letters"),
        pytest.param("1,39742604", id="decimals"),
        pytest.param("58082", id="few digits are of anything"),
        pytest.param("79083", id="few digits of a listed one"),
    ],
)
def test_other_digits_alone_say_nothing(screener, text):
    assert [finding.outcome for finding in screener.find(text, DAY, WHERE)] == ["no_chemical"]


@pytest.mark.parametrize("text", ["organic compound CUS 0012345-6", "CUS-No. 0012345-6", "cus: 0012345-6, 25 kg"])
def test_a_cus_number_that_no_table_has_is_unresolved(screener, text):
    [finding] = screener.find(text, DAY, WHERE)
    assert (finding.outcome, finding.note) == ("unresolved", "CUS number not known here")


@pytest.mark.parametrize("text", ["focus 0012345-6", "0012345-6", "CUS 12345-6", "customer 0012345-6"])
def test_other_numbers_are_no_cus_numbers(screener, text):
    assert [finding.outcome for finding in screener.find(text, DAY, WHERE)] == ["no_chemical"]
