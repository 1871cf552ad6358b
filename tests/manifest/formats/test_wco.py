"""Declarations and cargo reports of the WCO Data Model."""

import io

import pytest

from riskscan.exceptions import ManifestError
from riskscan.manifest import read_manifest, read_table


def _known(row):
    return {column: cell for column, cell in row.items() if ":" not in column}


DECLARATION = {
    "consignment_id": "LRN-7781",
    "lodged_on": "2026-03-05",
    "export_country": "ID",
    "transit_countries": "AE;EG",
    "destination_country": "NL",
    "port_of_loading": "IDTPP",
    "transport_mode": "sea",
    "carrier": "Orrin Line",
    "vessel_name": "9300001",
    "container_number": "ORLU4444444",
    "consignee_name": "NL812345678",
}


def test_every_value_of_an_item(content_of, rows_of):
    first, second = map(_known, rows_of(content_of("wco_import.xml")))
    assert first == DECLARATION | {
        "item_number": "1",
        "goods_description": "Piperonal, crystals",
        "cus_number": "0021034-9",
        "hs_code": "2932930090",
        "un_number": "3077",
        "further_un_numbers": "1090",
        "net_mass_kg": "100.1250",
        "gross_mass_kg": "110.2500",
        "package_count": "10",
        "customs_value": "5000",
        "currency": "EUR",
        "origin_country": "ID",
        "consignor_name": "Bali Spice Works",
        "consignor_address": "Ubud 2",
        "consignor_country": "ID",
        "permit_reference": "IMP-LIC-5",
    }
    assert second == DECLARATION | {
        "item_number": "2",
        "goods_description": "Rattan baskets",
        "hs_code": "46021200",
        "gross_mass_kg": "38",
        "package_count": "4",
        "customs_value": "250",
        "currency": "EUR",
        "consignor_name": "Sunda Aroma PT",
        "consignor_address": "Jakarta Jalan Melati 5 10110",
        "consignor_country": "ID",
    }


def test_values_that_give_way_keep_a_column(content_of, rows_of):
    first, _ = rows_of(content_of("wco_import.xml"))
    assert first["wco:Declaration/Exporter/Name"] == "Sunda Aroma PT"
    assert first["wco:Declaration/InvoiceAmount"] == "5250.00 EUR"
    assert first["wco:GovernmentAgencyGoodsItem/AdditionalDocument/ID"] == "INV-77"


def test_as_a_manifest(content_of):
    manifest = read_manifest(io.BytesIO(content_of("wco_import.xml")))
    assert manifest["net_mass_kg"].tolist()[0] == 100.125
    assert manifest["un_number"].tolist()[0] == "UN3077"
    assert manifest["cus_number"].tolist()[0] == "0021034-9"
    assert [text.split(":")[0] for text in manifest["row_issues"]] == ["no_rate", "no_rate"]


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(b'<Declaration xmlns="urn:wco:datamodel:WCO:DEC:2">', id="version 2 and 3"),
        pytest.param(b'<Declaration xmlns="urn:wco:datamodel:WCO:DEC-DMS:2">', id="without envelope"),
        pytest.param(b'<Declaration xmlns="urn:wco:datamodel:NL:DEC:1">', id="of a country"),
        pytest.param(b"<Declaration>", id="no namespace"),
    ],
)
def test_namespaces(head, content_of, rows_of):
    content = content_of("wco_import.xml")
    body = content[content.index(b"<AcceptanceDateTime>") : content.index(b"</md:MetaData>")]
    assert [row["goods_description"] for row in rows_of(head + body)] == ["Piperonal, crystals", "Rattan baskets"]


def test_prefixes_before_every_name(rows_of):
    xml = b"""<m:MetaData xmlns:m="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2"><d:Declaration
      xmlns:d="urn:wco:datamodel:WCO:DEC-DMS:2"><d:GoodsShipment><d:GovernmentAgencyGoodsItem><d:Commodity>
      <d:Description>acetone</d:Description></d:Commodity></d:GovernmentAgencyGoodsItem></d:GoodsShipment>
      </d:Declaration></m:MetaData>"""
    assert rows_of(xml) == [{"goods_description": "acetone"}]


def test_several_declarations_in_one_envelope(content_of, rows_of):
    content = content_of("wco_import.xml")
    begin, end = content.index(b"<Declaration>"), content.index(b"</md:MetaData>")
    twice = content[:end] + content[begin:end].replace(b"LRN-7781", b"LRN-7782") + content[end:]
    assert [row["consignment_id"] for row in rows_of(twice)] == ["LRN-7781"] * 2 + ["LRN-7782"] * 2


def test_cargo_report(content_of, rows_of):
    first, second, third = map(_known, rows_of(content_of("wco_cargo_report.xml")))
    assert first == {
        "consignment_id": "HAWB-1",
        "item_number": "1",
        "lodged_on": "2026-01-18",
        "goods_description": "ephedrine hydrochloride",
        "gross_mass_kg": "2.5",
        "port_of_loading": "AUSYD",
        "transport_mode": "air",
        "vessel_name": "QF 99",
        "consignor_name": "Larkfield Supply",
        "consignee_name": "Kauri Labs",
        "consignee_country": "NZ",
    }
    assert [row["goods_description"] for row in (second, third)] == ["printed books", "paper bags"]
    assert second["consignment_id"] == third["consignment_id"] == "HAWB-2"
    assert "consignor_name" not in second


def test_mass_in_a_unit_of_volume_is_none(content_of, issues_of, rows_of):
    content = content_of("wco_import.xml").replace(b'unitCode="KGM">110.250', b'unitCode="MTQ">110.250')
    assert "gross_mass_kg" not in rows_of(content)[0]
    assert issues_of(content) == ["0 unknown_unit"]


def test_notification_is_named():
    answer = b"""<MetaData xmlns="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2"><Response
      xmlns="urn:wco:datamodel:WCO:RES-DMS:2"><FunctionCode>01</FunctionCode><Declaration><ID>20GB1</ID>
      </Declaration></Response></MetaData>"""
    with pytest.raises(ManifestError, match="response of a customs administration to a declaration"):
        read_table(io.BytesIO(answer))


def test_amendment_without_items_is_one_row(rows_of, issues_of):
    amendment = b"""<Declaration xmlns="urn:wco:datamodel:WCO:DEC-DMS:2"><FunctionCode>13</FunctionCode>
      <FunctionalReferenceID>LRN-1</FunctionalReferenceID></Declaration>"""
    (row,) = rows_of(amendment)
    assert row["consignment_id"] == "LRN-1"
    assert issues_of(amendment) == ["0 no_goods_item"]
