"""Units of mass and currencies, as headers, unit columns and cells state them."""

import pytest

from riskscan.manifest.cells.units import combine_units, is_other_unit, lookup_mass_code, lookup_unit
from riskscan.tables.reading import MARKS
from riskscan.tables.units import load_units


@pytest.mark.parametrize(
    ("text", "unit", "factor"),
    [
        pytest.param("KGS.", "kg", 1, id="plural with a point"),
        pytest.param("kilogram(s)", "kg", 1, id="plural in brackets"),
        pytest.param("KİLOGRAM", "kg", 1, id="Turkish capital"),
        pytest.param("Kilogramos netos", "kg", 1, id="with net"),
        pytest.param("KGM - Kilogram", "kg", 1, id="code and name"),
        pytest.param("166 - Килограмм", "kg", 1, id="number of a national list"),
        pytest.param("QUILOGRAMA LIQUIDO", "kg", 1, id="Brazilian"),
        pytest.param("千克", "kg", 1, id="Chinese"),
        pytest.param("(MT)", "t", 1000, id="metric tons"),
        pytest.param("Tm", "t", 1000, id="Spanish tons"),
        pytest.param("TNE", "t", 1000, id="Recommendation 20"),
        pytest.param("LBR", "lb", 0.45359237, id="pounds of Recommendation 20"),
        pytest.param("GRM", "g", 0.001, id="grams of Recommendation 20"),
        pytest.param("Pfund", "Pfund", 0.5, id="a German pound is 500 g"),
        pytest.param("\u00b5g", "µg", 1e-9, id="micrograms"),
        pytest.param("\u03bcg", "µg", 1e-9, id="micrograms with the Greek letter"),
        pytest.param("100 kg", "100 kg", 100, id="hundreds of kilograms"),
        pytest.param("'000 kg", "1000 kg", 1000, id="thousands of kilograms"),
        pytest.param("тыс. кг", "1000 kg", 1000, id="thousands in Russian"),
    ],
)
def test_masses(text: str, unit: str, factor: float) -> None:
    found = lookup_unit(text, "mass")
    assert found is not None
    assert (found.unit, found.factor) == (unit, factor)
    again = lookup_unit(unit, "mass")
    assert again is not None and again.factor == pytest.approx(factor)


@pytest.mark.parametrize(
    "text",
    [
        "PCS",
        "K",
        "L",
        "CT",
        "MTS",
        "ET",
        "fl oz",
        "kg/m3",
        "USD/kg",
        "weight",
        "gross",
        "23.0",
        "",
        "G_WEIGHT",
        "x" * 99,
    ],
)
def test_no_masses(text: str) -> None:
    assert lookup_unit(text, "mass") is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        pytest.param("US$", "USD", id="sign"),
        pytest.param("U.S. Dollars", "USD", id="name with points"),
        pytest.param("840", "USD", id="ISO number"),
        pytest.param("US Dollar (USD)", "USD", id="name and code"),
        pytest.param("Dólares", "USD", id="dollars are taken for those of the US"),
        pytest.param("S/.", "PEN", id="sol"),
        pytest.param("Taka", "BDT", id="local name"),
        pytest.param("M.N.", "MXN", id="moneda nacional"),
        pytest.param("XAF", "XAF", id="code only ISO has"),
        pytest.param("人民币（元）", "CNY", id="Chinese name and sign"),
        pytest.param("miles de USD", "1000 USD", id="thousands before"),
        pytest.param("USD '000", "1000 USD", id="thousands behind"),
        pytest.param("USD Th", "1000 USD", id="abbreviated"),
        pytest.param("KUSD", "1000 USD", id="glued"),
        pytest.param("TEUR", "1000 EUR", id="glued in German"),
        pytest.param("тыс. долл. США", "1000 USD", id="Russian"),
        pytest.param("万美元", "10000 USD", id="Chinese ten thousands"),
        pytest.param("INR lakhs", "100000 INR", id="lakhs"),
        pytest.param("('000)", "×1000", id="a multiplier by itself leaves the currency open"),
    ],
)
def test_currencies(text: str, unit: str) -> None:
    found = lookup_unit(text, "currency")
    assert found is not None
    assert found.unit == unit
    again = lookup_unit(unit, "currency")
    assert again is not None and (again.unit, again.factor) == (unit, found.factor)


@pytest.mark.parametrize(
    ("sign", "among"),
    [
        ("$", "MXN"),
        ("kr", "SEK"),
        ("¥", "CNY"),
        ("Rs.", "PKR"),
        ("pesos", "CLP"),
        ("CFA", "XOF"),
        ("£", None),
        ("€", None),
    ],
)
def test_signs_of_several_currencies(sign: str, among: str | None) -> None:
    found = lookup_unit(sign, "currency")
    assert found is not None
    assert (among in found.candidates) if among else found.candidates == ()


@pytest.mark.parametrize(
    "text", ["kg", "USD/kg", "US$ per kg", "ALL", "TOP", "real", "amount", "", "K", "mil", "1000", "000"]
)
def test_no_currencies(text: str) -> None:
    assert lookup_unit(text, "currency") is None


def test_codes_that_only_a_column_of_masses_explains() -> None:
    codes = [lookup_mass_code("K"), lookup_mass_code("L")]
    assert [code.unit if code else None for code in codes] == ["kg", "lb"]
    assert lookup_mass_code("M") is None


@pytest.mark.parametrize(
    ("text", "is_other"),
    [("PCS", True), ("Units", True), ("NMB", True), ("CT - CARTON", True), ("kg", False), ("ell", False), ("", False)],
)
def test_other_units(text: str, is_other: bool) -> None:
    assert is_other_unit(text) == is_other


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        pytest.param("$", "MXN", "MXN", id="a sign and one of its currencies"),
        pytest.param("MXN", "$", "MXN", id="the other way round"),
        pytest.param("USD", "'000", "1000 USD", id="a multiplier"),
        pytest.param("1000 USD", "USD", "1000 USD", id="the multiplier of one counts"),
        pytest.param("1000 $", "MXN", "1000 MXN", id="multiplied sign"),
        pytest.param("USD", "MXN", None, id="contradiction"),
        pytest.param("Rs", "USD", None, id="not one of its currencies"),
    ],
)
def test_two_statements(one: str, other: str, together: str | None) -> None:
    units = [lookup_unit(text, "currency") for text in (one, other)]
    assert units[0] is not None and units[1] is not None
    found = combine_units(units[0], units[1])
    assert (found.unit if found else None) == together


def test_table() -> None:
    units = load_units()
    assert len({(unit.dimension, unit.symbol) for unit in units}) == len(units)
    for unit in units:
        assert unit.source
        assert unit.mark in MARKS
        assert unit.factor > 0
        if unit.dimension == "mass" or unit.dimension == "currency":
            assert lookup_unit(unit.symbol, unit.dimension) == unit
            again = lookup_unit(unit.unit, unit.dimension)
            assert again is not None and (again.unit, again.factor) == (unit.unit, unit.factor), unit
