"""Headers that only the columns beside them explain."""

import pytest

from riskscan.manifest.mapping import ColumnSample, map_columns


def _cells(*texts: str) -> ColumnSample:
    return ColumnSample(len(texts), tuple((text, 1) for text in texts))


def test_an_address_behind_a_party_is_its_address() -> None:
    assert map_columns(["Goods", "IMPORTER", "ADDRESS", "CITY"]).source("consignee_address") == "ADDRESS"
    assert map_columns(["Goods", "Supplier", "Address"]).source("consignor_address") == "Address"


def test_an_address_elsewhere_is_nobodys() -> None:
    assert "ADDRESS" in map_columns(["ADDRESS", "Goods", "IMPORTER"]).unmapped
    assert "ADDRESS" in map_columns(["Goods", "IMPORTER", "ADDRESS", "IMPORTER_ADDRESS"]).unmapped


@pytest.mark.parametrize(
    ("date", "port", "target"),
    [
        pytest.param("IMP_DATE", "INDIAN PORT", "port_of_discharge", id="own port of an import"),
        pytest.param("EXP_DATE", "PORT", "port_of_loading", id="port of an export"),
        pytest.param("IMP_DATE", "FOREIGN_PORT", "port_of_loading", id="foreign port of an import"),
        pytest.param("EXP_DATE", "Foreign port", "port_of_discharge", id="foreign port of an export"),
    ],
)
def test_a_port_without_role_follows_the_direction(date: str, port: str, target: str) -> None:
    assert map_columns(["Goods", date, port]).source(target) == port


def test_a_port_without_role_and_direction_is_left_alone() -> None:
    assert "PORT" in map_columns(["Goods", "PORT"]).unmapped


def test_the_partner_of_an_import_sends() -> None:
    assert map_columns(["Goods", "IMP_DATE", "Foreign company"]).source("consignor_name") == "Foreign company"
    assert map_columns(["Goods", "EXP_DATE", "Partner name"]).source("consignee_name") == "Partner name"


@pytest.mark.parametrize(
    ("date", "header", "target"),
    [
        pytest.param("IMP_DATE", "Importer/Exporter", "consignee_name", id="own party of an import"),
        pytest.param("EXP_DATE", "Importer/Exporter", "consignor_name", id="own party of an export"),
        pytest.param("IMP_DATE", "Importer/Exporter address", "consignee_address", id="own address"),
        pytest.param("IMP_DATE", "Country of origin/destination", "origin_country", id="origin of an import"),
        pytest.param("EXP_DATE", "Country of origin/destination", "destination_country", id="destination of an export"),
        pytest.param("IMP_DATE", "País procedencia/destino", "export_country", id="provenance of an import"),
        pytest.param("EXP_DATE", "起运国/运抵国", "destination_country", id="Chinese, destination of an export"),
    ],
)
def test_a_header_of_two_roles_follows_the_direction(date: str, header: str, target: str) -> None:
    assert map_columns(["Goods", date, header]).source(target) == header
    assert header in map_columns(["Goods", header]).unmapped


def test_a_header_of_one_role_goes_before_one_of_two() -> None:
    mapping = map_columns(["Goods", "IMP_DATE", "Country of origin/destination", "Country of origin"])
    assert mapping.source("origin_country") == "Country of origin"


def test_the_company_that_imports_tells_the_direction() -> None:
    assert map_columns(["Goods", "Import company", "Foreign company"]).source("consignor_name") == "Foreign company"


def test_a_quantity_before_the_kind_of_packages_counts_them() -> None:
    assert map_columns(["Goods", "Qty", "Package type"]).source("package_count") == "Qty"
    sample = {"Pckg": _cells("BAGS", "DRUMS", "CTNS")}
    assert map_columns(["Goods", "Qty", "Pckg"], sample=sample).source("package_count") == "Qty"
    assert "Qty" in map_columns(["Goods", "Qty", "Package type", "Packages"]).unmapped


def test_a_quantity_in_units_of_mass_is_the_net_mass() -> None:
    headers = ["Goods", "Quantity", "Unit", "Gross weight"]
    mapping = map_columns(headers, sample={"Unit": _cells("KG", "kgs", "LBS")})
    assert mapping.source("net_mass_kg") == "Quantity"
    assert mapping.source("mass_unit") == "Unit"
    assert mapping.columns["net_mass_kg"].basis == "unit column"
    assert mapping.columns["gross_mass_kg"].basis == "assumed"


@pytest.mark.parametrize(
    ("headers", "units"),
    [
        pytest.param(["Goods", "Quantity", "Unit"], ("KG", "PCS", "KG"), id="some pieces"),
        pytest.param(["Goods", "Quantity", "Unit", "Net weight"], ("KG", "KG", "KG"), id="net mass beside it"),
        pytest.param(["Goods", "Quantity", "Brand", "Unit"], ("KG", "KG", "KG"), id="not beside each other"),
    ],
)
def test_other_quantities_are_left_alone(headers: list[str], units: tuple[str, ...]) -> None:
    assert "Quantity" in map_columns(headers, sample={"Unit": _cells(*units)}).unmapped


@pytest.mark.parametrize(
    "units",
    [
        pytest.param(("mt", "gr", "kgs"), id="masses"),
        pytest.param(("mt", "KG", "PCS"), id="mostly masses"),
    ],
)
def test_a_unit_behind_a_weight_is_its_unit(units: tuple[str, ...]) -> None:
    mapping = map_columns(["Goods", "Net weight", "Unit"], sample={"Unit": _cells(*units)})
    assert mapping.source("mass_unit") == "Unit"
    assert mapping.columns["net_mass_kg"].basis == "unit column"


@pytest.mark.parametrize(
    ("headers", "units"),
    [
        pytest.param(["Goods", "Net weight", "Unit"], ("PCS", "SET", "KG"), id="mostly pieces"),
        pytest.param(["Goods", "Quantity", "Net weight", "Unit"], ("KG", "MT"), id="of a quantity"),
        pytest.param(["Goods", "Net weight (kg)", "Unit"], ("KG", "MT"), id="the weight states its own"),
        pytest.param(["Goods", "Net weight", "Value USD", "Unit"], ("KG", "MT"), id="not beside the weight"),
    ],
)
def test_other_units_are_left_alone(headers: list[str], units: tuple[str, ...]) -> None:
    assert "mass_unit" not in map_columns(headers, sample={"Unit": _cells(*units)}).columns


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param(["Goods", "Gross weight", "Gross weight unit", "Net weight", "Net weight unit"], id="by name"),
        pytest.param(["Goods", "Gross weight", "Weight unit", "Net weight", "Wt UOM"], id="by place"),
        pytest.param(["Goods", "Net weight", "Gross weight", "Gross weight unit", "Net weight unit"], id="name first"),
    ],
)
def test_each_mass_has_its_own_unit(headers: list[str]) -> None:
    mapping = map_columns(headers)
    assert mapping.source("mass_unit") == headers[2 if headers[1].startswith("Gross") else 3]
    assert mapping.source("net_mass_unit") == headers[4]


def test_one_unit_column_is_that_of_both_masses() -> None:
    mapping = map_columns(["Goods", "Gross weight", "Net weight", "Weight unit"])
    assert mapping.source("mass_unit") == "Weight unit"
    assert "net_mass_unit" not in mapping.columns
    assert {mapping.columns[name].basis for name in ("gross_mass_kg", "net_mass_kg")} == {"unit column"}
