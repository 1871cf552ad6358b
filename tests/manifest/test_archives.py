"""Archives: every member read as the file that it is, and what is no manifest said."""

import bz2
import io
import lzma
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from riskscan.exceptions import ManifestError
from riskscan.manifest import RawTable, read_table
from riskscan.manifest.sheets import SOURCE_MEMBER

HEADER = "Goods description,HS code,Origin\n"
ONE, TWO = f"{HEADER}tea,0902,CN\n", f"{HEADER}wire,7217,TR\nsoap,3401,IN\n"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def _zip(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def _tar(members: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        for name, member in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(member)
            archive.addfile(info, io.BytesIO(member))
        link = tarfile.TarInfo("link.csv")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return content.getvalue()


def _read(content: bytes) -> RawTable:
    return read_table(io.BytesIO(content))


def _goods(table: RawTable) -> list[object]:
    return table.frame["Goods description"].tolist()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(_zip({"b.csv": ONE, "data/a.csv": TWO}), id="zip"),
        pytest.param(_zip({"b.csv": ONE, "data\\a.csv": TWO}), id="zip with backslashes"),
        pytest.param(_zip({"b.csv": ONE, "/data/a.csv": TWO}, zipfile.ZIP_STORED), id="zip, stored, from the root"),
        pytest.param(_zip({"b.csv": ONE, "data/a.csv": TWO}, zipfile.ZIP_LZMA), id="zip, LZMA"),
        pytest.param(_tar({"b.csv": ONE.encode(), "data/a.csv": TWO.encode()}), id="tar"),
        pytest.param(bz2.compress(_tar({"b.csv": ONE.encode(), "data/a.csv": TWO.encode()})), id="tar, bzip2"),
        pytest.param(lzma.compress(_tar({"b.csv": ONE.encode(), "data/a.csv": TWO.encode()})), id="tar, xz"),
        pytest.param(_zip({"b.csv": ONE, "data.zip": _zip({"a.csv": TWO})}), id="zip in a zip"),
        pytest.param(
            _zip({"b.csv": ONE, "data/a.csv": TWO, "__MACOSX/._a.csv": b"\x00\x05", ".DS_Store": b"x"}),
            id="beside what a system keeps",
        ),
    ],
)
def test_members_with_one_header_are_joined(content: bytes) -> None:
    table = _read(content)
    assert _goods(table) == ["tea", "wire", "soap"]
    members = table.frame[SOURCE_MEMBER].tolist()
    assert members[0] == "b.csv"
    assert members[1] == members[2]
    assert members[1] in ("data/a.csv", "data.zip/a.csv")
    assert [note.kind for note in table.notes] == ["joined_tables"]


def test_one_member_is_read_without_a_column_of_members() -> None:
    table = _read(_zip({"only.csv": ONE}))
    assert _goods(table) == ["tea"]
    assert SOURCE_MEMBER not in table.frame


def test_compressed_member_is_unpacked() -> None:
    assert _goods(_read(_zip({"a.csv.xz": lzma.compress(ONE.encode())}))) == ["tea"]


def test_what_is_no_table_is_named() -> None:
    table = _read(_zip({"letter.pdf": PDF, "a.csv": ONE, "empty.csv": ""}))
    assert _goods(table) == ["tea"]
    assert [str(note) for note in table.notes] == [
        "letter.pdf was not read: it is a PDF document, which riskscan does not read. Ask for the data as a table"
        " (Excel, CSV).",
        "empty.csv was not read: it is empty.",
    ]


def test_encrypted_member_is_named() -> None:
    content = bytearray(_zip({"a.csv": ONE, "b.csv": TWO}))
    place = content.index(b"PK\x01\x02")
    for start in (0, place):
        flags = start + (6 if start == 0 else 8)
        content[flags] |= 1
    table = _read(bytes(content))
    assert _goods(table) == ["wire", "soap"]
    assert "a password closes it" in str(table.notes[0])


def test_damaged_member_is_named_and_the_others_are_read() -> None:
    content = bytearray(_zip({"a.csv": ONE, "b.csv": TWO}, zipfile.ZIP_STORED))
    place = content.index(b"tea")
    content[place] ^= 1
    table = _read(bytes(content))
    assert _goods(table) == ["wire", "soap"]
    assert "it is damaged" in str(table.notes[0])


def _deep(depth: int) -> bytes:
    content = _zip({"a.csv": ONE})
    for _ in range(depth):
        content = _zip({"in.zip": content})
    return content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(_zip({}), "without a file", id="nothing inside"),
        pytest.param(_zip({"../../a.csv": ONE}), "leads out of the archive", id="path that leads out"),
        pytest.param(_zip({"a.csv": b" " * (3 << 20)}), "unpacks to much more", id="bomb"),
        pytest.param(_deep(4), "too many archives", id="archives within archives"),
        pytest.param(_zip({"a.pdf": PDF}), "a PDF document", id="nothing but a PDF"),
        pytest.param(_tar({"a.csv": ONE.encode()})[:530], "damaged or incomplete tar", id="tar cut off"),
        pytest.param(_zip({f"{number}.csv": ONE for number in range(6)}), "more than 5 files", id="too many"),
    ],
)
def test_archive_that_is_refused(content: bytes, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riskscan.manifest.formats.archive_members._RATIO_FROM", 1 << 20)
    monkeypatch.setattr("riskscan.manifest.formats.archive_members._MOST_MEMBERS", 5)
    with pytest.raises(ManifestError, match=said):
        _read(content)


def test_cut_off_zip_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(_zip({"a.csv": ONE})[:-8])
    with pytest.raises(ManifestError, match="damaged or incomplete zip archive"):
        read_table(path)


def test_declared_size_is_not_believed() -> None:
    content = bytearray(_zip({"a.csv": b" " * (1 << 20) + ONE.encode()}))
    place = content.index(b"PK\x01\x02")
    content[22:26] = content[place + 24 : place + 28] = struct.pack("<I", 10)
    with pytest.raises(ManifestError):
        _read(bytes(content))


def test_member_without_a_name_is_read() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        info = zipfile.ZipInfo("a")
        info.filename = ""
        archive.writestr(info, ONE)
    assert _goods(_read(content.getvalue())) == ["tea"]
