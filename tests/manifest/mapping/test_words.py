"""What the words of a header say: glued, cut, misspelt, in two languages, beside units and numbers of boxes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.manifest.mapping.header_units import read_currency, read_mass_unit
from riskscan.manifest.mapping.words import UNKNOWN, read_header_words


@pytest.mark.parametrize(
    ("header", "concepts"),
    [
        pytest.param("GROSS_WEIGHT", {"gross", "weight"}, id="underscores"),
        pytest.param("G_WEIGHT", {"gross", "weight"}, id="one letter for gross"),
        pytest.param("exporterName", {"sender.exporter", "name"}, id="camel case"),
        pytest.param("HSCode", {"hs", "code"}, id="camel case behind capitals"),
        pytest.param("hscode", {"hs", "code"}, id="glued"),
        pytest.param("countryorigin_iso3", {"country", "origin", "code", "ordinal"}, id="glued, with a code"),
        pytest.param("item.description", {"item", "description"}, id="path"),
        pytest.param("Goods shipment > item > description", {"goods", "shipment", "item", "description"}, id="arrows"),
        pytest.param("H.S. Code", {"hs", "code"}, id="abbreviation with points"),
        pytest.param("B/L No.", {"transport_document", "number"}, id="slash within an abbreviation"),
        pytest.param("AWB #", {"transport_document", "number"}, id="number sign"),
        pytest.param("31 Description of goods", {"goods", "description"}, id="box number"),
        pytest.param("Box 8 Consignee", {"receiver.consignee"}, id="box, with its word"),
        pytest.param("品名 / Description", {"goods", "name", "description"}, id="two languages"),
        pytest.param("Goods description (Descripción)", {"goods", "description"}, id="two languages in brackets"),
        pytest.param("P/N (系统料号)", {UNKNOWN}, id="unknown in two languages"),
        pytest.param("DESCRIPTION (系统英文品名)", {"description", "goods", "name", "english"}, id="Chinese, glued"),
        pytest.param("商品中文名称", {"goods", "local_language", "name"}, id="Chinese, of three words"),
        pytest.param("CURENCY", {"currency"}, id="letter missing"),
        pytest.param("ASSEMENT_NUMBER", {"assessment", "number"}, id="letters missing"),
        pytest.param("EMBARQ_PORT", {"loading", "port"}, id="cut"),
        pytest.param("pais_orige", {"country", "origin"}, id="cut in Spanish"),
        pytest.param("CNEE", {"receiver.consignee"}, id="abbreviation"),
        pytest.param("Sender County", {"sender.shipper", "contact"}, id="county is no country"),
        pytest.param("Cost centre", {UNKNOWN}, id="unknown"),
        pytest.param("Weight (original)", {"weight", "original"}, id="known word in brackets"),
        pytest.param("Origin (F)", {"origin"}, id="remark in brackets"),
        pytest.param("Value (per unit)", {"value", "per", "unit"}, id="brackets that change the meaning"),
    ],
)
def test_words(header: str, concepts: set[str]) -> None:
    found = set(read_header_words(header).concepts)
    assert found == concepts or (UNKNOWN in concepts and UNKNOWN in found)


@pytest.mark.parametrize(
    ("header", "currency", "mass_unit"),
    [
        pytest.param("GROSS_WEIGHT_IN_KG", "", "kg", id="mass after in"),
        pytest.param("NET_WEIGHT_KGS", "", "kg", id="kilograms, not the som of Kyrgyzstan"),
        pytest.param("Value (US$)", "USD", "", id="sign in brackets"),
        pytest.param("FOB_VALUE_IN_USD", "USD", "", id="in is no country here"),
        pytest.param("CIF_IN_UGX", "UGX", "", id="code"),
        pytest.param("CIF_IN_NIGERIA", "NGN", "", id="country"),
        pytest.param("WEIGHTKGS", "", "kg", id="mass, glued"),
        pytest.param("fobusd", "USD", "", id="amount, glued"),
        pytest.param("usdcif", "USD", "", id="amount, glued behind its currency"),
        pytest.param("valoremusd", "USD", "", id="amount, glued with a word of another language"),
        pytest.param("amountall", "", "", id="a code that is a word behind an amount"),
        pytest.param("topvalue", "", "", id="a code that is a word before an amount"),
        pytest.param("GROSSWEIGHTINKG", "", "kg", id="mass, glued with in"),
        pytest.param("PORTALL", "", "", id="letters of a currency behind what is no amount"),
        pytest.param("TOTAL_VALUE_PAK_RS", "PKR", "", id="country and sign"),
        pytest.param("FOB_VALUE_IN_BOTSWANAN_PULA", "BWP", "", id="name with an adjective"),
        pytest.param("Destination Country", "", "", id="none"),
        pytest.param("Nigeria office", "", "", id="country that is no currency"),
    ],
)
def test_units(header: str, currency: str, mass_unit: str) -> None:
    words = read_header_words(header)
    assert (words.currency, words.mass_unit) == (currency, mass_unit)


@pytest.mark.parametrize(
    ("header", "ordinal"),
    [("PRODUCT_DESCRIPTION_2", 2), ("HS6", 6), ("Description", None), ("Address Line 1", 1), ("2026 plan", None)],
)
def test_small_numbers_count_parts(header: str, ordinal: int | None) -> None:
    assert read_header_words(header).ordinal == ordinal


def test_thousands_are_a_scale() -> None:
    words = read_header_words("STATISTICAL_VALUE_IN_1000_USD")
    assert "thousand" in words.concepts
    assert words.currency == "USD"


@pytest.mark.parametrize("text", ["blue", "", "Nigeria", "n/a"])
def test_no_currency(text: str) -> None:
    assert read_currency(text) == ""


def test_no_mass_unit() -> None:
    assert read_mass_unit("pieces") == ""


@given(st.text(max_size=300))
def test_every_text_is_read(header: str) -> None:
    words = read_header_words(header)
    assert words.is_understood == (bool(words.concepts) and UNKNOWN not in words.concepts)
