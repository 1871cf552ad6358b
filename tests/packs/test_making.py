"""A pack is made of a folder in which nothing else lies."""

from datetime import date

import pytest

from riskscan.exceptions import PackError
from riskscan.packs.archive import read_archive
from riskscan.packs.making import make_pack, write_whole


def test_the_same_folder_gives_the_same_pack(source, keys):
    day = date(2026, 5, 1)
    assert make_pack(source, key=keys / "one.pem", today=day) == make_pack(source, key=keys / "one.pem", today=day)


def test_without_a_key_it_has_no_signature(source):
    pack = make_pack(source)
    assert pack.contents.key_fingerprint == ""
    assert "contents.sig" not in read_archive("x", pack.content)


def test_a_byte_order_mark_is_taken_off(source):
    table = source / "watch_words.csv"
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes())
    assert make_pack(source).rows.substances[1].name == "zorblax resin"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("run.py", b"", "run.py is no table of a pack"),
        ("listings/own.csv.bak", b"", "is no table of a pack"),
        ("deep/listings/own.csv", b"", "is no table of a pack"),
        ("pack.toml", b"name = ", "not valid TOML"),
        ("pack.toml", b"\xff", "not valid TOML"),
        ("pack.toml", b'name = "x"', "missing: description, issuer"),
    ],
)
def test_what_stands_in_the_folder_is_looked_at(source, name, content, said):
    (source / name).parent.mkdir(parents=True, exist_ok=True)
    (source / name).write_bytes(content)
    with pytest.raises(PackError, match=said):
        make_pack(source)


def test_a_link_in_the_folder_is_refused(source, tmp_path):
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    (source / "synonyms" / "de.csv").symlink_to(tmp_path / "secret")
    with pytest.raises(PackError, match=r"synonyms/de\.csv is no table of a pack"):
        make_pack(source)


def test_no_folder_and_no_file(tmp_path, source):
    with pytest.raises(PackError, match="no such folder"):
        make_pack(tmp_path / "none")
    (source / "pack.toml").unlink()
    with pytest.raises(PackError, match="no such file; it says name"):
        make_pack(source)


def test_nothing_half_is_left(tmp_path):
    with pytest.raises(PackError, match="cannot be written"):
        write_whole(tmp_path / "none" / "x.pack", b"x")
    folder = tmp_path / "x.pack"
    folder.mkdir()
    with pytest.raises(PackError, match="cannot be written"):
        write_whole(folder, b"x")
    assert list(tmp_path.iterdir()) == [folder]
