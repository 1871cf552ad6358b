"""What one header claims to be, and which headers claim nothing."""

import pytest

from riskscan.manifest.mapping import count_known_headers
from riskscan.manifest.mapping.recognizing import recognize, stated_unit


@pytest.mark.parametrize(
    ("header", "target"),
    [
        pytest.param("IMPORTER_NAME", "consignee_name", id="importer"),
        pytest.param("Name of the foreign supplier", "consignor_name", id="supplier in a sentence"),
        pytest.param("EXPORTER_NAME_AND_ADDRESS", "consignor_name", id="name and address"),
        pytest.param("Shipper Address 1", "consignor_address", id="address line"),
        pytest.param("COUNTRY_OF_EXPORTER", "consignor_country", id="country of a party"),
        pytest.param("EXPORTING_COUNTRY", "export_country", id="country of export"),
        pytest.param("Country of last consignment", "export_country", id="last consignment"),
        pytest.param("ACQUISITION_COUNTRY", "export_country", id="purchase"),
        pytest.param("weight.value", "gross_mass_kg", id="number of a mass in a document"),
        pytest.param("items.netWeight.#text", "net_mass_kg", id="number of a net mass in a document"),
        pytest.param("FROM_COUNTRY_NAME", "export_country", id="from"),
        pytest.param("TO_COUNTRY_NAME", "destination_country", id="to"),
        pytest.param("PRODUCT_DESCRIPTION_EN", "goods_description", id="translation"),
        pytest.param("Goods Shipped", "goods_description", id="goods shipped"),
        pytest.param("HS_CODE_DESCRIPTION", "goods_description", id="text of the heading"),
        pytest.param("HS_CODE_4", "hs_code", id="shorter code"),
        pytest.param("Tariff Item No", "hs_code", id="tariff item"),
        pytest.param("NO_OF_PKGS", "package_count", id="packages"),
        pytest.param("BE_NUMBER", "consignment_id", id="bill of entry"),
        pytest.param("House B/L", "consignment_id", id="house bill"),
        pytest.param("Reg Number", "consignment_id", id="registration"),
        pytest.param("EXP_DATE", "lodged_on", id="day of export"),
        pytest.param("DATE_OF_ISSUE", "lodged_on", id="day of issue"),
        pytest.param("Date of arrival", "lodged_on", id="day of arrival"),
        pytest.param("Flight date", "lodged_on", id="day of a flight"),
        pytest.param("Fecha de salida", "lodged_on", id="Spanish, departure"),
        pytest.param("Дата подачи", "lodged_on", id="Russian, submission"),
        pytest.param("foreign_port_of_lading", "port_of_loading", id="port of lading"),
        pytest.param("EXIT_OFFICE", "port_of_loading", id="office of exit"),
        pytest.param("TRANS_TYPE_CROSS_BORDER", "transport_mode", id="mode at the border"),
        pytest.param("TRANSPORTATION_COMPANY", "carrier", id="carrier"),
        pytest.param("NO_LICENCE", "permit_reference", id="license"),
        pytest.param("INVOICE_CURRENCY", "currency", id="currency"),
        pytest.param("Weight UOM", "mass_unit", id="unit of mass"),
        pytest.param("Puerto Embarque", "port_of_loading", id="Spanish, without article"),
        pytest.param("Страна отправления товара", "export_country", id="Russian"),
        pytest.param("发件人国家代码", "consignor_country", id="Chinese, glued"),
        pytest.param("31 Packages and description of goods", "goods_description", id="box of the SAD"),
        pytest.param("15a C. disp./exp. Code", "export_country", id="box of the SAD, cut"),
        pytest.param("Feld 35: Rohmasse (kg)", "gross_mass_kg", id="German box"),
        pytest.param("Графа 35 Вага брутто (кг)", "gross_mass_kg", id="Ukrainian box"),
        pytest.param("18 04 000 000 Rohmasse", "gross_mass_kg", id="data element of the UCC"),
        pytest.param("㉛품명", "goods_description", id="circled box"),
        pytest.param("น้ำหนักสุทธิรวม", "net_mass_kg", id="Thai, glued"),
        pytest.param("item.declared.value", "customs_value_usd", id="path"),
        pytest.param("Sendungsdokumente - Zollwert", "customs_value_usd", id="path with a dash"),
        pytest.param("con_name", "consignee_name", id="consignee, cut to three letters"),
        pytest.param("shpFullAddress", "consignor_address", id="shipper, cut to three letters"),
        pytest.param("Importer street and number", "consignee_address", id="street"),
        pytest.param("INDONESIAN_IMPORTER", "consignee_name", id="adjective of a country"),
        pytest.param("FOREIGN_SUPPLIER_COUNTRY", "consignor_country", id="country of a foreign party"),
        pytest.param("Country of Mfr", "origin_country", id="country of manufacture"),
        pytest.param("ORIGIN_COUNTRY_DESCRIPTION", "origin_country", id="name of a country by another word"),
        pytest.param("Landing port", "port_of_discharge", id="landing is not lading"),
        pytest.param("EXIT_CUSTOMS_OFFICE_CODE_AND_NAME", "port_of_loading", id="office of exit, code and name"),
        pytest.param("Mode of conveyance", "transport_mode", id="conveyance"),
        pytest.param("Declaration Ref No", "consignment_id", id="reference of the declaration"),
        pytest.param("Cargo Control Number", "consignment_id", id="cargo control number"),
        pytest.param("Package_TrackingNumber", "consignment_id", id="number of the package"),
        pytest.param("Date of Arrival", "lodged_on", id="day of arrival"),
        pytest.param("Validation date", "lodged_on", id="day of validation"),
        pytest.param("On board date", "lodged_on", id="day on board"),
        pytest.param("Date declared", "lodged_on", id="day that is declared"),
        pytest.param("Harmonised system sub-heading code", "hs_code", id="code of the subheading"),
        pytest.param("Posición NCM", "hs_code", id="position of a nomenclature"),
        pytest.param("Total kgs", "gross_mass_kg", id="total in kilograms"),
        pytest.param("Package weight", "gross_mass_kg", id="weight of the package"),
        pytest.param("Bill Quantity", "package_count", id="quantity of the bill"),
        pytest.param("Intrinsic value amount", "customs_value_usd", id="intrinsic value"),
        pytest.param("Goods value currency", "currency", id="currency of a value"),
        pytest.param("Total Netto (kg)", "net_mass_kg", id="net total in kilograms"),
        pytest.param("8 digit HS code", "hs_code", id="digits of a code"),
        pytest.param("No. & kind of pkgs", "package_count", id="number and kind of packages"),
        pytest.param("Recipient contact name", "consignee_name", id="person"),
        pytest.param("BE number and date", "consignment_id", id="number and day"),
        pytest.param("Importer company name & address", "consignee_name", id="company with its address"),
        pytest.param("Customs reference number", "consignment_id", id="reference of the customs"),
        pytest.param("Estimated weight (kg)", "gross_mass_kg", id="estimated weight"),
        pytest.param("報單號碼", "consignment_id", id="Chinese in traditional letters"),
        pytest.param("申报品名(英文)", "goods_description", id="Chinese, declared name in English"),
        pytest.param("CIF価格(USD)", "customs_value_usd", id="Japanese value"),
        pytest.param("Дата выпуска", "lodged_on", id="Russian day of release"),
        pytest.param("Teslim ülkesi", "destination_country", id="Turkish country of delivery"),
        pytest.param("Número DUCA", "consignment_id", id="declaration of Central America"),
        pytest.param("Pds brut", "gross_mass_kg", id="French, cut"),
        pytest.param("PRODUCT_DESCRIPTION_XQ", "goods_description", id="one unknown word beside a clear name"),
    ],
)
def test_headers_by_their_words(header: str, target: str) -> None:
    claim = recognize(header)
    assert claim is not None
    assert claim.target == target


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("UNIT_PRICE_USD", id="price of one unit"),
        pytest.param("USD_PER_KG", id="price of a kilogram"),
        pytest.param("CIF_UNIT_USD", id="CIF of one unit"),
        pytest.param("Value (per unit)", id="price in brackets"),
        pytest.param("FREIGHT_USD", id="freight"),
        pytest.param("insurance.value", id="path, insurance"),
        pytest.param("tax/value", id="path, tax"),
        pytest.param("vehicle.weight", id="path, vehicle"),
        pytest.param("document.description", id="path, document"),
        pytest.param("Дата CMR/Накладної", id="day of a document"),
        pytest.param("20 ft containers", id="size of a container"),
        pytest.param("VAT amount", id="tax"),
        pytest.param("Customs duty (USD)", id="duty"),
        pytest.param("EXCHANGE_RATE", id="rate"),
        pytest.param("VALUE_XQ", id="amount with an unknown word"),
        pytest.param("IMPORTER_TIN", id="tax number of a party"),
        pytest.param("EXPORTER_XQ", id="party with an unknown word"),
        pytest.param("Consignee City", id="part of an address"),
        pytest.param("DECLARANT_NAME", id="declarant"),
        pytest.param("Customs broker", id="broker"),
        pytest.param("Notify Party", id="notify party"),
        pytest.param("MANUFACTURER", id="manufacturer"),
        pytest.param("Bank name", id="bank"),
        pytest.param("COUNTRY_ISO_CODE_2", id="country without a role"),
        pytest.param("TRANSPORT_COUNTRY", id="country of the vehicle"),
        pytest.param("PACKAGE_TYPE", id="kind of packages"),
        pytest.param("PRODUCT_TYPE", id="kind of product"),
        pytest.param("BRAND", id="brand"),
        pytest.param("INVOICE_NUMBER", id="number of the invoice"),
        pytest.param("Manifest No", id="number of the manifest"),
        pytest.param("CONTAINER_NUMBER", id="container"),
        pytest.param("ITEM_NUMBER", id="number of the line"),
        pytest.param("RECEIPT_DATE", id="day of the receipt"),
        pytest.param("Payment date", id="day of payment"),
        pytest.param("CHAPTER_DESCRIPTION", id="title of the chapter"),
        pytest.param("METHOD_OF_PAYMENT", id="method"),
        pytest.param("expediente", id="near a word that alone is no proof"),
        pytest.param("Shipping amount", id="cost of shipping"),
        pytest.param("Amount due", id="amount due"),
        pytest.param("Due date", id="day of payment, not of a declaration"),
        pytest.param("Base imponible", id="Spanish base of a tax"),
        pytest.param("Montant liquidé", id="French amount of duty"),
        pytest.param("Chargeable weight", id="weight that is charged"),
        pytest.param("Tare weight", id="weight of the packing"),
        pytest.param("Landed cost USD", id="cost, not place of landing"),
        pytest.param("Expiration date", id="two letters from export"),
        pytest.param("Protection country", id="two letters from production"),
        pytest.param("LOT_NO", id="number of a lot"),
        pytest.param("Nota Carico", id="Italian paper, no place of loading"),
        pytest.param("Position", id="position without cells"),
        pytest.param("Net total", id="a net amount, no mass"),
        pytest.param("TOTAL_GROSS", id="a gross amount, no mass"),
        pytest.param("Number of shipments", id="a count, no number"),
        pytest.param("Remarks", id="remarks"),
        pytest.param("NATURE_OF_TRANSACTION", id="kind of transaction"),
        pytest.param("单价", id="Chinese unit price"),
        pytest.param("Valor unitario", id="Spanish unit price"),
    ],
)
def test_headers_that_are_no_column(header: str) -> None:
    assert count_known_headers([header]) == 0


