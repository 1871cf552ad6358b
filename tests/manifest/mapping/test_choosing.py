"""The choice between columns: one test for each rule, and what is said of it."""

import pytest

from riskscan.manifest.mapping import ColumnSample, map_columns
from riskscan.manifest.notes import NoteKind
from riskscan.manifest.schema import CANONICAL
from riskscan.tables.headers import load_column_choices

IMPORT = ["Goods", "IMP_DATE"]
EXPORT = ["Goods", "EXP_DATE"]


def _filled(*cells: str) -> ColumnSample:
    return ColumnSample(len(cells), tuple((cell, 1) for cell in cells if cell))


@pytest.mark.parametrize(
    ("headers", "target", "chosen"),
    [
        pytest.param([*IMPORT, "FOB_USD", "CIF_USD"], "customs_value_usd", "CIF_USD", id="CIF of an import"),
        pytest.param([*EXPORT, "CIF_USD", "FOB_USD"], "customs_value_usd", "FOB_USD", id="FOB of an export"),
        pytest.param(["Goods", "FOB_USD", "CIF_USD"], "customs_value_usd", "CIF_USD", id="no direction"),
        pytest.param(["Goods", "CIF_KZT", "FOB_USD"], "customs_value_usd", "FOB_USD", id="dollars before others"),
        pytest.param(["Goods", "Value", "Value (EUR)"], "customs_value_usd", "Value (EUR)", id="stated before not"),
        pytest.param(["Goods", "TOTAL_CIF", "CIF_ITEM"], "customs_value_usd", "CIF_ITEM", id="item before total"),
        pytest.param(
            ["Goods", "TOTAL_CUSTOMS_VALUE_USD", "CUSTOMS_VALUE_USD"],
            "customs_value_usd",
            "CUSTOMS_VALUE_USD",
            id="of the item before that of the declaration",
        ),
        pytest.param(
            ["Goods", "STATISTICAL_VALUE_IN_1000_USD", "INVOICE_VALUE_USD"],
            "customs_value_usd",
            "INVOICE_VALUE_USD",
            id="exact before rounded",
        ),
        pytest.param(
            ["Goods", "INVOICE_VALUE_USD", "CUSTOMS_VALUE_USD"],
            "customs_value_usd",
            "CUSTOMS_VALUE_USD",
            id="customs value before invoice",
        ),
        pytest.param(
            ["Goods", "UNIT_PRICE_USD", "FREIGHT_USD", "TOTAL_VALUE_USD"],
            "customs_value_usd",
            "TOTAL_VALUE_USD",
            id="never a unit price or freight",
        ),
        pytest.param(["Goods", "HS_CODE_2", "HS_CODE", "HS_CODE_4"], "hs_code", "HS_CODE", id="full code"),
        pytest.param(
            ["Goods", "Importer contact name", "Importer"], "consignee_name", "Importer", id="firm before person"
        ),
        pytest.param(
            ["Goods", "Declaration reference", "Declaration no"],
            "consignment_id",
            "Declaration no",
            id="number before reference",
        ),
        pytest.param(["Goods", "BE number and date", "BE no"], "consignment_id", "BE no", id="number alone"),
        pytest.param(["Goods", "ETA", "Arrival date"], "lodged_on", "Arrival date", id="actual before expected day"),
        pytest.param(["Goods", "HS2", "HS6", "HS4"], "hs_code", "HS6", id="longest code"),
        pytest.param(["Goods", "Gross Wt (LBS)", "Gross Wt (KG)"], "gross_mass_kg", "Gross Wt (KG)", id="kilograms"),
        pytest.param(["Goods", "Weight", "Gross weight"], "gross_mass_kg", "Gross weight", id="gross before either"),
        pytest.param(
            ["Goods", "SHIPMENT_NET_WEIGHT", "NET_WEIGHT"], "net_mass_kg", "NET_WEIGHT", id="item before shipment"
        ),
        pytest.param(["Goods", "BL_NO", "DECLARATION_NO"], "consignment_id", "DECLARATION_NO", id="declaration"),
        pytest.param(["Goods", "Master B/L", "House B/L"], "consignment_id", "House B/L", id="house before master"),
        pytest.param(["Goods", "Item ID", "Shipment ID"], "consignment_id", "Shipment ID", id="shipment before line"),
        pytest.param(
            ["Goods", "Estimated arrival date", "Actual arrival date"],
            "lodged_on",
            "Actual arrival date",
            id="actual before estimated",
        ),
        pytest.param(["Goods", "IMP_DATE", "Registration date"], "lodged_on", "Registration date", id="registration"),
        pytest.param([*IMPORT, "Buyer", "Importer"], "consignee_name", "Importer", id="importer of an import"),
        pytest.param([*EXPORT, "Consignee", "Buyer"], "consignee_name", "Buyer", id="buyer of an export"),
        pytest.param(["Goods", "Shipper", "Exporter"], "consignor_name", "Exporter", id="exporter before shipper"),
        pytest.param(
            ["Goods", "STD_EXPORTER_NAME", "EXPORTER_NAME"], "consignor_name", "EXPORTER_NAME", id="as declared"
        ),
        pytest.param(
            ["Goods", "BUYER_NAME_EN", "BUYER_NAME"], "consignee_name", "BUYER_NAME", id="declared language first"
        ),
        pytest.param(
            ["Goods", "ADQ_COUNTRY", "PROCEDENCE_COUNTRY"], "export_country", "PROCEDENCE_COUNTRY", id="dispatch"
        ),
        pytest.param(
            ["Goods", "Destination port", "Port of discharge"], "port_of_discharge", "Port of discharge", id="port"
        ),
        pytest.param(
            ["Goods", "TRANS_TYPE_WITHIN_COUNTRY", "TRANS_TYPE_CROSS_BORDER"],
            "transport_mode",
            "TRANS_TYPE_CROSS_BORDER",
            id="border before inland",
        ),
        pytest.param(
            ["Goods", "Origin country code", "Origin country"],
            "origin_country",
            "Origin country",
            id="name before code",
        ),
        pytest.param(["Goods", "Gross Wt", "Peso bruto"], "gross_mass_kg", "Gross Wt", id="equal: the first"),
    ],
)
def test_choice(headers: list[str], target: str, chosen: str) -> None:
    mapping = map_columns(headers)
    assert mapping.source(target) == chosen
    said = [note for note in mapping.notes if note.kind is NoteKind.CHOSEN_COLUMN and note.facts["target"] == target]
    others = {other for note in said for other in note.facts["others"]}
    assert chosen not in others
    assert others <= set(headers) - {chosen}


