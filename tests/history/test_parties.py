"""One spelling for many."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.history.parties import (
    combine_keys,
    forget_parties,
    has_po_box,
    key_of,
    keys_of_each,
    normalize_address,
    normalize_party,
    party_keys,
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("GOLDEN BAY TRADING CO., LTD.", "Golden Bay Trading Co Ltd", id="case-and-points"),
        pytest.param("Golden Bay Trading", "Golden Bay Trading Company Limited", id="legal-form"),
        pytest.param("Química del Pacífico S.A. de C.V.", "QUIMICA DEL PACIFICO SA DE CV", id="accents-and-initials"),
        pytest.param("R&D Supply LLC", "r & d supply, l.l.c.", id="ampersand"),
        pytest.param("Müller GmbH", "MULLER", id="umlaut"),
        pytest.param("Ｍerck KGaA", "MERCK KGAA", id="full-width"),
        pytest.param("武汉某化工有限公司", "武汉某化工", id="chinese-form"),
    ],
)
def test_spellings_of_one_trader(first: str, second: str) -> None:
    assert normalize_party(first) == normalize_party(second) is not None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Golden Bay Trading", "Golden Bay Chemicals", id="other-trade"),
        pytest.param("A. Smith", "B. Smith", id="other-initial"),
        pytest.param("Merck", "Merk", id="one-letter"),
    ],
)
def test_different_traders_stay_apart(first: str, second: str) -> None:
    assert normalize_party(first) != normalize_party(second)


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, id=name or "empty") for name in ("", "  ", "N/A", "Unknown", "PRIVATE", "---")] + [None],
)
def test_nobody(name: str | None) -> None:
    assert normalize_party(name) is None


def test_a_name_that_is_a_legal_form_remains() -> None:
    assert normalize_party("CO LTD") == "co"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("P.O. Box 221, Tucson AZ", "PO BOX 221 Tucson, AZ", id="po-box"),
        pytest.param("P O BOX 221 Tucson AZ", "POBox 221, Tucson AZ", id="po-box-spaced"),
        pytest.param("Post Office Box 221, Tucson AZ", "po box 221 tucson az", id="post-office-box"),
        pytest.param("Apartado Postal 12, Lima", "apartado 12 Lima", id="apartado"),
        pytest.param("22 Elm St., Mesa", "22 ELM STREET MESA", id="street"),
        pytest.param("9 N. Oak Rd Apt 4", "9 North Oak Road Unit 4", id="unit"),
    ],
)
def test_spellings_of_one_address(first: str, second: str) -> None:
    assert normalize_address(first) == normalize_address(second) is not None


def test_different_addresses_stay_apart() -> None:
    assert normalize_address("PO Box 221, Tucson") != normalize_address("PO Box 222, Tucson")
    assert normalize_address("221 Main St, Tucson") != normalize_address("PO Box 221, Tucson")


@given(st.text(max_size=40))
def test_normalizing_twice_changes_nothing(text: str) -> None:
    for normalize in (normalize_party, normalize_address):
        once = normalize(text)
        assert once is None or normalize(once) == once


@given(st.lists(st.one_of(st.none(), st.text(max_size=8)), max_size=12))
def test_keys_follow_the_texts(texts: list[str | None]) -> None:
    keys = party_keys(texts)
    for text, key in zip(texts, keys.tolist(), strict=True):
        assert (key == 0) == (normalize_party(text) is None)
    assert party_keys(texts[::-1]).tolist() == keys.tolist()[::-1]


def test_pairs_have_a_direction_and_need_both() -> None:
    first, second = party_keys(["a", "b", "a"]), party_keys(["b", "a", None])
    pairs = combine_keys(first, second)
    assert pairs[0] != pairs[1]
    assert pairs[2] == 0
    many = combine_keys(np.arange(1, 200_001), np.arange(1, 200_001)[::-1].copy())
    assert len(np.unique(many)) == 200_000


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("P.O. Box 221, Tucson AZ", True, id="points"),
        pytest.param("c/o Smith, POBox 7", True, id="one word"),
        pytest.param("P.O.B. 12, Haifa", True, id="short"),
        pytest.param("Apartado 12, Lima", True, id="Spanish"),
        pytest.param("Casilla 4-D, Santiago", True, id="Chilean"),
        pytest.param("BOÎTE POSTALE 12, Lyon", True, id="French capitals"),
        pytest.param("Postfach, 8010 Graz", True, id="German without a number"),
        pytest.param("北京市邮政信箱100号", True, id="Chinese, no spaces"),
        pytest.param("Box Hill 12, Dorking", False, id="a place"),
        pytest.param("12 Post Office Road", False, id="a road"),
        pytest.param("Apartadoe 3", False, id="within a word"),
        pytest.param("", False, id="empty"),
    ],
)
def test_po_boxes(address: str, expected: bool) -> None:
    assert has_po_box(address) is expected


@pytest.mark.parametrize("address", ["Casilla 12, Lima", "Apartado Postal 12 Lima", "P.O. Box 12, LIMA", "Box 12 Lima"])
def test_boxes_are_one_spelling_in_every_language(address: str) -> None:
    assert normalize_address(address) == "pobox 12 lima"


PARTY = st.text("aB. ,1-\n\u00e9\u516c\u53f8", max_size=8) | st.sampled_from(
    ["ACME S.A. de C.V.", "P.O. Box 12, X", "to order", "n/a", "Foo L.L.C.", "12 Elm Ct."]
)


@given(st.lists(PARTY, max_size=8), st.booleans())
def test_keys_of_many_are_those_of_each(texts: list[str], is_address: bool) -> None:
    normalize = normalize_address if is_address else normalize_party
    expected = [key_of(plain) if (plain := normalize(text)) else 0 for text in texts]
    forget_parties()
    assert keys_of_each(texts, address=is_address).tolist() == expected
    assert keys_of_each(texts[::-1], address=is_address).tolist() == expected[::-1], "remembered ones"
