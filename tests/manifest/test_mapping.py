import pytest

from riskscan.exceptions import ManifestError, TableError
from riskscan.manifest.cells.units import lookup_unit
from riskscan.manifest.mapping import HELPERS, map_columns
from riskscan.manifest.mapping.rules import ColumnRules, read_rules
from riskscan.manifest.schema import CANONICAL, SCHEMA
from riskscan.tables.languages import load_column_aliases
from riskscan.tables.reading import MARKS
from riskscan.tables.units import load_units


@pytest.mark.parametrize(
    ("header", "target", "unit"),
    [
        pytest.param("goods_description", "goods_description", "", id="canonical"),
        pytest.param("NET MASS KG", "net_mass_kg", "kg", id="canonical with spaces"),
        pytest.param("Gross Wt (LB)", "gross_mass_kg", "lb", id="unit in brackets"),
        pytest.param("content.net_weight_g", "net_mass_kg", "g", id="dotted, unit as suffix"),
        pytest.param("item.grossWeight", "gross_mass_kg", "", id="camel case with a prefix"),
        pytest.param("Weight in kgs", "gross_mass_kg", "kg", id="unit after in"),
        pytest.param("净重（千克）", "net_mass_kg", "kg", id="full-width brackets"),
        pytest.param("美元总价", "customs_value_usd", "USD", id="unit within the Chinese header"),
        pytest.param("Valor en aduana (MXN)", "customs_value_usd", "MXN", id="currency in brackets"),
        pytest.param("Value USD", "customs_value_usd", "USD", id="currency as suffix"),
        pytest.param("Invoice value (€)", "customs_value_usd", "EUR", id="currency sign"),
        pytest.param("País de Tránsito", "transit_countries", "", id="Spanish"),
        pytest.param("启运国（地区）", "export_country", "", id="remark in brackets"),
        pytest.param("Désignation des marchandises", "goods_description", "", id="French"),
        pytest.param("Warenbezeichnung", "goods_description", "", id="German"),
        pytest.param("Descrição da mercadoria", "goods_description", "", id="Portuguese"),
        pytest.param("CAS No.", "cas_rn", "", id="with a point"),
        pytest.param("Currency", "currency", "", id="helper"),
    ],
)
def test_headers_are_known(header: str, target: str, unit: str) -> None:
    mapping = map_columns([header], require_text=False)
    assert mapping.source(target) == header
    assert mapping.columns[target].unit == unit or mapping.columns[target].basis == "assumed"


@pytest.mark.parametrize("header", ["Remarks", "kg", "(LB)", "", "Internal code 7", "x" * 500, "gross wt (blue) (LB)"])
def test_other_headers_pass_through(header: str) -> None:
    assert map_columns([header], require_text=False).unmapped == (header,)


def test_stated_unit_goes_before_unit_column_goes_before_assumption() -> None:
    mapping = map_columns(["goods", "net weight g", "gross weight", "weight unit", "value"])
    shown = {target: (column.unit, column.basis) for target, column in mapping.columns.items()}
    assert shown["net_mass_kg"] == ("g", "header unit")
    assert shown["gross_mass_kg"] == ("", "unit column")
    assert shown["customs_value_usd"] == ("USD", "assumed")
    assert "weight unit" in mapping.unmapped


def test_mapping_file_settles_a_tie() -> None:
    headers = ["Description", "Gross Wt", "Peso bruto"]
    with pytest.raises(ManifestError, match="Two columns claim gross_mass_kg: 'Gross Wt' and 'Peso bruto'"):
        map_columns(headers)
    mapping = map_columns(headers, ColumnRules(columns={"gross_mass_kg": "peso bruto"}, units={"gross_mass_kg": "lb"}))
    assert mapping.source("gross_mass_kg") == "Peso bruto"
    assert mapping.columns["gross_mass_kg"].unit == "lb"
    assert mapping.unmapped == ("Gross Wt",)


def test_mapping_to_a_header_that_is_not_there_lists_those_that_are() -> None:
    with pytest.raises(ManifestError, match="takes hs_code from 'Tarif', which the file does not have: found 'Goods'"):
        map_columns(["Goods"], ColumnRules(columns={"hs_code": "Tarif"}))


def test_no_text_column() -> None:
    with pytest.raises(ManifestError, match="No column says what the goods are: found 'a', 'b'"):
        map_columns(["a", "b"])
    assert map_columns(["a", "b"], require_text=False).unmapped == ("a", "b")


MAPPING_FILE = """
[columns]
goods_description = "Ware"
[units]
net_mass_kg = "grams"
customs_value_usd = "THB"
[currency]
column = "Whg"
rates = { eur = 1.08, CNY = 0.14 }
[dates]
lodged_on = "%d.%m.%Y"
[file]
encoding = "cp1251"
separator = ";"
decimal = ","
"""


def test_mapping_file(tmp_path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING_FILE, encoding="utf-8")
    assert read_rules(tmp_path / "m.toml") == ColumnRules(
        columns={"goods_description": "Ware"},
        units={"net_mass_kg": "g", "customs_value_usd": "THB"},
        currency_column="Whg",
        rates={"EUR": 1.08, "CNY": 0.14},
        dates={"lodged_on": "%d.%m.%Y"},
        encoding="cp1251",
        separator=";",
        decimal=",",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("[colums]", "unknown key colums", id="section"),
        pytest.param('[columns]\ngoods = "x"', "unknown key columns.goods", id="target"),
        pytest.param("[columns]\nhs_code = 7", "columns.hs_code must be a text", id="number as header"),
        pytest.param("columns = 3", "columns must be a table", id="no table"),
        pytest.param('[units]\nnet_mass_kg = "stone"', "units.net_mass_kg is 'stone'", id="unit"),
        pytest.param('[units]\nhs_code = "kg"', "unknown key units.hs_code", id="unit of a code"),
        pytest.param("[currency]\nrates = 3", "currency.rates must be a table", id="rates"),
        pytest.param(
            "[currency]\nrates = { EUR = 0 }", "currency.rates.EUR must be a number above zero", id="zero rate"
        ),
        pytest.param('[currency]\nrates = { EUR = "1" }', "currency.rates.EUR", id="rate as text"),
        pytest.param('[dates]\nlodged_on = "%d/%m"', "dates.lodged_on is '%d/%m'", id="date without year"),
        pytest.param('[file]\nseparator = "::"', "file.separator must be one of", id="separator"),
        pytest.param("not toml", "Cannot read the mapping file", id="no TOML"),
    ],
)
def test_mapping_file_errors_name_the_key(tmp_path, text: str, said: str) -> None:
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=said):
        read_rules(tmp_path / "m.toml")


def test_alias_table() -> None:
    aliases = load_column_aliases()
    targets = {*CANONICAL, *HELPERS}
    for alias in aliases:
        assert alias.target in targets
        assert alias.mark in MARKS
        assert alias.source
        mapped = map_columns([alias.alias], require_text=False)
        assert mapped.source(alias.target) == alias.alias, alias


def test_unit_table() -> None:
    units = load_units()
    assert len({(unit.dimension, unit.symbol) for unit in units}) == len(units)
    for unit in units:
        assert lookup_unit(unit.symbol, unit.dimension) == unit
        assert (unit.factor is not None) == (unit.dimension == "mass")


def test_schema_is_documented() -> None:
    assert len(CANONICAL) == 26
    assert all(column.meaning for column in SCHEMA.values())
