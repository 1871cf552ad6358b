"""Claims beside their cells, the direction of a file, and forms whose field names are no words."""

import pandas as pd
import pytest

from riskscan.manifest.mapping import ColumnRules, ColumnSample, map_columns, take_sample
from riskscan.manifest.mapping.candidates import find_form, infer_direction, make_claims
from riskscan.manifest.mapping.sampling import reads_as
from riskscan.manifest.notes import NoteKind
from riskscan.manifest.schema import CANONICAL
from riskscan.tables.headers import load_header_forms


def _cells(*texts: str) -> ColumnSample:
    return ColumnSample(len(texts), tuple((text, 1) for text in texts))


@pytest.mark.parametrize(
    ("headers", "direction"),
    [
        pytest.param(["IMP_DATE"], "import", id="day"),
        pytest.param(["EXPORT_ID"], "export", id="number"),
        pytest.param(["Importer", "Supplier"], "import", id="parties"),
        pytest.param(["Exporter", "Buyer"], "export", id="parties of an export"),
        pytest.param(["Exporter", "Importer"], "", id="both"),
        pytest.param(["Exporter", "Importer", "IMP_DATE"], "import", id="day goes before parties"),
        pytest.param(["Export country", "Shipper"], "", id="the country of export says nothing"),
        pytest.param(["Shipper", "Consignee", "Arrival date"], "import", id="what arrives comes"),
        pytest.param(["Shipper", "Consignee", "Departure date"], "export", id="what departs goes"),
        pytest.param(["Shipper", "Consignee", "ETD", "ETA"], "", id="both days"),
    ],
)
def test_direction(headers: list[str], direction: str) -> None:
    assert infer_direction(make_claims(headers, None), None) == direction


@pytest.mark.parametrize(
    ("header", "cells", "is_read"),
    [
        pytest.param("Destination", ("Port of Norvik", "Harbor Vel", "Quay 7"), False, id="place is no country"),
        pytest.param("Destination", ("Norway", "DE", "France"), True, id="countries"),
        pytest.param("Mode", ("IM40", "IM70", "EX10"), False, id="regime is no mode of transport"),
        pytest.param("Mode", ("sea", "AIR", "30"), True, id="modes"),
        pytest.param("Packages", ("BAG", "DRUM", "BOX"), False, id="kinds are no number"),
        pytest.param("Destination", ("??", "", ""), True, id="one bad cell refutes nothing"),
        pytest.param("Country of destination", ("A", "B", "C"), True, id="a plain name stands"),
        pytest.param("Declaration", ("IM4", "EX10", "26-4417"), True, id="numbers of declarations"),
        pytest.param("Declaration", ("import", "import", "export"), False, id="kinds of declarations"),
        pytest.param("Posición", ("29333990", "3824.99.00", "6109"), True, id="tariff codes"),
        pytest.param("Posición", ("first", "second", "third"), False, id="places in a list"),
    ],
)
def test_cells_bear_a_weak_name_out(header: str, cells: tuple[str, ...], is_read: bool) -> None:
    sample = {header: _cells(*(text for text in cells if text))}
    mapping = map_columns(["Goods", header], sample=sample)
    assert (header not in mapping.unmapped) == is_read


def test_cells_tell_a_mode_from_countries_of_transit() -> None:
    modes, countries = _cells("MARITIMA", "AEREO", "sea"), _cells("NL", "Germany", "AE")
    assert map_columns(["Goods", "Via"], sample={"Via": modes}).source("transport_mode") == "Via"
    assert map_columns(["Goods", "Via"], sample={"Via": countries}).source("transit_countries") == "Via"


def test_what_is_refuted_is_said() -> None:
    mapping = map_columns(["Goods", "Mode"], sample={"Mode": _cells("IM40", "IM70", "EX10")})
    (note,) = mapping.notes
    assert note.kind is NoteKind.COLUMN_NOT_READ
    assert str(note) == "'Mode' is not read as transport_mode: its cells hold something else."


def test_odd_goods_are_goods() -> None:
    mapping = map_columns(["Goods"], sample={"Goods": _cells("1", "2", "3", "4")})
    assert mapping.source("goods_description") == "Goods"


def test_mode_of_transport_is_found_by_its_cells() -> None:
    mapping = map_columns(["Goods", "FLUX", "SENS"], sample={"FLUX": _cells("SEA", "AIR"), "SENS": _cells("IN", "OUT")})
    assert mapping.source("transport_mode") == "FLUX"
    assert mapping.columns["transport_mode"].basis == "cells"
    assert NoteKind.COLUMN_BY_CELLS in {note.kind for note in mapping.notes}


def test_a_unit_column_holds_units() -> None:
    sample = {"Weight unit": _cells("12.5", "13", "14"), "Gross weight unit": _cells("KG", "LB", "KG")}
    mapping = map_columns(["Goods", "Weight", "Weight unit", "Gross weight unit"], sample=sample)
    assert mapping.source("mass_unit") == "Gross weight unit"


