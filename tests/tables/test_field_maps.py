"""Field maps of customs messages and the codes in them."""

import codecs
import datetime

import pytest
from lxml import etree

from riskscan.exceptions import TableError
from riskscan.manifest import CANONICAL
from riskscan.manifest.formats.edifact_parts import segment_path
from riskscan.manifest.formats.message_rows import COLUMNS
from riskscan.tables import field_maps
from riskscan.tables.field_maps import (
    FieldMap,
    load_date_formats,
    load_field_map,
    load_field_maps,
    load_message_names,
    load_syntax_charsets,
    load_transport_mode_codes,
)

MAPS = [pytest.param(fields, id=fields.name) for fields in load_field_maps()]
NOT_CANONICAL = {"customs_value", "currency", "item_number", "cus_number", "vessel_name", "container_number"}
NOT_CANONICAL |= {"further_un_numbers", "message_reference"}


def _paths(fields: FieldMap):
    for level in fields.levels:
        for mapped in level.fields:
            yield from mapped.paths
        for base in (base for bases in level.parties.values() for base in bases):
            yield from (
                field_maps.FieldPath(f"{base}/{path.path}", path.unit)
                for paths in fields.party.values()
                for path in paths
            )


@pytest.mark.parametrize("fields", MAPS)
def test_columns_are_known(fields):
    columns = {mapped.column for level in fields.levels for mapped in level.fields} - {"hs_addition"}
    assert columns <= set(COLUMNS)
    assert columns - NOT_CANONICAL <= set(CANONICAL)


@pytest.mark.parametrize("fields", MAPS)
def test_every_path_can_be_asked(fields):
    ask = segment_path if fields.kind == "edifact" else etree.XPath
    for path in _paths(fields):
        ask(path.path)
        if path.unit:
            ask(path.unit)
    for level in fields.levels:
        for path in (*level.stated_items, *(level.opened_by if fields.kind == "edifact" else ())):
            ask(path)


@pytest.mark.parametrize("fields", MAPS)
def test_levels_lead_to_an_item(fields):
    assert any(level.is_item or level.needs_goods for level in fields.levels)
    assert any(level.is_unit for level in fields.levels)
    assert all(level.opened_by for level in fields.levels)
    assert fields.label
    assert fields.roots


@pytest.mark.parametrize("fields", MAPS)
def test_bounds_and_holders_exist(fields):
    names = {level.name for level in fields.levels}
    assert len(names) == len(fields.levels)
    assert {level.within for level in fields.levels} - {""} <= names


def test_columns_of_tables_are_canonical_or_their_own():
    assert set(COLUMNS) - set(CANONICAL) == NOT_CANONICAL


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            'label="x"\nkind="xml"\nroots=["x"]\n[[level]]\nname="a"\nopened_by=["x"]\n'
            '[[level.fields]]\nsource="s"\nmark="Q"\n[level.fields.columns]\nhs_code=["b"]',
            "needs a source and a mark",
            id="mark",
        ),
        pytest.param(
            'label="x"\nkind="xml"\nroots=["x"]\n[[level]]\nname="a"\nopened_by=["x"]\n'
            '[[level.fields]]\nsource="s"\nmark="V"\n[level.fields.columns]\nhs_code=[{path="b", taken="half"}]',
            "'half' cannot be taken of b",
            id="taken",
        ),
    ],
)
def test_broken_maps_are_refused(text, said, tmp_path, monkeypatch):
    (tmp_path / "toy.toml").write_text(text)
    monkeypatch.setattr(field_maps, "FOLDER", tmp_path)
    with pytest.raises(TableError, match=said):
        load_field_map.__wrapped__("toy")


def test_missing_map_is_refused():
    with pytest.raises(TableError, match="no field map 'nothing'"):
        load_field_map("nothing")


def test_modes_are_the_words_of_manifests():
    words = {"sea", "rail", "road", "air", "post"}
    assert set(load_transport_mode_codes().values()) - words == {"fixed installation", "inland waterway"}
    assert load_transport_mode_codes()["4"] == "air"


def test_date_formats_read_their_day():
    day = datetime.date(2026, 2, 14)
    for layout in load_date_formats().values():
        assert datetime.datetime.strptime(day.strftime(layout), layout).date() == day


def test_character_sets_are_known_to_python():
    for charset in load_syntax_charsets().values():
        codecs.lookup(charset.encoding)
        if charset.in_practice:
            codecs.lookup(charset.in_practice)


def test_messages_that_are_read_are_not_among_the_unread():
    read = {(fields.kind, root) for fields in load_field_maps() for root in fields.roots}
    assert read & set(load_message_names()) == set()
    assert load_message_names()["edifact", "IFTMIN"].name == "instruction"
