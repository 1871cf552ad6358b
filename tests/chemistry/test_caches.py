"""The cache is shown and emptied, and nothing else is touched."""

import os

import pytest

from riskscan.chemistry.caches import clear_cache, summarize_cache
from riskscan.chemistry.text_cache.answers import MOST_BYTES, AnswerStore
from riskscan.compiling.compile_once import compile_once
from riskscan.exceptions import CacheError


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A cache with one compiled folder, two texts, and files of somebody else."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("RISKSCAN_CACHE", str(cache))
    compile_once("words", "1", lambda folder: (folder / "words.txt").write_text("acid" * 100), "Compiling")
    store = AnswerStore(cache / "texts")
    store.add({bytes(16): b"one", bytes([1]) * 16: b"two"})
    store.close()
    (cache / "photos-0123456789ab").mkdir()
    (cache / "photos-0123456789ab" / "a.jpg").write_text("x")
    (cache / "letter.txt").write_text("x")
    return cache


def test_what_is_kept_is_summarized(cache):
    summary = summarize_cache()
    assert summary.folder == str(cache)
    assert (summary.compiled, summary.texts, summary.most_texts_bytes) == (1, 2, MOST_BYTES)
    assert summary.compiled_bytes > 400
    assert summary.texts_bytes >= (cache / "texts" / "answers.sqlite").stat().st_size


def test_an_empty_cache_is_summarized(tmp_path, monkeypatch):
    monkeypatch.setenv("RISKSCAN_CACHE", str(tmp_path / "cache"))
    summary = summarize_cache()
    assert (summary.compiled, summary.compiled_bytes, summary.texts, summary.texts_bytes) == (0, 0, 0, 0)
    assert clear_cache() == 0


def test_all_of_ours_goes_and_what_is_not_ours_stays(cache):
    summary = summarize_cache()
    assert clear_cache() == summary.compiled_bytes + summary.texts_bytes
    assert sorted(path.name for path in cache.iterdir()) == ["letter.txt", "photos-0123456789ab", "words.lock"]


def test_only_texts(cache):
    (cache / "texts.damaged").mkdir()
    clear_cache(only_texts=True)
    summary = summarize_cache()
    assert (summary.compiled, summary.texts) == (1, 0)
    assert not (cache / "texts.damaged").exists()


def test_who_works_with_it_goes_on(cache):
    store = AnswerStore(cache / "texts")
    assert store.find(bytes(16)) == b"one"
    clear_cache()
    assert store.find(bytes(16)) == b"one"
    store.add({bytes([2]) * 16: b"three"})
    assert AnswerStore(cache / "texts").find(bytes(16)) is None


def test_what_cannot_be_removed_is_a_sentence(cache, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr("pathlib.Path.rename", refuse)  # root may remove everything
    with pytest.raises(CacheError, match=r"texts cannot be removed \(Permission denied\)"):
        clear_cache()
