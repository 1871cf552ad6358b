import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from riskscan.compiling import compile_once as module
from riskscan.compiling import contents
from riskscan.compiling.compile_once import compile_once
from riskscan.exceptions import CacheError

WRITES = (
    "from pathlib import Path\n"
    "from riskscan.compiling.compile_once import compile_once\n"
    "def write(folder):\n"
    "    print('compiled')\n"
    "    for number in range(200):\n"
    "        (folder / str(number)).write_text('acid')\n"
    "print(len(list(compile_once('words', '1', write, 'Compiling').iterdir())))\n"
)
FULL = (
    "import resource, signal\n"
    "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
)
"""No file can grow beyond 100,000 bytes."""


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("RISKSCAN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    return temporary


def write(folder):
    (folder / "words.txt").write_text("acid")


def fail(folder):
    write(folder)
    raise OSError(28, "No space left on device")


def folders(cache):
    return sorted(path.name for path in cache.iterdir() if path.is_dir())


def start(code, folder):
    environment = os.environ | {"RISKSCAN_CACHE": "cache", "TMPDIR": str(folder)}
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip


def test_compiles_once_for_each_stamp(cache, caplog):
    with caplog.at_level(logging.WARNING):
        compiled = [compile_once("words", stamp, write, "Compiling") for stamp in ("1", "1", "2")]
    assert compiled[0] == compiled[1] != compiled[2]
    assert (compiled[2] / "words.txt").read_text() == "acid"
    assert len(caplog.records) == 2


@pytest.mark.parametrize("damaged", ["changed", "cut", "removed"])
def test_what_is_not_as_it_was_written_is_compiled_anew(cache, caplog, damaged):
    path = compile_once("words", "1", write, "Compiling") / "words.txt"
    path.write_text({"changed": "acme", "cut": "ac"}.get(damaged, ""))
    if damaged == "removed":
        path.unlink()
    caplog.clear()
    assert (compile_once("words", "1", write, "Compiling") / "words.txt").read_text() == "acid"
    [record] = caplog.records
    assert record.getMessage().startswith(f"Compiling (into {cache}, since words.txt")
    assert len(folders(cache)) == 1
    caplog.clear()
    compile_once("words", "1", write, "Compiling")
    assert not caplog.records


def test_a_folder_without_a_list_of_its_files_is_compiled_anew(cache):
    folder = compile_once("words", "1", write, "Compiling")
    (folder / "contents.txt").unlink()
    (folder / "words.txt").write_text("of somebody else")
    assert (compile_once("words", "1", write, "Compiling") / "words.txt").read_text() == "acid"


def test_what_a_killed_process_left_is_removed(cache):
    folder = compile_once("words", "1", write, "Compiling")
    (folder / "words.txt").unlink()
    left = cache / f"{folder.name}.killed"
    left.mkdir()
    (left / "words.txt").write_text("half")
    compile_once("words", "1", write, "Compiling")
    assert folders(cache) == [folder.name]


def test_what_our_mistake_breaks_leaves_nothing(cache):
    def mistake(folder):
        write(folder)
        raise KeyError("ours")

    with pytest.raises(KeyError):
        compile_once("words", "1", mistake, "Compiling")
    assert folders(cache) == []


def test_what_cannot_be_written_is_kept_in_a_temporary_folder(cache, temporary, caplog):
    def fail_there(folder):
        (fail if folder.is_relative_to(cache) else write)(folder)

    for kind in ("words", "names"):
        folder = compile_once(kind, "1", fail_there, "Compiling")
        assert folder.parent.parent == temporary and folder.parent.stat().st_mode & 0o77 == 0
    told = [record.getMessage() for record in caplog.records if "cannot be written" in record.getMessage()]
    assert told == [
        f"{cache} cannot be written (No space left on device); what is compiled is kept in {folder.parent}."
    ]
    assert folders(cache) == []


def test_a_full_disk_is_told_before_anything_is_compiled(cache, temporary, monkeypatch):
    monkeypatch.setattr(module, "_LEAST_FREE", 1 << 70)
    with pytest.raises(CacheError, match="No space left"):
        compile_once("words", "1", lambda folder: pytest.fail("compiled"), "Compiling")


def test_where_nothing_can_be_written_one_sentence_says_so(cache, temporary):
    with pytest.raises(CacheError, match=r"^Neither .* can be written \(No space .*\); free some space or name"):
        compile_once("words", "1", fail, "Compiling")
    assert folders(cache) == []


def test_a_temporary_folder_of_somebody_else_is_not_believed(cache, temporary):
    (temporary / f"riskscan-{os.getuid()}").symlink_to(cache)
    with pytest.raises(CacheError, match="belongs to somebody else"):
        compile_once("words", "1", fail, "Compiling")


def test_files_that_cannot_grow_are_a_sentence(tmp_path):
    code = (
        f"{FULL}import marisa_trie\n"
        "from riskscan.compiling.compile_once import compile_once\n"
        "from riskscan.exceptions import CacheError\n"
        "def write(folder):\n"
        "    (folder / 'trie').write_bytes(marisa_trie.Trie(str(n) for n in range(200_000)).tobytes())\n"
        "try:\n"
        "    compile_once('words', '1', write, 'Compiling')\n"
        "except CacheError as error:\n"
        "    print(error)\n"
    )
    printed, _ = start(code, tmp_path).communicate()
    assert printed.startswith("Neither ") and "File too large" in printed
    assert folders(tmp_path / "cache") == []


def test_a_folder_without_the_right_to_write_is_passed_over(open_folder, unprivileged):
    (open_folder / "cache").mkdir(mode=0o555)
    code = WRITES.replace("print(len", f"{unprivileged}print(len") + "print(len(list(Path('cache').iterdir())))"
    printed, told = start(code, open_folder).communicate()
    assert printed.split() == ["compiled", "201", "0"]
    assert f"cache cannot be written (Permission denied); what is compiled is kept in {open_folder}/riskscan-" in told


def test_a_folder_without_the_right_to_write_is_read(open_folder, unprivileged):
    assert start(WRITES, open_folder).communicate()[0].split() == ["compiled", "201"]
    for folder in [open_folder / "cache", *(open_folder / "cache").iterdir()]:
        folder.chmod(0o555)
    printed, told = start(WRITES.replace("print(len", f"{unprivileged}print(len"), open_folder).communicate()
    assert (printed.split(), told) == (["201"], "")


def test_a_file_in_place_of_the_folder_is_passed_over(cache, temporary):
    cache.write_text("")
    folder = compile_once("words", "1", write, "Compiling")
    assert folder.is_relative_to(temporary)
    assert (folder / "words.txt").exists()


@pytest.mark.parametrize("before", ["absent", "damaged"])
def test_processes_wait_for_the_one_that_compiles(tmp_path, before):
    if before == "damaged":
        start(WRITES, tmp_path).communicate()
        [folder] = [path for path in (tmp_path / "cache").iterdir() if path.is_dir()]
        (folder / "7").write_text("acme")
    runs = [start(WRITES, tmp_path) for _ in range(3)]
    printed = [run.communicate()[0].split() for run in runs]
    assert sum("compiled" in words for words in printed) == 1
    assert all(words[-1] == "201" for words in printed)
    assert len(folders(tmp_path / "cache")) == 1


def test_a_file_that_goes_while_it_is_looked_at_sends_nobody_elsewhere(cache, monkeypatch):
    """Another process replaces the folder: it is looked at again under the lock, and not compiled in another place."""
    folder = compile_once("words", "1", write, "Compiling")
    as_it_is, gone = contents._checksum, [FileNotFoundError]

    def vanish(path):
        if gone:
            raise gone.pop()
        return as_it_is(path)

    monkeypatch.setattr(contents, "_checksum", vanish)
    assert compile_once("words", "1", fail_if_called, "Compiling") == folder


def fail_if_called(folder):
    raise AssertionError(folder)


def test_folders_that_nobody_asked_for_in_weeks_are_removed(cache):
    old, fresh = (compile_once("words", stamp, write, "Compiling") for stamp in ("1", "2"))
    os.utime(old, (0, 0))
    compile_once("words", "3", write, "Compiling")
    assert not old.exists() and fresh.exists()
    assert Path(cache, "words.lock").exists()
