"""Declarations of ASYCUDA World."""

import io

import pytest

from riskscan.exceptions import ManifestError
from riskscan.manifest import read_manifest, read_table

HEADER = {
    "consignment_id": "C 20471",
    "lodged_on": "2026-03-14",
    "export_country": "CN",
    "destination_country": "KE",
    "port_of_loading": "CNNGB",
    "transport_mode": "sea",
    "vessel_name": "MV ORCHARD STAR",
    "consignor_name": "Brimwater Solvents Ltd",
    "consignor_address": "14 Quay Lane, Ningbo",
    "consignee_name": "Tallow & Finch Importers",
    "consignee_address": "Plot 9, Harbour Road",
}


def _known(row):
    return {column: cell for column, cell in row.items() if ":" not in column}


def test_every_item_has_its_own_values_and_those_of_the_declaration(content_of, rows_of):
    first, second, third = map(_known, rows_of(content_of("asycuda_import.xml")))
    assert first == HEADER | {
        "goods_description": (
            "- - Acyclic ketones without other oxygen function | ACETONE TECHNICAL GRADE\nIN STEEL DRUMS"
        ),
        "hs_code": "29141100",
        "net_mass_kg": "7900",
        "gross_mass_kg": "8250.1250",
        "package_count": "40",
        "customs_value": "12000",
        "currency": "USD",
        "origin_country": "CN",
        "permit_reference": "PERMIT-0042",
    }
    assert second == HEADER | {
        "goods_description": "Green tea",
        "hs_code": "09021000",
        "net_mass_kg": "760",
        "gross_mass_kg": "800",
        "package_count": "5",
        "customs_value": "6000.5",
        "currency": "USD",
        "origin_country": "LK",
    }
    assert third == HEADER | {
        "goods_description": "Storage units",
        "hs_code": "84717000",
        "net_mass_kg": "60",
        "gross_mass_kg": "69.8750",
        "package_count": "2",
        "customs_value": "32500",
        "origin_country": "CN",
    }


def test_value_in_no_currency_is_none_in_dollars(content_of):
    manifest = read_manifest(io.BytesIO(content_of("asycuda_import.xml")))
    assert manifest["customs_value_usd"].tolist()[:2] == [12000.0, 6000.5]
    assert manifest["row_issues"].tolist() == ["", "", "no_rate: customs_value_usd '32500 without unit'"]
    assert manifest["gross_mass_kg"].tolist() == [8250.125, 800.0, 69.875]


def test_what_has_no_column_keeps_its_path(content_of, rows_of):
    first, second, _ = rows_of(content_of("asycuda_import.xml"))
    assert first["asycuda:Item/Packages/Kind_of_packages_code"] == "DR"
    assert first["asycuda:ASYCUDA/Traders/Consignee/Consignee_code"] == "700112"
    assert second["asycuda:ASYCUDA/General_information/Country/Country_of_origin_name"] == "Many"


def test_fewer_items_than_stated_is_an_issue(content_of, rows_of, issues_of):
    content = content_of("asycuda_import.xml")
    begin, end = content.rindex(b"<Item>"), content.rindex(b"</Item>") + len(b"</Item>")
    shorter = content[:begin] + content[end:]
    assert len(rows_of(shorter)) == 2
    assert issues_of(shorter) == ["1 item_count"]
    assert issues_of(content) == []


def test_declaration_without_items_is_one_row(content_of, rows_of, issues_of):
    content = content_of("asycuda_import.xml")
    header_only = content[: content.index(b"<Item>")] + b"</ASYCUDA>"
    (row,) = rows_of(header_only)
    assert row["consignee_name"] == "Tallow & Finch Importers"
    assert "goods_description" not in row
    assert issues_of(header_only) == ["0 no_goods_item", "0 item_count"]


@pytest.mark.parametrize(
    "wrap",
    [
        pytest.param(lambda xml: b"\xef\xbb\xbf" + xml, id="byte order mark"),
        pytest.param(lambda xml: b"\n\n" + xml[xml.index(b"<ASYCUDA>") :], id="no declaration, blank lines"),
        pytest.param(lambda xml: b"<Batch>" + xml[xml.index(b"<ASYCUDA>") :] + b"</Batch>", id="in another element"),
        pytest.param(lambda xml: b"<!-- made by " + b"x" * 5_000 + b" -->" + xml[55:], id="long comment in front"),
    ],
)
def test_whatever_stands_round_it(wrap, content_of, rows_of):
    content = wrap(content_of("asycuda_import.xml"))
    assert read_table(io.BytesIO(content)).dialect.format == "asycuda"
    assert [row["package_count"] for row in rows_of(content)] == ["40", "5", "2"]


def test_several_declarations_in_one_file(content_of, rows_of):
    content = content_of("asycuda_import.xml")
    one = content[content.index(b"<ASYCUDA>") :]
    rows = rows_of(b"<Export>" + one + one.replace(b"<Number>20471<", b"<Number>20472<") + b"</Export>")
    assert [row["consignment_id"] for row in rows] == ["C 20471"] * 3 + ["C 20472"] * 3


def test_items_of_other_xml_are_none_of_asycuda():
    order = b"<?xml version='1.0'?><Order><Item><Goods>acetone</Goods></Item></Order>"
    with pytest.raises(ManifestError, match="XML with the root element <Order>"):
        read_table(io.BytesIO(order))


@pytest.mark.parametrize("stated", [b"UTF-16", b"utf-32"])
def test_a_wide_encoding_that_is_stated_over_single_bytes(content_of, rows_of, stated):
    """Writers that make a string before they make a file state the encoding of the string."""
    content = content_of("asycuda_import.xml")
    prolog, _, rest = content.partition(b"?>")
    assert prolog.startswith(b"<?xml")
    assert rows_of(b'<?xml version="1.0" encoding="' + stated + b'"?>' + rest) == rows_of(content)
