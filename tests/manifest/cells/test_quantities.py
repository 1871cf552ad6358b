"""Columns of numbers: marks, units, unit columns, rates."""

import pandas as pd
import pytest

from riskscan.manifest import CleanManifest, ColumnRules, RowIssues, clean_manifest
from riskscan.manifest.cells.columns import distinct_cells
from riskscan.manifest.cells.number_columns import take_numbers
from riskscan.manifest.cells.quantities import NumberConvention, read_quantity
from riskscan.manifest.cells.row_units import row_units
from riskscan.manifest.cells.strings import RawColumn
from riskscan.manifest.cells.unit_votes import count_unit_column, count_units, decide_units
from riskscan.manifest.mapping import MappedColumn

RATES = {"EUR": 1.5, "MXN": 0.05, "INR": 0.01}


def _clean(rates: dict[str, float] | None = None, **columns: list[object]) -> CleanManifest:
    n_rows = len(next(iter(columns.values())))
    names = {name.replace("_", " "): cells for name, cells in columns.items()}
    frame = pd.DataFrame({"goods": [f"goods {n}" for n in range(n_rows)], **names}, dtype=object)
    return clean_manifest(frame, columns=ColumnRules(rates=RATES if rates is None else rates))


def _values(clean: CleanManifest, column: str) -> list[float | None]:
    return [None if pd.isna(value) else round(value, 6) for value in clean.frame[column].tolist()]


def _kinds(clean: CleanManifest) -> list[str]:
    return [text.split(":")[0] for text in clean.issues.as_text(clean.frame.index)]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        pytest.param(['="12.5"', "'7", "=5"], [12.5, 7, 5], id="wrapped by a spreadsheet"),
        pytest.param([1.234, "1.250", "12,5"], [1.234, 1250, 12.5], id="a number is no vote and no question"),
        pytest.param(["NULL", "N/A", "-", "NO DISPONIBLE", "ОТСУТСТВУЕТ"], [None] * 5, id="null words"),
        pytest.param(["1,00,000.5", "7"], [100000.5, 7], id="Indian groups"),
        pytest.param(["0001.5", "1e2", ".5"], [1.5, 100, 0.5], id="other plain numbers"),
        pytest.param(
            ["12.5 KGM", "1 MT", "500 GRM", "2 LBR"], [12.5, 1000, 0.5, 0.907185], id="codes of Recommendation 20"
        ),
    ],
)
def test_masses(cells: list[object], values: list[float | None]) -> None:
    clean = _clean(gross_weight=cells)
    assert _values(clean, "gross_mass_kg") == values
    assert set(_kinds(clean)) == {""}


def test_codes_of_a_weight_column() -> None:
    clean = _clean(weight=["2", "2", "2"], weight_unit=["K", "L", "KG"])
    assert _values(clean, "gross_mass_kg") == [2, 0.907185, 2]
    assert _kinds(clean) == ["", "", ""]


def test_weight_beside_a_column_of_pieces_is_a_weight() -> None:
    clean = _clean(gross_weight=["2", "2", "2"], weight_unit=["PCS", "LB", "ell"])
    assert _values(clean, "gross_mass_kg") == [2, 0.907185, None]
    assert _kinds(clean) == ["", "", "unknown_unit"]
    assert [note.kind for note in clean.notes if note.kind != "no_date_column"] == ["unit_column_passed"]


def test_quantity_counts_only_where_its_unit_is_a_mass() -> None:
    column = take_numbers(RawColumn(pd.Series(["2"] * 5, dtype=object)), "net_mass_kg")
    helper = distinct_cells(RawColumn(pd.Series(["KGM", "NMB", "L", "ell", None], dtype=object)), "mass_unit")
    mapped = MappedColumn("net_mass_kg", ("Quantity",), "", "unit column")
    convention = decide_units(mapped, count_units("net_mass_kg", column), count_unit_column("mass_unit", helper))
    issues = RowIssues()
    units = row_units("net_mass_kg", column, helper, mapped, convention, {})
    values = read_quantity("net_mass_kg", column, NumberConvention(), units, issues)
    assert [None if pd.isna(value) else value for value in values] == [2, None, None, None, None]
    assert [str(issue) for issue in issues] == [
        "not_a_mass: net_mass_kg '2 NMB'",
        "not_a_mass: net_mass_kg '2 L'",
        "unknown_unit: net_mass_kg '2 ELL'",
        "unknown_unit: net_mass_kg '2 without unit'",
    ]


