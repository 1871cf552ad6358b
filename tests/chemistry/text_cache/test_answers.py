"""Answers on disk: exact, bounded, shared, and never in the way of the work."""

import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import threading

import pytest

from riskscan.chemistry.text_cache.answers import AnswerStore

STORE = "from pathlib import Path\nfrom riskscan.chemistry.text_cache.answers import AnswerStore\n"


def key(number):
    return number.to_bytes(16, "big")


def answers(numbers):
    return {key(number): b"answer of %d " % number * 20 for number in numbers}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "texts"


@pytest.fixture
def kept(folder):
    store = AnswerStore(folder)
    store.add(answers(range(2_000)))
    store.close()
    return folder / "answers.sqlite"


def python(code, folder, **options):
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )


def test_many_are_found_together(folder):
    store, some = AnswerStore(folder), answers(range(0, 2_600, 2))
    store.add(some)
    assert store.find_all([key(number) for number in range(2_600)]) == some
    assert store.find_all([]) == {}


def test_answers_are_found_again(folder):
    store = AnswerStore(folder)
    assert store.find(key(1)) is None
    store.add({key(1): b"one", key(2): b""})
    assert (store.find(key(1)), store.find(key(2)), store.find(key(3))) == (b"one", b"", None)
    assert AnswerStore(folder).find(key(1)) == b"one"


def test_of_a_key_the_first_answer_stays(folder):
    store = AnswerStore(folder)
    store.add({key(1): b"one"})
    store.add({key(1): b"two", key(2): b"three"})
    assert (store.find(key(1)), store.find(key(2))) == (b"one", b"three")


def test_nobody_else_can_read_them(kept):
    assert kept.parent.stat().st_mode & 0o77 == 0


def test_what_is_kept_is_summarized(kept, folder):
    summary = AnswerStore(folder).summarize()
    assert summary.answers == 2_000
    assert summary.size >= kept.stat().st_size > 2_000 * 250


def test_a_summary_makes_no_file(folder):
    assert AnswerStore(folder).summarize().answers == 0
    assert not folder.exists()


def test_beyond_its_bound_the_oldest_go(folder):
    store = AnswerStore(folder, most_bytes=300_000)
    for start in range(0, 10_000, 100):
        store.add(answers(range(start, start + 100)))
        assert store.find(key(start)) is not None
    assert store.find(key(0)) is None
    assert 400 < store.summarize().answers < 1_500
    store.close()
    assert (folder / "answers.sqlite").stat().st_size < 600_000