def test_unknown_units_are_units() -> None:
    mapping = map_columns(["Goods", "Weight", "Weight unit"], sample={"Weight unit": _cells("QQ", "ZZ", "XY")})
    assert mapping.columns["gross_mass_kg"].basis == "unit column"


def test_sample_lies_over_the_whole_table() -> None:
    frame = pd.DataFrame({"a": [""] * 5_000 + ["x"] * 5_000})
    sample = take_sample(frame)["a"]
    assert 100 < sample.n_rows <= 400
    assert sample.n_filled == sample.n_rows / 2


@pytest.mark.parametrize(
    ("target", "text", "is_so"),
    [
        ("customs_value_usd", "1.250,00", True),
        ("customs_value_usd", "CIF", False),
        ("lodged_on", "2026-03-01", True),
        ("lodged_on", "3 May 2026", True),
        ("lodged_on", "20260301", True),
        ("lodged_on", "00:00.0", False),
        ("hs_code", "2914.31", True),
        ("hs_code", "ketones", False),
        ("origin_country", "France", True),
        ("transit_countries", "FR;DE", True),
        ("currency", "EUR", True),
        ("currency", "1.25", False),
        ("mass_unit", "12.5", False),
        ("package_count", "12 CTNS", True),
        ("package_count", "CTNS", False),
        ("goods_description", "12", False),
        ("consignment_id", "ABC", False),
    ],
)
def test_cells_that_read_as_a_target(target: str, text: str, is_so: bool) -> None:
    assert reads_as(target, text) == is_so


def test_a_form_holds_where_its_fields_stand_together() -> None:
    fields = ["NDCL", "FNUM", "PART_NANDI", "DNOMBRE", "CPAIDES", "DCOM", "VFOBSERDOL"]
    mapping = map_columns(fields)
    assert mapping.source("consignor_name") == "DNOMBRE"
    assert mapping.columns["customs_value_usd"].unit == "USD"
    assert mapping.columns["customs_value_usd"].basis == "form"
    assert map_columns(["Goods", "DNOMBRE", "FNUM"]).unmapped == ("DNOMBRE", "FNUM")


def test_one_field_name_in_two_forms() -> None:
    chile = ["DNOMBRE", "DMARCA", "DVARIEDAD", "DOTRO1", "ARANC-NAC", "CIF-ITEM", "PA_ORIG", "FECACEP", "FOB"]
    mapping = map_columns(chile)
    assert mapping.columns["goods_description"].sources == ("DNOMBRE", "DMARCA", "DVARIEDAD", "DOTRO1")
    assert mapping.source("customs_value_usd") == "CIF-ITEM"
    assert "FOB" in mapping.unmapped


@pytest.mark.parametrize("form", load_header_forms(), ids=lambda form: form.name)
def test_forms(form) -> None:
    assert form.together >= 4
    assert form.source
    assert find_form(list(form.fields)) == form
    for field in form.fields.values():
        assert field.target in ("", "currency", "mass_unit", *CANONICAL)


KILOGRAMS, WORDS = _cells("5", "6.5", "7 kg"), _cells("kg", "kg", "lb")


@pytest.mark.parametrize(
    ("headers", "cells", "source", "unit"),
    [
        pytest.param(["Goods", "Kg"], KILOGRAMS, "Kg", "kg", id="kilograms"),
        pytest.param(["Goods", "(LBS)"], KILOGRAMS, "(LBS)", "lb", id="pounds in brackets"),
        pytest.param(["Goods", "Quantity", "KGS"], KILOGRAMS, "KGS", "kg", id="beside a quantity"),
        pytest.param(["Goods", "Lbs", "Kg"], KILOGRAMS, "Kg", "kg", id="kilograms before pounds"),
        pytest.param(["Goods", "Kg"], WORDS, None, "", id="a column of units"),
        pytest.param(["Goods", "T"], KILOGRAMS, None, "", id="one letter is anything"),
        pytest.param(["Goods", "Kgx"], KILOGRAMS, None, "", id="no unit"),
    ],
)
def test_a_header_that_is_only_a_unit_of_mass(
    headers: list[str], cells: ColumnSample, source: str | None, unit: str
) -> None:
    mapping = map_columns(headers, sample=dict.fromkeys(headers[1:], cells))
    assert mapping.source("gross_mass_kg") == source
    assert source is None or mapping.columns["gross_mass_kg"].unit == unit
    kinds = {note.kind for note in mapping.notes if note.facts["target"] == "gross_mass_kg"}
    assert (NoteKind.COLUMN_BY_CELLS in kinds) == (source is not None)


@pytest.mark.parametrize("header", ["Net weight", "Gross weight (lb)"])
def test_a_unit_alone_is_no_mass_beside_a_mass(header: str) -> None:
    mapping = map_columns(["Goods", header, "Kg"], sample={header: KILOGRAMS, "Kg": KILOGRAMS})
    assert "Kg" in mapping.unmapped
    rules = ColumnRules(columns={"net_mass_kg": header})
    assert "Kg" in map_columns(["Goods", header, "Kg"], rules, sample={"Kg": KILOGRAMS}).unmapped
