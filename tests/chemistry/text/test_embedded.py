from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.chemistry.text.embedded import find_identifiers
from riskscan.chemistry.text.spelling import clean_characters

INCHI = "InChI=1S/C7H8/c1-7-5-3-2-4-6-7/h2-6H,1H3"


def _found(text):
    return [(identifier.kind, identifier.value) for identifier in find_identifiers(clean_characters(text))]


@pytest.mark.parametrize(
    "text",
    [
        "108-88-3",
        "CAS 108-88-3",
        "CAS:108-88-3",
        "CAS# 108-88-3",
        "CAS No.: 108-88-3",
        "C.A.S. 108-88-3",
        "cas rn 108883",
        "CAS 108 88 3",
        "CAS 108.88.3",
        "CAS 108/88/3",
        "CAS_108_88_3",
        "CAS 108–88–3",
        "CAS １０８－８８－３",
        "CAS 000108-88-3",
        "(108-88-3)",
        "[108-88-3]",
        "solvent, 108-88-3, 200 kg",
        "CAS号108-88-3",
        "CAS登记号: 108-88-3",
        "108 - 88 - 3",
        "108\u201188\u20113",
    ],
)
def test_cas_rn_in_any_dress(text):
    assert _found(text) == [("cas_rn", "108-88-3")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("CAS 108-88-4", [("bad_cas_rn", "108-88-4")], id="labelled, wrong check digit"),
        pytest.param("39742-60-5", [("bad_cas_rn", "39742-60-5")], id="long number, wrong check digit"),
        pytest.param("CAS 397426", [("partial_cas_rn", "397426")], id="cut short"),
        pytest.param("CAS 39742-60", [("partial_cas_rn", "39742-60")], id="cut before the check digit"),
        pytest.param("CAS 67-64-1 and 108-88-3", [("cas_rn", "67-64-1"), ("cas_rn", "108-88-3")], id="two"),
        pytest.param("UHOVQNZJYSORNB-UHFFFAOYSA-N", [("inchikey", "UHOVQNZJYSORNB-UHFFFAOYSA-N")], id="InChIKey"),
        pytest.param(INCHI, [("inchi", INCHI)], id="InChI"),
        pytest.param("Cc1ccccc1", [("smiles", "Cc1ccccc1")], id="SMILES"),
        pytest.param("SMILES: CC(C)=O", [("smiles", "CC(C)=O")], id="labelled SMILES"),
        pytest.param("C[C@H](O)CC=O |&1:1|", [("smiles", "C[C@H](O)CC=O |&1:1|")], id="SMILES of both mirror images"),
        pytest.param("C[C@H](O)CC=O | 25 kg | 3", [("smiles", "C[C@H](O)CC=O")], id="SMILES in a table"),
        pytest.param("order 4711-08-15", [], id="order number"),
        pytest.param("39742604, 25 kg", [("bare", "39742-60-4")], id="digits alone"),
        pytest.param("3974260-4, 25 kg", [("bare", "39742-60-4")], id="one of two hyphens"),
        pytest.param("39742-604, 25 kg", [("bare", "39742-60-4")], id="the other of two hyphens"),
        pytest.param("39742/60.4", [], id="two kinds of strokes"),
        pytest.param("39742605", [], id="digits alone, wrong check digit"),
        pytest.param("108883", [], id="few digits alone"),
        pytest.param("CAS 39742604lot 7", [("cas_rn", "39742-60-4")], id="a word glued to it"),
        pytest.param("CAS:103-79-7powder", [("cas_rn", "103-79-7")], id="a word glued to a hyphenated one"),
        pytest.param("000103-79-7", [("cas_rn", "103-79-7")], id="zeros in front"),
        pytest.param("part 12345678-12-3", [], id="too many digits"),
        pytest.param("tel 0086-571-8888-1234", [], id="telephone"),
        pytest.param("date 2026-01-03", [], id="date"),
        pytest.param("M8x1.25-100 (pack of 10)", [], id="screw"),
        pytest.param("Cotton (100%)", [], id="goods in brackets"),
        pytest.param("COSCO Shipping", [], id="capitals that could be atoms"),
        pytest.param("", [], id="empty"),
    ],
)  # fmt: skip
def test_find_identifiers(text, found):
    assert _found(text) == found


def test_places_point_at_the_text():
    text = "acetone CAS 67-64-1 and toluene 108-88-3"
    spans = [text[identifier.start : identifier.end] for identifier in find_identifiers(text)]
    assert spans == ["CAS 67-64-1", "108-88-3"]


@given(st.text(st.sampled_from("CAScas:-. 0123456789/=()[]HNOc#@InChIKey"), max_size=120))
def test_places_are_in_order_and_apart(text):
    found = find_identifiers(text)
    for earlier, later in pairwise(found):
        assert earlier.end <= later.start
    assert all(0 <= identifier.start < identifier.end <= len(text) for identifier in found)


def test_a_cus_number_needs_its_label():
    assert _found("CUS 0012345-6") == [("cus", "0012345-6")]
    assert _found("no 0012345-6") == []
