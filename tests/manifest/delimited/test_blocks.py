import io

import pytest

from riskscan.exceptions import OptionError
from riskscan.manifest.delimited.blocks import BLOCK_BYTES, Piece, TextBuffer, open_text
from riskscan.manifest.issues import IssueKind
from riskscan.manifest.source import Source


def _open(content: bytes, encoding: str | None = None):
    text = open_text(Source.of_bytes("m.csv", content), encoding)
    return text.encoding, list(text.pieces)


@pytest.mark.parametrize(
    ("content", "stated", "encoding", "text"),
    [
        pytest.param("té\r\n".encode(), None, "utf-8", "té\r\n", id="UTF-8"),
        pytest.param("té\n".encode("utf-8-sig"), None, "utf-8 with byte order mark", "té\n", id="with a mark"),
        pytest.param("té\n".encode("utf-16"), None, "utf-16-le with byte order mark", "té\n", id="UTF-16"),
        pytest.param("goods\nté\n".encode("utf-16-be"), None, "utf-16-be", "goods\nté\n", id="UTF-16 without a mark"),
        pytest.param("чай\n".encode("cp1251"), "cp1251", "cp1251", "чай\n", id="stated"),
        pytest.param("té\n".encode(), "UTF8", "utf-8", "té\n", id="UTF-8, stated"),
    ],
)
def test_encodings_become_utf_8(content: bytes, stated: str | None, encoding: str, text: str) -> None:
    shown, pieces = _open(content, stated)
    assert shown == encoding
    assert b"".join(piece.content for piece in pieces).decode() == text
    assert not any(piece.marks for piece in pieces)


def test_damaged_lines_are_marked_where_they_begin() -> None:
    _, pieces = _open("thé\n".encode() + b"caf\xe9\n" + b"tea\n" * 3)
    assert pieces == [Piece("thé\ncafé\ntea\ntea\ntea\n".encode(), ((5, IssueKind.MIXED_ENCODING),))]


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(OptionError, match="klingon"):
        _open(b"x", "klingon")


def test_valid_text_is_never_held_whole() -> None:
    class Counting(io.BytesIO):
        most = 0

        def read(self, size: int | None = -1) -> bytes:
            self.most = max(self.most, size if size is not None and size >= 0 else 1 << 60)
            return super().read(size)

    file = Counting(b"goods\n" + "thé vert\n".encode() * 1_000_000)
    text = open_text(Source("m.csv", file))
    buffer = TextBuffer(text.pieces)
    longest = 0
    while True:
        buffer.fill(BLOCK_BYTES)
        if not buffer.content:
            break
        longest = max(longest, len(buffer.content))
        buffer.drop(BLOCK_BYTES // 2)
    assert file.most <= BLOCK_BYTES
    assert longest <= 2 * BLOCK_BYTES


def test_buffer_moves_its_marks() -> None:
    mixed, damaged = IssueKind.MIXED_ENCODING, IssueKind.UNDECODABLE_TEXT
    buffer = TextBuffer([Piece(b"ab\ncd\n", ((3, mixed),)), Piece(b"ef\n", ((0, damaged),))])
    buffer.fill(1)
    assert (buffer.content, buffer.is_whole) == (b"ab\ncd\n", False)
    buffer.fill(99)
    assert (buffer.content, buffer.is_whole) == (b"ab\ncd\nef\n", True)
    assert buffer.marks(9) == [(3, mixed), (6, damaged)]
    assert buffer.marks(6) == [(3, mixed)]
    buffer.drop(4)
    assert buffer.content == b"d\nef\n"
    assert buffer.marks(9) == [(2, damaged)]
