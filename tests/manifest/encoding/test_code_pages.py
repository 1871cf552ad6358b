"""Code pages are judged by what they read; wrong ones give themselves away."""

import pytest

from riskscan.manifest.encoding.chunks import count_chunks, parse_chunk
from riskscan.manifest.encoding.code_pages import choose_code_page, sense_of
from riskscan.manifest.encoding.signs import count_unpaired
from riskscan.manifest.encoding.wide import guess_ebcdic, guess_wide


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        pytest.param("España", "Espańa", id="a letter of another language"),
        pytest.param("Ацетон", "аЦЕТОН", id="case turned round"),
        pytest.param("Größe", "Gr÷▀e", id="signs in a word"),
        pytest.param("“Größe”", "„Größe", id="quotation mark without partner"),
        pytest.param("Größe", "Gr鰏e", id="Chinese in a word"),
        pytest.param("品名", "Æ·Ãû", id="Chinese as Latin"),
        pytest.param("25°C", "25øC", id="a sign as a letter"),
        pytest.param("код", "код".translate({0x43A: "k"}), id="two scripts in a word"),
    ],
)
def test_what_is_meant_makes_more_sense(right: str, wrong: str) -> None:
    assert sense_of(right) > sense_of(wrong)


def test_known_words_make_sense() -> None:
    assert sense_of("грузополучатель") > sense_of("гсуйополуфатель")


def test_choice_says_how_it_reads_and_what_comes_next() -> None:
    choice = choose_code_page("Ilość;Wartość".encode("cp1250"))
    assert choice.examples == ("Ilość", "Wartość")
    assert choice.next_best
    assert choice.next_examples != choice.examples


def test_chunks_are_counted_with_what_stands_before() -> None:
    assert count_chunks("25°C;café;25°C") == {"5°C": 2, ";café": 1}


def test_words_of_a_chunk_are_small_and_apart_by_script() -> None:
    assert parse_chunk("ÉPICES").words == ("épices",)
    assert parse_chunk("LED電球").words == ("電球",)


@pytest.mark.parametrize(
    ("text", "count"),
    [("«a» “b” „c“ „d” ‘e’ it’s ‚f‘", 0), ("«a", 1), ("a»", 1), ("“a", 1), ("„a", 1), ("‚a", 1), ("it’s", 0)],
)
def test_quotation_marks_without_partner(text: str, count: int) -> None:
    assert count_unpaired(text) == count


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"goods\x00\x00\x00\x00,1\n", id="fields filled up with NUL"),
        pytest.param(b"goods,1\n\x00", id="one NUL at the end"),
        pytest.param(b"goods,1\n", id="no NUL"),
        pytest.param("品名\x00\x00\x00,1\n".encode("gbk"), id="NUL in a file of a code page"),
    ],
)
def test_zeros_alone_are_no_utf_16(content: bytes) -> None:
    assert guess_wide(content) is None


def test_a_file_of_percent_and_at_signs_is_no_mainframe_text() -> None:
    assert guess_ebcdic(b"goods@x,5%\r" * 50) is None
