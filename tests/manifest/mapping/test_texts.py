"""Every text that says what the goods are is read; that of the tariff heading only where there is no other."""

from riskscan.manifest.mapping import ColumnSample, map_columns
from riskscan.manifest.notes import NoteKind


def _kinds(headers: list[str]) -> dict[NoteKind, str]:
    return {note.kind: str(note) for note in map_columns(headers).notes}


def test_numbered_parts_are_joined_in_order() -> None:
    headers = ["PRODUCT_DESCRIPTION", "PRODUCT_DESCRIPTION_1", "PRODUCT_DESCRIPTION_2"]
    assert map_columns(headers).columns["goods_description"].sources == tuple(headers)


def test_two_languages_are_both_read_and_said() -> None:
    headers = ["HS_CODE", "Goods", "PRODUCT_DESCRIPTION_EN"]
    mapping = map_columns(headers)
    assert mapping.columns["goods_description"].sources == ("Goods", "PRODUCT_DESCRIPTION_EN")
    assert _kinds(headers)[NoteKind.JOINED_COLUMNS] == (
        "goods_description is read from 'Goods', 'PRODUCT_DESCRIPTION_EN', joined in this order."
    )


def test_attributes_come_behind_the_goods() -> None:
    sources = map_columns(["VARIETY", "Goods", "Specifications"]).columns["goods_description"].sources
    assert sources == ("Goods", "VARIETY", "Specifications")


def test_tariff_text_is_left_out_beside_goods() -> None:
    headers = ["HS_CODE_DESCRIPTION", "Goods"]
    mapping = map_columns(headers)
    assert mapping.columns["goods_description"].sources == ("Goods",)
    assert "'HS_CODE_DESCRIPTION'" in _kinds(headers)[NoteKind.CHOSEN_COLUMN]


def test_tariff_text_alone_is_read_and_said() -> None:
    headers = ["HS_CODE", "HS_CODE_DESCRIPTION"]
    assert map_columns(headers).columns["goods_description"].sources == ("HS_CODE_DESCRIPTION",)
    assert NoteKind.TARIFF_TEXT in _kinds(headers)


def test_tariff_text_is_read_where_the_goods_are_empty() -> None:
    sample = {"Goods": ColumnSample(3, ()), "HS description": ColumnSample(3, (("ketones", 3),))}
    assert map_columns(["Goods", "HS description"], sample=sample).source("goods_description") == "HS description"


def test_an_empty_text_is_left_out_and_said() -> None:
    mapping = map_columns(["Goods", "Product name"], sample={"Goods": ColumnSample(3, ())})
    assert mapping.columns["goods_description"].sources == ("Product name",)
    assert str(mapping.notes[0]).endswith("not from 'Goods': the others hold no text.")


def test_parts_stay_columns_of_their_own() -> None:
    mapping = map_columns(["Goods", "Product name", "Remark"])
    assert mapping.unmapped == ("Remark",)
    assert mapping.kept == ("Goods", "Product name", "Remark")


def test_lines_of_an_address_are_joined_in_order() -> None:
    headers = ["Goods", "Shipper address 2", "Shipper address 1", "Shipper city"]
    mapping = map_columns(headers)
    assert mapping.columns["consignor_address"].sources == ("Shipper address 1", "Shipper address 2")
    assert "Shipper city" in mapping.unmapped


def test_brand_and_kind_say_too_little() -> None:
    assert map_columns(["Goods", "Brand", "Product type"]).columns["goods_description"].sources == ("Goods",)
