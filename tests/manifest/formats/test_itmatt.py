"""Postal items as ITMATT XML."""

import io

from riskscan.manifest import read_table


def test_every_piece_of_content_is_a_row_with_its_item(content_of, rows_of):
    item = {
        "consignment_id": "LX000000011XQ",
        "export_country": "CN",
        "destination_country": "US",
        "transport_mode": "post",
        "consignor_name": "Quillon Store",
        "consignor_address": "7 Lotus Road Yiwu",
        "consignor_country": "CN",
        "consignee_name": "Ana Pellow",
        "consignee_address": "Elm Street 4 55555 Dorset Falls",
        "consignee_country": "US",
        "origin_country": "CN",
        "currency": "USD",
        "net_mass_kg": "0.2",
    }
    first, second = rows_of(content_of("itmatt.xml"))
    assert {column: cell for column, cell in first.items() if ":" not in column} == item | {
        "goods_description": "phone case",
        "hs_code": "392690",
        "package_count": "2",
        "customs_value": "9",
    }
    assert {column: cell for column, cell in second.items() if ":" not in column} == item | {
        "goods_description": "4-anilinopiperidine 99%",
        "hs_code": "293333",
        "package_count": "1",
        "customs_value": "38",
    }
    assert first["itmatt:Item/MailClass"] == "U"


def test_several_items_in_a_message(content_of, rows_of):
    content = content_of("itmatt.xml")
    item = content[content.index(b"<Item>") :]
    message = b"<itmatt>" + item + item.replace(b"LX000000011XQ", b"LX000000022XQ") + b"</itmatt>"
    assert read_table(io.BytesIO(message)).dialect.format == "itmatt"
    assert [row["consignment_id"] for row in rows_of(message)] == ["LX000000011XQ"] * 2 + ["LX000000022XQ"] * 2


def test_item_without_pieces_is_one_row(rows_of, issues_of):
    item = b"<itmatt><item><item-id>LX1XQ</item-id><gross-weight>0.3</gross-weight></item></itmatt>"
    (row,) = rows_of(item)
    assert (row["consignment_id"], row["gross_mass_kg"]) == ("LX1XQ", "0.3")
    assert issues_of(item) == ["0 no_goods_item"]
