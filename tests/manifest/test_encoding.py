import pytest

from riskscan.exceptions import OptionError
from riskscan.manifest.encoding import decode


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        pytest.param("goods,mass\ncotton,1\n", "ascii", "utf-8", id="ASCII"),
        pytest.param("goods,mass\nÁcido,1\n", "utf-8", "utf-8", id="UTF-8"),
        pytest.param("goods,mass\nÁcido,1\n", "utf-8-sig", "utf-8", id="UTF-8 with mark"),
        pytest.param("goods,mass\n棉花,1\n", "utf-16", "utf-16-le", id="UTF-16 with mark"),
        pytest.param("goods,mass\ncotton,1\n", "utf-16-be", "utf-16-be", id="UTF-16 big endian without mark"),
        pytest.param("goods,mass\ncotton,1\n", "utf-16-le", "utf-16-le", id="UTF-16 little endian without mark"),
        pytest.param("goods,mass\nÁcido fórmico – 5 €,1\n", "cp1252", "cp1252", id="Windows-1252"),
        pytest.param("DESCRIÇÃO,AÇÃO\nALGODÃO,FUNÇÃO\n", "latin-1", "cp1252", id="Portuguese capitals"),
        pytest.param("品名,重量\n棉布,1\n", "gb18030", "gb18030", id="GB 18030"),
        pytest.param("品名,goods\n环己酮,cyclohexanone\n", "gbk", "gb18030", id="GBK"),
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


def test_utf_8_line_in_a_windows_file() -> None:
    decoded = decode("café\nmaté\naçúcar\n".encode("latin-1") + "pâté\n".encode())
    assert decoded.lines[-1] == "pâté\n"
    assert decoded.foreign == {3}


def test_byte_that_is_no_text_is_replaced_and_told() -> None:
    decoded = decode("goods\nx".encode("utf-16") + b"\x00")
    assert decoded.damaged == {1}


def test_given_encoding_is_used_and_checked() -> None:
    assert decode("вес\n".encode("cp1251"), "cp1251").lines == ["вес\n"]
    with pytest.raises(OptionError, match="Unknown encoding 'klingon'"):
        decode(b"x", "klingon")
