"""What holds for every customs message, whatever its format."""

import io
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from lxml import etree

from riskscan.cli.main import main
from riskscan.manifest import CANONICAL, read_manifest, read_table
from riskscan.manifest.formats.base import Certainty, ReadOptions
from riskscan.manifest.formats.message_rows import COLUMNS
from riskscan.manifest.formats.registry import load_formats
from riskscan.manifest.formats.xml_messages import xml_format
from riskscan.manifest.mapping import count_known_headers
from riskscan.manifest.source import Source
from riskscan.tables import field_maps
from riskscan.tables.field_maps import load_field_map

FIXTURES = Path(__file__).parent / "fixtures"
MESSAGES = [pytest.param(path, id=path.name) for path in sorted(FIXTURES.iterdir()) if path.suffix in (".xml", ".edi")]
XML = [pytest.param(path, id=path.name) for path in sorted(FIXTURES.glob("*.xml"))]

WRITTEN_OTHERWISE = {
    "cargo_waybill.xml": {"100"},  # pounds
    "wco_import.xml": {"100125", "20260305101500Z", "3.6", "DEC"},  # grams, the moment, the envelope
    "wco_cargo_report.xml": {"20260118", "4"},
}


@pytest.mark.parametrize("path", MESSAGES)
def test_columns_of_messages_are_recognised_by_nothing_but_their_names(path):
    headers = read_table(path).frame.columns.tolist()
    assert count_known_headers([header for header in headers if header not in COLUMNS]) == 0
    manifest = read_manifest(path)
    assert set(headers) - set(manifest.columns) <= {"customs_value", *CANONICAL}


@pytest.mark.parametrize("path", XML)
def test_every_text_of_a_file_stands_in_a_row(path):
    said = "\n".join(cell for column in read_table(path).frame.items() for cell in column[1] if isinstance(cell, str))
    root = etree.parse(path, etree.XMLParser(remove_comments=True)).getroot()
    lost = {
        line.strip()
        for element in root.iter()
        if etree.QName(element).localname not in ("IssueDateTime",)
        for text in (element.text or "", element.tail or "")
        for line in text.splitlines()
        if line.strip() not in said
    }
    assert lost - WRITTEN_OTHERWISE.get(path.name, set()) == set()


@pytest.mark.parametrize("path", MESSAGES)
def test_no_two_formats_are_sure(path):
    source = Source.of_bytes("x", path.read_bytes())
    sure = [format.name for format in load_formats() if format.tells(source) is Certainty.SURE]
    assert sure in ([], [read_table(path).dialect.format])


def test_other_xml_is_asked_last():
    """Of formats that are equally sure the first by name reads a file."""
    names = [format.name for format in load_formats()]
    assert names.index("xml") > max(names.index(name) for name in names if name not in ("xml", "zip"))


@pytest.mark.parametrize("path", MESSAGES)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_encodings(path, encoding):
    content = path.read_text(encoding="utf-8").replace('encoding="UTF-8"', "").encode(encoding)
    pd.testing.assert_frame_equal(read_table(io.BytesIO(content)).frame, read_table(path).frame)


@pytest.mark.parametrize("path", MESSAGES)
def test_descriptions_are_lines_of_one_row(path):
    """One row is one goods item, also for who reads the result as CSV."""
    manifest = read_manifest(path)
    assert manifest.index.tolist() == list(range(len(manifest)))
    assert len(manifest) == len(read_table(path).frame)


def test_a_new_format_is_a_map_and_a_module(tmp_path, monkeypatch):
    (tmp_path / "toy.toml").write_text(
        """
        label = "Toy declaration"
        kind = "xml"
        roots = ["Toy"]
        [[level]]
        name = "declaration"
        opened_by = ["Toy"]
        is_unit = true
        [[level.fields]]
        source = "a test"
        mark = "D"
        [level.fields.columns]
        consignment_id = ["Number"]
        [[level]]
        name = "line"
        opened_by = ["Line"]
        is_item = true
        [[level.fields]]
        source = "a test"
        mark = "D"
        [level.fields.columns]
        goods_description = ["Goods"]
        gross_mass_kg = ["Mass"]
        """
    )
    monkeypatch.setattr(field_maps, "FOLDER", tmp_path)
    load_field_map.cache_clear()
    try:
        toy = xml_format("toy")
        content = b"<Toy><Number>7</Number><Line><Goods>acetone</Goods><Mass unit='lb'>2</Mass></Line><Line/></Toy>"
        source = Source.of_bytes("toy.xml", content)
        assert toy.tells(source) is Certainty.SURE
        (table,) = toy.tables(source, ReadOptions())
    finally:
        load_field_map.cache_clear()
    assert table.frame.to_dict(orient="records")[0] == {
        "consignment_id": "7",
        "goods_description": "acetone",
        "gross_mass_kg": "0.90718474",
    }
    assert len(table.frame) == 2


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("asycuda_import.xml", ["67-64-1", None, None]),
        ("asycuda_manifest.xml", ["7722-64-7", None, None, None]),
        ("wco_import.xml", ["120-57-0", None]),
        ("wco_cargo_report.xml", ["299-42-3", None, None]),
        ("cargo_waybill.xml", ["94-59-7", None]),
        ("cargo_house_waybill.xml", ["125541-22-2", None, None]),
        ("cargo_house_manifest.xml", ["90-82-4", None]),
        ("itmatt.xml", [None, "23056-29-3"]),
        ("cuscar.edi", ["108-24-7", None, None]),
        ("cusdec.edi", ["118-92-3", None]),
    ],
)
def test_listed_substances_are_found_item_by_item(name, numbers, screener):
    texts = [None if pd.isna(text) else text for text in read_manifest(FIXTURES / name)["goods_description"]]
    found = screener.screen(texts, as_of="2026-06-01").drop_duplicates("text_index")
    is_hit = found["outcome"].isin(["listed", "covered"])
    assert [number if hit else None for number, hit in zip(found["cas_rn"], is_hit, strict=True)] == numbers


def test_score_gives_one_row_an_item(small_model_folder, tmp_path):
    out = tmp_path / "out.csv"
    result = CliRunner().invoke(
        main, ["score", str(FIXTURES / "wco_import.xml"), "--model", str(small_model_folder), "-o", str(out)]
    )
    assert result.exit_code == 0, result.output
    scored = pd.read_csv(out)
    assert scored["item_number"].tolist() == [1, 2]
    assert scored["risk_rank"].tolist() == [1, 2]
    assert scored["goods_description"].tolist() == ["Piperonal, crystals", "Rattan baskets"]
