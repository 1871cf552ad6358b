"""Lines of a file: in one piece where all of it is valid, one by one where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.exceptions import OptionError
from riskscan.manifest.encoding import decode, open_text
from riskscan.manifest.encoding.decoding import _PIECE
from riskscan.manifest.notes import NoteKind
from riskscan.manifest.source import Source


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        pytest.param("goods,mass\ncotton,1\n", "ascii", "utf-8", id="ASCII"),
        pytest.param("goods,mass\nÁcido,1\n", "utf-8", "utf-8", id="UTF-8"),
        pytest.param("goods,mass\nÁcido,1\n", "utf-8-sig", "utf-8", id="UTF-8 with mark"),
        pytest.param("goods,mass\n棉花,1\n", "utf-16", "utf-16-le", id="UTF-16 with mark"),
        pytest.param("goods,mass\ncotton,1\n", "utf-16-be", "utf-16-be", id="UTF-16 big endian without mark"),
        pytest.param("goods,mass\ncotton,1\n", "utf-16-le", "utf-16-le", id="UTF-16 little endian without mark"),
        pytest.param("товар,вес\nткань,1\n", "utf-16-le", "utf-16-le", id="Cyrillic UTF-16 without mark"),
        pytest.param("品名,重量\n棉布,1\n", "utf-16-be", "utf-16-be", id="Chinese UTF-16 without mark"),
        pytest.param("goods,mass\ncotton,1\n", "utf-32-le", "utf-32-le", id="UTF-32 without mark"),
        pytest.param("goods,mass\nÁcido fórmico – 5 €,1\n", "cp1252", "cp1252", id="Windows-1252"),
        pytest.param("DESCRIÇÃO,AÇÃO\nALGODÃO,FUNÇÃO\n", "latin-1", "cp1252", id="Portuguese capitals"),
        pytest.param("品名,重量\n棉布,1\n", "gb18030", "gb18030", id="GB 18030"),
        pytest.param("品名,goods\n环己酮,cyclohexanone\n", "gbk", "gb18030", id="GBK"),
        pytest.param(
            "品名,goods\nアセトン,acetone\n", "iso2022_jp", "iso2022_jp_ext", id="Japanese by escape sequences"
        ),
        pytest.param("GOODS,MASS KG\nPLASTIC TOYS,12\n", "cp037", "cp037", id="mainframe"),
    ],
)
def test_encodings_are_found(text: str, encoding: str, found: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.encoding == found
    assert "".join(decoded.lines) == text
    assert not decoded.foreign
    assert not decoded.damaged


def test_line_of_another_encoding_is_read_on_its_own() -> None:
    decoded = decode("naïve\n".encode() + "café\n".encode("latin-1") + b"plain\n")
    assert decoded.lines == ["naïve\n", "café\n", "plain\n"]
    assert decoded.foreign == {1}


def test_lines_of_a_cyrillic_page_in_a_file_of_utf_8() -> None:
    lines = [
        "Описание товара\nСтеклянная посуда\nМебель кухонная\n".encode(),
        "Подшипники шариковые\n".encode("cp1251"),
        "Трубы стальные\n".encode("cp1251"),
    ]
    decoded = decode(b"".join(lines))
    assert decoded.encoding == "utf-8"
    assert decoded.lines[3:] == ["Подшипники шариковые\n", "Трубы стальные\n"]
    assert decoded.foreign == {3, 4}
    (note,) = decoded.notes
    assert note.kind is NoteKind.ENCODING_MIXED
    assert note.facts["other"] == "cp1251"


def test_lines_that_are_only_damaged_are_of_no_other_encoding() -> None:
    decoded = decode("Описание товара\nСтеклянная пос".encode() + b"\xd1\n")
    assert decoded.damaged == {1}
    assert decoded.notes == ()


def test_utf_8_line_in_a_windows_file() -> None:
    decoded = decode("café\nmaté\naçúcar\n".encode("latin-1") + "pâté\n".encode())
    assert decoded.lines[-1] == "pâté\n"
    assert decoded.foreign == {3}


def test_line_that_is_utf_8_by_chance_stays_in_its_page() -> None:
    text = "Kód;Název zboží\n1;Dřevěný nábytek\n2;říj\n3;Žárovky úsporné\n"
    assert "říj".encode("mac-latin2").decode("utf-8")
    decoded = decode(text.encode("mac-latin2"))
    assert "".join(decoded.lines) == text
    assert not decoded.foreign


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param("5;商品".encode() + b"\xe5\x93", "5;商品\ufffd", id="UTF-8 cut at the width of the field"),
        pytest.param(
            "Größe;Ware;".encode() * 3 + b"\xfc", "Größe;Ware;" * 3 + "\ufffd", id="one foreign byte in a line"
        ),
        pytest.param(
            "品名;电动机;钢管;棉布;数量".encode("gbk") + b"\xb2",
            "品名;电动机;钢管;棉布;数量\ufffd",
            id="GBK that is cut",
        ),
    ],
)
def test_line_with_a_broken_character_keeps_the_others(content: bytes, text: str) -> None:
    decoded = decode("价值;数量;商品编码\n".encode("gbk" if text.startswith("品") else "utf-8") + content + b"\n")
    assert decoded.lines[1] == text + "\n"
    assert decoded.damaged == {1}


def test_character_in_two_surrogates_as_oracle_writes_it() -> None:
    pair = "\ud83d\ude00".encode("utf-8", "surrogatepass")
    decoded = decode("Größe\n".encode() + pair + b"\n\xed\xa0\xbd\n")
    assert decoded.lines[1:] == ["😀\n", "\ufffd\n"]
    assert decoded.damaged == {2}


def test_byte_that_is_no_text_is_replaced_and_told() -> None:
    decoded = decode("goods\nx".encode("utf-16") + b"\x00")
    assert decoded.damaged == {1}


@pytest.mark.parametrize(
    "encoding",
    [pytest.param("utf-8", id="UTF-8"), pytest.param("cp866", id="DOS"), pytest.param("utf-16", id="UTF-16")],
)
def test_end_mark_of_dos_is_no_row(encoding: str) -> None:
    decoded = decode("товар;вес\r\nткань;5\r\n\x1a".encode(encoding) + ("\x00\x00".encode("utf-16-le")))
    assert decoded.lines == ["товар;вес\r\n", "ткань;5\r\n"]


def test_end_mark_within_the_text_stays() -> None:
    assert decode(b"goods\r\na\x1ab\r\n").lines == ["goods\r\n", "a\x1ab\r\n"]


def test_line_ends_of_every_kind_end_lines_and_no_other_character_does() -> None:
    decoded = decode("a\r\nb\rc\n\rd\x85e\u2028f\x0bg".encode())
    assert decoded.lines == ["a\r\n", "b\r", "c\n", "\r", "d\x85e\u2028f\x0bg"]


def test_marks_at_the_beginning_are_all_dropped() -> None:
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfgoods\n").lines == ["goods\n"]


def test_given_encoding_is_used_and_checked() -> None:
    assert decode("вес\n".encode("cp1251"), "cp1251").lines == ["вес\n"]
    assert decode("вес\n".encode("utf-8-sig"), "utf-8").lines == ["вес\n"]
    with pytest.raises(OptionError, match="Unknown encoding 'klingon'"):
        decode(b"x", "klingon")


def test_vietnamese_tone_marks_join_their_letters() -> None:
    assert decode(b"Mo\xcc ta\xd2\n", "cp1258").lines == ["Mò tả\n"]


@pytest.mark.parametrize(
    "line_end", [pytest.param("\n", id="LF"), pytest.param("\r\n", id="CRLF"), pytest.param("\r", id="CR")]
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16-le", "gb18030"])
def test_lines_across_the_pieces_of_a_large_file(encoding: str, line_end: str) -> None:
    line = "S1;ткань хлопковая;5"
    n_lines = 2 * _PIECE // len((line + line_end).encode(encoding)) + 3
    source = Source.of_bytes("large.csv", ((line + line_end) * n_lines).encode(encoding))
    stream = open_text(source, encoding)
    assert list(stream) == [line + line_end] * n_lines
    assert list(stream) == [line + line_end] * n_lines, "a second pass reads it anew"


def test_foreign_lines_are_counted_over_all_pieces() -> None:
    line = "S1;bûche;5\n".encode()
    n_lines = _PIECE // len(line) + 10
    stream = open_text(Source.of_bytes("large.csv", line * n_lines + "café\n".encode("latin-1")))
    assert sum(1 for _ in stream) == n_lines + 1
    assert stream.foreign == {n_lines}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x1a\ufeff\x1b~"), min_size=1))
def test_every_text_in_utf_8_comes_back(text: str) -> None:
    decoded = decode(text.encode())
    assert "".join(decoded.lines) == text
    assert decoded.encoding == "utf-8"


@given(st.binary())
def test_any_bytes_become_lines(content: bytes) -> None:
    decoded = decode(content)
    assert decoded.foreign | decoded.damaged <= set(range(len(decoded.lines)))
