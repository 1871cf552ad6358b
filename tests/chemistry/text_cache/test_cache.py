"""The mentions of texts are kept in batches and found by any process of the same edition."""

import subprocess
import sys

import pytest

from riskscan.chemistry.decode.identified import Mention
from riskscan.chemistry.decode.mentions import MAX_SEEN_LENGTH
from riskscan.chemistry.text_cache import cache as module
from riskscan.chemistry.text_cache.answers import AnswerStore
from riskscan.chemistry.text_cache.cache import CacheUse, TextCache
from riskscan.chemistry.text_cache.encoding import MentionEncoding

FOUND = (Mention("acetone", None, "a note"),)


def make(folder, edition=b"1"):
    return TextCache(AnswerStore(folder / "texts"), MentionEncoding(()), edition)


def test_what_was_flushed_is_found(tmp_path):
    cache = make(tmp_path)
    assert cache.find("5 kg acetone") is None
    cache.add("5 kg acetone", FOUND)
    cache.add("mixed lot", ())
    cache.flush()
    other = make(tmp_path)
    assert (other.find("5 kg acetone"), other.find("mixed lot"), other.find("6 kg acetone")) == (FOUND, (), None)
    assert (cache.use, other.use) == (CacheUse(0, 2), CacheUse(2, 0))


def test_another_edition_finds_nothing(tmp_path):
    cache = make(tmp_path)
    cache.add("5 kg acetone", FOUND)
    cache.flush()
    assert make(tmp_path, b"2").find("5 kg acetone") is None


@pytest.mark.parametrize(
    ("text", "other"),
    [
        pytest.param("acetone\0", "acetone", id="a zero at the end"),
        pytest.param("\ud83d\ude00", "\U0001f600", id="a character in two halves"),
        pytest.param("a" * (MAX_SEEN_LENGTH - 1) + "b", "a" * MAX_SEEN_LENGTH, id="the last character that is read"),
    ],
)
def test_texts_that_differ_are_told_apart(tmp_path, text, other):
    cache = make(tmp_path)
    cache.add(text, FOUND)
    cache.flush()
    assert (cache.find(text), cache.find(other)) == (FOUND, None)


def test_what_is_never_looked_at_does_not_count(tmp_path):
    cache = make(tmp_path)
    cache.add("a" * MAX_SEEN_LENGTH + "b", FOUND)
    cache.flush()
    assert cache.find("a" * MAX_SEEN_LENGTH + "c") == FOUND


def test_a_full_batch_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_BATCH", 3)
    cache = make(tmp_path)
    for number in range(4):
        cache.add(f"{number} kg acetone", FOUND)
    other = make(tmp_path)
    assert [other.find(f"{number} kg acetone") for number in range(4)] == [FOUND, FOUND, FOUND, None]


def test_a_batch_does_not_wait_for_long(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_BATCH_SECONDS", -1.0)
    make(tmp_path).add("5 kg acetone", FOUND)
    assert make(tmp_path).find("5 kg acetone") == FOUND


def test_the_end_of_a_process_writes_the_rest(tmp_path):
    code = (
        "from pathlib import Path\n"
        "from riskscan.chemistry.decode.identified import Mention\n"
        "from riskscan.chemistry.text_cache.answers import AnswerStore\n"
        "from riskscan.chemistry.text_cache.cache import TextCache\n"
        "from riskscan.chemistry.text_cache.encoding import MentionEncoding\n"
        "cache = TextCache(AnswerStore(Path('texts')), MentionEncoding(()), b'1')\n"
        "cache.add('5 kg acetone', (Mention('acetone', None, 'a note'),))\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    assert make(tmp_path).find("5 kg acetone") == FOUND


def test_what_cannot_be_kept_is_not_gathered(tmp_path):
    (tmp_path / "texts").write_text("")
    cache = make(tmp_path)
    assert cache.find("5 kg acetone") is None
    cache.add("5 kg acetone", FOUND)
    assert not cache._pending
