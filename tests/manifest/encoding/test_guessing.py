"""Which encoding: certain cases say nothing, a guess is said, a doubtful one with what comes next."""

import random

import pytest

from riskscan.manifest.encoding import Certitude, guess_encoding
from riskscan.manifest.notes import NoteKind
from riskscan.manifest.reading import read_table
from riskscan.manifest.source import Source

_RUSSIAN = "Описание товара;Страна происхождения;Вес нетто\nТкань хлопчатобумажная;Китай;5\n"
_FILES = [
    pytest.param("Opis towaru;Ilość;Wartość celna\nŁożyska kulkowe;3;40\n", "cp1250", id="Polish"),
    pytest.param("Opis towaru;Ilość;Wartość celna\nŁożyska kulkowe;3;40\n", "cp852", id="Polish on DOS"),
    pytest.param(_RUSSIAN, "cp1251", id="Russian"),
    pytest.param(_RUSSIAN, "koi8-r", id="Russian on Unix"),
    pytest.param(_RUSSIAN, "cp866", id="Russian on DOS"),
    pytest.param(_RUSSIAN, "iso8859-5", id="Russian in ISO 8859"),
    pytest.param(_RUSSIAN, "mac-cyrillic", id="Russian on Macintosh"),
    pytest.param("Опис товару;Вага нетто\nЇжа для тварин, ґудзики;5\n", "koi8-u", id="Ukrainian on Unix"),
    pytest.param("Descripción;País de origen\nPiña en almíbar;España\n", "cp1252", id="Spanish"),
    pytest.param("Descripción;País de origen\nPiña en almíbar;España\n", "cp437", id="Spanish on DOS"),
    pytest.param("Descrição;País de origem\nFeijão e pães;Japão\n", "cp850", id="Portuguese on DOS"),
    pytest.param("Désignation;Numéro\nThé glacé;1\n", "mac-roman", id="French on Macintosh"),
    pytest.param("Περιγραφή;Χώρα καταγωγής\nΕλαιόλαδο;Ελλάδα\n", "cp1253", id="Greek"),
    pytest.param("Eşyanın tanımı;Menşe ülke\nKuru kayısı;Türkiye\n", "cp1254", id="Turkish"),
    pytest.param("תיאור הטובין;ארץ מקור\nשמן זית;סין\n", "cp1255", id="Hebrew"),
    pytest.param("وصف البضاعة;بلد المنشأ\nزيت زيتون;الصين\n", "cp1256", id="Arabic"),
    pytest.param("Prekės aprašymas;Kilmės šalis\nŽaislai;Kinija\n", "cp1257", id="Lithuanian"),
    pytest.param("รายละเอียดสินค้า;ผู้รับ\nข้าวหอมมะลิ;จีน\n", "cp874", id="Thai"),
    pytest.param("品名;原産国\n緑茶;中国\n", "cp932", id="Japanese"),
    pytest.param("品名;原産国\n緑茶;中国\n", "euc_jp", id="Japanese on Unix"),
    pytest.param("품명;원산지\n녹차;중국\n", "cp949", id="Korean"),
    pytest.param("品名;原產國\n綠茶;中國\n", "cp950", id="traditional Chinese"),
    pytest.param("品名;原产国\n绿茶;中国\n", "gb18030", id="simplified Chinese"),
]


@pytest.mark.parametrize(("text", "encoding"), _FILES)
def test_a_code_page_is_found_and_said(text: str, encoding: str) -> None:
    content = text.encode(encoding)
    guess = guess_encoding(content)
    assert content.decode(guess.name) == text
    assert guess.certitude is not Certitude.CERTAIN
    (note,) = guess.notes
    assert guess.name in str(note)
    assert not guess.is_clean_utf8


def test_a_page_beside_mostly_english_rows_is_found_from_its_headers() -> None:
    rows = "".join(f"S{number};Cotton shirts;North Wind Ltd;{number}\n" for number in range(200))
    text = "Nr;Beschreibung der Größe;Empfänger;Stückzahl\n" + rows
    assert text.encode("cp850").decode(guess_encoding(text.encode("cp850")).name) == text


@pytest.mark.parametrize(
    "sign",
    [
        "25°C", "don’t use", "tea – green", "5 m²", "ACME® tape", "café", "PÊCHE", "½ inch", "5 µm", "3×4", "€5",
        "N° 5", "WATER\xa0PUMP", "PEÑA", "MÜLLER", "“Best” tea", "• tea", "Nº 7", "¥500", "l’huile", "5\xa0kg",
        "Malmö", "São",
    ],
)  # fmt: skip
def test_one_sign_or_letter_in_an_english_file_is_windows_1252(sign: str) -> None:
    text = f"goods;mass\nCotton shirts;5\n{sign};7\nSteel pipes;9\n"
    assert text.encode("cp1252").decode(guess_encoding(text.encode("cp1252")).name) == text


