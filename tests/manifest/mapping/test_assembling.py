"""From headers to the mapping: every header is mapped or passes through, the user goes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.exceptions import ManifestError
from riskscan.manifest.mapping import HELPERS, ColumnRules, ColumnSample, map_columns
from riskscan.manifest.notes import NoteKind
from riskscan.manifest.schema import CANONICAL, SCHEMA
from riskscan.tables.languages import load_column_aliases
from riskscan.tables.reading import MARKS


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


@pytest.mark.parametrize("header", ["Remarks", "kg", "(LB)", "", "Internal code 7", "x" * 500])
def test_other_headers_pass_through(header: str) -> None:
    assert map_columns([header], require_text=False).unmapped == (header,)


def test_the_mapping_file_goes_before_every_rule() -> None:
    headers = ["Description", "Gross Wt", "Peso bruto"]
    rules = ColumnRules(columns={"gross_mass_kg": "peso bruto"}, units={"gross_mass_kg": "lb"})
    mapping = map_columns(headers, rules)
    assert mapping.source("gross_mass_kg") == "Peso bruto"
    assert mapping.columns["gross_mass_kg"].unit == "lb"
    assert mapping.unmapped == ("Gross Wt",)


def test_ignored_headers_stand_for_nothing() -> None:
    mapping = map_columns(["Goods", "Product name"], ColumnRules(ignore=("Product name",)))
    assert mapping.columns["goods_description"].sources == ("Goods",)


def test_several_texts_of_the_mapping_file_keep_its_order() -> None:
    mapping = map_columns(["B", "A"], ColumnRules(columns={"goods_description": ("A", "b")}))
    assert mapping.columns["goods_description"].sources == ("A", "B")


def test_all_missing_headers_are_named_at_once() -> None:
    rules = ColumnRules(columns={"hs_code": "Tarif", "goods_description": ("Goods", "More")}, currency_column="Whg")
    with pytest.raises(ManifestError, match="takes hs_code from 'Tarif', goods_description from 'More', currency from"):
        map_columns(["Goods"], rules)


def test_mapping_to_a_header_that_is_not_there_lists_those_that_are() -> None:
    with pytest.raises(ManifestError, match="takes hs_code from 'Tarif', which the file does not have: found 'Goods'"):
        map_columns(["Goods"], ColumnRules(columns={"hs_code": "Tarif"}))


def test_a_file_without_a_header_is_told_so() -> None:
    with pytest.raises(ManifestError, match="put one above it"):
        map_columns(["BL1", "Acetic anhydride", "291524", "1000", "2025-01-05"])
    with pytest.raises(ManifestError) as raised:
        map_columns(["Remarks", "Internal code", "Grade"])
    assert "put one above it" not in str(raised.value)


def test_no_text_column() -> None:
    with pytest.raises(ManifestError, match="No column says what the goods are: found 'a', 'b'"):
        map_columns(["a", "b"])
    assert map_columns(["a", "b"], require_text=False).unmapped == ("a", "b")


def test_no_text_column_names_the_free_texts() -> None:
    sample = {
        "a": ColumnSample(2, (("steel bolts M8", 1), ("cotton shirts", 1))),
        "b": ColumnSample(2, (("x", 2),)),
        "Importer": ColumnSample(2, (("Velmora Trade Ltd", 2),)),
    }
    with pytest.raises(ManifestError, match=r"Free text stands in 'a'\. Name one"):
        map_columns(["a", "b", "Importer"], sample=sample)


GOODS_CELLS = ColumnSample(2, (("steel bolts M8", 1), ("cotton shirts", 1)))


def test_free_text_under_an_unknown_header_is_read_among_columns_of_goods() -> None:
    others = ["Notify party", "Broker", "Remarks"]
    headers = ["Xqv", "HS code", "Importer", "Origin", "Net weight", *others]
    longer = ColumnSample(2, (("Velmora Trade and Forwarding Ltd", 1), ("Alder Shipping and Storage Ltd", 1)))
    mapping = map_columns(headers, sample={"Xqv": GOODS_CELLS, **dict.fromkeys(others, longer)})
    assert mapping.columns["goods_description"].sources == ("Xqv",)
    assert mapping.columns["goods_description"].basis == "cells"
    said = "goods_description is read from 'Xqv': no header says what the goods are, and here stands free text."
    assert said in map(str, mapping.notes)


def test_free_text_under_an_unknown_header_goes_before_the_text_of_the_tariff() -> None:
    headers = ["Xqv", "HS code", "HS description", "Importer", "Origin", "Net weight", "Xqv agent"]
    mapping = map_columns(headers, sample=dict.fromkeys(("Xqv", "HS description", "Xqv agent"), GOODS_CELLS))
    assert mapping.columns["goods_description"].sources == ("Xqv",)
    said = {note.kind: note.facts["sources"] for note in mapping.notes if note.facts["target"] == "goods_description"}
    assert said == {NoteKind.COLUMN_BY_CELLS: ("Xqv",), NoteKind.CHOSEN_COLUMN: ("Xqv",)}
    assert "HS description" in mapping.unmapped
    headers[2] = "Product"
    mapping = map_columns(headers, sample=dict.fromkeys(("Xqv", "Product"), GOODS_CELLS))
    assert mapping.columns["goods_description"].sources == ("Product",)


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        pytest.param(
            ["Xqv", "Importer", "Origin", "Arrival date", "Carrier"], GOODS_CELLS, id="nothing of goods beside"
        ),
        pytest.param(["Xqv", "HS code", "Origin"], GOODS_CELLS, id="few columns beside"),
        pytest.param(
            ["Xqv", "HS code", "Importer", "Origin", "Net weight"], ColumnSample(2, (("A4", 2),)), id="no free text"
        ),
        pytest.param(
            ["Broker", "HS code", "Importer", "Origin", "Net weight"],
            GOODS_CELLS,
            id="header of another thing",
        ),
    ],
)
def test_other_texts_are_no_goods(headers: list[str], cells: ColumnSample) -> None:
    with pytest.raises(ManifestError, match="No column says what the goods are"):
        map_columns(headers, sample={headers[0]: cells})


def test_tariff_codes_alone_are_no_goods() -> None:
    with pytest.raises(ManifestError, match="'HS code' holds tariff codes, but a code names a heading"):
        map_columns(["HS code", "Origin"])


@given(st.lists(st.text(max_size=30), unique=True, max_size=12))
def test_every_header_is_mapped_or_passes_through(headers: list[str]) -> None:
    mapping = map_columns(headers, require_text=False)
    used = {source for target, column in mapping.columns.items() if target in SCHEMA for source in column.sources}
    assert used | set(mapping.unmapped) == set(headers)
    assert not used & set(mapping.unmapped)


@given(st.permutations(["Goods", "CIF_USD", "FOB_USD", "IMP_DATE", "HS_CODE", "HS_CODE_2", "Gross Wt (KG)"]))
def test_the_order_of_headers_does_not_matter_where_they_differ(headers: list[str]) -> None:
    mapping = map_columns(headers)
    assert mapping.source("customs_value_usd") == "CIF_USD"
    assert mapping.source("hs_code") == "HS_CODE"


def test_alias_table() -> None:
    aliases = load_column_aliases()
    targets = {*CANONICAL, *HELPERS}
    for alias in aliases:
        assert alias.target in targets
        assert alias.mark in MARKS
        assert alias.source
        mapped = map_columns([alias.alias], require_text=False)
        assert mapped.source(alias.target) == alias.alias, alias


def test_schema_is_documented() -> None:
    assert len(CANONICAL) == 26
    assert all(column.meaning for column in SCHEMA.values())


def test_lines_of_fixed_width_are_told_what_to_do() -> None:
    header = "Description of goods HS code Net weight"
    lines = ColumnSample(2, (("green tea        0902", 1), ("copper wire      7408", 1)))
    with pytest.raises(
        ManifestError, match="columns of fixed width, which are not told apart: save it with separators"
    ):
        map_columns([header], sample={header: lines})
    assert map_columns([header], ColumnRules(columns={"goods_description": header}), sample={header: lines}).columns
    with pytest.raises(ManifestError) as raised:
        map_columns(["Remarks"], sample={"Remarks": GOODS_CELLS})
    assert "fixed width" not in str(raised.value)


@pytest.mark.parametrize("line", ["VU5CK1VOT0M6MytBK0IrMjYwMjEwOjA4MzArMSdVTkgrMStDVVNDQVI6RDo5", "MIME-Version: 1.0"])
def test_a_file_that_carries_another_is_told_to_be_unpacked(line: str) -> None:
    with pytest.raises(ManifestError, match="save what it carries as a file of its own") as raised:
        map_columns([line], sample={line: ColumnSample(1, (("AAAA", 1),))})
    assert "first line looks like goods" not in str(raised.value)


ORIGINS = ColumnSample(2, (("CN", 1), ("BR", 1)))


@pytest.mark.parametrize(
    ("headers", "is_doubtful"),
    [
        pytest.param(["green tea", "09021000", "12.5"], True, id="numbers"),
        pytest.param(["green tea", "Alder Ltd", "CN"], True, id="a text that cells below have too"),
        pytest.param(["Xqv", "Yqv", "Zqv"], False, id="names that nobody knows"),
        pytest.param(["Xqv", "HS code", "2024"], False, id="a name that is known"),
    ],
)
def test_a_row_of_goods_that_the_mapping_file_names_is_told(headers: list[str], *, is_doubtful: bool) -> None:
    rules = ColumnRules(columns={"goods_description": headers[0]})
    mapping = map_columns(headers, rules, sample={headers[2]: ORIGINS})
    found = [note.facts["names"] for note in mapping.notes if note.kind is NoteKind.HEADER_DOUBTFUL]
    assert found == ([tuple(headers)] if is_doubtful else [])
