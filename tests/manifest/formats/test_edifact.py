"""UN/EDIFACT cargo reports and declarations."""

import io

import pytest

from riskscan.exceptions import ManifestError
from riskscan.manifest import read_manifest, read_table

MESSAGE = {
    "lodged_on": "2026-02-10",
    "transport_mode": "sea",
    "carrier": "ORRIN LINE",
    "vessel_name": "MV PLUMTREE",
    "message_reference": "MAN-77",
    "destination_country": "NL",
    "port_of_discharge": "NLRTM",
}
HOUSE = MESSAGE | {
    "consignment_id": "HOUSE-1",
    "export_country": "CN",
    "port_of_loading": "CNSHA",
    "consignor_name": "LIANMU CHEMICAL CO., LTD",
    "consignor_address": "18 HARBOR RD QINGDAO 266000",
    "consignor_country": "CN",
    "consignee_name": "VAN DER MEIJ B.V. AFDELING INKOOP",
    "consignee_address": "KADE 3 ROTTERDAM 3011",
    "consignee_country": "NL",
}

WRITTEN_OTHERWISE = {"202602100830", "20260311", "16,5", "17250,5", "18250,5", "25000"}
QUALIFIERS = {"AAA", "AAB", "AAD", "AAE", "AAL", "BH", "BM", "CN", "CZ", "GRM", "IP", "KGM", "LBR", "SU", "TNE", "WT"}
QUALIFIERS |= {"24", "27", "28", "35", "36", "76", "102", "103", "117", "122", "137", "148", "203"}


def _known(row):
    return {column: cell for column, cell in row.items() if ":" not in column}


def _message(*segments: str, kind: str = "CUSCAR") -> bytes:
    whole = ["UNH+1+" + kind + ":D:96B:UN", *segments, f"UNT+{len(segments) + 2}+1"]
    return ("UNB+UNOC:3+A+B+260101:1200+1'" + "".join(f"{segment}'" for segment in whole) + "UNZ+1+1'").encode()


def test_cargo_report(content_of, rows_of, issues_of):
    first, second, third = map(_known, rows_of(content_of("cuscar.edi")))
    assert first == HOUSE | {
        "item_number": "1",
        "goods_description": "ACETIC ANHYDRIDE 99: 1 IN DRUMS OF 200 L",
        "chemical_name": "ACETIC ANHYDRIDE",
        "hs_code": "29152400",
        "un_number": "1715",
        "net_mass_kg": "16500",
        "gross_mass_kg": "17250.5",
        "package_count": "40",
        "container_number": "ORLU1111111",
    }
    assert second == HOUSE | {
        "item_number": "2",
        "goods_description": "PLASTIC TOYS",
        "gross_mass_kg": "1000",
        "package_count": "20",
    }
    assert third == MESSAGE | {
        "consignment_id": "HOUSE-2",
        "item_number": "1",
        "goods_description": "PUZZLES",
        "gross_mass_kg": "45.359237",
        "package_count": "5",
        "export_country": "HK",
        "port_of_loading": "HKHKG",
        "consignor_name": "KOWLEY TOYS",
        "consignor_address": "3 PEAK RD HONG KONG",
        "consignee_name": "TO ORDER",
    }
    assert issues_of(content_of("cuscar.edi")) == []


