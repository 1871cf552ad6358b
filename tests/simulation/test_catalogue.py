"""Tables of the simulation: every row usable, worlds disjoint."""

import pytest

from riskscan.exceptions import TableError
from riskscan.identifiers.cas_rn import normalize_cas_rn
from riskscan.simulation import mechanism as mechanism_module
from riskscan.simulation.catalogue import (
    chemical_of,
    load_carriers,
    load_chemicals,
    load_lanes,
    load_names,
    load_places,
    load_products,
    load_wordings,
)
from riskscan.simulation.mechanism import load_mechanism

DISJOINT_PARTS = ("stem", "activity", "given", "surname", "street", "brand")


def test_every_product_is_worded_in_both_worlds_and_belongs_to_a_segment() -> None:
    segments = set(load_mechanism().segments)
    ids = [product.product_id for product in load_products()]
    assert len(ids) == len(set(ids))
    for world in ("train", "test"):
        assert set(load_wordings(world)) == set(ids)
    assert {product.segment for product in load_products()} == segments


def test_worlds_share_no_wording() -> None:
    train, test = (
        {text.casefold() for texts in load_wordings(world).values() for text in texts} for world in ("train", "test")
    )
    assert not train & test


@pytest.mark.parametrize("part", [pytest.param(part, id=part) for part in DISJOINT_PARTS])
def test_worlds_share_no_part_of_a_name(part: str) -> None:
    train, test = (
        {text.casefold() for (kind, _), texts in load_names(world).items() if kind == part for text in texts}
        for world in ("train", "test")
    )
    assert train
    assert not train & test


def test_products_that_are_listed_chemicals_have_names() -> None:
    for product in load_products():
        if product.cas_rn:
            assert normalize_cas_rn(product.cas_rn) == product.cas_rn
            assert chemical_of(product.cas_rn).plain


def test_concealed_substances_have_names_and_some_are_new_in_the_test_world() -> None:
    train, test = ({entry.cas_rn for entry in load_chemicals(world)[0]} for world in ("train", "test"))
    assert test - train
    assert train & test
    for entry in load_chemicals("test")[0]:
        assert entry.plain
        assert entry.obscure
        assert all(len(code) == 6 for code in entry.hs_codes)


def test_lanes_lead_to_known_places() -> None:
    places = load_places()
    for world in ("train", "test"):
        for kind in ("ordinary", "corridor"):
            for lane in load_lanes(world, kind):
                assert {lane.origin, lane.export, lane.destination} <= set(places)
        assert {"sea", "air", "express", "post", "road"} == {entry.mode for entry in load_carriers(world)}


def test_routes_and_carriers_change() -> None:
    assert any(lane.from_share > 0 for lane in load_lanes("train", "ordinary"))
    assert {hub.export for hub in load_lanes("test", "hub")} - {hub.export for hub in load_lanes("train", "hub")}
    assert any(entry.from_share > 0 for entry in load_carriers("train"))


def test_unknown_chemical_is_named() -> None:
    with pytest.raises(TableError, match="0-00-0"):
        chemical_of("0-00-0")


def test_wrong_shares_are_named() -> None:
    with pytest.raises(TableError, match=r"segments: shares sum to 0\.4"):
        mechanism_module._parse_shares("segments", {"a": 0.4}, ("a", "b"))
    with pytest.raises(TableError, match="unknown c"):
        mechanism_module._parse_shares("segments", {"c": 1.0}, ("a", "b"))
