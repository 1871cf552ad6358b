"""Files of customs messages in XML that are large, damaged or strange."""

import io
import tracemalloc

import pytest

from riskscan.exceptions import ManifestError
from riskscan.manifest import read_table
from riskscan.manifest.formats.xml_items import XmlItems
from riskscan.manifest.source import Source
from riskscan.tables.field_maps import load_field_map

ITEM = "<Item><Goods_description><Description_of_goods>{}</Description_of_goods></Goods_description></Item>\n"


def _sad(*goods: str, head: str = "", tail: str = "</ASYCUDA>") -> bytes:
    return f"<ASYCUDA>{head}\n{''.join(map(ITEM.format, goods))}{tail}".encode()


def _goods(rows) -> list[str | None]:
    return [row.get("goods_description") for row in rows]


ALL = ["tea", "silk", "rice"]


@pytest.mark.parametrize(
    ("change", "goods", "issues"),
    [
        pytest.param(lambda xml: xml[: xml.index(b"</ASYCUDA>")], ALL, ["2 damaged_part"], id="root not closed"),
        pytest.param(lambda xml: xml[: xml.index(b"rice")], ["tea", "silk", None], ["2 damaged_part"], id="cut"),
        pytest.param(
            lambda xml: xml[: xml.index(b"rice") + 2], ["tea", "silk", "ri"], ["2 damaged_part"], id="cut in a text"
        ),
        pytest.param(
            lambda xml: xml.replace(b"</Goods_description></Item>\n<Item>", b"\n<Item>", 1),
            ALL,
            ["2 damaged_part"],  # where the parser misses them
            id="end tags missing",
        ),
        pytest.param(
            lambda xml: xml.replace(b"</Item>", b"</Item></Item>", 1), ALL, ["2 damaged_part"], id="end tag too many"
        ),
        pytest.param(lambda xml: xml.replace(b"silk", b"si\xfflk"), ["tea", "si\xa0lk", "rice"], [], id="bad byte"),
        pytest.param(
            lambda xml: xml.replace(b"silk", b"si\x01lk"),
            ["tea", "si lk", "rice"],
            ["1 undecodable_text"],
            id="control",
        ),
        pytest.param(
            lambda xml: xml.replace(b"silk", b"silk < 1 kg <5"), ["tea", "silk < 1 kg <5", "rice"], [], id="less-than"
        ),
        pytest.param(
            lambda xml: xml.replace(b"silk", b"<!-- no -- silk -->"), ["tea", None, "rice"], [], id="forbidden comment"
        ),
        pytest.param(lambda xml: xml.replace(b"silk", b"<x:y>silk</x:y>"), ALL, [], id="unbound prefix"),
        pytest.param(
            lambda xml: xml.replace(b"silk", b"<![CDATA[silk & <c>]]>"), ["tea", "silk & <c>", "rice"], [], id="CDATA"
        ),
        pytest.param(lambda xml: xml + xml, ALL + ALL, [], id="two files in one"),
        pytest.param(
            lambda xml: b"<?xml version='1.0'?>" + xml + b"<?xml version='1.0'?>" + xml, ALL + ALL, [], id="declared"
        ),
    ],
)
def test_damage(change, goods, issues, rows_of, issues_of):
    content = change(_sad("tea", "silk", "rice"))
    assert _goods(rows_of(content)) == goods
    assert issues_of(content) == issues


def test_break_is_noted_with_its_line(issues_of):
    table = read_table(io.BytesIO(_sad("tea", "silk", tail="")))
    assert [note.kind.name for note in table.notes] == ["DAMAGED_FILE"]
    assert "The file is damaged at line 4" in str(table.notes[0])
    assert read_table(io.BytesIO(_sad("tea", "silk"))).notes == ()


def test_header_behind_the_items_is_theirs(rows_of):
    head = "<Identification><Registration><Number>7</Number></Registration></Identification>"
    first = rows_of(_sad("tea", "silk", head=head))
    assert rows_of(_sad("tea", "silk", tail=head + "</ASYCUDA>")) == first
    assert [row["consignment_id"] for row in first] == ["7", "7"]


def test_text_that_belongs_to_no_element_is_kept_and_said(rows_of, issues_of):
    content = _sad("tea", "silk").replace(b"<Item><Goods", b"<Item>stray acetone<Goods", 1)
    assert "stray acetone" in rows_of(content)[0].values()
    assert issues_of(content) == ["0 damaged_part"]


def test_item_of_which_only_a_text_is_left_is_said(content_of, rows_of, issues_of):
    whole = content_of("wco_cargo_report.xml")
    begin = whole.index(b"<Commodity><CargoDescription>printed")
    content = whole[:begin] + whole[whole.index(b"ty></ConsignmentItem>", begin) :]
    rows = rows_of(content)
    assert _goods(rows) == ["ephedrine hydrochloride", "paper bags"]
    assert rows[1]["wco:Consignment/ConsignmentItem"] == "ty>"
    assert issues_of(content) == ["1 damaged_part"]


def test_unknown_elements_pass_through(rows_of):
    content = _sad("tea").replace(b"</Item>", b"<Extra kind='k'><Deep>x</Deep><Deep>y</Deep></Extra></Item>")
    (row,) = rows_of(content)
    assert row["asycuda:Item/Extra/Deep"] == "x; y"
    assert row["asycuda:Item/Extra@kind"] == "k"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"<ASYCUDA>", id="nothing"),
        pytest.param(b"<ASYCUDA></ASYCUDA>", id="empty"),
        pytest.param(b"<ASYCUDA><", id="cut at once"),
    ],
)
def test_nothing_that_can_be_read_is_refused(content):
    with pytest.raises(ManifestError, match="nothing of it can be read"):
        read_table(io.BytesIO(content))


@pytest.mark.parametrize("depth", [300, 5_000])
def test_deep_nesting_ends_in_words_or_rows(depth):
    content = _sad("tea").replace(b"</Item>", b"<x>" * depth + b"deep" + b"</x>" * depth + b"</Item>")
    table = read_table(io.BytesIO(content))
    assert len(table.frame) == 1
    assert table.notes or "deep" in set(table.frame.iloc[0])


def test_long_text_is_kept(rows_of):
    long = "acetone " * 2_000
    assert _goods(rows_of(_sad(long))) == [long.strip()]


def test_bomb_of_attributes_and_names_is_bounded():
    attributes = " ".join(f'a{n}="x"' for n in range(3_000))
    table = read_table(io.BytesIO(_sad("tea").replace(b"<Item>", f"<Item {attributes}>".encode())))
    assert len(table.frame.columns) <= 1_100
    assert "a2999=x" in table.frame["further_parts"].iloc[0]


def test_memory_does_not_grow_with_the_file():
    def peak(n: int) -> int:
        xml = (
            b"<Awmds>"
            + b"<Bol_segment><Goods_segment><Goods_description>a</Goods_description></Goods_segment></Bol_segment>" * n
        )
        source = Source.of_bytes("x", xml + b"</Awmds>")
        items = XmlItems(source, load_field_map("asycuda_manifest"))
        tracemalloc.start()
        assert sum(1 for _ in items.rows()) == n
        high = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return high

    peak(10)
    assert peak(8_000) < peak(2_000) + 1_000_000