def test_declaration_in_a_group(content_of, rows_of, issues_of):
    declaration = {
        "consignment_id": "DECL-5501",
        "lodged_on": "2026-03-11",
        "currency": "EUR",
        "export_country": "DE",
        "destination_country": "NZ",
        "port_of_loading": "DEHAM",
        "port_of_discharge": "NZAKL",
        "transport_mode": "air",
        "vessel_name": "ZZ501",
        "consignor_name": "ALBRECHT FEINCHEMIE",
        "consignor_address": "RINGSTR. 4 MAINZ 55116",
        "consignor_country": "DE",
        "consignee_name": "KAURI LABS LTD",
        "consignee_address": "12 BAY ROAD AUCKLAND 1010",
        "consignee_country": "NZ",
    }
    first, second = map(_known, rows_of(content_of("cusdec.edi")))
    assert first == declaration | {
        "item_number": "1",
        "goods_description": "ANTHRANILIC ACID, LABORATORY",
        "cas_rn": "118-92-3",
        "hs_code": "2922430000",
        "net_mass_kg": "25",
        "gross_mass_kg": "26.5",
        "package_count": "1",
        "customs_value": "2000",
        "origin_country": "DE",
        "permit_reference": "LIC-4711",
    }
    assert second == declaration | {
        "item_number": "2",
        "goods_description": "PH METER",
        "hs_code": "90278900",
        "gross_mass_kg": "3.25",
        "package_count": "2",
        "customs_value": "400.00",
        "origin_country": "CH",
    }
    assert issues_of(content_of("cusdec.edi")) == []


@pytest.mark.parametrize(
    ("header", "text"),
    [
        pytest.param("cuscar:master bill/CNI/2", "MASTER-1", id="number of the master bill"),
        pytest.param("cuscar:goods item/GID", "DR", id="beside a count"),
        pytest.param("cuscar:goods item/MEA+AAE+AAW", "MTQ:30", id="a measure of another kind"),
        pytest.param("cuscar:goods item/PCI+24", "LM'S MARK", id="marks"),
        pytest.param("cuscar:goods item/DGS", "IMD+8", id="class of dangerous goods"),
        pytest.param("cuscar:consignment/NAD+NI", "SPEDITIE NOORD", id="another party"),
        pytest.param("cuscar:consignment/CNT+7/1", "18250.5 kg", id="mass of the whole"),
        pytest.param("cuscar:message/DTM+132", "20260214:102", id="another date"),
        pytest.param("cuscar:message/TDT+20", "V077+++ORL+++ABCD1", id="around a name"),
    ],
)
def test_what_has_no_column_keeps_its_segment(header, text, content_of, rows_of):
    assert rows_of(content_of("cuscar.edi"))[0][header] == text


@pytest.mark.parametrize("name", ["cuscar.edi", "cusdec.edi"])
def test_every_component_of_a_file_stands_in_a_row(name, content_of, rows_of):
    rows = rows_of(content_of(name))
    said = "\n".join(text for row in rows for cell in row.items() for text in cell)
    segments = content_of(name).decode().replace("?:", "\0").replace("?.", ".").replace("?'", "\1").split("'")
    lost = [
        component
        for segment in map(str.strip, segments)
        if segment[:3] not in ("UNA", "UNG", "UNT", "UNE", "UNZ", "UNS", "")
        for component in segment[4:].replace("+", ":").split(":")
        if component.replace("\0", ":").replace("\1", "'") not in said
    ]
    assert set(lost) - WRITTEN_OTHERWISE - QUALIFIERS == set()


def test_several_messages_in_one_interchange(rows_of):
    content = _message("CNI+1+M1", "GID+1+2:CT", "FTX+AAA+++ACETONE")
    content += _message("BGM+929+D7", "CST+1+29141100:122", "FTX+AAA+++TOLUENE", kind="CUSDEC")
    rows = rows_of(content)
    assert [(row["consignment_id"], row["goods_description"]) for row in rows] == [("M1", "ACETONE"), ("D7", "TOLUENE")]


