"""Waybills and manifests of IATA Cargo-XML."""

import io

import pytest

from riskscan.manifest import read_table


def _known(row):
    return {column: cell for column, cell in row.items() if ":" not in column}


def test_waybill(content_of, rows_of):
    waybill = {
        "consignment_id": "999-00000011",
        "lodged_on": "2026-05-04",
        "port_of_loading": "LHR",
        "port_of_discharge": "LOS",
        "transport_mode": "air",
        "carrier": "ZZ",
        "consignor_name": "Wexcombe Reagents",
        "consignor_address": "Unit 4 Leeds",
        "consignor_country": "GB",
        "consignee_name": "Abeni Stores",
        "consignee_address": "Lagos",
        "consignee_country": "NG",
    }
    first, second = map(_known, rows_of(content_of("cargo_waybill.xml")))
    assert first == waybill | {
        "item_number": "1",
        "goods_description": "SAFROLE\nIN CANS",
        "hs_code": "293299",
        "gross_mass_kg": "45.359237",
        "package_count": "2",
    }
    assert second == waybill | {
        "item_number": "2",
        "goods_description": "GLASSWARE",
        "gross_mass_kg": "16.14",
        "package_count": "1",
    }


def test_house_waybill_with_trade_lines(content_of, rows_of):
    rows = rows_of(content_of("cargo_house_waybill.xml"))
    assert [row["goods_description"] for row in rows] == [
        "1-boc-4-AP | CHEMICALS AND PARTS",
        "bearings | MIXED | CHEMICALS AND PARTS",
        "gaskets | MIXED | CHEMICALS AND PARTS",
    ]
    assert {row["consignment_id"] for row in rows} == {"H-1"}
    assert {row["consignee_name"] for row in rows} == {"Talleres Ruvel"}
    assert {row["port_of_discharge"] for row in rows} == {"GDL"}
    assert [row.get("hs_code") for row in rows] == [None, "848210", None]


def test_mass_of_several_trade_lines_is_that_of_none(content_of, rows_of):
    first, second, third = rows_of(content_of("cargo_house_waybill.xml"))
    assert first["gross_mass_kg"] == "25"
    for row in (second, third):
        assert "gross_mass_kg" not in row
        assert row["cargo_xml:IncludedHouseConsignmentItem/GrossWeightMeasure"] == "90 kg"


def test_house_manifest(content_of, rows_of):
    rows = rows_of(content_of("cargo_house_manifest.xml"))
    assert [(row["consignment_id"], row["goods_description"], row["gross_mass_kg"]) for row in rows] == [
        ("HM-1", "pseudoephedrine tablets", "12"),
        ("HM-2", "shawls", "7"),
    ]
    assert {row["port_of_loading"] for row in rows} == {"DEL"}


def test_flight_manifest(rows_of):
    xml = b"""<rsm:FlightManifest xmlns:rsm="iata:flightmanifest:1" xmlns:ram="iata:datamodel:3">
      <rsm:ArrivalEvent><ram:OccurrenceArrivalLocation><ram:ID>JNB</ram:ID></ram:OccurrenceArrivalLocation>
      <ram:AssociatedTransportCargo><ram:IncludedMasterConsignment>
      <ram:GrossWeightMeasure unitCode="KGM">51</ram:GrossWeightMeasure>
      <ram:TotalPieceQuantity>3</ram:TotalPieceQuantity>
      <ram:SummaryDescription>ERGOTAMINE</ram:SummaryDescription>
      <ram:TransportContractDocument><ram:ID>999-00000044</ram:ID></ram:TransportContractDocument>
      </ram:IncludedMasterConsignment></ram:AssociatedTransportCargo></rsm:ArrivalEvent></rsm:FlightManifest>"""
    (row,) = rows_of(xml)
    assert row["consignment_id"] == "999-00000044"
    assert row["goods_description"] == "ERGOTAMINE"
    assert (row["gross_mass_kg"], row["package_count"]) == ("51", "3")


@pytest.mark.parametrize("name", ["cargo_waybill.xml", "cargo_house_waybill.xml", "cargo_house_manifest.xml"])
def test_without_namespaces(name, content_of, rows_of):
    bare = content_of(name)
    for prefix in (b"rsm:", b"ram:", b"ns2:"):
        bare = bare.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</")
    assert read_table(io.BytesIO(bare)).dialect.format == "cargo_xml"
    assert rows_of(bare) == rows_of(content_of(name))
