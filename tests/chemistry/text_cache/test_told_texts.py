"""Whether texts say something is kept, and believed only where it is as it was written."""

import os
from pathlib import Path

import numpy as np
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.chemistry.text_cache.cache import CacheUse
from riskscan.chemistry.text_cache.told_texts import Keys, ToldTexts

TEXTS = [f"cotton shirts {number}" for number in range(1_000)]


def keep(folder: Path, texts: list[str], tell: object = False, edition: bytes = b"1") -> ToldTexts:
    told = ToldTexts(folder, edition)
    told.add(told.keys(texts), np.full(len(texts), tell))
    told.flush()
    return told


def asked(folder: Path, texts: list[str], edition: bytes = b"1", **options: int) -> list[int]:
    told = ToldTexts(folder, edition, **options)
    return told.ask(told.keys(texts)).tolist()


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_another_process_knows_what_was_written(tmp_path):
    told = ToldTexts(tmp_path, b"1")
    tell = np.arange(len(TEXTS)) % 3 == 0
    told.add(told.keys(TEXTS), tell)
    assert told.ask(told.keys(TEXTS)).tolist() == tell.tolist()
    assert asked(tmp_path, TEXTS) == [-1] * len(TEXTS), "not written yet"
    told.flush()
    assert asked(tmp_path, [*TEXTS[::-1], "acetone"]) == [*tell[::-1].tolist(), -1]
    told.flush()
    assert len(files(tmp_path)) == 1, "nothing is new"


def test_nothing_is_asked_and_nothing_kept(tmp_path):
    told = keep(tmp_path / "none", [])
    assert told.ask(told.keys([])).tolist() == []
    assert not (tmp_path / "none").exists()


def test_what_a_process_adds_takes_the_place_of_its_file(tmp_path):
    told = keep(tmp_path, TEXTS[:500])
    told.add(told.keys(TEXTS[400:]), np.zeros(600, dtype=bool))
    told.flush()
    assert len(files(tmp_path)) == 1
    assert files(tmp_path)[0].stat().st_size == 16 + 16 * len(TEXTS), "no key twice"
    assert asked(tmp_path, TEXTS) == [0] * len(TEXTS)


def test_many_keys_become_a_file_and_leave_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("riskscan.chemistry.text_cache.told_texts._MOST_OWN", 300)
    told = ToldTexts(tmp_path, b"1")
    for start in range(0, 1_000, 100):
        some = TEXTS[start : start + 100]
        told.add(told.keys(some), np.zeros(100, dtype=bool))
    assert len(files(tmp_path)) == 3
    told.flush()
    assert len(files(tmp_path)) == 4
    assert asked(tmp_path, TEXTS) == [0] * len(TEXTS)


def test_editions_know_nothing_of_each_other(tmp_path):
    keep(tmp_path, TEXTS)
    assert asked(tmp_path, TEXTS, b"2") == [-1] * len(TEXTS)
    own = files(tmp_path)[0]
    own.rename(own.with_name(own.name.replace(b"1".hex(), b"2".hex(), 1)))
    assert asked(tmp_path, TEXTS, b"2") == [-1] * len(TEXTS), "a file of another edition is no file of this one"
    assert not files(tmp_path)


def cut(data: bytes) -> bytes:
    return data[:-16]


def cut_within(data: bytes) -> bytes:
    return data[:-3]


def one_bit(data: bytes) -> bytes:
    return data[:5_000] + bytes([data[5_000] ^ 1]) + data[5_001:]


def nothing(data: bytes) -> bytes:
    return b""


def short(data: bytes) -> bytes:
    return data[:7]


@pytest.mark.parametrize("damage", [cut, cut_within, one_bit, nothing, short])
def test_a_damaged_file_is_not_believed(tmp_path, damage):
    keep(tmp_path, TEXTS)
    path = files(tmp_path)[0]
    path.write_bytes(damage(path.read_bytes()))
    assert asked(tmp_path, TEXTS) == [-1] * len(TEXTS)
    keep(tmp_path, TEXTS)
    assert asked(tmp_path, TEXTS) == [0] * len(TEXTS)


def test_many_files_become_one(tmp_path):
    for start in range(0, 1_000, 100):
        keep(tmp_path, TEXTS[start : start + 150], start % 200 == 0)
    files(tmp_path)[0].unlink()
    expected = asked(tmp_path, TEXTS)
    assert len(files(tmp_path)) == 1
    assert asked(tmp_path, TEXTS) == expected
    assert expected.count(-1) <= 150 and {0, 1} < set(expected)


def test_the_oldest_file_goes_where_there_are_too_many(tmp_path):
    for number in range(3):
        keep(tmp_path, TEXTS[number * 300 : number * 300 + 300])
        os.utime(files(tmp_path)[-1])
    first = min(files(tmp_path), key=lambda path: path.stat().st_mtime_ns)
    told = ToldTexts(tmp_path, b"3", most_bytes=16 * 1_000)
    told.add(told.keys(TEXTS[:300]), np.zeros(300, dtype=bool))
    told.flush()
    assert len(files(tmp_path)) == 3 and first not in files(tmp_path)


def test_what_a_killed_process_left_half_written_goes_like_any_old_file(tmp_path):
    left = tmp_path / "left.new"
    left.write_bytes(bytes(100_000))
    os.utime(left, (0, 0))
    told = ToldTexts(tmp_path, b"1", most_bytes=100_000)
    told.add(told.keys(TEXTS), np.zeros(len(TEXTS), dtype=bool))
    told.flush()
    assert len(files(tmp_path)) == 1 and not left.exists()


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path):
    (tmp_path / "file").write_text("x")
    told = keep(tmp_path / "file", TEXTS)
    assert told.ask(told.keys(TEXTS)).tolist() == [0] * len(TEXTS), "as long as the process lasts"
    assert asked(tmp_path / "file", TEXTS) == [-1] * len(TEXTS)


def test_a_key_says_which_text_it_is_of_and_no_more():
    keys = Keys.of(["acetone", "acetone ", "\ud83d acetone"], b"1")
    assert len(set(zip(keys.first.tolist(), keys.second.tolist(), strict=True))) == 3
    assert not (keys.second & np.uint64(1)).any()
    both = keys + keys.that_tell(np.array([True, False, False]))
    assert len(both) == 4


def test_texts_tell_the_same_without_a_cache_and_with_one(tmp_path):
    texts = ["cotton shirts", "acetone 25 kg", "Delta7 face cream", "safrle 4 drums", "x" * 5_000, "\ud83d acetone"]
    expected = Screener().tell(texts)
    assert "acetone 25 kg" in expected and "cotton shirts" not in expected
    for use in (CacheUse(0, 4, 0), CacheUse(3, 0, 2)):
        cached = Screener(cache=tmp_path / "texts")
        assert cached.tell(texts) == expected
        assert (cached.cache_use.read == 0, cached.cache_use.silent) == (use.read == 0, use.silent)
        assert ("reader" in vars(cached._texts)) == (use.read > 0), "made where something must be read"
        cached.flush()
    assert cached.tell(["safrole 4 drums"]) == {"safrole 4 drums"}
