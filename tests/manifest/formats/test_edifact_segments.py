"""Service characters, releases and character sets of interchanges."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from riskscan.exceptions import OptionError
from riskscan.manifest.formats.edifact_segments import UNREADABLE, Interchange, Segment
from riskscan.manifest.source import Source

SEPARATORS = "+:'?*,. ;|#~^"


def _segments(content: bytes, encoding: str | None = None) -> list[Segment]:
    return list(Interchange(Source.of_bytes("x.edi", content), encoding).segments())


def _text(content: bytes) -> str:
    """Return the first component of the fourth element of the FTX."""
    return next(segment for segment in _segments(content) if segment.tag == "FTX").get(4)


def _around(segment: bytes, *, service: bytes = b"", identifier: bytes = b"UNOC:3") -> bytes:
    return service + b"UNB+" + identifier + b"+A+B+260101:1200+1'" + segment + b"'UNZ+1+1'"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(_around(b"FTX+AAA+++ACETONE"), "ACETONE", id="default characters"),
        pytest.param(_around(b"FTX+AAA+++A?+B?:C?'D??"), "A+B:C'D?", id="released"),
        pytest.param(_around(b"FTX+AAA+++A???'B"), "A?'B", id="released release before a released mark"),
        pytest.param(_around(b"FTX+AAA+++A ??", service=b"UNA:+.? '"), "A ?", id="release before the end"),
        pytest.param(
            _around(b"FTX+AAA+++WHAT? EVER", service=b"UNA:+.  '"), "WHAT? EVER", id="no release: blanks stay"
        ),
        pytest.param(b"UNA*;,! |UNB;UNOC*3;A;B|FTX;AAA;;;A!;B'C+D|UNZ;1;1|", "A;B'C+D", id="others"),
        pytest.param(b"UNA:+.? \nUNB+UNOC:3+A+B\nFTX+AAA+++ACETONE\nUNZ+1+1\n", "ACETONE", id="ends of lines"),
        pytest.param(b"UNB+UNOC:3+A+B\r\nFTX+AAA+++ACETONE\r\nUNZ+1+1\r\n", "ACETONE", id="ends of lines, unsaid"),
        pytest.param(
            b"UNB\x1dUNOB\x1f1\x1dA\x1dB\x1cFTX\x1dAAA\x1d\x1d\x1dA+B'C?\x1cUNZ\x1d1\x1c", "A+B'C?", id="level B"
        ),
        pytest.param(_around(b"FTX+AAA+++ACE\r\nTONE"), "ACE TONE", id="broken line"),
        pytest.param(b"\xef\xbb\xbf" + _around(b"FTX+AAA+++ACETONE"), "ACETONE", id="byte order mark"),
        pytest.param(b"\r\n  " + _around(b"FTX+AAA+++ACETONE"), "ACETONE", id="blanks in front"),
        pytest.param(b"From: x\nTo: y\n\n" + _around(b"FTX+AAA+++ACETONE"), "ACETONE", id="mail in front"),
        pytest.param(_around(b"\r\n FTX+AAA+++ACETONE "), "ACETONE", id="blanks around"),
    ],
)
def test_text(content, text):
    assert _text(content) == text


def test_repetitions_belong_to_version_4_only():
    goods = b"FTX+AAA+++A*B"
    assert _segments(_around(goods, service=b"UNA:+.?*'"))[1].elements[3] == (("A*B",),)
    assert _segments(_around(goods, identifier=b"UNOC:4"))[1].elements[3] == (("A",), ("B",))
    assert _segments(_around(goods, service=b"UNA:+.? '", identifier=b"UNOC:4"))[1].elements[3] == (("A*B",),)


def test_lines_of_equal_length_are_joined():
    plain = b"UNB+UNOC:3+A+B+260101:1200+1'UNH+1+CUSCAR:D:95B:UN'" + b"FTX+AAA+++PIPERONYL METHYL KETONE 25 KG'" * 9
    wrapped = b"\r\n".join(plain[place : place + 80] for place in range(0, len(plain), 80))
    assert [segment.get(4) for segment in _segments(wrapped)[2:]] == ["PIPERONYL METHYL KETONE 25 KG"] * 9


@pytest.mark.parametrize(
    ("identifier", "encoding", "text"),
    [
        ("UNOC:3", "latin-1", "café ÆØ"),
        ("UNOD:3", "iso8859-2", "żółć"),
        ("UNOE:3", "iso8859-5", "ацетон"),
        ("UNOF:3", "iso8859-7", "ακετόνη"),
        ("UNOK:3", "iso8859-9", "şeker"),
        ("UNOW:4", "utf-8", "丙酮 ацетон"),
        ("UNOY:4", "utf-8", "アセトン"),
        ("UNOX:3", "iso2022_jp", "アセトン"),
        ("KECA:4", "cp949", "아세톤 똠"),
    ],
)
def test_character_sets(identifier, encoding, text):
    interchange = Interchange(
        Source.of_bytes("x", _around(b"FTX+AAA+++" + text.encode(encoding), identifier=identifier.encode()))
    )
    assert next(segment for segment in interchange.segments() if segment.tag == "FTX").get(4) == text
    assert interchange.stated == ""


@pytest.mark.parametrize(
    ("identifier", "encoding", "text"),
    [
        pytest.param("UNOC:3", "utf-8", "丙酮, café", id="UTF-8 as Latin-1"),
        pytest.param("UNOA:2", "utf-8", "ацетон", id="UTF-8 as ASCII"),
        pytest.param("UNOE:3", "cp1251", "Ацетон, 25 кг — техн.", id="Windows-1251 as ISO 8859-5"),
    ],
)
def test_bytes_count_more_than_what_is_said_of_them(identifier, encoding, text):
    content = _around(b"FTX+AAA+++" + text.encode(encoding), identifier=identifier.encode())
    interchange = Interchange(Source.of_bytes("x", content))
    assert next(segment for segment in interchange.segments() if segment.tag == "FTX").get(4) == text
    assert interchange.stated.startswith(identifier[:4])


def test_wide_characters():
    assert _text(_around("FTX+AAA+++丙酮".encode(), identifier=b"UNOW:4").decode().encode("utf-16")) == "丙酮"


def test_the_user_knows_better():
    content = _around("FTX+AAA+++ацетон".encode("koi8-r"))
    assert next(one for one in _segments(content, "koi8-r") if one.tag == "FTX").get(4) == "ацетон"
    with pytest.raises(OptionError, match="Unknown encoding 'nonsense'"):
        _segments(content, "nonsense")


def test_what_has_no_tag_is_kept_as_it_stands():
    unreadable = _segments(_around(b"FTX+AAA+++A'F1X+AAA+++B"))[2]
    assert unreadable == Segment(UNREADABLE, ((("F1X+AAA+++B",),),))


def test_a_segment_that_does_not_end_is_read_and_said():
    interchange = Interchange(Source.of_bytes("x", b"UNB+UNOC:3+A+B'FTX+AAA+++ACETO"))
    assert [segment.get(4) for segment in interchange.segments()] == ["", "ACETO"]
    assert interchange.is_cut


@given(
    texts=st.lists(st.text(st.characters(codec="latin-1", exclude_categories=["Cc", "Zs"])), min_size=1, max_size=4),
    marks=st.permutations(list(SEPARATORS)).map(lambda marks: "".join(marks[:6])),
)
@example(texts=["?", "'", "+:"], marks=":+.?*'")
def test_released_texts_come_back(texts, marks):
    if marks[2] not in ".," or " " in marks[:2] + marks[3] + marks[5]:
        marks = ":+.? '"
    component, element, _, release, _, terminator = marks
    special = {component, element, release, terminator}
    released = ["".join(release * (letter in special) + letter for letter in text) for text in texts]
    segment = element.join(["FTX", "AAA", "", "", component.join(released)])
    content = terminator.join([f"UNA{marks}UNB{element}UNOC{component}3", segment, f"UNZ{element}1", ""])
    (ftx,) = (one for one in _segments(content.encode("latin-1"), "latin-1") if one.tag == "FTX")
    assert list(ftx.elements[3][0]) == texts