def test_bare_numbers_take_the_unit_that_all_other_cells_state() -> None:
    clean = _clean(gross_weight=["2 lb", "4 LBS", "6"])
    assert _values(clean, "gross_mass_kg") == [0.907185, 1.814369, 2.721554]
    assert "gross_mass_kg: cells without a unit are read in lb" in str(clean.notes[-1])
    mixed = _clean(gross_weight=["2 lb", "4", "6"])
    assert _values(mixed, "gross_mass_kg") == [0.907185, 4, 6]


def test_cell_and_unit_column_must_agree() -> None:
    clean = _clean(weight=["2 LB", "2 KG", "2"], weight_unit=["KG", "KG", None])
    assert _values(clean, "gross_mass_kg") == [None, 2, None]
    assert _kinds(clean) == ["unit_conflict", "", "unknown_unit"]


@pytest.mark.parametrize(
    ("value", "currency", "usd", "kind"),
    [
        pytest.param("$ 10", "MXN", 0.5, "", id="the column says which dollar or peso"),
        pytest.param("$ 10", "USD", 10, "", id="dollars"),
        pytest.param("Rs 100", "INR", 1, "", id="rupees of India"),
        pytest.param("10 €", "EUR", 15, "", id="the same twice"),
        pytest.param("10 €", "USD", None, "unit_conflict", id="contradiction"),
        pytest.param("10", "Rs", 0.1, "", id="the one rupee that has a rate"),
        pytest.param("10", "XAF", None, "no_rate", id="no rate"),
        pytest.param("10", "840", 10, "", id="ISO number"),
    ],
)
def test_values_with_a_currency_column(value: str, currency: str, usd: float | None, kind: str) -> None:
    clean = _clean(value=[value], currency=[currency])
    assert _values(clean, "customs_value_usd") == [usd]
    assert _kinds(clean) == [kind]


def test_sign_of_several_rated_currencies_is_not_guessed() -> None:
    clean = _clean({"INR": 0.01, "PKR": 0.004}, value=["10", "10"], currency=["Rs", "INR"])
    assert _values(clean, "customs_value_usd") == [None, 0.1]
    assert _kinds(clean) == ["ambiguous_currency", ""]


@pytest.mark.parametrize(
    ("header", "usd"),
    [
        pytest.param("value (USD '000)", 1500, id="thousands of dollars"),
        pytest.param("value (miles de USD)", 1500, id="Spanish"),
        pytest.param("value (TEUR)", 2250, id="thousands of euros"),
    ],
)
def test_header_multiplies(header: str, usd: float) -> None:
    clean = clean_manifest(pd.DataFrame({"goods": ["a"], header: ["1.5"]}), columns=ColumnRules(rates=RATES))
    assert _values(clean, "customs_value_usd") == [usd]


@pytest.mark.parametrize(
    ("header", "is_noted"),
    [
        pytest.param("Customs value ($)", True, id="us in a word"),
        pytest.param("Value ($)", True, id="sign alone"),
        pytest.param("Customs value (US$)", False, id="US"),
        pytest.param("Value US $", False, id="US apart"),
        pytest.param("Value U.S.$", False, id="with points"),
    ],
)
def test_a_dollar_sign_without_a_country_in_the_header_is_noted(header: str, is_noted: bool) -> None:
    clean = clean_manifest(pd.DataFrame({"goods": ["a"], header: ["1.5"]}))
    assert clean.mapping.columns["customs_value_usd"].basis == "header unit"
    assert any(note.kind == "assumed_currency" for note in clean.notes) == is_noted


def test_what_is_assumed_of_signs_is_noted() -> None:
    notes = [str(note) for note in _clean(value=["$ 10", "7"]).notes]
    assert "customs_value_usd: $ stands for several currencies and is read as USD." in notes
    notes = [str(note) for note in _clean(value=["10"], currency=["Rs"]).notes]
    assert "customs_value_usd: rs stands for several currencies and is read as INR." in notes
    assert not [note for note in _clean(value=["US$ 10"]).notes if note.kind == "assumed_currency"]


def test_typed_columns() -> None:
    frame = pd.DataFrame({"goods": list("abc"), "gross weight": [1.234, float("nan"), -2.0], "value": [7, 8, 9]})
    clean = clean_manifest(frame)
    assert _values(clean, "gross_mass_kg") == [1.234, None, None]
    assert _values(clean, "customs_value_usd") == [7, 8, 9]
    assert _kinds(clean) == ["", "", "negative_number"]
