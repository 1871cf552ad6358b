"""A mapping for the parts of a file, and for files that are put together."""

import pytest

from riskscan.exceptions import ManifestError
from riskscan.manifest.mapping import (
    ColumnRules,
    ColumnSample,
    check_same_columns,
    freeze_mapping,
    map_columns,
    take_sample,
)

HEADERS = ["Goods", "Variety", "CIF_USD", "FOB_USD", "Mode", "Weight", "Value", "Currency"]
WHOLE = {
    "CIF_USD": ColumnSample(9, ()),
    "FOB_USD": ColumnSample(9, (("5", 9),)),
    "Mode": ColumnSample(9, (("IM40", 9),)),
}
PART = {"CIF_USD": ColumnSample(3, (("7", 3),)), "Mode": ColumnSample(3, (("sea", 3),))}


def test_a_part_is_mapped_like_the_whole() -> None:
    whole = map_columns(HEADERS, sample=WHOLE)
    part = map_columns(HEADERS, freeze_mapping(whole), sample=PART)
    for mapping in (whole, part):
        assert mapping.source("customs_value_usd") == "FOB_USD"
        assert "transport_mode" not in mapping.columns
        assert mapping.columns["goods_description"].sources == ("Goods", "Variety")
    assert [(column.target, column.unit) for column in part.columns.values()] == [
        (column.target, column.unit) for column in whole.columns.values()
    ]
    assert map_columns(HEADERS, sample=PART).source("customs_value_usd") == "CIF_USD"


def test_freezing_keeps_what_the_user_said() -> None:
    rules = ColumnRules(rates={"EUR": 1.1}, dates={"lodged_on": "%d/%m/%Y"}, decimal=",")
    frozen = freeze_mapping(map_columns(["Goods", "Value", "Currency"], rules), rules)
    assert (frozen.rates, frozen.dates, frozen.decimal) == (rules.rates, rules.dates, ",")
    assert frozen.currency_column == "Currency"


def test_files_with_the_same_names_go_together() -> None:
    check_same_columns({"a.csv": ["Goods", "CIF_USD"], "b.csv": ["Goods", "Origin"]})


def test_files_that_name_a_column_differently_are_refused() -> None:
    files = {"a.csv": ["Goods", "Gross Wt", "HS code"], "b.csv": ["Goods", "Peso bruto", "HTS"]}
    with pytest.raises(
        ManifestError, match=r"hs_code of b.csv stands in .HTS.; gross_mass_kg of b.csv stands in .Peso bruto."
    ) as raised:
        check_same_columns(files)
    assert "a.csv" not in str(raised.value).partition(", but")[0]


def test_a_mapping_file_may_name_what_only_one_file_has() -> None:
    rules = ColumnRules(columns={"goods_description": "Goods", "hs_code": "Tarif"})
    check_same_columns({"a.csv": ["Goods", "Tarif"], "b.csv": ["Goods"]}, rules)


def test_a_sample_of_an_empty_table() -> None:
    import pandas as pd

    assert take_sample(pd.DataFrame({"a": []}))["a"].n_filled == 0
