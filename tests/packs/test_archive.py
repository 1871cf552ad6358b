"""A pack's file has one shape; every other archive is refused before it is unpacked."""

import io
import os
import stat
import warnings
import zipfile

import pytest

from riskscan.exceptions import PackError
from riskscan.packs.archive import LARGEST_FILE, LARGEST_PACK, build_archive, read_archive, read_bounded

MEMBERS = {"contents.json": b"{}", "listings/own.csv": b"a,b\n", "watch_words.csv": b""}


def _zip(*members, **options):
    content = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(content, "w", **options) as archive:
        warnings.simplefilter("ignore")  # zipfile warns of doubles, and writes them
        for name, data in members:
            archive.writestr(name, data)
    return content.getvalue()


def _link():
    info = zipfile.ZipInfo("substances.csv")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return _zip((info, b"/etc/passwd"))


def _encrypted():
    content = bytearray(_zip(("lists.csv", b"x")))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def test_what_is_written_is_read_and_always_the_same():
    content = build_archive(MEMBERS)
    assert read_archive("x", content) == MEMBERS
    assert build_archive(dict(reversed(MEMBERS.items()))) == content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "no pack, or damaged", id="empty"),
        pytest.param(b"name,cas_rn\n", "no pack, or damaged", id="no archive"),
        pytest.param(build_archive(MEMBERS)[:-9], "no pack, or damaged", id="cut"),
        pytest.param(_zip(("../lists.csv", b"")), "as if to be written elsewhere", id="up"),
        pytest.param(_zip(("/etc/lists.csv", b"")), "as if to be written elsewhere", id="from the root"),
        pytest.param(_zip(("C:\\lists.csv", b"")), "as if to be written elsewhere", id="a drive"),
        pytest.param(_zip(("a/../../lists.csv", b"")), "as if to be written elsewhere", id="up inside"),
        pytest.param(_zip(("code.py", b"")), "has a name that no table", id="code"),
        pytest.param(_zip(("Lists.csv", b"")), "has a name that no table", id="capitals"),
        pytest.param(_zip(("listings/", b"")), "has a name that no table", id="a folder"),
        pytest.param(_zip(("lists.csv\0.py", b"")), "was changed|no table", id="a null in a name"),
        pytest.param(_link(), "is a link", id="link"),
        pytest.param(_encrypted(), "is encrypted", id="encrypted"),
        pytest.param(
            _zip(("lists.csv", bytes(100 << 20)), compression=zipfile.ZIP_DEFLATED), "is compressed", id="bomb"
        ),
        pytest.param(_zip(("lists.csv", bytes(LARGEST_FILE + 1))), "more than 8 MB", id="huge table"),
        pytest.param(_zip(("lists.csv", b"1"), ("lists.csv", b"2")), "stands in it twice", id="double"),
        pytest.param(_zip(*((f"a{n}.csv", b"") for n in range(101))), "101 members", id="many members"),
        pytest.param(_zip(("lists.csv", b"1")), "was changed after it was made", id="another program's archive"),
        pytest.param(b"#!/bin/sh\n" + build_archive(MEMBERS), "was changed after it was made", id="something before"),
        pytest.param(build_archive(MEMBERS) + b"\0", "was changed|damaged", id="something behind"),
    ],
)
def test_other_archives_are_refused_in_one_sentence(content, said):
    with pytest.raises(PackError, match=said) as caught:
        read_archive("x.pack", content)
    assert "\n" not in str(caught.value) and str(caught.value).startswith("x.pack")


def test_no_byte_of_a_pack_can_be_another():
    content = build_archive(MEMBERS)
    for place in range(len(content)):
        for bit in (1, 128):
            altered = bytearray(content)
            altered[place] ^= bit
            try:
                members = read_archive("x", bytes(altered))
            except PackError:
                continue
            assert members != MEMBERS, place  # a changed content, which its hash tells


def test_a_file_that_cannot_be_a_pack(tmp_path):
    large = tmp_path / "large.pack"
    with large.open("wb") as handle:
        handle.truncate(LARGEST_PACK + 1)
    for path, said in (
        (large, "more than 16 MB"),
        (tmp_path / "none.pack", "no such file"),
        (tmp_path, "no such file"),
        (tmp_path.joinpath(os.devnull), "no such file"),
    ):
        with pytest.raises(PackError, match=said):
            read_bounded(path)


def test_what_cannot_be_written():
    with pytest.raises(PackError, match="no name of a table"):
        build_archive({"../x.csv": b""})
    with pytest.raises(PackError, match="more than 8 MB"):
        build_archive({"x.csv": bytes(LARGEST_FILE + 1)})
    with pytest.raises(PackError, match="make several of it"):
        build_archive({f"x{number}.csv": bytes(LARGEST_FILE) for number in range(5)})
