"""What was decoded twice is undone, and nothing honest is touched."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.manifest.cells.countries import read_country
from riskscan.manifest.cells.texts import read_text
from riskscan.manifest.encoding.repairing import repair_text
from riskscan.manifest.issues import IssueKind
from riskscan.manifest.mapping.recognizing import recognize
from riskscan.manifest.reading import read_manifest

_WORDS = (
    "Größe",
    "Désignation",
    "ацетон",
    "丙酮溶液",
    "España y México",
    "Łożyska",
    "25 °C",
    "4\u2011Piperidone",
    "naïve – “café”",
)


def _read_as(text: str, page: str) -> str:
    """Read UTF-8 in a code page, bytes that it leaves undefined as control characters."""
    return "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) and page == "cp1252" else bytes([byte]).decode(page)
        for byte in text.encode()
    )


@pytest.mark.parametrize("text", _WORDS)
@pytest.mark.parametrize("page", ["cp1252", "latin-1", "cp437", "cp850", "mac-roman", "cp866"])
def test_utf_8_that_was_read_in_a_page(text: str, page: str) -> None:
    repaired = repair_text(_read_as(text, page))
    assert repaired.text == text
    assert repaired.kinds == (IssueKind.TWICE_DECODED,)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("4â€‘Piperidone", "4\u2011Piperidone", id="a hyphen that does not break"),
        pytest.param("Ð°Ñ†ÐµÑ‚Ð¾Ð½", "ацетон", id="Cyrillic as Windows-1252"),
        pytest.param("Р°С†РµС‚РѕРЅ", "ацетон", id="Cyrillic as Windows-1251"),
        pytest.param("ÃƒÂ©tÃƒÂ©", "été", id="twice over"),
        pytest.param("naÃ¯ve – voilà", "naïve – voilà", id="beside text that is right"),
        pytest.param("Ã€ cÃ´tÃ© Ã  la carte", "À côté à la carte", id="a space that was made plain"),
        pytest.param(
            " ".join("Страна происхождения".encode().decode("latin-1").split()), "Страна происхождения", id="a header"
        ),
        pytest.param("涓欓叜", "丙酮", id="Chinese UTF-8 as GBK"),
        pytest.param("Àöåòîí", "Ацетон", id="Windows-1251 as Windows-1252"),
        pytest.param("±ûÍª", "丙酮", id="GBK as Latin-1"),
        pytest.param("¾Æ¼¼Åæ", "아세톤", id="Korean as Latin-1"),
    ],
)
def test_text_of_a_wrong_reading(text: str, meant: str) -> None:
    repaired = repair_text(text)
    assert repaired.text == meant
    assert repaired.kinds == (IssueKind.TWICE_DECODED,)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("4&#45;Piperidone&nbsp;HCl", "4-Piperidone HCl", id="number and space"),
        pytest.param("AT&amp;T", "AT&T", id="ampersand"),
        pytest.param("&eacute;t&eacute; &#x4E59;&#37255;", "été 乙醇", id="letters"),
        pytest.param("caf&amp;eacute;", "café", id="twice over"),
        pytest.param("caf&Atilde;&copy;", "café", id="of text decoded twice"),
    ],
)
def test_entities_are_what_they_stand_for(text: str, meant: str) -> None:
    repaired = repair_text(text)
    assert repaired.text == meant
    assert repaired.kinds[0] is IssueKind.HTML_ENTITIES


@pytest.mark.parametrize(
    "text",
    [
        "AT&T", "R&D; tests", "H&M", "a &copy b", "B&B; C&A;", "PÃO DE MAÇÃ", "“MAÇÃ”", "IRMÃ", "Â", "CHÂTEAU Â",
        "25°C", "«CAFÉ»", "MÜ®", "Navn A-Å – “Navn A-Å”", "МІСІСІПІ", "РІДИНА", "Відправник", "цео број", "ÅÄÖ", "Điều",
        "品名", "電動機", "PE膜 5μm", "ﾌﾟﾗｽﾁｯｸ", "½ inch – 5×10 m²", "Nα-acetyl", "😀", "Tĩnh mạch", "ĂÂÎȘȚ", "ÇÃO",
    ],
)  # fmt: skip
def test_honest_text_stays(text: str) -> None:
    assert repair_text(text).text == text
    assert repair_text(text).kinds == ()


@given(st.text(st.characters(max_codepoint=0x7F, exclude_characters="&")))
def test_ascii_without_ampersand_stays(text: str) -> None:
    assert repair_text(text).text == text


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert isinstance(repair_text(text).text, str)


def test_a_cell_is_read_as_meant_and_said() -> None:
    reading = read_text(" 4&#45;Piperidone \x00")
    assert reading.value == "4-Piperidone"
    assert reading.kinds == (IssueKind.HTML_ENTITIES, IssueKind.NUL_CHARACTER)


def test_a_formula_behind_an_entity_is_seen() -> None:
    assert IssueKind.FORMULA_CELL in read_text("&#61;cmd(1)").kinds


def test_a_country_is_read_as_meant() -> None:
    assert read_country("EspaÃ±a").value == "ES"


def test_a_file_that_was_decoded_twice_is_read_headers_and_all() -> None:
    text = "Описание товара;Страна происхождения;Вес нетто (кг)\nацетон технический;Китай;5\n"
    frame = read_manifest(io.BytesIO(text.encode().decode("latin-1").encode()))
    assert frame["goods_description"].tolist() == ["ацетон технический"]
    assert frame["origin_country"].tolist() == ["CN"]
    assert frame["net_mass_kg"].tolist() == [5.0]
    assert "twice_decoded" in frame["row_issues"][0]


def test_a_header_with_entities_keeps_its_name() -> None:
    claim = recognize("Descripci&oacute;n")
    assert claim is not None
    assert (claim.target, claim.header) == ("goods_description", "Descripci&oacute;n")