@pytest.mark.parametrize(
    ("cell", "encoding"),
    [("5 кг", "cp1251"), ("5 кг", "cp866"), ("5 公斤", "gb18030"), ("개", "cp949")],
)
def test_a_unit_alone_tells_the_page(cell: str, encoding: str) -> None:
    text = f"goods;mass\nCotton shirts;{cell}\n"
    assert text.encode(encoding).decode(guess_encoding(text.encode(encoding)).name) == text


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"goods;mass\ncotton;5\n", id="ASCII"),
        pytest.param(_RUSSIAN.encode(), id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + _RUSSIAN.encode(), id="UTF-8 with mark"),
        pytest.param(_RUSSIAN.encode("utf-16"), id="UTF-16 with mark"),
        pytest.param(_RUSSIAN.encode("utf-16-be"), id="UTF-16 without mark"),
        pytest.param("goods;5 µm – “fine”\n".encode(), id="UTF-8 with few signs"),
        pytest.param("goods;café\n".encode(), id="UTF-8 with one letter"),
    ],
)
def test_a_certain_case_says_nothing(content: bytes) -> None:
    guess = guess_encoding(content)
    assert guess.certitude is Certitude.CERTAIN
    assert guess.notes == ()


def test_valid_utf_8_asks_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise AssertionError("the tables of letters were asked")

    monkeypatch.setattr("riskscan.manifest.encoding.guessing.choose_code_page", refuse)
    assert guess_encoding((_RUSSIAN * 3).encode()).is_clean_utf8


def test_two_readings_of_one_word_are_both_named() -> None:
    guess = guess_encoding("goods;Venerdì\n".encode("iso8859-15"))
    assert guess.certitude is Certitude.DOUBTFUL
    (note,) = guess.notes
    assert note.kind is NoteKind.ENCODING_DOUBTFUL
    assert guess.next_best.split(",")[0] in str(note)


def test_one_word_that_is_utf_8_by_chance_is_doubted() -> None:
    content = "kod;měsíc\n1;říj\n".replace("měsíc", "mesic").encode("mac-latin2")
    assert guess_encoding(content).certitude is Certitude.DOUBTFUL


@pytest.mark.parametrize(
    ("content", "is_clean"),
    [
        pytest.param(b"goods\nx\n", True, id="ASCII"),
        pytest.param("goods\nÁcido\n".encode(), True, id="UTF-8"),
        pytest.param(b"goods\nx\x00y\n", False, id="NUL"),
        pytest.param(b"goods\nx\n\x1a", False, id="end mark"),
        pytest.param(b"goods\n\xe9\n", False, id="other page"),
        pytest.param("goods\nÁcido\n".encode() + b"\xc3", False, id="cut"),
    ],
)
def test_a_strict_reader_may_take_only_clean_utf_8(content: bytes, is_clean: bool) -> None:
    assert guess_encoding(content).is_clean_utf8 is is_clean


def test_a_large_file_is_told_by_lines_of_all_of_it() -> None:
    plain = b"S1;Cotton shirts;North Wind Trading Limited;5\r\n" * 60_000
    content = plain + "S2;Łożyska kulkowe, części;Spółdzielnia Żagiel;5\r\n".encode("cp1250") + plain
    assert len(content) > 4 << 20
    assert guess_encoding(Source.of_bytes("large.csv", content)).name == "cp1250"


def test_the_few_lines_of_another_encoding_in_a_large_file_are_found() -> None:
    plain = "S1;Бумага, картон;5\r\n".encode() * 60_000
    content = plain + "S2;Подшипники шариковые;5\r\n".encode("cp1251") + plain
    guess = guess_encoding(Source.of_bytes("large.csv", content))
    assert (guess.name, guess.other) == ("utf-8", "cp1251")


def test_a_page_that_reads_the_sample_but_not_the_file_is_not_taken() -> None:
    rows = ["S;חלקי חילוף לטרקטורים;נעלי עור"] * 3_000
    text = "\n".join([*rows, "S;ג׳יבוטי;צ׳אד", *rows])
    assert guess_encoding(text.encode("cp1255")).name == "cp1255"


def test_order_of_rows_does_not_matter() -> None:
    rows = [f"{number};Łożyska;Côte d'Or;części" for number in range(40)]
    random.Random(1).shuffle(rows)
    assert guess_encoding("\n".join(rows).encode("cp1250", "ignore")).name == "cp1250"


def test_the_guess_is_a_note_of_the_table() -> None:
    table = read_table(Source.of_bytes("x.csv", _RUSSIAN.encode("cp1251"))._file)
    assert [note.kind for note in table.notes] == [NoteKind.ENCODING_GUESSED]
    assert table.dialect.encoding == "cp1251"