def cut(path):
    os.truncate(path, path.stat().st_size // 2)


def cut_to_nothing_but_a_head(path):
    os.truncate(path, 50)


def fill_with_noise(path):
    path.write_bytes(b"\x07\x93" * 100_000)


def change_every_answer(path):
    data = path.read_bytes()
    path.write_bytes(data.replace(b"answer of", b"ANSWER OF"))


def put_a_file_of_another_program_there(path):
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (note TEXT)")
    connection.close()


def put_one_of_a_later_version_there(path):
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def drop_the_table(path):
    connection = sqlite3.connect(path)
    connection.execute("ALTER TABLE answers RENAME TO others")
    connection.close()


DAMAGES = [
    cut, cut_to_nothing_but_a_head, fill_with_noise, change_every_answer, put_a_file_of_another_program_there,
    put_one_of_a_later_version_there, drop_the_table,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_file_is_moved_aside_and_begun_anew(kept, folder, caplog, damage):
    damage(kept)
    store = AnswerStore(folder)
    found = [store.find(key(number)) for number in range(2_000)]
    assert all(answer in (None, answers([number])[key(number)]) for number, answer in enumerate(found))
    assert None in found
    [record] = caplog.records
    assert "are damaged" in record.getMessage() and "begun anew" in record.getMessage()
    assert (folder.parent / "texts.damaged" / "answers.sqlite").exists()
    store.add(answers([7]))
    assert store.find(key(7)) and AnswerStore(folder).find(key(7))


@pytest.mark.parametrize("place", range(100, 40_000, 1_733))
def test_a_changed_byte_never_changes_an_answer(kept, folder, place):
    data = bytearray(kept.read_bytes())
    data[place] ^= 0x15
    kept.write_bytes(data)
    store, expected = AnswerStore(folder), answers(range(300))
    assert all(store.find(asked) in (None, answer) for asked, answer in expected.items())


def test_what_is_damaged_again_and_again_is_left_alone(kept, folder, caplog):
    fill_with_noise(kept)
    store = AnswerStore(folder)
    assert store.find(key(1)) is None
    store.add(answers([1]))
    store.close()
    fill_with_noise(kept)
    assert [store.find(key(1)) for _ in range(3)] == [None, None, None]
    assert len(caplog.records) == 2
    store.add(answers([1]))
    assert not store.may_write


def test_a_file_that_another_process_has_begun_anew_stays(kept, folder, caplog):
    change_every_answer(kept)
    one, other = AnswerStore(folder), AnswerStore(folder)
    one.add(answers([9_001]))
    other.add(answers([9_002]))  # both have the damaged file open
    assert one.find(key(1)) is None
    one.add(answers([5]))
    assert other.find(key(1)) is None
    assert other.find(key(5)) == answers([5])[key(5)]
    assert len(caplog.records) == 1


def test_a_file_that_is_gone_is_made_again(kept, folder):
    store = AnswerStore(folder)
    assert store.find(key(1))
    shutil.rmtree(folder)
    store.close()
    assert store.find(key(1)) is None
    store.add(answers([1]))
    assert store.find(key(1))


def test_processes_write_at_once(tmp_path):
    code = STORE + (
        "import sys\n"
        "store = AnswerStore(Path('texts'))\n"
        "first = int(sys.stdin.readline())\n"
        "for start in range(first, first + 1_000, 50):\n"
        "    own = {n.to_bytes(16, 'big'): b'answer of %d ' % n * 20 for n in range(start, start + 50)}\n"
        "    store.add(own)\n"
        "    assert all(store.find(key) == answer for key, answer in own.items())\n"
    )
    runs = [python(code, tmp_path, stdin=subprocess.PIPE) for _ in range(4)]
    said = [run.communicate(str(number * 500))[1] for number, run in enumerate(runs)]  # each shares half with the next
    assert said == [""] * 4
    store = AnswerStore(tmp_path / "texts")
    assert store.summarize().answers == 2_500
    assert all(store.find(asked) == answer for asked, answer in answers(range(2_500)).items())


def test_a_killed_process_leaves_what_it_had_written(tmp_path):
    code = STORE + (
        "import os, signal\n"
        "store = AnswerStore(Path('texts'))\n"
        "store.add({n.to_bytes(16, 'big'): b'answer of %d ' % n * 20 for n in range(100)})\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    run = python(code, tmp_path)
    run.communicate()
    assert run.returncode == -9
    store = AnswerStore(tmp_path / "texts")
    assert all(store.find(asked) == answer for asked, answer in answers(range(100)).items())


def test_threads_share_a_store(folder):
    store, wrong = AnswerStore(folder), []

    def work(first):
        for number in range(first, first + 50):
            store.add(answers([number]))
            if store.find(key(number)) != answers([number])[key(number)]:
                wrong.append(number)

    threads = [threading.Thread(target=work, args=(first * 25,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == [] and store.summarize().answers == 125


def test_a_folder_without_the_right_to_write_is_read_in_silence(open_folder, unprivileged):
    store = AnswerStore(open_folder / "texts")
    store.add(answers([1]))
    store.close()
    (open_folder / "texts").chmod(0o555)
    (open_folder / "texts" / "answers.sqlite").chmod(0o444)
    code = f"{STORE}{unprivileged}" + (
        "store = AnswerStore(Path('texts'))\n"
        "print(len(store.find((1).to_bytes(16, 'big'))))\n"
        "store.add({bytes(16): b'new'})\n"
        "print(store.find(bytes(16)), store.may_write)\n"
    )
    printed, told = python(code, open_folder).communicate()
    assert (printed.split(), told) == (["240", "None", "False"], "")


def test_where_no_folder_can_be_made_nothing_is_kept_in_silence(open_folder, unprivileged):
    open_folder.chmod(0o755)
    code = f"{STORE}{unprivileged}" + (
        "store = AnswerStore(Path('texts'))\n"
        "store.add({bytes(16): b'new'})\n"
        "print(store.find(bytes(16)), store.may_write)\n"
    )
    assert python(code, open_folder).communicate() == ("None False\n", "")


def test_a_full_disk_is_one_sentence_and_what_is_kept_is_read_on(tmp_path):
    AnswerStore(tmp_path / "texts").add(answers([1]))
    code = STORE + (
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "store = AnswerStore(Path('texts'))\n"
        "for first in range(1_000, 5_000, 1_000):\n"
        "    store.add({n.to_bytes(16, 'big'): bytes(300) for n in range(first, first + 1_000)})\n"
        "print(len(store.find((1).to_bytes(16, 'big'))), store.find((2_000).to_bytes(16, 'big')))\n"
    )
    printed, told = python(code, tmp_path).communicate()
    assert printed.split() == ["240", "None"]
    assert told.startswith("Texts cannot be kept in texts (") and told.count("\n") == 1
    store = AnswerStore(tmp_path / "texts")
    assert store.find(key(1)) == answers([1])[key(1)]


def test_a_file_in_place_of_the_folder_is_one_sentence(folder, caplog):
    folder.write_text("")
    store = AnswerStore(folder)
    assert [store.find(key(1)) for _ in range(2)] == [None, None]
    store.add(answers([1]))
    [record] = caplog.records
    assert record.levelno == logging.WARNING and "cannot be looked up" in record.getMessage()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_leaves_the_file_alone(tmp_path):
    code = STORE + (
        "import os\n"
        "store = AnswerStore(Path('texts'))\n"
        "store.add({bytes(16): b'of the parent'})\n"
        "child = os.fork()\n"
        "if not child:\n"
        "    store.add({bytes(15) + b'1': b'of the child'})\n"
        "    os._exit(store.find(bytes(16)) is not None)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), store.find(bytes(16)), store.summarize().answers)\n"
    )
    assert python(code, tmp_path).communicate()[0] == "0 b'of the parent' 1\n"
