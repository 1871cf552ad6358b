"""Goods descriptions: damage is slight, and hidden names come from the tables."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from riskscan.simulation.catalogue import load_chemicals, load_products
from riskscan.simulation.mechanism import WORDINGS, load_mechanism
from riskscan.simulation.wording import Describer, damage
from riskscan.simulation.worlds import load_world


@given(st.text(max_size=30), st.integers(0, 3), st.integers(0, 1000))
def test_damage_is_no_more_than_its_edits(text: str, edits: int, seed: int) -> None:
    damaged = damage(text, edits, np.random.default_rng(seed))
    assert DamerauLevenshtein.distance(text, damaged) <= edits
    if edits == 0 or len(text) < 8:
        assert damaged == text


@pytest.fixture(scope="module")
def describer() -> Describer:
    settings = load_mechanism().settings
    quiet = dict.fromkeys(settings["text"], 0.0) | {"lower": 1.0}
    return Describer(load_world("test"), quiet, settings["words"], np.random.default_rng(1))


@pytest.mark.parametrize("wording", [pytest.param(name, id=name) for name in WORDINGS if name not in ("own", "vague")])
def test_hidden_names_come_from_the_substance_tables(describer: Describer, wording: str) -> None:
    toys = next(place for place, product in enumerate(load_products()) if product.product_id == "toys")
    products = np.full(60, toys)
    wordings = np.full(60, WORDINGS.index(wording))
    chemicals = describer.choose_chemicals(products, wordings)
    known = {entry.cas_rn for entry in load_chemicals("test")[0]}
    for chemical, text in zip(chemicals, describer.describe(products, wordings, chemicals), strict=True):
        assert chemical is not None
        assert chemical.cas_rn in known
        names = {
            "listed_plain": chemical.plain,
            "listed_obscure": chemical.obscure,
            "codename": chemical.codenames,
            "cas_rn": (chemical.cas_rn, chemical.cas_rn.replace("-", ""), chemical.cas_rn.replace("-", " ")),
            "cas_cut": (chemical.cas_rn.split("-")[0],),
        }[wording]
        assert any(name.lower() in text for name in names)


def test_goods_keep_their_own_words(describer: Describer) -> None:
    products = np.arange(len(load_products()))
    wordings = np.zeros(len(products), dtype=int)
    chemicals = describer.choose_chemicals(products, wordings)
    texts = describer.describe(products, wordings, chemicals)
    assert all(texts)
    assert [chemical is not None for chemical in chemicals] == [bool(entry.cas_rn) for entry in load_products()]
