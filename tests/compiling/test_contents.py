"""A folder whose files are not as they were written is told, whatever was done to them."""

import os
import shutil
import time

import pytest

from riskscan.compiling import contents
from riskscan.compiling.contents import find_damage, write_contents

STAMP = "words of 2026"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "words-0123456789ab"
    folder.mkdir()
    (folder / "remains.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "words two.txt").write_text("acid")
    write_contents(folder, STAMP)
    return folder


def change_a_byte(folder):
    path = folder / "remains.bin"
    before = path.stat()
    data = bytearray(path.read_bytes())
    data[5_000] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def cut(folder):
    os.truncate(folder / "remains.bin", 4_096)


def lengthen(folder):
    with (folder / "remains.bin").open("ab") as handle:
        handle.write(b"x")


def remove(folder):
    (folder / "words two.txt").unlink()


def add_a_foreign_file(folder):
    (folder / "notes.txt").write_text("x")


def put_another_in_its_place(folder):
    other = folder.parent / "other"
    other.write_bytes(bytes(10_240))
    other.replace(folder / "remains.bin")


def remove_the_list(folder):
    (folder / "contents.txt").unlink()


def cut_the_list(folder):
    listed = folder / "contents.txt"
    os.truncate(listed, listed.stat().st_size - len(" words two.txt"))


def drop_a_line_of_the_list(folder):
    listed = folder / "contents.txt"
    listed.write_text("\n".join(listed.read_text().split("\n")[:-1]))


def fill_the_list_with_noise(folder):
    (folder / "contents.txt").write_bytes(b"\xff\x00" * 500)


DAMAGES = [
    change_a_byte, cut, lengthen, remove, add_a_foreign_file, put_another_in_its_place, remove_the_list, cut_the_list,
    drop_a_line_of_the_list, fill_the_list_with_noise,
]  # fmt: skip


def test_a_folder_as_it_was_written_has_no_damage(folder):
    assert find_damage(folder, STAMP) is None
    assert find_damage(folder, STAMP) is None


@pytest.mark.parametrize("checked", [False, True], ids=["at once", "after it was found to be right"])
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damage_is_told(folder, damage, checked):
    if checked:
        assert find_damage(folder, STAMP) is None
    damage(folder)
    told = find_damage(folder, STAMP)
    assert told and "\n" not in told


def test_a_folder_of_another_stamp_is_foreign(folder):
    assert find_damage(folder, "words of 2025")


def test_a_folder_that_was_copied_is_right(folder):
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    assert find_damage(copy, STAMP) is None


def test_files_are_read_again_only_when_they_were_written_since(folder, monkeypatch):
    read = []
    checksum = contents._checksum
    monkeypatch.setattr(contents, "_checksum", lambda path: (read.append(path.name), checksum(path))[1])
    find_damage(folder, STAMP)
    assert sorted(read) == ["remains.bin", "words two.txt"]  # written a moment ago
    later = time.time() + 60
    os.utime(folder / "contents.txt", (later, later))
    read.clear()
    assert find_damage(folder, STAMP) is None
    assert read == []


def test_a_change_after_the_last_check_is_told_however_long_ago_that_was(folder):
    """The moment of the check lies before that of the change, though both are long past the time of writing."""
    moments_ago = time.time() - 1
    os.utime(folder / "contents.txt", (moments_ago, moments_ago))
    change_a_byte(folder)
    assert find_damage(folder, STAMP) == "remains.bin is not as it was written"
