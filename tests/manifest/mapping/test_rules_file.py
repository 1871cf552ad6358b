"""A mapping written as a mapping file and read again is the same mapping."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.manifest.mapping import ColumnMapping, ColumnRules, ColumnSample, map_columns, read_rules
from riskscan.manifest.mapping.rules_file import format_rules

UNITS = {"Unit": ColumnSample(2, (("KG", 2),))}


def _facts(mapping: ColumnMapping) -> list[tuple[str, tuple[str, ...], str]]:
    return [(column.target, column.sources, column.unit) for column in mapping.columns.values()]


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param(["Goods", "CIF_USD", "FOB_USD", "Gross weight", "HS_CODE", "HS_CODE_2"], id="choices"),
        pytest.param(
            ["Goods", "Variety", "Product name", "Shipper", "Shipper address 1", "Shipper address 2"], id="parts"
        ),
        pytest.param(["Goods", "Value", "Currency", "Weight", "Weight unit"], id="unit columns"),
        pytest.param(["Goods", "Quantity", "Unit", "Gross weight"], id="quantity in units of mass"),
        pytest.param(["Goods", "GROSS_WEIGHT_GRAMS", "NET_WEIGHT"], id="unit of the other mass"),
        pytest.param(["Goods", "Value", "VAT"], id="value that is not read"),
        pytest.param(["HS_CODE_DESCRIPTION", "HS_CODE"], id="tariff text"),
        pytest.param(['Goods "A"', "Net\\weight", 'say "value"', "Goods"], id="quotes"),
        pytest.param(
            ["CADU", "NDCL", "FNUM", "PART_NANDI", "DNOMBRE", "CPAIDES", "DCOM", "DMER2", "VFOBSERDOL", "VPESNET"],
            id="form",
        ),
    ],
)
def test_round_trip(headers: list[str], tmp_path: Path) -> None:
    mapping = map_columns(headers, sample=UNITS)
    (tmp_path / "m.toml").write_text(format_rules(mapping), encoding="utf-8")
    assert _facts(map_columns(headers, read_rules(tmp_path / "m.toml"), sample=UNITS)) == _facts(mapping)


def test_what_the_user_said_stays(tmp_path: Path) -> None:
    rules = ColumnRules(
        columns={"goods_description": "Ware"},
        units={"net_mass_kg": "g"},
        currency_column="Whg",
        rates={"EUR": 1.08},
        dates={"lodged_on": "%d.%m.%Y"},
        encoding="cp1251",
        separator=";",
        decimal=",",
        ignore=("Preis",),
    )
    mapping = map_columns(["Ware", "Netto", "Wert", "Whg", "Datum", "Preis"], rules)
    (tmp_path / "m.toml").write_text(format_rules(mapping, rules), encoding="utf-8")
    again = read_rules(tmp_path / "m.toml")
    for name in ("rates", "dates", "encoding", "separator", "decimal", "ignore", "currency_column"):
        assert getattr(again, name) == getattr(rules, name), name
    assert again.units == {"net_mass_kg": "g"}


def test_alternatives_and_reasons_are_comments() -> None:
    text = format_rules(map_columns(["Goods", "CIF_USD", "FOB_USD", "Weight", "Remark"]), name="m.csv")
    assert '# customs_value_usd = "FOB_USD"' in text
    assert "CIF goes before FOB" in text
    assert '# gross_mass_kg = "kg"  # assumed: the header states none' in text
    assert '# Passed through untouched: "FOB_USD", "Remark"' in text


def test_a_value_that_is_not_read_is_offered() -> None:
    text = format_rules(map_columns(["Goods", "FOB_VALUE", "FREIGHT"]))
    assert '# customs_value_usd = "FOB_VALUE"' in text
    assert "\ncustoms_value_usd" not in text


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_header_is_written_as_toml(header: str) -> None:
    mapping = map_columns([header], ColumnRules(columns={"goods_description": header}))
    text = format_rules(mapping, name=header)
    assert tomllib.loads(text)["columns"]["goods_description"] == header
    assert all(character.isprintable() or character == "\n" or ord(character) > 0xFFFF for character in text)


def test_each_mass_keeps_its_unit_column(tmp_path: Path) -> None:
    headers = ["Goods", "Gross weight", "Gross weight unit", "Net weight", "Net weight unit"]
    mapping = map_columns(headers)
    file = tmp_path / "mapping.toml"
    file.write_text(format_rules(mapping), encoding="utf-8")
    again = map_columns(headers, read_rules(file))
    assert {name: again.source(name) for name in ("mass_unit", "net_mass_unit")} == {
        "mass_unit": "Gross weight unit",
        "net_mass_unit": "Net weight unit",
    }
