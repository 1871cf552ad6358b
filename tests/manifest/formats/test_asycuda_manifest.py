"""Cargo manifests of ASYCUDA World."""

import io

import pytest

from riskscan.manifest import read_table


def test_every_goods_segment_is_a_row_with_its_bill(content_of, rows_of):
    first, second, third, _ = rows_of(content_of("asycuda_manifest.xml"))
    assert {column: cell for column, cell in first.items() if ":" not in column} == {
        "consignment_id": "ORL0001",
        "lodged_on": "2026-02-20",
        "goods_description": "POTASSIUM PERMANGANATE 99%",
        "gross_mass_kg": "19800",
        "package_count": "100",
        "customs_value": "41000",
        "currency": "USD",
        "export_country": "CN",
        "destination_country": "GA",
        "port_of_loading": "CNSHA",
        "port_of_discharge": "GALBV",
        "transport_mode": "sea",
        "carrier": "Orrin Line",
        "vessel_name": "MV PLUMTREE",
        "container_number": "ORLU1234567; ORLU7654321",
        "consignor_name": "Vantry Chem Co",
        "consignor_address": "8 Dock St, Shanghai",
        "consignee_name": "Moabi Trading",
        "consignee_address": "BP 77, Libreville",
    }
    assert [row["goods_description"] for row in (second, third)] == ["wooden chairs", "table lamps"]
    assert [row["gross_mass_kg"] for row in (second, third)] == ["340.5", "55"]
    assert second["consignor_name"] == third["consignor_name"] == "Maison Delorme"
    assert "container_number" not in second


def test_marks_are_no_goods(content_of, rows_of):
    first, *_ = rows_of(content_of("asycuda_manifest.xml"))
    assert first["asycuda_manifest:Goods_segment/Shipping_marks"] == "N/M"


def test_bill_without_goods_is_a_row_with_an_issue(content_of, rows_of, issues_of):
    content = content_of("asycuda_manifest.xml")
    last = rows_of(content)[-1]
    assert (last["consignment_id"], last["container_number"]) == ("ORL0003", "ORLU0000001")
    assert last["port_of_loading"] == "INNSA"  # the ship's, as the bill says none
    assert issues_of(content) == ["3 no_goods_item"]


def test_countries_of_places_are_said(content_of):
    notes = read_table(io.BytesIO(content_of("asycuda_manifest.xml"))).notes
    assert {note.facts["column"] for note in notes} == {"export_country", "destination_country"}


@pytest.mark.parametrize("root", [b"Awbolds", b"Awmcds", b"Awbolegmds"])
def test_relatives_of_the_manifest(root, content_of, rows_of):
    content = content_of("asycuda_manifest.xml").replace(b"Awmds>", root + b">")
    assert read_table(io.BytesIO(content)).dialect.format == "asycuda_manifest"
    assert len(rows_of(content)) == 4
