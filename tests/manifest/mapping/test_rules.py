"""The mapping file: what it may say, and everything that is wrong with it in one message."""

import pytest

from riskscan.exceptions import TableError
from riskscan.manifest.mapping.rules import ColumnRules, read_rules

MAPPING_FILE = """
[columns]
goods_description = ["Ware", "Zusatz"]
mass_unit = "ME"
ignore = ["Preis"]
[units]
net_mass_kg = "grams"
customs_value_usd = "1000 THB"
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
        columns={"goods_description": ("Ware", "Zusatz"), "mass_unit": "ME"},
        units={"net_mass_kg": "g", "customs_value_usd": "1000 THB"},
        currency_column="Whg",
        rates={"EUR": 1.08, "CNY": 0.14},
        dates={"lodged_on": "%d.%m.%Y"},
        encoding="cp1251",
        separator=";",
        decimal=",",
        ignore=("Preis",),
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
        pytest.param('[columns]\nhs_code = ["a", "b"]', "columns.hs_code must be one text", id="list of codes"),
        pytest.param("[columns]\ngoods_description = []", "must be a list of texts that is not empty", id="empty list"),
        pytest.param('[columns]\nignore = "a"', "columns.ignore must be a list of texts", id="ignore as text"),
        pytest.param(
            '[units]\ncustoms_value_usd = "1000 stone"', "which is not a unit of USD", id="thousand of nothing"
        ),
        pytest.param("not toml", "Cannot read the mapping file", id="no TOML"),
    ],
)
def test_mapping_file_errors_name_the_key(tmp_path, text: str, said: str) -> None:
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=said):
        read_rules(tmp_path / "m.toml")


def test_everything_wrong_is_said_at_once(tmp_path) -> None:
    text = '[colums]\n[columns]\ngoods = "x"\nhs_code = 7\n[units]\nnet_mass_kg = "stone"\n[file]\nseparator = "::"\n'
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as raised:
        read_rules(tmp_path / "m.toml")
    for said in ("colums", "columns.goods", "columns.hs_code", "units.net_mass_kg", "file.separator"):
        assert said in str(raised.value)


@pytest.mark.parametrize("written", ["1000 EUR", "'000 EUR", "1,000 EUR", "thousand EUR", "thousands of EUR"])
def test_thousands_are_written_in_many_ways(tmp_path, written: str) -> None:
    (tmp_path / "m.toml").write_text(f'[units]\ncustoms_value_usd = "{written}"\n', encoding="utf-8")
    assert read_rules(tmp_path / "m.toml").units == {"customs_value_usd": "1000 EUR"}