def test_traits_tell_claims_apart() -> None:
    cif, fob = recognize("CIF_USD"), recognize("FOB_USD")
    assert cif is not None
    assert fob is not None
    assert "cif" in cif.traits - fob.traits
    text = recognize("HS_CODE_DESCRIPTION")
    assert text is not None
    assert "tariff_text" in text.traits


@pytest.mark.parametrize(
    "title",
    [
        "Import declarations of the first quarter",
        "Report on the description of goods by country of origin and destination, January to March 2026",
        "Exporter: Norvenia Trading Ltd",
        "Customs office of Velmora",
        "Printed 2026-03-01",
        "KG",
        "CARTON",
    ],
)
def test_titles_and_cells_do_not_count_as_headers(title: str) -> None:
    assert count_known_headers([title]) == 0


def test_headers_are_counted() -> None:
    assert count_known_headers(["Goods", "Origin", "CIF_USD", "Quantity", "", "x" * 500]) == 3


@pytest.mark.parametrize(
    ("header", "target", "unit"),
    [
        ("Ware (kg)", "net_mass_kg", "kg"),
        ("CIF (EUR)", "customs_value_usd", "EUR"),
        ("Remark", "net_mass_kg", ""),
        ("Value (EUR)", "net_mass_kg", ""),
    ],
)
def test_stated_unit_of_a_header_that_the_user_named(header: str, target: str, unit: str) -> None:
    assert stated_unit(header, target) == unit


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        pytest.param("CIF_VALUE (€)", "EUR", id="euro"),
        pytest.param("Price (₹)", "INR", id="rupee behind a word that needs no reading"),
        pytest.param("FOB £", "GBP", id="pound without brackets"),
        pytest.param("Value", "", id="none"),
    ],
)
def test_a_sign_behind_a_known_header_is_its_currency(header: str, unit: str) -> None:
    claim = recognize(header)
    assert claim is not None
    assert (claim.target, claim.unit) == ("customs_value_usd", unit)