def test_what_is_chosen_is_said_with_the_reason() -> None:
    (note,) = map_columns([*IMPORT, "FOB_USD", "CIF_USD"]).notes
    assert str(note) == (
        "customs_value_usd is read from 'CIF_USD', not from 'FOB_USD': the customs value of an import is CIF."
    )
    assert note.to_dict()["facts"] == {
        "target": "customs_value_usd",
        "sources": ["CIF_USD"],
        "others": ["FOB_USD"],
        "why": "the customs value of an import is CIF",
    }


@pytest.mark.parametrize(
    ("cells", "chosen"),
    [
        pytest.param({"CIF_USD": ("", "", ""), "FOB_USD": ("4", "5", "6")}, "FOB_USD", id="empty loses"),
        pytest.param({"CIF_USD": ("0", "0.0", "0"), "FOB_USD": ("4", "5", "6")}, "FOB_USD", id="zeros lose"),
        pytest.param({"CIF_USD": ("CIF", "FOB", "CIF"), "FOB_USD": ("4", "5", "6")}, "FOB_USD", id="texts lose"),
        pytest.param({"CIF_USD": ("0", "7", "0"), "FOB_USD": ("4", "5", "6")}, "CIF_USD", id="some zeros do not"),
    ],
)
def test_cells_decide(cells: dict[str, tuple[str, ...]], chosen: str) -> None:
    sample = {header: _filled(*texts) for header, texts in cells.items()}
    assert map_columns([*IMPORT, *cells], sample=sample).source("customs_value_usd") == chosen


def test_longest_code_by_its_cells() -> None:
    sample = {"HS": _filled("2914", "2915", "2916"), "Tariff number": _filled("29143100", "29152400", "29163100")}
    assert map_columns(["Goods", "HS", "Tariff number"], sample=sample).source("hs_code") == "Tariff number"


def test_an_empty_column_stays_where_nothing_is_beside_it() -> None:
    sample = {"Permit no": _filled("", ""), "Gross weight": _filled("", "")}
    mapping = map_columns(["Goods", "Permit no", "Gross weight"], sample=sample)
    assert {"permit_reference", "gross_mass_kg"} <= set(mapping.columns)


def test_currency_of_the_invoice_says_nothing_of_the_customs_value() -> None:
    headers = ["Goods", "Customs value", "Invoice amount", "Invoice currency"]
    mapping = map_columns(headers)
    assert mapping.source("customs_value_usd") == "Invoice amount"
    assert mapping.columns["customs_value_usd"].basis == "unit column"


def test_rules_of_choice_are_of_canonical_columns() -> None:
    for rule in load_column_choices():
        assert rule.target in ("*", *CANONICAL), rule
        assert rule.why
        assert rule.source
