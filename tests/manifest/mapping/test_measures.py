"""Units and currencies: stated, beside the number, assumed and said, or not known and not read."""

import pytest

from riskscan.manifest.mapping import ColumnRules, ColumnSample, map_columns
from riskscan.manifest.notes import NoteKind


def _value(headers: list[str], rules: ColumnRules | None = None) -> tuple[str, str] | None:
    column = map_columns(headers, rules).columns.get("customs_value_usd")
    return (column.unit, column.basis) if column else None


def test_stated_unit_goes_before_unit_column_goes_before_assumption() -> None:
    mapping = map_columns(["goods", "net weight g", "gross weight", "weight unit", "value"])
    shown = {target: (column.unit, column.basis) for target, column in mapping.columns.items()}
    assert shown["net_mass_kg"] == ("g", "header unit")
    assert shown["gross_mass_kg"] == ("", "unit column")
    assert shown["customs_value_usd"] == ("USD", "assumed")
    assert "weight unit" in mapping.unmapped


def test_assumptions_are_said() -> None:
    (note,) = map_columns(["goods", "value"]).notes
    assert note.kind is NoteKind.ASSUMED_UNIT
    assert str(note) == "customs_value_usd is read from 'value' in USD: the header states no unit."


def test_a_mass_without_unit_follows_the_other_one() -> None:
    mapping = map_columns(["goods", "GROSS_WEIGHT_GRAMS", "NET_WEIGHT"])
    assert (mapping.columns["net_mass_kg"].unit, mapping.columns["net_mass_kg"].basis) == ("g", "assumed")
    assert "the other mass" in str(mapping.notes[-1])


def test_thousands_stand_in_the_unit() -> None:
    assert _value(["goods", "Value in 1000 USD"]) == ("1000 USD", "header unit")


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param(["goods", "FOB_VALUE", "FREIGHT", "INSURANCE"], id="freight without currency"),
        pytest.param(["goods", "Customs value", "VAT"], id="tax without currency"),
        pytest.param(["goods", "CIF_VALUE_NCY"], id="national currency, not named"),
        pytest.param(["goods", "FOB_FCY"], id="foreign currency, not named"),
    ],
)
def test_an_amount_in_an_unknown_currency_is_not_read_as_dollars(headers: list[str]) -> None:
    mapping = map_columns(headers)
    assert "customs_value_usd" not in mapping.columns
    (note,) = mapping.notes
    assert note.kind is NoteKind.COLUMN_NOT_READ
    assert "[units] customs_value_usd" in str(note)


@pytest.mark.parametrize(
    ("headers", "value"),
    [
        pytest.param(["goods", "CIF_ITEM", "FREIGHT_USD"], ("USD", "assumed"), id="costs in dollars"),
        pytest.param(["goods", "Unit price", "Amount"], ("USD", "assumed"), id="lines of an invoice"),
        pytest.param(["goods", "FOB_FCY", "Currency"], ("", "unit column"), id="column of currencies"),
        pytest.param(["goods", "CIF_USD", "VAT", "FREIGHT"], ("USD", "header unit"), id="stated itself"),
        pytest.param(["goods", "Declared value"], ("USD", "assumed"), id="a courier's list"),
        pytest.param(["goods", "Value for duty"], ("USD", "assumed"), id="value that speaks of duty"),
    ],
)
def test_other_amounts_are_read(headers: list[str], value: tuple[str, str]) -> None:
    assert _value(headers) == value


def test_the_user_settles_the_currency() -> None:
    rules = ColumnRules(columns={"customs_value_usd": "FOB_VALUE"}, units={"customs_value_usd": "XOF"})
    assert _value(["goods", "FOB_VALUE", "FREIGHT"], rules) == ("XOF", "mapping file")


def test_a_currency_column_that_nothing_uses_is_left_alone() -> None:
    mapping = map_columns(["goods", "Value USD", "Currency", "Net kg", "Weight unit"])
    assert "currency" not in mapping.columns
    assert "mass_unit" not in mapping.columns


def test_cells_that_state_their_currency_are_read() -> None:
    headers = ["goods", "Customs value", "VAT"]
    stated = {"Customs value": ColumnSample(2, (("EUR 100", 1), ("USD 5", 1)))}
    bare = {"Customs value": ColumnSample(2, (("100", 1), ("5", 1)))}
    assert map_columns(headers, sample=stated).source("customs_value_usd") == "Customs value"
    assert map_columns(headers, sample=bare).source("customs_value_usd") is None


def test_a_price_beside_a_quantity_is_that_of_one_unit() -> None:
    mapping = map_columns(["goods", "Qty", "Price"])
    assert "customs_value_usd" not in mapping.columns
    assert "beside a quantity, a price is that of one unit" in str(mapping.notes[0])
    assert map_columns(["goods", "Price"]).source("customs_value_usd") == "Price"
    assert map_columns(["goods", "Qty", "Price", "Total value"]).source("customs_value_usd") == "Total value"
    assert map_columns(["goods", "Qty", "Price", "Total price"]).source("customs_value_usd") == "Total price"