def test_messages_of_other_types_beside_are_noted():
    content = _message("BGM+1", kind="IFTMIN") + _message("CNI+1+M1", "GID+1", "FTX+AAA+++ACETONE")
    table = read_table(io.BytesIO(content))
    assert len(table.frame) == 1
    assert [str(note) for note in table.notes] == [
        "EDIFACT IFTMIN message (instruction) was not read: riskscan reads CUSCAR and CUSDEC."
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(
            _message("BGM+1", kind="IFTMIN"),
            r"this is an EDIFACT IFTMIN message \(instruction\); riskscan reads CUSCAR and CUSDEC\.",
            id="known type",
        ),
        pytest.param(
            _message("BGM+1", kind="XYZABC"), "this is an EDIFACT XYZABC message; riskscan", id="unknown type"
        ),
        pytest.param(
            _message("BGM+1", kind="INVOIC") * 3,
            "interchange with 3 INVOIC message.*; riskscan reads CUSCAR and CUSDEC",
            id="several",
        ),
        pytest.param(b"UNB+UNOA:2+A+B+260101:1200+1'UNZ+0+1'", "holds no message", id="no message"),
    ],
)
def test_what_is_not_read_says_what_it_is(content, said):
    with pytest.raises(ManifestError, match=said):
        read_table(io.BytesIO(content))


@pytest.mark.parametrize(
    ("change", "issues"),
    [
        pytest.param(lambda text: text.replace(b"GID+2+20:CT'\n", b""), ["1 item_count"], id="a segment less"),
        pytest.param(lambda text: text[: text.index(b"UNT+")], ["2 damaged_part"], id="no end"),
        pytest.param(lambda text: text[: text.index(b"PUZZLES")], ["2 damaged_part"], id="cut"),
        pytest.param(lambda text: text[text.index(b"BGM") :], ["2 damaged_part"], id="no beginning"),
        pytest.param(lambda text: text.replace(b"PCI+24", b"24"), ["0 damaged_part"], id="segment without tag"),
        pytest.param(lambda text: text + b"\x1a\x00\x00\r\n", [], id="filled up block"),
    ],
)
def test_damage_is_said(change, issues, content_of, issues_of):
    assert issues_of(change(content_of("cuscar.edi"))) == issues


def test_segment_without_tag_keeps_its_text(content_of, rows_of):
    first, *_ = rows_of(content_of("cuscar.edi").replace(b"FTX+AAD+++", b"FT+AAD+++"))
    assert first["cuscar:goods item/unreadable"] == "FT+AAD+++ACETIC ANHYDRIDE"


def test_segments_between_messages_are_noted(content_of):
    content = content_of("cuscar.edi").replace(b"UNZ+", b"FTX+AAI+++SEE BELOW'\nUNZ+")
    assert "1 parts were not read: segments FTX between messages." in map(str, read_table(io.BytesIO(content)).notes)


def test_message_without_goods_is_one_row(rows_of, issues_of):
    content = _message("BGM+85+M9", "TDT+20+V1+1")
    (row,) = rows_of(content)
    assert row["message_reference"] == "M9"
    assert issues_of(content) == ["0 no_goods_item"]
    assert issues_of(_message("BGM+929+D7", "MEA+AAE+G+KGM:450", kind="CUSDEC")) == ["0 no_goods_item"]
    assert issues_of(_message("CNI+1+M1", "RFF+BM:H1", "FTX+AAA+++ACETONE")) == []


def test_stated_number_of_items(issues_of):
    goods = ["CST+1+29141100:122", "FTX+AAA+++ACETONE", "UNS+S"]
    assert issues_of(_message("BGM+929+D7", *goods, "CNT+5:2", kind="CUSDEC")) == ["0 item_count"]
    assert issues_of(_message("BGM+929+D7", *goods, "CNT+5:1", kind="CUSDEC")) == []


def test_later_pieces_of_a_description_follow_in_order(rows_of):
    segments = ["CNI+1+M1", "GID+1", "FTX+AAA+++PIPERONYL:METHYL KETONE", "FTX+AAA+++IN CANS"]
    assert [row["goods_description"] for row in rows_of(_message(*segments))] == ["PIPERONYL METHYL KETONE\nIN CANS"]


def test_items_are_told_by_their_numbers_where_the_section_mark_is_lost(rows_of, content_of):
    content = content_of("cusdec.edi").replace(b"UNS+D'\n", b"")
    rows = rows_of(content)
    assert [row["goods_description"] for row in rows] == ["ANTHRANILIC ACID, LABORATORY", "PH METER"]
    assert {row["port_of_discharge"] for row in rows} == {"NZAKL"}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(b"UNH;goods;mass\nx;y;2\n", "delimited", id="header named UNH"),
        pytest.param(b"goods,remark\nacetone,UNB+UNOC:3+A+B'\n", "delimited", id="in a cell"),
        pytest.param(b"NAD+,goods\n1,acetone\n", "delimited", id="a tag"),
    ],
)
def test_other_files_are_none(content, name):
    assert read_table(io.BytesIO(content)).dialect.format == name


def test_a_bill_without_a_reference_has_its_parties_and_places(rows_of):
    content = (
        b"UNB+UNOA:2+A+B+260210:0830+1'UNH+1+CUSCAR:D:95B:UN'BGM+85+M1+9'DTM+132:260214:101'"
        b"CNI+1+BL1'LOC+9+CNSHA'LOC+11+NLRTM'NAD+CZ+++L?'OREAL CO?+ SONS'NAD+CN+++FOO?:BAR'"
        b"GID+1+40:DR'FTX+AAA+++PAPER BAGS'CNI+2+BL2'NAD+CN+++OTHER LTD'GID+1+1:CT'FTX+AAA+++TOYS'UNT+15+1'UNZ+1+1'"
    )
    first, second = rows_of(content)
    assert (first["consignor_name"], first["consignee_name"]) == ("L'OREAL CO+ SONS", "FOO:BAR")
    assert (first["port_of_loading"], first["destination_country"]) == ("CNSHA", "NL")
    assert first["lodged_on"] == "2026-02-14"
    assert second["consignee_name"] == "OTHER LTD"
    assert second.get("consignor_name") is None


def test_a_declaration_without_items_says_in_its_head_what_the_goods_are(rows_of, issues_of):
    """So do those of goods of low value."""
    message = _message("BGM+929:::SAC+D7", "FTX+AAA+++SAFROLE OIL", "UNS+D", "UNS+S", kind="CUSDEC")
    (row,) = rows_of(message)
    assert row["goods_description"] == "SAFROLE OIL"
    assert issues_of(message) == []


def test_the_harmonized_system_number_of_an_item_is_its_code(rows_of):
    goods = ("UNS+D", "CST+1", "FTX+AAA+++FISH", "RFF+HS:03026200", "UNS+S")
    (row,) = rows_of(_message("BGM+830+D7", *goods, kind="CUSDEC"))
    assert row["hs_code"] == "03026200"


@pytest.mark.parametrize(("unit", "net"), [("KG", "9708"), ("NR", None)])
def test_the_masses_and_the_permit_of_an_australian_export_declaration(rows_of, unit, net):
    """Its weight is the gross one, and its quantity a net mass where it is counted as mass."""
    goods = (
        "UNS+D",
        "CST+1+I::95",
        "FTX+AAA+++FISH",
        "MEA+WT++KG:10296",
        f"MEA+ABW++{unit}:9708",
        "RFF+EP:PIF1",
        "UNS+S",
    )
    (row,) = rows_of(_message("BGM+830:::EXD+D7", "DTM+129:20181023:102", *goods, kind="CUSDEC"))
    assert (row["gross_mass_kg"], row.get("net_mass_kg"), row["permit_reference"]) == ("10296", net, "PIF1")
    assert row["lodged_on"] == "2018-10-23"


def test_a_message_without_goods_is_not_told_to_have_a_header_line(tmp_path):
    path = tmp_path / "d.edi"
    path.write_bytes(_message("BGM+929+D7", "FTX+DEL+++ACME PTY LTD", "UNS+D", "UNS+S", kind="CUSDEC"))
    with pytest.raises(ManifestError, match="No column says what the goods are") as refused:
        read_manifest(path)
    assert "first line" not in str(refused.value)
